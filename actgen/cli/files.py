"""Files named on the command line."""

from __future__ import annotations

from collections.abc import Iterable
from glob import glob
from pathlib import Path

from actgen.cli.line import quoted
from actgen.errors import UsageError
from actgen.sources import aside_files, session_files


def named_files(words: Iterable[str], command: str) -> list[Path]:
    """The files that the words name, once each; `*` is understood where the shell leaves it (Windows).

    A folder stands for the session files in it, as the register takes them, and for those it leaves aside.
    """
    found: dict[Path, None] = {}
    for word in words:
        found.update((place, None) for place in _named(word, command))
    return list(found)


def named_group(word: str, command: str) -> Path:
    """The one group file that the word names; a folder is none, whatever it holds."""
    if "\0" not in word and Path(word).is_dir():
        raise UsageError(
            f"{quoted(word)} est un dossier\u00a0: {command} lit un seul fichier de groupement, par exemple "
            "groupements/NOM.yaml.",
            command,
        )
    files = named_files([word], command)
    if len(files) != 1:
        raise UsageError(f"{command} lit un seul groupement à la fois.", command)
    return files[0]


def _named(word: str, command: str) -> list[Path]:
    place = Path(word)
    if "\0" in word:
        raise UsageError(f"{quoted(word)} n’est pas un nom de fichier.", command)
    if any(sign in word for sign in "*?") and not place.exists():
        matches = sorted(glob(word))
        if not matches:
            raise UsageError(f"Aucun fichier ne correspond à {quoted(word)}.", command)
        return [Path(match) for match in matches]
    return _in_folder(place, word, command) if place.is_dir() else [place]


def _in_folder(folder: Path, word: str, command: str) -> list[Path]:
    files = [*session_files(folder), *aside_files(folder)]
    if not files:
        raise UsageError(f"Le dossier {quoted(word)} ne contient aucune séance (fichier .yaml).", command)
    return files
