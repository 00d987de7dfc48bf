"""How the items of a list are counted, told to a voice: « 1 of 4 » and not four unlike lines.

WeasyPrint tags the marks of items and not how they run; its boxes know. Boxes and tags of a page stand in
one order, since the tags are made from the boxes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf

from actgen.rendering.pdf_objects import elements

_RUNS = {"decimal": "/Decimal", "lower-alpha": "/LowerAlpha"}  # what the sheet of acts asks for


def lists_counted(document: Any, pdf: Any) -> None:
    """Each ordered list says how it is counted (PDF/UA 7.6)."""
    for page, reference in zip(document.pages, pdf.page_references, strict=True):
        boxes = list(_lists(page._page_box))
        tags = [element for element in elements(pdf, "/L") if element["Pg"] == reference]
        if len(boxes) != len(tags):
            raise RuntimeError(f"{len(boxes)} lists are drawn on a page, {len(tags)} are tagged")
        for box, tag in zip(boxes, tags, strict=True):
            runs = _RUNS.get(box.style["list_style_type"])
            if box.element_tag == "ol" and runs:
                tag["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": runs})


def _lists(box: Any) -> Iterator[Any]:
    """The boxes that WeasyPrint tags as lists, in its order: what runs in the margins is not read."""
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout.absolute import AbsolutePlaceholder

    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if isinstance(box, boxes.MarginBox):
        return
    if box.element is not None and box.element_tag in ("ul", "ol"):
        yield box
    for child in box.children if isinstance(box, boxes.ParentBox) else ():
        for inner in child.children if isinstance(child, boxes.LineBox) else (child,):
            if not isinstance(inner, boxes.TextBox):
                yield from _lists(inner)
