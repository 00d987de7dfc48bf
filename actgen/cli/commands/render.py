"""`actgen render`: the acts of a session that are due, and what keeps the others back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from actgen.api.making import Rendering, Workers
from actgen.api.report.as_json import JsonReport, crashed_report, files_report, session_report
from actgen.api.report.render import acts_told, show_rendering, verdict
from actgen.api.report.screen import Screen
from actgen.api.retouches import take_and_save
from actgen.api.workspace import Options, Session, Workspace, formats
from actgen.base.errors import EnvironmentFault, UsageError, quoted
from actgen.base.records import replace
from actgen.cli.arguments import as_named, folder_for, folders_of, named_files, overrides
from actgen.cli.crashes import Crashes, each_session
from actgen.cli.line import Line, near
from actgen.cli.progress import ProgressBar, workers
from actgen.cli.watching import Watched, watch


def run_render(line: Line, screen: Screen) -> int:
    """Render each file, show what was written; 1 when something asked for was refused."""
    options, progress = _options(line), ProgressBar(screen, 0, "acte", "actes")
    makers = workers(line, progress)
    as_json = line.one("--report") == "json"
    files = named_files(line.all("FICHIER"))
    if keys := line.all("--take"):
        _take(files, keys, options)
    if line.has("--watch"):
        return _watch(files, options, as_json, screen, makers)
    workspace, crashes = Workspace(aujourd_hui=date.today()), Crashes("render", screen)
    asked = {file: _session(file, options, workspace) for file in files}
    report = JsonReport(screen) if as_json else None
    shown: list[Path] = []

    def write(file: Path) -> int:
        rendering = _as_named(asked.pop(file).render(workers=makers), options)
        progress.clear()
        examination = rendering.examination
        if report is not None:
            folder = rendering.folder.as_posix() if rendering.folder else None
            written = files_report(folder, rendering.written)
            report.add(session_report(file.as_posix(), examination) | written)
        else:
            if shown:
                screen.line()
            show_rendering(file, rendering, screen)
        shown.append(file)
        code = max(verdict(examination, options), crashes.tell_of(examination.crashes, file))
        if rendering.fault is not None:
            screen.error(str(rendering.fault))
            code = max(code, rendering.fault.exit_code)
        return code

    def fail(file: Path) -> None:
        if report is not None:
            report.add(crashed_report(file.as_posix()) | files_report(None, ()))

    try:
        with progress, makers:
            return each_session(files, write, fail, crashes)
    finally:
        if report is not None:
            report.close()


def _take(files: Sequence[Path], keys: Sequence[str], options: Options) -> None:
    """Take words of Word files into their session. Raises UsageError where one can't be."""
    if len(files) > 1:
        raise UsageError("--take reprend les mots d’une séance\u00a0: donnez un seul fichier.")
    for key in keys:
        take_and_save(Workspace(aujourd_hui=date.today()).session(files[0].absolute(), options=options), key)


def _watch(files: list[Path], options: Options, as_json: bool, screen: Screen, makers: Workers) -> int:
    """Render each file, then again whenever something that it was made from is saved, until Ctrl-C."""
    if as_json:
        raise UsageError("--watch affiche ses constats à l’écran\u00a0: retirez --report json.")
    # an act that no session has is a slip of the command line: told before the wait
    sessions = [_session(file, options, Workspace(file, date.today())) for file in files]

    def make(file: Path) -> tuple[Path, ...]:
        read: tuple[Path, ...] = ()
        crashes = Crashes("render", screen)

        def write(file: Path) -> int:
            nonlocal read
            workspace = Workspace(
                aujourd_hui=date.today()
            )  # what an earlier run has kept is what has just been changed
            session = _session(file, options, workspace)
            rendering = _as_named(session.render(workers=makers), options)
            read = rendering.read
            show_rendering(file, rendering, screen, warnings=True)
            if rendering.fault is not None:
                screen.error(str(rendering.fault))
            return crashes.tell_of(rendering.examination.crashes, file)

        try:
            each_session([file], write, lambda _: None, crashes)
        except (UsageError, EnvironmentFault) as fault:  # an item renumbered, a file open in Word: wait on
            screen.error(str(fault))
        return read

    watched = [
        Watched(file, each.watched, each.out.absolute()) for file, each in zip(files, sessions, strict=True)
    ]
    with makers:
        watch(watched, make, screen)
    return 0


def _as_named(rendering: Rendering, options: Options) -> Rendering:
    """With the files of `--templates` as they were named."""
    if not options.templates:
        return rendering
    examination = rendering.examination
    report = as_named(examination.report, options.templates)
    return replace(rendering, examination=replace(examination, report=report))


def _options(line: Line) -> Options:
    return Options(
        only=line.all("--only"),
        formats=formats(line.all("--formats")),
        out=folder_for(line),
        draft=line.has("--draft"),
        strict=line.has("--strict"),
        templates=folders_of(line),
        overrides=overrides(line),
    )


def _session(file: Path, options: Options, workspace: Workspace) -> Session:
    """A session, once it is known to have the acts of `--only`. Raises UsageError for another."""
    session = workspace.session(file.absolute(), options=options)
    if options.only and session.planned.unknown:
        raise UsageError(_no_such_act(session.planned.unknown[0], session.planned.keys))
    return session


def _no_such_act(asked: str, keys: Sequence[str]) -> str:
    """The acts that `--only` may name, and the nearest of them."""
    families, told = acts_told(keys)
    close = "" if asked[-1:].isdigit() else near(asked, families)
    advice = f" Vouliez-vous dire {quoted(close)}\u202f?" if close else ""
    return f"{quoted(asked)} n’est pas un acte de cette séance.{advice} {told}"
