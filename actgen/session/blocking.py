"""What the findings keep from being written, act by act (DESIGN.md section 3).

An act that states a contradictory figure is refused; a legal error refuses the deliberation and the
certificate, not the minutes, which record what happened.
"""

from __future__ import annotations

from collections.abc import Iterable

from actgen.diagnostics import Diagnostic, Scope, Severity
from actgen.kinds.manifest import Famille

_BLOCKED: dict[Scope, frozenset[Famille]] = {
    Scope.RUN: frozenset(Famille),
    Scope.STATED: frozenset({Famille.DELIBERATION, Famille.CERTIFICAT, Famille.PROCES_VERBAL, Famille.LISTE}),
    Scope.LEGAL: frozenset({Famille.DELIBERATION, Famille.CERTIFICAT}),
    Scope.CERTIFICATE: frozenset({Famille.CERTIFICAT}),
    Scope.CONVENTION: frozenset({Famille.CONVENTION}),
    Scope.ANSWERS: frozenset({Famille.CONVENTION}),
    Scope.MINUTES: frozenset({Famille.PROCES_VERBAL}),
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
