"""What a PDF carries besides its pages: what the act states, as YAML, for programs and for who doubts it.

It is taken from the tree that is printed and from nothing else: what is hidden in a copy to publish, a
finding, the reason of an override, an address that no act prints can't be in it; words declared private are
masked. The file is associated with the act as its source (ISO 19005-3, 6.8). Its dates are that of the act,
never the day of the run: the same act gives the same bytes. Besides what the act states it keeps a hash of
how each page is drawn, so that what is laid over the text can be told too.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from string import ascii_lowercase
from typing import Any

from msgspec import Struct

from actgen.acts.outputs.house.paper import PAGE, PAGES, Paper, Strip
from actgen.acts.outputs.pdf_objects import Finisher, at, pages, streams
from actgen.acts.tree.inline import Link, walk_inlines
from actgen.acts.tree.layout import with_pages
from actgen.acts.tree.nodes import (
    Block,
    Contents,
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
from actgen.acts.tree.occultation import Mask, contains, hide, hide_text
from actgen.acts.tree.words import inline_text
from actgen.base.records import replace
from actgen.base.text.characters import missing_characters
from actgen.base.text.dates import MOIS

NAME = "acte.yaml"
DESCRIPTION = "Ce que l’acte énonce, tel qu’il est imprimé"
RELATIONSHIP = "Source"
FORMAT = 1
PAPER = "papier"  # the sort of what a letterhead says
CONTENTS = "sommaire"  # that of a table of contents: each title with its page

_HEAD = (
    "# Ce que l’acte énonce, tel qu’il est imprimé. Seule une signature prouve qui l’a écrit.",
    f"format: {FORMAT}",
)
_UNDATED = date(1980, 1, 1)  # as in the zip of a Word file: a file must have a day
_SHORT = 16  # hexadecimal digits of the hash of a font or an image: it is told apart, and proves nothing


class Drawn(Struct, frozen=True):
    """The hash of each page as it is drawn, and of what pages are drawn with: fonts, images."""

    pages: tuple[str, ...]
    means: tuple[str, ...]


def source_of(
    document: Document,
    dated: date | None = None,
    paper: Paper | None = None,
    drawn: Drawn | None = None,
    prives: Sequence[str] = (),
) -> bytes:
    """What a tree states, as YAML in UTF-8, with what its paper says and how it is drawn.

    `prives`: words declared private, which the pages may print and which programs are not given.
    """
    return ("\n".join(_lines(public(document, paper, prives), dated, drawn)) + "\n").encode("utf-8")


def day_of(dated: date | None) -> datetime:
    """The day that the carried file bears."""
    day = dated or _UNDATED
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def page_hash(content: bytes, box: Iterable[float]) -> str:
    """The hash of what draws a page, of its size in points."""
    size = " ".join(str(round(float(side))) for side in box)
    return hashlib.sha256(content + size.encode()).hexdigest()


def means_hash(content: bytes) -> str:
    """The hash of a font, of its table of letters, of an image."""
    return hashlib.sha256(content).hexdigest()[:_SHORT]


def carries_source(
    document: Document, dated: date | None, paper: Paper | None, prives: Sequence[str] = ()
) -> Finisher:
    """The finisher that writes what is carried, once all is drawn: nothing may be drawn after it."""

    def carry(drawn: Any, pdf: Any) -> None:
        told = with_pages(document, _pages_of_anchors(drawn))
        content = source_of(told, dated, paper, _how_drawn(pdf), prives)
        for stream in streams(pdf):
            if stream.extra.get("Type") == "/EmbeddedFile":
                digest = hashlib.md5(content, usedforsecurity=False).hexdigest()
                stream.stream[:] = [content]
                stream.extra["Subtype"] = "/application#2fyaml"  # WeasyPrint asks the machine for it
                stream.extra["Params"].update(CheckSum=f"<{digest}>", Size=len(content))

    return carry


def _pages_of_anchors(drawn: Any) -> dict[str, int]:
    """The page, counted from 1, that each anchor is drawn on."""
    return {anchor: rank for rank, page in enumerate(drawn.pages, 1) for anchor in page.anchors}


def _how_drawn(pdf: Any) -> Drawn:
    drawing = [(at(pdf, page["Contents"]), page["MediaBox"]) for page in pages(pdf)]
    apart = {id(stream) for stream, _ in drawing}
    means = {means_hash(_bytes_of(stream)) for stream in streams(pdf) if id(stream) not in apart}
    drawn = tuple(page_hash(_bytes_of(stream), box) for stream, box in drawing)
    return Drawn(drawn, tuple(sorted(means)))


def _bytes_of(stream: Any) -> bytes:
    """What a stream holds, before it is compressed."""
    compressed, stream.compress = stream.compress, False
    _, _, rest = stream.data.partition(b"\nstream\n")
    stream.compress = compressed
    return bytes(rest.removesuffix(b"\nendstream"))


def _lines(told: Public, dated: date | None, drawn: Drawn | None) -> Iterator[str]:
    document = told.document
    yield from _HEAD
    if dated is not None:
        yield f"date: {dated.isoformat()}"
    about = (("titre", document.title), ("collectivite", document.author), ("objet", document.subject))
    for key, value in about:
        if value:
            yield f"{key}: {_quoted(value)}"
    yield f"projet: {'true' if document.projet else 'false'}"
    yield from _words_of("courants", told.courants)
    yield from _listed("enonces", _statements(told))
    yield from _words_of("liens", told.liens)
    if drawn is not None:
        yield from _words_of("pages", drawn.pages)
        yield from _words_of("dessin", drawn.means)


def _statements(told_of: Public) -> Iterator[list[str]]:
    above, below = ([Enonce(PAPER, line) for line in lines] for lines in told_of.papier)
    for each in (*above, *enonces(told_of.document), *below):
        told = [f"sorte: {_quoted(each.sorte)}"]
        told += [f"{key}: {_quoted(words)}" for key, words in _words(each) if words]
        told += [f"{key}: {json.dumps(rows, ensure_ascii=False)}" for key, rows in _rows(each) if rows]
        if each.dates:
            told.append(f"dates: [{', '.join(day.isoformat() for day in each.dates)}]")
        yield told


def _words(each: Enonce) -> tuple[tuple[str, str], ...]:
    return ("numero", each.numero), ("texte", each.texte), ("nom", each.nom)


def _rows(each: Enonce) -> tuple[tuple[str, Lignes], ...]:
    return ("tete", each.tete), ("lignes", each.lignes)


def _words_of(key: str, words: Sequence[str]) -> Iterator[str]:
    if words:
        yield f"{key}:"
        yield from (f"  - {_quoted(each)}" for each in words)


def _listed(key: str, items: Iterator[list[str]]) -> Iterator[str]:
    for rank, (first, *rest) in enumerate(items):
        if not rank:
            yield f"{key}:"
        yield f"  - {first}"
        yield from (f"    {line}" for line in rest)


def _quoted(words: str) -> str:
    """A string of JSON is one of YAML; white space is made plain, so that no line can end in it."""
    return json.dumps(" ".join(words.split()), ensure_ascii=False)


def running_words(document: Document, paper: Paper | None) -> tuple[str, ...]:
    """The lines that run at the head and at the foot of pages, each once."""
    if paper is None:
        draft = "PROJET" if document.projet else ""
        found = [document.header, draft, document.title, f"page {PAGE}/{PAGES}"]
    else:
        parts = (paper.others.head, paper.foot, paper.others.foot)
        found = [line for strip in parts for line in _printed(strip)]
    return tuple(dict.fromkeys(line for line in (" ".join(each.split()) for each in found) if line))


def read_words(paper: Paper | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a letterhead says above an act and below it, in lines that are read with the act."""
    if paper is None:
        return (), ()
    return _printed(paper.head) if paper.head_is_read else (), _printed(paper.end)


