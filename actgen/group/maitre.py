"""The folder of a group belongs to one group file: two groups of one name would replace each other's papers.

The journals tell which: each names the group's file and the hash that it had.
"""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from actgen.errors import EnvironmentFault
from actgen.sources import Sources
from actgen.text.messages import phrase
from actgen.writing import JOURNAL, Journal, read_journal
from actgen.writing.places import place_of


def verifie_le_maitre(folder: Path, fichier: str, sources: Sources) -> None:
    """Raise EnvironmentFault when an earlier run has written this folder from another group's file.

    A file that was renamed and is otherwise the same is the same group; `fichier` is its name in the
    workspace.
    """
    journal = _journal(folder)
    maitre = journal.session if journal is not None else ""
    if journal is None or maitre in ("", fichier):
        return
    la = place_of(maitre, sources.workspace) is not None
    if not la and journal.sources.get(maitre) == dict(sources.log).get(fichier):
        return
    raise EnvironmentFault(
        phrase(
            "« {folder} » contient les actes d'un autre groupement, celui de « {maitre} » : ceux de "
            "« {fichier} » les remplaceraient. Rien n'a été touché. {suite}",
            folder=folder,
            maitre=maitre,
            fichier=fichier,
            suite=_deux_groupes() if la else _renomme(maitre),
        )
    )


def _deux_groupes() -> str:
    return phrase("Donnez à chacun son « nom », dans son dossier, ou demandez un autre dossier avec --out.")


def _renomme(maitre: str) -> str:
    return phrase(
        "Si c'est le même groupement, dont le fichier a été renommé puis modifié, rendez-lui son nom "
        "(« {maitre} »). Sinon, donnez-lui un autre « nom », ou demandez un autre dossier avec --out.",
        maitre=maitre,
    )


def _journal(folder: Path) -> Journal | None:
    """The first journal of what is made before the votes: one that can't be read tells nothing."""
    places = chain([folder / "coordonnateur"], sorted(folder.glob("communes/*/avant-le-vote")))
    for place in places:
        if (place / JOURNAL).is_file():
            try:
                return read_journal(place)
            except EnvironmentFault:
                continue
    return None
