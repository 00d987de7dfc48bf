// What pages do besides: forms saved without leaving the page, and the window that says it is open.
//
// An answer is a whole page. Of it, the elements that bear `data-echange` take the place of those of the same
// id, but never of one that holds the focus: what is being typed is not touched, and the focus is never lost.
// One with a value takes that place when the value is another: of a table of as many rows, the cells do.

const annonce = document.getElementById("annonce");
const SILENT = "Le studio ne répond plus : votre texte n’est pas enregistré. Relancez actgen studio.";
const OVERTAKEN = "La page a changé pendant votre saisie, qui n’est pas enregistrée : refaites-la.";

function announce(words, how = "") {
  annonce.classList.toggle("grave", how === "grave");
  annonce.textContent = "";
  requestAnimationFrame(() => { annonce.textContent = words; });
}
const BOX = "[type=checkbox], [type=radio]";
const typed = (field) => field.tagName === "SELECT"
  ? field.selectedIndex >= 0 && field.selectedIndex !== Math.max(0, [...field.options].findIndex((each) => each.defaultSelected))
  : field.matches(BOX) ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
const holdsTyped = (form) => [...form.querySelectorAll("input:not([type=hidden]), textarea, select")].some(typed);

// What is typed and was not in the form just sent stays typed; what of it is still to be saved is given back.
function keepTyped(old, fresh, sent) {
  const unsaved = [], twinOf = ({ id }) => fresh.querySelector(`#${CSS.escape(id)}`);
  for (const each of old.querySelectorAll(".noms :checked")) if (!twinOf(each)) each.click(); // who votes no longer counts no longer
  for (const field of old.querySelectorAll("input[id], textarea[id], select[id]")) {
    const twin = twinOf(field);
    if (!twin || (field.form === sent && !dirty.has(sent)) || ["hidden", "file"].includes(field.type)) continue;
    if (field.matches(BOX) && (typed(field) || dirty.has(field.form))) twin.checked = field.checked;
    else if (typed(field)) twin.value = field.value;
    if (!dirty.has(field.form)) continue;
    const why = field.form.querySelector("[data-refus]"), form = twin.closest("form"); // told until it is mended, here or by who votes
    const waits = form.matches(LEFT) && !field.form.matches(LEFT); // for its button: another window told it too
    unsaved.push(waits ? field : twin);
    if (waits) form.replaceWith(field.form);
    else if (why && !form.querySelector("[data-refus]") && form.dataset.somme === field.form.dataset.somme) form.append(why);
  }
  for (const each of [old, ...old.querySelectorAll("details[id]")].filter((one) => one.matches("details"))) {
    const twin = each === old ? fresh : twinOf(each);
    if (twin) twin.open = each.open;
  }
  return unsaved;
}
// In place of the old: only there have its fields the form that they are sent with.
function take(old, fresh, unsaved, parts = [old]) {
  for (const form of [...dirty]) if (parts.some((part) => part.contains(form))) dirty.delete(form);
  old.replaceWith(document.adoptNode(fresh));
  for (const field of unsaved) dirty.add(field.form);
}
// `sent`: the form whose fields are saved now; `asked`: the one that was sent, be it refused.
function exchange(page, sent, from, asked = sent) {
  later = null;
  const held = document.activeElement;
  const suite = page.querySelector("[data-suite]")?.id; // where the answer leads
  const name = suite || held?.id, box = held?.closest("[data-echange]")?.id;
  const caret = held?.matches("textarea, input[type=text]") && [held.selectionStart, held.selectionEnd];
  for (const fresh of page.querySelectorAll("[data-echange][id]")) {
    const old = document.getElementById(fresh.id);
    if (!old || old === held || (fresh.dataset.echange && fresh.dataset.echange === old.dataset.echange)) continue;
    if (old.contains(held) && !name && held.form !== asked) continue;
    const own = old.matches(".champ, td") && old.querySelector("form"); // refused, or typed in: as it is
    if (own && own !== asked && dirty.has(own)) continue;
    // what was opened stays so, and what is typed in it, until something is sent from it
    const over = fresh.matches("[data-laisse]") && !old.matches("[data-laisse]"); // told from elsewhere on the page
    if (old.matches("[data-ouvert]") && !fresh.matches("[data-ouvert]") && old.id !== from && !over) continue;
    if (list && old.contains(list)) later = page;
    else if (old.tagName === "INPUT") old.value = fresh.getAttribute("value");
    else if (!old.isEqualNode(fresh)) take(old, fresh, keepTyped(old, fresh, sent));
  }
  if (name ? document.activeElement?.id !== name : !held.isConnected) {
    const near = document.getElementById(box);
    const zone = near?.matches("[tabindex]") ? near : near?.closest("section[tabindex]");
    // of a button that went with what it told: no other, which the same key would press
    const first = zone ?? near?.querySelector(name ? "input:not([type=hidden]), select, textarea, button" : "[tabindex]");
    (document.getElementById(name) ?? first ?? document.querySelector("main")).focus();
    const now = document.activeElement;
    if (caret && now.id === held.id && now.matches("textarea, input[type=text]")) now.setSelectionRange(...caret);
  }
  document.dispatchEvent(new Event("echange"));
}
// The zone alone, where both pages have one: what stands beside it stays, and what is typed where it says so.
function replacePage(page, title, zone, sent) {
  const place = zone && page.querySelector(zone) ? zone : "main";
  document.title = title;
  replaced += 1;
  const parts = [...document.querySelectorAll(`${place} [data-garde]`)].filter((old) => page.getElementById(old.id));
  const unsaved = parts.flatMap((old) => keepTyped(old, page.getElementById(old.id), sent));
  take(document.querySelector(place), page.querySelector(place), unsaved, parts);
  scrollTo(0, 0);
  (document.querySelector("main [autofocus]") ?? document.querySelector("main")).focus();
}
const dirty = new Set(), kept = new Set(); // forms to save; saved while they are typed in, still to be left
const LEFT = "[data-au-depart], [data-choix]"; // forms that are saved as they are left
const queue = []; // what is being sent, one after the other, the first under way: what each saves, if it does
export let sending = Promise.resolve();
let replaced = 0, leads = ""; // where who waits for the queue is led
const waits = () => dirty.size > 0 || queue.some(Boolean);
const sign = () => document.documentElement.toggleAttribute("data-attend", waits()); // « Enregistré » is not said
function enqueue(run, saves) {
  queue.push(saves);
  sending = sending.then(run).then(() => {
    queue.shift();
    sign();
    if (!leads || queue.some(Boolean)) return;
    location.assign(leads);
    leads = "";
  });
  sign();
}
function send(form, submitter) {
  const told = new FormData(form, submitter);
  const fields = form.enctype === "multipart/form-data" ? told : new URLSearchParams(told);
  const headers = { "X-Actgen": "1" }, post = form.method === "post";
  const options = post ? { method: "POST", body: fields, headers } : { headers };
  const address = new URL(form.action); // it may lead to a place of the page, which is no part of what is asked
  address.hash = "";
  if (!post) address.search = fields;
  for (const waiting of [dirty, kept]) waiting.delete(form);
  const from = form.closest("[data-ouvert]")?.id; // an answer that comes meanwhile may take the form away
  const seen = replaced;
  enqueue(() => answer(form, address, options, from, seen), post && { form, address, options });
}
// The form that stands in the page now for one that an answer took away
function live(form) {
  if (form.isConnected) return form;
  const field = [...form.elements].find((each) => each.id && each.type !== "hidden");
  return document.getElementById(field?.id)?.form ?? form;
}
// A refused form comes back with what was typed as if it were saved: it is not, and stays to be.
function keepRefused(form, before) {
  for (const [id, saved] of before) {
    const field = document.getElementById(id), words = field?.value;
    if (field && words === field.defaultValue) Object.assign(field, { defaultValue: saved, value: words });
  }
  if (holdsTyped(form) && !form.hasAttribute("data-page")) dirty.add(form);
}
async function answer(asked, address, options, from, seen) {
  if (seen !== replaced && !asked.isConnected) return announce(OVERTAKEN, "grave");
  const form = live(asked);
  const revision = form.elements.revision && document.getElementById("revision");
  if (revision && options.body) options.body.set("revision", revision.value);
  if (form.elements.vu) options.body.set("vu", form.elements.vu.value);
  const before = [...form.querySelectorAll("input[id], textarea[id]")].map((each) => [each.id, each.defaultValue]);
  try {
    if (form.dataset.page === "ici" && dirty.size) throw new Error("Une saisie n’est pas encore enregistrée : corrigez-la d’abord.");
    const reply = await fetch(address, options).catch(() => { throw new Error(SILENT); });
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    const refused = page.querySelector("[data-refus]");
    await pressed;
    if (!reply.ok && reply.status !== 409 && !refused) throw new Error(page.querySelector(".avis, main p")?.textContent ?? "");
    if (reply.status === 409 || form.hasAttribute("data-page")) {
      if (reply.ok && form.dataset.page !== "ici") return void (leads = reply.url);
      replacePage(page, page.title, form.dataset.page === "ici" && "[data-zone]", form);
      exchange(page, form); // what stands outside
      if (refused) keepRefused(form, before);
      if (reply.ok) history.replaceState(null, "", reply.url);
      const left = [...dirty].filter((each) => !each.isConnected);
      for (const each of left) dirty.delete(each);
      return left.length && announce(OVERTAKEN, "grave");
    }
    const note = refused ?? page.querySelector("[data-note]"), last = queue.filter(Boolean).length < 2;
    const saved = note ?? (last ? page.querySelector(".enregistre, #enregistre") : null);
    exchange(page, refused ? null : form, from, form);
    if (refused) keepRefused(live(form), before);
    const told = saved?.textContent ?? "";
    if (told !== annonce.textContent || !form.matches("[data-suivi]")) announce(told);
  } catch (error) {
    const ours = error.name === "Error"; // the browser's own words are not for who reads the page
    if (ours && options.body && !form.hasAttribute("data-page")) dirty.add(form);
    announce(ours ? error.message || SILENT : "La page n’a pas pu se mettre à jour : rechargez-la.", "grave");
  }
}
// What is typed in a form that says so is saved every so often: nothing moves on the page but the sign of it.
const OFTEN = 400; // milliseconds: with the time of an answer, what a power cut may take
let soon = 0, toldAt = 0;
function keepTyping() {
  soon = 0;
  for (const form of dirty) if (form.matches("[data-a-mesure]")) enqueue(() => keep(live(form)), { form });
}
async function keep(form) {
  if (!dirty.delete(form)) return; // it was sent meanwhile
  kept.add(form); // be it left before the answer
  const body = new URLSearchParams(new FormData(form));
  body.set("a_mesure", "1");
  try {
    const reply = await fetch(form.action, { method: "POST", body, headers: { "X-Actgen": "1" } });
    if (reply.status === 422) return dirty.add(form); // an hour half typed: told once it is left
    const { enregistre, vu } = await reply.json(), now = live(form);
    if (vu) now.elements.vu.value = vu;
    document.querySelector(".enregistre").textContent = enregistre;
    if (kept.delete(form)) kept.add(now);
  } catch { send(form); } // the page that comes says why
}