def _printed(strip: Strip) -> tuple[str, ...]:
    """The lines of a strip, less the signs that the face lacks."""
    missing = missing_characters("".join(strip.lines))
    told = (" ".join("".join(sign for sign in line if sign not in missing).split()) for line in strip.lines)
    return tuple(filter(None, told))


_DATE = re.compile(rf"\b(\d{{1,2}})(?:er)? ({'|'.join(MOIS)}) (\d{{4}})\b")
_WITHOUT_INK = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")  # nobody reads them
_TITLE, _TABLE, _STAMP, _SIGNATURE = "titre", "tableau", "cachet", "signature"

Lignes = tuple[tuple[str, ...], ...]


class Enonce(Struct, frozen=True):
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
                yield from _of_list(block, counted)
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
            case Contents(headings=headings, pages=pages_of):
                titles = (_plain(inline_text(heading.children)) for heading in headings)
                yield Enonce(CONTENTS, "", lignes=tuple(zip(titles, map(str, pages_of), strict=True)))


def _of_list(block: ListBlock, counted: bool) -> Iterator[Enonce]:
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


CACHE = "█████"  # private words, whatever they are and however long
_WITHOUT_INK = re.compile("[\u00ad\u2060\u200b]")
_NO_BREAK_HYPHENS = str.maketrans("\u2010\u2011", "--")


