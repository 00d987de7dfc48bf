"""The unit of work of acts: one act, all its files, wherever it is done.

What crosses to another process are frozen values of ours: the tree, the look, the day. One that makes files
imports the makers and nothing of sessions, law or checks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from actgen.document.nodes import Document, Table, walk
from actgen.errors import EnvironmentFault
from actgen.jobs import Task
from actgen.rendering.house.look import DEFAULT, Look

FORMS = ("docx", "html", "pdf")
_WEIGHTS = {"pdf": 1.0, "docx": 0.3, "html": 0.03}  # of a format, for the same tree


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made: the formats of one act, in its look; `dated` is the day of the act.

    `est_acte` is False for a page of the office alone, whose PDF carries nothing for programs. `prives` are
    the words declared private, which a PDF prints and doesn't carry.
    """

    document: Document
    forms: tuple[str, ...]
    look: Look = DEFAULT
    dated: date | None = None
    est_acte: bool = True
    prives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """The files of one act by format.

    `faults`: why this machine can't make a format, a French sentence.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)


def task(name: str, order: Order) -> Task:
    """The making of an act as a task of `actgen.jobs`, for the function `make`."""
    return Task(name, weight(order), order)


def weight(order: Order) -> float:
    """How long an order takes beside others: about one a paragraph, or a row of a table, in PDF."""
    blocks = sum(len(block.body) if isinstance(block, Table) else 1 for block in walk(order.document.blocks))
    return blocks * sum(_WEIGHTS[form] for form in order.forms)


def make(order: Order) -> Made:
    """The files of an order; a format that this machine can't make leaves the others.

    Equal orders give equal bytes in every process.
    """
    files: dict[str, bytes] = {}
    faults: dict[str, str] = {}
    for form in FORMS:
        if form in order.forms:
            try:
                files[form] = made_form(form, order)
            except EnvironmentFault as fault:
                faults[form] = str(fault)
    return Made(files, faults)


def made_form(form: str, order: Order) -> bytes:
    """One file of an act. Raises EnvironmentFault for what this machine can't make."""
    document, look, dated = order.document, order.look, order.dated
    match form:
        case "docx":
            from actgen.rendering.docx.render import render_docx  # 80 ms that other formats need not wait for

            return render_docx(document, look=look, dated=dated)
        case "html":
            from actgen.rendering.html import render_html

            return render_html(document, look)
        case "pdf":
            from actgen.rendering.pdf import render_pdf

            return render_pdf(document, look, dated, carried=order.est_acte, prives=order.prives)
    raise ValueError(f"no such format: {form!r}")
