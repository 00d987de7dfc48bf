"""Blocks of the tree as the body of a Word file."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from actgen.acts.outputs.docx.contents import ENTRY, contents_lines
from actgen.acts.outputs.docx.inline import Blank, plain_run, runs
from actgen.acts.outputs.docx.lists import STEP, ItemLevel, NumberingWriter
from actgen.acts.outputs.docx.markup import (
    CENTIMETRE,
    Element,
    begin_page,
    keep_whole,
    keep_with_next,
    local,
    make,
    name,
    paragraph,
    paragraphs,
    set_space,
)
from actgen.acts.outputs.docx.tables import alignment, end_on_names, signatures, stamp, table
from actgen.acts.outputs.fit import CLOSEST_SIZE, PLAIN, Fit
from actgen.acts.tree.inline import Emphasis, Inline
from actgen.acts.tree.layout import labelled, spreads, title, with_company, without_space
from actgen.acts.tree.nodes import (
    Align,
    Block,
    Cell,
    Contents,
    Heading,
    ListBlock,
    ListItem,
    PageBreak,
    Paragraph,
    Part,
    SignaturePlace,
    Signatures,
    Stamp,
    Style,
    Table,
)
from actgen.base.records import replace

STYLE_KEYS: Mapping[Style, str] = {
    Style.BODY: "ActeCorps",
    Style.IDENTITY: "ActeIdentite",
    Style.SUBTITLE: "ActeSousTitre",
    Style.OBJECT: "ActeObjet",
    Style.FACT: "ActeFait",
    Style.VISA: "ActeVisa",
    Style.GROUND: "ActeConsiderant",
    Style.FORMULA: "ActeFormule",
    Style.OPERATIVE: "ActeDispositif",
    Style.VOTE: "ActeVote",
    Style.NOTE: "ActeNote",
    Style.BANNER: "ActeProjet",
    Style.CELL: "ActeCellule",
}
HEADING_KEYS = ("Titre1", "Titre2", "Titre3", "Titre4")
GAP = "ActeIntervalle"
_COLLECTIVITY = "ActeCollectivite"  # the first line of an identity
_IDENTITIES = (_COLLECTIVITY, "ActeIdentite")
_LONGEST_BOOKMARK = 40
_BEFORE_SIGNATURES = 2  # paragraphs that hold a signature block back from being alone on a page
_OBJECT = 2  # its level
_QUALITY = 5  # millimetres that the line of a quality takes of the room to sign
_SPARED = 3  # millimetres, where an act is set closest: Word's lines take a little more than print's
NARROWEST_LINE = 1000
AFTER_LIST = 74  # twips: what follows a list is no item of it
LOWEST_LINE = 20  # twips
ABOVE_NOTE = 45
ABOVE_STAMP = 0  # twips: a frame beside signatures
ABOVE_SUBTITLE = 57  # twips: a title and its subtitle are one


class Where(Struct, frozen=True):
    """Where blocks stand: the width of the line and of the margin beside it (twips), the level, the cell."""

    width: int
    aside: int = 0
    level: ItemLevel | None = None
    numbered: bool = False  # the next paragraph bears the number of its item
    label: str = ""  # that number, where it is written out
    cell: Cell | None = None
    keep: bool = False

    @property
    def indent(self) -> int:
        return self.level.indent if self.level else self.aside


class BodyWriter:
    """Turns blocks into paragraphs and tables; one object for one file."""

    def __init__(
        self,
        styles: Mapping[str, str],
        lists: NumberingWriter,
        width: int,
        blank: Blank | None = None,
        aside: int = 0,
        fit: Fit = PLAIN,
    ) -> None:
        """`styles` gives the identifier in this file of each style of the house.

        `width` is that of the whole line in twips, the margin of the labels in it, which is `aside` wide.
        """
        spared = _SPARED if fit.size <= CLOSEST_SIZE else 0
        self._room = round((fit.room - _QUALITY - spared) * CENTIMETRE / 10)
        self._blank = blank
        self._styles = styles
        self._lists = lists
        self._width, self._aside = width, aside
        self._page_due = False
        self._bookmarks: dict[str, str] = {}  # by anchor
        self._marked: set[str] = set()

    def compose(self, blocks: tuple[Block, ...], *, width: int = 0, in_cell: bool = False) -> list[Element]:
        """A whole body, or what stands in one place of it. Two tables never touch (Word would join them).

        `width` is that of the place in twips, the whole line without it; `in_cell` that of a table.
        """
        body: list[Element] = []
        if in_cell:
            place = Where(width or self._width, cell=Cell(()))
        else:
            place = Where((width or self._width) - self._aside, self._aside)
        self._blocks(blocks, place, body)
        if body and local(body[-1]) == "tbl":
            if isinstance(blocks[-1], Signatures):
                end_on_names(body[-1])
            body.append(self._end())
        return body

    def _add(self, node: Element, place: Where, out: list[Element]) -> None:
        """Put a paragraph or a table after what is there, at the head of a page if one is due."""
        begins = self._page_due and bool(out) and place.cell is None
        after_table = bool(out) and local(out[-1]) == "tbl"
        if local(node) == "tbl":
            if begins or after_table:
                out.append(self.gap())
        elif after_table and not begins:
            out.append(self.gap())
        out.append(node)
        if begins:
            begin_page(out[-2] if local(node) == "tbl" else node)
        if place.cell is None:
            self._page_due = False

    def _hold_above(self, out: list[Element]) -> None:
        """Keep what stands above with what follows, and the gap that a table leaves below it."""
        hold(out, 1)
        if out and local(out[-1]) == "tbl" and not self._page_due:
            out.append(self._end(ABOVE_NOTE))
            keep_with_next(out[-1])

    def _blocks(self, blocks: tuple[Block, ...], place: Where, out: list[Element]) -> None:
        for block, company in with_company(blocks):
            if isinstance(block, Paragraph) and block.style is Style.NOTE:
                self._hold_above(out)  # remedies are never a page of their own
            match block, company:
                case Stamp(), (Paragraph(), *_):
                    notes = [note for note in company if isinstance(note, Paragraph)]
                    line = place.width + place.indent
                    self._add(stamp(block, self._styles, notes, line, self._blank), place, out)
                case Signatures(places=places), (Stamp() as beside,):
                    self._hold_signatures(out)
                    if out and local(out[-1]) == "p":
                        set_space(out[-1], after=ABOVE_STAMP)
                    signed = self._signatures(places, place, beside)
                    self._add(signed, place, out)
                case _:
                    self._block(block, place, out)

    def _block(self, block: Block, place: Where, out: list[Element]) -> None:
        match block:
            case Heading():
                node = self._heading(block, place)
                if block.level == _OBJECT and self._has_style(out[-1:], (STYLE_KEYS[Style.SUBTITLE],)):
                    self._name_object(node, out)
                self._add(node, place, out)
            case Paragraph():
                if block.style is Style.VOTE:
                    self._hold_above(out)  # what was voted, or the figures of the vote
                if block.style is Style.SUBTITLE and self._has_style(out[-1:], HEADING_KEYS[:1]):
                    set_space(out[-1], after=ABOVE_SUBTITLE)
                node = self._paragraph(block, place)
                if block.style is Style.IDENTITY and not self._has_style(out[-1:], _IDENTITIES):
                    node[0][0].set(name("val"), self._styles[_COLLECTIVITY])
                self._add(node, place, out)
            case ListBlock():
                self._list(block, place, out, repeated=False)
            case Table():
                self._table(block, place, out)
            case Signatures(places=places):
                if places:
                    self._hold_signatures(out)
                    self._add(self._signatures(places, place), place, out)
            case Stamp():
                self._add(stamp(block, self._styles), place, out)
            case PageBreak():
                self._page_due = self._page_due or place.cell is None
            case Contents():
                for line in contents_lines(block, self._styles[ENTRY], self._bookmark):
                    self._add(line, place, out)
            case Part(blocks=inner, begins_page=begins_page):
                self._page_due = self._page_due or (begins_page and place.cell is None)
                self._blocks(inner, place, out)

    def _signatures(
        self, places: tuple[SignaturePlace, ...], place: Where, beside: Stamp | None = None
    ) -> Element:
        return signatures(places, self._styles, place.width, place.indent, beside, room=self._room)

    def _hold_signatures(self, out: list[Element]) -> None:
        """The last lines stay with the signatures; where a title stands over them, the line above as well."""
        lines = next(
            (
                back
                for back in range(1, _BEFORE_SIGNATURES + 2)
                if self._has_style(out[-back:][:1], HEADING_KEYS)
            ),
            _BEFORE_SIGNATURES - 1,
        )
        hold(out, lines + 1)

    def _heading(self, block: Heading, place: Where) -> Element:
        key = HEADING_KEYS[min(max(block.level, 1), len(HEADING_KEYS)) - 1]
        node = self._line(key, title(block), place, block.align)
        if block.anchor:
            self._mark(node, block.anchor)
        return node

    def _name_object(self, node: Element, out: list[Element]) -> None:
        """The object of an act stands out, and its kind, above, less."""
        if self._has_style(out[-2:-1], HEADING_KEYS[:1]):
            out[-2][0][0].set(name("val"), self._styles["ActeGenre"])
            node[0][0].set(name("val"), self._styles["ActeTitreObjet"])

    def _has_style(self, nodes: list[Element], keys: tuple[str, ...]) -> bool:
        """Whether a paragraph among these has one of those styles."""
        wanted = {self._styles[key] for key in keys}
        return any(_style(node) in wanted for node in nodes)

    def _paragraph(self, block: Paragraph, place: Where) -> Element:
        label, rest = labelled(block) if place.aside and place.level is None else ((), ())
        if label:
            node = self._labelled(style_key(block.style, place), label, rest, place)
        else:
            node = self._line(style_key(block.style, place), block.children, place, block.align)
        if block.keep_with_next:
            keep_with_next(node)
        if block.style is Style.NOTE:
            keep_whole(node)
        return node

    def _labelled(
        self, key: str, label: tuple[Inline, ...], rest: tuple[Inline, ...], place: Where
    ) -> Element:
        """A fact whose label hangs in the margin."""
        hanging = make("ind", left=place.aside, hanging=place.aside)
        words = runs((Emphasis(label),), self._styles, blank=self._blank)
        said = runs(without_space(rest), self._styles, blank=self._blank)
        return paragraph(self._styles[key], [*words, make("r", make("tab")), *said], hanging)

    def _line(
        self, key: str, children: tuple[Inline, ...], place: Where, align: Align = Align.START
    ) -> Element:
        settings = []
        if place.level is not None:
            settings.append(list_setting(place.level, numbered=place.numbered, label=place.label))
            if self._aside and place.cell is not None and place.numbered and not place.label:
                settings.append(make("ind", left=place.level.indent, hanging=STEP))  # as its list, no margin
        if align is not Align.START and not settings:  # no first line hangs out of it
            settings.append(make("ind", left=0, firstLine=0))
        elif align is Align.START and place.cell is not None:
            align = place.cell.align
        if align is not Align.START:
            settings.append(alignment(align))
        label = [plain_run(place.label), make("r", make("tab"))] if place.label else []
        return paragraph(
            self._styles[key], [*label, *runs(children, self._styles, blank=self._blank)], *settings
        )

    def _list(self, block: ListBlock, place: Where, out: list[Element], *, repeated: bool) -> None:
        level = self._lists.enter(block, place.level, repeated=repeated)
        if place.cell is not None:  # in a table there is no margin of labels
            level = replace(level, indent=level.indent - self._aside)
        inside = replace(
            place, level=level, width=max(place.width - level.indent + place.indent, NARROWEST_LINE)
        )
        if out and not self._page_due and local(out[-1]) == "p":
            keep_with_next(out[-1])  # what announces the list
        for rank, item in enumerate(block.items):
            if rank in (1, len(block.items) - 1):
                hold(out, 1)  # no item is alone on a page, the first nor the last
            self._item(item, inside, out)
        if place.level is None and place.cell is None and out and local(out[-1]) == "p":
            set_space(out[-1], after=AFTER_LIST)

    def _item(self, item: ListItem, place: Where, out: list[Element]) -> None:
        """An item: its first paragraph bears the number, made empty where the item has none."""
        blocks = item.blocks
        if not blocks or not isinstance(blocks[0], Paragraph | Heading):
            blocks = (Paragraph(()), *blocks)
        self._block(blocks[0], replace(place, numbered=True, label=item.label), out)
        lists_met = 0
        for block in blocks[1:]:
            if isinstance(block, ListBlock):
                self._list(block, place, out, repeated=lists_met > 0)
                lists_met += 1
            else:
                self._block(block, place, out)

    def _table(self, block: Table, place: Where, out: list[Element]) -> None:
        width, indent = place.width, place.indent
        wide = spreads(block) and place.level is None
        if wide:
            width, indent = width + place.aside, indent - place.aside
        if block.caption:
            title = self._line("Lgende", block.caption, replace(place, level=None))
            if wide and place.cell is None:
                title[0].append(make("ind", left=0))  # where its table begins
            self._add(title, place, out)
        if any(row.cells for row in (*block.head, *block.body)):
            self._add(table(block, self._styles, width, indent, self._cell), place, out)

    def gap(self) -> Element:
        """The low paragraph that stands between two tables."""
        return paragraph(self._styles[GAP])

    def _end(self, line: int = LOWEST_LINE) -> Element:
        """The line that Word wants after a table: so low that it hardly ever goes over to an empty page."""
        return paragraph(self._styles[GAP], (), make("spacing", line=line, lineRule="exact"))

    def _cell(self, cell: Cell, width: int) -> list[Element]:
        """A cell's content: at least one paragraph, and one at its end, as Word demands."""
        out: list[Element] = []
        self._blocks(cell.blocks, Where(width, cell=cell), out)
        if not out or local(out[-1]) == "tbl":
            out.append(paragraph(self._styles["ActeCellule"]))
        return out

    def _bookmark(self, anchor: str) -> str:
        """The bookmark of an anchor, named once."""
        if anchor not in self._bookmarks:
            self._bookmarks[anchor] = bookmark_name(anchor, set(self._bookmarks.values()))
        return self._bookmarks[anchor]

    def _mark(self, node: Element, anchor: str) -> None:
        """Mark the first place of an anchor: Word refuses a bookmark that stands twice."""
        if anchor in self._marked:
            return
        self._marked.add(anchor)
        label = self._bookmark(anchor)
        identity = 1 + list(self._bookmarks).index(anchor)
        node.insert(1, make("bookmarkStart", id=identity, name=label))
        node.append(make("bookmarkEnd", id=identity))


