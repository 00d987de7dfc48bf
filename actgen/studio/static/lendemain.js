// What follows a session: a column by the arrows, words to copy.

document.addEventListener("keydown", (event) => {
  if (!["ArrowUp", "ArrowDown"].includes(event.key) || !event.target.matches(".grille input")) return;
  const cell = event.target.closest("td");
  let row = cell.parentElement;
  do { row = event.key === "ArrowDown" ? row.nextElementSibling : row.previousElementSibling; }
  while (row && !row.cells[cell.cellIndex].querySelector("input:not([type=hidden])"));
  const next = row?.cells[cell.cellIndex].querySelector("input:not([type=hidden])");
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.select();
});

document.addEventListener("click", async (event) => {
  if (event.target.matches("[data-imprimer]")) print();
  if (!event.target.matches("[data-copie]")) return;
  await navigator.clipboard.writeText(event.target.dataset.copie);
  event.target.textContent = "Copié ✓";
  setTimeout(() => { event.target.textContent = "Copier"; }, 2000);
});
