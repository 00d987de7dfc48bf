"""The sheets of a register: a part of the book drawn on its own, with its place in the run of numbers.

A book of sixty sessions as one document took 1.7 GB; drawn session by session it takes what one session
takes. So each part begins on a new sheet, is told the number of that sheet, and `binding` joins them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from actgen.document.nodes import Document
from actgen.outputs.engine import engine
from actgen.outputs.finishers import Finisher, finishers
from actgen.outputs.house.look import DEFAULT, Look
from actgen.outputs.house.markup import resources
from actgen.outputs.html import print_markup
from actgen.outputs.pdf_tags import headings_at
from actgen.records import dataclass
from actgen.sources import shipped

REGISTER_SHEETS = ("registre.css", "registre-recto-verso.css")


@dataclass(frozen=True, slots=True)
class Sheets:
    """Drawn pages. `starts`: the page, from 0, on which each anchored heading falls."""

    content: bytes
    pages: int
    starts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Printing:
    """How the book is printed: on both sides of its sheets, or on one."""

    both_sides: bool = True

    @property
    def pages_a_sheet(self) -> int:
        return 2 if self.both_sides else 1

    def sheets(self, pages: int) -> int:
        """How many sheets of paper so many pages take."""
        return -(-pages // self.pages_a_sheet)


def render_sheets(
    document: Document,
    first: int,
    printing: Printing,
    look: Look = DEFAULT,
    levels: Sequence[int] | None = None,
) -> Sheets:
    """A part of the book whose first page is the front of the sheet numbered `first`.

    `look` has no letterhead: a book has margins of its own. `levels`: where a voice finds its headings in
    the book, whose title alone comes first; none: where they are printed. Raises EnvironmentFault when the
    machine lacks Pango or the face. Its characters are those of acts and of templates, looked at before.
    """
    numbering = f"@page :first {{ counter-reset: feuillet {first - 1} }}"
    more = () if levels is None else (headings_at(levels),)
    return _drawn(document, numbering, printing, look, more)


def render_blank_back(document: Document, number: int, printing: Printing, look: Look = DEFAULT) -> Sheets:
    """The one page that says, on the back of sheet `number`, that nothing stands there."""
    numbering = (
        "body { page: verso; padding-top: 95mm } "  # in the middle of the page: nothing is to be added to it
        f"@page verso:first {{ counter-reset: feuillet {number} }}"
    )
    return _drawn(document, numbering, printing, look)


def _drawn(
    document: Document, numbering: str, printing: Printing, look: Look, more: Sequence[Finisher] = ()
) -> Sheets:
    seen: dict[str, Any] = {}

    def see(drawn: Any, _pdf: Any) -> None:
        seen["pages"] = len(drawn.pages)
        seen["starts"] = {name: rank for rank, page in enumerate(drawn.pages) for name in page.anchors}

    markup = print_markup(document, _sheet(printing.both_sides) + numbering, look=look)
    content = engine().pdf(markup, (see, *finishers(*look.families), *more), resources(look, None))
    return Sheets(content, seen["pages"], seen["starts"])


@cache
def _sheet(both_sides: bool) -> str:
    """The sheet that a register adds to that of acts, as the part's own style: it has the last word."""
    names = REGISTER_SHEETS if both_sides else REGISTER_SHEETS[:1]
    return "\n".join(shipped("templates", "socle", name).read_text(encoding="utf-8") for name in names)
