// Firefox, driven through its own protocol (WebDriver BiDi): steps come as JSON on the standard input, what each
// of them told goes out. `node firefox.mjs WHERE-PUPPETEER-IS PROGRAM`.

import { createRequire } from "node:module";
import { text } from "node:stream/consumers";

const [, , folder, program] = process.argv;
const puppeteer = createRequire(folder)("puppeteer-core");

const DO = {
  goto: (page, address) => page.goto(address),
  focus: (page, place) => page.focus(place),
  type: (page, words) => page.keyboard.type(words),
  press: (page, key) => page.keyboard.press(key),
  until: (page, [place, words]) => page.waitForFunction(
    (at, told) => document.querySelector(at)?.textContent.replaceAll("\u00a0", " ").includes(told),
    { timeout: 10_000 }, place, words),
  run: (page, script) => page.evaluate(script),
};

const browser = await puppeteer.launch({ browser: "firefox", executablePath: program, headless: true });
const page = await browser.newPage();
await page.setViewport({ width: 1280, height: 800 });
const told = [];
try {
  for (const [name, asked] of JSON.parse(await text(process.stdin))) {
    const answer = await DO[name](page, asked).catch((error) => { throw new Error(`${name} ${asked}: ${error}`); });
    if (name === "run") told.push(answer ?? null);
  }
  process.stdout.write(JSON.stringify(told));
} finally {
  await browser.close();
}
