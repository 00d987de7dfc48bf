"""Words that Word draws as a picture: a watermark across each page, a decorative text. None is read back."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.rendering.docx.markup import Element, local

_NOT_SHOWN = ("Fallback", "del", "object")


def drawn_words(element: Element) -> str:
    """The words drawn under an element, once for readers of any age; empty without."""
    return " ".join(_drawn(element))


def _drawn(element: Element) -> Iterator[str]:
    for node in element.iter():
        if local(node) == "textpath" and not any(
            local(above) in ("Fallback", "del", "object") for above in node.iterancestors()
        ):
            said = " ".join(node.get("string", "").split())
            if said:
                yield said