// A button that an answer takes away while it is pressed does not hear that it is let go.
let pressed = Promise.resolve();
addEventListener("pointerdown", () => {
  pressed = new Promise((up) => {
    addEventListener("pointerup", () => setTimeout(up), { once: true });
    setTimeout(up, 1000); // a list that opens tells of no end
  });
}, true);

// What was typed before this script was there
for (const form of [...document.querySelectorAll(LEFT)].filter(holdsTyped)) {
  dirty.add(form);
  if (!form.contains(document.activeElement)) send(form);
}
document.addEventListener("submit", (event) => {
  const whole = event.target.matches("[data-entiere]");
  if (whole && !queue.some(Boolean)) return;
  event.preventDefault();
  if (whole) sending.then(() => event.target.requestSubmit(event.submitter));
  else send(event.target, event.submitter);
});

// A link waits for what was typed before it.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]:not([target], [download], [data-debut], [href^='#'])");
  if (!link || !queue.some(Boolean) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  leads = link.href;
});

// A list that keys go through: a letter or an arrow changes it, and is no choice until it is left, or Enter.
// What comes meanwhile of the page around it waits, for its letters would be forgotten with it.
let list = null, later = null;
function release() {
  list = null;
  if (later) exchange(later, null);
}
document.addEventListener("keydown", ({ target, key }) => {
  if (!target.matches("select") || key === "Tab") return;
  list = target;
  if (key === "Enter" && dirty.has(target.form)) send(target.form);
  if (key === "Enter") release();
});
addEventListener("pointerdown", ({ target }) => { if (target === list) list = null; });

