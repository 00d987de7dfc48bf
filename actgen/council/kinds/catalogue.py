"""Finds the kinds and their texts along the search path: first hit wins, file by file.

`--templates` → the commune's own folder → the group's → the workspace's → the shipped ones. A convention is
one text for all its signatories: a commune's own folder is not searched for it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from pathlib import Path

from msgspec import Struct, field

from actgen.base.diagnostics import Diagnostic, Location, Mender, Severity
from actgen.base.records import replace
from actgen.base.rules import rule
from actgen.base.text.keys import cle
from actgen.base.text.messages import say
from actgen.law.files import follows_the_law
from actgen.reading.sources import Source, SourceFault, Sources, shipped
from actgen.reading.typed import read_typed

from .calculs import FormulaReader, with_columns
from .declaration import DeclarationReader
from .manifest import Famille, Kind

_DOSSIERS = ("seances", "deliberations", "conventions", "certificats", "registres")
_CLAUSES = ("socle", "clauses")
_MARKDOWN, _WORD = ".md", ".docx"
_LONGEST_NAME = 100
MAX_WORD = 5_000_000  # bytes of a Word template: a coat of arms weighs more than words

GABARIT_DOUBLE = rule("GABARIT-DOUBLE")


class SearchPath(Struct, frozen=True):
    """Folders of templates, nearest first. `communal` is the commune's own, closed to conventions."""

    folders: tuple[Path, ...]
    communal: Path | None = None

    def for_kind(self, famille: Famille) -> tuple[Path, ...]:
        return tuple(
            folder for folder in self.folders if not (famille.traits.du_groupe and folder == self.communal)
        )


def search_path(workspace: Path, extra: Sequence[Path] = ()) -> SearchPath:
    """`--templates` → the workspace's → the shipped ones; a commune's own come with `for_commune`."""
    given = (folder.absolute() for folder in extra)  # from the current folder, not from the workspace
    return SearchPath((*given, workspace / "templates", shipped("templates")))


class Kinds(Mapping[str, Kind]):
    """Kinds by their code; one that ships is understood when it is first asked for.

    Nothing is wrong in those, which our own tests read; a run uses few of them, and they are many.
    """

    def __init__(self, known: dict[str, Kind | Callable[[], Kind | None]]) -> None:
        self._known = known

    def __getitem__(self, code: str) -> Kind:
        known = self._known[code]
        if isinstance(known, Kind):
            return known
        kind = known()
        if kind is None:
            del self._known[code]
            raise KeyError(code)
        self._known[code] = kind
        return kind

    def __iter__(self) -> Iterator[str]:
        return iter(tuple(self._known))

    def __len__(self) -> int:
        return len(self._known)

    @property
    def understood(self) -> tuple[Kind, ...]:
        """Those that were asked for, and all that don't ship."""
        return tuple(kind for kind in self._known.values() if isinstance(kind, Kind))


