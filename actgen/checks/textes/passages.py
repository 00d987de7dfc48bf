"""The words of a tree, block by block, as patterns and readers of findings need them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from unicodedata import normalize

from actgen.document.inline import Inline, LineBreak, Span, Text
from actgen.document.nodes import Block, Heading, Paragraph, Part, Style, Table, walk
from actgen.text.keys import cle

TROU = "\ufffc"
"""Stands for a blank or a place to fill: something is there, and it is no word."""

_PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2011": "-", "’": "'"})
_QUOTES = dict.fromkeys(map(ord, '«»“”"'))
_AUTOUR = 28  # letters shown on each side of a fragment that is quoted


class Sorte(Enum):
    """What kind of block a passage is."""

    TITRE = auto()
    PARAGRAPHE = auto()
    CELLULE = auto()
    LEGENDE = auto()


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of one heading, paragraph, caption or cell.

    `text` is as printed; `plain`, of the same length, has ordinary spaces, hyphens and apostrophes, for
    patterns. `proses` names the user's files that hold these very words, none for a template or a value.
    """

    text: str
    plain: str
    sorte: Sorte
    style: Style | None = None
    proses: tuple[str, ...] = ()

    @property
    def prose(self) -> str:
        """The user's file that the words come from; "" for a template or a value."""
        return self.proses[0] if self.proses else ""

    def autour(self, start: int, end: int) -> str:
        """The fragment with some words on each side, on one line, for a message."""
        debut = max(0, start - _AUTOUR)
        if debut:
            debut = self.plain.find(" ", debut, start) + 1 or debut
        fin = min(len(self.text), end + _AUTOUR)
        if fin < len(self.text):
            coupe = self.plain.rfind(" ", end, fin)
            fin = coupe if coupe > end else fin
        quoted = " ".join(self.text[debut:fin].replace(TROU, "…").split(" ")).replace("\n", " ").strip()
        return ("… " if debut else "") + quoted + (" …" if fin < len(self.text) else "")


Groupe = tuple[Passage, ...]
"""What is read as one: a paragraph, a heading, a whole table, a whole list."""


def groupes(blocks: tuple[Block, ...]) -> Iterator[Groupe]:
    """Every group of passages in reading order."""
    for block in blocks:
        if isinstance(block, Part):
            yield from groupes(block.blocks)
        elif found := tuple(_passages((block,))):
            yield found


def textes(blocks: tuple[Block, ...]) -> frozenset[str]:
    """The text of each passage, as printed."""
    return frozenset(inline_text for block in walk(blocks) for inline_text in _texts(block))


def simple(text: str) -> str:
    """Text of the same length with ordinary spaces, hyphens and apostrophes."""
    return text if text.isascii() else text.translate(_PLAIN)


class _Plies(dict[int, str]):
    """Each letter as its own in lower case without an accent."""

    def __missing__(self, code: int) -> str:
        return self.setdefault(code, normalize("NFD", chr(code))[0].lower()[0])


_PLIES = _Plies()


def plie(text: str) -> str:
    """As `simple`, without accents or capitals: « À L’UNANIMITÉ » → « a l'unanimite »."""
    return simple(text).translate(_PLIES)


@lru_cache(maxsize=4096)
def cle_de(text: str) -> str:
    """`cle` of a text without its quotation marks, kept: the same paragraph stands in several acts."""
    return cle(text.translate(_QUOTES))


def _passages(blocks: tuple[Block, ...]) -> Iterator[Passage]:
    for block in walk(blocks):
        match block:
            case Heading(children=children):
                yield _passage(children, Sorte.TITRE, None)
            case Paragraph(children=children, style=style):
                sorte = Sorte.CELLULE if style is Style.CELL else Sorte.PARAGRAPHE
                yield _passage(children, sorte, style)
            case Table(caption=caption) if caption:
                yield _passage(caption, Sorte.LEGENDE, None)


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Heading(children=children) | Paragraph(children=children):
            yield _text(children)
        case Table(caption=caption) if caption:
            yield _text(caption)


def _passage(children: tuple[Inline, ...], sorte: Sorte, style: Style | None) -> Passage:
    text = _text(children)
    return Passage(text, simple(text), sorte, style)


def _text(children: tuple[Inline, ...]) -> str:
    if len(children) == 1 and isinstance(children[0], Text):
        return children[0].text
    return "".join(_pieces(children))


def _pieces(nodes: tuple[Inline, ...]) -> Iterator[str]:
    for node in nodes:
        match node:
            case Text(text=text):
                yield text
            case Span(children=children):
                yield from _pieces(children)
            case LineBreak():
                yield "\n"
            case _:
                yield TROU
