"""`actgen export transmission`: the folder to deposit on the platform that sends acts to the State."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from actgen.cli.exporting import COMMON, options_of
from actgen.cli.line import Argument, Command, Line, Option, quoted
from actgen.errors import UsageError
from actgen.report.screen import Screen

if TYPE_CHECKING:
    from actgen.exports.classification import Classification

COMMAND = Command(
    name="export transmission",
    summary="Prépare le dossier à déposer sur la plate-forme de transmission (@ctes)\u00a0: chaque "
    "délibération et ses annexes sous le nom attendu, et les champs à saisir.",
    arguments=(Argument("FICHIER", "le fichier de la séance"),),
    options=(
        Option("--only", "seulement ces points, par exemple 3,7", "LISTE", many=True),
        Option(
            "--typologie",
            "classification de votre préfecture (RetourClassification, XML) ou ses types de pièces (YAML)",
            "FICHIER",
        ),
        Option("--out", "dossier où render a écrit (par défaut\u00a0: output)", "DOSSIER"),
        *COMMON,
    ),
    about=(
        "Les PDF sont ceux que render a écrits, octet pour octet. Un acte signé se pose à côté de lui, sous "
        "le même nom suivi de -SIGNE\u00a0: c’est lui qui part. Un PDF changé d’une autre façon est refusé.",
        "Le dossier «\u00a0transmission\u00a0» est à côté des actes. Son fichier a-saisir.txt donne les "
        "champs à recopier, depot.json les donne à un programme. Rien n’est envoyé\u00a0: le dépôt et la "
        "signature restent à faire.",
    ),
    examples=(
        "actgen export transmission seances/dietwiller-2022-12-15.yaml",
        "actgen export transmission seances/nantes-2025-10-10.yaml --only 1,4",
    ),
)


def run(line: Line, screen: Screen) -> int:
    """Write the folder, show it; 1 when it wasn't written."""
    # Imported here, so that `--help` doesn't wait for what only a real run needs.
    from actgen.exports.transmission import transmettre
    from actgen.report.as_json import show_report
    from actgen.report.exports import show_transmission, transmission_report

    file = Path(line.one("FICHIER"))
    options = options_of(line, COMMAND.name)
    transmission = transmettre(file, options, _points(line), _classification(line))
    if line.one("--report") == "json":
        show_report({"transmission": transmission_report(file, transmission)}, screen)
    else:
        show_transmission(file, transmission, screen)
    return int(bool(transmission.report.errors) or not transmission.written)


def _points(line: Line) -> frozenset[int]:
    points = line.all("--only")
    for word in points:
        if not (word.isascii() and word.isdigit() and len(word) <= 4):
            raise UsageError(
                f"--only attend des numéros de points, par exemple --only 3,7, et non {quoted(word)}.",
                COMMAND.name,
            )
    return frozenset(int(word) for word in points)


def _classification(line: Line) -> Classification | None:
    from actgen.exports.classification import lire_classification
    from actgen.sources import SourceFault, Sources

    named = line.one("--typologie")
    if not named:
        return None
    source = Sources(Path.cwd()).read(Path(named), base=Path.cwd(), anywhere=True)
    if isinstance(source, SourceFault):
        raise UsageError(f"{source.message} {source.hint}", COMMAND.name)
    classification = lire_classification(source)
    if isinstance(classification, str):
        raise UsageError(f"{quoted(named)}{classification}", COMMAND.name)
    return classification
