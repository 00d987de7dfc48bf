// What can't be read at the width of the window: a list of sentences, empty when all is well.
() => {
  const LONGEST = 24; // letters of what has to stay whole; an address or a path may be longer than a line
  const SMALLEST = 8; // pixels of a line that can be read
  const UNSEEN = ".evitement, .annonce:not(.grave)"; // said to those who listen; not shown
  const faults = [];
  const root = document.documentElement;
  const said = (node) => `« ${(node.data || node.textContent).trim().replace(/\s+/g, " ").slice(0, 50)} »`;
  const named = (element) =>
    element.getAttribute("aria-label") ||
    (element.getAttribute("aria-labelledby") || "")
      .split(" ")
      .map((name) => document.getElementById(name)?.textContent || "")
      .join("");

  if (root.scrollWidth > root.clientWidth)
    faults.push(`the page scrolls sideways: ${root.scrollWidth} > ${root.clientWidth}`);

  // Boxes: nothing is hidden; only a table or a piece of code scrolls, with the keyboard, under a name.
  for (const element of document.body.querySelectorAll("*")) {
    if (element.closest("svg") || !element.checkVisibility() || element.matches(`${UNSEEN}, input, col`)) continue;
    const style = getComputedStyle(element);
    if (style.display === "inline") continue;
    const wide = element.scrollWidth > element.clientWidth + 1;
    const high = element.scrollHeight > element.clientHeight + 1;
    const what = `${element.localName}.${element.className} ${said(element)}`;
    if (["hidden", "clip"].includes(style.overflowX) && (wide || high)) faults.push(`hidden in ${what}`);
    else if (["auto", "scroll"].includes(style.overflowX)) {
      if (wide && !(element.querySelector("table") || element.localName === "pre"))
        faults.push(`scrolls, and is no table: ${what}`);
      if (wide && (element.tabIndex < 0 || !named(element))) faults.push(`scrolls without a key or a name: ${what}`);
      if (high) faults.push(`scrolls downwards: ${what}`);
    } else if (wide && element.clientWidth && !element.querySelector(".cadre, pre"))
      faults.push(`runs out of ${what}: ${element.scrollWidth} > ${element.clientWidth}`);
  }

  // Lines: each inside the window or a box that scrolls, none upon another, no word cut but a long one.
  const lines = [];
  const range = document.createRange();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility() || element.closest(`${UNSEEN}, script, style`)) continue;
    range.selectNodeContents(node);
    const scrolls = element.closest(".cadre, pre");
    for (const line of range.getClientRects()) {
      if (line.width < 1) continue;
      if (line.height < SMALLEST) faults.push(`too small: ${said(node)}`);
      if (!scrolls && (line.right > root.clientWidth + 1 || line.left < -1)) faults.push(`out of the window: ${said(node)}`);
      const trim = line.height / 4;
      lines.push({ node, left: line.left, right: line.right, top: line.top + trim, bottom: line.bottom - trim });
    }
    if (getComputedStyle(element).hyphens === "auto" || element.closest("code, pre, svg")) continue;
    for (const word of node.data.matchAll(/[\p{L}\p{N}]{2,}/gu)) {
      const before = node.data.slice(0, word.index).match(/\S*$/)[0];
      const after = node.data.slice(word.index).match(/^\S*/)[0];
      if (before.length + after.length > LONGEST) continue;
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      if (range.getClientRects().length > 1) faults.push(`cut: ${word[0]} in ${said(node)}`);
    }
  }
  lines.sort((a, b) => a.top - b.top);
  let open = [];
  for (const line of lines) {
    open = open.filter((other) => other.bottom > line.top + 1);
    for (const other of open)
      if (other.node !== line.node && other.left < line.right - 1 && line.left < other.right - 1)
        faults.push(`one upon the other: ${said(other.node)} and ${said(line.node)}`);
    open.push(line);
  }
  return [...new Set(faults)].slice(0, 200);
}
