"""Files and folders of templates that nobody reads: each is told with where it should be, or what to do.

A folder of templates holds families of kinds, one folder a kind, and the shared clauses. It is looked through
level by level: those of `--templates`, the workspace's, each commune's and each group's. A name misspelt is a
text that silently doesn't serve.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Sequence
from difflib import get_close_matches
from enum import Enum, auto
from pathlib import Path

from actgen.authoring.templates.texts import Library
from actgen.diagnostics import Diagnostic, Location
from actgen.kinds.catalogue import Catalogue
from actgen.kinds.manifest import Kind
from actgen.law.reference import Commune, commune
from actgen.records import dataclass
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
    if suffix not in (".md", ".docx"):
        return say("Rangez-le hors des modèles.")
    if not _NAME.fullmatch(place.stem):
        return say(
            "S'il doit servir, donnez-lui le nom du texte dont il tient lieu (corps, expose, dispositif…) ; "
            "sinon, rangez-le hors des modèles."
        )
    return say("Nommez-le dans un texte par {{{{ clause.{nom} }}}}, ou retirez-le.", nom=place.stem)


def _has(place: Path, name: str) -> bool:
    """Whether the text of that name stands beside, in either format."""
    return any(place.with_name(f"{name}{suffix}").is_file() for suffix in (".md", ".docx"))


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
