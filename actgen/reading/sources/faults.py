"""Why a file could not be read: each reason as a fault, to be told where the file was named."""

from __future__ import annotations

import os
from difflib import get_close_matches
from pathlib import Path

from msgspec import Struct

from actgen.base.diagnostics import Diagnostic, Location
from actgen.base.rules import Rule, rule
from actgen.reading.sources.texts import french_size

_CLOSE = 0.75
_FEW = 4
_ONE_LINE = str.maketrans("\r\n\t", "   ", "\0")  # a name may hold anything
_OF_A_NAME = 6  # words
_OF_A_SENTENCE = 2
_SOMEBODY = ("M.", "Mme", "Monsieur", "Madame")
_STOPS = (".", "…", "?", "!")
_HOW_TO_NAME = (
    "Écrivez ces phrases dans un fichier Word ou Markdown de ce dossier, et donnez ici son nom "
    "(par exemple «\u00a0point-2.md\u00a0»)."
)
_OF_A_SPACE = "collectivites"  # the folder that every workspace has

FICHIER_ABSENT = rule("FICHIER-ABSENT")
FICHIER_TROP_GROS = rule("FICHIER-TROP-GROS")
FICHIER_HORS_ESPACE = rule("FICHIER-HORS-ESPACE")
FICHIER_ILLISIBLE = rule("FICHIER-ILLISIBLE")


class SourceFault(Struct, frozen=True):
    """A file that could not be read, and why; the caller knows where it was named."""

    code: Rule
    path: str
    message: str
    hint: str

    def finding(self, *places: Location | None, point: int | None = None) -> Diagnostic:
        """The fault as a finding, at the places that name the file, or else at the file itself."""
        known = [place for place in places if place is not None]
        message, hint = self.message.translate(_ONE_LINE), self.hint.translate(_ONE_LINE)
        return self.code.finding(message, *(known or [Location(self.path)]), hint=hint, point=point)


def missing(place: Path, name: str) -> SourceFault:
    """Nothing has this name; what its folder holds instead is told, or that there is no such folder."""
    words = name.split()
    if _is_a_sentence(words) and not place.suffix[1:].isalnum():  # typed where a file is named
        begun = " ".join([words[0].rpartition("/")[2], *words[1:_OF_A_NAME]]).rstrip("….?! ")
        said = f"«\u00a0{begun}…\u00a0» n’est pas le nom d’un fichier."
        return SourceFault(FICHIER_ABSENT, name, said, _HOW_TO_NAME)
    return SourceFault(
        FICHIER_ABSENT, name, f"Le fichier «\u00a0{name}\u00a0» est introuvable.", _where_to_look(place)
    )


def _is_a_sentence(words: list[str]) -> bool:
    """Longer than a name; or shorter, but it begins with somebody or ends with a stop."""
    short = len(words) > _OF_A_SENTENCE and (words[0] in _SOMEBODY or words[-1].endswith(_STOPS))
    return short or len(words) > _OF_A_NAME


def _where_to_look(place: Path) -> str:
    present = _present(place.parent)
    if present is None:
        return _which_folder(place)
    begun = [name for name in present if Path(name).suffix and Path(name).stem == place.name]
    if len(begun) == 1:
        return f"Le nom le plus proche dans ce dossier\u00a0: «\u00a0{begun[0]}\u00a0»."
    if close := _closest(place.name, present if place.suffix else [*present, *_folders(place.parent)]):
        return f"Le nom le plus proche dans ce dossier\u00a0: «\u00a0{close}\u00a0»."
    alike = [name for name in present if Path(name).suffix == place.suffix]
    if 0 < len(alike) <= _FEW:
        names = ", ".join(f"«\u00a0{name}\u00a0»" for name in alike)
        return f"Dans ce dossier il y a\u00a0: {names}."
    return _elsewhere(place)


