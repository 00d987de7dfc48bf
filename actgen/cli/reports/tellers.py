"""How `check` tells what it found: each session as soon as it is known, nothing kept but counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from actgen.cli.reports.as_json import crashed_report, session_report, summary
from actgen.cli.reports.examination import show_examination
from actgen.cli.reports.json_document import JsonReport
from actgen.cli.reports.several import show_errors, show_summary
from actgen.cli.reports.tally import Tally
from actgen.cli.screen import Screen
from actgen.pipeline.options import Examination

MANY = 5  # up to here each session is shown whole


class Teller(Protocol):
    """Tells of each session in turn; `fail`: a fault of actgen's own kept a file from being examined."""

    def tell(self, file: Path, examination: Examination) -> None: ...

    def fail(self, file: Path) -> None: ...

    def close(self) -> None: ...


def teller(
    screen: Screen,
    files: int,
    *,
    as_json: bool,
    details: bool = False,
    informations: bool = False,
) -> Teller:
    """The one for that many files: a long call is brief unless details are asked for.

    `informations`: told in full rather than counted, as `details` tell them.
    """
    if as_json:
        return _Json(JsonReport(screen))
    brief = files > MANY and not details
    return _Brief(screen) if brief else _Whole(screen, details, informations)


@dataclass
class _Json:
    report: JsonReport
    tally: Tally = field(default_factory=Tally)

    def tell(self, file: Path, examination: Examination) -> None:
        self.report.add(session_report(file.as_posix(), examination))
        self.tally.add(file, examination)

    def fail(self, file: Path) -> None:
        self.tally.fail(file)
        self.report.add(crashed_report(file.as_posix()))

    def close(self) -> None:
        self.report.close({"bilan": summary(self.tally)})


@dataclass
class _Whole:
    screen: Screen
    details: bool
    informations: bool
    tally: Tally = field(default_factory=Tally)

    def tell(self, file: Path, examination: Examination) -> None:
        if self.tally.lines:
            self.screen.line()
        show_examination(
            file,
            examination,
            self.screen,
            details=self.details,
            informations=self.informations,
        )
        self.tally.add(file, examination)

    def fail(self, file: Path) -> None:
        self.tally.fail(file)

    def close(self) -> None:
        if len(self.tally.lines) > 1:
            self.screen.line()
            show_summary(self.tally, self.screen, brief=False)


@dataclass
class _Brief:
    screen: Screen
    tally: Tally = field(default_factory=Tally)

    def tell(self, file: Path, examination: Examination) -> None:
        show_errors(file, examination, self.screen)
        self.tally.add(file, examination)

    def fail(self, file: Path) -> None:
        self.tally.fail(file)

    def close(self) -> None:
        if self.tally.lines:  # unless something stopped the call before its first file
            show_summary(self.tally, self.screen, brief=True)
