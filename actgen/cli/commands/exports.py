"""`actgen calendar`, `export …`, `register`, `verify`: what leaves, what stays, whether it is true."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from actgen.api.report.as_json import show_json, show_report
from actgen.api.report.exports import (
    Export,
    calendar_report,
    export_report,
    register_report,
    show_calendar,
    show_export,
    show_register,
)
from actgen.api.report.screen import Screen
from actgen.api.report.verify import show_verifications, verification_report
from actgen.api.workspace import Options, Session, Workspace
from actgen.api.written import verify
from actgen.base.errors import NotOurs, UsageError, quoted
from actgen.cli.arguments import (
    as_of,
    folder_for,
    folders_of,
    named_files,
    number,
    overrides,
    place_of,
    year_of,
)
from actgen.cli.crashes import Crashes
from actgen.cli.line import Line

_LONGEST = 366


def run_calendar(line: Line, screen: Screen) -> int:
    """Show each calendar and write the agenda; 1 when a session can't be read."""
    day, as_json, days = as_of(line), line.one("--report") == "json", _days(line)
    files, workspace, asked = (
        named_files(line.all("FICHIER")),
        Workspace(aujourd_hui=date.today()),
        Options(as_of=day),
    )
    sessions = [workspace.session(file.absolute(), options=asked) for file in files]
    examinations = [each.examination for each in sessions]
    read = [each for each in sessions if each.figures is not None]
    ours = [each for each in read if not each.received]  # what others must do is no line of our agenda
    written = _write(line.one("--ics"), workspace, ours, days) if line.one("--ics") and ours else ""
    if as_json:
        pairs = zip(files, examinations, strict=True)
        show_json([calendar_report(file.as_posix(), each, day) for file, each in pairs], screen)
    else:
        for number, (file, each) in enumerate(zip(files, sessions, strict=True)):
            if number:
                screen.line()
            show_calendar(file, each.examination, day, screen, received=each.received)
        if line.one("--ics") and read and not ours:
            written = "Séances reçues seulement\u00a0: aucun fichier n’est écrit pour votre agenda."
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


def run_export_transmission(line: Line, screen: Screen) -> int:
    """Write the folder, show it; 1 when it wasn't written."""
    file, options = Path(line.one("FICHIER")), _options(line)
    session = Workspace(file, date.today()).session(file.absolute(), options=options)
    typologie = Path(line.one("--typologie")) if line.has("--typologie") else None
    return _told("transmission", file, session.transmission(_points(line), typologie), line, screen)


def run_export_opendata(line: Line, screen: Screen) -> int:
    """Write the file, show what it holds; 1 when it wasn't written."""
    file, year, options = Path(line.one("FICHIER")), year_of(line), _options(line)
    if year is None and file.parent.name == "collectivites" and file.is_file():
        raise UsageError(
            "Pour une collectivité, dites l’année à exporter\u00a0: --year ANNEE, par exemple --year 2022."
        )
    return _told(
        "opendata", file, Workspace(file, date.today()).opendata(file.absolute(), year, options), line, screen
    )


def run_export_archive(line: Line, screen: Screen) -> int:
    """Write the archive, show what it holds; 1 when it wasn't written."""
    file, options = Path(line.one("FICHIER")), _options(line)
    archive = Workspace(file, date.today()).session(file.absolute(), options=options).archive()
    return _told("archive", file, archive, line, screen)


def _told(name: str, file: Path, export: Export, line: Line, screen: Screen) -> int:
    if line.one("--report") == "json":
        show_report({name: export_report(file, export)}, screen)
    else:
        show_export(file, export, screen)
    return int(bool(export.report.errors) or not export.written)


def _options(line: Line) -> Options:
    return Options(
        formats=("pdf",), out=folder_for(line), templates=folders_of(line), overrides=overrides(line)
    )


def _points(line: Line) -> frozenset[int]:
    points = line.all("--only")
    for word in points:
        if not (word.isascii() and word.isdigit() and len(word) <= 4):
            raise UsageError(
                f"--only attend des numéros de points, par exemple --only 3,7, et non {quoted(word)}."
            )
    return frozenset(int(word) for word in points)


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
    register = Workspace(file, date.today()).register(
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


def run_verify(line: Line, screen: Screen) -> int:
    """Compare and show; 1 when something differs."""
    workspace, journal = _folder(line, "--workspace"), _folder(line, "--journal")
    found = [each for word in line.all("CHEMIN") for each in verify(place_of(word), workspace, journal)]
    if line.one("--report") == "json":
        show_report({"verifications": [verification_report(each) for each in found]}, screen)
    else:
        show_verifications(found, screen)
    return int(not all(each.conforme for each in found))


def _folder(line: Line, option: str) -> Path | None:
    word = line.one(option)
    if not word:
        return None
    place = place_of(word)
    if not place.is_dir():
        raise UsageError(f"{option} attend un dossier\u00a0: {quoted(word)} n’en est pas un.")
    return place
