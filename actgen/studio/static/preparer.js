// Tables by the keyboard: Enter saves a cell and goes to the next row, which comes with the answer if need be.
// A block pasted from a spreadsheet goes whole to the form that takes one, for the cell where it is pasted.

let wanted = "";
function goTo() {
  const cell = document.getElementById(wanted);
  wanted = cell ? "" : wanted;
  cell?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches(".grille input")) return;
  event.preventDefault();
  const { id } = event.target.closest("tr").querySelector("[data-chemin]");
  wanted = id.replace(/\d+(?=-[^-]+$)/, (rank) => Number(rank) + 1);
  if (event.target.value !== event.target.defaultValue) event.target.form.requestSubmit();
  goTo();
});

document.addEventListener("paste", (event) => {
  const { target } = event, form = target.closest(".grille")?.querySelector(".bloc form");
  const valeur = event.clipboardData.getData("text/plain").trimEnd(), { chemin } = target.dataset;
  if (!form || !chemin || !/[\t\n]/.test(valeur)) return;
  event.preventDefault();
  [wanted] = [target.id, target.blur()]; // a list that keys go through holds back what comes of its table
  for (const [name, value] of Object.entries({ chemin, valeur })) form.elements[name].value = value;
  form.requestSubmit();
});

new MutationObserver(goTo).observe(document.body, { childList: true, subtree: true });
