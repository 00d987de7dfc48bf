"""One session file and all that it names → the model, or located French findings."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Generic, TypeVar

from pydantic import BaseModel

from actgen.diagnostics import Diagnostic, Location, Mender, Scope, Severity
from actgen.facts.charte import Charte
from actgen.facts.collectivite import Collectivite
from actgen.facts.groupement import Groupement
from actgen.facts.seance import Seance
from actgen.facts.texte import Prose
from actgen.kinds.catalogue import Catalogue
from actgen.reading.shapes import Refine
from actgen.reading.tables import LIMIT as TABLE_LIMIT
from actgen.reading.typed import read_typed
from actgen.sources import Source, SourceFault, Sources

from .accuses import Boite
from .annees import Annees, a_leur_place
from .chartes import ChartesLoader
from .collectivites import CollectiviteLoader
from .couts import avec_couts
from .genes import genent_les_parts
from .groupe_nomme import a_demander, dits_au_membre, sans_retours
from .groupements import GroupementLoader
from .kept import Kept
from .natures import autre_nature
from .receptions import avec_les_accuses
from .seances import SeanceLoader
from .shapes.champs import champs_caches, refine_points
from .shapes.collectivite import CollectiviteShape
from .shapes.groupement import FichierGroupement
from .shapes.seance import FichierSeance

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")
PROSE_LIMIT = 5_000_000
_FEW = 8  # of one session alone


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a session file gives: no session as soon as one finding stops the run.

    `charte` is the house style of its collectivity all the same, so that its images are looked at.
    """

    seance: Seance | None
    findings: tuple[Diagnostic, ...]
    charte: Charte | None = None


def load_session(
    path: Path,
    sources: Sources,
    catalogue: Catalogue,
    kept: Kept | None = None,
    annees: Annees | None = None,
) -> Loaded:
    """Read a session, its collectivity, its groups and its texts; every finding in one pass.

    `kept` holds the collectivities and groups that other sessions of the same call have read, `annees` what
    the workspaces tell of their years.
    """
    loader = _Loader(sources, kept or Kept(_FEW))
    seance = loader.session(path, catalogue, annees or Annees())
    return Loaded(None if loader.stopped else seance, tuple(loader.findings), loader.charte)


def load_groupement(
    path: Path, sources: Sources, kept: Kept | None = None
) -> tuple[Groupement | None, tuple[Diagnostic, ...]]:
    """Read a group file and the texts that it names; `kept` as for a session."""
    loader = _Loader(sources, kept or Kept(_FEW))
    groupement = loader.group_from(sources.read(path, anywhere=True))
    return (None if loader.stopped else groupement), tuple(loader.findings)


def load_couts(path: Path, sources: Sources) -> tuple[Groupement | None, tuple[Diagnostic, ...]]:
    """Read a group file for its shares: no group only where an error touches its members or its costs."""
    source = sources.read(path, anywhere=True)
    if isinstance(source, SourceFault):
        return None, (source.finding(),)
    loader = _Loader(sources, Kept(_FEW), salvage=True)
    groupement = loader._group(source)
    found = tuple(loader.findings)
    return (None if genent_les_parts(found, source) else groupement), found


def load_collectivite(path: Path, sources: Sources) -> tuple[Collectivite | None, tuple[Diagnostic, ...]]:
    """Read the file of a collectivity, named by itself."""
    loader = _Loader(sources, Kept(_FEW))
    source = sources.read(path, anywhere=True)
    if isinstance(source, SourceFault):
        return None, (source.finding(),)
    collectivite = loader._roster(source, tenue=True)
    return (None if loader.stopped else collectivite), tuple(loader.findings)


@dataclass(frozen=True, slots=True)
class _Fichier(Generic[M]):
    """A file without fault of shape: what it says, and where it says it."""

    source: Source
    valeur: M
    lieu: Callable[..., Location]


