"""A file → its sheets, by what it is, never by how it is named alone."""

from __future__ import annotations

from actgen.diagnostics import Location
from actgen.sources import Source
from actgen.text.messages import say

from .codes import FICHIER
from .sheets import Found
from .texts import read_text

LIMIT = 2_000_000
"""Bytes of a table: the national list of all councils is refused, an extract of it is welcome."""

_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "un ancien classeur Excel (.xls), ou un classeur protégé par un mot de passe"),
    (b"%PDF-", "un document PDF"),
    (b"\x89PNG", "une image"),
    (b"\xff\xd8\xff", "une image"),
)


def read_sheets(source: Source) -> Found:
    """The sheets of a workbook, or the readings of a CSV by each of the separators in use."""
    content = source.content
    place = Location(source.path)
    other = next((what for sign, what in _OTHERS if content.startswith(sign)), "")
    if other:
        hint = say("Enregistrez le tableau sous le format « Classeur Excel (.xlsx) », sans mot de passe.")
        return Found(findings=[FICHIER.finding(say("Ce fichier est {what}.", what=other), place, hint=hint)])
    if not content.startswith(b"PK"):
        return read_text(source)
    from .workbooks import read_workbook  # 100 ms that a CSV needn't spend

    return read_workbook(source)
