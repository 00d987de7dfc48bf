"""Which kind of file a file is, told by its keys: a collectivity given as a session gets one sentence."""

from __future__ import annotations

from typing import Any

from actgen.base.diagnostics import Diagnostic, Location, Mender
from actgen.base.rules import rule
from actgen.base.text.messages import phrase
from actgen.council.facts.collectivite import Collectivite
from actgen.council.facts.groupement import Groupement
from actgen.council.facts.seance import Seance
from actgen.reading.nodes import Mapping

FICHIER_NATURE = rule("FICHIER-NATURE")

_MARQUES: dict[type[Any], tuple[str, ...]] = {
    Seance: ("seance", "collectivite", "convocation", "absents", "points"),
    Collectivite: ("commune", "epci", "population", "publication"),
    Groupement: ("coordonnateur", "accord_cadre", "clauses"),
}
"""Keys that stand at the top of one kind of file only."""

_NOMS: dict[type[Any], tuple[str, str]] = {
    Seance: ("d'une séance", "seances"),
    Collectivite: ("d'une collectivité", "collectivites"),
    Groupement: ("d'un groupement", "groupements"),
}

_DU_GROUPEMENT = "\u202f; pour un groupement\u00a0: actgen batch, actgen status"
"""What `check` and `render` don't do with a group's file, and what does."""


def autre_nature(
    tree: Mapping | None, fichier: str, attendue: type[Any], mender: Mender
) -> Diagnostic | None:
    """The finding on a file of another kind than the one expected; None when nothing says so.

    One mark of the expected kind is enough to read it as such: its slips are then told one by one.
    """
    if tree is None or attendue not in _MARQUES or _mark(tree, attendue):
        return None
    trouvee = next((nature for nature in _MARQUES if _mark(tree, nature)), None)
    if trouvee is None:
        return None
    return FICHIER_NATURE.finding(
        phrase(f"Ce fichier est celui {_NOMS[trouvee][0]}, pas celui {_NOMS[attendue][0]}."),
        Location(fichier),
        hint=phrase(
            "Donnez ici un fichier du dossier « {dossier} »{suite}.",
            dossier=_NOMS[attendue][1],
            suite=_DU_GROUPEMENT if (trouvee, attendue) == (Groupement, Seance) else "",
        ),
        mender=mender,
    )


def dossier_de(tree: Mapping | None) -> str:
    """The folder where a file of that kind belongs, « seances » or another; empty when nothing says so."""
    if tree is None:
        return ""
    return next((_NOMS[nature][1] for nature in _MARQUES if _mark(tree, nature)), "")


def _mark(tree: Mapping, nature: type[Any]) -> bool:
    return any(tree.key(cle) for cle in _MARQUES[nature])
