"""The sessions of an export: one, those of a collectivity's year, those that voted on a group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from actgen.checks import RuleCrash
from actgen.diagnostics import Diagnostic, Location, Severity
from actgen.facts.collectivite import Collectivite
from actgen.facts.groupement import Groupement
from actgen.facts.seance import EtatSeance, Seance
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.kinds.catalogue import Catalogue
from actgen.kinds.manifest import Kind
from actgen.loading.natures import dossier_de
from actgen.loading.session import load_collectivite, load_groupement
from actgen.reading.yaml_tree import read_tree
from actgen.session.cache import Cache
from actgen.session.examination import prepare
from actgen.session.result import Options
from actgen.session.workspace import left_aside, may_be_of, session_files
from actgen.sources import Source, SourceFault, Sources
from actgen.text.dates import date_chiffres
from actgen.text.grammar import compte
from actgen.text.messages import phrase, say

from ..codes import EXPORT_SEANCE

_DE_PLUSIEURS = _COLLECTIVITES, _GROUPEMENTS = "collectivites", "groupements"


@dataclass(frozen=True, slots=True)
class Jugee:
    """A session with what was found in it."""

    figures: FiguresSeance
    catalogue: Catalogue
    constats: tuple[Diagnostic, ...]

    def actes(self) -> Iterator[tuple[FiguresPoint, Kind]]:
        """The items that were decided and give a deliberation, with its kind."""
        for point in self.figures.points:
            kind = self.catalogue.get(point.point.acte) if point.point.acte else None
            if kind is not None and kind.famille.est_votee and not point.point.abandon:
                yield point, kind


@dataclass
class Choix:
    """What a file asks for: `groupement` or `collectivite` narrows the sessions of its workspace.

    Sessions are read once, figures and rules alone: no act is composed. What is wrong gathers in `findings`.
    """

    path: Path
    year: int | None
    options: Options
    sources: Sources
    cache: Cache = field(default_factory=Cache)
    findings: list[Diagnostic] = field(default_factory=list)
    dossier: str = ""
    collectivite: Collectivite | None = None
    groupement: Groupement | None = None

    def seances(self) -> list[Jugee]:
        """The sessions, by date, then hour, then file."""
        source = self.sources.read(self.path, anywhere=True)
        if isinstance(source, SourceFault):
            self.findings.append(source.finding())
            return []
        tree, _ = read_tree(source.content, source.path)
        self.dossier = dossier_de(tree)
        if self.dossier == _COLLECTIVITES:
            self.collectivite, found = load_collectivite(self.path, self.sources)
        elif self.dossier == _GROUPEMENTS:
            self.groupement, found = load_groupement(self.path, self.sources)
        else:
            jugee = self._jugee(self.path)
            return [jugee] if jugee is not None else []
        self.findings.extend(each for each in found if each.severity is Severity.ERROR)
        if self.collectivite is None and self.groupement is None:
            return []
        self.findings.extend(left_aside(self.sources))
        jugees = (self._jugee(path) for path in session_files(self.sources))
        return sorted((each for each in jugees if each is not None), key=_ordre)

    def retenu(self, point: FiguresPoint) -> bool:
        """Whether an item is asked for."""
        groupement = point.point.groupement
        return self.groupement is None or (groupement is not None and groupement.nom == self.groupement.nom)

    def _jugee(self, path: Path) -> Jugee | None:
        """The session of a file; None for another's, another year's, one not held, or after a finding."""
        context = prepare(path, self.options, self.cache, words=False, acts=False)
        told = context.examination
        if told.crashes:
            raise _first(told.crashes)
        if told.seance is None or told.figures is None or told.report.stops_everything:
            self._illisible(path, context.sources, told.report.errors)
            return None
        seance = told.seance
        autre = self.collectivite is not None and seance.collectivite.code != self.collectivite.code
        if autre:
            return None
        if self.year is not None and seance.date.year != self.year:
            if self.dossier not in _DE_PLUSIEURS:
                self.findings.append(_autre_annee(seance, self.year))
            return None
        if told.figures.etat is not EtatSeance.TENUE:
            return None
        self.sources.adopt(context.sources)
        catalogue = self.cache.catalogue(context.sources, self.options.templates)
        catalogue = self.cache.catalogue_of(catalogue, seance.collectivite.code)
        return Jugee(told.figures, catalogue, told.report.findings)

    def _illisible(self, path: Path, log: Sources, errors: tuple[Diagnostic, ...]) -> None:
        """A session alone tells its errors; one of many is named, if it may be one of those asked for."""
        if self.collectivite is None and self.groupement is None:
            self.findings.extend(errors)
            return
        source = log.read(path, anywhere=True)
        one_year = self.collectivite is not None and self.year is not None
        if isinstance(source, Source) and one_year and not may_be_of(source, self.path.name, self.year or 0):
            return
        name = source.path if isinstance(source, Source) else path.name
        self.findings.append(
            EXPORT_SEANCE.finding(
                phrase(
                    "Cette séance ne peut pas être exportée : {erreurs} à corriger d'abord.",
                    erreurs=compte(max(len(errors), 1), "erreur"),
                ),
                Location(name),
                hint=say("Voyez lesquelles : actgen check {fichier}", fichier=name),
            )
        )


def _autre_annee(seance: Seance, year: int) -> Diagnostic:
    return EXPORT_SEANCE.finding(
        phrase(
            "La séance est du {jour} : elle n'est pas de l'année {year}, demandée par --year.",
            jour=date_chiffres(seance.date),
            year=year,
        ),
        seance.lieux.get("date") or Location(seance.fichier),
        hint=phrase("Retirez --year, ou donnez l'année de la séance."),
    )


def _first(crashes: tuple[RuleCrash, ...]) -> RuleCrash:
    return crashes[0]


def _ordre(jugee: Jugee) -> tuple[object, ...]:
    seance = jugee.figures.seance
    return seance.date, seance.heure is None, seance.heure, seance.fichier
