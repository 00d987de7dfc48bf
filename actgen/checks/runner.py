"""Runs every rule in one pass."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from types import ModuleType
from typing import Any, TypeVar

from msgspec import Struct, field

from actgen.base.diagnostics import Diagnostic, Location, Scope, Severity
from actgen.base.errors import EnvironmentFault, InternalError
from actgen.base.records import replace
from actgen.checks import (
    a_venir,
    actes,
    adjoints,
    annee,
    controles,
    convocation,
    deliberations,
    droit,
    effectif,
    elections,
    epci,
    execution,
    interets,
    mouvements,
    nominations,
    points,
    pouvoirs,
    presidence,
    proces_verbal,
    publicite,
    quorum,
    reprises,
    retours,
    reunion,
    scrutins,
    secretaire,
    suspensions,
    votes,
)
from actgen.checks.citations import cite
from actgen.checks.groupements import adhesion, annexe_1, avenant, convention, coordonnateur
from actgen.council.facts.groupement import Groupement
from actgen.council.figures.reponses import sans_les_fautives
from actgen.council.figures.seance import FiguresSeance
from actgen.council.kinds.catalogue import Catalogue

Rule = Callable[..., Iterator[Diagnostic]]
T = TypeVar("T")
_MOST_GROUPS = 8


def rules_of(*modules: ModuleType) -> dict[tuple[str, ...], tuple[Rule, ...]]:
    """Every function « check_… » of these modules as it stands there, by the names of what it asks for."""
    found: dict[tuple[str, ...], tuple[Rule, ...]] = {}
    for module in modules:
        for name, value in vars(module).items():
            if name.startswith("check_") and value.__module__ == module.__name__:
                code = value.__code__
                asked = tuple(each.lstrip("_") for each in code.co_varnames[: code.co_argcount])
                found[asked] = (*found.get(asked, ()), value)
    return found


_OF_SESSIONS = rules_of(
    mouvements,
    suspensions,
    points,
    reprises,
    controles,
    annee,
    droit,
    convocation,
    reunion,
    effectif,
    presidence,
    secretaire,
    pouvoirs,
    quorum,
    votes,
    elections,
    nominations,
    adjoints,
    scrutins,
    interets,
    execution,
    a_venir,
    deliberations,
    actes,
    publicite,
    proces_verbal,
    retours,
    epci,
)
_OF_GROUPS = rules_of(coordonnateur, adhesion, convention, annexe_1, avenant)
SESSION_RULES = _OF_SESSIONS["figures",]
"""In the order in which a session goes; each answers nothing for what has not happened yet."""
_WITH_KINDS = rules_of(points, deliberations, reunion, epci, execution, actes)
CATALOGUE_RULES = _WITH_KINDS["figures", "catalogue"]
DATED_RULES = _OF_SESSIONS["figures", "au"]
"""Rules that answer only when the user names a day: what is late."""
GROUP_RULES = _OF_GROUPS["groupement", "jour"]


class RuleCrash(InternalError):
    """Some rules failed: a bug of theirs alone. `findings` holds what the others found."""

    def __init__(self, rules: tuple[str, ...], findings: tuple[Diagnostic, ...]) -> None:
        super().__init__(f"rules that crashed: {', '.join(rules)}")
        self.rules = rules
        self.findings = findings


def check_session(
    figures: FiguresSeance, catalogue: Catalogue, as_of: date | None = None
) -> tuple[Diagnostic, ...]:
    """Every finding on a session, in the order of the rules; with `as_of`, what is late on that day too.

    Raises RuleCrash once all have run.
    """
    with_catalogue = (_of_session(rule, figures, catalogue) for rule in CATALOGUE_RULES)
    dated = () if as_of is None else (_of_session(rule, figures, as_of) for rule in DATED_RULES)
    return run((*(_of_session(rule, figures) for rule in SESSION_RULES), *with_catalogue, *dated))


def check_group(groupement: Groupement, jour: date) -> tuple[Diagnostic, ...]:
    """Every finding on a group, for its coordinator, by the law of that day."""
    return run(_named(rule, groupement, jour) for rule in GROUP_RULES)


class KnownGroups(Struct):
    """What was asked of groups, each question once: the models of five hundred communes ask it of one group.

    A group is known as the same object, not as an equal one. The last few are kept.
    """

    _known: OrderedDict[tuple[int, date], tuple[Groupement, dict[object, tuple[Any, ...]]]] = field(
        default_factory=OrderedDict
    )

    def told(
        self, ask: Callable[[Groupement, date], Iterable[T]], groupement: Groupement, jour: date
    ) -> Iterator[T]:
        """What a rule, or another function of a group and a day, answers; before it crashes, if it does."""
        answers = self._of(groupement, jour)
        if ask not in answers:
            told = []
            for each in ask(groupement, jour):
                yield each
                told.append(each)
            answers[ask] = tuple(told)
        else:
            yield from answers[ask]

    def _of(self, groupement: Groupement, jour: date) -> dict[object, tuple[Any, ...]]:
        place = id(groupement), jour  # no other has this identity while it is kept beside
        _, answers = self._known.setdefault(place, (groupement, {}))
        self._known.move_to_end(place)
        if len(self._known) > _MOST_GROUPS:
            self._known.popitem(last=False)
        return answers


def check_groups(figures: FiguresSeance, known: KnownGroups) -> tuple[Diagnostic, ...]:
    """Every finding on the groups that a session names, but what its own rules tell already.

    Raises RuleCrash once all have run, on all the groups.
    """
    groupes = {p.point.groupement.cle: p.point.groupement for p in figures.points if p.point.groupement}
    jour, dites = figures.seance.date, retours.signatures_jugees(figures)
    found = run(
        (_name_of(rule), partial(_apart, known, rule, groupe, jour, dites))
        for groupe in groupes.values()
        for rule in GROUP_RULES
    )
    if not any(_refuse_la_convention(finding) for finding in found):
        return found
    restent = {code for groupe in groupes.values() for code in known.told(_codes_qui_restent, groupe, jour)}
    return tuple(_in_its_place(finding, restent) for finding in found)


def _codes_qui_restent(groupement: Groupement, jour: date) -> Iterator[str]:
    """The codes of what refuses the convention without the answers at fault."""
    for finding in check_group(sans_les_fautives(groupement), jour):
        if _refuse_la_convention(finding):
            yield finding.code


def _refuse_la_convention(finding: Diagnostic) -> bool:
    return finding.severity is Severity.ERROR and finding.scope is Scope.CONVENTION


def _in_its_place(finding: Diagnostic, restent: set[str]) -> Diagnostic:
    """An error of one member's answer alone warns, and refuses nothing: annexe 1 takes nothing of it."""
    if not _refuse_la_convention(finding) or finding.code in restent:
        return finding
    return replace(finding, severity=Severity.WARNING, scope=Scope.NOTHING)


