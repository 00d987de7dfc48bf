"""`actgen check`: what is wrong with a session and who can mend it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from actgen.api.report.check import Teller
from actgen.api.report.screen import Screen, Tone
from actgen.api.workspace import Options, Workspace
from actgen.base.errors import EnvironmentFault
from actgen.base.text.grammar import compte
from actgen.cli.arguments import as_of, folder_for, named_files, overrides
from actgen.cli.crashes import Crashes, each_session
from actgen.cli.line import Line

_UNREAD = (
    "Les phrases des actes n’ont pas été relues, ni comparées à celles des actes transmis et des Word "
    "corrigés à la main dans «\u00a0{out}\u00a0»\u00a0: actgen check --full le fait, comme render."
)
_NOWHERE = (
    "Aucun acte de {qui} n’est dans «\u00a0{out}\u00a0»\u00a0: s’il en est ailleurs, --out DOSSIER compare "
    "aussi les actes transmis et les Word corrigés à la main."
)


def run_check(line: Line, screen: Screen) -> int:
    """Examine each file, tell what was found; 1 when something is refused."""
    files = named_files(line.all("FICHIER"))
    options = Options(
        out=(
            out := folder_for(line)
        ),  # where render has written: what was sent, or corrected by hand, is there
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
    nowhere: list[Path] = []

    def check(file: Path) -> int:
        session = workspace.session(file.absolute(), options=options)
        examination, code = session.examination, 0
        telling.tell(file, examination)
        if examination.plans and not options.full:
            unread.append(file)
        elif examination.plans:
            try:
                nowhere.extend(() if session.written else (file,))
            except EnvironmentFault as fault:  # nothing was compared: render would say it too
                screen.error(str(fault))
                code = fault.exit_code
        report, crashed = examination.report, crashes.tell_of(examination.crashes, file)
        return max(code, int(bool(report.errors or (options.strict and report.warnings))), crashed)

    try:
        return each_session(files, check, telling.fail, crashes)
    finally:
        telling.close()
        if line.one("--report") != "json":
            _show_uncompared(len(files), len(unread), len(nowhere), out, screen)


def _show_uncompared(files: int, unread: int, nowhere: int, out: Path, screen: Screen) -> None:
    """What nobody has held against what was written, so that silence passes for no answer."""
    if unread:
        screen.say(_UNREAD.format(out=out.as_posix()), Tone.FAINT)
    if nowhere:
        qui = "cette séance" if files == 1 else compte(nowhere, "séance")
        screen.say(_NOWHERE.format(qui=qui, out=out.as_posix()), Tone.FAINT)
