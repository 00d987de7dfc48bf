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
