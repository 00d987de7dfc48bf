"""A template in Markdown written as a Word template that says the same, ready to be edited in Word.

Its tree becomes a file on the letterhead of the house: a paragraph for a paragraph in its style of acts, real
lists and tables, the tags as an author of Word writes them. A clause stays a tag; notes stand at the head.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Generic, TypeVar

import docx
from docx.document import Document as WordDocument
from msgspec import Struct

from actgen.acts.outputs.docx import tables
from actgen.acts.outputs.docx.blocks import (
    AFTER_LIST,
    GAP,
    HEADING_KEYS,
    NARROWEST_LINE,
    Where,
    bookmark_name,
    list_setting,
    style_key,
)
from actgen.acts.outputs.docx.letterhead import (
    BODY_TAG,
    aside_of,
    bring_lists,
    bring_styles,
    house_letterhead,
    line_width,
    set_language,
)
from actgen.acts.outputs.docx.lists import ItemLevel, NumberingWriter
from actgen.acts.outputs.docx.markup import (
    Element,
    begin_page,
    keep_with_next,
    local,
    make,
    name,
    paragraph,
    paragraphs,
    plain_text,
    set_space,
    text,
)
from actgen.acts.outputs.docx.package import pack
from actgen.acts.templating.reading import parse_template
from actgen.acts.templating.tags import TemplateText
from actgen.acts.templating.tree import (
    BlockNode,
    Bold,
    CellNode,
    For,
    ForeignNode,
    HeadingNode,
    If,
    Include,
    InlineNode,
    Italic,
    ItemNode,
    ListNode,
    Output,
    ParagraphNode,
    PartNode,
    Piece,
    RowNode,
    TableNode,
    Template,
)
from actgen.acts.tree.inline import LineBreak, Text
from actgen.acts.tree.nodes import (
    Align,
    Block,
    Cell,
    Document,
    ListBlock,
    ListItem,
    PageBreak,
    Paragraph,
    Row,
    Style,
    Table,
)
from actgen.acts.tree.nodes import Paragraph as PlainParagraph
from actgen.base.diagnostics import Diagnostic, Severity
from actgen.base.records import replace

TAG_STYLE, LINE_STYLE = "Balise", "Ligne de balise"
TAG_KEY, LINE_KEY = "Balise", "LigneDeBalise"
_COLOUR = "2F5F8F"  # a blue that reads well on white, and in grey when printed
_SIZE = 17  # half-points: lower than the text, so that the text stands out


def add_looks(styles: Element) -> None:
    """Put the styles of tags in the styles of a file. Word is told not to spell-check them."""
    colour, size = make("color", val=_COLOUR), (make("sz", val=_SIZE), make("szCs", val=_SIZE))
    styles.append(
        make(
            "style",
            make("name", val=TAG_STYLE),
            make("qFormat"),
            make("rPr", make("smallCaps", val=0), make("noProof"), colour),
            type="character",
            customStyle=1,
            styleId=TAG_KEY,
        )
    )
    styles.append(
        make(
            "style",
            make("name", val=LINE_STYLE),
            make("basedOn", val="ActeCorps"),
            make("next", val="ActeCorps"),
            make("qFormat"),
            make("pPr", make("spacing", before=0, after=60, line=240, lineRule="auto")),
            make("rPr", make("noProof"), make("color", val=_COLOUR), *size),
            type="paragraph",
            customStyle=1,
            styleId=LINE_KEY,
        )
    )


T = TypeVar("T")

_STEP = 227  # twips by which a tag is set back in another
_DEEPEST = 6


class Step(Struct, Generic[T], frozen=True):
    """A node, or the words of a tag that begins, cuts or ends a choice or a repetition.

    `depth` is how many of those stand around it.
    """

    depth: int
    node: T | None = None
    words: str = ""


def flat(body: Sequence[T | If[T] | For[T]], depth: int = 0) -> Iterator[Step[T]]:
    """What a container holds in reading order, the tags among the rest."""
    for node in body:
        match node:
            case If(branches=branches):
                for rank, branch in enumerate(branches):
                    condition = branch.condition
                    word = "else" if condition is None else f"{'elif' if rank else 'if'} {condition.source}"
                    yield Step(depth, words=word)
                    yield from flat(branch.body, depth + 1)
                yield Step(depth, words="endif")
            case For(iterable=iterable, body=repeated, empty=empty):
                yield Step(depth, words=f"for {iterable.source}")
                yield from flat(repeated, depth + 1)
                if empty:
                    yield Step(depth, words="else")
                    yield from flat(empty, depth + 1)
                yield Step(depth, words="endfor")
            case _:
                yield Step(depth, node)


def plain_nodes(body: Sequence[T | If[T] | For[T]]) -> list[T]:
    """What a container may hold, whatever is chosen or repeated."""
    return [step.node for step in flat(body) if step.node is not None]


def tag_run(words: str, *, strong: bool = False, emphasis: bool = False) -> Element:
    """The run of a tag. Its bold and italic are those that the value takes."""
    settings = make("rPr", make("rStyle", val=TAG_KEY))
    if strong:
        settings.append(make("b"))
    if emphasis:
        settings.append(make("i"))
    return make("r", settings, text(words))


def tag_line(words: str, depth: int = 0) -> Element:
    """The paragraph of a tag that stands round whole paragraphs, set back by those around it."""
    settings = make("pPr", make("pStyle", val=LINE_KEY))
    if depth:
        settings.append(make("ind", left=_STEP * min(depth, _DEEPEST)))
    return make("p", settings, tag_run(words))


def tag_row(words: str, widths: Sequence[int], depth: int) -> Element:
    """The row of a tag that stands round whole rows: one cell as wide as the table."""
    settings = make("tcPr", make("tcW", w=sum(widths), type="dxa"))
    if len(widths) > 1:
        settings.append(make("gridSpan", val=len(widths)))
    return make("tr", make("trPr", make("cantSplit")), make("tc", settings, tag_line(words, depth)))


# Word has elements for these: as characters it prints the first from another font
_HYPHENS = {"\u2011": "noBreakHyphen", "\u00ad": "softHyphen"}
_PIECES = re.compile("([\u2011\u00ad])")


def runs(nodes: Sequence[InlineNode], *, strong: bool = False, emphasis: bool = False) -> Iterator[Element]:
    """The runs of these nodes, bold and italic carried down to words and tags."""
    for step in flat(nodes):
        match step.node:
            case None:
                yield tag_run(f"{{% {step.words} %}}", strong=strong, emphasis=emphasis)
            case Output(expression=expression):
                yield tag_run(f"{{{{ {expression.source} }}}}", strong=strong, emphasis=emphasis)
            case Text(text=value):
                yield from _pieces(value, strong, emphasis)
            case Bold(children=children):
                yield from runs(children, strong=True, emphasis=emphasis)
            case Italic(children=children):
                yield from runs(children, strong=strong, emphasis=True)
            case ForeignNode(children=children, language=language):
                yield from runs(children, strong=strong, emphasis=emphasis)
                # Word marks languages as it guesses them: a note says what no file of Word can
                yield tag_run(f"{{# langue\u00a0: {language} #}}")
            case LineBreak():
                yield make("r", make("br"))


def _pieces(value: str, strong: bool, emphasis: bool) -> Iterator[Element]:
    for piece in _PIECES.split(value):
        if piece in _HYPHENS:
            yield _run(make(_HYPHENS[piece]), strong, emphasis)
        elif piece:
            yield _run(text(piece), strong, emphasis)


def _run(content: Element, strong: bool, emphasis: bool) -> Element:
    settings = make("rPr", *(make(tag) for tag, on in (("b", strong), ("i", emphasis)) if on))
    return make("r", *([settings] if len(settings) else []), content)


_OF_A_VALUE = "valeur"  # as long as most values, where the columns are as wide as their words


class Tables:
    """Writes tables in a file; `styles` gives the identifiers of the styles of the house."""

    def __init__(self, styles: Mapping[str, str]) -> None:
        self._styles = styles

    def table(self, node: TableNode, width: int, indent: int, depth: int) -> Element:
        """A table, `width` twips wide; `depth` is that of the tags around it."""
        cells: dict[int, CellNode] = {}
        body = list(flat(node.body, depth))
        plain = Table(
            tuple(_row(row, cells) for row in node.head),
            tuple(_row(step.node, cells) for step in body if step.node is not None),
            tuple(_as_text(node.caption)),
            node.widths,
            whole=node.whole,
        )
        made = tables.table(plain, self._styles, width, indent, self._filler(cells), model=True)
        _say_no_value(made, node)
        self._put_tags(made, body, len(node.head))
        if node.whole:
            _hold_repeated(made, body, len(node.head))
        return made

    def _filler(self, cells: Mapping[int, CellNode]) -> Callable[[Cell, int], list[Element]]:
        def fill(cell: Cell, width: int) -> list[Element]:
            node = cells.get(id(cell))
            key = "ActeCelluleTitre" if cell.header else "ActeCellule"
            if node is None:  # what goes on from the cell above
                return [paragraph(self._styles[key])]
            settings = [] if node.align is Align.START else [tables.alignment(node.align)]
            return [paragraph(self._styles[key], runs(node.children), *settings)]

        return fill

    @staticmethod
    def _put_tags(made: Element, body: list[Step[RowNode]], heads: int) -> None:
        widths = [int(column.get(name("w"))) for column in made.iter(name("gridCol"))]
        rows = iter(made.findall(name("tr"))[heads:])
        waiting: list[Element] = []
        for step in body:
            if step.node is None:
                waiting.append(tag_row(f"{{%tr {step.words} %}}", widths, step.depth))
                continue
            following = next(rows)
            for row in waiting:
                following.addprevious(row)
            waiting = []
        for row in waiting:
            made.append(row)


def _row(node: RowNode, cells: dict[int, CellNode]) -> Row:
    return Row(tuple(_cell(cell, cells) for cell in node.cells))


def _cell(node: CellNode, cells: dict[int, CellNode]) -> Cell:
    """A cell of an act of the same measures; its own words are written by `Tables`, in its place."""
    words: tuple[Block, ...] = (Paragraph(tuple(_as_text(node.children)), Style.CELL),)
    cell = Cell(words, node.header, node.colspan, node.rowspan, node.align)
    cells[id(cell)] = node
    return cell


def _as_text(nodes: tuple[InlineNode, ...]) -> Iterator[Text | LineBreak]:
    """About what will be read in a cell: it tells the widths of columns, and the columns to who can't see."""
    for node in plain_nodes(nodes):
        match node:
            case Text() | LineBreak():
                yield node
            case Bold(children=children) | Italic(children=children) | ForeignNode(children=children):
                yield from _as_text(children)
            case Output():
                yield Text(_OF_A_VALUE)


