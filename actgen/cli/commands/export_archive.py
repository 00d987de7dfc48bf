"""`actgen export archive`: one zip of all that proves the acts of a session."""

from __future__ import annotations

from pathlib import Path

from actgen.cli.exporting import COMMON, options_of
from actgen.cli.line import Argument, Command, Line, Option
from actgen.report.screen import Screen

COMMAND = Command(
    name="export archive",
    summary="Réunit dans une archive (.zip) les actes d’une séance, leur journal, les modèles et les "
    "fichiers d’où ils viennent, avec l’empreinte de chacun.",
    arguments=(Argument("FICHIER", "le fichier de la séance"),),
    options=(
        Option("--out", "dossier où render a écrit (par défaut\u00a0: output)", "DOSSIER"),
        *COMMON,
    ),
    about=(
        "Les mêmes fichiers donnent la même archive, octet pour octet. Un exemplaire signé posé dans le "
        "dossier y entre aussi, et le manifeste dit qu’actgen ne l’a pas écrit.",
        "Si un fichier du journal manque, ou si une source a changé depuis que les actes ont été écrits, "
        "rien n’est écrit. L’archive contient les sources entières\u00a0: elle n’est pas à publier.",
    ),
    examples=("actgen export archive seances/dietwiller-2022-12-15.yaml",),
)


def run(line: Line, screen: Screen) -> int:
    """Write the archive, show what it holds; 1 when it wasn't written."""
    # Imported here, so that `--help` doesn't wait for what only a real run needs.
    from actgen.exports.archive import archiver
    from actgen.report.as_json import show_report
    from actgen.report.exports import archive_report, show_archive

    file = Path(line.one("FICHIER"))
    options = options_of(line, COMMAND.name)
    archive = archiver(file, options)
    if line.one("--report") == "json":
        show_report({"archive": archive_report(file, archive)}, screen)
    else:
        show_archive(file, archive, screen)
    return int(bool(archive.report.errors) or not archive.written)
