"""What the description of a PDF (XMP) says, however it is written down.

The same can be said by an attribute or by an element, in one block or in many: tools that sign write it anew.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from lxml import etree

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_META = "{adobe:ns:meta/}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

Fact = tuple[str, str]  # the qualified name of a property, and a value


def said(description: bytes) -> Counter[Fact]:
    """Each value with its property, as often as it is given. Raises ValueError for what is no plain XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(description, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError from error
    if root.getroottree().docinfo.doctype:
        raise ValueError
    found: Counter[Fact] = Counter()
    left: list[tuple[Any, str]] = [(root, "")]
    while left:
        element, around = left.pop()
        plain = isinstance(element.tag, str)  # neither a remark nor an instruction
        name = element.tag if plain and not element.tag.startswith((_RDF, _META)) else around
        words = [(around, element.tail or "")]
        words += [(name, element.text or ""), *_of_attributes(element, name)] if plain else []
        found.update((key, " ".join(value.split())) for key, value in words if value.strip())
        left.extend((each, name) for each in element)
    return found


def _of_attributes(element: Any, name: str) -> list[Fact]:
    told = []
    for key, value in element.attrib.items():
        if key == f"{_RDF}resource":
            told.append((name, value))
        elif key == _LANGUAGE:
            told.append((f"{name} {_LANGUAGE}", value))
        elif not key.startswith(_RDF) and not element.tag.startswith(_META):
            told.append((key, value))
    return told
