"""What an act states, sentence by sentence, for who reads it by program: the public projection of its facts.

It is taken from the tree that is printed and from nothing else: what is hidden in a copy to publish, a
finding, the reason of an override, an address that no act prints can't be in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from actgen.document.nodes import (
    Block,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    Part,
    Row,
    SignaturePlace,
    Signatures,
    Stamp,
    Table,
    walk,
)
from actgen.document.words import inline_text, paragraphs
from actgen.text.dates import MOIS

_DATE = re.compile(rf"\b(\d{{1,2}})(?:er)? ({'|'.join(MOIS)}) (\d{{4}})\b")
_TITLE, _TABLE, _STAMP = "titre", "tableau", "cachet"

Lignes = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Enonce:
    """A sentence of an act: what it is (the style of its paragraph), its words; of a table, its cells too."""

    sorte: str
    texte: str
    tete: Lignes = ()
    lignes: Lignes = ()

    @property
    def dates(self) -> tuple[date, ...]:
        """The days that are written in letters, each once, in order."""
        return tuple(dict.fromkeys(_days(self.texte)))


def enonces(document: Document) -> tuple[Enonce, ...]:
    """All that the body of an act states, in reading order, white space made plain."""
    return tuple(each for each in _stated(document.blocks) if each.texte or each.lignes)


def signataires(document: Document) -> tuple[SignaturePlace, ...]:
    """Who is to sign, in order."""
    return tuple(
        place for block in walk(document.blocks) if isinstance(block, Signatures) for place in block.places
    )


def _stated(blocks: tuple[Block, ...]) -> Iterator[Enonce]:
    for block in blocks:
        match block:
            case Heading(children=children):
                yield Enonce(_TITLE, _plain(inline_text(children)))
            case Paragraph(children=children, style=style):
                yield Enonce(style.value, _plain(inline_text(children)))
            case ListBlock(items=items):
                for item in items:
                    yield from _stated(item.blocks)
            case Table(caption=caption, head=head, body=body):
                yield Enonce(_TABLE, _plain(inline_text(caption)), _cells(head), _cells(body))
            case Stamp(label=label):
                yield Enonce(_STAMP, _plain(label))
            case Part(blocks=inner):
                yield from _stated(inner)


def _cells(rows: tuple[Row, ...]) -> Lignes:
    return tuple(tuple(" ".join(paragraphs(cell.blocks)) for cell in row.cells) for row in rows)


def _plain(words: str) -> str:
    return " ".join(words.split())


def _days(texte: str) -> Iterator[date]:
    for day, month, year in _DATE.findall(texte):
        try:
            yield date(int(year), MOIS.index(month) + 1, int(day))
        except ValueError:  # « 31 février »: what is printed stays, no day is made of it
            continue
