// The evening by the keyboard: a letter for each answer, arrows between members, votes that must sum.

const LETTERS = "paeo";

function rows() { return [...document.querySelectorAll("[data-membre]")]; }

function step(row, by) {
  const all = rows();
  const next = all[Math.min(all.length - 1, Math.max(0, all.indexOf(row) + by))];
  (next.querySelector("[aria-pressed=true]") ?? next.querySelector("button")).focus();
}

const typing = (target) => target.matches("textarea, input:not([type=checkbox]):not([type=radio])");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const row = event.target.closest("[data-membre]");
  const key = event.key.toLowerCase();
  if (row && !event.target.matches("select") && (key === "arrowdown" || key === "arrowup")) {
    event.preventDefault();
    step(row, key === "arrowdown" ? 1 : -1);
  } else if (row && !event.target.matches("select") && LETTERS.includes(key)) {
    event.preventDefault();
    const asked = row.querySelector(`[data-touche="${key}"]`);
    if (key === "o") return asked.focus();
    asked.click();
    step(row, 1); // the answer is on its way: the next member is called
  } else if (!row && key === "u") {
    document.querySelector(".courant [data-touche=u]:not(:disabled)")?.focus();
  } else if (!row && key === "z") {
    document.querySelector("[data-touche=z]")?.focus();
  }
});

// What is typed of a vote, or of a round of an election, over those who may vote
function tally(box) {
  const apart = box.elements.scrutin?.value === "secret" ? ", .secret input" : "";
  const voices = box.querySelectorAll(`fieldset:first-of-type input, .tour input${apart}`);
  const total = [...voices].reduce((sum, each) => sum + (Number(each.value) || 0), 0);
  const due = box.dataset.somme.split(" ").map(Number); // several, where the texts leave a doubt
  const told = box.querySelector(".somme");
  const right = due.includes(total);
  told.textContent = `${total} sur ${due.join(" ou ")}${right ? " ✓" : ""}`;
  told.classList.toggle("bon", right);
  told.hidden = box.form?.elements.sieges.value > 1 && !box.form.elements.listes.value; // several names a ballot
}

// A name that is ticked counts, as long as the number beside is that of the names
document.addEventListener("change", ({ target }) => {
  const box = target.closest(".partage .noms") && target.form.elements[target.name.replace(/_\d+$/, "")];
  if (!box) return;
  const ticked = target.closest("fieldset").querySelectorAll(":checked").length;
  if (Number(box.value) === ticked + (target.checked ? -1 : 1)) box.value = ticked || "";
});

for (const kind of ["input", "change", "echange"]) {
  document.addEventListener(kind, (event) => {
    const box = event.target.closest?.("[data-somme]");
    for (const each of box ? [box] : document.querySelectorAll("[data-somme]")) tally(each);
  });
}

// Who speaks, or how it is told, written where the text is: the focus stays there, nothing is sent for it
document.addEventListener("mousedown", (event) => { if (event.target.closest?.("[data-parole]")) event.preventDefault(); });
document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-parole]"), text = button?.form.querySelector("textarea");
  if (!text) return;
  const alone = "alinea" in button.dataset, at = alone ? text.value.trimEnd().length : text.selectionStart;
  let before = text.value.slice(0, at), from = at;
  if (!alone && /\u00a0: $/.test(before)) before = before.slice(0, from -= 3); // « Mme X demande si »
  const gap = alone ? (before && "\n\n") : (/\S$/.test(before) ? " " : "");
  text.setRangeText(gap + button.dataset.parole, from, alone ? text.value.length : text.selectionEnd, "end");
  text.focus();
  text.dispatchEvent(new Event("input", { bubbles: true }));
});
