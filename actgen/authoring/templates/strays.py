"""Files and folders of templates that nobody reads: each is told with where it should be, or what to do.

A folder of templates holds families of kinds, one folder a kind, and the shared clauses. It is looked through
level by level: those of `--templates`, the workspace's, each commune's and each group's. A name misspelt is a
text that silently doesn't serve.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from enum import Enum, auto
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from actgen.authoring.templates.texts import Library
from actgen.diagnostics import Diagnostic, Location
from actgen.kinds.catalogue import Catalogue
from actgen.kinds.manifest import Kind
from actgen.law.reference import Commune, commune
from actgen.rules import rule
from actgen.text.messages import say

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
    if place.is_file() and (_family_of(place) in FAMILIES or (place.parent / MANIFEST).is_file()):
        return place.parent
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


def _family_of(file: Path) -> str:
    return file.resolve().parent.parent.name


def files_of(folder: Path) -> list[Path]:
    """The files of a folder that its author put there as templates; none if it can't be opened."""
    return [place for place in _entries(folder) if place.is_file() and not _is_beside(place)]


def folders_of(folder: Path) -> list[Path]:
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


_CLOSE = 0.6
_TO_WORD = frozenset(
    {".odt", ".ott", ".fodt", ".doc", ".dot", ".dotx", ".dotm", ".docm", ".rtf", ".pages", ".pdf"}
)
_TO_MARKDOWN = frozenset({".txt", ".text", ".markdown", ""})
_NAME = re.compile(r"[A-Za-z0-9_]+")  # that a tag may write


def advice_on(place: Path, known: Iterable[str]) -> str:
    """What to do with a file that none of the texts known by these names is read from."""
    names = sorted(known)
    suffix = place.suffix.casefold()
    if suffix in _TO_WORD:
        name = _nearest(place.stem, names) or place.stem
        return say(
            "actgen ne lit que le Word (.docx) et le Markdown (.md) : enregistrez-le au format "
            "« Document Word (.docx) », sous le nom « {nom} ».",
            nom=f"{name}.docx",
        )
    if suffix in _TO_MARKDOWN and (name := _nearest(place.stem, names)):
        return say("Si c'est du Markdown, nommez-le « {nom} ».", nom=f"{name}.md")
    original = _copied(place.stem, names)
    if original and not _has(place, original):
        return say("Si c'est ce texte, nommez-le « {nom} ».", nom=f"{original}{suffix}")
    if original:
        return say(
            "C'est sans doute une copie : seul « {nom} » est lu. Mettez-y ce qui doit servir, et rangez la "
            "copie hors des modèles.",
            nom=f"{original}{suffix}",
        )
    if near := _nearest(place.stem, names):
        return say("Vouliez-vous dire « {nom} » ?", nom=f"{near}{suffix}")
    if suffix not in _TEXTS:
        return say("Rangez-le hors des modèles.")
    if not _NAME.fullmatch(place.stem):
        return say(
            "S'il doit servir, donnez-lui le nom du texte dont il tient lieu (corps, expose, dispositif…) ; "
            "sinon, rangez-le hors des modèles."
        )
    return say("Nommez-le dans un texte par {{{{ clause.{nom} }}}}, ou retirez-le.", nom=place.stem)


def _has(place: Path, name: str) -> bool:
    """Whether the text of that name stands beside, in either format."""
    return any(place.with_name(f"{name}{suffix}").is_file() for suffix in _TEXTS)


def _nearest(stem: str, names: list[str]) -> str:
    if stem in names:
        return stem
    low = _plain(stem).replace(" ", "_").replace("-", "_")
    return next(iter(get_close_matches(low, names, n=1, cutoff=_CLOSE)), "")


def _copied(stem: str, names: list[str]) -> str:
    """The longest name that stands in another with something around it: « corps - Copie », « corps (1) »."""
    low = _plain(stem)
    around = (
        name
        for name in names
        if len(name) < len(low) and re.search(rf"(?<![a-z0-9_]){re.escape(name)}(?![a-z])", low)
    )
    return max(around, key=len, default="")


def _plain(text: str) -> str:
    """Without capitals nor accents: « Exposé » is near « expose »."""
    return "".join(
        sign for sign in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(sign)
    )


FICHIER = rule("GABARIT-FICHIER")

_CODE = re.compile(r"\d[\dAB]\d{3}|\d{9}")  # INSEE, SIREN
_INSEE = 5  # signs of the code of a commune
_OF_A_KIND = frozenset({MANIFEST, "attendu.md"})
_TEXTS = frozenset({".md", ".docx"})


def _serves(place: Path, names: Container[str]) -> bool:
    return place.suffix in _TEXTS and place.stem in names


