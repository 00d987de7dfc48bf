"""Files and folders of templates that nobody reads: each is told, with the name or place it should have.

A folder of templates holds families of kinds, one folder a kind, and the shared clauses. It is looked through
level by level: those of `--templates`, the workspace's, each commune's and each group's. A name misspelt is a
text that silently doesn't serve.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from actgen.authoring.templates.texts import Library
from actgen.base.diagnostics import Diagnostic, Location
from actgen.base.rules import rule
from actgen.base.text.messages import say
from actgen.council.kinds.catalogue import Catalogue
from actgen.council.kinds.manifest import Kind
from actgen.law.reference import Commune, commune

SOCLE, CLAUSES, MANIFEST = "socle", "clauses", "acte.yaml"
FAMILIES = ("seances", "deliberations", "conventions", "certificats", "registres")
SHARED = (SOCLE, *FAMILIES)
_BESIDE = (".", "exemple", "~$")  # of an example, or what Word leaves beside a file that is open
_LEFT_BY_WINDOWS = frozenset({"thumbs.db", "desktop.ini"})
_ANNOTATED = re.compile(r".+-annoté(-\d{1,2})?")  # the copies that `--annotate` makes


def asked_place(place: Path) -> Path:
    """What to look at when a place is named: for a file of a kind, its folder; for a workspace, its texts."""
    if (place / "collectivites").is_dir() and (place / "templates").is_dir():
        return place / "templates"
    if place.is_file():
        family = place.resolve().parent.parent.name
        return place.parent if family in FAMILIES or (place.parent / MANIFEST).is_file() else place
    return place


def root_of(place: Path) -> Path:
    """The folder of templates that a place is in, be it that folder itself."""
    real = place.resolve()
    if any((real / name).is_dir() for name in SHARED):
        return real
    for folder in (real, *real.parents[:3]):  # a file is three folders deep at most
        if folder.name in SHARED:
            return folder.parent
    if (real / MANIFEST).is_file():
        return real.parent.parent
    return real if real.is_dir() else real.parent


def _files_of(folder: Path) -> list[Path]:
    """The files of a folder that its author put there as templates; none if it can't be opened."""
    return [place for place in _entries(folder) if place.is_file() and not _is_beside(place)]


def _folders_of(folder: Path) -> list[Path]:
    """The folders in a folder; none if it can't be opened."""
    return [each for each in _entries(folder) if each.is_dir() and not each.name.startswith(".")]


def _is_beside(place: Path) -> bool:
    windows = place.name.casefold() in _LEFT_BY_WINDOWS
    return windows or place.name.startswith(_BESIDE) or _ANNOTATED.fullmatch(place.stem) is not None


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


_CODE = re.compile(r"\d[\dAB]\d{3}|\d{9}")  # INSEE, SIREN
_INSEE = 5  # signs of the code of a commune


class Owner(Struct, frozen=True):
    """Whose texts are in a folder of their own: a commune’s or a group’s; both "" for those of everybody."""

    commune: str = ""
    group: str = ""

    @property
    def folder(self) -> str:
        return self.commune or self.group

    @property
    def place(self) -> str:
        """Its folder as findings name it."""
        return f"templates/{self.folder}"

    @property
    def words(self) -> str:
        """« textes de la commune 68072, »; empty for those of everybody."""
        if self.commune:
            return f"textes de la commune {self.commune},"
        return f"textes du groupement {self.group}," if self.group else ""

    def seen_by(self, catalogue: Catalogue) -> Catalogue:
        """The catalogue as this commune or this group sees it."""
        return catalogue.for_commune(self.commune) if self.commune else catalogue.for_group(self.group)


def owners(catalogue: Catalogue) -> tuple[Owner, ...]:
    """Everybody, then each commune and each group that has its own folder of templates."""
    found, of_groups = [Owner()], groups(catalogue)
    for place in _folders_of(_own_templates(catalogue)):
        if place.name in SHARED:
            continue
        if place.name in of_groups:
            found.append(Owner(group=place.name))
        elif _CODE.fullmatch(place.name) and _is_owned(place.name):
            found.append(Owner(commune=place.name))
    return tuple(found)


def groups(catalogue: Catalogue) -> frozenset[str]:
    """The names of the groups of the workspace that may have a folder of templates."""
    files = (catalogue.sources.workspace / "groupements").glob("*.yaml")
    return frozenset(file.stem for file in files) - set(SHARED)


def _own_templates(catalogue: Catalogue) -> Path:
    """The workspace's own folder of templates."""
    return catalogue.sources.workspace / "templates"


