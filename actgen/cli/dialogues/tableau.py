"""`actgen new collectivite --from`: the members of a spreadsheet, and all that could not be read of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from actgen.authoring.rosters import Table, find_table, read_members
from actgen.cli.dialogues.collectivite import chosen, starter_of, write
from actgen.cli.questions import Questions
from actgen.cli.reports.findings import count, show_findings
from actgen.diagnostics import Diagnostic, Report
from actgen.law.reference import Commune
from actgen.model.collectivite import GenreCollectivite
from actgen.reading.tables import LIMIT, read_sheets
from actgen.sources import SourceFault, Sources
from actgen.text.grammar import compte


def start(workspace: Path, roster: Path, questions: Questions) -> int:
    """Read the spreadsheet, ask what it does not tell, write the file; 1 when an error forbids it."""
    table, told = _table(roster)
    if table is None or Report(told).errors:
        return _refused(told, questions)
    found = chosen(questions, default=_only(table.communes))
    if found is None:
        return _refused(told, questions)
    genre = GenreCollectivite.COMMUNE if isinstance(found.place, Commune) else GenreCollectivite.EPCI
    read = read_members(table, genre)
    told += read.findings
    if Report(told).errors:
        return _refused(told, questions)
    questions.screen.line(f"Tableau lu\u00a0: {compte(len(read.membres), 'membre')}.")
    starter = starter_of(found, questions, head=False)
    write(workspace, found, replace(starter, membres=read.membres), questions)
    show_findings(told, questions.screen, {})
    return 0


def _table(roster: Path) -> tuple[Table | None, tuple[Diagnostic, ...]]:
    source = Sources(Path()).read(roster.absolute(), limit=LIMIT, anywhere=True)
    if isinstance(source, SourceFault):
        return None, (source.finding(),)
    return find_table(read_sheets(source))


def _only(communes: Iterable[str]) -> str:
    """The commune of the table, when it names one alone."""
    named = list(communes)
    return named[0] if len(named) == 1 else ""


def _refused(told: tuple[Diagnostic, ...], questions: Questions) -> int:
    screen = questions.screen
    show_findings(told, screen, {})
    screen.line()
    screen.line(f"Rien n’est écrit\u00a0: {count(Report(told))} dans le tableau des membres.")
    return 1
