"""The templates that a command is about: those of the current folder's workspace, and the shipped ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from actgen.cli.line import Line, Option, not_a_choice, quoted
from actgen.errors import UsageError
from actgen.text.lists import enumeration

if TYPE_CHECKING:
    from actgen.diagnostics import Location, Report
    from actgen.kinds.catalogue import Catalogue
    from actgen.kinds.manifest import Kind
    from actgen.report.screen import Screen

_TEXTS = (".md", ".docx")
_FILES = (*_TEXTS, ".yaml")
_MOST_USERS = 3

TEMPLATES = Option("--templates", "dossier de modèles à consulter avant les autres", "DOSSIER", many=True)


def catalogue_of(line: Line, command: str) -> tuple[Catalogue, tuple[Path, ...]]:
    """The kinds that the current folder's workspace sees, and the folders named by `--templates`."""
    from actgen.kinds.catalogue import Catalogue, search_path
    from actgen.sources import Sources, workspace_of

    folders = folders_of(line, command)
    roots = {f"modeles-{rang}": folder for rang, folder in enumerate(folders, start=1)}
    sources = Sources(workspace_of(Path()), roots=roots)
    return Catalogue(sources, search_path(sources.workspace, folders)), folders


def folders_of(line: Line, command: str) -> tuple[Path, ...]:
    """The folders named by `--templates`. Raises UsageError for one that isn't there."""
    folders = tuple(Path(folder) for folder in line.all("--templates"))
    for folder in folders:
        if not folder.is_dir():
            raise UsageError(f"Le dossier de modèles {quoted(str(folder))} est introuvable.", command)
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


def show_faults(catalogue: Catalogue, word: str, screen: Screen, *, as_json: bool = False) -> bool:
    """Whether the manifest of that kind is wrong, after telling in what: its kind can't be told of."""
    from actgen.report.as_json import finding_report, show_report
    from actgen.report.findings import show_findings

    place = PurePosixPath(word.replace("\\", "/"))
    faults = catalogue.faults((place.parent if place.suffix in _FILES else place).name)
    if not faults:
        return False
    if as_json:
        show_report({"constats": [finding_report(each) for each in faults]}, screen)
    else:
        show_findings(faults, screen, {})
    return True


def kind_named(catalogue: Catalogue, word: str, command: str) -> Kind:
    """The kind of that code, or in whose folder that file is. Raises UsageError with the nearest one."""
    place = PurePosixPath(word.replace("\\", "/"))
    kind = catalogue.get((place.parent if place.suffix in _FILES else place).name)
    if kind is not None:
        return kind
    if users := _users_of_clause(catalogue, place.stem):
        told = enumeration([quoted(code) for code in users[:_MOST_USERS]], "ou")
        raise UsageError(
            f"{quoted(place.stem)} est une clause\u00a0: elle a les variables de l’acte où elle se trouve. "
            f"Nommez une nature d’acte qui l’emploie, par exemple {told}\u00a0: actgen {command} {users[0]}",
            command,
        )
    raise UsageError(not_a_choice("NATURE", word, sorted(catalogue.kinds)), command)


def _users_of_clause(catalogue: Catalogue, name: str) -> list[str]:
    """The kinds whose texts name a shared clause; none when there is no such clause."""
    from actgen.authoring.templates.layout import CLAUSES, SOCLE
    from actgen.authoring.templates.texts import Library

    folders = (folder / SOCLE / CLAUSES for folder in catalogue.path.folders)
    if not any((folder / f"{name}{suffix}").is_file() for folder in folders for suffix in _TEXTS):
        return []
    library = Library(catalogue)
    return sorted(code for code, kind in catalogue.kinds.items() if name in library.named(kind))