// A field whose box was exchanged while it was typed in is not changed, for the browser; it is left, all the same.
for (const kind of ["change", "focusout"]) {
  document.addEventListener(kind, ({ target }) => {
    const { form } = target, choice = kind === "change" && form?.matches("[data-choix]");
    if (choice && target === list) dirty.add(form);
    else if (choice || (form?.matches(LEFT) && (dirty.has(form) || kept.has(form)))) send(form);
    if (kind === "focusout" && target === list) pressed.then(() => setTimeout(release)); // once the focus is where it goes
  });
}
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form && !form.matches(LEFT)) form.querySelector("[data-refus]")?.remove(); // it told of what was there
  if (form?.matches("[data-au-depart]")) dirty.add(form);
  else if (form && !holdsTyped(form)) dirty.delete(form);
  if (form?.matches("[data-a-mesure]")) soon ||= setTimeout(keepTyping, OFTEN);
  sign();
  // what was found in a field is of what it said: a key passes over it, until it is told again
  for (const each of event.target.closest(".champ")?.querySelectorAll(".pourquoi > summary") ?? []) each.tabIndex = -1;
  if (Date.now() - toldAt < 60_000) return;
  toldAt = Date.now(); // somebody is there: the studio does not stop after an idle hour
  fetch("/veille", { method: "POST", body: new URLSearchParams() }).catch(() => {});
});
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
  event.preventDefault();
  const form = document.activeElement?.form ?? document.querySelector("[data-au-depart]");
  if (form?.method === "post") send(form);
});