def plain_words(text: str) -> list[str]:
    """Words without signs that have no ink."""
    return _WITHOUT_INK.sub("", text).translate(_NO_BREAK_HYPHENS).split()


def letters(words: str) -> str:
    """Words without any space, nor signs without ink."""
    return "".join(plain_words(words))


def fits(carried: str, printed: str) -> bool:
    """Whether what is printed is what is carried, be it with private words in place of its masks."""
    first, *pieces = (letters(piece) for piece in carried.split(CACHE))
    shown = letters(printed)
    if not pieces:
        return shown == first
    last, place = pieces.pop(), len(first)
    if not shown.startswith(first):
        return False
    for piece in pieces:
        found = shown.find(piece, place + 1)
        if found < 0:
            return False
        place = found + len(piece)
    return shown.endswith(last) and len(shown) - len(last) > place


_SITE = re.compile(r"[a-z][a-z0-9+.-]*:(?://[^/?#@]*(?=[/?#]|\Z))?", re.IGNORECASE)

Lines = tuple[str, ...]


class Public(Struct, frozen=True):
    """An act without its private words: its tree, what runs on its pages, its paper, where it leads.

    `papier`: the lines that are read above the act, and below it.
    """

    document: Document
    courants: Lines
    papier: tuple[Lines, Lines]
    liens: Lines


def public(document: Document, paper: Paper | None, prives: Sequence[str]) -> Public:
    """An act as programs are given it; `prives` are the words that they are not."""
    masks = [Mask(words, CACHE) for words in prives]

    def told(lines: Lines) -> Lines:
        return tuple(hide_text(line, masks) for line in lines)

    shown = hide(document, masks).document
    above, below = read_words(paper)
    return Public(
        shown,
        told(running_words(document, paper)),
        (told(above), told(below)),
        tuple(_addresses(document, shown, prives)),
    )


def _addresses(document: Document, shown: Document, prives: Sequence[str]) -> Iterator[str]:
    """The addresses; of one that is private, or whose words are, the site and no more."""
    public_ones = set(liens(shown))
    for address in liens(document):
        if address in public_ones:
            yield address
            continue
        found = _SITE.match(address)
        site = found[0] if found else ""
        if any(contains(re.sub(r"[\W_]+", " ", site), words) for words in prives):
            site = site.partition(":")[0] + ":"
        yield f"{site}{'' if site.endswith(':') or not site else '/'}{CACHE}"
