"""The printed book: each part drawn on its own, its sheets numbered after those before it, then bound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from actgen.document.nodes import Document
from actgen.outputs.binding import Bookmark, bind
from actgen.outputs.house.look import Look
from actgen.outputs.sheets import (
    Printing,
    Sheets,
    render_blank_back,
    render_sheets,
)

from .livre import Book, SessionPart, levels_in_book


@dataclass(frozen=True, slots=True)
class Range:
    """Which sheets a part of the book takes: what a clerk prints after a session."""

    titre: str
    sheets: range


@dataclass(frozen=True, slots=True)
class Printed:
    """The book, and the sheets of each of its parts; the trees of its first and last pages."""

    content: bytes
    ranges: tuple[Range, ...]
    opening: Document
    tables: Document

    @property
    def sheets(self) -> range:
        """All the sheets of the book."""
        return range(self.ranges[0].sheets.start, self.ranges[-1].sheets.stop)


@dataclass
class _Press:
    """Draws parts one after the other; `pages` are all those drawn so far, from the opening on."""

    book: Book
    printing: Printing
    sheet: int
    page: int
    look: Look
    contents: list[bytes] = field(default_factory=list)
    ranges: list[Range] = field(default_factory=list)
    outline: list[Bookmark] = field(default_factory=list)
    begins: dict[str, int] = field(default_factory=dict)

    def session(self, part: SessionPart) -> None:
        drawn = self._draw(part.document)
        inner = []
        for each in part.inscrites:
            page = drawn.starts[part.anchors[each.numero]]
            self.begins[each.numero] = self.sheet + page // self.printing.pages_a_sheet
            inner.append(Bookmark(f"{each.numero}\u00a0: {each.objet}", self.page + page))
        self._turn(part.titre, drawn, part.document, tuple(inner))

    def add(self, document: Document, titre: str) -> None:
        self._turn(titre, self._draw(document), document, ())

    def open(self, document: Document, titre: str) -> None:
        """The first page, whose heading is the title of the book."""
        self._turn(titre, render_sheets(document, self.sheet, self.printing, self.look), document, ())

    def _draw(self, document: Document) -> Sheets:
        levels = levels_in_book(document)
        return render_sheets(document, self.sheet, self.printing, self.look, levels)

    def _turn(self, titre: str, drawn: Sheets, like: Document, inner: tuple[Bookmark, ...]) -> None:
        """Put a part in the book and go on to the next sheet."""
        self.outline.append(Bookmark(titre, self.page, inner))
        self.contents.append(drawn.content)
        after = self.sheet + self.printing.sheets(drawn.pages)
        pages = drawn.pages
        if pages % self.printing.pages_a_sheet:
            self.contents.append(self._back(like, after - 1))
            pages += 1
        self.ranges.append(Range(titre, range(self.sheet, after)))
        self.sheet, self.page = after, self.page + pages

    def _back(self, like: Document, number: int) -> bytes:
        look = self.look.without_head
        return render_blank_back(self.book.back(like), number, self.printing, look).content


def print_book(book: Book, parts: Sequence[SessionPart]) -> Printed:
    """The book as one PDF. Raises EnvironmentFault when this machine can't make PDF.

    The opening tells how many sheets there are, and the tables where each act begins: the opening takes
    one sheet, and is drawn last.
    """
    options = book.options
    printing = Printing(options.both_sides)
    first = options.first_sheet
    inscrites = [each for part in parts for each in part.inscrites]
    inside = book.look.without_head
    press = _Press(book, printing, first + 1, printing.pages_a_sheet, inside)
    for part in parts:
        press.session(part)
    tables = book.tables(inscrites, press.begins)
    press.add(tables, "Tables")
    opening = book.opening(inscrites, range(first, press.sheet))
    head = _Press(book, printing, first, 0, replace(inside, arms=book.look.arms))
    head.open(opening, "Ouverture")
    if head.sheet != press.ranges[0].sheets.start:
        raise RuntimeError("the opening of a register takes more than one sheet")
    content = bind((*head.contents, *press.contents), (*head.outline, *press.outline))
    return Printed(content, (*head.ranges, *press.ranges), opening, tables)
