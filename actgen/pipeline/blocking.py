"""What the findings keep from being written, act by act (DESIGN.md section 3).

An act that states a contradictory figure is refused; a legal error refuses the deliberation and the
certificate, not the minutes, which record what happened.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from actgen.diagnostics import Diagnostic, Report, Scope, Severity
from actgen.kinds.manifest import Famille
from actgen.model.seance import Seance

_LIFTED_BY_OVERRIDE = (Scope.LEGAL, Scope.CERTIFICATE)
_BLOCKED: dict[Scope, frozenset[Famille]] = {
    Scope.RUN: frozenset(Famille),
    Scope.STATED: frozenset({Famille.DELIBERATION, Famille.CERTIFICAT, Famille.PROCES_VERBAL}),
    Scope.LEGAL: frozenset({Famille.DELIBERATION, Famille.CERTIFICAT}),
    Scope.CERTIFICATE: frozenset({Famille.CERTIFICAT}),
    Scope.CONVENTION: frozenset({Famille.CONVENTION}),
    Scope.NOTHING: frozenset(),
}


def blocking(famille: Famille, point: int | None, findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The errors that refuse an act of this family; minutes are refused by the errors of any item."""
    return tuple(
        finding
        for finding in findings
        if finding.severity is Severity.ERROR
        and famille in _BLOCKED[finding.scope]
        and (finding.point is None or point is None or finding.point == point)
    )


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
        finding.scope not in _LIFTED_BY_OVERRIDE or finding.code not in overrides
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
