"""The sheets of a register, drawn part by part, and joined into one PDF that is still tagged, still PDF/A.

A book of sixty sessions as one document took 1.7 GB; drawn session by session it takes what one session
takes. So each part begins on a new sheet and is told the number of that sheet. pikepdf copies pages; what
hangs on the whole file is joined here: the tree of tags, the table that leads from a page back to its tags,
the outline. The first part gives the rest (colour profile, description, language).
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from actgen.acts.outputs.engine import engine
from actgen.acts.outputs.finishers import finishers, headings_at
from actgen.acts.outputs.house.look import DEFAULT, Look
from actgen.acts.outputs.house.markup import resources
from actgen.acts.outputs.html import print_markup
from actgen.acts.outputs.pdf_objects import Finisher
from actgen.acts.outputs.pdf_seal import sealed
from actgen.acts.tree.nodes import Document
from actgen.reading.sources import shipped

if TYPE_CHECKING:
    import pikepdf


REGISTER_SHEETS = ("registre.css", "registre-recto-verso.css")


class Sheets(Struct, frozen=True):
    """Drawn pages. `starts`: the page, from 0, on which each anchored heading falls."""

    content: bytes
    pages: int
    starts: Mapping[str, int]


class Printing(Struct, frozen=True):
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
        "body { page: verso } "  # and a stroke under the words, so that nothing is added: see registre.css
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


class Bookmark(Struct, frozen=True):
    """A line of the outline and the page, from 0, that it leads to."""

    title: str
    page: int
    inner: tuple[Bookmark, ...] = ()


def bind(parts: Sequence[bytes], outline: Sequence[Bookmark]) -> bytes:
    """One book of all the pages, in order; the same bytes for the same parts."""
    import pikepdf  # 60 ms that a run without PDF must not pay

    with pikepdf.open(io.BytesIO(parts[0])) as book:
        tags = _BookTags(book)
        for content in parts[1:]:
            with pikepdf.open(io.BytesIO(content)) as part:
                tags.add(part)
        if "/Names" in book.Root:
            del book.Root["/Names"]  # destinations that nothing leads to
        _write_outline(book, outline)
        del book.trailer["/ID"]  # that of the first part, which would be kept
        bound = io.BytesIO()
        book.save(bound, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return sealed(bound.getvalue())


class _BookTags:
    """The tree of tags of a book that grows; each part becomes one of its parts."""

    def __init__(self, book: pikepdf.Pdf) -> None:
        from pikepdf import Array, Dictionary, Name  # 60 ms that a run without PDF must not pay

        self.book = book
        self.root = book.Root.StructTreeRoot
        self.next = len(book.pages)
        self.numbers = self.root.ParentTree.Nums
        first = self.root.K[0]
        first.S = Name.Part
        self.top = book.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, P=self.root, K=Array([first]))
        )
        first.P = self.top
        self.root.K = Array([self.top])

    def add(self, part: pikepdf.Pdf) -> None:
        """The pages of another part and its tags; pages are copied first, so that tags find them."""
        from pikepdf import Name  # 60 ms that a run without PDF must not pay

        before = len(self.book.pages)
        self.book.pages.extend(part.pages)
        tree = part.Root.StructTreeRoot
        nums = tree.ParentTree.Nums
        leading = {int(nums[i]): part.make_indirect(nums[i + 1]) for i in range(0, len(nums), 2)}
        for element in tree.K:
            copied = self.book.copy_foreign(element)
            copied.S = Name.Part
            copied.P = self.top
            self.top.K.append(copied)
        for page in self.book.pages[before:]:
            self.numbers.append(self.next)
            self.numbers.append(self.book.copy_foreign(leading[int(page.obj.StructParents)]))
            page.obj.StructParents = self.next
            self.next += 1


def _write_outline(book: pikepdf.Pdf, outline: Sequence[Bookmark]) -> None:
    with book.open_outline() as written:
        del written.root[:]
        written.root.extend(_item(bookmark) for bookmark in outline)


def _item(bookmark: Bookmark) -> pikepdf.OutlineItem:
    from pikepdf import OutlineItem  # 60 ms that a run without PDF must not pay

    item = OutlineItem(bookmark.title, bookmark.page)
    item.children.extend(_item(inner) for inner in bookmark.inner)
    item.is_closed = True
    return item
