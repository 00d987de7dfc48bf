"""`actgen register`: the year's register of a council, numbered sheet by sheet, to print and bind."""

from __future__ import annotations

from pathlib import Path

from actgen.api import Workspace
from actgen.cli.arguments import folder_for, folders_of, number, year_of
from actgen.cli.line import Line
from actgen.errors import UsageError
from actgen.report.as_json import show_report
from actgen.report.register import register_report, show_register
from actgen.report.screen import Screen


def run_register(line: Line, screen: Screen) -> int:
    """Make the register, show what it holds and lacks; 1 when it wasn't written."""
    first = number(line, "--first-sheet", "un numéro de feuillet") or 1
    sheets = number(line, "--sheets", "un numéro de feuillet")
    if sheets is not None and sheets < first:
        raise UsageError(
            f"--sheets {sheets} est le dernier feuillet paraphé\u00a0: il vient avant le premier, "
            f"--first-sheet {first}."
        )
    file, year = Path(line.one("COLLECTIVITE")), year_of(line)
    if year is None:
        raise UsageError("Il manque l’année du registre\u00a0: --year ANNEE, par exemple --year 2022.")
    register = Workspace(file).register(
        file.absolute(),
        year,
        organe=line.one("--organe", "conseil"),
        formats=line.all("--formats") or ("pdf",),
        first_sheet=first,
        sheets=sheets,
        both_sides=not line.has("--one-side"),
        out=folder_for(line),
        templates=folders_of(line),
    )
    if line.one("--report") == "json":
        show_report({"registre": register_report(file, register)}, screen)
    else:
        show_register(file, register, screen)
    if register.fault is not None:
        screen.error(str(register.fault))
        return register.fault.exit_code
    return int(not register.written)
