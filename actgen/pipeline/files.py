"""Names of the files of the acts of a session."""

from __future__ import annotations

from actgen.kinds.manifest import Famille, Kind
from actgen.writing import file_name

from .options import ActPlan

COPIE = "publication"
"""What a copy to be published is called in names of files: « 1-deliberation-09-…-PUBLICATION.pdf »."""


def published_name(kind: Kind, point: int) -> str:
    """The copy to be published of an item's deliberation, that no plan need be made to name."""
    return _name(kind, "pdf", point=point, copie=COPIE)


def name_of(plan: ActPlan, form: str) -> str:
    """The file of an act in a format: "1-deliberation-09-adhesion-groupement.pdf"."""
    return _name(plan.kind, form, key=plan.key, point=plan.point, projet=plan.projet, copie=plan.copie)


def _name(
    kind: Kind, form: str, *, key: str = "", point: int | None = None, projet: bool = False, copie: str = ""
) -> str:
    subject = kind.fichier
    if kind.famille is Famille.CERTIFICAT:
        subject = ""
    elif kind.famille is Famille.CONVENTION:
        subject = key.removeprefix(f"{copie}-").removeprefix("convention-")
    family = kind.chemin.partition("/")[0]
    return file_name(family, subject, form, item=point, draft=projet, copy=copie, rank=kind.rang)
