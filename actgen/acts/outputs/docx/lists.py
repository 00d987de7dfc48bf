"""Lists as Word numbers them.

Word has no list element: each paragraph names a list (`numId`) and a depth. One definition
(`abstractNum`) serves every list of one *shape*, the kinds (numbered or not) by depth; a whole
nested list shares one `numId`, so that Word's own rule restarts its sub-lists. What that rule
would number wrongly (another kind at the same depth, another first number, a second sub-list in
one item) gets a list of its own.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from copy import deepcopy

from msgspec import Struct

from actgen.acts.outputs.docx.markup import Element, local, make, name
from actgen.acts.tree.nodes import Block, ListBlock

COMPOSED = "ActeListe"  # the name of the definitions made here
ITEMS = "ActePoints"
ARTICLES = "ActeArticles"
STEP = 340  # twips: the indent of the house, room for a number too
DEEPEST = 8  # Word knows nine levels, 0 to 8

Shape = tuple[bool, ...]


class ItemLevel(Struct, frozen=True):
    """Where a paragraph stands: its list, the shape of it, its depth, the indent of its text."""

    number: int
    shape: Shape
    depth: int
    indent: int


class NumberingWriter:
    """The numbering part of one file being written, and the look of the levels of each kind."""

    def __init__(
        self, root: Element, bullets: Sequence[Element], numbers: Sequence[Element], aside: int = 0
    ) -> None:
        """`root` is the file's numbering element; nine levels of each kind give the look."""
        self._root, self._aside = root, aside
        self._looks = {False: bullets, True: numbers}
        self._known: dict[Shape, int] = {}
        self._items: int | None = None

    def enter(self, block: ListBlock, parent: ItemLevel | None, *, repeated: bool) -> ItemLevel:
        """The level of a list's items; `repeated`: its item already holds a sub-list."""
        depth = 0 if parent is None else min(parent.depth + 1, DEEPEST)
        if parent is not None and self._goes_on(block, parent, depth, repeated=repeated):
            return ItemLevel(parent.number, parent.shape, depth, self._indent(parent.shape, depth))
        above = () if parent is None else parent.shape[:depth]
        shape = (*above, *shape_of(block))[: DEEPEST + 1]
        return ItemLevel(self._begin(shape, depth, block), shape, depth, self._indent(shape, depth))

    @staticmethod
    def _goes_on(block: ListBlock, parent: ItemLevel, depth: int, *, repeated: bool) -> bool:
        if depth == parent.depth or depth >= len(parent.shape) or parent.shape[depth] is not block.ordered:
            return False
        return not block.ordered or (block.start == 1 and not repeated)

    def begin_items(self, start: int) -> int:
        """A list of lines with bold numbers, a space after each; the lines have an indent of their own."""
        if self._items is None:
            self._items = self._add_definition("0AC70003", ITEMS, [_bold_level(self._aside)])
        return self._add_list(self._items, 0, start)

    def begin_articles(self) -> int:
        """The list of the articles of a convention: their headings have an indent of their own."""
        level = make(
            "lvl",
            make("start", val=1),
            make("numFmt", val="decimal"),
            make("suff", val="space"),
            make("lvlText", val="Article %1."),
            make("lvlJc", val="left"),
            make("pPr", make("ind", left=self._aside, firstLine=0)),
            ilvl=0,
        )
        return self._add_list(self._add_definition("0AC70004", ARTICLES, [level]), 0, 1)

    def _begin(self, shape: Shape, depth: int, block: ListBlock) -> int:
        definition = self._known.get(shape)
        if definition is None:
            definition = self._known[shape] = self._define(shape)
        return self._add_list(definition, depth, block.start if block.ordered else None)

    def _add_list(self, definition: int, depth: int, start: int | None) -> int:
        number = 1 + max((int(num.get(name("numId"), "0")) for num in self._nums()), default=0)
        node = make("num", make("abstractNumId", val=definition), numId=number)
        if start is not None:
            node.append(make("lvlOverride", make("startOverride", val=start), ilvl=depth))
        nums = self._nums()
        place = self._root.index(nums[-1]) + 1 if nums else self._after_definitions()
        self._root.insert(place, node)
        return number

    def _define(self, shape: Shape) -> int:
        levels = [self._level(shape, depth) for depth in range(DEEPEST + 1)]
        return self._add_definition(_signature(shape), COMPOSED, levels)

    def _add_definition(self, signature: str, label: str, levels: Sequence[Element]) -> int:
        taken = [int(node.get(name("abstractNumId"), "0")) for node in self._root.iter(name("abstractNum"))]
        identity = 1 + max(taken, default=0)
        node = make("abstractNum", abstractNumId=identity)
        node.append(make("nsid", val=signature))
        node.append(make("multiLevelType", val="multilevel"))
        node.append(make("name", val=label))
        node.extend(levels)
        self._root.insert(self._after_definitions(), node)
        return identity

    def _level(self, shape: Shape, depth: int) -> Element:
        """The level at a depth: its indent by depth, its mark by how many lists of its kind are around it."""
        kind = shape[min(depth, len(shape) - 1)]
        rank = sum(1 for other in shape[:depth] if other is kind)
        level, model = deepcopy(self._looks[kind][depth]), self._looks[kind][rank]
        for tag in ("numFmt", "lvlText"):
            mark = model.find(name(tag)).get(name("val"))
            level.find(name(tag)).set(name("val"), mark.replace(f"%{rank + 1}", f"%{depth + 1}"))
        for node, key in ((f"{name('pPr')}/{name('ind')}", "left"), (f".//{name('tab')}", "pos")):
            for setting in level.iterfind(node):
                setting.set(name(key), str(int(setting.get(name(key), "0")) + self._aside))
        return level

    def _indent(self, shape: Shape, depth: int) -> int:
        kind = shape[min(depth, len(shape) - 1)]
        indent = self._looks[kind][depth].find(f"{name('pPr')}/{name('ind')}")
        return self._aside + (0 if indent is None else int(indent.get(name("left"), "0")))

    def _nums(self) -> list[Element]:
        return list(self._root.findall(name("num")))

    def _after_definitions(self) -> int:
        """Definitions come before lists in the schema: Word refuses the file otherwise."""
        kinds = (name("abstractNum"), name("numPicBullet"))
        return max((place + 1 for place, child in enumerate(self._root) if child.tag in kinds), default=0)


