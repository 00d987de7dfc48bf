// What follows a session: a column by the arrows, words to copy.

document.addEventListener("keydown", (event) => {
  if (!["ArrowUp", "ArrowDown"].includes(event.key) || !event.target.matches(".grille input")) return;
  const cell = event.target.closest("td"), way = event.key === "ArrowDown" ? "next" : "previous";
  const input = (row) => row?.cells[cell.cellIndex].querySelector("input:not([type=hidden])");
  let row = cell.parentElement;
  do { row = row[`${way}ElementSibling`]; } while (row && !input(row));
  event.preventDefault();
  input(row)?.focus();
  input(row)?.select();
});

document.addEventListener("click", async (event) => {
  if (event.target.matches("[data-imprimer]")) print();
  if (!event.target.matches("[data-copie]")) return;
  await navigator.clipboard.writeText(event.target.dataset.copie);
  event.target.textContent = "Copié ✓";
  setTimeout(() => { event.target.textContent = "Copier"; }, 2000);
});
