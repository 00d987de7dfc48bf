"""The tree as a PDF to print, sign, keep and hear read: PDF/A-3a and PDF/UA-1, the same bytes everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from actgen.document.nodes import Document
from actgen.outputs.engine import Carried, engine
from actgen.outputs.finishers import finishers
from actgen.outputs.house.heights import measured
from actgen.outputs.house.look import DEFAULT, Look
from actgen.outputs.house.markup import paper_of, resources
from actgen.outputs.html import print_markup
from actgen.outputs.order import Order
from actgen.outputs.pdf_fields import signature_fields, with_places
from actgen.outputs.pdf_source import DESCRIPTION, NAME, RELATIONSHIP, carries_source, day_of
from actgen.text.printable import missing_characters

_LATER = b""  # what is carried is written once all is drawn


def render_pdf(
    document: Document,
    look: Look = DEFAULT,
    dated: date | None = None,
    *,
    carried: bool = True,
    prives: Sequence[str] = (),
) -> bytes:
    """The act as a PDF/A-3a and PDF/UA-1 file, the same bytes for the same tree, look, day and versions.

    It carries what it states, as YAML, unless it is no act; `dated` is the day of the act; `prives` are words
    that it prints and doesn't carry.

    Raises EnvironmentFault when the machine lacks Pango or the face, and ValueError for a character
    that the face lacks: checks find these first, at their line (`missing_characters`).
    """
    paper = paper_of(document, look)
    if paper is not None:
        paper = measured(paper, look)
    markup = with_places(print_markup(document, look=look, paper=paper), document)
    if missing := missing_characters(markup):
        raise ValueError(f"characters that no face of the act has: {sorted(map(ascii, missing))}")
    finished = (*finishers(*look.families), signature_fields(document))
    if not carried:
        return engine().pdf(markup, finished, resources(look, paper))
    source = Carried(NAME, _LATER, DESCRIPTION, RELATIONSHIP, day_of(dated))
    finished = (*finished, carries_source(document, dated, paper, prives))
    return engine().pdf(markup, finished, resources(look, paper), [source])


def make(order: Order) -> bytes:
    """The PDF of an order."""
    return render_pdf(order.document, order.look, order.dated, carried=order.est_acte, prives=order.prives)