class FolderSort(Enum):
    """Whose folder of templates it is."""

    OPTION = auto()
    WORKSPACE = auto()
    COMMUNE = auto()
    GROUP = auto()


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
    found = [Owner()]
    for place in folders_of(own_templates(catalogue)):
        if place.name in SHARED:
            continue
        if is_group(catalogue, place.name):
            found.append(Owner(group=place.name))
        elif _CODE.fullmatch(place.name) and (len(place.name) != _INSEE or commune(place.name) is not None):
            found.append(Owner(commune=place.name))
    return tuple(found)


def own_templates(catalogue: Catalogue) -> Path:
    """The workspace's own folder of templates."""
    return catalogue.sources.workspace / "templates"


def is_group(catalogue: Catalogue, name: str) -> bool:
    """Whether a group of the workspace has this name."""
    return (catalogue.sources.workspace / "groupements" / f"{name}.yaml").is_file()


def strays(libraries: Sequence[Library], kinds: Iterable[Kind]) -> Iterator[Diagnostic]:
    """What is out of place at every level; `libraries`: everybody's, then each commune's and each group's.

    Files in the folder of a kind are looked at for `kinds` alone; ours, which our own tests try, never.
    """
    everybody, *others = libraries
    shared = everybody.catalogue.path.folders
    used = {kind.code: frozenset().union(*(each.named(kind) for each in libraries)) for kind in kinds}
    common, own = _Named(everybody), [_Named(each) for each in others]
    # « seances » of a workspace given as a folder are sessions; a checkout that is a workspace holds ours
    apart = {everybody.catalogue.sources.workspace, shared[-1].resolve()}
    for folder in shared[:-1]:
        if folder.resolve() not in apart:
            sort = FolderSort.WORKSPACE if folder == own_templates(everybody.catalogue) else FolderSort.OPTION
            yield from _Root(everybody, folder, sort, used, (common, *own)).strays()
    for library, named in zip(others, own, strict=True):
        for folder in library.catalogue.path.folders:
            if folder not in shared:
                sort = FolderSort.COMMUNE if folder == library.catalogue.path.communal else FolderSort.GROUP
                yield from _Root(library, folder, sort, used, (common, named)).strays()


