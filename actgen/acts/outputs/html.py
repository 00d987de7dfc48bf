"""The tree as HTML, for a reader's screen and for the PDF engine.

Both come from one function a node, so that the page and the PDF carry the same words and the same
structure. Every text is escaped here; no mark-up can come from a value. The page is self-contained:
its sheet is inside, it asks for nothing from the network, and its policy forbids that anything does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from itertools import chain, islice, repeat, zip_longest

from actgen.acts.outputs.continued import CONTINUED
from actgen.acts.outputs.house.look import DEFAULT, Look, Order
from actgen.acts.outputs.house.markup import dressed, paper_of, print_style, screen_style
from actgen.acts.outputs.house.paper import Paper
from actgen.acts.tree.inline import (
    Emphasis,
    Foreign,
    Inline,
    Lacune,
    LineBreak,
    Link,
    Mark,
    Marked,
    Origin,
    Place,
    Strong,
    Text,
)
from actgen.acts.tree.layout import (
    crowded,
    labelled,
    signature_rows,
    spreads,
    stays_whole,
    with_company,
    with_title,
    with_whole_cells,
)
from actgen.acts.tree.nodes import (
    Align,
    Block,
    Cell,
    Contents,
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
    inlines,
    walk,
)
from actgen.acts.tree.setting import ends_ordinal, set_for_the_eye
from actgen.acts.tree.words import inline_text, paragraphs, visible_lacune, visible_place
from actgen.base.records import replace
from actgen.base.text.characters import signs
from actgen.base.text.typography import NAME_WITH_HYPHEN
from actgen.base.version import __version__
from actgen.reading.sources import shipped

_ALIGNED = {Align.START: "", Align.CENTER: "centre", Align.END: "fin"}
_PLAIN = (Style.BODY, Style.CELL)
_DEEPEST = 6
_NO_SIGNATURE = '<div class="signature"></div>'  # so that the last row keeps the columns of the others
_LONGEST_BESIDE = 6  # signs of the label of an item
_KEPT_WHOLE = 6  # signature places; more could not be kept on one page


def render_html(document: Document, look: Look = DEFAULT) -> bytes:
    """The act as one accessible page, in UTF-8, that needs no other file."""
    paper = paper_of(document, look)
    document = replace(document, blocks=set_for_the_eye(document.blocks))
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
    document = replace(document, blocks=with_whole_cells(set_for_the_eye(with_title(document.blocks))))
    blocks = dressed(document, look, paper, _blocks, printed=True)
    mention = "PROJET" if document.projet else ""
    body = (
        f"<body{_attribute('data-courant', document.header)}{_attribute('data-titre', document.title)}"
        f"{_attribute('data-mention', mention)}>{blocks}</body></html>"
    )
    own = f"<style>{style}</style>" if style else ""
    return head(document, own) + as_the_face_has_it(_CAPTIONED.sub(_with_running_caption, body))


# A table that a page may cut, its caption, its columns, the first row of its head.
_CAPTIONED = re.compile(
    r'(<div class="cadre(?! entier)[^>]*><table[^>]*>)<caption>(.*?)</caption>'
    r"(<colgroup>.*?</colgroup>)?<thead><tr>(.*?)</tr>",
    re.DOTALL,
)
_HEAD_CELL = re.compile(r'<t[hd](?=[ >])(?:[^>]*? colspan="(\d+)")?')
_TOTAL = re.compile(r"Total\b")


def _with_running_caption(found: re.Match[str]) -> str:
    """A caption as a row of the head, which each page repeats, « (suite) » from the second on (`started`)."""
    table, caption, columns, row = found.groups()
    wide = sum(int(span or 1) for span in _HEAD_CELL.findall(row))
    told = f'{caption}<span class="{CONTINUED}"> (suite)</span>'
    title = f'<tr class="titre"><th scope="col" colspan="{wide}">{told}</th></tr>'
    return f"{table}{columns or ''}<thead>{title}<tr>{row}</tr>"


# Inline nodes


def _inlines(nodes: Iterable[Inline]) -> str:
    return "".join(map(_inline, nodes))


def _inline(node: Inline) -> str:
    match node:
        case Text(text=text, origins=origins):
            return _marked(text, origins) if origins else escape(text, quote=False)
        case Strong(children=children):
            return f"<strong>{_inlines(children)}</strong>"
        case Emphasis(children=children):
            return f"<em>{_inlines(children)}</em>"
        case Marked(children=children, mark=mark):
            drawn = ' class="superieur"' if mark is Mark.RAISED and ends_ordinal(children) else ""
            return f"<{mark}{drawn}>{_inlines(children)}</{mark}>"
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


def _marked(text: str, origins: tuple[Origin, ...]) -> str:
    """A text whose values bear the rank of the place where they were written: those of a preview alone."""
    page, done = "", 0
    for begin, end, rank in origins:
        if isinstance(rank, int):
            value = _of_place(text[begin:end], rank)
            page, done = page + escape(text[done:begin], quote=False) + value, end
    return page + escape(text[done:], quote=False)


def _of_place(value: str, rank: int) -> str:
    return f'<span data-lieu="{rank}">{escape(value, quote=False)}</span>'


# Block nodes


def _blocks(blocks: tuple[Block, ...]) -> str:
    return "".join(_grouped(_without_idle_breaks(blocks)))


def _grouped(blocks: list[Block]) -> Iterator[str]:
    """The blocks, each with what stands beside it."""
    for block, company in with_company(blocks):
        match block, company:
            case Signatures(places=places), (Stamp() as stamp,):
                yield _signatures(places, _block(stamp))
            case Stamp(), (_, *_):
                beside = "".join(map(_block, company))
                yield f'<div class="bas">{_block(block)}<div>{beside}</div></div>'
            case _:
                yield _block(block)


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
            return _signatures(places) if places else ""
        case Stamp(label=label):
            return f'<div class="cachet"><p>{escape(label, quote=False)}</p></div>'
        case PageBreak():
            return '<div class="saut"></div>'
        case Contents(headings=headings):
            return f'<nav class="sommaire">{"".join(map(_entry, headings))}</nav>'
        case Part(name=name, blocks=inner, begins_page=begins_page):
            css = "partie" if begins_page else "encart"
            return f'<section class="{css}"{_attribute("aria-label", name)}>{_blocks(inner)}</section>'


def _heading(heading: Heading) -> str:
    tag = f"h{min(max(heading.level, 1), _DEEPEST)}"
    attributes = _attribute("id", heading.anchor) + _attribute("class", _ALIGNED[heading.align])
    return f"<{tag}{attributes}>{_inlines(heading.children)}</{tag}>"


def _entry(heading: Heading) -> str:
    """A line of the contents; the sheet adds the page."""
    words, place = escape(inline_text(heading.children), quote=False), f"#{escape(heading.anchor)}"
    return f'<p data-lieu="{place}"><a href="{place}">{words}</a></p>'


def _paragraph(paragraph: Paragraph) -> str:
    label, rest = labelled(paragraph)
    head = f'<strong class="etiquette">{_inlines(label)}</strong>' if label else ""
    text = head + _inlines(rest)
    if paragraph.style is Style.BANNER:
        return f'<div class="projet" role="note"><p>{text}</p></div>'
    names = [] if paragraph.style in _PLAIN else [paragraph.style.value]
    names += ["avec-etiquette"] if label else []
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
    frame = " ".join(
        ["cadre"]
        + ["entier"] * stays_whole(table)
        + ["large"] * spreads(table)
        + ["fiches"] * bool(_titles(table))
    )
    kind = _attribute("class", " ".join(["regle"] * bool(table.widths) + ["noms"] * table.bare))
    head_rows = f"<thead>{_rows(table.head, 'col')}</thead>" if table.head else ""
    columns = _columns(table.widths)
    titles = _titles(table)
    return (
        f'<div class="{frame}" role="group" tabindex="0"{label}><table{kind}>{caption}{columns}'
        f"{head_rows}<tbody>{_rows(table.body, 'row', titles)}</tbody></table></div>"
    )


def _titles(table: Table) -> tuple[str, ...]:
    """The head of each column of a wide table, told in its cells too: on a phone each row is a card.

    None where a cell spans others: what heads it is then no one column's.
    """
    rows = (*table.head, *table.body)
    if len(table.head) != 1 or not spreads(table) or table.bare:
        return ()
    if any(cell.colspan > 1 or cell.rowspan > 1 for row in rows for cell in row.cells):
        return ()
    return tuple(map(_words, table.head[0].cells))


def _words(cell: Cell) -> str:
    return " ".join(inline_text(inlines(block)) for block in walk(cell.blocks))


def _columns(widths: tuple[int, ...]) -> str:
    if not widths:
        return ""
    shares = "".join(f'<col style="width:{100 * width / sum(widths):.4g}%">' for width in widths)
    return f"<colgroup>{shares}</colgroup>"


def _rows(rows: tuple[Row, ...], scope: str, titles: tuple[str, ...] = ()) -> str:
    """Rows of cells; a head alone in its row is that of the columns below it."""
    scopes = ("col" if len(row.cells) == 1 else scope for row in rows)
    return "".join(
        f"<tr>{''.join(map(_cell, row.cells, repeat(scope), chain(titles, repeat(''))))}</tr>"
        for row, scope in zip(rows, scopes, strict=True)
    )


def _cell(cell: Cell, scope: str, title: str) -> str:
    tag = "th" if cell.header else "td"
    if title and _TOTAL.match(_words(cell)):  # it heads its row: « Élu : Total » would name a member
        title = ""
    attributes = (
        (f' scope="{scope}"' if cell.header else "")
        + (f' colspan="{cell.colspan}"' if cell.colspan > 1 else "")
        + (f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else "")
        + _attribute("class", _ALIGNED[cell.align])
        + _attribute("data-titre", title)
    )
    return f"<{tag}{attributes}>{_tight(cell.blocks)}</{tag}>"


def _signatures(places: tuple[SignaturePlace, ...], stamp: str = "") -> str:
    """The places row by row; `stamp` is the frame beside the only row."""
    filled = signature_rows(places)
    rows = ["".join(map(_signature, row)) + _NO_SIGNATURE * (len(filled[0]) - len(row)) for row in filled]
    rows[-1] += stamp
    kind = "signatures entier" if len(places) <= _KEPT_WHOLE else "signatures"
    if crowded(places):
        kind = "signatures nombreuses"
    shown = "".join(f'<div class="rang">{row}</div>' for row in rows)
    return f'<div class="{kind}">{shown}</div>'


def _signature(place: SignaturePlace) -> str:
    quality = f'<p class="qualite">{escape(place.quality, quote=False)}</p>'
    written = escape(place.name, quote=False) if place.origin is None else _of_place(place.name, place.origin)
    name = f'<p class="nom">{written}</p>' if place.name else ""
    field = _attribute("id", f"signature-{place.field}" if place.field else "")
    return f'<div class="signature"{field}>{quality}{name}</div>'


def _attribute(name: str, value: str) -> str:
    return f' {name}="{escape(value)}"' if value else ""


_BETWEEN_DIGITS = re.compile("(?<=[0-9])\u202f(?=[0-9])")
# Bounded, and begun at the head of a label alone: a text of dots and hyphens costs no more than another.
_LABEL = "[a-z0-9-]{1,63}"
_LETTER = r"[^\W\d_]-(?=\w)"  # « e-services »
_WHOLE_OR_TAG = re.compile(
    rf"<[^>]*>|(?<![\w-])(?:{_LABEL}(?:\.{_LABEL}){{0,8}}\.[a-z]{{2,63}}\b|{_LETTER})|{NAME_WITH_HYPHEN}"
)
# Unbreakable, by word joiners: U+202F would be 1/8 em, too tight to read an amount; U+00A0 would stretch.
_GROUP_SPACE = "\u2060\u2008\u2060"
_JOINED_HYPHEN = "\u2060-\u2060"  # U+2011, which the face lacks


def as_the_face_has_it(markup: str) -> str:
    """The same page, with the characters that print best."""
    spaced = _BETWEEN_DIGITS.sub(_GROUP_SPACE, markup)
    spaced = _WHOLE_OR_TAG.sub(_unbroken, spaced)
    return _signs_apart(spaced.replace("\u2011", _JOINED_HYPHEN).replace("\u2010", "-"))


def _unbroken(found: re.Match[str]) -> str:
    """No name, of a person or a site, is cut at its hyphens, nor a word after its first letter; tags stay."""
    return found[0] if found[0].startswith("<") else found[0].replace("-", "\u2011")


def _signs_apart(markup: str) -> str:
    """Boxes, arrows and stars in one face and one size, be some of them in the face of the text or not."""
    if signs().isdisjoint(markup):
        return markup
    return _tag_or_signs().sub(
        lambda found: found[0] if found[0].startswith("<") else f'<span class="signe">{found[0]}</span>',
        markup,
    )


@cache
def _tag_or_signs() -> re.Pattern[str]:
    return re.compile(f"<[^>]*>|[{re.escape(''.join(sorted(signs())))}]+")


_HEADS_TOLD = 4
# A tag, which stays as it is; a number with hyphens (« 2113-6 »); a letter and its word (« e-services »);
# a name. Bounded: it may begin after each dot, and a text of dots costs no more than another of its length.
_NUMBER = r"\d{1,20}(?:\.\d{1,20}){0,8}(?:-\d{1,20}){1,8}\b"
_TAG_OR_WHOLE = re.compile(rf"<[^>]*>|(?<![\w-])(?:{_NUMBER}|[^\W\d_]-\w{{1,15}}\b)|{NAME_WITH_HYPHEN}")
_SCHEME = re.compile(r"^(?:https?://|mailto:)")


def unbroken(markup: str) -> str:
    """The same page, whose browser cuts no number nor name at its hyphens.

    A class rather than U+2011 or U+2060: they can be searched and copied as they were typed.
    """
    return _TAG_OR_WHOLE.sub(_held, markup)


def _held(found: re.Match[str]) -> str:
    return found[0] if found[0].startswith("<") else f'<span class="tenu">{found[0]}</span>'


def table_name(table: Table) -> str:
    """What the frame of a table is called: its caption, or the first of its heads."""
    if caption := inline_text(table.caption):
        return caption
    heads = list(islice(_heads(table.head or table.body), _HEADS_TOLD + 1))
    told = ", ".join(heads[:_HEADS_TOLD]) + "…" * (len(heads) > _HEADS_TOLD)
    return f"Tableau\u00a0: {told}" if told else "Tableau"


def _heads(rows: Iterable[Row]) -> Iterable[str]:
    for row in rows:
        for cell in row.cells:
            if cell.header and (told := " ".join(paragraphs(cell.blocks))):
                yield told


def printed_address(link: Link) -> str:
    """The address that paper must bear beside the words of a link; empty where they are the address."""
    address = _SCHEME.sub("", link.target)
    return "" if address.rstrip("/") == inline_text(link.children).strip().rstrip("/") else address


_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_WORTH_A_SUMMARY = 6  # headings; a shorter act is read faster than its table of contents


def head(document: Document, more: str) -> str:
    """The head of an act, with what this output adds to it."""
    return (
        f'<!DOCTYPE html><html lang="{escape(document.language)}"><head><meta charset="utf-8">'
        f"<title>{escape(document.title)}</title>{_meta('author', document.author)}"
        f"{_meta('description', document.subject)}{_meta('generator', f'actgen {__version__}')}{more}</head>"
    )


def _meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{escape(content)}">' if content else ""


def screen_head(document: Document, look: Look = DEFAULT, *, on_paper: bool = False) -> str:
    """What a reader's screen needs: its width, a policy that fetches nothing, and the sheets.

    The sheet of every page comes first, then what only some need: the bytes of the others stay as they are.
    """
    in_columns = any(isinstance(block, Table) and block.bare for block in walk(document.blocks))
    policy = f"{_POLICY}; img-src data:" if look.arms or on_paper else _POLICY
    own = screen_style(look, on_paper=on_paper)
    return (
        _meta("viewport", "width=device-width, initial-scale=1")
        + f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        + _screen_sheet("page.css")
        + (_screen_sheet("page-noms.css") if in_columns else "")
        + (f"<style>{own}</style>" if own else "")
    )


@cache
def _screen_sheet(name: str) -> str:
    return f"<style>{shipped('templates', 'socle', name).read_text(encoding='utf-8')}</style>"


def summary(document: Document) -> str:
    """Links to the headings of a long act; shut until it is asked for."""
    headings = [
        block
        for block in walk(document.blocks)
        if isinstance(block, Heading) and block.anchor and block.level > 1
    ]
    if len(headings) < _WORTH_A_SUMMARY:
        return ""
    lines = "".join(
        f'<li class="n{heading.level}"><a href="#{escape(heading.anchor)}">'
        f"{escape(inline_text(heading.children))}</a></li>"
        for heading in headings
    )
    return f'<nav aria-label="Sommaire"><details><summary>Sommaire</summary><ul>{lines}</ul></details></nav>'
