"""The words of a PDF held against the facts that it carries (acte.yaml), in the order of its tags.

The file is a stranger's: what can't be followed is left out, and shows as missing when it is compared. A mask
of the facts stands for private words, whatever they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from msgspec import Struct, field
from pikepdf import Array, Dictionary, Page, Pdf, String, parse_content_stream

from actgen.acts.outputs.carried import fits, letters, plain_words
from actgen.acts.outputs.carried_facts import CarriedFacts

_DEEPEST = 80  # tags within tags
_MOST_ALIGNED = 3_000  # words: where more differ, all of them are one difference
_AROUND = 3  # words told on each side of those that differ
_BULLETS = frozenset({"–", "•", ""})
_UNKNOWN = "\ufffd"
_ONE = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4,32})>")
_SHOWS = frozenset({"Tj", "TJ", "'", '"'})


class Gap(Struct, frozen=True):
    """Words that are carried and printed otherwise; either is empty where they are only in the other."""

    page: int
    carried: str
    printed: str


# ---------------------------------------------------------------- pages


class _Block(Struct, frozen=True):
    """A paragraph, or a row of a table, as printed; `page` is counted from 1."""

    text: str
    page: int
    of_row: bool = False
    of_head: bool = False


class _Fonts(Struct):
    """The letters that the codes of each font stand for, as the file says."""

    known: dict[Any, Mapping[int, str]] = field(default_factory=dict)

    def text(self, page: Page, name: str, shown: bytes) -> str:
        font: Any = page.obj.get("/Resources", Dictionary()).get("/Font", Dictionary()).get(name)
        if font is None or "/ToUnicode" not in font:
            return _UNKNOWN
        key = font.objgen if font.is_indirect else (page.obj.objgen, name)
        if key not in self.known:
            table = font.ToUnicode.read_bytes().partition(b"beginbfchar")[2]
            self.known[key] = {
                int(code, 16): bytes.fromhex(letters.decode()).decode("utf-16-be", "replace")
                for code, letters in _ONE.findall(table)
            }
        codes = (shown[rank] << 8 | shown[rank + 1] for rank in range(0, len(shown) - 1, 2))
        return "".join(self.known[key].get(code, _UNKNOWN) for code in codes)


def _marked(page: Page, fonts: _Fonts) -> dict[int, str]:
    """What a page shows under each mark; what runs on all pages has none."""
    marks: dict[int, list[str]] = {}
    opened: list[int | None] = []
    font = ""
    for instruction in parse_content_stream(page):
        operator, operands = str(instruction.operator), instruction.operands
        if operator in ("BDC", "BMC"):
            held: Any = operands[1] if len(operands) > 1 else None
            named = isinstance(held, Dictionary) and "/MCID" in held
            opened.append(int(held["/MCID"]) if named else None)
        elif operator == "EMC" and opened:
            opened.pop()
        elif operator == "Tf":
            font = str(operands[0])
        elif operator in _SHOWS:
            mark = next((each for each in reversed(opened) if each is not None), None)
            if mark is not None:
                words = "".join(fonts.text(page, font, shown) for shown in _strings(operands))
                marks.setdefault(mark, []).append(words)
    return {mark: "\n".join(words) for mark, words in marks.items()}


def _strings(operands: Any) -> Iterator[bytes]:
    for operand in operands:
        for each in operand if isinstance(operand, Array) else (operand,):
            if isinstance(each, String):
                yield bytes(each)


# ---------------------------------------------------------------- tags


class _Tags:
    """Walks the tree of tags and makes blocks of what its marks show."""

    def __init__(self, pdf: Pdf) -> None:
        fonts = _Fonts()
        self._pages = {
            page.obj.objgen: (rank, _marked(page, fonts)) for rank, page in enumerate(pdf.pages, 1)
        }
        self._seen: set[Any] = set()
        self.blocks: list[_Block] = []
        root = pdf.Root.get("/StructTreeRoot")
        if isinstance(root, Dictionary):
            self._visit(root, None, 0)

    def _visit(self, element: Any, page: Any, depth: int, within: frozenset[str] = frozenset()) -> None:
        if depth > _DEEPEST or element.objgen in self._seen:
            return
        if element.objgen != (0, 0):
            self._seen.add(element.objgen)
        page, within = element.get("/Pg", page), within | {str(element.get("/S", ""))}
        held = element.get("/K", Array())
        for kid in list(held) if isinstance(held, Array) else [held]:
            if isinstance(kid, int):
                self._show(page, kid, within)
            elif isinstance(kid, Dictionary) and "/S" in kid:
                self._visit(kid, page, depth + 1, within)
            elif isinstance(kid, Dictionary) and "/MCID" in kid:
                self._show(kid.get("/Pg", page), int(kid["/MCID"]), within)

    def _show(self, page: Any, mark: int, within: frozenset[str]) -> None:
        rank, marks = self._pages.get(page.objgen, (0, {})) if isinstance(page, Dictionary) else (0, {})
        text = marks.pop(mark, "")  # once: a mark that two tags lead to is read by the first
        if text.strip() and not ("/Lbl" in within and text.strip() in _BULLETS):
            self.blocks.append(_Block(text, rank, "/TR" in within, "/THead" in within))


_GOES_ON = "(suite)"


def _without_heads_again(blocks: Sequence[_Block]) -> list[_Block]:
    """The blocks less the head of a table that is printed again at the top of a page, word for word.

    « (suite) » after its title is all that may be added there.
    """
    kept: list[_Block] = []
    last: list[str] = []
    rank = 0
    while rank < len(blocks):
        end = rank
        while end < len(blocks) and blocks[end].of_head:
            end += 1
        if end == rank:
            kept.append(blocks[rank])
            rank += 1
            continue
        head = [each.text for each in blocks[rank:end]]
        goes_on = bool(kept) and kept[-1].of_row and blocks[rank].page > kept[-1].page
        again = [each for each in head if each.strip() != _GOES_ON]
        if not (goes_on and len(head) - len(again) < 2 and [*map(letters, again)] == [*map(letters, last)]):
            kept += blocks[rank:end]
            again = head
        last, rank = again, end
    return kept


# ---------------------------------------------------------------- differences


def gaps(facts: CarriedFacts, pdf: Pdf) -> list[Gap]:
    """Where the words of the pages of an open file are not those of its facts, in reading order."""
    blocks = _without_heads_again(_Tags(pdf).blocks)
    if fits(" ".join(facts.lines), " ".join(each.text for each in blocks)):
        return []
    theirs = [(word, each.page) for each in blocks for word in _words(each.text)]
    ours = [word for line in facts.lines for word in _words(line)]
    return list(_apart(ours, theirs))


def _words(text: str) -> list[str]:
    return plain_words(text)


def _apart(ours: list[str], theirs: list[tuple[str, int]]) -> Iterator[Gap]:
    shown = [word for word, _ in theirs]
    start, least = 0, min(len(ours), len(shown))
    while start < least and ours[start] == shown[start]:
        start += 1
    end = 0
    while end < least - start and ours[-1 - end] == shown[-1 - end]:
        end += 1
    start, end = max(0, start - _AROUND), max(0, end - _AROUND)
    mine, printed = ours[start : len(ours) - end], shown[start : len(shown) - end]
    if max(len(mine), len(printed)) > _MOST_ALIGNED:
        codes = [("replace", 0, len(mine), 0, len(printed))]
    else:
        codes = SequenceMatcher(None, mine, printed, autojunk=False).get_opcodes()  # type: ignore[assignment]
    for kind, i, j, k, m in codes:
        carried, words = " ".join(mine[i:j]), " ".join(printed[k:m])
        if kind != "equal" and not fits(carried, words):
            place = start + k
            page = theirs[min(place, len(theirs) - 1)][1] if theirs else 0
            if j - i == m - k == 1:  # a word alone says little
                i, j, k, m = max(0, i - _AROUND), j + _AROUND, max(0, k - _AROUND), m + _AROUND
                carried, words = " ".join(mine[i:j]), " ".join(printed[k:m])
            yield Gap(page, carried, words)
