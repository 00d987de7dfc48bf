"""A look on a Word file: margins, typeface and colours in the letterhead of the house, the coat of arms."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from docx.document import Document as WordDocument
from docx.shared import Mm, Twips
from lxml import etree

from actgen.acts.outputs.docx.blocks import BodyWriter
from actgen.acts.outputs.docx.markup import Element, local, make, name, paragraph
from actgen.acts.outputs.fit import CLOSEST_SIZE, PLAIN
from actgen.acts.outputs.house.look import ARMS_HEIGHT, ARMS_WIDTH, Look, Picture
from actgen.acts.outputs.house.markup import identity
from actgen.acts.tree.nodes import Block

_HEADINGS = ("Titre1", "Titre2", "Titre3")
_RULED = ("ActeObjet", "ActeVote")
_RUNNING = ("header", "footer")  # names of styles, whose tab stands at the end of the line
_RUNNING_DISTANCE = 680  # twips between a running text and the body of the page
_LEAST_DISTANCE = 300
_PITCH = 24  # twips of a line for each point of its words
_OBJECT, _CLOSE_OBJECT = "30", "28"  # half points of the object, as in print
_BETWEEN = 100  # twips at most between two paragraphs of an act
_BESIDE_ARMS = 340  # twips
_EMU = 36_000  # a millimetre
_AFTER_COLOUR = ("spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "lang")


def dress(paper: WordDocument, look: Look, styles: Mapping[str, str]) -> None:
    """Margins and typeface where the letterhead is that of the house, and the colour of its styles."""
    if not look.letterhead:
        _set_margins(paper, look)
        if look.typeface:
            _set_typeface(paper, look.typeface.name)
    by_key = {style.get(name("styleId")): style for style in paper.styles.element.findall(name("style"))}
    if look.ink:
        for key in _HEADINGS:
            _colour(by_key[styles[key]], look.ink)
    if look.accent:
        for key in _RULED:
            for border in by_key[styles[key]].iterfind(f"{name('pPr')}/{name('pBdr')}/*"):
                border.set(name("color"), look.accent.upper())


def tighten(paper: WordDocument, size: float) -> None:
    """The size of the text and the pitch of its lines, in the letterhead that actgen ships."""
    if size == PLAIN.size:
        return
    half_points, pitch = str(round(size * 2)), str(round(size * _PITCH))
    defaults = paper.styles.element.find(name("docDefaults"))
    for tag in ("sz", "szCs"):
        for node in defaults.iter(name(tag)):
            node.set(name("val"), half_points)
    for node in paper.styles.element.iter(name("sz"), name("szCs")):
        if node.get(name("val")) == _OBJECT:
            node.set(name("val"), _CLOSE_OBJECT)
    for spacing in paper.styles.element.iter(name("spacing")):
        if spacing.get(name("line")) == str(round(PLAIN.size * _PITCH)):
            spacing.set(name("line"), pitch)
        if size <= CLOSEST_SIZE:
            _close(spacing)


def _close(spacing: Element) -> None:
    """Half the room between paragraphs; what parts titles and frames stays."""
    for side in ("before", "after"):
        room = int(spacing.get(name(side), "0"))
        if 0 < room <= _BETWEEN:
            spacing.set(name(side), str(room // 2))


def compose_with_arms(
    paper: WordDocument,
    look: Look,
    composer: BodyWriter,
    blocks: tuple[Block, ...],
    styles: Mapping[str, str],
    width: int,
) -> list[Element]:
    """The body of an act, the coat of arms beside its identity, or above it where it has none."""
    arms = look.arms
    if arms is None:
        return composer.compose(blocks)
    start, end = identity(blocks)
    wide, high = arms.within(ARMS_WIDTH, ARMS_HEIGHT)
    drawing = make("r", _drawing(paper, arms, wide, high))
    if start == end:
        head = [paragraph(styles["ActeIdentite"], [drawing], _free_line(), make("jc", val="center"))]
    else:
        image = paragraph(styles["ActeIdentite"], [drawing], _free_line())
        beside = round(wide * 56.7) + _BESIDE_ARMS
        lines = composer.compose(blocks[start:end], width=width - beside, in_cell=True)
        head = [_side_by_side(image, lines, beside, width, look.accent or "000000")]
    before = composer.compose(blocks[:start]) if start else []
    return [*before, *head, *composer.compose(blocks[end:])]


def _set_margins(paper: WordDocument, look: Look) -> None:
    section, margins = paper.sections[0], look.margins
    if margins.left is not None:
        section.left_margin = Mm(margins.left)
    if margins.right is not None:
        section.right_margin = Mm(margins.right)
    if margins.top is not None:
        section.top_margin = Mm(margins.top)
        section.header_distance = Twips(max(_twips(margins.top) - _RUNNING_DISTANCE, _LEAST_DISTANCE))
    if margins.bottom is not None:
        section.bottom_margin = Mm(margins.bottom)
        section.footer_distance = Twips(max(_twips(margins.bottom) - _RUNNING_DISTANCE, _LEAST_DISTANCE))
    width, left, right = section.page_width, section.left_margin, section.right_margin
    if (margins.left is None and margins.right is None) or width is None or left is None or right is None:
        return
    for style in paper.styles.element.findall(name("style")):
        label = style.find(name("name"))
        if label is not None and label.get(name("val")) in _RUNNING:
            for tab in style.iter(name("tab")):
                tab.set(name("pos"), str((width - left - right) // 635))


def _set_typeface(paper: WordDocument, face: str) -> None:
    for fonts in paper.styles.element.iter(name("rFonts")):
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(name(script), face)


def _colour(style: Element, ink: str) -> None:
    settings = style.find(name("rPr"))
    if settings is None:
        settings = make("rPr")
        style.append(settings)
    if settings.find(name("color")) is None:  # a commune that gave the style a colour of its own keeps it
        place = next((n for n, child in enumerate(settings) if local(child) in _AFTER_COLOUR), len(settings))
        settings.insert(place, make("color", val=ink.upper()))


def _free_line() -> Element:
    """The line of a picture is as high as the picture."""
    return make("spacing", before=0, after=0, line=240, lineRule="auto")


def _side_by_side(image: Element, lines: list[Element], beside: int, width: int, accent: str) -> Element:
    """The table, without any border but the rule below, that holds the arms and the identity."""
    none = {"val": "nil"}
    rule = {"val": "single", "sz": 8, "space": 0, "color": accent.upper()}
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = make("tblBorders", *(make(side, **(rule if side == "bottom" else none)) for side in sides))
    padding = make(
        "tblCellMar",
        make("top", w=0, type="dxa"),
        make("left", w=0, type="dxa"),
        make("bottom", w=170, type="dxa"),
        make("right", w=0, type="dxa"),
    )
    settings = make(
        "tblPr", make("tblW", w=width, type="dxa"), borders, make("tblLayout", type="fixed"), padding
    )
    widths = (beside, width - beside)
    cells = [
        make("tc", make("tcPr", make("tcW", w=wide, type="dxa"), make("vAlign", val="center")), *inside)
        for wide, inside in zip(widths, ([image], lines), strict=True)
    ]
    row = make("tr", make("trPr", make("cantSplit")), *cells)
    return make("tbl", settings, make("tblGrid", *(make("gridCol", w=wide) for wide in widths)), row)


def _drawing(paper: WordDocument, arms: Picture, wide: float, high: float) -> Element:
    """The picture in its line, with the words that stand for it."""
    key, _ = paper.part.get_or_add_image(BytesIO(arms.content))
    root = etree.fromstring(_INLINE.format(key=key, cx=round(wide * _EMU), cy=round(high * _EMU)))
    told = root.find(f".//{{{_WP}}}docPr")
    told.set("descr", arms.alt)  # what Word reads out
    told.set("title", arms.alt)  # what LibreOffice looks for
    return make("drawing", root)


def _twips(millimetres: float) -> int:
    return round(millimetres * 56.7)


_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_INLINE = (
    f'<wp:inline xmlns:wp="{_WP}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/>'
    '<wp:docPr id="9001" name="Blason"/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/>'
    "</wp:cNvGraphicFramePr><a:graphic><a:graphicData "
    'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
    '<pic:cNvPr id="0" name="Blason"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
    '<a:blip r:embed="{key}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
    "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>"
)
