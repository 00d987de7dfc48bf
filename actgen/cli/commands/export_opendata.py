"""`actgen export opendata`: the deliberations in the national schema, for whoever publishes open data."""

from __future__ import annotations

from pathlib import Path

from actgen.cli.exporting import COMMON, options_of
from actgen.cli.line import Argument, Command, Line, Option, quoted
from actgen.errors import UsageError
from actgen.report.screen import Screen

COMMAND = Command(
    name="export opendata",
    summary="Écrit les délibérations dans un fichier CSV au schéma national «\u00a0Délibérations\u00a0» "
    "(SCDL 2.1.5), pour les publier en données ouvertes.",
    arguments=(
        Argument("FICHIER", "une séance, une collectivité (avec --year) ou un groupement de commandes"),
    ),
    options=(
        Option("--year", "année à exporter, pour une collectivité ou un groupement", "ANNEE"),
        Option("--out", "dossier où écrire (par défaut\u00a0: output)", "DOSSIER"),
        *COMMON,
    ),
    about=(
        "Une ligne par délibération votée. Ce qui est à occulter l’est comme dans la copie à publier\u202f; "
        "d’un scrutin secret il n’y a que les chiffres. Une élection, ou des bulletins blancs, que le schéma "
        "ne sait pas dire, laissent vides les colonnes du vote.",
        "Les onze contrôles du schéma sont faits avant d’écrire\u202f; en cas d’erreur, rien n’est écrit.",
    ),
    examples=(
        "actgen export opendata seances/dietwiller-2022-12-15.yaml",
        "actgen export opendata collectivites/dietwiller.yaml --year 2022",
        "actgen export opendata groupements/e_services.yaml",
    ),
)


def run(line: Line, screen: Screen) -> int:
    """Write the file, show what it holds; 1 when it wasn't written."""
    # Imported here, so that `--help` doesn't wait for what only a real run needs.
    from actgen.exports.opendata.fichier import exporter
    from actgen.report.as_json import show_report
    from actgen.report.exports import opendata_report, show_opendata

    file, year = Path(line.one("FICHIER")), _year(line)
    options = options_of(line, COMMAND.name)
    if year is None and file.parent.name == "collectivites" and file.is_file():
        raise UsageError(
            "Pour une collectivité, dites l’année à exporter\u00a0: --year ANNEE, par exemple --year 2022.",
            COMMAND.name,
        )
    opendata = exporter(file, year, options)
    if line.one("--report") == "json":
        show_report({"opendata": opendata_report(file, opendata)}, screen)
    else:
        show_opendata(file, opendata, screen)
    return int(bool(opendata.report.errors) or not opendata.written)


def _year(line: Line) -> int | None:
    written = line.one("--year")
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and len(written) == 4 and int(written) > 0):
        raise UsageError(
            f"--year attend une année en quatre chiffres, et non {quoted(written)}.", COMMAND.name
        )
    return int(written)