def _say_no_value(made: Element, node: TableNode) -> None:
    """Leave out of what is read aloud of a table what holds a value: it is not known yet."""
    heads = [nodes for row in node.head for cell in row.cells for nodes in cell.children]
    for tag, said in (("tblCaption", node.caption), ("tblDescription", heads)):
        told = made.find(f"{name('tblPr')}/{name(tag)}")
        if told is not None and not all(isinstance(each, Text | LineBreak) for each in said):
            told.getparent().remove(told)


def _hold_repeated(made: Element, body: list[Step[RowNode]], heads: int) -> None:
    """A table on one page whose last row is repeated: that row too stays with the next one."""
    if body and body[-1].node is None:
        for row in made.findall(name("tr"))[heads:]:
            for line in paragraphs(row):
                keep_with_next(line)


class Spot(Struct, frozen=True):
    """Where blocks stand: the width of the line and of its margin (twips), the list's level, the tags."""

    width: int
    aside: int = 0
    level: ItemLevel | None = None
    numbered: bool = False  # the next paragraph bears the number of its item
    depth: int = 0

    @property
    def indent(self) -> int:
        return self.level.indent if self.level else self.aside


class Writer:
    """Writes the blocks of one file."""

    def __init__(self, styles: Mapping[str, str], lists: NumberingWriter) -> None:
        self._styles, self._lists = styles, lists
        self._tables = Tables(styles)
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
        made = self._line(style_key(node.style, Where(spot.width, level=spot.level)), node.children, spot)
        if node.keep_with_next:
            keep_with_next(made)
        return made

    def _line(self, key: str, children: Sequence[InlineNode], spot: Spot) -> Element:
        settings = [] if spot.level is None else [list_setting(spot.level, numbered=spot.numbered, label="")]
        return paragraph(self._styles[key], runs(children), *settings)

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


