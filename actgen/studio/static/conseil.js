// The table of members by the keyboard: Alt and an arrow move the line where one is.

document.addEventListener("keydown", (event) => {
  const way = { ArrowUp: "monter", ArrowDown: "descendre" }[event.key];
  const row = event.altKey && way && event.target.closest("[data-rang]");
  if (!row) return;
  event.preventDefault();
  const button = row.querySelector(`button[value=${way}]`);
  button.focus(); // what was typed is saved first
  button.click();
});

// A table too large is told here: the studio would not even take it.

document.addEventListener("change", (event) => {
  if (event.target.id !== "tableau") return;
  const size = event.target.files[0]?.size ?? 0;
  const told = document.getElementById("faute-tableau");
  told.hidden = size < 990_000;
  told.textContent = told.hidden ? "" : "Ce fichier dépasse un mégaoctet. Gardez seulement la feuille des membres.";
  event.target.form.querySelector("button").disabled = !told.hidden;
});