def style_key(style: Style, place: Where) -> str:
    """The style of the house for a paragraph of that style in that place."""
    if place.cell is not None and style in (Style.BODY, Style.CELL):
        return "ActeCelluleTitre" if place.cell.header else "ActeCellule"
    if place.level is not None and style is Style.BODY:
        return "ActeListe"
    return STYLE_KEYS[style]


def list_setting(level: ItemLevel, *, numbered: bool, label: str) -> Element:
    """The setting of a paragraph of an item: its number, or the indent of the item's text."""
    if label:
        return make("ind", left=level.indent, hanging=min(level.indent, STEP))
    if numbered:
        return make("numPr", make("ilvl", val=level.depth), make("numId", val=level.number))
    return make("ind", left=level.indent, hanging=0)


def hold(out: list[Element], count: int) -> None:
    """Keep the last lines with what follows them: a page of signatures alone proves nothing."""
    for node in out[-1 : -1 - count : -1]:
        if local(node) == "p":
            keep_with_next(node)
            continue
        for line in paragraphs(node[-1]):
            keep_with_next(line)
        return


def hold_decision(body: list[Element], formula: str) -> None:
    """Keep all from the paragraph of that style to the last table, the signatures, on one page."""
    heads = [rank for rank, node in enumerate(body) if _style(node) == formula]
    tables = [rank for rank, node in enumerate(body) if local(node) == "tbl"]
    for node in body[heads[0] : tables[-1]] if heads and tables else ():
        for line in paragraphs(node) if local(node) == "tbl" else (node,):
            keep_with_next(line)


def _style(node: Element) -> str | None:
    found = node.find(f"{name('pPr')}/{name('pStyle')}")
    return None if found is None else found.get(name("val"))


def bookmark_name(anchor: str, taken: set[str]) -> str:
    """A name that Word accepts: a letter first, letters, digits and underscores, 40 in all."""
    label = re.sub(r"\W", "_", anchor)
    if not label[:1].isalpha():
        label = f"a_{label}"
    base, number = label[:_LONGEST_BOOKMARK], 2
    label = base
    while label in taken:
        suffix = f"_{number}"
        label, number = base[: _LONGEST_BOOKMARK - len(suffix)] + suffix, number + 1
    return label
