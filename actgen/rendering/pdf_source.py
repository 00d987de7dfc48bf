"""What a PDF carries besides its pages: what it states, as YAML, for programs and for who doubts the pages.

The file is associated with the act as its source (ISO 19005-3, 6.8). Its dates are that of the act, never the
day of the run: the same act gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from actgen.document.nodes import Document
from actgen.rendering.enonces import Enonce, Lignes, enonces, signataires
from actgen.rendering.pdf_objects import streams

NAME = "acte.yaml"
DESCRIPTION = "Ce que l’acte énonce, tel qu’il est imprimé"
RELATIONSHIP = "Source"
FORMAT = 1

_HEAD = (
    "# Ce que l’acte énonce, tel qu’il est imprimé. Seule une signature prouve qui l’a écrit.",
    f"format: {FORMAT}",
)
_UNDATED = date(1980, 1, 1)  # as in the zip of a Word file: a file must have a day


def source_of(document: Document, dated: date | None = None) -> bytes:
    """What a tree states, as YAML in UTF-8."""
    return ("\n".join(_lines(document, dated)) + "\n").encode("utf-8")


def day_of(dated: date | None) -> datetime:
    """The day that the carried file bears."""
    day = dated or _UNDATED
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def carried_as_yaml(_document: Any, pdf: Any) -> None:
    """A finisher: what is carried says its type, which WeasyPrint asks the machine for."""
    for stream in streams(pdf):
        if stream.extra.get("Type") == "/EmbeddedFile":
            stream.extra["Subtype"] = "/application#2fyaml"


def _lines(document: Document, dated: date | None) -> Iterator[str]:
    yield from _HEAD
    if dated is not None:
        yield f"date: {dated.isoformat()}"
    about = (("titre", document.title), ("collectivite", document.author), ("objet", document.subject))
    for key, value in about:
        if value:
            yield f"{key}: {_quoted(value)}"
    yield f"projet: {'true' if document.projet else 'false'}"
    yield from _listed("enonces", _statements(document))
    yield from _listed("signataires", _signatories(document))


def _statements(document: Document) -> Iterator[list[str]]:
    for each in enonces(document):
        told = [f"sorte: {_quoted(each.sorte)}"]
        if each.texte:
            told.append(f"texte: {_quoted(each.texte)}")
        told += [f"{key}: {json.dumps(rows, ensure_ascii=False)}" for key, rows in _rows(each) if rows]
        if each.dates:
            told.append(f"dates: [{', '.join(day.isoformat() for day in each.dates)}]")
        yield told


def _rows(each: Enonce) -> tuple[tuple[str, Lignes], ...]:
    return ("tete", each.tete), ("lignes", each.lignes)


def _signatories(document: Document) -> Iterator[list[str]]:
    for place in signataires(document):
        told = [f"qualite: {_quoted(place.quality)}"]
        yield [*told, f"nom: {_quoted(place.name)}"] if place.name else told


def _listed(key: str, items: Iterator[list[str]]) -> Iterator[str]:
    for rank, (first, *rest) in enumerate(items):
        if not rank:
            yield f"{key}:"
        yield f"  - {first}"
        yield from (f"    {line}" for line in rest)


def _quoted(words: str) -> str:
    """A string of JSON is one of YAML; white space is made plain, so that no line can end in it."""
    return json.dumps(" ".join(words.split()), ensure_ascii=False)
