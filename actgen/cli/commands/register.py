"""`actgen register`: the year's register of a council, numbered sheet by sheet, to print and bind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from actgen.cli.line import Argument, Command, Line, Option, quoted
from actgen.errors import UsageError
from actgen.rendering.formats import formats
from actgen.report.screen import Screen

if TYPE_CHECKING:
    from actgen.register.options import RegisterOptions
    from actgen.register.register import Register

_ORGANES = ("conseil", "bureau")
_LONGEST_NUMBER = 5

COMMAND = Command(
    name="register",
    summary="Fait le registre des délibérations d’une année\u00a0: feuillets numérotés, clôture de chaque "
    "séance avec la place des signatures, tables par date et par sujet\u202f; dit ce qui y manque et ce qui "
    "y serait deux fois.",
    arguments=(Argument("COLLECTIVITE", "le fichier de la collectivité"),),
    options=(
        Option("--year", "année du registre (obligatoire)", "ANNEE"),
        Option("--organe", "assemblée dont c’est le registre (par défaut\u00a0: conseil)", "MOT", _ORGANES),
        Option("--first-sheet", "numéro du premier feuillet (par défaut\u00a0: 1)", "N"),
        Option(
            "--sheets", "numéro du dernier feuillet déjà paraphé\u00a0: le registre n’ira pas au-delà", "N"
        ),
        Option("--one-side", "pour imprimer au recto seulement\u00a0: un feuillet par page"),
        Option(
            "--formats", "formats à écrire (par défaut\u00a0: pdf)", "LISTE", formats(fixed=True), many=True
        ),
        Option("--out", "dossier où écrire (par défaut\u00a0: output)", "DOSSIER"),
        Option("--templates", "dossier de modèles à consulter avant les autres", "DOSSIER", many=True),
        Option("--report", "forme du compte rendu", "FORME", choices=("text", "json")),
    ),
    about=(
        "Toutes les séances de l’année qui sont dans «\u00a0seances\u00a0» y entrent, par date\u202f; une "
        "séance à venir ou sans délibération est signalée. En cas d’erreur, rien n’est écrit.",
        "Word n’est pas proposé\u00a0: il referait les pages, et les numéros de feuillet ne seraient plus "
        "ceux des tables.",
        "Un fichier corrigé à la main n’est jamais remplacé.",
    ),
    examples=(
        "actgen register collectivites/dietwiller.yaml --year 2022",
        "actgen register collectivites/m2a.yaml --year 2024 --organe bureau --first-sheet 85",
    ),
)


def run(line: Line, screen: Screen) -> int:
    """Make the register, show what it holds and lacks; 1 when it wasn't written."""
    # Imported here, so that `actgen register --help` doesn't wait for what only a real run needs.
    from actgen.register.register import make_register
    from actgen.report.as_json import show_report
    from actgen.report.register import register_report, show_register

    options = _options(line)
    file = Path(line.one("COLLECTIVITE"))
    register = make_register(file, options)
    if line.one("--report") == "json":
        show_report({"registre": register_report(file, register, options)}, screen)
    else:
        show_register(file, register, options, screen)
    return _verdict(register, screen)


def _verdict(register: Register, screen: Screen) -> int:
    if register.fault is not None:
        screen.error(str(register.fault))
        return register.fault.exit_code
    return int(not register.written)


def _options(line: Line) -> RegisterOptions:
    from actgen.facts.seance import Organe
    from actgen.register.options import RegisterOptions

    folders = tuple(Path(folder) for folder in line.all("--templates"))
    for folder in folders:
        if not folder.is_dir():
            raise UsageError(f"Le dossier de modèles {quoted(str(folder))} est introuvable.", COMMAND.name)
    asked = line.all("--formats") or ("pdf",)
    out = line.one("--out")
    first = _number(line, "--first-sheet") or 1
    sheets = _number(line, "--sheets")
    if sheets is not None and sheets < first:
        raise UsageError(
            f"--sheets {sheets} est le dernier feuillet paraphé\u00a0: il vient avant le premier, "
            f"--first-sheet {first}.",
            COMMAND.name,
        )
    return RegisterOptions(
        year=_year(line),
        organe=Organe(line.one("--organe", "conseil")),
        formats=formats(asked, fixed=True),
        first_sheet=first,
        sheets=sheets,
        both_sides=not line.has("--one-side"),
        out=Path(out) if out else None,
        templates=folders,
    )


def _year(line: Line) -> int:
    written = line.one("--year")
    if not written:
        raise UsageError(
            "Il manque l’année du registre\u00a0: --year ANNEE, par exemple --year 2022.", COMMAND.name
        )
    if not (written.isascii() and written.isdigit() and len(written) == 4 and int(written) > 0):
        raise UsageError(
            f"--year attend une année en quatre chiffres, et non {quoted(written)}.", COMMAND.name
        )
    return int(written)


def _number(line: Line, name: str) -> int | None:
    """A number of sheets, from 1; None when it isn't given."""
    written = line.one(name)
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and len(written) <= _LONGEST_NUMBER and int(written) > 0):
        raise UsageError(f"{name} attend un numéro de feuillet, et non {quoted(written)}.", COMMAND.name)
    return int(written)
