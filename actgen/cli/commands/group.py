"""`actgen batch`, `status`, `simulate`: a purchasing group, its papers, where it stands, what it costs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from actgen.api import Group, Options, Workspace
from actgen.cli.arguments import as_of, folder_for, folders_of, named_group, number
from actgen.cli.declarations import KEYS
from actgen.cli.line import Line
from actgen.cli.progress import Progress, workers
from actgen.diagnostics import Severity
from actgen.figures.parts import ENTRE_TOUS
from actgen.group.batch import Batch
from actgen.outputs.formats import formats
from actgen.report.as_json import show_report
from actgen.report.group import batch_report, show_batch, show_status, status_report, told
from actgen.report.screen import Screen
from actgen.report.simulate import show_simulation, simulation_report
from actgen.text.grammar import compte
from actgen.writing.journal import UnreadableJournal


def run_batch(line: Line, screen: Screen) -> int:
    """Write every folder of the group, show what became of each; 1 when something was refused."""
    file = named_group(line.one("GROUPEMENT"), "batch")
    as_json = line.one("--report") == "json"
    batch = _group(file, line).batch()
    progress = Progress(screen, batch.expected, "dossier", "dossiers")
    try:
        with workers(line) as makers, progress:
            for issue in batch.run(makers):
                progress.done(told(issue))
    except KeyboardInterrupt:
        raise KeyboardInterrupt(_interrupted(batch)) from None
    if as_json:
        show_report({"groupement": batch_report(file, batch)}, screen)
    else:
        show_batch(file, batch, screen)
    return _verdict_of_batch(batch)


def _interrupted(batch: Batch) -> str:
    done = compte(len(batch.issues), "dossier")
    return (
        f"Interrompu\u00a0: {done} sur {batch.expected} "
        f"{'sont faits' if len(batch.issues) > 1 else 'est fait'}, aucun fichier n’est à moitié écrit. "
        "Tapez la même commande pour faire les autres."
    )


def _verdict_of_batch(batch: Batch) -> int:
    lost = [fault for issue in batch.issues for fault in (issue.fault, issue.lost) if fault is not None]
    refused = bool(batch.dossier.groupement is None or batch.refus or batch.report.errors)
    # A journal that can't be understood is a file of one folder to mend, as any other of the user's.
    codes = (1 if isinstance(fault, UnreadableJournal) else fault.exit_code for fault in lost)
    return max(int(refused), 0, *codes)


def _group(file: Path, line: Line) -> Group:
    options = Options(
        formats=formats(line.all("--formats")),
        out=folder_for(line),
        templates=folders_of(line),
        aujourd_hui=date.today(),
        avenant=number(line, "--avenant", "le numéro d’un avenant"),
    )
    return Workspace(file).group(file.absolute(), options=options)


def run_status(line: Line, screen: Screen) -> int:
    """Show the follow-up and write its files; 1 when the group's file can't be read."""
    day, out = as_of(line), line.one("--out")
    file = named_group(line.one("GROUPEMENT"), "status")
    options = Options(aujourd_hui=date.today(), avenant=number(line, "--avenant", "le numéro d’un avenant"))
    group = Workspace(file).group(file.absolute(), options=options)
    seen = group.status(day)
    written = group.write_status(out, day) if out else ()
    if line.one("--report") == "json":
        show_report({"suivi": status_report(file, group.dossier, seen, written)}, screen)
    else:
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
    keys = dict(zip(KEYS, ENTRE_TOUS, strict=True))
    asked = tuple(keys[name] for name in dict.fromkeys(line.all("--cle") or KEYS))  # each once
    simulation = Workspace(file).group(file.absolute()).simulate(asked)
    if line.one("--report") == "json":
        show_report({"simulation": simulation_report(file, simulation)}, screen)
    else:
        show_simulation(file, simulation, screen)
    return int(simulation.fautive or not simulation.colonnes)