def _is_owned(code: str) -> bool:
    """Whether a code is a SIREN, or that of a commune."""
    return len(code) != _INSEE or commune(code) is not None


FICHIER = rule("GABARIT-FICHIER")

_TEXTS = (".md", ".docx")
_TO_WORD = (".odt", ".ott", ".fodt", ".doc", ".dot", ".dotx", ".dotm", ".docm", ".rtf", ".pages", ".pdf")
_OF_A_KIND = (MANIFEST, "attendu.md")
_CLOSE = 0.6
_WHERE = say(
    "Un texte se range dans le dossier de sa nature d'acte (deliberations/NATURE, seances/NATURE…), sous le "
    "nom de celui dont il tient lieu (corps, expose, dispositif…) ; une clause, dans socle/clauses, sous le "
    "nom qu'un texte lui donne ; le papier à en-tête et le blason, dans la charte de la collectivité. Le "
    "reste se range hors des modèles."
)
_MEANT = "Vouliez-vous dire « {nom} » ?"
_NO_KIND = (
    "Il y manque « acte.yaml », qui fait d'un dossier une nature d'acte. Elle se crée pour tous : actgen new "
    "kind {nom}."
)
_ONE_FOR_ALL = say(
    "Une convention est la même pour tous ses signataires : une commune n'en a pas de version à elle. "
    "Rangez-la dans templates/conventions, ou dans templates/GROUPEMENT/conventions."
)


def strays(libraries: Sequence[Library], kinds: Iterable[Kind]) -> Iterator[Diagnostic]:
    """What is out of place at every level; `libraries`: those of the `owners`, in their order.

    Files in the folder of a kind are looked at for `kinds` alone; ours, which our own tests try, never.
    """
    everybody = libraries[0].catalogue
    shared = everybody.path.folders
    used = {kind.code: frozenset().union(*(each.named(kind) for each in libraries)) for kind in kinds}
    # « seances » of a workspace given as a folder are sessions; a checkout that is a workspace holds ours
    apart = {everybody.sources.workspace, shared[-1].resolve()}
    for folder in shared[:-1]:
        if folder.resolve() not in apart:
            yield from _StrayFolder(folder, Owner(), everybody, libraries, used).strays()
    for owner, library in zip(owners(everybody), libraries, strict=True):
        for folder in library.catalogue.path.folders:
            if folder not in shared:
                yield from _StrayFolder(
                    folder, owner, library.catalogue, (libraries[0], library), used
                ).strays()


