"""The receipts of the State that were read: of which items, on what day, in which files."""

from __future__ import annotations

from pathlib import PurePath

from actgen.model.seance import Seance
from actgen.text.dates import date_chiffres
from actgen.text.messages import phrase

LABEL = "Accusés"


def accuses_lus(seance: Seance) -> list[str]:
    """A sentence a receipt, in the order of the items; none when none was read."""
    return [
        phrase(
            "accusé de réception lu : point {n}, reçu par l'État le {le} ({fichier})",
            n=point.numero,
            le=date_chiffres(point.accuse.recue_le),
            fichier=PurePath(point.accuse.lieu.file).name,
        )
        for point in seance.points
        if point.accuse is not None
    ]
