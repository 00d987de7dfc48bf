"""Words of another language in a PDF say so, so that a voice changes (PDF/UA 7.2); WeasyPrint forgets it.

It makes an element of each box that it draws, in the order of the boxes. That order is the way back from an
element to the box that it was made of, where the language is still known.
"""

from __future__ import annotations

from typing import Any

import pydyf

from actgen.rendering.pdf_boxes import tagged_boxes
from actgen.rendering.pdf_objects import elements


def languages_told(document: Any, pdf: Any) -> None:
    """Each piece of a span that has a language bears it.

    Comes when what runs in the margins is set apart, and before empty words are left out.
    """
    drawn = (box for page in document.pages for box in tagged_boxes(page._page_box))
    told = [box.element.get("lang") for box in drawn if _is_span(box)]
    if not any(told):
        return
    made = [element for element in elements(pdf, "/Span") if not _holds_letters(element)]
    if len(made) != len(told):
        raise RuntimeError(f"{len(told)} spans are drawn, {len(made)} are tagged")
    for element, language in zip(made, told, strict=True):
        if language:
            element["Lang"] = pydyf.String(language)


def _holds_letters(element: Any) -> bool:
    """Whether an element is that of a text, inside the one of its span."""
    return any(isinstance(kid, int) for kid in element["K"])


def _is_span(box: Any) -> bool:
    return box.element is not None and box.element_tag == "span"
