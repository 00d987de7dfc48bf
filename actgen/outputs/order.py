"""What the makers of all formats are given."""

from __future__ import annotations

from datetime import date

from actgen.document.nodes import Document
from actgen.outputs.house.look import DEFAULT, Look
from actgen.records import dataclass


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
