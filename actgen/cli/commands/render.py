"""`actgen render`: writes the acts of a session that are due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from actgen.cli.catalogues import as_named
from actgen.cli.files import named_files
from actgen.cli.jobs import CLUSTER, JOBS, workers
from actgen.cli.line import Argument, Command, Line, Option, quoted
from actgen.cli.overrides import OVERRIDE, overrides
from actgen.cli.sessions import Crashes, each_session
from actgen.errors import EnvironmentFault, UsageError
from actgen.rendering.formats import formats
from actgen.report.screen import Screen

if TYPE_CHECKING:
    from actgen.diagnostics import Diagnostic
    from actgen.jobs import Workers
    from actgen.session.cache import Cache
    from actgen.session.render import Rendering
    from actgen.session.result import Examination, Options


COMMAND = Command(
    name="render",
    summary="Écrit les actes d’une séance\u00a0: ceux qui sont dus le sont, avec ce qu’il faut en "
    "faire\u202f; pour les "
    "autres, il est dit ce qui manque.",
    arguments=(Argument("FICHIER", "un ou plusieurs fichiers de séance", many=True),),
    options=(
        Option(
            "--only",
            "seulement ces actes (certificat, procès-verbal, deliberation-09…)",
            "ACTE,…",
            many=True,
        ),
        Option("--formats", "formats à écrire, séparés par des virgules", "LISTE", formats(), many=True),
        Option("--out", "dossier où écrire (par défaut\u00a0: output)", "DOSSIER"),
        Option("--draft", "marque PROJET tous les actes"),
        Option("--strict", "termine en échec (code 1) dès le premier avertissement"),
        Option("--templates", "dossier de modèles à consulter avant les autres", "DOSSIER", many=True),
        OVERRIDE,
        JOBS,
        CLUSTER,
        Option("--report", "forme du compte rendu", "FORME", choices=("text", "json")),
        Option("--watch", "recommence à chaque enregistrement d’un modèle ou d’un fichier de la séance"),
    ),
    about=(
        "Un fichier signé, corrigé à la main ou déjà transmis n’est jamais remplacé.",
        "Avec --watch, tous les constats sont affichés à chaque fois\u202f; Ctrl-C arrête.",
        "Termine avec le code 0 si les actes dus sont écrits, 1 si un acte demandé a été refusé, ou si un "
        "vote de la séance est irrégulier.",
    ),
    examples=(
        "actgen render seances/dietwiller-2022-12-15.yaml",
        "actgen render seances/dietwiller-2022-12-15.yaml --only certificat --formats pdf",
    ),
)


def run(line: Line, screen: Screen) -> int:
    """Render each file, show what was written; 1 when something asked for was refused."""
    # Imported here, so that `actgen render --help` doesn't wait for what only a real run needs.
    from actgen.cli.progress import Progress
    from actgen.report.as_json import JsonReport, crashed_report, files_report, session_report
    from actgen.report.render import show_rendering
    from actgen.session.cache import Cache
    from actgen.session.render import render

    options, progress = _options(line), Progress(screen, 0, "acte", "actes")
    makers = workers(line, COMMAND.name, progress)
    as_json = line.one("--report") == "json"
    files = named_files(line.all("FICHIER"), COMMAND.name)
    if line.has("--watch"):
        return _watch(files, options, as_json, screen, makers)
    cache, crashes = Cache(), Crashes(COMMAND.name, screen)
    asked = {file: _named_acts(file, options, cache) for file in files}
    report = JsonReport(screen) if as_json else None
    shown: list[Path] = []

    def write(file: Path) -> int:
        rendering = _as_named(render(file, asked[file], cache, makers), options)
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
        code = max(_verdict(examination, asked[file]), crashes.tell_of(examination, file))
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
    from actgen.cli.watching import Watched, watch
    from actgen.report.findings import show_findings
    from actgen.report.render import show_rendering
    from actgen.session.cache import Cache
    from actgen.session.render import render
    from actgen.session.result import DEFAULT_OUT

    if as_json:
        raise UsageError("--watch affiche ses constats à l’écran\u00a0: retirez --report json.", COMMAND.name)
    for file in files:  # an act that no session has is a slip of the command line: told before the wait
        _named_acts(file, options, Cache())

    def make(file: Path) -> tuple[Path, ...]:
        read: tuple[Path, ...] = ()
        crashes = Crashes(COMMAND.name, screen)

        def write(file: Path) -> int:
            nonlocal read
            cache = Cache()  # what an earlier run has kept is what has just been changed
            rendering = render(file, _named_acts(file, options, cache), cache, makers)
            rendering = _as_named(rendering, options)
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
    from actgen.loading.accuses import A_PART
    from actgen.sources import workspace_of

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
    from actgen.authoring.templates.static import check_texts
    from actgen.diagnostics import Report
    from actgen.kinds.catalogue import Catalogue, search_path
    from actgen.sources import Sources, workspace_of

    roots = {f"modeles-{rang}": folder for rang, folder in enumerate(options.templates, start=1)}
    sources = Sources(workspace_of(file), roots=roots)
    catalogue = Catalogue(sources, search_path(sources.workspace, options.templates))
    kinds = {plan.kind.code: plan.kind for plan in examination.plans}
    told = {(finding.code, finding.location) for finding in examination.report.findings}
    found = as_named(Report(check_texts(catalogue, kinds.values())), options.templates).findings
    return [finding for finding in found if (finding.code, finding.location) not in told]


def _options(line: Line) -> Options:
    from actgen.session.result import Options

    out = line.one("--out")
    folders = tuple(Path(folder) for folder in line.all("--templates"))
    for folder in folders:
        if not folder.is_dir():
            raise UsageError(f"Le dossier de modèles {quoted(str(folder))} est introuvable.", COMMAND.name)
    asked = line.all("--formats")
    return Options(
        only=line.all("--only"),
        formats=formats(asked),
        out=Path(out) if out else None,
        draft=line.has("--draft"),
        strict=line.has("--strict"),
        templates=folders,
        overrides=overrides(line, COMMAND.name),
    )


def _named_acts(file: Path, options: Options, cache: Cache) -> Options:
    """The options with the acts of `--only` as the session calls them. Raises UsageError for another."""
    if not options.only:
        return options
    from dataclasses import replace

    from actgen.acts.avant_seance import ON_REQUEST
    from actgen.session.examination import examine
    from actgen.text.keys import cle

    plans = examine(file, replace(options, only=()), cache).plans
    if not plans:
        return options  # the session itself can't be read: the run says why
    families = [plan.kind.famille.value for plan in plans]
    keys = [*(plan.key for plan in plans), *(plan.copie for plan in plans if plan.copie)]
    names = list(dict.fromkeys([*families, *keys, *(plan.kind.code for plan in plans), *ON_REQUEST]))
    by_key = {cle(name.replace("_", "-")): name for name in reversed(names)}
    for asked in options.only:
        if cle(asked.replace("_", "-")) not in by_key:
            raise UsageError(_no_such_act(asked, keys, ON_REQUEST), COMMAND.name)
    return replace(options, only=tuple(by_key[cle(asked.replace("_", "-"))] for asked in options.only))


def _no_such_act(asked: str, keys: Sequence[str], on_request: Sequence[str]) -> str:
    """The acts that `--only` may name, each family once with the numbers of its items."""
    from actgen.cli.line import near
    from actgen.session.tasks import ranges

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
    from actgen.acts.plan import Due
    from actgen.diagnostics import Scope

    report = examination.report
    refused = any(plan.due is Due.REFUSED for plan in examination.plans)
    not_due = bool(options.only) and any(plan.due is Due.NOT_YET for plan in examination.plans)
    nothing = examination.seance is None or report.stops_everything
    irregular = not options.only and any(finding.scope is Scope.LEGAL for finding in report.errors)
    return int(refused or not_due or nothing or irregular or (options.strict and bool(report.warnings)))
