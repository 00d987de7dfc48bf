"""Files and folders of templates that nobody reads: a name misspelt is a text that silently doesn't serve."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from actgen.diagnostics import Diagnostic, Location, Mender, Severity, declare
from actgen.kinds.catalogue import Catalogue
from actgen.kinds.manifest import Kind
from actgen.text.messages import say

from .texts import Library

FICHIER = declare(
    "GABARIT-FICHIER",
    Severity.WARNING,
    "Chaque fichier du dossier des modèles porte un nom sous lequel un acte le cherche.",
    mender=Mender.SERVICE_JURIDIQUE,
)

FAMILIES = ("seances", "deliberations", "conventions", "certificats", "registres")
_SHARED = ("socle", *FAMILIES)
_OF_A_KIND = frozenset({"acte.yaml", "attendu.md"})
_TEXTS = (".md", ".docx")
_LARGEST = 20_000_000
_CODE = re.compile(r"\d[\dAB]\d{3}|\d{9}")  # INSEE, SIREN
_BESIDE = (".", "exemple", "~$")  # of an example, or what Word leaves beside a file that is open
_ANNOTATED = re.compile(r".+-annoté(-\d{1,2})?")  # the copies that `--annotate` makes


def levels(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """The communes and the groups that have their own folder of templates: (commune, "") or ("", group)."""
    for place in _folders(_own(catalogue)):
        if place.name in _SHARED:
            continue
        if _is_group(catalogue, place.name):
            yield "", place.name
        elif _CODE.fullmatch(place.name):
            yield place.name, ""


def stray_folders(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Folders of the workspace's `templates` that are neither for all, nor a commune's, nor a group's."""
    for place in _folders(_own(catalogue)):
        if place.name in _SHARED or _CODE.fullmatch(place.name) or _is_group(catalogue, place.name):
            continue
        name = f"templates/{place.name}"
        yield FICHIER.finding(
            say("Rien n'est lu dans le dossier « {nom} ».", nom=name),
            Location(name),
            hint=_folder_hint(catalogue, place.name),
        )


def stray_files(library: Library, kind: Kind) -> Iterator[Diagnostic]:
    """Files of a kind's folders that none of its texts asks for."""
    catalogue, used = library.catalogue, library.named(kind)
    for folder in catalogue.path.for_kind(kind.famille):
        for place in _files(folder.joinpath(*kind.chemin.split("/"))):
            if place.name not in _OF_A_KIND and not (place.suffix in _TEXTS and place.stem in used):
                yield FICHIER.finding(
                    say("Aucun texte de « {acte} » ne demande ce fichier.", acte=kind.code),
                    Location(_name(catalogue, place)),
                    hint=_file_hint(place, used),
                )


def stray_clauses(library: Library) -> Iterator[Diagnostic]:
    """Shared clauses of the workspace that no text of any kind names; ours are tried by our own tests."""
    own = [
        place
        for folder in library.catalogue.path.folders[:-1]
        for place in _files(folder / "socle" / "clauses")
    ]
    if not own:
        return  # what every kind names need not be known
    named = frozenset().union(*(library.named(kind) for kind in library.catalogue.kinds.values()))
    for place in own:
        if place.stem not in named:
            yield FICHIER.finding(
                say("Aucun texte n'emploie la clause « {nom} ».", nom=place.stem),
                Location(_name(library.catalogue, place)),
                hint=_file_hint(place, named),
            )


def _file_hint(place: Path, known: frozenset[str]) -> str:
    near = get_close_matches(place.stem, sorted(known), n=1, cutoff=0.6)
    if near:
        return say("Vouliez-vous dire « {nom} » ?", nom=f"{near[0]}{place.suffix}")
    return say("Nommez-le dans un texte par {{{{ clause.{nom} }}}}, ou retirez-le.", nom=place.stem)


def _folder_hint(catalogue: Catalogue, name: str) -> str:
    groups = [place.stem for place in (catalogue.sources.workspace / "groupements").glob("*.yaml")]
    near = get_close_matches(name, [*_SHARED, *groups], n=1, cutoff=0.6)
    if near:
        return say("Vouliez-vous dire « {nom} » ?", nom=near[0])
    return say("Donnez-lui le code INSEE de la commune, ou le nom du fichier du groupement.")


def _own(catalogue: Catalogue) -> Path:
    return catalogue.sources.workspace / "templates"


def _is_group(catalogue: Catalogue, name: str) -> bool:
    return (catalogue.sources.workspace / "groupements" / f"{name}.yaml").is_file()


def _name(catalogue: Catalogue, place: Path) -> str:
    """A file as findings name it."""
    return catalogue.sources.read(place, limit=_LARGEST).path


def _files(folder: Path) -> list[Path]:
    return [place for place in _entries(folder) if place.is_file() and not _is_beside(place)]


def _is_beside(place: Path) -> bool:
    return place.name.startswith(_BESIDE) or _ANNOTATED.fullmatch(place.stem) is not None


def _folders(place: Path) -> list[Path]:
    return [each for each in _entries(place) if each.is_dir() and not each.name.startswith(".")]


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []
