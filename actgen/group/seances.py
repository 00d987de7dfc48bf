"""The communes' own session files that speak of a group, and what each tells of its member.

A file is read whole when it holds the name of the group, or when its text shows that it may have lost it:
a workspace may hold a thousand others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time
from functools import cached_property
from pathlib import Path

from msgspec import Struct, field

from actgen.base.diagnostics import Diagnostic, Mender, Scope, Severity
from actgen.base.records import replace
from actgen.checks import RuleCrash, check_session
from actgen.council.facts.groupement import Groupement
from actgen.council.facts.seance import Seance
from actgen.council.facts.suites import Suites
from actgen.council.figures.seance import FiguresPoint, FiguresSeance, compute
from actgen.reading.nodes import Mapping, Node, Scalar, Sequence
from actgen.reading.sources import Source, Sources
from actgen.reading.yaml_tree import read_tree
from actgen.session.cache import Cache
from actgen.session.examination import prepare
from actgen.session.load import load_session
from actgen.session.reasons import Reasons
from actgen.session.result import Options
from actgen.session.workspace import session_files

GROUPEMENTS = "groupements"
_ISSUES = ("vote", "retire", "reporte", "non_traite")
_POINTS = re.compile(r"^points\s*:", re.MULTILINE)
_GROUPEMENT = re.compile(r"^(?!\s*#).*\bgroupement\s*:\s*[\"']?([^\s\"'#,{}]+)", re.MULTILINE)
_WHOSE = re.compile(
    r"^(?!\s*#).*\b(?:collectivite|commune|epci)[ \t]*:[ \t]*[\"']?([^\s\"'#,{}][^\n\"'#,{}]*)", re.MULTILINE
)
_OBSTACLES = (Scope.RUN, Scope.STATED, Scope.LEGAL, Scope.CERTIFICATE)


class SeanceDuGroupe(Struct, frozen=True):
    """A session whose item regards the group; `erreurs` keep what it says of that item from being taken.

    `suites` are the later dates of that item once the group's file has told those that the session leaves
    empty; None when it tells no more.
    """

    figures: FiguresSeance
    point: FiguresPoint
    erreurs: tuple[Diagnostic, ...]
    suites: Suites | None = None

    def completed(self, seance: Seance) -> Seance:
        """The session of that file with all that is known of what followed this item."""
        if self.suites is None:
            return seance
        numero, suites = self.point.point.numero, self.suites
        points = (replace(p, suites=suites) if p.numero == numero else p for p in seance.points)
        return replace(seance, points=tuple(points))

    @property
    def code(self) -> str:
        """The code of the member whose session it is."""
        return self.figures.seance.collectivite.code

    @property
    def order(self) -> tuple[date, time, str]:
        """By day, hour, then file."""
        seance = self.figures.seance
        return seance.date, seance.heure or time.min, seance.fichier


class UnreadableSession(Struct, frozen=True):
    """A session file that can't be read: whose it is, as far as it tells; if it names the group."""

    fichier: str
    collectivite: str
    erreurs: tuple[Diagnostic, ...]
    nomme: bool = True


