"""How the items of a list are counted, told to a voice: « 1 of 4 » and not four unlike lines.

WeasyPrint tags the marks of items and not how they run; its boxes know.
"""

from __future__ import annotations

from typing import Any

import pydyf

from actgen.rendering.pdf_boxes import tagged_boxes
from actgen.rendering.pdf_objects import elements

_RUNS = {"decimal": "/Decimal", "lower-alpha": "/LowerAlpha"}  # what the sheet of acts asks for


def lists_counted(document: Any, pdf: Any) -> None:
    """Each ordered list says how it is counted (PDF/UA 7.6)."""
    for page, reference in zip(document.pages, pdf.page_references, strict=True):
        boxes = [box for box in tagged_boxes(page._page_box) if _is_list(box)]
        tags = [element for element in elements(pdf, "/L") if element["Pg"] == reference]
        if len(boxes) != len(tags):
            raise RuntimeError(f"{len(boxes)} lists are drawn on a page, {len(tags)} are tagged")
        for box, tag in zip(boxes, tags, strict=True):
            runs = _RUNS.get(box.style["list_style_type"])
            if box.element_tag == "ol" and runs:
                tag["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": runs})


def _is_list(box: Any) -> bool:
    return box.element is not None and box.element_tag in ("ul", "ol")
