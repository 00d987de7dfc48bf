"""`actgen calendar`: the duties of a session with their dates, on the screen and for an agenda."""

from __future__ import annotations

from pathlib import Path

from actgen.api import Options, Session, Workspace
from actgen.cli.arguments import as_of, named_files
from actgen.cli.crashes import Crashes
from actgen.cli.line import Line
from actgen.errors import NotOurs, UsageError, quoted
from actgen.report.as_json import show_json
from actgen.report.calendar import calendar_report, show_calendar
from actgen.report.screen import Screen

_LONGEST = 366


def run_calendar(line: Line, screen: Screen) -> int:
    """Show each calendar and write the agenda; 1 when a session can't be read."""
    day, as_json, days = as_of(line), line.one("--report") == "json", _days(line)
    files, workspace, asked = named_files(line.all("FICHIER")), Workspace(), Options(as_of=day)
    sessions = [workspace.session(file.absolute(), options=asked) for file in files]
    examinations = [each.examination for each in sessions]
    read = [each for each in sessions if each.figures is not None]
    written = _write(line.one("--ics"), workspace, read, days) if line.one("--ics") and read else ""
    if as_json:
        pairs = zip(files, examinations, strict=True)
        show_json([calendar_report(file.as_posix(), each, day) for file, each in pairs], screen)
    else:
        for number, (file, each) in enumerate(zip(files, examinations, strict=True)):
            if number:
                screen.line()
            show_calendar(file, each, day, screen)
        if written:
            screen.line()
            screen.line(written)
    crashes = Crashes("calendar", screen)
    crashed = [crashes.tell_of(each.crashes, file) for file, each in zip(files, examinations, strict=True)]
    crashes.close()
    return max(int(len(read) < len(files)), *crashed)


def _days(line: Line) -> int | None:
    written = line.one("--alarm")
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and len(written) <= 3 and int(written) <= _LONGEST):
        raise UsageError(
            f"--alarm attend un nombre de jours, de 0 à {_LONGEST}\u00a0: {quoted(written)} n’en est pas un."
        )
    if not line.one("--ics"):
        raise UsageError(
            "--alarm met un rappel dans un agenda\u00a0: dites aussi dans quel fichier, par exemple "
            f"--ics echeances.ics --alarm {written}."
        )
    return int(written)


def _write(name: str, workspace: Workspace, sessions: list[Session], days: int | None) -> str:
    """What to say of the file. Raises UsageError when another file has that name."""
    if name.startswith("-"):  # nor is the agenda shown: the calendar is
        raise UsageError(
            f"--ics attend un nom de fichier, par exemple echeances.ics\u00a0: {quoted(name)} n’en est pas "
            "un."
        )
    place = Path(name)
    if place.is_dir():
        raise UsageError(f"{quoted(name)} est un dossier\u00a0: donnez un nom de fichier.")
    try:
        new = workspace.write_agenda(place, sessions, days)
    except NotOurs as error:
        raise UsageError(
            f"Le fichier {quoted(place.as_posix())} existe déjà et n’est pas un calendrier d’actgen\u00a0: "
            "il est laissé tel quel. Choisissez un autre nom avec --ics."
        ) from error
    return f"{place.as_posix()}\u00a0: {'écrit, à ouvrir avec votre agenda' if new else 'déjà à jour'}"
