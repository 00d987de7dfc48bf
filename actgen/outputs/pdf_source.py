"""What a PDF carries besides its pages: what it states, as YAML, for programs and for who doubts the pages.

The file is associated with the act as its source (ISO 19005-3, 6.8). Its dates are that of the act, never the
day of the run: the same act gives the same bytes. Besides what the act states it keeps a hash of how each
page is drawn, so that what is laid over the text can be told too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

from actgen.document.nodes import Document
from actgen.outputs.enonces import Enonce, Lignes, enonces
from actgen.outputs.finishers import Finisher
from actgen.outputs.house.paper import Paper
from actgen.outputs.pdf_objects import at, pages, streams
from actgen.outputs.pdf_public import Public, public
from actgen.records import dataclass

NAME = "acte.yaml"
DESCRIPTION = "Ce que l’acte énonce, tel qu’il est imprimé"
RELATIONSHIP = "Source"
FORMAT = 1
PAPER = "papier"  # the sort of what a letterhead says

_HEAD = (
    "# Ce que l’acte énonce, tel qu’il est imprimé. Seule une signature prouve qui l’a écrit.",
    f"format: {FORMAT}",
)
_UNDATED = date(1980, 1, 1)  # as in the zip of a Word file: a file must have a day
_SHORT = 16  # hexadecimal digits of the hash of a font or an image: it is told apart, and proves nothing


@dataclass(frozen=True, slots=True)
class Drawn:
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

    def carry(_drawn: Any, pdf: Any) -> None:
        content = source_of(document, dated, paper, _how_drawn(pdf), prives)
        for stream in streams(pdf):
            if stream.extra.get("Type") == "/EmbeddedFile":
                digest = hashlib.md5(content, usedforsecurity=False).hexdigest()
                stream.stream[:] = [content]
                stream.extra["Subtype"] = "/application#2fyaml"  # WeasyPrint asks the machine for it
                stream.extra["Params"].update(CheckSum=f"<{digest}>", Size=len(content))

    return carry


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
