"""What is wrong with a page once its reader has printed it: Chromium's own PDF, looked at word by word."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from lxml import etree
from msgspec import Struct
from playwright.sync_api import Page

A4 = (595, 842)  # points
_EDGE = 22  # points that any printer needs
_LINES_OF_A_TITLE = 4
_HEAD, _FOOT = 30, 40  # points at the head and foot of a sheet, where only its number and its mention stand
_FACTS = """() => ({
  said: document.body.innerText + [...document.querySelectorAll("input")].map((each) => each.value).join(""),
  titles: [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((each) => each.innerText),
  draft: Boolean(document.querySelector(".projet")),
  on_screen_only: [...document.querySelectorAll("nav, .evitement, #recherche")]
    .filter((each) => each.checkVisibility()).map((each) => each.outerHTML.slice(0, 80)),
})"""


class Word(Struct, frozen=True):
    text: str
    left: float
    top: float
    right: float
    bottom: float


class Sheet(Struct, frozen=True):
    size: tuple[int, int]
    words: tuple[Word, ...]

    @property
    def lines(self) -> list[str]:
        """The lines of the text, from above; without what stands in the margins."""
        return ["".join(word.text for word in line) for line in self._lines()]

    def ends_on(self, titles: set[str]) -> str:
        """The title that is left alone at the foot of the sheet; empty when none is.

        It has whole lines, whereas an item has its mark, and a cell its neighbours.
        """
        lines = self.lines
        ends = ("".join(lines[-count:]) for count in range(1, _LINES_OF_A_TITLE + 1))
        return next((end for end in ends if end in titles), "")

    def _lines(self) -> Iterator[list[Word]]:
        inside = [word for word in self.words if not self._in_margin(word)]
        inside.sort(key=lambda word: (round(word.bottom), word.left))
        for _, line in groupby(inside, lambda word: round(word.bottom)):
            yield list(line)

    @property
    def margins(self) -> list[str]:
        return [word.text for word in self.words if self._in_margin(word)]

    def _in_margin(self, word: Word) -> bool:
        return word.top < _HEAD or word.top > self.size[1] - _FOOT


def printed(page: Page) -> bytes:
    """The page on paper, with the margins that its sheet asks for."""
    return page.pdf(prefer_css_page_size=True)


def on_paper(page: Page) -> list[str]:
    """The faults of the page that is shown, once printed."""
    sheets = read(printed(page))
    page.emulate_media(media="print")
    facts = page.evaluate(_FACTS)
    page.emulate_media(media="null")
    faults = [f"printed: {each}" for each in facts["on_screen_only"]]
    lost = _letters(facts["said"]) - _letters("".join(w.text for sheet in sheets for w in sheet.words))
    if lost:
        faults.append(f"lost on paper: {dict(lost)}")
    titles = {"".join(title.split()) for title in facts["titles"]}
    for number, sheet in enumerate(sheets, start=1):
        where = f"sheet {number} of {len(sheets)}"
        faults += [f"{where}: {fault}" for fault in _of_sheet(sheet)]
        if (title := sheet.ends_on(titles)) and not _announced(title, sheets[number:]):
            faults.append(f"{where}: ends on a title: {title}")
        if ("PROJET" in sheet.margins) is not facts["draft"]:
            faults.append(f"{where}: {'without' if facts['draft'] else 'with'} its mention PROJET")
        if f"{number}/{len(sheets)}" not in sheet.margins:
            faults.append(f"{where}: without its number")
    return faults


def _announced(title: str, after: list[Sheet]) -> bool:
    """Whether that line is the agenda's, whose numbered titles come after; or the last of all."""
    return not after or (title[0].isdigit() and any(title in "".join(sheet.lines) for sheet in after))


def _of_sheet(sheet: Sheet) -> Iterator[str]:
    if tuple(sorted(sheet.size)) != A4:
        yield f"of {sheet.size} points"
    width, height = sheet.size
    for word in sheet.words:
        if word.left < _EDGE or word.right > width - _EDGE or word.top < 8 or word.bottom > height - 8:
            yield f"at its edge: {word.text}"
    if not sheet.lines:
        yield "empty"


def _letters(text: str) -> Counter[str]:
    return Counter(sign for sign in text.casefold() if sign.isalnum())


def read(content: bytes) -> list[Sheet]:
    """The sheets of a PDF, as Poppler sees their words."""
    done = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=content, capture_output=True, check=True, timeout=60
    )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=True)
    tree = etree.fromstring(done.stdout, parser)
    return [
        Sheet(
            (round(float(each.get("width"))), round(float(each.get("height")))),
            tuple(_word(word) for word in each.iterfind("{*}word")),
        )
        for each in tree.iterfind(".//{*}page")
    ]


def _word(element: etree._Element) -> Word:
    left, top, right, bottom = (float(element.get(side)) for side in ("xMin", "yMin", "xMax", "yMax"))
    return Word(element.text or "", left, top, right, bottom)