// while something goes on, the page asks again where it is
setInterval(() => document.querySelector("form[data-suivi]")?.requestSubmit(), 300);

// Files, let fall on the form that takes them or chosen in it: they are sent at once.
for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    const zone = event.target.closest?.("[data-depot]");
    if (!event.dataTransfer.types.includes("Files") || (!zone && event.target.matches?.("[type=file]"))) return;
    if (kind !== "dragleave") event.preventDefault(); // one let fall beside is not opened instead
    const over = kind !== "drop" && kind !== "dragleave" ? zone : null;
    for (const each of document.querySelectorAll("[data-depot]")) each.classList.toggle("dessus", each === over);
    if (!zone || kind !== "drop") return;
    zone.querySelector("[type=file]").files = event.dataTransfer.files;
    zone.requestSubmit();
  });
}
document.addEventListener("change", ({ target }) => {
  if (target.matches("[data-depot] [type=file]") && target.files.length) target.form.requestSubmit();
  // what is too heavy for the studio is told before it is sent
  const told = target.type === "file" && target.form.querySelector("#trop-lourd");
  if (!told) return;
  told.hidden = [...target.files].reduce((sum, file) => sum + file.size, 0) < 990_000;
  target.setCustomValidity(told.hidden ? "" : told.textContent);
});
const sendTyped = () => { for (const form of [...dirty, ...kept]) if (form.matches(LEFT)) send(form); };
document.addEventListener("visibilitychange", () => { if (document.hidden) sendTyped(); });
// Who leaves is asked while something waits, be it figures that no button has noted. Who goes all the same has
// what was typed sent at once, each field as it was last, be it sent already; never twice what a button does.
addEventListener("beforeunload", (event) => {
  if (waits() || [...document.querySelectorAll("[data-somme], .election form")].some(holdsTyped)) event.preventDefault();
});
addEventListener("pagehide", () => {
  sendTyped();
  const last = new Map(queue.map((each, rank) => [each?.form, ((rank || each?.form.matches(LEFT)) && each) || {}]));
  for (const { address, options } of last.values()) if (address) fetch(address, { ...options, keepalive: true }).catch(() => {});
});

// From a remark to its place
export function reach(field) {
  for (let each = field.closest("details"); each; each = each.parentElement.closest("details")) each.open = true;
  field.focus();
  field.scrollIntoView({ block: "center" });
}

// The field that an address leads to, or the answer to what was asked of it; else the nearest that holds it
let aim = new URLSearchParams(location.search).get("vers") ?? (location.hash.startsWith("#champ-") ? location.hash.slice(1) : "");
while (aim && !document.getElementById(aim)) aim = aim.slice(0, Math.max(0, aim.lastIndexOf("-")));
if (aim) reach(document.getElementById(aim));
export function showPlace(start, end) {
  const text = document.getElementById("texte");
  text.focus({ preventScroll: true });
  text.scrollIntoView({ block: "center" });
  text.setSelectionRange(start, end);
  const above = text.value.slice(0, start).split("\n").length - 1;
  const height = parseFloat(getComputedStyle(text).lineHeight);
  text.scrollTop = Math.max(0, above * height - text.clientHeight / 3);
}
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-debut]");
  if (!link) return;
  event.preventDefault();
  showPlace(Number(link.dataset.debut), Number(link.dataset.fin));
});
const asked = document.querySelector("#texte[data-debut]"); // a place was asked for by the address
if (asked) showPlace(Number(asked.dataset.debut), Number(asked.dataset.fin));

// The window is open: one page at a time says so, for a browser keeps few requests open to one address.
navigator.locks.request("veille", () => new Promise(() => {
  const watch = new EventSource("/veille"), ended = "Le studio est fermé. Pour continuer, relancez actgen studio.";
  watch.onerror = () => { if (annonce.textContent !== ended) announce(ended, "grave"); }; // cut off: it is asked again
  watch.onopen = () => { if (annonce.textContent === ended) annonce.textContent = ""; };
  watch.addEventListener("fin", () => { watch.close(); watch.onerror(); });
}));
