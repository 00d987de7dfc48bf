"""Parts drawn one by one, joined into one PDF that is still tagged, still PDF/A, with one outline.

pikepdf copies pages; what hangs on the whole file is joined here: the tree of tags and the table that leads
from a page back to its tags. The first part gives the rest (colour profile, description, language).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from actgen.outputs.pdf_seal import sealed
from actgen.records import dataclass

if TYPE_CHECKING:
    import pikepdf


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the outline and the page, from 0, that it leads to."""

    title: str
    page: int
    inner: tuple[Bookmark, ...] = ()


def bind(parts: Sequence[bytes], outline: Sequence[Bookmark]) -> bytes:
    """One book of all the pages, in order; the same bytes for the same parts."""
    import pikepdf  # 60 ms that a run without PDF must not pay

    with pikepdf.open(io.BytesIO(parts[0])) as book:
        tags = _Tags(book)
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


class _Tags:
    """The tree of tags of a book that grows; each part becomes one of its parts."""

    def __init__(self, book: pikepdf.Pdf) -> None:
        from pikepdf import Array, Dictionary, Name

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
        from pikepdf import Name

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
    from pikepdf import OutlineItem

    item = OutlineItem(bookmark.title, bookmark.page)
    item.children.extend(_item(inner) for inner in bookmark.inner)
    item.is_closed = True
    return item
