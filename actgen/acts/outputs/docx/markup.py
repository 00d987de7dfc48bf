"""WordprocessingML elements, made one at a time and never by pasting strings.

Values reach the file as the text of an element, so that `&`, `<` or `{{` in a name stay characters.
Lengths are in twips (twentieths of a point), the unit of the format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy
from functools import cache
from typing import TypeAlias

from lxml import etree

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
CENTIMETRE = 567

_QUALIFIED = f"{{{WORD}}}"
_NAMESPACES = {"w": WORD}
_AFTER_STYLE = ("pStyle",)
_AFTER_KEEPS = ("pStyle", "keepNext", "keepLines")
_AFTER_SPACING = ("ind", "contextualSpacing", "jc", "outlineLvl", "rPr", "sectPr")  # of what we write

Element: TypeAlias = etree._Element


def name(local: str) -> str:
    """A tag or attribute name with the namespace of Word."""
    return _QUALIFIED + local


def local(node: Element) -> str:
    """The tag of an element without its namespace; empty for a comment."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def make(tag: str, *children: Element, **attributes: str | int) -> Element:
    """An element of Word with its attributes and children, in the order given."""
    node = copy(_empty(tag))
    for key, value in attributes.items():
        node.set(_QUALIFIED + key, str(value))
    node.extend(children)
    return node


@cache
def _empty(tag: str) -> Element:
    """Copied for each element of that tag, four times as fast as one made from its name."""
    return etree.Element(_QUALIFIED + tag, nsmap=_NAMESPACES)


def text(value: str) -> Element:
    """A run's text, its spaces kept. Characters that XML forbids raise ValueError."""
    node = make("t")
    node.text = value
    node.set(XML_SPACE, "preserve")
    return node


def paragraph(style: str, runs: Iterable[Element] = (), *settings: Element) -> Element:
    """A paragraph; `settings` come in the order of the schema, the style before them."""
    return make("p", make("pPr", make("pStyle", val=style), *settings), *runs)


def properties(node: Element) -> Element:
    """The pPr of a paragraph, made if it has none."""
    first = node.find(name("pPr"))
    if first is None:
        first = make("pPr")
        node.insert(0, first)
    return first


def keep_with_next(node: Element) -> None:
    """Keep a paragraph on the page of what follows it."""
    _set(properties(node), "keepNext", _AFTER_STYLE)


def keep_whole(node: Element) -> None:
    """Keep the lines of a paragraph on one page."""
    _set(properties(node), "keepLines", _AFTER_KEEPS)


def begin_page(node: Element) -> None:
    """Make a paragraph begin a page, at its very top: Word keeps the space above a heading there."""
    settings = properties(node)
    _set(settings, "pageBreakBefore", _AFTER_KEEPS)
    set_space(node, before=0)


def set_space(node: Element, **twips: int) -> None:
    """Set the space `before` or `after` a paragraph, whatever its style says."""
    settings = properties(node)
    spacing = settings.find(name("spacing"))
    if spacing is None:
        spacing = make("spacing")
        place = next((n for n, child in enumerate(settings) if local(child) in _AFTER_SPACING), len(settings))
        settings.insert(place, spacing)
    for side, value in twips.items():
        spacing.set(name(side), str(value))


def paragraphs(node: Element) -> Iterator[Element]:
    """The paragraphs in an element, itself included."""
    yield from node.iter(name("p"))


def plain_text(node: Element) -> str:
    """The text in an element, without its breaks."""
    return "".join(piece.text or "" for piece in node.iter(name("t")))


def _set(settings: Element, tag: str, after: tuple[str, ...]) -> None:
    if settings.find(name(tag)) is not None:
        return
    place = sum(1 for child in settings if local(child) in after)
    settings.insert(place, make(tag))


_NOT_SHOWN = ("Fallback", "del", "object")
_STRAIGHT = "textNoShape"  # the letters of a plain text box


def drawn_words(element: Element) -> str:
    """The words drawn under an element, once for readers of any age; empty without."""
    return " ".join(said for node in element.iter() if (said := " ".join(_of(node).split())))


def _of(node: Element) -> str:
    """The words of a shape as Word writes it, or LibreOffice after it: a box whose letters are bent."""
    tag = local(node)
    if tag not in ("textpath", "prstTxWarp") or any(
        local(above) in _NOT_SHOWN for above in node.iterancestors()
    ):
        return ""
    if tag == "textpath":
        return str(node.get("string", ""))
    shape = next((above for above in node.iterancestors() if local(above) == "wsp"), None)
    return "" if shape is None or node.get("prst") == _STRAIGHT else plain_text(shape)
