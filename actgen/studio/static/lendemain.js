// What follows a session: a column by the arrows, receipts by a drop, words to copy.

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

for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    const zone = event.target.closest?.("[data-depot]");
    if (kind !== "dragleave") event.preventDefault(); // a file let fall beside is not opened instead
    document.querySelector("[data-depot]")?.classList.toggle("dessus", Boolean(zone) && kind !== "drop" && kind !== "dragleave");
    if (!zone || kind !== "drop") return;
    zone.querySelector("[type=file]").files = event.dataTransfer.files;
    zone.requestSubmit();
  });
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-depot] [type=file]") && event.target.files.length) event.target.form.requestSubmit();
});

document.addEventListener("click", async (event) => {
  if (event.target.matches("[data-imprimer]")) print();
  if (!event.target.matches("[data-copie]")) return;
  await navigator.clipboard.writeText(event.target.dataset.copie);
  event.target.textContent = "Copié ✓";
  setTimeout(() => { event.target.textContent = "Copier"; }, 2000);
});
