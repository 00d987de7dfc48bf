"""Tables for a French spreadsheet: `;` between cells, UTF-8 with its mark, nothing that acts as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

_FORMULE = ("=", "+", "-", "@", "\t", "\r")


def en_csv(lignes: Iterable[Iterable[str]]) -> bytes:
    """The rows as a CSV file that Excel opens with a double click."""
    sortie = io.StringIO(newline="")
    ecrit = csv.writer(sortie, delimiter=";", lineterminator="\r\n")
    ecrit.writerows([sans_formule(cellule) for cellule in ligne] for ligne in lignes)
    return sortie.getvalue().encode("utf-8-sig")


def sans_formule(cellule: str) -> str:
    """A text that a spreadsheet would take for a formula begins with an apostrophe."""
    return f"'{cellule}" if cellule.startswith(_FORMULE) else cellule
