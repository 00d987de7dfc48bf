"""Runs the rules on the words of one act, and puts the findings of several acts together."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from actgen.base.diagnostics import Diagnostic, Scope, Severity
from actgen.base.records import replace
from actgen.checks.runner import Rule, rules_of, run
from actgen.checks.textes import articles, elus, forme, mentions, signature, sommes, termes, votes
from actgen.checks.textes.acte import ActeCompose
from actgen.council.figures.seance import FiguresSeance
from actgen.council.kinds.manifest import Famille

_RULES = rules_of(forme, articles, mentions, votes, elus, sommes, termes, signature)
TEXT_RULES = _RULES["acte", "figures"]
"""Each answers nothing for the families of acts that it doesn't regard."""

_GRAVITY = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


def check_acte(acte: ActeCompose, figures: FiguresSeance) -> tuple[Diagnostic, ...]:
    """Every finding on the words of an act. Raises RuleCrash once all the rules have run.

    An error keeps this act from being written (the minutes only by a rule made for them: they record what
    was said), and the certificate of a deliberation that it refuses.
    """
    found = run((_name(rule), partial(rule, acte, figures)) for rule in TEXT_RULES)
    return merged(_scoped(finding, acte.famille) for finding in found)


def merged(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """One finding for one slip, whatever the number of acts that hold the words: the gravest, every place.

    A finding of several items is one of the whole session.
    """
    groups: dict[tuple[str, str], list[Diagnostic]] = {}
    for finding in findings:
        groups.setdefault((finding.code, finding.message), []).append(finding)
    return tuple(_one(group) for group in groups.values())


def _one(group: list[Diagnostic]) -> Diagnostic:
    gravest = max(group, key=lambda finding: _GRAVITY[finding.severity])
    points = {finding.point for finding in group if finding.point is not None}
    return replace(
        gravest,
        locations=tuple(dict.fromkeys(place for finding in group for place in finding.locations)),
        point=points.pop() if len(points) == 1 else None,
    )


_AS_TOLD = (Scope.NOTHING, Scope.RUN, Scope.MINUTES, Scope.CONVOCATION)


def _scoped(finding: Diagnostic, famille: Famille) -> Diagnostic:
    """What an error of these words blocks follows from the act that holds them.

    Minutes record what was said, but don't contradict what they count; the papers around the session decide
    nothing. There it is a warning, that a reason of the session file may set aside.
    """
    if finding.severity is not Severity.ERROR or finding.scope in _AS_TOLD:
        return finding
    if finding.scope is Scope.STATED and famille.traits.raconte:
        return finding  # minutes that tell a figure and its contrary would record both
    if famille.traits.portee is None:
        return replace(finding, severity=Severity.WARNING, scope=Scope.NOTHING)
    return replace(finding, scope=famille.traits.portee)


def _name(rule: Rule) -> str:
    return f"textes.{rule.__module__.rpartition('.')[2]}.{rule.__name__}"
