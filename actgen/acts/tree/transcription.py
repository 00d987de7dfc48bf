"""The tree of an act as readable text: what a kind says that its example must give, reviewed as a diff.

No-break spaces are shown as plain ones (the tests of typography watch them); what is told apart is what a
reader sees: headings, styles, lists, merged cells, blanks, places to fill.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from actgen.acts.tree.inline import (
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
from actgen.acts.tree.nodes import (
    Block,
    Document,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Part,
    Row,
    Signatures,
    Stamp,
    Style,
    Table,
)

_WIDTH = 100


def dump(document: Document) -> str:
    """The whole act: what runs in its head first, then each block, a blank line between two."""
    head = [
        f"titre : {document.title}",
        f"en-tête : {document.header}",
        f"sujet : {document.subject}",
        f"auteur : {document.author}",
        f"projet : {'oui' if document.projet else 'non'}",
    ]
    return _plain("\n".join((*head, "", *_lines(document.blocks)))).rstrip() + "\n"


def _plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ").replace("\u2011", "-")


def _lines(blocks: tuple[Block, ...], indent: str = "") -> Iterator[str]:
    for block in blocks:
        yield from (f"{indent}{line}".rstrip() for line in _block(block))
        yield ""


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(level=level, children=children):
            yield f"{'#' * level} {_inline(children)}"
        case Paragraph(children=children, style=style):
            mark = "" if style is Style.BODY else f"{{{style.value}}} "
            yield from textwrap.wrap(mark + _inline(children), _WIDTH, break_on_hyphens=False)
        case ListBlock(items=items, ordered=ordered, start=start):
            for rank, item in enumerate(items, start=start):
                mark = f"{rank}." if ordered else f"- {item.label}".rstrip()
                first, *rest = [line for line in _lines(item.blocks) if line]
                yield f"{mark} {first}"
                yield from (f"{' ' * (len(mark) + 1)}{line}" for line in rest)
        case Table(caption=caption, head=head, body=body):
            if caption:
                yield f"[tableau : {_inline(caption)}]"
            yield from (f"| {_row(row)}" for row in head)
            yield "|---"
            yield from (f"| {_row(row)}" for row in body)
        case Signatures(places=places):
            yield from (f"[signature : {place.quality} / {place.name}]" for place in places)
        case Stamp(label=label):
            yield f"[cadre : {label}]"
        case PageBreak():
            yield "[saut de page]"
        case Part():
            aside = "" if block.fingerprinted else ", hors empreinte"
            yield f"[partie : {block.name}{aside}]"
            yield ""
            yield from _lines(block.blocks)
            yield f"[fin de la partie : {block.name}]"


def _row(row: Row) -> str:
    return " | ".join(_cell(cell.blocks, cell.header, cell.colspan, cell.rowspan) for cell in row.cells)


def _cell(blocks: tuple[Block, ...], header: bool, colspan: int, rowspan: int) -> str:
    spans = (f"{colspan} colonnes" if colspan > 1 else "", f"{rowspan} lignes" if rowspan > 1 else "")
    mark = "".join(f"({span}) " for span in spans if span)
    words = " / ".join(" ".join(_block(block)) for block in blocks)
    return f"{'@' if header else ''}{mark}{words.replace('{cellule} ', '')}"


def _inline(nodes: tuple[Inline, ...]) -> str:
    return "".join(_piece(node) for node in nodes)


def _piece(node: Inline) -> str:
    match node:
        case Text(text=text):
            return text
        case Strong(children=children):
            return f"**{_inline(children)}**"
        case Emphasis(children=children):
            return f"*{_inline(children)}*"
        case Marked(children=children, mark=mark):
            return f"<{mark}>{_inline(children)}</{mark}>"
        case Link(children=children, target=target):
            return f"{_inline(children)} <{target}>"
        case Foreign(children=children, language=language):
            return f"[{_inline(children)}]{{lang={language}}}"
        case LineBreak():
            return " // "
        case Lacune(key=key, label=label):
            return f"[à compléter : {label} <{key}>]"
        case Place(label=label):
            return f"[à remplir : {label}]"
