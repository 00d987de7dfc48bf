"""Folders and files of templates in a place where nobody looks: each is told with where it should be.

A folder of templates is looked through level by level: those of `--templates`, the workspace's, each
commune's and each group's. What stands in the folder of a known kind is told by `strays`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from enum import Enum, auto
from pathlib import Path

from actgen.diagnostics import Diagnostic
from actgen.kinds.catalogue import Catalogue
from actgen.law.reference import Commune, commune
from actgen.records import dataclass
from actgen.text.messages import say

from .layout import CLAUSES, FAMILIES, MANIFEST, SHARED, SOCLE, files_of, folders_of
from .strays import CODE, INSEE, is_group, own_templates, stray
from .texts import Library

_CLOSE = 0.6
_TEMPLATES = frozenset({".md", ".docx", ".doc", ".odt", ".rtf", ".dotx", ".docm"})
_CONVENTIONS = "conventions"


class Sort(Enum):
    """Whose folder of templates it is."""

    OPTION = auto()
    WORKSPACE = auto()
    COMMUNE = auto()
    GROUP = auto()


def stray_places(libraries: Sequence[Library]) -> Iterator[Diagnostic]:
    """What is out of place at every level; `libraries`: everybody's, then each commune's and each group's."""
    everybody, *others = (library.catalogue for library in libraries)
    own = own_templates(everybody)
    for folder in everybody.path.folders[:-1]:
        if folder.resolve() == everybody.sources.workspace:
            continue  # its « seances » are sessions
        if folder.resolve() == everybody.path.folders[-1].resolve():
            continue  # ours, in a checkout that is a workspace too
        yield from _Root(everybody, folder, Sort.WORKSPACE if folder == own else Sort.OPTION).strays()
    for catalogue in others:
        for folder in catalogue.path.folders:
            if folder not in everybody.path.folders:
                sort = Sort.COMMUNE if folder == catalogue.path.communal else Sort.GROUP
                yield from _Root(catalogue, folder, sort).strays()


