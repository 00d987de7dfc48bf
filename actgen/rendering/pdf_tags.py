"""The tree of tags of a PDF as PDF/UA wants it: what WeasyPrint leaves out, or says in its own measure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pydyf

from actgen.rendering.pdf_objects import POINTS, at, dictionaries, elements, number, pages

_FURNITURE = {"Type": "/Pagination"}  # running heads and feet, in the words of PDF
_MARKED = b"BDC"
_HEADINGS = tuple(f"/H{level}" for level in range(1, 7))


def header_scopes(_document: Any, pdf: Any) -> None:
    """Each header cell says whether it heads its column or its row (PDF/UA 7.5).

    WeasyPrint lists the heads of each other cell as well, counting columns wrong where a head spans rows,
    and under names that no table of names leads to: a reader that heeded them would tell the wrong heads.
    """
    for element in elements(pdf, "/TH"):
        row = at(pdf, element["P"])
        group = at(pdf, row["P"])
        element["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"
        element.pop("ID", None)
    for element in elements(pdf, "/TD"):
        element["A"].pop("Headers", None)


def headings_at(levels: Sequence[int]) -> Callable[[Any, Any], None]:
    """A finisher: headings stand at these levels, in reading order, whatever size they are printed in."""

    def stand(_document: Any, pdf: Any) -> None:
        headings = [each for each in dictionaries(pdf, "/StructElem") if each["S"] in _HEADINGS]
        if len(headings) != len(levels):
            raise RuntimeError(f"{len(levels)} headings are written, {len(headings)} are tagged")
        for heading, level in zip(headings, levels, strict=True):
            heading["S"] = _HEADINGS[min(level, len(_HEADINGS)) - 1]

    return stand


def no_empty_words(_document: Any, pdf: Any) -> None:
    """What has no word to be read is left out of the tree, such as the anchor of a signature place."""
    for element in elements(pdf, "/Span"):
        if not element["K"]:
            at(pdf, element["P"])["K"].remove(element.reference)
            element.clear()


def figure_boxes(_document: Any, pdf: Any) -> None:
    """Each figure says where it is in points from the foot of its page, and not in pixels from its head."""
    for figure in elements(pdf, "/Figure"):
        left, top, right, bottom = (POINTS * side for side in figure["A"]["BBox"])
        height = at(pdf, figure["Pg"])["MediaBox"][3]
        figure["A"]["BBox"] = pydyf.Array((left, height - bottom, right, height - top))


def page_furniture(_document: Any, pdf: Any) -> None:
    """What runs at the head and foot of pages is set apart from the act, so that no voice reads it each time.

    WeasyPrint marks it as content that no tag leads to; PDF/UA 7.8 wants an artifact.
    """
    root = at(pdf, pdf.catalog["StructTreeRoot"])
    leading = at(pdf, root["ParentTree"])["Nums"]
    read = _reached(pdf, root)
    for page, marks in zip(pages(pdf), leading[1 : 2 * len(pdf.page_references) : 2], strict=True):
        apart = {mark for mark, reference in enumerate(marks) if number(reference) not in read}
        _set_apart(at(pdf, page["Contents"]).stream, apart)
        for mark in apart:
            marks[mark] = "null"
    for element in dictionaries(pdf, "/StructElem"):
        if element.number not in read:
            element.clear()


def _reached(pdf: Any, root: Any) -> set[int]:
    """The numbers of the elements that a reader meets from the root."""
    reached: set[int] = set()
    left = list(root["K"])
    while left:
        kid = left.pop()
        if isinstance(kid, bytes):
            reached.add(number(kid))
            left += at(pdf, kid).get("K", ())
    return reached


def _set_apart(stream: list[Any], marks: set[int]) -> None:
    for place, operator in enumerate(stream):
        if operator == _MARKED and stream[place - 1].get("MCID") in marks:
            stream[place - 2 : place] = "/Artifact", pydyf.Dictionary(_FURNITURE)
