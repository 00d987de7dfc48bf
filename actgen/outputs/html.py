"""The tree as HTML, for a reader's screen and for the PDF engine.

Both come from one function a node, so that the page and the PDF carry the same words and the same
structure. Every text is escaped here; no mark-up can come from a value. The page is self-contained:
its sheet is inside, it asks for nothing from the network, and its policy forbids that anything does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import escape
from itertools import zip_longest

from actgen.document.inline import (
    Emphasis,
    Foreign,
    Inline,
    Lacune,
    LineBreak,
    Link,
    Marked,
    Place,
    Strong,
    Text,
)
from actgen.document.nodes import (
    Align,
    Block,
    Cell,
    Document,
    Heading,
    ListBlock,
    ListItem,
    PageBreak,
    Paragraph,
    Part,
    Row,
    SignaturePlace,
    Signatures,
    Stamp,
    Style,
    Table,
)
from actgen.document.titles import with_title
from actgen.document.words import visible_lacune, visible_place
from actgen.outputs.house.look import DEFAULT, Look
from actgen.outputs.house.markup import dressed, paper_of
from actgen.outputs.house.paper import Paper
from actgen.outputs.house.styles import print_style
from actgen.outputs.order import Order
from actgen.outputs.page import (
    as_the_face_has_it,
    head,
    printed_address,
    screen_head,
    summary,
    table_name,
    unbroken,
)
from actgen.outputs.signing import crowded, signature_rows, with_notes

_ALIGNED = {Align.START: "", Align.CENTER: "centre", Align.END: "fin"}
_PLAIN = (Style.BODY, Style.CELL)
_DEEPEST = 6
_NO_SIGNATURE = '<div class="signature"></div>'  # so that the last row keeps the columns of the others
_LONGEST_BESIDE = 6  # signs of the label of an item
_KEPT_WHOLE = 6  # signature places; more could not be kept on one page


def render_html(document: Document, look: Look = DEFAULT) -> bytes:
    """The act as one accessible page, in UTF-8, that needs no other file."""
    paper = paper_of(document, look)
    body = dressed(document, look, paper, _blocks, printed=False)
    banner = f'<header class="courant"><p>{escape(document.header)}</p></header>' if document.header else ""
    shown = f'{banner}{summary(document)}<main id="acte" tabindex="-1">{body}</main>'
    return (
        head(document, screen_head(document, look, on_paper=paper is not None))
        + '<body><a class="evitement" href="#acte">Aller au texte de l’acte</a>'
        + f"{unbroken(shown)}</body></html>\n"
    ).encode()


def make(order: Order) -> bytes:
    """The page of an order."""
    return render_html(order.document, order.look)


def print_markup(
    document: Document, style: str = "", *, look: Look = DEFAULT, paper: Paper | None = None
) -> str:
    """The act as the PDF engine reads it; running texts are attributes of the body.

    `style` is what this document adds to the sheet of all acts, which the engine holds, and to its look;
    `paper` is the letterhead of that look, filled (`paper_of`).
    """
    style = print_style(look, paper) + style
    document = replace(document, blocks=with_title(document.blocks))
    blocks = dressed(document, look, paper, _blocks, printed=True)
    mention = "PROJET" if document.projet else ""
    body = (
        f"<body{_attribute('data-courant', document.header)}{_attribute('data-titre', document.title)}"
        f"{_attribute('data-mention', mention)}>{blocks}</body></html>"
    )
    own = f"<style>{style}</style>" if style else ""
    return head(document, own) + as_the_face_has_it(body)


# Inline nodes


def _inlines(nodes: Iterable[Inline]) -> str:
    return "".join(map(_inline, nodes))


def _inline(node: Inline) -> str:
    match node:
        case Text(text=text):
            return escape(text, quote=False)
        case Strong(children=children):
            return f"<strong>{_inlines(children)}</strong>"
        case Emphasis(children=children):
            return f"<em>{_inlines(children)}</em>"
        case Marked(children=children, mark=mark):
            return f"<{mark}>{_inlines(children)}</{mark}>"
        case Link(children=children, target=target):
            address = _attribute("data-adresse", printed_address(node))
            return f'<a href="{escape(target)}"{address}>{_inlines(children)}</a>'
        case Foreign(children=children, language=language):
            return f'<span lang="{escape(language)}">{_inlines(children)}</span>'
        case LineBreak():
            return "<br>"
        case Lacune():
            return f'<span class="lacune">{escape(visible_lacune(node), quote=False)}</span>'
        case Place(label=label):
            named = _attribute("aria-label", label)
            return f'<span class="place" role="img"{named}>{visible_place(node)}</span>'


# Block nodes


def _blocks(blocks: tuple[Block, ...]) -> str:
    return "".join(_grouped(_without_idle_breaks(blocks)))


def _grouped(blocks: list[Block]) -> Iterator[str]:
    """The blocks, the notes that follow a stamp beside it."""
    for block, notes in with_notes(blocks):
        beside = "".join(map(_block, notes))
        yield f'<div class="bas">{_block(block)}<div>{beside}</div></div>' if notes else _block(block)


def _without_idle_breaks(blocks: tuple[Block, ...]) -> list[Block]:
    """The blocks less the page breaks that would leave an empty page: first, last, doubled, before a part."""
    kept: list[Block] = []
    for block, following in zip_longest(blocks, blocks[1:]):
        idle = not kept or following is None or _begins_page(following)
        if not (isinstance(block, PageBreak) and idle):
            kept.append(block)
    return kept


def _begins_page(block: Block) -> bool:
    return isinstance(block, PageBreak) or (isinstance(block, Part) and block.begins_page)


def _block(block: Block) -> str:
    match block:
        case Heading():
            return _heading(block)
        case Paragraph():
            return _paragraph(block)
        case ListBlock():
            return _list(block)
        case Table():
            return _table(block)
        case Signatures(places=places):
            return _signatures(places)
        case Stamp(label=label):
            return f'<div class="cachet"><p>{escape(label, quote=False)}</p></div>'
        case PageBreak():
            return '<div class="saut"></div>'
        case Part(name=name, blocks=inner, begins_page=begins_page):
            css = "partie" if begins_page else "encart"
            return f'<section class="{css}"{_attribute("aria-label", name)}>{_blocks(inner)}</section>'


def _heading(heading: Heading) -> str:
    tag = f"h{min(max(heading.level, 1), _DEEPEST)}"
    attributes = _attribute("id", heading.anchor) + _attribute("class", _ALIGNED[heading.align])
    return f"<{tag}{attributes}>{_inlines(heading.children)}</{tag}>"


def _paragraph(paragraph: Paragraph) -> str:
    text = _inlines(paragraph.children)
    if paragraph.style is Style.BANNER:
        return f'<div class="projet" role="note"><p>{text}</p></div>'
    names = [] if paragraph.style in _PLAIN else [paragraph.style.value]
    names += ["lie"] if paragraph.keep_with_next else []
    names += [_ALIGNED[paragraph.align]] if paragraph.align is not Align.START else []
    return f"<p{_attribute('class', ' '.join(names))}>{text}</p>"


def _list(block: ListBlock) -> str:
    items = "".join(map(_item, block.items))
    if not block.ordered:
        return f"<ul>{items}</ul>"
    # The PDF engine reads the counter, readers of the page read the attribute.
    start = (
        ""
        if block.start == 1
        else f' start="{block.start}" style="counter-reset:list-item {block.start - 1}"'
    )
    return f"<ol{start}>{items}</ol>"


def _item(item: ListItem) -> str:
    text, label = _tight(item.blocks), escape(item.label, quote=False)
    if (
        len(item.label) > _LONGEST_BESIDE
    ):  # « Article 1 – » begins the text: beside it, it would be drawn over
        tag, end, rest = text.partition(">") if text.startswith(("<p>", "<p ")) else ("", "", text)
        return f'<li class="libelle etendu">{tag}{end}<span class="numero">{label}</span> {rest}</li>'
    if label:
        return f'<li class="libelle"><span class="numero">{label} </span>{text}</li>'
    return f"<li>{text}</li>"


def _tight(blocks: tuple[Block, ...]) -> str:
    """Blocks of an item or a cell, the first plain paragraph without an element of its own."""
    match blocks:
        case (Paragraph(children=children, style=style, align=Align.START), *rest) if (
            style in _PLAIN and not any(isinstance(other, Paragraph) for other in rest)
        ):
            return _inlines(children) + _blocks(tuple(rest))
    return _blocks(blocks)


def _table(table: Table) -> str:
    caption = f"<caption>{_inlines(table.caption)}</caption>" if table.caption else ""
    label = _attribute("aria-label", table_name(table))
    frame = "cadre entier" if table.whole else "cadre"
    kind = _attribute("class", " ".join(["regle"] * bool(table.widths) + ["noms"] * table.bare))
    head_rows = f"<thead>{_rows(table.head, 'col')}</thead>" if table.head else ""
    columns = _columns(table.widths)
    return (
        f'<div class="{frame}" role="group" tabindex="0"{label}><table{kind}>{caption}{columns}'
        f"{head_rows}<tbody>{_rows(table.body, 'row')}</tbody></table></div>"
    )


def _columns(widths: tuple[int, ...]) -> str:
    if not widths:
        return ""
    shares = "".join(f'<col style="width:{100 * width / sum(widths):.4g}%">' for width in widths)
    return f"<colgroup>{shares}</colgroup>"


def _rows(rows: tuple[Row, ...], scope: str) -> str:
    """Rows of cells; a head alone in its row is that of the columns below it."""
    scopes = ("col" if len(row.cells) == 1 else scope for row in rows)
    return "".join(
        f"<tr>{''.join(_cell(cell, scope) for cell in row.cells)}</tr>"
        for row, scope in zip(rows, scopes, strict=True)
    )


def _cell(cell: Cell, scope: str) -> str:
    tag = "th" if cell.header else "td"
    attributes = (
        (f' scope="{scope}"' if cell.header else "")
        + (f' colspan="{cell.colspan}"' if cell.colspan > 1 else "")
        + (f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else "")
        + _attribute("class", _ALIGNED[cell.align])
    )
    return f"<{tag}{attributes}>{_tight(cell.blocks)}</{tag}>"


def _signatures(places: tuple[SignaturePlace, ...]) -> str:
    filled = signature_rows(places)
    rows = ["".join(map(_signature, row)) + _NO_SIGNATURE * (len(filled[0]) - len(row)) for row in filled]
    kind = "signatures entier" if len(places) <= _KEPT_WHOLE else "signatures"
    if crowded(places):
        kind = "signatures nombreuses"
    return f'<div class="{kind}">{"".join(f"<div class=rang>{row}</div>" for row in rows)}</div>'


def _signature(place: SignaturePlace) -> str:
    quality = f'<p class="qualite">{escape(place.quality, quote=False)}</p>'
    name = f'<p class="nom">{escape(place.name, quote=False)}</p>' if place.name else ""
    field = _attribute("id", f"signature-{place.field}" if place.field else "")
    return f'<div class="signature"{field}>{quality}{name}</div>'


def _attribute(name: str, value: str) -> str:
    return f' {name}="{escape(value)}"' if value else ""
