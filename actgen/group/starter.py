"""The session file that is begun for a commune: the deliberation on its group, all else to be completed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from posixpath import relpath

from actgen.acts.views.families import text_of
from actgen.council.facts.collectivite import Collectivite
from actgen.council.facts.groupement import Groupement
from actgen.session.starter import PointStarter, SeanceStarter, seance_text


def seance_du_groupe(commune: Collectivite, groupement: Groupement) -> str:
    """The commented file, to be completed by the commune or by the coordinator with what it has sent back."""
    point = PointStarter(
        f"Adhésion au groupement de commandes pour {groupement.objet}"
        if groupement.avenant is None
        else f"Avenant à la convention du groupement de commandes pour {groupement.objet}",
        text_of(groupement).acte,
        (("groupement", groupement.reference, "fichier de groupements/"),),
    )
    return seance_text(
        SeanceStarter(
            "", None, points=(point,), commune=(commune.code, commune.nom), tete=tuple(_tete(groupement))
        ),
    )


def fichiers_du_groupe(groupement: Groupement) -> tuple[str, ...]:
    """The files that a member needs beside its session, as they stand in the folder of groups."""
    dossier = PurePosixPath(groupement.fichier).parent.as_posix()
    return tuple(dict.fromkeys(relpath(fichier, dossier) for fichier in _fichiers(groupement)))


def _fichiers(groupement: Groupement) -> Iterator[str]:
    """What came back from the others is none of them: it stays with the coordinator."""
    yield groupement.fichier
    for version in (groupement.origine, *groupement.origine.avenants, groupement):
        yield from (texte.fichier for texte in version.proses)
    charte = groupement.coordonnateur.collectivite.charte
    if charte is not None:
        yield from (lieu.file for lieu in charte.lieux.values())  # it may have a file of its own
        yield from (fichier.fichier for fichier in charte.fichiers)


def _tete(groupement: Groupement) -> Iterator[str]:
    yield "Ce fichier va dans le dossier «\u00a0seances\u00a0» de l’espace de travail de la commune\u202f;"
    yield "dans son dossier «\u00a0groupements\u00a0», ceux que le coordonnateur envoie avec lui\u00a0:"
    yield from (f"  {' '.join(fichier.split())}" for fichier in fichiers_du_groupe(groupement))
    yield "Si la commune a déjà son propre fichier dans «\u00a0collectivites\u00a0», écrivez son nom après"
    yield "«\u00a0collectivite:\u00a0», à la place des deux lignes qui suivent."