class _StrayFolder(Struct, dict=True):
    """A folder of templates: `readers` read its clauses; `used` are the names that each kind asks for."""

    folder: Path
    owner: Owner
    catalogue: Catalogue
    readers: Sequence[Library]
    used: Mapping[str, frozenset[str]]

    def strays(self) -> Iterator[Diagnostic]:
        for place in _files_of(self.folder):
            if place.suffix.casefold() in (*_TO_WORD, *_TEXTS):  # what else is left there bears no act
                yield self._file(place, ())
        for place in _folders_of(self.folder):
            if place.name == SOCLE:
                yield from self._in_socle(place)
            elif place.name in FAMILIES:
                yield from self._in_family(place)
            elif (hint := self._level_hint(place.name)) is not None:
                yield self._unread(place, hint)

    def _file(self, place: Path, names: Iterable[str]) -> Diagnostic:
        """A file that nothing reads; `names` are those of the texts that would be read beside it."""
        near, suffix = _nearest(place.stem, names), place.suffix.casefold()
        if suffix in _TO_WORD:
            hint = say(
                "actgen ne lit que le Word (.docx) et le Markdown (.md) : enregistrez-le au format "
                "« Document Word (.docx) », sous le nom « {nom} ».",
                nom=f"{near or place.stem}.docx",
            )
        elif near and suffix in (*_TEXTS, ".txt", ".text", ".markdown", ""):
            name = near + (suffix if suffix in _TEXTS else ".md")
            hint = say("Seul « {nom} » est lu : donnez-lui ce nom, ou rangez-le hors des modèles.", nom=name)
        else:
            hint = _WHERE
        return self._told(place, say("Rien ne lit ce fichier."), hint)

    def _unread(self, place: Path, hint: str) -> Diagnostic:
        name = self.catalogue.sources.name_of(place) or place.name
        return self._told(place, say("Rien n'est lu dans le dossier « {nom} ».", nom=name), hint)

    def _told(self, place: Path, message: str, hint: str) -> Diagnostic:
        return FICHIER.finding(
            message, Location(self.catalogue.sources.name_of(place) or place.name), hint=hint
        )

    def _level_hint(self, name: str) -> str | None:
        """What to do with a folder that is no family; None for the level of a commune or a group."""
        own = self.folder == _own_templates(self.catalogue)
        code, known = _CODE.fullmatch(name) is not None, groups(self.catalogue)
        if own and (name in known or (code and _is_owned(name))):
            return None
        if not code and (near := _nearest(name, (*SHARED, *(sorted(known) if own else ())))):
            return say(_MEANT, nom=near)
        found = commune(name.replace("_", " ")) if own else None
        if isinstance(found, Commune):
            return say("Donnez-lui le code INSEE de {nom} : {code}.", nom=found.nom, code=found.code)
        if own and code:
            return say(
                "Aucune commune n'a le code INSEE « {code} » : donnez-lui celui d'une commune.", code=name
            )
        if own:
            return say("Donnez-lui le code INSEE d'une commune, ou le nom du fichier d'un groupement.")
        if code or self.owner.folder or name in known:
            hint = "Les textes d'une commune ou d'un groupement se rangent dans « {nom} »."
            return say(hint, nom=f"templates/{name}") if not self.owner.folder else _WHERE
        return None  # what else a folder given by `--templates` holds is its owner's business

    def _in_family(self, folder: Path) -> Iterator[Diagnostic]:
        for place in _files_of(folder):
            yield self._file(place, ())
        for place in _folders_of(folder):
            if not (_files_of(place) or _folders_of(place)):
                continue
            kind = self.catalogue.kinds.get(place.name)
            convention = folder.name == "conventions" or (kind is not None and kind.famille.traits.du_groupe)
            if convention and self.owner.commune:
                yield self._unread(place, _ONE_FOR_ALL)
            elif kind is not None and kind.chemin == f"{folder.name}/{place.name}":
                yield from self._in_kind(place, kind)
            elif kind is not None:
                hint = "Cette nature d'acte est dans « {nom} » : rangez-y ces fichiers."
                yield self._unread(place, say(hint, nom=kind.chemin))
            elif not (place / MANIFEST).is_file() or self.owner.group:  # a manifest that is wrong is told of
                if near := _nearest(place.name, self.catalogue.kinds):
                    yield self._unread(place, say(_MEANT, nom=near))
                else:
                    yield self._unread(place, say(_NO_KIND, nom=f"{folder.name}/{place.name}"))

    def _in_kind(self, folder: Path, kind: Kind) -> Iterator[Diagnostic]:
        used = self.used.get(kind.code)
        for place in _files_of(folder):
            if place.name == MANIFEST and self.owner.group:
                hint = "Ce qu'est une nature d'acte ne dépend pas du groupement : changez {place}."
                yield self._told(
                    place,
                    say("Rien ne lit ce fichier."),
                    say(hint, place=f"templates/{kind.chemin}/{MANIFEST}"),
                )
            elif used is not None and place.name not in _OF_A_KIND and not _serves(place, used):
                yield self._file(place, used)
        for place in _folders_of(folder):
            if not place.name.startswith("exemple"):
                yield self._unread(place, _WHERE)

    def _in_socle(self, folder: Path) -> Iterator[Diagnostic]:
        for place in _files_of(folder):
            yield self._file(place, ())
        for place in _folders_of(folder):
            if place.name != CLAUSES:
                yield self._unread(place, say(_MEANT, nom=CLAUSES))
                continue
            for inner in _folders_of(place):
                yield self._unread(inner, _WHERE)
            for clause in _files_of(place):
                if not _serves(clause, self._clauses):
                    yield self._file(clause, self._clauses)

    @cached_property
    def _clauses(self) -> frozenset[str]:
        """The clauses that a text of any kind names, but for those that each kind has in its own folder."""
        return frozenset(
            name
            for library in self.readers
            for kind in library.catalogue.kinds.values()
            for name, file in library.served(kind).items()
            if f"/{SOCLE}/{CLAUSES}/" in file or not file
        )


def _serves(place: Path, names: Container[str]) -> bool:
    return place.suffix in _TEXTS and place.stem in names


def _nearest(word: str, names: Iterable[str]) -> str:
    """The name that a word is near to, or the longest that stands in it: « corps - Copie », « corps (1) »."""
    known = sorted(names)
    low = unicodedata.normalize("NFD", word.casefold())
    low = "".join(sign for sign in low if not unicodedata.combining(sign))
    if low in known:
        return low
    inside = [each for each in known if re.search(rf"(?<![a-z0-9_]){re.escape(each)}(?![a-z])", low)]
    near = get_close_matches(low.replace(" ", "_").replace("-", "_"), known, n=1, cutoff=_CLOSE)
    return max(inside, key=len) if inside else next(iter(near), "")