@dataclass(frozen=True, slots=True)
class _Root:
    """A folder of templates, as those who see it read it."""

    catalogue: Catalogue
    folder: Path
    sort: Sort

    def strays(self) -> Iterator[Diagnostic]:
        for place in files_of(self.folder):
            if place.suffix.casefold() in _TEMPLATES:
                yield self._told(place, say("Rien ne lit ce fichier ici."), _WHERE)
        for place in folders_of(self.folder):
            if place.name not in SHARED:
                yield from self._unknown(place)
        for family in FAMILIES:
            yield from self._in_family(family)
        yield from self._in_socle()

    def _told(self, place: Path, message: str, hint: str) -> Diagnostic:
        return stray(self.catalogue, place, message, hint)

    def _unread(self, place: Path, hint: str) -> Diagnostic:
        name = self.catalogue.sources.name_of(place) or place.name
        return self._told(place, say("Rien n'est lu dans le dossier « {nom} ».", nom=name), hint)

    def _unknown(self, place: Path) -> Iterator[Diagnostic]:
        """A folder beside those of the families: a level of the workspace, or a name misspelt."""
        code, group = CODE.fullmatch(place.name), is_group(self.catalogue, place.name)
        near = _near(place.name, SHARED)
        if self.sort is Sort.WORKSPACE:
            if code and len(place.name) == INSEE and commune(place.name) is None:
                yield self._told(
                    place,
                    say("Aucune commune n'a le code INSEE « {code} ».", code=place.name),
                    say("Donnez à ce dossier le code INSEE de la commune : rien n'y est lu sous ce nom."),
                )
            elif not code and not group:
                yield self._unread(place, _level_hint(self.catalogue, place.name))
        elif near:
            yield self._unread(place, say("Vouliez-vous dire « {nom} » ?", nom=near))
        elif self.sort is not Sort.OPTION:
            yield self._unread(place, _WHERE)
        elif code or group:
            hint = "Les textes d'une commune ou d'un groupement se rangent dans « {nom} »."
            yield self._unread(place, say(hint, nom=f"templates/{place.name}"))

    def _in_family(self, family: str) -> Iterator[Diagnostic]:
        folder = self.folder / family
        for place in files_of(folder):
            yield self._told(place, say("Rien ne lit ce fichier ici."), _WHERE)
        for place in folders_of(folder):
            if not _holds_files(place):
                continue
            kind = self.catalogue.kinds.get(place.name)
            convention = kind is not None and kind.famille.du_groupe
            if self.sort is Sort.COMMUNE and (family == _CONVENTIONS or convention):
                yield self._unread(place, _ONE_FOR_ALL)
            elif kind is None:
                yield from self._no_kind(place, family)
            elif kind.chemin == f"{family}/{place.name}":
                yield from self._in_kind(place, kind.chemin)
            else:
                hint = say("Cette nature d'acte est dans « {nom} » : rangez-y ces fichiers.", nom=kind.chemin)
                yield self._unread(place, hint)

    def _in_kind(self, folder: Path, chemin: str) -> Iterator[Diagnostic]:
        if self.sort is Sort.GROUP and (folder / MANIFEST).is_file():
            hint = "Ce qu'est une nature d'acte ne dépend pas du groupement : changez {place}."
            yield self._told(
                folder / MANIFEST,
                say("La fiche d'une nature d'acte n'est pas lue dans le dossier d'un groupement."),
                say(hint, place=f"templates/{chemin}/{MANIFEST}"),
            )
        for place in folders_of(folder):
            if not place.name.startswith("exemple"):
                hint = say("Les textes d'une nature d'acte sont dans son dossier, sans sous-dossier.")
                yield self._unread(place, hint)

    def _no_kind(self, place: Path, family: str) -> Iterator[Diagnostic]:
        """A folder that no kind has: misspelt, or without the file that makes it a kind."""
        has_manifest = (place / MANIFEST).is_file()
        if has_manifest and self.sort is not Sort.GROUP:
            return  # it is wrong, and told of
        near = _near(place.name, self.catalogue.kinds)
        if near:
            hint = say("Vouliez-vous dire « {nom} » ?", nom=near)
        elif self.sort is Sort.GROUP:
            hint = say(
                "Une nature d'acte se crée pour tous : actgen new kind {nom}.", nom=f"{family}/{place.name}"
            )
        else:
            hint = say(
                "Il y manque « {fiche} », qui fait d'un dossier une nature d'acte. Pour en créer une : "
                "actgen new kind {nom}.",
                fiche=MANIFEST,
                nom=f"{family}/NOM",
            )
        yield self._unread(place, hint)

    def _in_socle(self) -> Iterator[Diagnostic]:
        for place in files_of(self.folder / SOCLE):
            yield self._told(place, say("Rien ne lit ce fichier ici."), _OF_SOCLE)
        for place in folders_of(self.folder / SOCLE):
            if place.name != CLAUSES:
                yield self._unread(place, say("Vouliez-vous dire « {nom} » ?", nom=CLAUSES))
        for place in folders_of(self.folder / SOCLE / CLAUSES):
            yield self._unread(
                place,
                say("Les clauses sont toutes dans « {nom} », sans sous-dossier.", nom=f"{SOCLE}/{CLAUSES}"),
            )


_WHERE = say(
    "Un texte se range dans le dossier de sa nature d'acte (deliberations/NATURE, seances/NATURE…), une "
    "clause dans socle/clauses."
)
_OF_SOCLE = say(
    "Une clause se range dans socle/clauses. Le papier à en-tête, le blason et les couleurs se disent dans "
    "la charte de la collectivité."
)
_ONE_FOR_ALL = say(
    "Une convention est la même pour tous ses signataires : une commune n'en a pas de version à elle. "
    "Rangez-la dans templates/conventions, ou dans templates/GROUPEMENT/conventions."
)


def _level_hint(catalogue: Catalogue, name: str) -> str:
    groups = [place.stem for place in (catalogue.sources.workspace / "groupements").glob("*.yaml")]
    if near := _near(name, (*SHARED, *groups)):
        return say("Vouliez-vous dire « {nom} » ?", nom=near)
    named = commune(name.replace("_", " "))
    if isinstance(named, Commune):
        return say("Donnez-lui le code INSEE de {nom} : {code}.", nom=named.nom, code=named.code)
    return say("Donnez-lui le code INSEE de la commune, ou le nom du fichier du groupement.")


def _near(name: str, names: Iterable[str]) -> str:
    return next(iter(get_close_matches(name, list(names), n=1, cutoff=_CLOSE)), "")


def _holds_files(folder: Path) -> bool:
    return bool(files_of(folder) or folders_of(folder))
