"""What the pages of a PDF print, in the order of its tags: the text that a reader sees and a voice tells.

The file is a stranger's: what can't be followed is left out, and shows as missing when it is compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pikepdf import Array, Dictionary, Page, Pdf, String, parse_content_stream

from actgen.proof.encre import Encre, Mot, cellules_croisees, hors_de_l_ordre
from actgen.proof.lettres import Police, Polices

_DEEPEST = 80  # tags within tags
_PARAGRAPHS = ("/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/L", "/LI", "/LBody", "/Lbl", "/Caption")
_GROUPS = ("/Document", "/Div", "/Sect", "/Part", "/Table", "/THead", "/TBody", "/TFoot", "/TD", "/TH")
_BLOCKS = frozenset((*_PARAGRAPHS, *_GROUPS))
_BULLETS = frozenset({"–", "•", ""})
_UNDRAWN = (3, 7)  # how letters are drawn: not at all, or only to cut out
_SHOWS = frozenset({"Tj", "TJ", "'", '"'})
_LINE_END_HYPHEN = re.compile("\u00ad\\s*\n\\s*")
_INVISIBLE = re.compile("[\u00ad\u2060\u200b]")
_AROUND_A_LINE_END = re.compile(r"\s*\n\s*")
_SPACES = re.compile(r"[^\S\n]+")
_NO_BREAK_HYPHENS = str.maketrans("\u2010\u2011", "--")


@dataclass(frozen=True, slots=True)
class Bloc:
    """A paragraph, or the cells of a row of a table, as printed; `page` is counted from 1.

    Where a line ends, or a word changes its face, the text has a new line: a space may stand there or not.
    """

    textes: tuple[str, ...]
    page: int
    rangee: bool = False
    tete: bool = False


@dataclass(slots=True)
class _Feuille:
    """What a page shows: under each mark, set apart as what runs on all pages, and under no mark."""

    rang: int
    marques: dict[int, list[Mot]] = field(default_factory=dict)
    courant: list[str] = field(default_factory=list)
    hors_balises: list[str] = field(default_factory=list)
    remplacements: list[str] = field(default_factory=list)
    invisible: bool = False
    illisible: bool = False


@dataclass(frozen=True, slots=True)
class Impression:
    """All that is printed: read in order, running round the text page by page, and tied to no tag.

    `remplacements`: words that a voice says instead of what is printed; `invisibles`: pages that hold words
    without drawing them; `illisibles`: pages that draw some where, or so that, no eye reads them;
    `deplaces`: words drawn at another place than their order says.
    """

    blocs: tuple[Bloc, ...]
    courants: tuple[str, ...]
    hors_balises: tuple[tuple[int, str], ...]
    remplacements: tuple[tuple[int, str], ...]
    invisibles: tuple[int, ...]
    illisibles: tuple[int, ...]
    deplaces: tuple[tuple[int, str], ...]


def lire_impression(pdf: Pdf, polices: Polices) -> Impression:
    """Read the pages of an open file, then its tags."""
    sheets = {page.obj.objgen: _sheet(rank, page, polices) for rank, page in enumerate(pdf.pages, 1)}
    reader = _Tags(sheets)
    reader.read(pdf.Root.get("/StructTreeRoot"))
    apart = [
        (sheet.rang, words)
        for sheet in sheets.values()
        for words in (*sheet.hors_balises, *reader.never_read(sheet))
        if words.strip()
    ]
    said = [(sheet.rang, words) for sheet in sheets.values() for words in sheet.remplacements]
    return Impression(
        tuple(reader.blocs),
        tuple(" ".join(sheet.courant) for sheet in sheets.values()),
        tuple(apart),
        (*said, *reader.remplacements),
        tuple(sheet.rang for sheet in sheets.values() if sheet.invisible),
        tuple(sheet.rang for sheet in sheets.values() if sheet.illisible),
        tuple(reader.deplaces),
    )


def plain(words: str) -> str:
    """Words as they are compared: hyphens of line ends and signs without ink left out, spaces made plain."""
    words = _INVISIBLE.sub("", _LINE_END_HYPHEN.sub("", words)).translate(_NO_BREAK_HYPHENS)
    return _AROUND_A_LINE_END.sub("\n", _SPACES.sub(" ", words)).strip()


def letters(words: str) -> str:
    """Words without any space."""
    return "".join(plain(words).split())


# ---------------------------------------------------------------- pages


def _sheet(rank: int, page: Page, polices: Polices) -> _Feuille:
    sheet = _Feuille(rank)
    opened: list[int | bool | None] = []  # a mark, set apart (True), or neither
    police: Police | None = None
    ink = Encre([float(side) for side in page.MediaBox])
    for instruction in parse_content_stream(page):
        operator, operands = str(instruction.operator), instruction.operands
        ink.suivre(operator, operands)
        if operator in ("BDC", "BMC"):
            opened.append(_mark(operands))
            sheet.remplacements += _instead(operands)
        elif operator == "EMC" and opened:
            opened.pop()
        elif operator == "Tr" and int(operands[0]) in _UNDRAWN:
            sheet.invisible = True
        elif operator == "Tf":
            police = polices.named(page, str(operands[0]))
        elif operator in _SHOWS:
            words = "".join(police.text(shown) for shown in _strings(operands)) if police else "\ufffd"
            sheet.illisible |= bool(words.strip()) and not ink.lisible
            _put(sheet, opened, ink.mot(words))
    return sheet


def _put(sheet: _Feuille, opened: list[int | bool | None], shown: Mot) -> None:
    mark = next((each for each in reversed(opened) if each is not None), None)
    if mark is True:
        sheet.courant.append(shown.texte)
    elif mark is None:
        sheet.hors_balises.append(shown.texte)
    else:
        sheet.marques.setdefault(int(mark), []).append(shown)


def _mark(operands: Any) -> int | bool | None:
    if str(operands[0]) == "/Artifact":
        return True
    held = operands[1] if len(operands) > 1 else None
    return int(held["/MCID"]) if isinstance(held, Dictionary) and "/MCID" in held else None


def _instead(operands: Any) -> list[str]:
    held = operands[1] if len(operands) > 1 else None
    return [str(held["/ActualText"])] if isinstance(held, Dictionary) and "/ActualText" in held else []


def _strings(operands: Any) -> Iterator[bytes]:
    for operand in operands:
        for each in operand if isinstance(operand, Array) else (operand,):
            if isinstance(each, String):
                yield bytes(each)


# ---------------------------------------------------------------- tags


class _Tags:
    """Walks the tree of tags and makes paragraphs of what its marks show."""

    def __init__(self, sheets: dict[Any, _Feuille]) -> None:
        self.blocs: list[Bloc] = []
        self.remplacements: list[tuple[int, str]] = []
        self._sheets = sheets
        self._seen: set[Any] = set()
        self._read: set[tuple[int, int]] = set()
        self._pieces: list[tuple[int, Mot, bool]] = []
        self.deplaces: list[tuple[int, str]] = []
        self._cell: list[tuple[int, Mot]] = []

    def read(self, root: Any) -> None:
        if isinstance(root, Dictionary):
            self._visit(root, None, 0, head=False)
            self._flush()

    def never_read(self, sheet: _Feuille) -> list[str]:
        """What a page shows under marks that no tag leads to."""
        return [
            each.texte
            for mark, shown in sheet.marques.items()
            if (sheet.rang, mark) not in self._read
            for each in shown
        ]

    def _visit(self, element: Any, page: Any, depth: int, *, head: bool) -> None:
        if depth > _DEEPEST or element.objgen in self._seen:
            return
        if element.objgen != (0, 0):
            self._seen.add(element.objgen)
        tag, page = str(element.get("/S", "")), element.get("/Pg", page)
        if "/ActualText" in element:
            self.remplacements.append((self._rank(page), str(element.ActualText)))
        if tag == "/TR":
            self._row(element, page, depth, head=head)
            return
        is_block = tag in _BLOCKS
        if is_block:
            self._flush()
        for kid in kids(element):
            if isinstance(kid, int):
                self._show(page, kid)
            elif isinstance(kid, Dictionary) and "/S" in kid:
                self._visit(kid, page, depth + 1, head=head or tag == "/THead")
            elif isinstance(kid, Dictionary) and "/MCID" in kid:
                self._show(kid.get("/Pg", page), int(kid["/MCID"]))
        if is_block:
            self._flush(mark=tag == "/Lbl")

    def _row(self, row: Any, page: Any, depth: int, *, head: bool) -> None:
        self._flush()
        before, cells = len(self.blocs), []
        starts: list[tuple[int, Mot]] = []
        for cell in kids(row):
            if isinstance(cell, Dictionary) and "/S" in cell:
                start, self._cell = len(self.blocs), []
                self._visit(cell, page, depth + 1, head=False)
                self._flush()
                starts += self._cell[:1]
                cells.append("\n".join(text for bloc in self.blocs[start:] for text in bloc.textes))
        self.deplaces += cellules_croisees(starts)
        rank = self.blocs[before].page if len(self.blocs) > before else self._rank(page)
        del self.blocs[before:]
        self.blocs.append(Bloc(tuple(cells), rank, rangee=True, tete=head))

    def _rank(self, page: Any) -> int:
        sheet = self._sheets.get(page.objgen) if isinstance(page, Dictionary) else None
        return sheet.rang if sheet else 0

    def _show(self, page: Any, mark: int) -> None:
        sheet = self._sheets.get(page.objgen) if isinstance(page, Dictionary) else None
        if sheet is None or (sheet.rang, mark) in self._read:
            return
        self._read.add((sheet.rang, mark))
        height: float | None = None
        for shown in sheet.marques.get(mark, ()):
            self._pieces.append((sheet.rang, shown, shown.hauteur == height))
            height = shown.hauteur

    def _flush(self, *, mark: bool = False) -> None:
        pieces, self._pieces = self._pieces, []
        text = plain("".join(word.texte if on else f"\n{word.texte}" for _, word, on in pieces))
        shown = [(page, word) for page, word, _ in pieces if word.texte.strip()]
        self.deplaces += hors_de_l_ordre(shown)
        self._cell += shown
        if text and not (mark and text in _BULLETS):
            self.blocs.append(Bloc((text,), pieces[0][0]))


def kids(element: Any) -> list[Any]:
    """What an element holds, be it one thing or a list."""
    held = element.get("/K", Array())
    return list(held) if isinstance(held, Array) else [held]