def shape_of(block: ListBlock) -> Shape:
    """The kinds of a list and its sub-lists by depth, the first met in reading order."""
    kinds: list[bool] = []
    _gather(block, 0, kinds)
    return tuple(kinds)


def _gather(block: ListBlock, depth: int, kinds: list[bool]) -> None:
    if depth == len(kinds):
        kinds.append(block.ordered)
    for item in block.items:
        for inner in _sub_lists(item.blocks):
            _gather(inner, depth + 1, kinds)


def _sub_lists(blocks: tuple[Block, ...]) -> list[ListBlock]:
    return [block for block in blocks if isinstance(block, ListBlock)]


def _bold_level(aside: int) -> Element:
    indent = make("ind", left=aside + STEP, hanging=STEP)
    return make(
        "lvl",
        make("start", val=1),
        make("numFmt", val="decimal"),
        make("suff", val="space"),
        make("lvlText", val="%1."),
        make("lvlJc", val="left"),
        make("pPr", indent),
        make("rPr", make("b"), make("bCs")),
        ilvl=0,
    )


def _signature(shape: Shape) -> str:
    """A definition's identity for Word (it merges lists of equal identity when one pastes)."""
    return f"{zlib.crc32(repr(shape).encode()):08X}"


_NUMBER = re.compile(r"[1-9]\d{0,3}(?=\.$)")
_BEFORE_NUMBERING = ("pStyle", "keepNext", "keepLines", "pageBreakBefore")


def number_items(body: Sequence[Element], styles: Mapping[str, str], lists: NumberingWriter) -> None:
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
