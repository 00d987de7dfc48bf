"""`actgen export …`: what leaves for elsewhere, the State's platform, open data, the archives."""

from __future__ import annotations

from pathlib import Path

from actgen.api import Options, Workspace
from actgen.cli.arguments import folder_for, folders_of, overrides, year_of
from actgen.cli.line import Line
from actgen.errors import UsageError, quoted
from actgen.report.as_json import show_report
from actgen.report.exports import Export, export_report, show_export
from actgen.report.screen import Screen


def run_export_transmission(line: Line, screen: Screen) -> int:
    """Write the folder, show it; 1 when it wasn't written."""
    file, options = Path(line.one("FICHIER")), _options(line)
    session = Workspace(file).session(file.absolute(), options=options)
    typologie = Path(line.one("--typologie")) if line.has("--typologie") else None
    return _told("transmission", file, session.transmission(_points(line), typologie), line, screen)


def run_export_opendata(line: Line, screen: Screen) -> int:
    """Write the file, show what it holds; 1 when it wasn't written."""
    file, year, options = Path(line.one("FICHIER")), year_of(line), _options(line)
    if year is None and file.parent.name == "collectivites" and file.is_file():
        raise UsageError(
            "Pour une collectivité, dites l’année à exporter\u00a0: --year ANNEE, par exemple --year 2022."
        )
    return _told("opendata", file, Workspace(file).opendata(file.absolute(), year, options), line, screen)


def run_export_archive(line: Line, screen: Screen) -> int:
    """Write the archive, show what it holds; 1 when it wasn't written."""
    file, options = Path(line.one("FICHIER")), _options(line)
    archive = Workspace(file).session(file.absolute(), options=options).archive()
    return _told("archive", file, archive, line, screen)


def _told(name: str, file: Path, export: Export, line: Line, screen: Screen) -> int:
    if line.one("--report") == "json":
        show_report({name: export_report(file, export)}, screen)
    else:
        show_export(file, export, screen)
    return int(bool(export.report.errors) or not export.written)


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
