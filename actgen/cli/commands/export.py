"""`actgen export …`: what leaves for elsewhere, the State's platform, open data, the archives."""

from __future__ import annotations

from pathlib import Path

from actgen.api import Options, Workspace
from actgen.cli.arguments import folder_for, folders_of, overrides, year_of
from actgen.cli.line import Line, quoted
from actgen.errors import UsageError
from actgen.exports.fields import Classification, lire_classification
from actgen.report.as_json import show_report
from actgen.report.exports import (
    archive_report,
    opendata_report,
    show_archive,
    show_opendata,
    show_transmission,
    transmission_report,
)
from actgen.report.screen import Screen
from actgen.sources import SourceFault, Sources


def run_export_transmission(line: Line, screen: Screen) -> int:
    """Write the folder, show it; 1 when it wasn't written."""
    file, options = Path(line.one("FICHIER")), _options(line)
    session = Workspace(file).session(file.absolute(), options=options)
    transmission = session.transmission(_points(line), _classification(line))
    if line.one("--report") == "json":
        show_report({"transmission": transmission_report(file, transmission)}, screen)
    else:
        show_transmission(file, transmission, screen)
    return int(bool(transmission.report.errors) or not transmission.written)


def run_export_opendata(line: Line, screen: Screen) -> int:
    """Write the file, show what it holds; 1 when it wasn't written."""
    file, year, options = Path(line.one("FICHIER")), year_of(line), _options(line)
    if year is None and file.parent.name == "collectivites" and file.is_file():
        raise UsageError(
            "Pour une collectivité, dites l’année à exporter\u00a0: --year ANNEE, par exemple --year 2022."
        )
    opendata = Workspace(file).opendata(file.absolute(), year, options)
    if line.one("--report") == "json":
        show_report({"opendata": opendata_report(file, opendata)}, screen)
    else:
        show_opendata(file, opendata, screen)
    return int(bool(opendata.report.errors) or not opendata.written)


def run_export_archive(line: Line, screen: Screen) -> int:
    """Write the archive, show what it holds; 1 when it wasn't written."""
    file, options = Path(line.one("FICHIER")), _options(line)
    archive = Workspace(file).session(file.absolute(), options=options).archive()
    if line.one("--report") == "json":
        show_report({"archive": archive_report(file, archive)}, screen)
    else:
        show_archive(file, archive, screen)
    return int(bool(archive.report.errors) or not archive.written)


def _options(line: Line) -> Options:
    return Options(
        formats=("pdf",), out=folder_for(line), templates=folders_of(line), overrides=overrides(line)
    )


def _points(line: Line) -> frozenset[int]:
    points = line.all("--only")
    for word in points:
        if not (word.isascii() and word.isdigit() and len(word) <= 4):
            raise UsageError(
                f"--only attend des numéros de points, par exemple --only 3,7, et non {quoted(word)}."
            )
    return frozenset(int(word) for word in points)


def _classification(line: Line) -> Classification | None:
    named = line.one("--typologie")
    if not named:
        return None
    source = Sources(Path.cwd()).read(Path(named), base=Path.cwd(), anywhere=True)
    if isinstance(source, SourceFault):
        raise UsageError(f"{source.message} {source.hint}")
    classification = lire_classification(source)
    if isinstance(classification, str):
        raise UsageError(f"{quoted(named)}{classification}")
    return classification
