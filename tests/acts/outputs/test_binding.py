"""Parts drawn one by one make one file that is still tagged, and whose tags lead to its own pages."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache

import pikepdf

from actgen.acts.outputs.book import (
    Bookmark,
    Printing,
    Sheets,
    bind,
    render_blank_back,
    render_sheets,
)
from actgen.acts.tree.inline import Text
from actgen.acts.tree.nodes import Document, Heading, Paragraph
from tests.acts.outputs.pdf_text import page_texts, words

BOTH, ONE = Printing(), Printing(both_sides=False)


def _document(title: str, paragraphs: int) -> Document:
    line = "Le conseil municipal examine l’affaire qui lui est soumise et en débat. " * 4
    body = [Paragraph((Text(f"{rank}. {line}"),)) for rank in range(paragraphs)]
    heading = Heading(1, (Text(title),), f"ancre-{title.lower()}")
    return Document(title, (heading, *body), header=f"Aulon · séance {title}")


@cache
def _drawn(title: str, paragraphs: int, first: int, printing: Printing) -> Sheets:
    return render_sheets(_document(title, paragraphs), first, printing)


def _book() -> tuple[bytes, int]:
    parts = [_drawn("Une", 30, 1, BOTH), _drawn("Deux", 3, 3, BOTH), _drawn("Trois", 45, 4, BOTH)]
    outline = [Bookmark("Une", 0, (Bookmark("Dedans", 1),)), Bookmark("Deux", parts[0].pages)]
    return bind([part.content for part in parts], outline), sum(part.pages for part in parts)


def _pages(content: bytes) -> list[str]:
    """Each page with its margins, on one line, spaces as they are typed."""
    return [" ".join(text.split()) for text in page_texts(content, margins=True)]


def _tags(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    yield element
    kids = element.get("/K", pikepdf.Array([]))
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _tags(kid)


def test_sheets_are_numbered_on_both_sides() -> None:
    pages = _pages(_drawn("Une", 30, 12, BOTH).content)
    assert len(pages) >= 3
    for rank, text in enumerate(pages):
        assert f"Feuillet n° {12 + rank // 2}" in text
        assert (", verso" in text) is bool(rank % 2)
        assert ("Paraphe" in text) is not bool(rank % 2)
        assert "Aulon · séance Une" in text


def test_on_one_side_each_page_has_its_number() -> None:
    for rank, text in enumerate(_pages(_drawn("Une", 30, 12, ONE).content)):
        assert f"Feuillet n° {12 + rank}" in text and "verso" not in text and "Paraphe" in text


def test_the_back_that_holds_nothing_bears_the_number_of_its_sheet() -> None:
    blank = render_blank_back(_document("Une", 1), 7, BOTH)
    assert blank.pages == 1
    (text,) = _pages(blank.content)
    assert "Feuillet n° 7, verso" in text and "Paraphe" not in text


def test_a_stroke_crosses_out_the_back_that_holds_nothing_and_no_other_page() -> None:
    def strokes(content: bytes) -> list[bool]:
        with pikepdf.open(io.BytesIO(content)) as document:
            drawings = [dict(page.Resources.XObject.items()) for page in document.pages]
            return [any(each.Resources.Shading for each in page.values()) for page in drawings]

    assert strokes(render_blank_back(_document("Une", 1), 7, BOTH).content) == [True]
    assert not any(strokes(_drawn("Une", 30, 12, BOTH).content))


def test_headings_are_found_on_their_page() -> None:
    assert _drawn("Une", 30, 1, BOTH).starts == {"ancre-une": 0}


def test_the_tags_of_each_part_lead_to_its_pages_and_back() -> None:
    content, count = _book()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert len(pdf.pages) == count
        root = pdf.Root.StructTreeRoot
        (top,) = root.K
        assert (top.S, [part.S for part in top.K]) == (pikepdf.Name.Document, [pikepdf.Name.Part] * 3)
        assert all(part.P.objgen == top.objgen for part in top.K)
        pages = {page.obj.objgen for page in pdf.pages}
        tagged = {tag.objgen for tag in _tags(top)}
        assert {tag.Pg.objgen for tag in _tags(top) if "/Pg" in tag} == pages
        nums = root.ParentTree.Nums
        assert [int(nums[rank]) for rank in range(0, len(nums), 2)] == list(range(count))
        assert [int(page.obj.StructParents) for page in pdf.pages] == list(range(count))
        for rank, page in enumerate(pdf.pages):
            leading = nums[2 * rank + 1]
            # what runs in the margins stands outside the tree, in a part as in the book
            read = [tag for tag in leading if tag is not None]
            assert read and len(read) < len(leading) and all(tag.objgen in tagged for tag in read)
            assert all(tag.Pg.objgen == page.obj.objgen for tag in read)


def test_a_bound_book_keeps_what_makes_a_file_to_archive() -> None:
    content, _ = _book()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        metadata = pdf.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert metadata["dc:title"] == pdf.docinfo["/Title"] == "Une"
        assert pdf.Root.MarkInfo.Marked and str(pdf.Root.Lang) == "fr-FR"
        assert len(pdf.Root.OutputIntents) == 1 and "/ID" in pdf.trailer
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == ["Une", "Deux"]
            assert [item.title for item in outline.root[0].children] == ["Dedans"]


def test_no_word_is_lost_nor_moved() -> None:
    parts = [_drawn("Une", 30, 1, BOTH), _drawn("Deux", 3, 3, BOTH), _drawn("Trois", 45, 4, BOTH)]
    assert words(_book()[0]) == [word for part in parts for word in words(part.content)]


def test_equal_parts_give_equal_bytes() -> None:
    assert _book() == _book()
