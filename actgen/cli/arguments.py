"""What several commands read on their line: files, groups, folders of templates, days, formats, codes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from glob import glob
from pathlib import Path

from actgen.api.workspace import DEFAULT_OUT, day, session_files
from actgen.base.diagnostics import Location, Report
from actgen.base.errors import UsageError, quoted
from actgen.base.records import replace
from actgen.base.rules import known_code, nearest_code
from actgen.cli.line import Line


def named_files(words: Iterable[str]) -> list[Path]:
    """The files that the words name, once each; `*` is understood where the shell leaves it (Windows).

    A folder stands for the session files in it, as the register takes them, and for those it leaves aside.
    """
    found: dict[Path, None] = {}
    for word in words:
        found.update((place, None) for place in _named(word))
    return list(found)


def named_group(word: str, command: str) -> Path:
    """The one group file that the word names; a folder is none, whatever it holds."""
    if "\0" not in word and Path(word).is_dir():
        raise UsageError(
            f"{quoted(word)} est un dossier\u00a0: {command} lit un seul fichier de groupement, par exemple "
            "groupements/NOM.yaml."
        )
    files = named_files([word])
    if len(files) != 1:
        raise UsageError(f"{command} lit un seul groupement à la fois.")
    return files[0]


def _named(word: str) -> list[Path]:
    place = place_of(word)
    if any(sign in word for sign in "*?") and not place.exists():
        matches = sorted(glob(word))
        if not matches:
            raise UsageError(f"Aucun fichier ne correspond à {quoted(word)}.")
        return [Path(match) for match in matches]
    return _in_folder(place, word) if place.is_dir() else [place]


def _in_folder(folder: Path, word: str) -> list[Path]:
    files = session_files(folder)
    if not files:
        raise UsageError(f"Le dossier {quoted(word)} ne contient aucune séance (fichier .yaml).")
    return files


def place_of(word: str) -> Path:
    """The place that a word names. Raises UsageError for what names none."""
    if "\0" in word:
        raise UsageError(f"{quoted(word)} n’est pas un nom de fichier.")
    return Path(word)


def folders_of(line: Line) -> tuple[Path, ...]:
    """The folders named by `--templates`. Raises UsageError for one that isn't there."""
    folders = tuple(Path(folder) for folder in line.all("--templates"))
    for folder in folders:
        if not folder.is_dir():
            raise UsageError(f"Le dossier de modèles {quoted(str(folder))} est introuvable.")
    return folders


def from_here(place: Path) -> Path:
    """A file as somebody in the current folder would name it."""
    here = Path.cwd()
    return place.relative_to(here) if place.is_relative_to(here) else place


def as_named(report: Report, folders: Sequence[Path]) -> Report:
    """The findings with the files of loose folders of templates as somebody in the current folder names them.

    In findings, as in the journal, such a folder is « modeles-1 », whatever the machine.
    """
    names = {f"modeles-{rank}": from_here(each) for rank, each in enumerate(folders, start=1)}

    def named(place: Location) -> Location:
        label, _, rest = place.file.partition("/")
        return replace(place, file=(names[label] / rest).as_posix()) if label in names else place

    told = (replace(each, locations=tuple(map(named, each.locations))) for each in report.findings)
    return replace(report, findings=tuple(told))


def folder_for(line: Line) -> Path:
    """The folder named by `--out`, else where acts are written by default."""
    out = line.one("--out")
    return Path(out) if out else DEFAULT_OUT


def as_of(line: Line) -> date | None:
    """The day of `--as-of`, read as those of files; None without it. Raises UsageError for no date."""
    written = line.one("--as-of")
    try:
        return day(written) if written else None
    except UsageError as error:
        raise UsageError(f"--as-of\u00a0: {error}") from None


_LONGEST_NUMBER = 5


def number(line: Line, name: str, what: str) -> int | None:
    """A number from 1, `what` it is; None when it isn't given."""
    written = line.one(name)
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and len(written) <= _LONGEST_NUMBER and int(written) > 0):
        raise UsageError(f"{name} attend {what}, et non {quoted(written)}.")
    return int(written)


def overrides(line: Line) -> frozenset[str]:
    """The codes of `--override`. Raises UsageError for one that doesn't exist: it would lift nothing."""
    codes = frozenset(code.upper() for code in line.all("--override"))
    for code in sorted(codes):
        if not known_code(code):
            raise UsageError(unknown_code(code))
    return codes


def unknown_code(asked: str) -> str:
    """What to say of a code that doesn't exist: the nearest one, where all are listed."""
    near = nearest_code(asked)
    advice = f" Le plus proche\u00a0: {near}." if near else ""
    return f"Aucun contrôle ne porte le code {quoted(asked)}.{advice} La liste\u00a0: actgen explain"


def year_of(line: Line) -> int | None:
    """The year of `--year`; None without it. Raises UsageError for what is no year."""
    written = line.one("--year")
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and len(written) == 4 and int(written) > 0):
        raise UsageError(f"--year attend une année en quatre chiffres, et non {quoted(written)}.")
    return int(written)
