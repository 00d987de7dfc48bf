"""What an act states, sentence by sentence, for who reads it by program: the public projection of its facts.

It is taken from the tree that is printed and from nothing else: what is hidden in a copy to publish, a
finding, the reason of an override, an address that no act prints can't be in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from string import ascii_lowercase

from actgen.document.inline import Link, walk_inlines
from actgen.document.nodes import (
    Block,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    Part,
    Row,
    Signatures,
    Stamp,
    Style,
    Table,
    inlines,
    walk,
)
from actgen.document.words import inline_text
from actgen.records import dataclass
from actgen.text.dates import MOIS

_DATE = re.compile(rf"\b(\d{{1,2}})(?:er)? ({'|'.join(MOIS)}) (\d{{4}})\b")
_WITHOUT_INK = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")  # nobody reads them
_TITLE, _TABLE, _STAMP, _SIGNATURE = "titre", "tableau", "cachet", "signature"

Lignes = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Enonce:
    """A sentence of an act: what it is (the style of its paragraph), its words; of a table, its cells too.

    `numero` is printed before it, where it is an item of a list; `nom` is who is to sign, under the words
    that say in what quality.
    """

    sorte: str
    texte: str
    tete: Lignes = ()
    lignes: Lignes = ()
    numero: str = ""
    nom: str = ""

    @property
    def dates(self) -> tuple[date, ...]:
        """The days that are written in letters, each once, in order."""
        return days_in_letters(self.texte)

    @property
    def mots(self) -> str:
        """All its words on one line, as a cell of a table holds them."""
        cells = [cell for row in (*self.tete, *self.lignes) for cell in row]
        return " ".join(word for word in (self.numero, self.texte, *cells, self.nom) if word)


def enonces(document: Document) -> tuple[Enonce, ...]:
    """All that the body of an act states, in reading order, white space made plain."""
    return tuple(each for each in _stated(document.blocks) if each.mots)


def liens(document: Document) -> tuple[str, ...]:
    """The addresses that words of an act lead to, each once, in reading order."""
    nodes = (node for block in walk(document.blocks) for node in walk_inlines(inlines(block)))
    return tuple(dict.fromkeys(node.target for node in nodes if isinstance(node, Link)))


def days_in_letters(texte: str) -> tuple[date, ...]:
    """The days that a text writes in letters, each once, in order."""
    return tuple(dict.fromkeys(_days(texte)))


def _stated(blocks: tuple[Block, ...], *, counted: bool = False) -> Iterator[Enonce]:
    """What blocks state; `counted`: they are in a list with numbers, one in them has letters."""
    for block in blocks:
        match block:
            case Heading(children=children):
                yield Enonce(_TITLE, _plain(inline_text(children)))
            case Paragraph(children=children, style=style):
                yield Enonce(style.value, _plain(inline_text(children)))
            case ListBlock():
                yield from _listed(block, counted)
            case Table(caption=caption, head=head, body=body):
                rows = _cells(head, counted), _cells(body, counted)
                yield Enonce(_TABLE, _plain(inline_text(caption)), *rows)
            case Signatures(places=places):
                for place in places:
                    yield Enonce(_SIGNATURE, _plain(place.quality), nom=_plain(place.name))
            case Stamp(label=label):
                yield Enonce(_STAMP, _plain(label))
            case Part(blocks=inner):
                yield from _stated(inner, counted=counted)


def _listed(block: ListBlock, counted: bool) -> Iterator[Enonce]:
    """The items of a list, each with the number that is printed before it."""
    for rank, item in enumerate(block.items, block.start):
        mark = _plain(item.label) or (_mark(rank, counted) if block.ordered else "")
        for each in _stated(item.blocks, counted=counted or block.ordered):
            yield replace(each, numero=mark) if mark and not each.numero else each
            mark = ""
        if mark:
            yield Enonce(Style.BODY.value, "", numero=mark)


def _mark(rank: int, counted: bool) -> str:
    """The number of an item: letters in a list within a list, as the sheet of acts says."""
    if not counted or rank < 1:
        return f"{rank}."
    letters = ""
    while rank:
        rank, letter = divmod(rank - 1, len(ascii_lowercase))
        letters = ascii_lowercase[letter] + letters
    return f"{letters}."


def _cells(rows: tuple[Row, ...], counted: bool) -> Lignes:
    return tuple(
        tuple(" ".join(each.mots for each in _stated(cell.blocks, counted=counted)) for cell in row.cells)
        for row in rows
    )


def _plain(words: str) -> str:
    return " ".join(_WITHOUT_INK.sub("", words).split())


def _days(texte: str) -> Iterator[date]:
    for day, month, year in _DATE.findall(texte):
        try:
            yield date(int(year), MOIS.index(month) + 1, int(day))
        except ValueError:  # « 31 février »: what is printed stays, no day is made of it
            continue
