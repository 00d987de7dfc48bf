"""A tree to a Word file."""

from __future__ import annotations

from datetime import date

from actgen.document.layout import with_contents
from actgen.document.nodes import Document
from actgen.document.setting import set_for_the_eye
from actgen.outputs.docx.articles import number_articles
from actgen.outputs.docx.blocks import BodyWriter
from actgen.outputs.docx.characters import name_formats, split_spans
from actgen.outputs.docx.house import compose_with_arms, dress
from actgen.outputs.docx.inline import dotted_line
from actgen.outputs.docx.letterhead import (
    aside_of,
    bring_lists,
    bring_styles,
    fill,
    house_letterhead,
    line_width,
    place_body,
    set_language,
)
from actgen.outputs.docx.lists import number_items
from actgen.outputs.docx.package import pack
from actgen.outputs.house.look import DEFAULT, Look, Order
from actgen.outputs.running import header_values


def render_docx(
    document: Document,
    letterhead: bytes | None = None,
    *,
    look: Look = DEFAULT,
    dated: date | None = None,
) -> bytes:
    """The Word file of an act, equal for equal input.

    `letterhead` is the commune's own (already accepted by `check_letterhead`), else that of its look, else
    the one of the house. `dated` is the day of the act, for the file's properties; without it they bear
    1980-01-01, never the day when the file is made. Raises ValueError for a character that XML
    forbids (reading refuses them).
    """
    document = with_contents(document)
    paper = fill(letterhead or look.letterhead or house_letterhead(), header_values(document))
    set_language(paper, document.language)
    styles = bring_styles(paper)
    if look != DEFAULT:
        dress(paper, look, styles)
    width = line_width(paper)
    aside = aside_of(paper, styles)
    lists = bring_lists(paper, aside)
    composer = BodyWriter(styles, lists, width, dotted_line, aside)
    body = compose_with_arms(paper, look, composer, set_for_the_eye(document.blocks), styles, width)
    name_formats(paper, body, styles)
    number_items(body, styles, lists)
    number_articles(body, styles, lists)
    split_spans(body)
    place_body(paper, body)
    return pack(paper.part.package, document, dated)


def make(order: Order) -> bytes:
    """The Word file of an order."""
    return render_docx(order.document, look=order.look, dated=order.dated)
