"""What the system said when a file could not be written, as a French sentence."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from actgen.base.errors import EnvironmentFault

_INTACT = "Les fichiers déjà produits sont intacts."
_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_NOT_A_FOLDER = {errno.ENOTDIR, errno.EEXIST}
# Windows: access denied (a file open in another program), sharing violation, lock violation.
_HELD_OPEN = {5, 32, 33}


def machine_fault(error: OSError, folder: Path) -> EnvironmentFault:
    """The fault that tells what to do; to be raised once everything is back in place."""
    if getattr(error, "winerror", None) in _HELD_OPEN:
        name = Path(str(error.filename2 or error.filename or folder)).name
        said = (
            f"«\u00a0{name}\u00a0» ne peut pas être remplacé dans «\u00a0{folder}\u00a0»\u00a0: un document "
            f"de ce dossier est ouvert dans Word ou un lecteur de PDF, ou le dossier est protégé. {_INTACT} "
            "Fermez les documents, puis recommencez."
        )
    elif error.errno in _FULL:
        said = (
            "Le disque est plein (ou un quota est atteint)\u00a0: rien n’a été écrit dans "
            f"«\u00a0{folder}\u00a0». {_INTACT} Libérez de la place, puis recommencez."
        )
    elif error.errno in _FORBIDDEN and _is_kept_from_us(error.filename):
        said = (
            f"«\u00a0{Path(error.filename).name}\u00a0» ne peut pas être lu dans «\u00a0{folder}\u00a0»"
            "\u00a0: un autre utilisateur l’a écrit, et les fichiers des actes ne sont lus que par celui qui "
            f"les écrit et par son groupe d’utilisateurs. {_INTACT} Demandez à être de ce groupe, ou "
            "choisissez un autre dossier avec --out."
        )
    elif error.errno in _FORBIDDEN:
        said = (
            f"Le dossier «\u00a0{folder}\u00a0» est protégé en écriture. {_INTACT} Demandez le droit d’y "
            "écrire, ou choisissez un autre dossier avec --out."
        )
    elif error.errno in _NOT_A_FOLDER:
        said = (
            f"«\u00a0{folder}\u00a0» ne peut pas être créé\u00a0: un fichier porte déjà ce nom. {_INTACT} "
            "Renommez ce fichier, ou choisissez un autre dossier avec --out."
        )
    elif error.errno == errno.ENAMETOOLONG:
        said = (
            f"Le chemin «\u00a0{folder}\u00a0» est trop long pour ce système. {_INTACT} Choisissez un "
            "dossier plus proche de la racine avec --out."
        )
    else:
        said = (
            f"Le dossier «\u00a0{folder}\u00a0» n’a pas pu être écrit (erreur {error.errno} du système). "
            f"{_INTACT} Vérifiez que le disque ou le partage réseau répond, puis recommencez."
        )
    return EnvironmentFault(said)


def _is_kept_from_us(file: str | None) -> bool:
    return file is not None and Path(file).is_file() and not os.access(file, os.R_OK)