class _Named:
    """The names that the texts of every kind ask for, with the files that serve them; read when asked."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @cached_property
    def files(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for kind in self._library.catalogue.kinds.values():
            for name, file in self._library.served(kind).items():
                found.setdefault(name, set()).add(file)
        return found


class _Root(Struct, frozen=True):
    """A folder of templates, as those who see it read it.

    `used` are the names that each kind chosen asks for; `named`, those that every kind does.
    """

    library: Library
    folder: Path
    sort: FolderSort
    used: Mapping[str, frozenset[str]]
    named: tuple[_Named, ...]

    @property
    def catalogue(self) -> Catalogue:
        return self.library.catalogue

    def strays(self) -> Iterator[Diagnostic]:
        for place in files_of(self.folder):
            if place.suffix.casefold() in _TO_WORD | _TEXTS:
                yield self._told(place, _NOT_READ, _WHERE)
        for place in folders_of(self.folder):
            if place.name not in SHARED:
                yield from self._unknown(place)
        for family in FAMILIES:
            yield from self._in_family(family)
        yield from self._in_socle()

    def _told(self, place: Path, message: str, hint: str) -> Diagnostic:
        name = self.catalogue.sources.name_of(place) or place.name
        return FICHIER.finding(message, Location(name), hint=hint)

    def _unread(self, place: Path, hint: str) -> Diagnostic:
        name = self.catalogue.sources.name_of(place) or place.name
        return self._told(place, say("Rien n'est lu dans le dossier « {nom} ».", nom=name), hint)

    def _unknown(self, place: Path) -> Iterator[Diagnostic]:
        """A folder beside those of the families: a level of the workspace, or a name misspelt."""
        code, group = _CODE.fullmatch(place.name), is_group(self.catalogue, place.name)
        if self.sort is FolderSort.WORKSPACE:
            if code and len(place.name) == _INSEE and commune(place.name) is None:
                message = say("Aucune commune n'a le code INSEE « {code} ».", code=place.name)
                hint = say("Donnez à ce dossier le code INSEE de la commune : rien n'y est lu sous ce nom.")
                yield self._told(place, message, hint)
            elif not code and not group:
                yield self._unread(place, _level_hint(self.catalogue, place.name))
        elif near := _near(place.name, SHARED):
            yield self._unread(place, say(_MEANT, nom=near))
        elif self.sort is not FolderSort.OPTION:
            yield self._unread(place, _WHERE)
        elif code or group:
            hint = "Les textes d'une commune ou d'un groupement se rangent dans « {nom} »."
            yield self._unread(place, say(hint, nom=f"templates/{place.name}"))

    def _in_family(self, family: str) -> Iterator[Diagnostic]:
        folder = self.folder / family
        for place in files_of(folder):
            yield self._told(place, _NOT_READ, _WHERE)
        for place in folders_of(folder):
            if not (files_of(place) or folders_of(place)):
                continue
            kind = self.catalogue.kinds.get(place.name)
            convention = kind is not None and kind.famille.du_groupe
            if self.sort is FolderSort.COMMUNE and (family == "conventions" or convention):
                yield self._unread(place, _ONE_FOR_ALL)
            elif kind is None:
                yield from self._no_kind(place, family)
            elif kind.chemin == f"{family}/{place.name}":
                yield from self._in_kind(place, kind)
            else:
                hint = say("Cette nature d'acte est dans « {nom} » : rangez-y ces fichiers.", nom=kind.chemin)
                yield self._unread(place, hint)

    def _in_kind(self, folder: Path, kind: Kind) -> Iterator[Diagnostic]:
        used = self.used.get(kind.code, frozenset())
        for place in files_of(folder) if kind.code in self.used else ():
            if place.name not in _OF_A_KIND and not _serves(place, used):
                message = say("Aucun texte de « {acte} » ne demande ce fichier.", acte=kind.code)
                yield self._told(place, message, advice_on(place, used))
        if self.sort is FolderSort.GROUP and (folder / MANIFEST).is_file():
            hint = "Ce qu'est une nature d'acte ne dépend pas du groupement : changez {place}."
            yield self._told(
                folder / MANIFEST,
                say("La fiche d'une nature d'acte n'est pas lue dans le dossier d'un groupement."),
                say(hint, place=f"templates/{kind.chemin}/{MANIFEST}"),
            )
        for place in folders_of(folder):
            if not place.name.startswith("exemple"):
                hint = say("Les textes d'une nature d'acte sont dans son dossier, sans sous-dossier.")
                yield self._unread(place, hint)

    def _no_kind(self, place: Path, family: str) -> Iterator[Diagnostic]:
        """A folder that no kind has: misspelt, or without the file that makes it a kind."""
        if (place / MANIFEST).is_file() and self.sort is not FolderSort.GROUP:
            return  # it is wrong, and told of
        if near := _near(place.name, self.catalogue.kinds):
            hint = say(_MEANT, nom=near)
        elif self.sort is FolderSort.GROUP:
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
            yield self._told(place, _NOT_READ, _OF_SOCLE)
        for place in folders_of(self.folder / SOCLE):
            if place.name != CLAUSES:
                yield self._unread(place, say(_MEANT, nom=CLAUSES))
        clauses = self.folder / SOCLE / CLAUSES
        for place in folders_of(clauses):
            hint = "Les clauses sont toutes dans « {nom} », sans sous-dossier."
            yield self._unread(place, say(hint, nom=f"{SOCLE}/{CLAUSES}"))
        for place in files_of(clauses):
            yield from self._clause(place)

    def _clause(self, place: Path) -> Iterator[Diagnostic]:
        """A clause that no text of any kind names, with what is wrong in it; or that one of a kind hides."""
        if not any(_serves(place, each.files) for each in self.named):
            message = say("Aucun texte n'emploie la clause « {nom} ».", nom=place.stem)
            yield self._told(place, message, advice_on(place, self.named[0].files))
            if place.suffix in _TEXTS:
                yield from self.library.alone(place.stem)
            return
        files = sorted(set().union(*(each.files.get(place.stem, ()) for each in self.named)) - {""})
        if files and not any(f"/{SOCLE}/{CLAUSES}/" in file for file in files):
            message = say("La clause « {nom} » n'est lue nulle part ici.", nom=place.stem)
            hint = "La nature d'acte a ce texte dans son propre dossier : rangez le vôtre dans « {nom} »."
            yield self._told(place, message, say(hint, nom="/".join(files[0].split("/")[-3:-1])))


_NOT_READ, _MEANT = say("Rien ne lit ce fichier ici."), "Vouliez-vous dire « {nom} » ?"
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
        return say(_MEANT, nom=near)
    named = commune(name.replace("_", " "))
    if isinstance(named, Commune):
        return say("Donnez-lui le code INSEE de {nom} : {code}.", nom=named.nom, code=named.code)
    return say("Donnez-lui le code INSEE de la commune, ou le nom du fichier du groupement.")


def _near(name: str, names: Iterable[str]) -> str:
    return next(iter(get_close_matches(name, list(names), n=1, cutoff=_CLOSE)), "")
