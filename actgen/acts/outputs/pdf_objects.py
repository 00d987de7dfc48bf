"""The objects of a PDF that is drawn and not yet written, as pydyf holds them: how finishers find them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

Finisher = Callable[[Any, Any], None]
"""Takes WeasyPrint's document and pydyf's PDF, and changes the latter."""

POINTS = 0.75  # in a pixel of CSS


def streams(pdf: Any) -> Iterable[Any]:
    """Whatever holds bytes: pages, fonts, images, the description of the file."""
    return [thing for thing in pdf.objects if hasattr(thing, "stream") and hasattr(thing, "extra")]


def dictionaries(pdf: Any, kind: str) -> Iterable[Any]:
    """The dictionaries of a type, such as « /Font »."""
    return [thing for thing in pdf.objects if isinstance(thing, dict) and thing.get("Type") == kind]


def elements(pdf: Any, tag: str) -> Iterable[Any]:
    """The elements of the tree of tags that bear a tag, such as « /TH »."""
    return [element for element in dictionaries(pdf, "/StructElem") if element["S"] == tag]


def at(pdf: Any, reference: bytes) -> Any:
    """The object that a reference such as b"12 0 R" names."""
    return pdf.objects[number(reference)]


def number(reference: bytes) -> int:
    """The number of the object that a reference names."""
    return int(reference.split()[0])


def pages(pdf: Any) -> Iterator[Any]:
    """The dictionaries of the pages, in order."""
    return (at(pdf, reference) for reference in pdf.page_references)


def described(pdf: Any) -> Any:
    """The stream that describes the file (XMP), whose one item is its text."""
    return at(pdf, pdf.catalog["Metadata"])


def annotations_of(pdf: Any, element: Any) -> list[tuple[bytes, Any]]:
    """What an element holds that stands over the page, such as links: how it is held, and itself."""
    held = [kid for kid in element.get("K", ()) if isinstance(kid, bytes)]
    return [(kid, at(pdf, at(pdf, kid)["Obj"])) for kid in held if at(pdf, kid).get("Type") == "/OBJR"]
