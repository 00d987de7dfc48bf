"""The reasons that a session file gives for setting findings aside: which they lift, which lift nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from actgen.diagnostics import Diagnostic, Report, Scope, Severity, declare
from actgen.model.seance import Derogation, Seance
from actgen.text.messages import say

from .codes import known_code, nearest_code

DEROGATION_INCONNUE = declare(
    "DEROGATION-INCONNUE",
    Severity.WARNING,
    "Une dérogation nomme le code d’un contrôle et, s’il y a lieu, un point de la séance\u00a0: sinon elle "
    "n’écarte rien.",
)

LIFTED_BY_OVERRIDE = (Scope.LEGAL, Scope.CERTIFICATE, Scope.MINUTES)


def check_derogations(seance: Seance) -> Iterator[Diagnostic]:
    """A reason that can set nothing aside was meant for something: it is told, with the nearest code."""
    for derogation in seance.derogations:
        if not known_code(derogation.code):
            yield _unknown_code(derogation)
        elif derogation.point is not None and derogation.point not in _numbers(seance):
            yield DEROGATION_INCONNUE.finding(
                say(
                    "La dérogation {code} vise le point {point}, que la séance n'a pas.",
                    code=derogation.code,
                    point=derogation.point,
                ),
                derogation.lieu_point,
                hint=say("Corrigez le numéro, ou retirez « point » pour toute la séance."),
            )


def _unknown_code(derogation: Derogation) -> Diagnostic:
    near = nearest_code(derogation.code)
    return DEROGATION_INCONNUE.finding(
        say(
            "Aucun contrôle ne porte le code « {code} » : cette dérogation n'écarte rien.",
            code=derogation.code,
        ),
        derogation.lieu,
        hint=(
            say("Le code le plus proche : {near}.", near=near)
            if near
            else say("Reprenez le code affiché à droite du constat. La liste : actgen explain.")
        ),
    )


def _numbers(seance: Seance) -> set[int]:
    return {point.numero for point in seance.points}


def set_aside(report: Report, seance: Seance, overrides: frozenset[str]) -> Report:
    """The report with the reasons of the session file applied.

    A warning with a reason becomes an information that quotes it; a legal error needs `--override`
    with its code besides. What contradicts itself is never lifted.
    """
    return Report(tuple(_set_aside(finding, seance, overrides) for finding in report.findings))


def _set_aside(finding: Diagnostic, seance: Seance, overrides: frozenset[str]) -> Diagnostic:
    motif = _motif(finding, seance)
    if motif is None or finding.severity is Severity.INFO:
        return finding
    if finding.severity is Severity.ERROR and (
        finding.scope not in LIFTED_BY_OVERRIDE or finding.code not in overrides
    ):
        return finding
    return replace(
        finding,
        severity=Severity.INFO,
        scope=Scope.NOTHING,
        hint=f"Écarté, motif écrit dans la séance\u00a0: {motif}",
    )


def _motif(finding: Diagnostic, seance: Seance) -> str | None:
    return next(
        (
            derogation.motif
            for derogation in seance.derogations
            if derogation.code == finding.code and derogation.point in (None, finding.point)
        ),
        None,
    )
