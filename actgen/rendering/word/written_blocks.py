"""The blocks of a template as the body of a Word file: paragraphs in the styles of acts, tags between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from actgen.document.nodes import ListBlock, ListItem, PageBreak, Style
from actgen.document.nodes import Paragraph as PlainParagraph
from actgen.rendering.docx.blocks import (
    AFTER_LIST,
    GAP,
    HEADING_KEYS,
    NARROWEST_LINE,
    Place,
    bookmark_name,
    list_setting,
    style_key,
)
from actgen.rendering.docx.lists import Level, Lists
from actgen.rendering.docx.markup import (
    Element,
    begin_page,
    keep_with_next,
    local,
    make,
    paragraph,
    set_space,
)
from actgen.rendering.templates.tree import (
    BlockNode,
    HeadingNode,
    Include,
    InlineNode,
    ItemNode,
    ListNode,
    ParagraphNode,
    PartNode,
    Piece,
    TableNode,
)
from actgen.rendering.word.written_inline import Inline
from actgen.rendering.word.written_tables import Tables
from actgen.rendering.word.written_tags import Step, flat, plain_nodes, tag_line, tag_run


@dataclass(frozen=True, slots=True)
class Spot:
    """Where blocks stand: the width of the line in twips, the level of their list, the tags around."""

    width: int
    level: Level | None = None
    numbered: bool = False  # the next paragraph bears the number of its item
    depth: int = 0

    @property
    def indent(self) -> int:
        return self.level.indent if self.level else 0


class Writer:
    """Writes the blocks of one file."""

    def __init__(self, styles: Mapping[str, str], lists: Lists, words: Inline) -> None:
        self._styles, self._lists, self._words = styles, lists, words
        self._tables = Tables(styles, words)
        self._anchors: set[str] = set()
        self._page_due = False

    def blocks(self, body: Sequence[BlockNode], spot: Spot, out: list[Element]) -> None:
        """Write blocks after what is there."""
        steps: Iterator[Step[Piece]] = flat(body, spot.depth)
        for step in steps:
            if step.node is None:
                self._add(tag_line(f"{{%p {step.words} %}}", step.depth), out)
            else:
                self._block(step.node, replace(spot, depth=step.depth), out)

    def _block(self, node: Piece, spot: Spot, out: list[Element]) -> None:
        match node:
            case HeadingNode():
                self._add(self._heading(node, spot), out)
            case ParagraphNode():
                self._add(self._paragraph(node, spot), out)
            case ListNode():
                self._list(node, spot, out, repeated=False)
            case TableNode():
                self._table(node, spot, out)
            case Include(name=name):
                clause = tag_run(f"{{{{ clause.{name} }}}}")
                self._add(paragraph(self._styles["ActeCorps"], [clause]), out)
            case PartNode():
                self._part(node, spot, out)
            case PageBreak():
                self._page_due = True

    def _add(self, node: Element, out: list[Element]) -> None:
        """Put a paragraph or a table after what is there, at the head of a page if one is due."""
        if self._page_due and local(node) == "p" and _is_plain(node):
            begin_page(node)
        elif self._page_due:
            out.append(paragraph(self._styles["ActeCorps"], [make("r", make("br", type="page"))]))
        self._page_due = False
        out.append(node)

    def _heading(self, node: HeadingNode, spot: Spot) -> Element:
        key = HEADING_KEYS[min(max(node.level, 1), len(HEADING_KEYS)) - 1]
        made = self._line(key, node.children, spot)
        if node.anchor:
            label = bookmark_name(node.anchor, self._anchors)
            self._anchors.add(label)
            identity = len(self._anchors)
            made.insert(1, make("bookmarkStart", id=identity, name=label))
            made.append(make("bookmarkEnd", id=identity))
        return made

    def _paragraph(self, node: ParagraphNode, spot: Spot) -> Element:
        made = self._line(style_key(node.style, Place(spot.width, spot.level)), node.children, spot)
        if node.keep_with_next:
            keep_with_next(made)
        return made

    def _line(self, key: str, children: Sequence[InlineNode], spot: Spot) -> Element:
        settings = [] if spot.level is None else [list_setting(spot.level, numbered=spot.numbered, label="")]
        return paragraph(self._styles[key], self._words.runs(children), *settings)

    def _part(self, node: PartNode, spot: Spot, out: list[Element]) -> None:
        words = [node.name]
        words += [] if node.fingerprinted else ["hors-empreinte"]
        words += [] if node.begins_page else ["dans-la-page"]
        self._add(tag_line(f"{{%p partie {' '.join(words)} %}}", spot.depth), out)
        self.blocks(node.blocks, replace(spot, depth=spot.depth + 1), out)
        self._add(tag_line("{%p finpartie %}", spot.depth), out)

    def _list(self, node: ListNode, spot: Spot, out: list[Element], *, repeated: bool) -> None:
        level = self._lists.enter(_skeleton(node), spot.level, repeated=repeated)
        width = max(spot.width - level.indent + spot.indent, NARROWEST_LINE)
        inside = replace(spot, level=level, width=width)
        last: ItemNode | None = None
        for step in flat(node.items, spot.depth):
            last = step.node
            if last is None:
                self._add(tag_line(f"{{%p {step.words} %}}", step.depth), out)
            else:
                self._item(last, replace(inside, depth=step.depth), out)
        if spot.level is None and last is not None and out and local(out[-1]) == "p":
            set_space(out[-1], after=AFTER_LIST)

    def _item(self, item: ItemNode, spot: Spot, out: list[Element]) -> None:
        """An item: its first paragraph bears the number; each that may come first does."""
        first, *rest = item.blocks or (ParagraphNode(()),)
        if isinstance(first, ListNode | TableNode | PartNode):
            first, rest = ParagraphNode(()), list(item.blocks)
        self.blocks([first], replace(spot, numbered=True), out)
        lists_met = 0
        steps: Iterator[Step[Piece]] = flat(rest, spot.depth)
        for step in steps:
            here = replace(spot, depth=step.depth)
            if step.node is None:
                self._add(tag_line(f"{{%p {step.words} %}}", step.depth), out)
            elif isinstance(step.node, ListNode):
                self._list(step.node, here, out, repeated=lists_met > 0)
                lists_met += 1
            else:
                self._block(step.node, here, out)

    def _table(self, node: TableNode, spot: Spot, out: list[Element]) -> None:
        if node.caption:
            self._add(self._line("Lgende", node.caption, replace(spot, level=None)), out)
        self._add(self._tables.table(node, spot.width, spot.indent, spot.depth), out)
        # once the tags around it are gone, a table could touch another: Word would join them
        out.append(paragraph(self._styles[GAP]))


def _is_plain(node: Element) -> bool:
    """Whether a paragraph surely stays where it is: tags alone in theirs leave it, or bring a table."""
    runs = [child for child in node if local(child) == "r"]
    tagged = [run for run in runs if run.find("./{*}rPr/{*}rStyle") is not None]
    return len(runs) != 1 or not tagged


def _skeleton(node: ListNode) -> ListBlock:
    """The list with all that it may hold, for its shape."""
    items = tuple(
        ListItem(
            tuple(
                _skeleton(block) if isinstance(block, ListNode) else PlainParagraph((), Style.BODY)
                for block in plain_nodes(item.blocks)
            )
        )
        for item in plain_nodes(node.items)
    )
    return ListBlock(items, node.ordered, node.start)
