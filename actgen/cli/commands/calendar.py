"""`actgen calendar`: the duties of a session with their dates, on the screen and for an agenda."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from actgen.cli.days import as_of
from actgen.cli.files import named_files
from actgen.cli.line import Argument, Command, Line, Option, quoted
from actgen.cli.sessions import Crashes
from actgen.errors import UsageError
from actgen.report.screen import Screen

if TYPE_CHECKING:
    from actgen.figures.seance import FiguresSeance

COMMAND = Command(
    name="calendar",
    summary="Donne le calendrier d’une ou de plusieurs séances\u00a0: convocation, liste des délibérations, "
    "procès-verbal, transmission, publication, recours, avec l’article de chaque échéance.",
    arguments=(Argument("FICHIER", "un ou plusieurs fichiers de séance", many=True),),
    options=(
        Option("--ics", "écrit aussi les dates dans un fichier pour votre agenda", "FICHIER"),
        Option("--alarm", "avec --ics\u00a0: rappel, ce nombre de jours avant ce qui est à faire", "JOURS"),
        Option("--as-of", "dit ce qui serait en retard à cette date", "DATE"),
        Option("--report", "forme du compte rendu", "FORME", choices=("text", "json")),
    ),
    about=(
        "La date du jour n’est jamais lue\u00a0: sans --as-of, rien n’est dit en retard.",
        "Un fichier qu’actgen n’a pas écrit n’est jamais remplacé.",
    ),
    examples=(
        "actgen calendar seances/dietwiller-2022-12-15.yaml",
        "actgen calendar seances/*.yaml --ics echeances.ics --alarm 3",
    ),
)
_LONGEST = 366


def run(line: Line, screen: Screen) -> int:
    """Show each calendar and write the agenda; 1 when a session can't be read."""
    # Imported here, so that `actgen calendar --help` doesn't wait for what only a real run needs.
    from actgen.report.as_json import show_json
    from actgen.report.calendar import calendar_report, readable, show_calendar
    from actgen.session.cache import Cache
    from actgen.session.examination import examine
    from actgen.session.result import Options

    day, as_json, days = as_of(line, COMMAND.name), line.one("--report") == "json", _days(line)
    files, cache = named_files(line.all("FICHIER"), COMMAND.name), Cache()
    examinations = [examine(file, Options(as_of=day), cache) for file in files]
    figures = readable(examinations)
    written = _write(line.one("--ics"), figures, days) if line.one("--ics") and figures else ""
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
    crashes = Crashes(COMMAND.name, screen)
    crashed = [crashes.tell_of(each, file) for file, each in zip(files, examinations, strict=True)]
    crashes.close()
    return max(int(len(figures) < len(files)), *crashed)


def _days(line: Line) -> int | None:
    written = line.one("--alarm")
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and len(written) <= 3 and int(written) <= _LONGEST):
        raise UsageError(
            f"--alarm attend un nombre de jours, de 0 à {_LONGEST}\u00a0: {quoted(written)} n’en est pas un.",
            COMMAND.name,
        )
    if not line.one("--ics"):
        raise UsageError(
            "--alarm met un rappel dans un agenda\u00a0: dites aussi dans quel fichier, par exemple "
            f"--ics echeances.ics --alarm {written}.",
            COMMAND.name,
        )
    return int(written)


def _write(name: str, figures: list[FiguresSeance], days: int | None) -> str:
    """What to say of the file. Raises UsageError when another file has that name."""
    from actgen.exports.agenda import NotOurs, agenda, write_agenda

    if name.startswith("-"):  # nor is the agenda shown: the calendar is
        raise UsageError(
            f"--ics attend un nom de fichier, par exemple echeances.ics\u00a0: {quoted(name)} n’en est pas "
            "un.",
            COMMAND.name,
        )
    place = Path(name)
    if place.is_dir():
        raise UsageError(f"{quoted(name)} est un dossier\u00a0: donnez un nom de fichier.", COMMAND.name)
    try:
        new = write_agenda(place, agenda(figures, days))
    except NotOurs as error:
        raise UsageError(
            f"Le fichier {quoted(place.as_posix())} existe déjà et n’est pas un calendrier d’actgen\u00a0: "
            "il est laissé tel quel. Choisissez un autre nom avec --ics.",
            COMMAND.name,
        ) from error
    return f"{place.as_posix()}\u00a0: {'écrit, à ouvrir avec votre agenda' if new else 'déjà à jour'}"
