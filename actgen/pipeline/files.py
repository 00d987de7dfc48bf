"""Names of the files of the acts of a session."""

from __future__ import annotations

from actgen.kinds.manifest import Famille, Kind
from actgen.writing import file_name

from .options import ActPlan

COPIE = "publication"
"""What a copy to be published is called in names of files: « 1-deliberation-09-…-PUBLICATION.pdf »."""


def published_name(kind: Kind, point: int) -> str:
    """The copy to be published of an item's deliberation, that no plan need be made to name."""
    family = kind.chemin.partition("/")[0]
    return file_name(family, kind.fichier, "pdf", item=point, copy=COPIE, rank=kind.rang)


def name_of(plan: ActPlan, form: str) -> str:
    """The file of an act in a format: "1-deliberation-09-adhesion-groupement.pdf"."""
    kind = plan.kind
    subject = kind.fichier
    if kind.famille is Famille.CERTIFICAT:
        subject = ""
    elif kind.famille is Famille.CONVENTION:
        subject = plan.key.removeprefix(f"{plan.copie}-").removeprefix("convention-")
    family = kind.chemin.partition("/")[0]
    return file_name(
        family, subject, form, item=plan.point, draft=plan.projet, copy=plan.copie, rank=kind.rang
    )
