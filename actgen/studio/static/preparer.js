// Tables by the keyboard: Enter saves a cell and goes to the next row, which comes with the answer if need be.

let wanted = "";

function next(cell) {
  const steps = cell.dataset.chemin.split("/");
  const rank = steps.length - 2;
  const first = cell.closest("tr").querySelector("[data-chemin]").dataset.chemin.split("/").at(-1);
  return ["champ", ...steps.slice(0, rank), Number(steps[rank]) + 1, first].join("-");
}

function goTo() {
  const cell = wanted && document.getElementById(wanted);
  if (!cell) return;
  wanted = "";
  cell.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches(".grille input")) return;
  event.preventDefault();
  wanted = next(event.target);
  if (event.target.value !== event.target.defaultValue) event.target.form.requestSubmit();
  goTo();
});

new MutationObserver(goTo).observe(document.body, { childList: true, subtree: true });
