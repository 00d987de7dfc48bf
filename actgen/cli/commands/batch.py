"""`actgen batch`: all the papers of a group of communes, before and after the votes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from actgen.cli.files import named_group
from actgen.cli.jobs import CLUSTER, JOBS, workers
from actgen.cli.line import Argument, Command, Line, Option, quoted
from actgen.errors import UsageError
from actgen.rendering.formats import formats
from actgen.report.screen import Screen
from actgen.text.grammar import compte

if TYPE_CHECKING:
    from actgen.group.batch import Batch
    from actgen.session.result import Options


COMMAND = Command(
    name="batch",
    summary="Écrit tous les papiers d’un groupement\u00a0: pour chaque commune, le modèle de délibération, "
    "la convention et la lettre d’envoi\u202f; pour celles qui ont voté, leurs actes.",
    arguments=(Argument("GROUPEMENT", "le fichier du groupement"),),
    options=(
        Option("--formats", "formats à écrire, séparés par des virgules", "LISTE", formats(), many=True),
        Option("--out", "dossier où écrire (par défaut\u00a0: output)", "DOSSIER"),
        JOBS,
        CLUSTER,
        Option("--templates", "dossier de modèles à consulter avant les autres", "DOSSIER", many=True),
        Option("--report", "forme du compte rendu", "FORME", choices=("text", "json")),
    ),
    about=(
        "Ce qui est revenu des communes est lu dans le dossier (membres, retours) et dans leurs propres "
        "fichiers de séance, s’il y en a dans «\u00a0seances\u00a0».",
        "Une commune en erreur n’arrête pas les autres\u202f; seuls les actes dont quelque chose a changé "
        "sont refaits. Un fichier signé ou corrigé à la main n’est jamais remplacé.",
        "Un vote ou un acte daté d’après aujourd’hui n’est pas cru : ce membre reste en attente.",
        "Interrompue (Ctrl-C, coupure), la commande reprend où elle en était\u00a0: tapez-la de nouveau.",
    ),
    examples=("actgen batch groupements/e_services.yaml",),
)


def run(line: Line, screen: Screen) -> int:
    """Write every folder of the group, show what became of each; 1 when something was refused."""
    # Imported here, so that `actgen batch --help` doesn't wait for what only a real run needs.
    from actgen.authoring.starters.groupement import seance_du_groupe
    from actgen.cli.progress import Progress
    from actgen.group.batch import prepare_batch
    from actgen.report.group import show_batch, told

    file = named_group(line.one("GROUPEMENT"), COMMAND.name)
    as_json = line.one("--report") == "json"
    batch = prepare_batch(file, _options(line), seance_du_groupe)
    progress = Progress(screen, batch.expected, "dossier", "dossiers")
    try:
        with workers(line, COMMAND.name) as makers, progress:
            for issue in batch.run(makers):
                progress.done(told(issue))
    except KeyboardInterrupt:
        raise KeyboardInterrupt(_interrupted(batch)) from None
    if as_json:
        from actgen.report.as_json import show_report
        from actgen.report.group import batch_report

        show_report({"groupement": batch_report(file, batch)}, screen)
    else:
        show_batch(file, batch, screen)
    return _verdict(batch)


def _interrupted(batch: Batch) -> str:
    done = compte(len(batch.issues), "dossier")
    return (
        f"Interrompu\u00a0: {done} sur {batch.expected} "
        f"{'sont faits' if len(batch.issues) > 1 else 'est fait'}, aucun fichier n’est à moitié écrit. "
        "Tapez la même commande pour faire les autres."
    )


def _verdict(batch: Batch) -> int:
    from actgen.writing.journal import UnreadableJournal

    lost = [fault for issue in batch.issues for fault in (issue.fault, issue.lost) if fault is not None]
    refused = bool(batch.dossier.groupement is None or batch.refus or batch.report.errors)
    # A journal that can't be understood is a file of one folder to mend, as any other of the user's.
    codes = (1 if isinstance(fault, UnreadableJournal) else fault.exit_code for fault in lost)
    return max(int(refused), 0, *codes)


def _options(line: Line) -> Options:
    from actgen.session.result import Options

    folders = tuple(Path(folder) for folder in line.all("--templates"))
    for folder in folders:
        if not folder.is_dir():
            raise UsageError(f"Le dossier de modèles {quoted(str(folder))} est introuvable.", COMMAND.name)
    asked, out = line.all("--formats"), line.one("--out")
    return Options(
        formats=formats(asked),
        out=Path(out) if out else None,
        templates=folders,
        aujourd_hui=date.today(),
    )
