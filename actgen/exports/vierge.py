"""Whether a PDF shows nothing at all: neither text, nor picture, nor a line that somebody drew.

A page among others may be blank (the back of a sheet); the whole of a signed act can't be.
"""

from __future__ import annotations

from typing import Any

_TEXT = frozenset({"Tj", "TJ", "'", '"'})
_DRAWN = frozenset(
    {"INLINE IMAGE", "sh", "c", "v", "y"}
)  # letters made outlines, and handwriting, are curves
_BLANKS = b" \t\r\n\0"


def vierge(pdf: Any) -> bool:
    """Whether no page shows anything; what stands on a page as a note is looked at elsewhere."""
    seen: set[tuple[int, int]] = set()
    return not any(_shows(page.obj, page.obj, seen) for page in pdf.pages)


def _shows(content: Any, owner: Any, seen: set[tuple[int, int]]) -> bool:
    """Whether a page, or a form that it draws, has a mark; one that nobody can read is believed."""
    import pikepdf

    try:
        orders = pikepdf.parse_content_stream(content)
    except (pikepdf.PdfError, TypeError, ValueError):
        return True
    return any(_marks(order, owner, seen) for order in orders)


def _marks(order: Any, owner: Any, seen: set[tuple[int, int]]) -> bool:
    name = str(order.operator)
    if name in _TEXT:
        return any(map(_letters, order.operands))
    return name in _DRAWN or (name == "Do" and _placed(order.operands, owner, seen))


def _letters(operand: Any) -> bool:
    import pikepdf

    if isinstance(operand, pikepdf.Array):
        return any(map(_letters, operand))
    return isinstance(operand, pikepdf.String) and bool(bytes(operand).strip(_BLANKS))


def _placed(operands: Any, owner: Any, seen: set[tuple[int, int]]) -> bool:
    """Whether what is placed there is a picture, or a form that shows something."""
    import pikepdf

    placed = owner.get("/Resources", {}).get("/XObject", {}).get(str(operands[0])) if operands else None
    if not isinstance(placed, pikepdf.Stream):
        return False
    if str(placed.get("/Subtype")) != "/Form":
        return True
    if placed.objgen in seen:
        return False
    seen.add(placed.objgen)
    return _shows(placed, placed, seen)
