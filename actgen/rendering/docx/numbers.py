"""The items of an agenda as lines that Word numbers.

An act writes the number of an item as words, since it is a fact that later acts refer to. In Word such lines
become a list whose numbers are those: a voice says where it is in the list, and the eye sees the same line,
its number bold, one space before the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from actgen.rendering.docx.lists import Lists
from actgen.rendering.docx.markup import Element, local, make, name

_NUMBER = re.compile(r"[1-9]\d{0,3}(?=\.$)")
_BEFORE_NUMBERING = ("pStyle", "keepNext", "keepLines", "pageBreakBefore")


def number_items(body: Sequence[Element], styles: Mapping[str, str], lists: Lists) -> None:
    """Number the lines of facts that begin with a bold number; one that doesn't follow begins a list."""
    expected = identity = 0
    for line in body:
        number = _said(line, styles)
        if number and number != expected:
            identity = lists.begin_items(number)
        expected = number + 1 if number else 0
        if number:
            _number(line, identity)


def _said(line: Element, styles: Mapping[str, str]) -> int:
    """The number that such a line begins with; 0 for any other block."""
    if local(line) != "p" or len(line) < 3 or _style(line[0], "pStyle") != styles["ActeFait"]:
        return 0
    _, number, words = line[:3]
    settings = number.find(name("rPr"))
    if (
        settings is None
        or _style(settings, "rStyle") != styles["ActeGras"]
        or len(number) != 2
        or not len(words)
    ):
        return 0
    found = _NUMBER.match(number[1].text or "")
    spaced = words.find(name("t")) is words[-1] and (words[-1].text or "").startswith(" ")
    return int(found[0]) if found and spaced else 0


def _number(line: Element, identity: int) -> None:
    settings, number, words = line[:3]
    place = sum(local(node) in _BEFORE_NUMBERING for node in settings)
    settings.insert(place, make("numPr", make("ilvl", val=0), make("numId", val=identity)))
    words[-1].text = (words[-1].text or "")[1:]
    line.remove(number)


def _style(settings: Element, tag: str) -> str:
    found = settings.find(name(tag))
    return "" if found is None else found.get(name("val"), "")
