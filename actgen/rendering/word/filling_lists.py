"""Numbered lists that a loop repeats: each turn begins at the first number, as its author saw it.

Word numbers by list, and a loop copies its paragraphs with their list: items of article 2 would go on from
article 1. A list begins anew at each turn of the loop that holds all of it, when other text comes before it
in the turn; where the item itself is what is repeated, its numbers run on. A style whose name says
« continue » is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field

from docx.document import Document as WordDocument

from actgen.rendering.docx.letterhead import numbering_root
from actgen.rendering.docx.markup import Element, local, make, name, properties
from actgen.rendering.word.readback_styles import Styles

RESTART = "reprise"
"""The attribute of a paragraph put at the head of a turn: the lists that begin anew there."""
_LIST = "liste"

_FOR = re.compile(r"\{%p\s+for\s")
_ENDFOR = re.compile(r"\{%p\s+endfor\s")
_LEVELS = 9


@dataclass(slots=True, eq=False)
class _Loop:
    """A loop round paragraphs: its first paragraph, the loop around it, the lists met after other text."""

    opening: Element
    outer: _Loop | None
    begun: bool = False
    met: set[str] = field(default_factory=set)
    after_text: set[str] = field(default_factory=set)

    def meet(self, items: set[str]) -> None:
        """A paragraph or a table of the loop, and the lists that it is an item of."""
        if self.begun:
            self.after_text |= items - self.met
        self.met |= items
        self.begun = self.begun or not items


def mark_restarts(body: Element, styles: Styles) -> None:
    """Put at the head of each loop the lists that its turns begin anew."""
    shared: dict[str, list[_Loop]] = {}
    loop: _Loop | None = None
    for child in body:
        text = "".join(node.text or "" for node in child.iter(name("t"))) if local(child) == "p" else ""
        if _FOR.search(text):
            loop = _Loop(child, loop)
        elif _ENDFOR.search(text):
            loop = None if loop is None else loop.outer
        elif "{%p" not in text:
            items = {key for line in child.iter(name("p")) if (key := _list_of(line, styles))}
            around = list(_around(loop))
            for key in items:
                known = shared.get(key, around)
                shared[key] = [each for each in known if each in around]
            for each in around:
                each.meet(items)
    _write(shared)


def _write(shared: dict[str, list[_Loop]]) -> None:
    """A list begins anew in the nearest loop that holds all of it and says something before it."""
    begun: dict[_Loop, list[str]] = {}
    for key, loops in sorted(shared.items()):
        loop = next((each for each in loops if key in each.after_text), None)
        if loop is not None:
            begun.setdefault(loop, []).append(key)
    for loop, keys in begun.items():
        head = make("p")
        head.set(RESTART, " ".join(keys))
        loop.opening.addnext(head)


def _around(loop: _Loop | None) -> Iterator[_Loop]:
    while loop is not None:
        yield loop
        loop = loop.outer


def _list_of(line: Element, styles: Styles) -> str:
    """The numbered list that a paragraph is an item of, unless its style goes on."""
    numbering = styles.numbering(line)
    if numbering is None or not numbering.ordered or styles.heading_level(line):
        return ""
    return "" if "continue" in styles.name_of(line).lower() else numbering.list_id


def restart(document: WordDocument) -> None:
    """Give the lists of each turn a number of their own, and take the marks of turns away."""
    body = document.element.body
    heads = list(body.iterchildren(name("p")))
    if not any(RESTART in line.attrib for line in heads):
        return
    styles = Styles(document)
    root = numbering_root(document)
    fresh: dict[str, str] = {}
    for child in list(body):
        if RESTART in child.attrib:
            for key in child.get(RESTART).split():
                fresh[key] = _copy(root, key)
            body.remove(child)
            continue
        for line in child.iter(name("p")):
            key = _list_of(line, styles)
            if key in fresh:
                _renumber(line, fresh[key], styles)


def _copy(root: Element, list_id: str) -> str:
    """A list like that one, which begins at its first numbers."""
    nums = root.findall(name("num"))
    model = next(num for num in nums if num.get(name("numId")) == list_id)
    number = str(1 + max(int(num.get(name("numId"), "0")) for num in nums))
    copy = deepcopy(model)
    copy.set(name("numId"), number)
    starts = _starts(root, copy)
    for depth in range(_LEVELS):
        override = next(
            (each for each in copy.findall(name("lvlOverride")) if each.get(name("ilvl")) == str(depth)), None
        )
        if override is None:
            override = make("lvlOverride", ilvl=depth)
            copy.append(override)
        if override.find(name("startOverride")) is None:
            override.insert(0, make("startOverride", val=starts.get(depth, "1")))
    nums[-1].addnext(copy)
    return number


def _starts(root: Element, num: Element) -> dict[int, str]:
    definition = num.find(name("abstractNumId")).get(name("val"))
    for shape in root.findall(name("abstractNum")):
        if shape.get(name("abstractNumId")) == definition:
            return {
                int(level.get(name("ilvl"), "0")): start.get(name("val"), "1")
                for level in shape.findall(name("lvl"))
                if (start := level.find(name("start"))) is not None
            }
    return {}


def _renumber(line: Element, number: str, styles: Styles) -> None:
    numbering = styles.numbering(line)
    settings = properties(line)
    own = settings.find(name("numPr"))
    if own is None:
        own = make("numPr")
        place = sum(1 for child in settings if local(child) in _BEFORE_NUMBERS)
        settings.insert(place, own)
    depth = 0 if numbering is None else numbering.depth
    own[:] = [make("ilvl", val=depth), make("numId", val=number)]


_BEFORE_NUMBERS = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