class Catalogue(Struct, dict=True):
    """The kinds that a run can make. Every text goes through `sources`, hence into the journal."""

    sources: Sources
    path: SearchPath
    findings: list[Diagnostic] = field(default_factory=list)

    @cached_property
    def kinds(self) -> Kinds:
        """Every kind by its code (its folder's name), the nearest folder first."""
        found: dict[str, Kind | Callable[[], Kind | None]] = {}
        ours = shipped("templates")
        for folder in self.path.folders:
            for family in _DOSSIERS:
                for manifest in sorted((folder / family).glob("*/acte.yaml")):
                    code = manifest.parent.name
                    source = self._manifest(manifest) if code not in found else None
                    if source is None:
                        continue
                    read = partial(self._kind, source, family, code)
                    if folder == ours:
                        found[code] = read
                    elif kind := read():
                        found[code] = kind
        return Kinds(found)

    def read_by(self, sources: Sources) -> "Catalogue":
        """The same kinds, not read again; the texts it gives from now on are logged by `sources`."""
        other = Catalogue(sources, self.path, self.findings)
        other.kinds = self.kinds
        return other

    def for_commune(self, insee: str) -> "Catalogue":
        """The same catalogue with that commune's own texts before those of the workspace.

        It finds the faults of all its manifests itself, those of the workspace's once more.
        """
        workspace = self.sources.workspace / "templates"
        communal = workspace / insee
        if not insee or not communal.is_dir():
            return self
        return Catalogue(self.sources, SearchPath(self._before(workspace, communal), communal))

    def for_group(self, code: str) -> "Catalogue":
        """The same kinds, their texts and clauses looked for in that group's folder before the workspace's.

        `code` is the name of the group's file without its end. The commune's own texts still come first. No
        manifest is read in a group's folder: what a kind is doesn't depend on which group an item joins.
        """
        workspace = self.sources.workspace / "templates"
        own = workspace / code
        if not code or own in self.path.folders or not own.is_dir():
            return self
        other = Catalogue(
            self.sources, SearchPath(self._before(workspace, own), self.path.communal), self.findings
        )
        other.kinds = self.kinds
        return other

    def _before(self, workspace: Path, own: Path) -> tuple[Path, ...]:
        folders = list(self.path.folders)
        folders.insert(folders.index(workspace), own)
        return tuple(folders)

    def get(self, code: str) -> Kind | None:
        """The kind of that code, or None. A path ("conventions/x") is understood too."""
        return self.kinds.get(code.rpartition("/")[2])

    def faults(self, code: str) -> tuple[Diagnostic, ...]:
        """The errors of the manifests of that code, which keep the kind, or some of its fields, unknown."""
        self.get(code)  # its findings come with it
        own = f"/{code.rpartition('/')[2]}/acte.yaml"
        errors = (each for each in self.findings if each.severity is Severity.ERROR)
        return tuple(each for each in errors if any(place.file.endswith(own) for place in each.locations))

    def named(self, words: str) -> Kind | None:
        """The kind that a person names; accents, capitals, hyphens and spaces don’t count."""
        exact = self.get(words)
        meant = next((code for code in self.kinds if _name(code) == _name(words)), "") if not exact else ""
        return exact or self.get(meant)

    def deliberations(self) -> tuple[str, ...]:
        """The codes that an item of a session may name."""
        return tuple(code for code, kind in self.kinds.items() if kind.famille.traits.est_votee)

    def text(self, kind: Kind, name: str) -> Source | None:
        """A text of a kind's folder ("corps.md"), or None."""
        return self._first(self.path.for_kind(kind.famille), *kind.chemin.split("/"), name)

    def clause(self, kind: Kind, name: str) -> Source | None:
        """A text by its name, in Markdown or in Word: the kind's own, else the shared clause."""
        return self.told(kind, name)[0]

    def trouble(self, kind: Kind, name: str) -> Diagnostic | None:
        """What is wrong with the file of a text: it can't be read, or it is there in both formats."""
        return self.told(kind, name)[1]

    def told(self, kind: Kind, name: str) -> tuple[Source | None, Diagnostic | None]:
        """A text by its name, and what is wrong with its file."""
        place = self._place(kind, name)
        if place is None:
            return None, None
        read = self._read(place)
        if not isinstance(read, Source):
            return None, read.finding()
        other = _other_format(place)
        if not other.is_file():
            return read, None
        message = say(
            "« {nom} » est écrit deux fois dans le même dossier, en Markdown et en Word.", nom=place.stem
        )
        hint = say("Gardez celui des deux qui fait foi : {un} ou {autre}.", un=place.name, autre=other.name)
        beside = self.sources.name_of(other)
        places = Location(read.path), Location(beside) if beside else None
        return read, GABARIT_DOUBLE.finding(message, *places, hint=hint)

    def beside(self, kind: Kind, name: str) -> str:
        """The file of a text that isn't read, since the same folder holds it in the other format; or ""."""
        place = self._place(kind, name)
        other = _other_format(place) if place is not None else None
        return (self.sources.name_of(other) or "") if other is not None and other.is_file() else ""

    def _place(self, kind: Kind, name: str) -> Path | None:
        """The file of a text: in the folder of its kind, then among the clauses, the nearest first."""
        if len(name) > _LONGEST_NAME or "/" in name or "\\" in name or "\0" in name:
            return None  # a name that no file has, or that leads out of the folders of templates
        folders = self.path.for_kind(kind.famille)
        for parts in (tuple(kind.chemin.split("/")), _CLAUSES):
            for folder in folders:
                for suffix in (_MARKDOWN, _WORD):
                    place = folder.joinpath(*parts, f"{name}{suffix}")
                    if place.is_file():
                        return place
        return None

    def _first(self, folders: Sequence[Path], *parts: str) -> Source | None:
        for folder in folders:
            place = folder.joinpath(*parts)
            if place.is_file():
                read = self._read(place)
                return read if isinstance(read, Source) else None
        return None

    def _read(self, place: Path) -> Source | SourceFault:
        if place.suffix == _WORD:
            return self.sources.read(place, limit=MAX_WORD)
        return self.sources.read(place)

    def _manifest(self, place: Path) -> Source | None:
        """A manifest as it is on the disk, read into the log; None once its fault is told."""
        source = self.sources.read(place)
        if isinstance(source, Source):
            return source
        self.findings.append(source.finding())
        return None

    def _kind(self, source: Source, family: str, code: str) -> Kind | None:
        kind, findings = _declared(source.content, source.path, family, code)
        self.findings.extend(findings)
        return kind


@follows_the_law
@lru_cache(maxsize=256)
def _declared(
    content: bytes, path: str, family: str, code: str
) -> tuple[Kind | None, tuple[Diagnostic, ...]]:
    """What a manifest declares, and what is wrong with it; one that was read before is not read again."""
    typed = read_typed(content, path, Kind, Mender.SERVICE_JURIDIQUE)
    findings = [*typed.findings]
    if typed.value is None:
        return None, tuple(findings)
    lecteur = DeclarationReader(typed.location, findings)
    champs = lecteur.champs(typed.value.declares, "champs")
    lecteur.objet(typed.value.objet, champs)
    colonnes = FormulaReader(lecteur, champs).colonnes(typed.value.declares, "champs")
    formules = FormulaReader(lecteur, with_columns(champs, colonnes))
    calculs = formules.calculs(typed.value.calculs_declares)
    kind = replace(
        typed.value,
        code=code,
        chemin=f"{family}/{code}",
        champs=champs,
        colonnes=colonnes,
        calculs=calculs,
        controles=formules.controles(typed.value.controles_declares, calculs),
        visas=formules.visas(typed.value.articles, calculs),
    )
    return kind, tuple(findings)


def _other_format(place: Path) -> Path:
    return place.with_suffix(_WORD if place.suffix == _MARKDOWN else _MARKDOWN)


def _name(code: str) -> str:
    return cle(code.replace("_", "-"))
