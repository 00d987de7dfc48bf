"""What is kept of the sessions of one call: a line each, totals, and which findings came back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from actgen.diagnostics import Severity
from actgen.kinds.manifest import Famille
from actgen.pipeline.options import ActPlan, Due, Examination

_GRAVE = (Severity.ERROR, Severity.WARNING)
_NO_ACT = Famille.PENSE_BETE  # the page « À faire » tells of the acts


@dataclass(frozen=True, slots=True)
class Line:
    """One session in figures. `crashed`: a rule of actgen's own failed; `read`: there is a session at all."""

    file: Path
    read: bool
    errors: int = 0
    warnings: int = 0
    informations: int = 0
    set_aside: int = 0
    ready: int = 0
    drafts: int = 0
    not_yet: int = 0
    refused: int = 0
    crashed: bool = False


@dataclass
class Tally:
    """Counts, and nothing of the sessions themselves: a thousand files take the room of a thousand lines.

    `codes`: in how many files each code was found, errors and warnings alone.
    """

    lines: list[Line] = field(default_factory=list)
    codes: Counter[tuple[Severity, str]] = field(default_factory=Counter)

    def add(self, file: Path, examination: Examination) -> Line:
        """Count a session in."""
        report = examination.report
        due = Counter(_state(plan) for plan in examination.plans if plan.kind.famille is not _NO_ACT)
        line = Line(
            file,
            read=examination.seance is not None,
            errors=len(report.errors),
            warnings=len(report.warnings),
            informations=len(report.of(Severity.INFO)),
            set_aside=len(examination.set_aside),
            ready=due["prêt"],
            drafts=due["projet"],
            not_yet=due["à venir"],
            refused=due["refusé"],
            crashed=bool(examination.crashes),
        )
        self.lines.append(line)
        self.codes.update({(f.severity, f.code) for f in report.findings if f.severity in _GRAVE})
        return line

    def fail(self, file: Path) -> None:
        """Count in a file that a fault of actgen's own kept from being examined."""
        self.lines.append(Line(file, read=False, crashed=True))

    def total(self, what: str) -> int:
        """The sum of one of the figures of lines."""
        return sum(getattr(line, what) for line in self.lines)


def _state(plan: ActPlan) -> str:
    if plan.due is Due.WRITTEN:
        return "projet" if plan.projet else "prêt"
    return "à venir" if plan.due is Due.NOT_YET else "refusé"