class SeancesFinder(Struct, dict=True):
    """Looks through the session files of a workspace for those that name one group."""

    groupement: Groupement
    sources: Sources
    cache: Cache
    options: Options = field(default_factory=Options)
    illisibles: list[UnreadableSession] = field(default_factory=list)
    _known: dict[str, bool] = field(default_factory=dict)

    def seances(self) -> tuple[SeanceDuGroupe, ...]:
        """The sessions, in order of day; those that can't be read gather in `illisibles`."""
        trouvees = [seance for place in self._files() for seance in self._read_file(place)]
        return tuple(sorted(trouvees, key=lambda seance: seance.order))

    def _files(self) -> Iterator[Path]:
        for place in session_files(self.sources):
            source = self.sources.apart().read(place)
            if not isinstance(source, Source):  # too big, or closed to us: it may be anybody's
                self.illisibles.append(UnreadableSession(source.path, "", (), nomme=False))
            elif self.groupement.nom.encode() in source.content or self._may_join(source):
                yield place

    def _may_join(self, source: Source) -> bool:
        """Whether a file that doesn't hold the name of the group may be that of a session which joins it.

        It was cut short, or asks to join a group that is not among the workspace's, under any name.
        """
        texte = source.content.decode("utf-8", "replace").rstrip(" \t\r")
        if not _POINTS.search(texte) or not texte.endswith("\n"):
            return True
        nommes = [nom.strip().removesuffix(".yaml") for nom in _GROUPEMENT.findall(texte)]
        sans_nom = len(self._joining.findall(texte)) > len(nommes)
        return sans_nom or not all(self._exists(nom) for nom in nommes)

    @cached_property
    def _joining(self) -> re.Pattern[str]:
        """An item of a kind that asks for a group."""
        kinds = self.cache.catalogue(self.sources.apart(), self.options.templates).kinds
        codes = "|".join(re.escape(code) for code, kind in kinds.items() if "groupement" in kind.demande)
        return re.compile(rf"^(?!\s*#).*\bacte\s*:\s*[\"']?(?:{codes})\b", re.MULTILINE)

    def _exists(self, nom: str) -> bool:
        if nom not in self._known:
            log = self.sources.apart()
            self._known[nom] = isinstance(log.read(f"{GROUPEMENTS}/{nom}.yaml"), Source)
        return self._known[nom]

    def _read_file(self, place: Path) -> Iterator[SeanceDuGroupe]:
        log = self.sources.apart()
        catalogue = self.cache.catalogue(log, self.options.templates)
        lue = load_session(place, log, catalogue, self.cache.files, self.cache.annees)
        if lue.seance is None:
            self._tell_unreadable(place, log, lue.findings)
            return
        seance = lue.seance
        points = [
            p
            for p in seance.points
            if p.groupement
            and (p.groupement.fichier, p.groupement.cle) == (self.groupement.fichier, self.groupement.cle)
        ]
        if not points:
            return
        self.sources.adopt(log)
        communal = self.cache.catalogue_of(catalogue, seance.collectivite.code)
        figures = compute(seance, communal)
        try:
            trouve = check_session(figures, communal)
        except RuleCrash as crash:
            trouve = crash.findings
        # What the commune has answered for in writing is its own affair: the act exists, signed or not.
        motives = Reasons(seance, frozenset(derogation.code for derogation in seance.derogations))
        trouve = motives.remain(trouve)
        for point in map(figures.point, (each.numero for each in points)):
            erreurs = tuple(_obstacles((*lue.findings, *trouve), point.point.numero))
            yield SeanceDuGroupe(figures, point, erreurs or self._refused(place, point, motives.overrides))

    def _refused(self, place: Path, point: FiguresPoint, overrides: frozenset[str]) -> tuple[Diagnostic, ...]:
        """What refuses its act once its town composes it, where nothing else did; not the coordinator's."""
        act = f"deliberation-{point.point.numero:02}"
        options = replace(self.options, only=(act,), overrides=overrides, out=None)
        if not point.delibere:
            return ()
        plans = prepare(place, options, self.cache, shown=act, whole=False).examination.plans
        refus = (each for plan in plans for each in plan.refus)
        return tuple(each for each in refus if each.mender is not Mender.COORDONNATEUR)

    def _tell_unreadable(self, place: Path, log: Sources, findings: tuple[Diagnostic, ...]) -> None:
        source = log.read(place, anywhere=True)
        tree = read_tree(source.content, source.path)[0] if isinstance(source, Source) else None
        if not isinstance(source, Source):
            return
        nom = self.groupement.nom
        nomme = nom.encode() in source.content if tree is None else _names_group(tree, nom)
        if (tree is not None and not nomme and not self._may_join(source)) or _nothing_yet(tree):
            return
        lue = _name_of(tree.get("collectivite")) if tree is not None else ""
        erreurs = tuple(f for f in findings if f.severity is Severity.ERROR)
        self.illisibles.append(UnreadableSession(source.path, lue or _name_in_text(source), erreurs, nomme))


def _obstacles(findings: tuple[Diagnostic, ...], numero: int) -> Iterator[Diagnostic]:
    """The errors that keep this item's act from being written; the coordinator's own aren't the session's."""
    for finding in findings:
        concerne = finding.point in (None, numero) and finding.mender is not Mender.COORDONNATEUR
        if finding.severity is Severity.ERROR and finding.scope in _OBSTACLES and concerne:
            yield finding


def _names_group(noeud: Node, nom: str) -> bool:
    """Whether a part of a file that can't be read names this group, be it under a misspelt key."""
    if isinstance(noeud, Sequence):
        return any(_names_group(element, nom) for element in noeud.items)
    if not isinstance(noeud, Mapping):
        return False
    nomme = noeud.get("groupement")
    ici = isinstance(nomme, Scalar) and nomme.text.partition(",")[0].strip().removesuffix(".yaml") == nom
    return ici or any(_names_group(valeur, nom) for _, valeur in noeud)


def _name_of(noeud: Node | None) -> str:
    """The collectivity of a session as its file calls it: a file of collectivites/, or a name."""
    if isinstance(noeud, Scalar):
        return noeud.text
    if isinstance(noeud, Mapping):
        commune = noeud.get("commune") or noeud.get("epci")
        return commune.text if isinstance(commune, Scalar) else ""
    return ""


def _name_in_text(source: Source) -> str:
    """The collectivity of a file that is no YAML, as its text has it."""
    trouve = _WHOSE.search(source.content.decode("utf-8", "replace"))
    return trouve[1].strip() if trouve else ""


def _nothing_yet(tree: Mapping | None) -> bool:
    """Whether a session was begun and left: without a day, and without a vote on any item."""
    seance, points = (tree.get(cle) for cle in ("seance", "points")) if tree is not None else (None, None)
    if not isinstance(seance, Mapping) or not isinstance(points, Sequence):
        return False
    return _is_empty(seance.get("date")) and all(
        isinstance(point, Mapping) and all(_is_empty(point.get(cle)) for cle in _ISSUES)
        for point in points.items
    )


def _is_empty(noeud: Node | None) -> bool:
    return noeud is None or (isinstance(noeud, Scalar) and noeud.empty)
