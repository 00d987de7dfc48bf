"""`actgen new collectivite --from`: the members of a spreadsheet, and all that could not be read of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from actgen.authoring.rosters import Table, find_table, read_members
from actgen.authoring.starters.collectivite import as_prepared, prepared_mode
from actgen.cli.dialogues.collectivite import chosen, file_of, starter_of, write
from actgen.cli.dialogues.saving import refuse_existing
from actgen.cli.questions import Questions
from actgen.diagnostics import Diagnostic, Report
from actgen.facts.collectivite import GenreCollectivite
from actgen.law.reference import Commune
from actgen.reading.tables import LIMIT, read_sheets
from actgen.report.findings import count, show_findings
from actgen.sources import SourceFault, Sources
from actgen.text.grammar import compte


def start(workspace: Path, roster: Path, questions: Questions) -> int:
    """Read the spreadsheet, ask what it does not tell, write the file; 1 when an error forbids it.

    A file that `new` prepared and that nobody has changed is completed; any other is left as it is.
    """
    table, told = _table(roster)
    if table is None or Report(told).errors:
        return _refused(told, questions)
    found = chosen(questions, default=_only(table.communes))
    if found is None:
        return _refused(told, questions)
    file = file_of(workspace, found)
    there = _text(file)
    mode = prepared_mode(there)
    if not mode:
        refuse_existing(file)
    starter = starter_of(found, questions, head=False, mode=mode)
    if mode and not as_prepared(there, starter):
        refuse_existing(file)
    genre = GenreCollectivite.COMMUNE if isinstance(found.place, Commune) else GenreCollectivite.EPCI
    read = read_members(table, genre)
    told += read.findings
    if Report(told).errors:
        return _refused(told, questions)
    questions.screen.line(f"Tableau lu\u00a0: {compte(len(read.membres), 'membre')}.")
    full = replace(starter, membres=read.membres)
    write(workspace, found, full, questions, there=bool(mode))
    show_findings(told, questions.screen, {})
    return 0


def _text(file: Path) -> str:
    """What the file that bears the name already holds; empty without one, or where it is no text."""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


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
