"""The title of a table that a page cuts: it is told again on each page, where « (suite) » follows it.

The engine repeats the head of a table as it is. The row that bears the title bears « (suite) » too, in an
element of its own, which is taken out of the first of these heads once the pages are laid out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

CONTINUED = "suite"  # the class of that element


def started(pages: Any) -> None:
    """Take « (suite) » away where a table begins."""
    seen: set[int] = set()
    for page in pages:
        for line, told in list(_told(page._page_box)):
            if id(told.element) not in seen:
                seen.add(id(told.element))
                line.children = tuple(box for box in line.children if box is not told)


def _told(box: Any) -> Iterator[tuple[Any, Any]]:
    """The boxes of these elements, each with the one around it."""
    for child in getattr(box, "children", ()):
        element = getattr(child, "element", None)
        if element is not None and element.get("class") == CONTINUED:
            yield box, child
        else:
            yield from _told(child)
