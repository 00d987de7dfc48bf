"""`actgen batch`, `status`, `simulate`: a purchasing group, its papers, where it stands, what it costs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from actgen.api.group import Group
from actgen.api.report.as_json import show_report
from actgen.api.report.group import (
    batch_report,
    interrupted,
    show_batch,
    show_status,
    status_report,
    told,
    verdict,
)
from actgen.api.report.screen import Screen
from actgen.api.report.simulate import show_simulation, simulation_report
from actgen.api.workspace import Options, Workspace, formats
from actgen.base.diagnostics import Severity
from actgen.cli.arguments import as_of, folder_for, folders_of, from_here, named_group, number
from actgen.cli.line import Line
from actgen.cli.progress import ProgressBar, workers


def run_batch(line: Line, screen: Screen) -> int:
    """Write every folder of the group, show what became of each; 1 when something was refused."""
    file = named_group(line.one("GROUPEMENT"), "batch")
    as_json = line.one("--report") == "json"
    batch = _group(file, line).batch()
    progress = ProgressBar(screen, batch.expected, "dossier", "dossiers")
    try:
        with workers(line) as makers, progress:
            for result in batch.run(makers):
                progress.done(told(result))
    except KeyboardInterrupt:
        raise KeyboardInterrupt(interrupted(batch)) from None
    if as_json:
        show_report({"groupement": batch_report(file, batch)}, screen)
    else:
        show_batch(file, batch, screen)
    return verdict(batch)


def _group(file: Path, line: Line) -> Group:
    options = Options(
        formats=formats(line.all("--formats")),
        out=folder_for(line),
        templates=folders_of(line),
        aujourd_hui=date.today(),
        avenant=number(line, "--avenant", "le numéro d’un avenant"),
    )
    return _group_of(file, options)


def _group_of(file: Path, options: Options) -> Group:
    return Workspace(file).group(file.absolute(), options=options)


def run_status(line: Line, screen: Screen) -> int:
    """Show the follow-up and write its files; 1 when the group's file can't be read."""
    day, out = as_of(line), line.one("--out")
    file = named_group(line.one("GROUPEMENT"), "status")
    avenant = number(line, "--avenant", "le numéro d’un avenant")
    options = Options(as_of=day, aujourd_hui=date.today(), avenant=avenant)
    begun = _group_of(file, options).begin_returns() if line.has("--returns") else None
    group = _group_of(file, options)
    seen = group.status(day)
    written = group.write_status(out, day) if out else ()
    if line.one("--report") == "json":
        show_report({"suivi": status_report(file, group.dossier, seen, written)}, screen)
    else:
        if begun is not None:
            screen.line(f"{from_here(begun).as_posix()}\u00a0: écrit, avec le nom des membres")
            screen.line()
        show_status(file, group.dossier, seen, screen)
        if written:
            screen.line()
        for each in written:
            screen.line(f"{(Path(out) / each.name).as_posix()}\u00a0: {each.phrase}")
    refused = seen is None or any(each.severity is Severity.ERROR for each in group.findings)
    return int(refused or (line.has("--strict") and bool(group.findings)))


def run_simulate(line: Line, screen: Screen) -> int:
    """Show the shares by each key; 1 when the file is at fault, or foresees no cost."""
    file = named_group(line.one("GROUPEMENT"), "simulate")
    simulation = Workspace(file).group(file.absolute()).simulate(line.all("--cle"))
    if line.one("--report") == "json":
        show_report({"simulation": simulation_report(file, simulation)}, screen)
    else:
        show_simulation(file, simulation, screen)
    return int(simulation.fautive or not simulation.colonnes)
