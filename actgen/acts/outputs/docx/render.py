"""A tree to a Word file."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from functools import lru_cache

from docx.document import Document as WordDocument
from msgspec import Struct

from actgen.acts.outputs.docx.articles import number_articles
from actgen.acts.outputs.docx.blocks import BodyWriter, hold_decision
from actgen.acts.outputs.docx.characters import StyleEffects, name_formats, split_spans
from actgen.acts.outputs.docx.house import compose_with_arms, dress, tighten
from actgen.acts.outputs.docx.inline import dotted_line
from actgen.acts.outputs.docx.letterhead import (
    Marks,
    aside_of,
    bring_lists,
    bring_styles,
    filled,
    house_letterhead,
    line_width,
    marked,
    marks_of,
    place_body,
    set_language,
)
from actgen.acts.outputs.docx.lists import number_items
from actgen.acts.outputs.docx.package import pack
from actgen.acts.outputs.fit import PLAIN, Fit
from actgen.acts.outputs.house.look import DEFAULT, Look, Order
from actgen.acts.outputs.pdf import fit_of
from actgen.acts.outputs.running import header_values
from actgen.acts.tree.layout import with_contents
from actgen.acts.tree.nodes import Document
from actgen.acts.tree.setting import set_for_the_eye
from actgen.base.errors import EnvironmentFault


def render_docx(
    document: Document, letterhead: bytes | None = None, *, look: Look = DEFAULT, dated: date | None = None
) -> bytes:
    """The Word file of an act, equal for equal input.

    `letterhead` is the commune's own (already accepted by `check_letterhead`), else that of its look, else
    the one of the house. `dated` is the day of the act, for the file's properties; without it they bear
    1980-01-01, never the day when the file is made. Raises ValueError for a character that XML
    forbids (reading refuses them).
    """
    document, values = with_contents(document), header_values(document)
    used = letterhead or look.letterhead
    fit = PLAIN if used else _fit(document, look)
    parent = _parent(used or house_letterhead(), marks_of(values), document.language, look, fit.size)
    paper, styles = filled(parent.paper, values), parent.styles
    lists = bring_lists(paper, parent.aside)
    composer = BodyWriter(styles, lists, parent.width, dotted_line, parent.aside, fit)
    body = compose_with_arms(paper, look, composer, set_for_the_eye(document.blocks), styles, parent.width)
    if fit.whole:
        hold_decision(body, styles["ActeFormule"])
    name_formats(body, styles, parent.effects)
    number_items(body, styles, lists)
    number_articles(body, styles, lists)
    split_spans(body)
    place_body(paper, body)
    return pack(paper.part.package, document, dated)


def _fit(document: Document, look: Look) -> Fit:
    """As the PDF is set, so that both have the same pages; at the ordinary size where none can be made."""
    try:
        return fit_of(document, look)
    except EnvironmentFault:
        return PLAIN


class _Parent(Struct, frozen=True):
    """A letterhead as it is before an act is written on it, and what is read of it: its styles, its line."""

    paper: WordDocument
    styles: Mapping[str, str]
    width: int
    aside: int
    effects: StyleEffects


@lru_cache(maxsize=16)
def _parent(letterhead: bytes, marks: Marks, language: str, look: Look, size: float) -> _Parent:
    """One for all the acts that have the same tags: the forty deliberations of a group."""
    paper = deepcopy(marked(letterhead, marks))
    set_language(paper, language)
    styles = bring_styles(paper)
    if look != DEFAULT:
        dress(paper, look, styles)
    tighten(paper, size)
    aside = aside_of(paper, styles)
    bring_lists(paper, aside)
    return _Parent(paper, styles, line_width(paper), aside, StyleEffects(paper))


def make(order: Order) -> bytes:
    """The Word file of an order."""
    return render_docx(order.document, look=order.look, dated=order.dated)
