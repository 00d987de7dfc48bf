"""The unit of work of acts: one act, all its files, wherever it is done.

What crosses to another process are frozen values of ours: the tree, the look, the day. One that makes files
imports the makers and nothing of sessions, law or checks.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from actgen.acts.outputs.formats import FORMATS
from actgen.acts.outputs.house.look import Order
from actgen.acts.tree.nodes import Table, walk
from actgen.base.errors import EnvironmentFault
from actgen.session.jobs import Task


class Made(Struct, frozen=True):
    """The files of one act by format.

    `faults`: why this machine can't make a format, a French sentence.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)


def task(name: str, order: Order) -> Task:
    """The making of an act as a task of `actgen.session.jobs`, for the function `make`."""
    return Task(name, weight(order), order)


def weight(order: Order) -> float:
    """How long an order takes beside others: about one a paragraph, or a row of a table, in PDF."""
    blocks = sum(len(block.body) if isinstance(block, Table) else 1 for block in walk(order.document.blocks))
    return blocks * sum(FORMATS[form].weight for form in order.forms)


def make(order: Order) -> Made:
    """The files of an order; a format that this machine can't make leaves the others.

    Equal orders give equal bytes in every process.
    """
    files: dict[str, bytes] = {}
    faults: dict[str, str] = {}
    for form in filter(order.forms.__contains__, FORMATS):  # the PDF first: the Word file is set as it was
        try:
            files[form] = FORMATS[form].make(order)
        except EnvironmentFault as fault:
            faults[form] = str(fault)
    return Made(files, faults)