@dataclass
class _Loader:
    """Reads the files that a session names, each once; what is found wrong gathers in `findings`.

    `salvage`: a group's file at fault gives what its other keys say.
    """

    sources: Sources
    kept: Kept
    findings: list[Diagnostic] = field(default_factory=list)
    groupements: dict[str, Groupement | None] = field(default_factory=dict)
    charte: Charte | None = None
    salvage: bool = False

    @property
    def stopped(self) -> bool:
        return any(f.severity is Severity.ERROR and f.scope is Scope.RUN for f in self.findings)

    def session(self, path: Path, catalogue: Catalogue, annees: Annees) -> Seance | None:
        """The session of a file; names are looked up only in a collectivity that is without fault."""
        source = self.sources.read(path, anywhere=True)
        if isinstance(source, SourceFault):
            self.findings.append(source.finding())
            return None
        fichier = self._fichier(source, FichierSeance, refine=refine_points(catalogue.get))
        if fichier is None:
            return None
        collectivite = self._collectivite(fichier)
        self.charte = collectivite.charte if collectivite is not None else None
        if collectivite is None or self.stopped:
            return None
        self.findings.extend(catalogue.findings)
        for kind in catalogue.kinds.values():
            self.findings.extend(champs_caches(kind))
        shape = fichier.valeur
        seance = a_leur_place(
            SeanceLoader(
                shape=fichier.valeur,
                fichier=fichier.source.path,
                collectivite=collectivite,
                catalogue=catalogue,
                lieu=fichier.lieu,
                groupement=self._groupement,
                prose=self._prose_beside(fichier.source),
                findings=self.findings,
                annee=annees.annee(
                    self.sources, source.path, shape.collectivite, shape.seance.organe, shape.seance.date
                ),
            ).charger()
        )
        autour = annees.autour(self.sources, source.path, shape.seance.date)
        boite = Boite(self.sources, self.kept, path.parent, autour)
        return avec_les_accuses(seance, boite, self.findings)

    def _fichier(
        self,
        source: Source,
        shape: type[M],
        mender: Mender = Mender.SECRETAIRE,
        refine: Refine | None = None,
    ) -> _Fichier[M] | None:
        """What a file says; None after a finding."""
        typed = read_typed(source.content, source.path, shape, mender, refine, salvage=self.salvage)
        autre = None if typed.value else autre_nature(typed.places.tree, source.path, shape, mender)
        self.findings.extend([autre] if autre else typed.findings)
        value = typed.value or typed.partial
        return None if value is None else _Fichier(source, value, typed.location)

    def _collectivite(self, session: _Fichier[FichierSeance]) -> Collectivite | None:
        nommee = session.valeur.collectivite
        tenue = session.valeur.absents is not None
        if nommee.fichier is None:
            ici = partial(session.lieu, "collectivite")
            chartes = self._chartes(session.source)
            return CollectiviteLoader(nommee, ici, self.findings, tenue, chartes).charger()
        source = self._named("collectivites", nommee.fichier)
        if isinstance(source, SourceFault):
            self.findings.append(source.finding(session.lieu("collectivite")))
            return None
        return self._once(("collectivite", tenue), source, lambda loader: loader._roster(source, tenue))

    def _roster(self, source: Source, tenue: bool) -> Collectivite | None:
        fichier = self._fichier(source, CollectiviteShape)
        if fichier is None:
            return None
        chartes = self._chartes(source)
        return CollectiviteLoader(fichier.valeur, fichier.lieu, self.findings, tenue, chartes).charger()

    def _once(self, key: tuple[Hashable, ...], source: Source, load: Callable[[_Loader], T]) -> T:
        """What a file of the workspace gives, with its findings, read by the first session that names it."""

        def make(log: Sources) -> tuple[T, tuple[Diagnostic, ...]]:
            loader = _Loader(log, self.kept)
            return load(loader), tuple(loader.findings)

        value, findings = self.kept.get((*key, source.path, source.sha256), self.sources, make)
        self.findings.extend(findings)
        return value

    def _groupement(self, nom: str, lieu: Location) -> Groupement | None:
        if nom not in self.groupements:
            known = len(self.findings)
            source = self._named("groupements", nom)
            if isinstance(source, SourceFault):
                source = a_demander(source, dossier=(self.sources.workspace / "groupements").is_dir())
            groupement = self.group_from(source, lieu)
            dits = self.findings[known:]
            self.groupements[nom] = groupement and sans_retours(groupement, dits)
            self.findings[known:] = dits_au_membre(dits)
        return self.groupements[nom]

    def group_from(self, source: Source | SourceFault, lieu: Location | None = None) -> Groupement | None:
        """The group of a file that was read; `lieu` is where another file names it."""
        if isinstance(source, SourceFault):
            self.findings.append(source.finding(lieu))
            return None
        return self._once(("groupement",), source, lambda loader: loader._group(source))

    def _group(self, source: Source) -> Groupement | None:
        fichier = self._fichier(source, FichierGroupement, mender=Mender.COORDONNATEUR)
        if fichier is None:
            return None
        groupement = GroupementLoader(
            shape=fichier.valeur,
            nom=PurePosixPath(fichier.source.path).stem,
            fichier=fichier.source.path,
            lieu=fichier.lieu,
            prose=self._prose_beside(fichier.source, Mender.COORDONNATEUR),
            retours=partial(self._table_beside, fichier.source),
            findings=self.findings,
            chartes=self._chartes(fichier.source, Mender.COORDONNATEUR),
        ).charger()
        if groupement is None:
            return None
        return avec_couts(groupement, fichier.valeur.annexe_2, fichier.lieu, self.findings)

    def _table_beside(self, owner: Source, nom: str, lieu: Location) -> Source | None:
        """The spreadsheet that a group's file names, beside it; its fault keeps back the convention alone."""
        base = self.sources.workspace / PurePosixPath(owner.path).parent
        source = self.sources.read(nom, base=base, limit=TABLE_LIMIT)
        if isinstance(source, SourceFault):
            fault = source.finding(lieu)
            self.findings.append(replace(fault, scope=Scope.ANSWERS, mender=Mender.COORDONNATEUR))
            return None
        return source

    def _named(self, dossier: str, nom: str) -> Source | SourceFault:
        """A file of the workspace by its short name: `dietwiller` is collectivites/dietwiller.yaml."""
        fichier = nom if nom.endswith((".yaml", ".yml")) else f"{nom}.yaml"
        return self.sources.read(f"{dossier}/{fichier}")

    def _chartes(self, owner: Source, mender: Mender = Mender.SECRETAIRE) -> ChartesLoader:
        return ChartesLoader(self.sources, PurePosixPath(owner.path).parent, self.findings, mender)

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
