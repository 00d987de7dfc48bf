"""Files of templates that nobody reads: a name misspelt is a text that silently doesn't serve."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from pathlib import Path

from actgen.diagnostics import Diagnostic, Location
from actgen.kinds.catalogue import Catalogue
from actgen.kinds.manifest import Kind
from actgen.law.reference import commune
from actgen.rules import rule
from actgen.text.messages import say

from .advice import advice_on
from .layout import CLAUSES, MANIFEST, SHARED, SOCLE, files_of, folders_of
from .texts import Library

FICHIER = rule("GABARIT-FICHIER")

CODE = re.compile(r"\d[\dAB]\d{3}|\d{9}")  # INSEE, SIREN
INSEE = 5  # signs of the code of a commune
_OF_A_KIND = frozenset({MANIFEST, "attendu.md"})
_TEXTS = (".md", ".docx")
_SHARED = f"/{SOCLE}/{CLAUSES}/"


def levels(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """The communes and the groups that have their own folder of templates: (commune, "") or ("", group)."""
    for place in folders_of(own_templates(catalogue)):
        if place.name in SHARED:
            continue
        if is_group(catalogue, place.name):
            yield "", place.name
        elif CODE.fullmatch(place.name) and (len(place.name) != INSEE or commune(place.name) is not None):
            yield place.name, ""


def stray_files(libraries: Sequence[Library], kind: Kind) -> Iterator[Diagnostic]:
    """Files of a kind's folders that none of its texts asks for, whoever reads it."""
    used = frozenset().union(*(library.named(kind) for library in libraries))
    for catalogue, folder in _searched(libraries, kind):
        for place in files_of(folder.joinpath(*kind.chemin.split("/"))):
            if place.name not in _OF_A_KIND and not _serves(place, used):
                message = say("Aucun texte de « {acte} » ne demande ce fichier.", acte=kind.code)
                yield stray(catalogue, place, message, advice_on(place, used))


def _searched(libraries: Iterable[Library], kind: Kind) -> Iterator[tuple[Catalogue, Path]]:
    """The folders of templates where a text of a kind is looked for, each once."""
    known: set[Path] = set()
    for library in libraries:
        for folder in library.catalogue.path.for_kind(kind.famille):
            if folder not in known:
                known.add(folder)
                yield library.catalogue, folder


def stray_clauses(libraries: Sequence[Library]) -> Iterator[Diagnostic]:
    """Clauses of the workspace that no text of any kind names, with what is wrong in them all the same.

    Ours are tried by our own tests.
    """
    everybody, *others = libraries
    common, shared = _Named(everybody), everybody.catalogue.path.folders
    for folder in shared[:-1]:
        yield from _stray_clauses(everybody, folder, (common, *map(_Named, others)))
    for library in others:
        own = [
            each for each in library.catalogue.path.folders if each not in everybody.catalogue.path.folders
        ]
        for folder in own:
            yield from _stray_clauses(library, folder, (common, _Named(library)))


class _Named:
    """The names that the texts of every kind ask for, with the files that serve them; read when asked."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._files: dict[str, set[str]] | None = None

    @property
    def files(self) -> dict[str, set[str]]:
        if self._files is None:
            self._files = {}
            for kind in self._library.catalogue.kinds.values():
                for name, file in self._library.served(kind).items():
                    self._files.setdefault(name, set()).add(file)
        return self._files


def _stray_clauses(library: Library, folder: Path, named: Sequence[_Named]) -> Iterator[Diagnostic]:
    for place in files_of(folder / SOCLE / CLAUSES):
        if not any(_serves(place, each.files) for each in named):
            message = say("Aucun texte n'emploie la clause « {nom} ».", nom=place.stem)
            yield stray(library.catalogue, place, message, advice_on(place, named[0].files))
            if place.suffix in _TEXTS:
                yield from library.alone(place.stem)
        elif hidden := _hidden(place, named):
            yield _told_hidden(library.catalogue, place, hidden)


def _hidden(place: Path, named: Sequence[_Named]) -> list[str]:
    """The files of kinds that serve everywhere in the place of a shared clause of the same name."""
    files = set().union(*(each.files.get(place.stem, ()) for each in named)) - {""}
    return [] if any(_SHARED in file for file in files) else sorted(files)


def _told_hidden(catalogue: Catalogue, place: Path, files: list[str]) -> Diagnostic:
    message = say("La clause « {nom} » n'est lue nulle part ici.", nom=place.stem)
    folder = "/".join(files[0].split("/")[-3:-1])
    hint = "La nature d'acte a ce texte dans son propre dossier : rangez le vôtre dans « {nom} »."
    return stray(catalogue, place, message, say(hint, nom=folder))


def _serves(place: Path, names: Container[str]) -> bool:
    return place.suffix in _TEXTS and place.stem in names


def stray(catalogue: Catalogue, place: Path, message: str, hint: str) -> Diagnostic:
    """A file or a folder that is read by nobody."""
    name = catalogue.sources.name_of(place) or place.name
    return FICHIER.finding(message, Location(name), hint=hint)


def own_templates(catalogue: Catalogue) -> Path:
    """The workspace's own folder of templates."""
    return catalogue.sources.workspace / "templates"


def is_group(catalogue: Catalogue, name: str) -> bool:
    """Whether a group of the workspace has this name."""
    return (catalogue.sources.workspace / "groupements" / f"{name}.yaml").is_file()