def _which_folder(place: Path) -> str:
    """Of the first folder of a path that isn't there: one that has nearly its name, or where to go first."""
    folder = place.parent
    while not os.path.exists(folder.parent):  # unlike Path.exists, never raises
        folder = folder.parent
    within = place.relative_to(folder)
    if os.path.isfile(folder.parent / within):
        return f"Vous êtes déjà dans ce dossier\u00a0: écrivez «\u00a0{within.as_posix()}\u00a0»."
    if close := _closest(folder.name, _folders(folder.parent)):
        return (
            f"Il n’y a pas de dossier «\u00a0{folder.name}\u00a0». "
            f"Le nom le plus proche\u00a0: «\u00a0{close}\u00a0»."
        )
    return (
        f"Il n’y a pas ici de dossier «\u00a0{folder.name}\u00a0»\u00a0: allez d’abord dans "
        "votre espace de travail (cd mairie), ou écrivez le chemin entier du fichier."
    )


def _elsewhere(place: Path) -> str:
    """What to do about a file that is not here; of one that is typed on the line, where it is instead."""
    folder = place.parent
    if place.suffix not in (".yaml", ".yml") or not _is_current(folder) or (folder / _OF_A_SPACE).is_dir():
        return "Vérifiez le nom et le dossier."
    below = [folder / name for name in _folders(folder)]
    found = next((each / place.name for each in below if os.path.isfile(each / place.name)), None)
    if found is not None:
        written = found.relative_to(folder).as_posix()
        return f"Il est dans un autre dossier\u00a0: écrivez «\u00a0{written}\u00a0»."
    here = f"Vous êtes dans le dossier «\u00a0{folder}\u00a0»"
    space = next((each for each in (*below, *folder.parents) if (each / _OF_A_SPACE).is_dir()), None)
    if space is None:
        return f"{here}\u00a0: allez d’abord dans votre espace de travail (cd mairie)."
    return f"{here}\u00a0; l’espace de travail est «\u00a0{space}\u00a0»\u00a0: allez-y d’abord (cd)."


def _is_current(folder: Path) -> bool:
    try:
        return os.path.samefile(folder, os.curdir)
    except OSError:
        return False


def _folders(folder: Path) -> list[str]:
    """The folders of a folder; none when it may not be read."""
    try:
        return sorted(entry.name for entry in folder.iterdir() if entry.is_dir())
    except OSError:
        return []


def _closest(name: str, present: list[str]) -> str:
    """The name that is there and most like another, whatever their capitals; empty without one."""
    by_folded = {each.casefold(): each for each in reversed(present)}
    close = get_close_matches(name.casefold(), list(by_folded), n=1, cutoff=_CLOSE)
    return by_folded[close[0]] if close else ""


def _present(folder: Path) -> list[str] | None:
    """The files of a folder; None when there is no such folder, none when it may not be read."""
    try:
        return sorted(entry.name for entry in folder.iterdir() if entry.is_file())
    except FileNotFoundError:
        return None
    except OSError:
        return []


def not_a_file(name: str) -> SourceFault:
    """A folder, a pipe or a device."""
    return SourceFault(
        FICHIER_ILLISIBLE,
        name,
        f"«\u00a0{name}\u00a0» n’est pas un fichier.",
        "Indiquez un fichier, pas un dossier.",
    )


def too_big(name: str, size: int, limit: int) -> SourceFault:
    """More bytes than the caller reads of such a file."""
    return SourceFault(
        FICHIER_TROP_GROS,
        name,
        f"Le fichier «\u00a0{name}\u00a0» est trop gros\u00a0: plus de {french_size(limit)}"
        f" (il fait {french_size(size)}).",
        "Compressez ses images (dans Word\u00a0: Format de l’image, Compresser les images), ou retirez-les."
        if name.endswith(".docx")
        else "Vérifiez que c’est le bon fichier, ou découpez-le.",
    )


def outside(written: str) -> SourceFault:
    """A name that leaves the workspace, read from inside a file."""
    return SourceFault(
        FICHIER_HORS_ESPACE,
        written,
        f"Le fichier «\u00a0{written}\u00a0» est en dehors de l’espace de travail.",
        "Copiez-le dans l’espace de travail (le dossier qui contient «\u00a0collectivites\u00a0»), "
        "puis écrivez son nouveau nom.",
    )


def unreadable(name: str) -> SourceFault:
    """No right to read it, or a name that the machine refuses."""
    shown = name.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")
    return SourceFault(
        FICHIER_ILLISIBLE,
        shown,
        f"Le fichier «\u00a0{shown}\u00a0» ne peut pas être ouvert.",
        "Vérifiez son nom et que vous avez le droit de le lire.",
    )
