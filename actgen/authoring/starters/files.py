"""Files of a starter: the folders of a workspace, and never over a file that is there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from actgen.authoring.schema import shipped_schemas
from actgen.base.errors import EnvironmentFault

_OF_ITS_OWNER, _ORDINARY = 0o600, 0o666  # less what the system withholds from new files
FOLDERS = ("collectivites", "groupements", "seances", "schema")

READ_ME = """\
Ce dossier est un espace de travail d’actgen. Pour préparer et tenir une séance, puis écrire ses actes,
ouvrez le studio\u00a0: il montre ce dossier dans votre navigateur, page par page. Il se lance comme la
première fois, ou en tapant ici\u00a0:

  actgen studio

Ce que le dossier contient\u00a0:

  collectivites/   un fichier par commune ou EPCI : membres, mode de publication
  groupements/     un fichier par groupement de commandes, tenu par le coordonnateur
  seances/         un fichier par séance : seulement ce qui s’est passé
  schema/          l’aide à la saisie des éditeurs (actgen schema la met à jour)

Qui préfère les commandes les tape dans ce dossier\u00a0:

  actgen new session       prépare le fichier d’une séance
  actgen new groupement    prépare le fichier d’un groupement, pour qui le coordonne
  actgen batch FICHIER     d’un groupement\u00a0: ce que reçoit chaque commune, puis ce qui se signe
  actgen status FICHIER    d’un groupement\u00a0: qui a voté, transmis, signé
  actgen check FICHIER     relit ce qui sera écrit, et dit ce qui ne va pas
  actgen render FICHIER    écrit les actes dans output/
"""


def write_new(place: Path, content: str | bytes, *, private: bool = False) -> bool:
    """Write a file that doesn't exist yet; False when one is there, which is left untouched.

    `private`: it is read by its owner alone, where the system keeps rights on files.

    Raises EnvironmentFault when the folder can't be written.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        place.parent.mkdir(parents=True, exist_ok=True)  # FileExistsError: a file bears its name
        try:
            place.touch(_OF_ITS_OWNER if private else _ORDINARY, exist_ok=False)
        except FileExistsError:
            return False
        place.write_bytes(data)
    except OSError as error:
        raise EnvironmentFault(
            f"«\u00a0{place.as_posix()}\u00a0» ne peut pas être écrit. Choisissez un autre dossier, "
            "ou libérez de la place sur le disque."
        ) from error
    return True


def write_workspace(folder: Path) -> Iterator[tuple[Path, bool]]:
    """The folders of a workspace, its schemas and a note; each file with whether it is new."""
    for name in FOLDERS:
        try:
            (folder / name).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise EnvironmentFault(
                f"Le dossier «\u00a0{(folder / name).as_posix()}\u00a0» ne peut pas être créé. "
                "Choisissez un autre dossier."
            ) from error
    note = folder / "LISEZ-MOI.txt"
    yield note, write_new(note, READ_ME)
    for name, content in shipped_schemas().items():
        place = folder / "schema" / name
        yield place, write_new(place, content)
