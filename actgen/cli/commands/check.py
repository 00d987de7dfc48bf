"""`actgen check`: what is wrong with a session and who can mend it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from actgen.api.workspace import DEFAULT_OUT, Options, Workspace
from actgen.cli.arguments import as_of, named_files, overrides
from actgen.cli.crashes import Crashes, each_session
from actgen.cli.line import Line
from actgen.report.check import Teller
from actgen.report.screen import Screen, Tone

_UNREAD = (
    "Les phrases des actes n’ont pas été relues, ni celles des actes transmis comparées à ce qu’ils disent "
    "dans «\u00a0output\u00a0»\u00a0: actgen check --full le fait, comme render."
)


def run_check(line: Line, screen: Screen) -> int:
    """Examine each file, tell what was found; 1 when something is refused."""
    files = named_files(line.all("FICHIER"))
    options = Options(
        out=DEFAULT_OUT,  # where render would write: what was sent is there
        strict=line.has("--strict"),
        full=line.has("--full") or len(files) == 1,  # what one file is told is what render will say
        as_of=as_of(line),
        overrides=overrides(line),
    )
    telling = Teller(
        screen,
        len(files),
        as_json=line.one("--report") == "json",
        details=line.has("--details"),
        informations=options.as_of is not None,  # what is late, and what may be
    )
    workspace, crashes = Workspace(aujourd_hui=date.today()), Crashes("check", screen)
    unread: list[Path] = []

    def check(file: Path) -> int:
        examination = workspace.session(file.absolute(), options=options).examination
        telling.tell(file, examination)
        if examination.plans and not options.full:
            unread.append(file)
        report, crashed = examination.report, crashes.tell_of(examination.crashes, file)
        return max(int(bool(report.errors or (options.strict and report.warnings))), crashed)

    try:
        return each_session(files, check, telling.fail, crashes)
    finally:
        telling.close()
        if unread and line.one("--report") != "json":
            screen.say(_UNREAD, Tone.FAINT)
