"""What a paragraph of an act holds, as nodes: text, ways to set it apart, what is not known yet.

Three kinds of unknown are told apart: a `Lacune` is a fact not known yet (visible blank, the act is
a PROJET); a `Place` is filled by hand on the printed act and is legitimate in a final one; an
optional fact that is absent simply leaves no node.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import ClassVar

from msgspec import Struct

from actgen.base.diagnostics import Location
from actgen.base.records import Record

Origin = tuple[int, int, "tuple[str | int, ...] | int"]
"""Letters of a text, from and up to, and the way to the value of a view that they show: « seance », « date ».

Once it is known where in the user's files the value was written, the rank of that place.
"""


class Text(Record, frozen=True):
    """Words. `origins` tell which of them are values: a preview asks for it, an act carries nothing of it."""

    text: str
    apart: ClassVar[frozenset[str]] = frozenset({"origins"})

    origins: tuple[Origin, ...] = ()

    def __reduce__(self) -> tuple[type[Text], tuple[str]]:
        return Text, (self.text,)


class Mark(StrEnum):
    """How letters are set apart; the values are elements of a page."""

    RAISED = "sup"  # « 1er »
    LOWERED = "sub"  # « CO2 »
    UNDERLINED = "u"


class Span(Struct, frozen=True):
    """Inline nodes that are set apart together, in one of the ways below."""

    children: tuple[Inline, ...]


class Strong(Span, frozen=True):
    pass


class Emphasis(Span, frozen=True):
    pass


class Marked(Span, frozen=True):
    mark: Mark


class Link(Span, frozen=True):
    """Words that lead to an address of the web or of mail."""

    target: str


class Foreign(Span, frozen=True):
    """Words of another language than the act's; `language` is its tag (BCP 47), such as « de »."""

    language: str


class LineBreak(Struct, frozen=True):
    pass


class Lacune(Struct, frozen=True):
    """A fact not known yet: `key` is what to fill in which file, `label` what it is, in French."""

    key: str
    label: str
    location: Location | None = None


class Place(Struct, frozen=True):
    """A place to fill by hand (a date of signing); `label` is read aloud and never printed."""

    label: str
    width: int = 24  # in characters


Inline = Text | Strong | Emphasis | Marked | Link | Foreign | LineBreak | Lacune | Place


def walk_inlines(nodes: tuple[Inline, ...]) -> Iterator[Inline]:
    """Every inline node in reading order, parents before children."""
    for node in nodes:
        yield node
        if isinstance(node, Span):
            yield from walk_inlines(node.children)
