"""`actgen render`: writes the acts of a session that are due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from actgen.acts.avant_seance import ON_REQUEST
from actgen.acts.plan import Due
from actgen.api import Options, Session, Workspace
from actgen.authoring.templates.checking import check_texts
from actgen.cli.arguments import as_named, folder_for, folders_of, named_files, overrides
from actgen.cli.crashes import Crashes, each_session
from actgen.cli.line import Line, near, quoted
from actgen.cli.progress import Progress, workers
from actgen.cli.watching import Watched, watch
from actgen.diagnostics import Diagnostic, Report, Scope
from actgen.errors import EnvironmentFault, UsageError
from actgen.jobs import Workers
from actgen.outputs.formats import formats
from actgen.report.as_json import JsonReport, crashed_report, files_report, session_report
from actgen.report.findings import show_findings
from actgen.report.render import show_rendering
from actgen.report.screen import Screen
from actgen.session.accuses import A_PART
from actgen.session.render import Rendering
from actgen.session.result import DEFAULT_OUT, Examination
from actgen.session.tasks import ranges
from actgen.sources import workspace_of


def run_render(line: Line, screen: Screen) -> int:
    """Render each file, show what was written; 1 when something asked for was refused."""
    options, progress = _options(line), Progress(screen, 0, "acte", "actes")
    makers = workers(line, progress)
    as_json = line.one("--report") == "json"
    files = named_files(line.all("FICHIER"))
    if line.has("--watch"):
        return _watch(files, options, as_json, screen, makers)
    workspace, crashes = Workspace(), Crashes("render", screen)
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
        code = max(_verdict(examination, options), crashes.tell_of(examination, file))
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


def _watch(files: list[Path], options: Options, as_json: bool, screen: Screen, makers: Workers) -> int:
    """Render each file, then again whenever something that it was made from is saved, until Ctrl-C."""
    if as_json:
        raise UsageError("--watch affiche ses constats à l’écran\u00a0: retirez --report json.")
    for file in files:  # an act that no session has is a slip of the command line: told before the wait
        _session(file, options, Workspace())

    def make(file: Path) -> tuple[Path, ...]:
        read: tuple[Path, ...] = ()
        crashes = Crashes("render", screen)

        def write(file: Path) -> int:
            nonlocal read
            workspace = Workspace()  # what an earlier run has kept is what has just been changed
            rendering = _as_named(_session(file, options, workspace).render(workers=makers), options)
            read = rendering.read
            show_rendering(file, rendering, screen, warnings=True)
            show_findings(_of_templates(file, rendering.examination, options), screen, {})
            if rendering.fault is not None:
                screen.error(str(rendering.fault))
            return crashes.tell_of(rendering.examination, file)

        try:
            each_session([file], write, lambda _: None, crashes)
        except (UsageError, EnvironmentFault) as fault:  # an item renumbered, a file open in Word: wait on
            screen.error(str(fault))
        return read

    out = (options.out or DEFAULT_OUT).absolute()
    watched = [Watched(file, _searched(file, options), out) for file in files]
    with makers:
        watch(watched, make, screen)
    return 0


def _searched(file: Path, options: Options) -> tuple[Path, ...]:
    """The folders where a file that comes may change the acts: templates, and receipts put apart."""
    return (*options.templates, workspace_of(file) / "templates", file.parent / A_PART)


def _as_named(rendering: Rendering, options: Options) -> Rendering:
    """With the files of `--templates` as they were named."""
    if not options.templates:
        return rendering
    examination = rendering.examination
    report = as_named(examination.report, options.templates)
    return replace(rendering, examination=replace(examination, report=report))


def _of_templates(file: Path, examination: Examination, options: Options) -> list[Diagnostic]:
    """What is wrong in the texts of the acts where this session doesn't go: a rejection, for one."""
    catalogue = Workspace(file).catalogue(options.templates)
    kinds = {plan.kind.code: plan.kind for plan in examination.plans}
    told = {(finding.code, finding.location) for finding in examination.report.findings}
    found = as_named(Report(check_texts(catalogue, kinds.values())), options.templates).findings
    return [finding for finding in found if (finding.code, finding.location) not in told]


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
        raise UsageError(_no_such_act(session.planned.unknown[0], session.planned.keys, ON_REQUEST))
    return session


def _no_such_act(asked: str, keys: Sequence[str], on_request: Sequence[str]) -> str:
    """The acts that `--only` may name, each family once with the numbers of its items."""
    families: dict[str, list[int]] = {}
    for key in keys:
        name, _, number = key.rpartition("-")
        family, item = (name, int(number)) if number.isdigit() else (key, None)
        families.setdefault(family, []).extend([] if item is None else [item])
    told = [
        f"{family} (ou {family}-{ranges(items, '{:02d}')})" if items else family
        for family, items in families.items()
    ]
    close = "" if asked[-1:].isdigit() else near(asked, [*families, *on_request])
    return (
        f"{quoted(asked)} n’est pas un acte de cette séance."
        + (f" Vouliez-vous dire {quoted(close)}\u202f?" if close else "")
        + f" Actes\u00a0: {', '.join(told)}. Papiers d’avant la séance\u00a0: {', '.join(on_request[1:])}."
    )


def _verdict(examination: Examination, options: Options) -> int:
    """1 when something was refused, or asked for by its name and not due, or when a vote is irregular.

    An item that gives no act has none to be refused: its vote is told as it was, and the run still fails.
    """
    report = examination.report
    refused = any(plan.due is Due.REFUSED for plan in examination.plans)
    not_due = bool(options.only) and any(plan.due is Due.NOT_YET for plan in examination.plans)
    nothing = examination.seance is None or report.stops_everything
    irregular = not options.only and any(finding.scope is Scope.LEGAL for finding in report.errors)
    return int(refused or not_due or nothing or irregular or (options.strict and bool(report.warnings)))
