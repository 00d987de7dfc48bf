// What is too heavy for the studio is told before it is sent.

const form = document.getElementById("relecture");
const MOST = 990_000;

form.elements.fichier.addEventListener("change", (event) => {
  const heavy = [...event.target.files].reduce((sum, file) => sum + file.size, 0) > MOST;
  document.getElementById("trop-lourd").hidden = !heavy;
  form.elements.fichier.setCustomValidity(heavy ? document.getElementById("trop-lourd").textContent : "");
});