NamedRule = tuple[str, Callable[[], Iterator[Diagnostic]]]


def run(rules: Iterable[NamedRule]) -> tuple[Diagnostic, ...]:
    """The findings of all these rules; a rule that crashes hides none of the others."""
    findings: list[Diagnostic] = []
    crashes: dict[str, Exception] = {}
    for name, rule in rules:
        try:
            findings.extend(rule())
        except EnvironmentFault:  # the law itself is faulty: nothing holds
            raise
        except Exception as crash:  # whatever it is, the other rules must run
            crashes[name] = crash
    if crashes:
        causes = ExceptionGroup("rules", list(crashes.values()))
        raise RuleCrash(tuple(crashes), tuple(findings)) from causes
    return tuple(findings)


def _apart(
    known: KnownGroups, rule: Rule, groupement: Groupement, jour: date, told: frozenset[Location]
) -> Iterator[Diagnostic]:
    """What a rule finds of a group, without what it finds at these places."""
    return (finding for finding in known.told(rule, groupement, jour) if finding.location not in told)


def _of_session(rule: Rule, figures: FiguresSeance, *facts: object) -> NamedRule:
    """A rule on a session: what it finds cites the law as it applies to the body that met."""
    name, call = _named(rule, figures, *facts)
    return name, lambda: (cite(finding, figures) for finding in call())


def _named(rule: Rule, *facts: object) -> NamedRule:
    return _name_of(rule), partial(rule, *facts)


def _name_of(rule: Rule) -> str:
    return f"{rule.__module__.rpartition('.')[2]}.{rule.__name__}"
