"""The boxes that the engine has drawn, in the order in which it made tags of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def tagged_boxes(box: Any) -> Iterator[Any]:
    """A box and those inside it, texts left out; what runs in the margins is not read."""
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout.absolute import AbsolutePlaceholder

    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if isinstance(box, boxes.MarginBox):
        return
    yield box
    for child in box.children if isinstance(box, boxes.ParentBox) else ():
        for inner in child.children if isinstance(child, boxes.LineBox) else (child,):
            if not isinstance(inner, boxes.TextBox):
                yield from tagged_boxes(inner)