_NOTE = re.compile(r"\{#(.*?)#\}", re.DOTALL)
_LANGUAGE = "fr-FR"
_RUNNING = ("headerReference", "footerReference")


def write_word_template(
    source: TemplateText, title: str, *, head: tuple[str, ...] = (), running: bool = True
) -> bytes | tuple[Diagnostic, ...]:
    """The Word file of a template in Markdown, or the errors for which it has none.

    `title` is what the file is called in its properties, `head` what is noted at its very top; `running` says
    whether it has the header and the footer of the house, which a text laid in another one does not show.
    The same template gives the same bytes.
    """
    template, findings = parse_template(source, _as_tag)
    errors = tuple(finding for finding in findings if finding.severity is Severity.ERROR)
    if errors:
        return errors
    paper, body = _laid(template)
    notes = (" ".join(found.split()) for found in _NOTE.findall(source.text))
    body[0:0] = [tag_line(f"{{# {note} #}}") for note in (*head, *notes)]
    _place(paper, body)
    if not running:
        _drop_running(paper)
    return pack(paper.part.package, Document(title, (), language=_LANGUAGE), None)


def _as_tag(clause: str) -> Include:
    """A clause that is not read: it stays a tag."""
    return Include(clause, Template("", (), (), ()))


def _laid(template: Template) -> tuple[WordDocument, list[Element]]:
    """A letterhead made ready, and the body to put in it."""
    paper = docx.Document(BytesIO(house_letterhead()))
    styles = bring_styles(paper)
    aside = aside_of(paper, styles)
    lists = bring_lists(paper, aside)
    add_looks(paper.styles.element)
    set_language(paper, _LANGUAGE)
    body = [tag_line(f"{{% set {setting.expression.source} %}}") for setting in template.settings]
    Writer(styles, lists).blocks(template.blocks, Spot(line_width(paper) - aside, aside), body)
    return paper, body


def _place(paper: WordDocument, body: list[Element]) -> None:
    """Put the body in the place of the letterhead's own tag for it."""
    root = paper.element.body
    mark = next(line for line in root.iter(name("p")) if BODY_TAG in plain_text(line))
    place = root.index(mark)
    root[place : place + 1] = body


def _drop_running(paper: WordDocument) -> None:
    """Take the header and the footer out of a file."""
    keys = set()  # one part may run on the first page and on the others
    for tag in _RUNNING:
        for reference in list(paper.element.body.iter(name(tag))):
            keys.add(next(value for label, value in reference.attrib.items() if label.endswith("}id")))
            reference.getparent().remove(reference)
    for key in keys:
        paper.part.drop_rel(key)
