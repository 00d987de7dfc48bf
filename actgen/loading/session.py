"""One session file and all that it names → the model, or located French findings."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TypeVar

from pydantic import BaseModel

from actgen.diagnostics import Diagnostic, Location, Mender, Scope, Severity
from actgen.kinds.catalogue import Catalogue
from actgen.model.collectivite import Collectivite
from actgen.model.groupement import Groupement
from actgen.model.seance import Seance
from actgen.model.texte import Prose
from actgen.reading.typed import Typed, read_typed
from actgen.sources import Source, SourceFault, Sources

from .collectivites import CollectiviteLoader
from .groupements import GroupementLoader
from .seances import SeanceLoader
from .shapes.collectivite import CollectiviteShape
from .shapes.groupement import FichierGroupement
from .shapes.seance import FichierSeance

M = TypeVar("M", bound=BaseModel)
PROSE_LIMIT = 5_000_000


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a session file gives: no session as soon as one finding stops the run."""

    seance: Seance | None
    findings: tuple[Diagnostic, ...]


def load_session(path: Path, sources: Sources, catalogue: Catalogue) -> Loaded:
    """Read a session, its collectivity, its groups and its texts; every finding in one pass."""
    return _Loader(sources, catalogue).session(path)


def load_groupement(path: Path, sources: Sources) -> tuple[Groupement | None, tuple[Diagnostic, ...]]:
    """Read a group file and the texts that it names."""
    loader = _Loader(sources, None)
    source = sources.read(path, anywhere=True)
    groupement = loader.group_from(source)
    return (None if loader.stopped else groupement), tuple(loader.findings)


@dataclass
class _Loader:
    sources: Sources
    catalogue: Catalogue | None
    findings: list[Diagnostic] = field(default_factory=list)
    groupements: dict[str, Groupement | None] = field(default_factory=dict)

    @property
    def stopped(self) -> bool:
        return any(f.severity is Severity.ERROR and f.scope is Scope.RUN for f in self.findings)

    def session(self, path: Path) -> Loaded:
        source = self.sources.read(path, anywhere=True)
        typed = self._typed(source, FichierSeance)
        if typed is None or typed.value is None:
            return Loaded(None, tuple(self.findings))
        collectivite = self._collectivite(typed)
        if collectivite is None or self.stopped:
            return Loaded(None, tuple(self.findings))
        assert self.catalogue is not None, "a session is read with a catalogue"
        self.findings.extend(self.catalogue.findings)
        assert isinstance(source, Source)
        seance = SeanceLoader(
            shape=typed.value,
            fichier=source.path,
            collectivite=collectivite,
            catalogue=self.catalogue,
            lieu=typed.location,
            groupement=self._groupement,
            prose=self._prose_beside(source),
            findings=self.findings,
        ).charger()
        return Loaded(None if self.stopped else seance, tuple(self.findings))

    def _typed(
        self,
        source: Source | SourceFault,
        shape: type[M],
        lieu: Location | None = None,
        mender: Mender = Mender.SECRETAIRE,
    ) -> Typed[M] | None:
        if isinstance(source, SourceFault):
            self.findings.append(source.finding(lieu))
            return None
        typed = read_typed(source.content, source.path, shape, mender)
        self.findings.extend(typed.findings)
        return typed

    def _collectivite(self, session: Typed[FichierSeance]) -> Collectivite | None:
        assert session.value is not None
        nommee = session.value.collectivite
        if nommee.fichier is None:

            def lieu(*path: str | int, part: str = "") -> Location:
                return session.location("collectivite", *path, part=part)

            return CollectiviteLoader(nommee, lieu, self.findings).charger()
        source = self._named("collectivites", nommee.fichier)
        typed = self._typed(source, CollectiviteShape, session.location("collectivite"))
        if typed is None or typed.value is None:
            return None
        return CollectiviteLoader(typed.value, typed.location, self.findings).charger()

    def _groupement(self, nom: str, lieu: Location) -> Groupement | None:
        if nom not in self.groupements:
            self.groupements[nom] = self.group_from(self._named("groupements", nom), lieu)
        return self.groupements[nom]

    def group_from(self, source: Source | SourceFault, lieu: Location | None = None) -> Groupement | None:
        """The group of a file that was read; `lieu` is where another file names it."""
        typed = self._typed(source, FichierGroupement, lieu, Mender.COORDONNATEUR)
        if typed is None or typed.value is None:
            return None
        assert isinstance(source, Source)
        return GroupementLoader(
            shape=typed.value,
            nom=PurePosixPath(source.path).stem,
            fichier=source.path,
            lieu=typed.location,
            prose=self._prose_beside(source, Mender.COORDONNATEUR),
            findings=self.findings,
        ).charger()

    def _named(self, dossier: str, nom: str) -> Source | SourceFault:
        """A file of the workspace by its short name: `dietwiller` is collectivites/dietwiller.yaml."""
        fichier = nom if nom.endswith((".yaml", ".yml")) else f"{nom}.yaml"
        return self.sources.read(f"{dossier}/{fichier}")

    def _prose_beside(self, owner: Source, mender: Mender = Mender.SECRETAIRE) -> _ProseReader:
        return _ProseReader(self.sources, PurePosixPath(owner.path).parent, self.findings, mender)


@dataclass(frozen=True, slots=True)
class _ProseReader:
    """Fetches a text file named by another, beside it; `mender` owns the file that names it."""

    sources: Sources
    dossier: PurePosixPath
    findings: list[Diagnostic]
    mender: Mender

    def __call__(self, nom: str, lieu: Location) -> Prose | None:
        source = self.sources.read(nom, base=self.sources.workspace / self.dossier, limit=PROSE_LIMIT)
        if isinstance(source, SourceFault):
            self.findings.append(replace(source.finding(lieu), mender=self.mender))
            return None
        return Prose(source.path, source.content, lieu)
