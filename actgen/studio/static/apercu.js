// The act beside the form: it follows what is typed, before it is saved. A value in it leads to its field, and
// a field to its places in it. Its frame runs no script: all is done from here.

import { reach, sending, showPlace } from "/statique/studio.js";

const WAIT = 80, QUIET = 1500; // milliseconds: after the last key; before a change is told
const box = document.querySelector("[data-vivant]");
const frame = box.querySelector("iframe");
let waiting, telling, asked, before = null, at = null; // the paragraphs of the act when the field was come to; which field

const act = () => frame.contentDocument;
const field = () => document.activeElement.closest?.("#texte, [data-chemin]");
const paragraphs = (page) => [...page.querySelectorAll("p, li, td, th, h1, h2, h3, h4")];
const words = (each) => each.textContent;

function question() {
  const here = field();
  const acte = document.getElementById("acte").value, montre = act().body.dataset.acte ?? "";
  const fields = new URLSearchParams({ acte, montre });
  if (here?.id === "texte") {
    fields.set("texte", here.value);
    fields.set("curseur", here.selectionStart);
  } else if (here) {
    fields.set("chemin", here.dataset.chemin);
    if (here.value !== here.defaultValue && here.matches("input, textarea")) fields.set("valeur", here.value);
    fields.set("sorte", here.form?.action.split("/").pop() ?? ""); // as it will be saved
  }
  return fields;
}

async function follow() {
  asked?.abort(); // an older answer is of no use
  const { signal } = asked = new AbortController();
  try {
    await sending; // what is to be saved goes first
    const reply = await fetch(box.dataset.vivant, { method: "POST", body: question(), signal });
    if (reply.ok) show(await reply.text());
  } catch { /* dropped; or the studio has ended, which the page says by itself */ }
}

const soon = () => { clearTimeout(waiting); waiting = setTimeout(follow, WAIT); };
function show(text) {
  const root = act().documentElement, top = root.scrollTop;
  const page = act().createElement("html"); // of the frame: its own policy lets the sheet of an act be inside
  page.innerHTML = text;
  const body = page.querySelector("body"), { acte, refus } = body.dataset;
  const refusal = document.getElementById("sans-acte");
  refusal.hidden = !refus;
  refusal.textContent = refus;
  frame.classList.toggle("perime", Boolean(refus));
  if (refus) return;
  if (act().body.dataset.acte === acte) {
    mark(body);
    act().body.replaceWith(body);
    root.scrollTop = top;
  } else {
    root.replaceChildren(...page.childNodes);
    before = paragraphs(act()).map(words);
  }
  light();
}

function mark(body) {
  const known = new Set(before ?? paragraphs(act()).map(words));
  const fresh = paragraphs(body).filter((each) => !known.has(words(each)));
  for (const each of fresh) each.classList.add("change");
  const told = fresh.length > 1 ? `${fresh.length} paragraphes changés` : "1 paragraphe changé";
  clearTimeout(telling);
  const say = () => { document.getElementById("change").textContent = `Dans l’acte, ${told}.`; };
  if (fresh.length) telling = setTimeout(say, QUIET);
}

// From a field to its places, from a value to its field
function held(place, here) {
  if (here.id !== "texte") return `${place.dataset.chemin}/`.startsWith(`${here.dataset.chemin}/`);
  return Number(place.dataset.debut) <= here.selectionStart && here.selectionStart <= Number(place.dataset.fin);
}

function light() {
  const here = field(), places = [...act().querySelectorAll("[data-chemin]")];
  const found = here ? places.filter((place) => held(place, here)) : [];
  for (const each of places) each.classList.toggle("ici", found.includes(each));
  const seen = found[0] ?? (here?.dataset.chemin && act().querySelector(".change")); // of a value that bears no place, its words
  const { top, bottom } = seen?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
  if (top < 0 || bottom > frame.clientHeight) frame.contentWindow.scrollBy(0, top - frame.clientHeight / 3);
}

function lead(event) {
  if (!act().getSelection().isCollapsed) return; // words that are being chosen
  const { chemin, debut, fin, adresse } = event.target.closest("[data-adresse]")?.dataset ?? {};
  const own = chemin && document.querySelector(`[data-chemin="${CSS.escape(chemin)}"]`);
  if (own) reach(own);
  else if (chemin && document.getElementById("texte")) showPlace(Number(debut), Number(fin));
  else if (adresse) location.assign(adresse);
}

// The field that is come to: what changes in the act from then on is marked
function enter() {
  const here = field();
  if (!here) return;
  if (here.id !== at) before = paragraphs(act()).map(words); // not of a box that an answer put in its place
  at = here.id;
  light();
  soon();
}

// Words chosen in the act are those that it may hide
function chosen() {
  const told = String(act().getSelection()).replace(/\s+/g, " ").trim(), mots = document.getElementById("mots");
  if (mots && told) mots.value = told;
}

function ready() {
  act().addEventListener("click", lead);
  act().addEventListener("selectionchange", chosen);
  enter();
}

frame.addEventListener("load", ready);
ready(); // it may have been there before this was read
document.addEventListener("input", (event) => { if (event.target === field() || event.target.id === "acte") soon(); });
document.addEventListener("selectionchange", () => { if (field()?.id === "texte") light(); });
document.addEventListener("echange", soon);
document.addEventListener("focusin", enter);
