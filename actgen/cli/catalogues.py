"""The templates that a command is about: those of the current folder's workspace, and the shipped ones."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from actgen.cli.line import Line, Option, UsageError, not_a_choice, quoted

if TYPE_CHECKING:
    from actgen.kinds.catalogue import Catalogue
    from actgen.kinds.manifest import Kind

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


def kind_named(catalogue: Catalogue, word: str, command: str) -> Kind:
    """The kind of that code. Raises UsageError with the nearest one."""
    kind = catalogue.get(word)
    if kind is None:
        raise UsageError(not_a_choice("NATURE", word, sorted(catalogue.kinds)), command)
    return kind
