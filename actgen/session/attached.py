"""The files that items annex: each is to be beside the session when its act is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from actgen.diagnostics import Diagnostic, Severity
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.rules import rule
from actgen.sources import Sources
from actgen.text.messages import say

ANNEXE_ABSENTE = rule("ANNEXE-ABSENTE")


def unattached(figures: FiguresSeance, sources: Sources) -> Iterator[Diagnostic]:
    """What an item annexes and is no file there: an error once its act is adopted.

    What left for the State already had its annexes: then it is a file that the folder lacks.
    """
    folder = (sources.workspace / figures.seance.fichier).parent
    for item in figures.points:
        if item.point.abandon is None and item.point.annexes:
            sources.depend_on_everything()  # a file that is looked for and not read
            for nom in item.point.annexes:
                if not _is_there(folder / nom, sources.workspace):
                    yield _absent(figures, item, nom)


def _is_there(place: Path, workspace: Path) -> bool:
    try:
        return place.is_file() and place.resolve().is_relative_to(workspace)
    except (OSError, ValueError):  # a name too long, or with a null character
        return False


def _absent(figures: FiguresSeance, item: FiguresPoint, nom: str) -> Diagnostic:
    point, left = item.point, figures.suites_de(item).transmise_le is not None
    due = item.adopte and not left
    return ANNEXE_ABSENTE.finding(
        say("Point {n} : la pièce jointe « {nom} » n’est pas à côté de la séance.", n=point.numero, nom=nom),
        point.lieux.get("annexes") or point.lieu,
        hint=say("Joignez le fichier, ou corrigez son nom."),
        point=point.numero,
        severity=Severity.ERROR if due else Severity.WARNING,
    )
