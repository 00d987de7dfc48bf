"""Names of the files of the acts of a session."""

from __future__ import annotations

from datetime import time
from pathlib import Path

from actgen.acts.views.plan import ActPlan
from actgen.council.facts.seance import Seance
from actgen.council.kinds.manifest import Kind
from actgen.session.writing.journal import read_journal
from actgen.session.writing.names import file_name, session_folder

COPIE, EXTRAIT = "publication", "extrait"

"""What copies are called in names of files: « 1-deliberation-09-…-PUBLICATION.pdf », « …-EXTRAIT.pdf »."""


def published_name(kind: Kind, point: int) -> str:
    """The copy to be published of an item's deliberation, that no plan need be made to name."""
    return _name(kind, "pdf", point=point, copie=COPIE)


def name_of(plan: ActPlan, form: str) -> str:
    """The file of an act in a format: "1-deliberation-09-adhesion-groupement.pdf"."""
    return _name(plan.kind, form, key=plan.key, point=plan.point, projet=plan.projet, copie=plan.copie)


def stem_of(plan: ActPlan) -> str:
    """The same without its suffix, whatever the format."""
    return name_of(plan, "").removesuffix(".")


def _name(
    kind: Kind, form: str, *, key: str = "", point: int | None = None, projet: bool = False, copie: str = ""
) -> str:
    subject = kind.fichier
    if kind.famille.traits.atteste:
        subject = ""
    elif kind.famille.traits.du_groupe:
        subject = key.removeprefix(f"{copie}-").removeprefix("convention-")
    family = kind.chemin.partition("/")[0]
    return file_name(family, subject, form, item=point, draft=projet, copy=copie, rank=kind.rang)


def folder_of(seance: Seance, out: Path) -> Path:
    """The folder under `out` of that session, as its file and those of the same day tell.

    The earliest session of a day has the plain name, the others "-2", "-3"… in the order of their hours. A
    folder stays with the session whose file its journal names, as long as that file is in the workspace:
    a session that is told of later, be it an earlier one, goes beside it.
    """
    autres = {
        voisine.fichier: voisine.heure or time.min
        for voisine in seance.annee.voisines
        if voisine.date == seance.date
    }
    ranks = range(1, len(autres) + 2)
    folders = {rank: out / _folder_name(seance, rank) for rank in ranks}
    if not autres:
        return folders[1]
    owners = {rank: read_journal(folder).session for rank, folder in folders.items()}
    own = [rank for rank in ranks if owners[rank] == seance.fichier]
    free = [rank for rank in ranks if owners[rank] not in autres]
    usual = 1 + sum(heure < (seance.heure or time.min) for heure in autres.values())
    rank = own[0] if own else min(free, key=lambda each: (each < usual, each))
    return folders[rank]


def _folder_name(seance: Seance, rank: int) -> str:
    collectivite = seance.collectivite
    return session_folder(collectivite.code, collectivite.nom, seance.date, seance.organe.value, rank)
