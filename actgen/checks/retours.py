"""What the group's file says of this commune, held against what its session says.

The session is where it happened: it wins, and a difference would make annexe 1 lie.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from actgen.diagnostics import Diagnostic, Location, Mender, Scope, Severity, declare
from actgen.figures.actes import numero
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.figures.votes import Resultat
from actgen.model.groupement import MembreGroupement
from actgen.text.dates import date_chiffres
from actgen.text.messages import phrase

from .outils import votes

GC_RETOUR_SEANCE = declare(
    "GC-RETOUR-SEANCE",
    Severity.ERROR,
    "Le dossier du groupement dit de cette commune ce que dit sa séance.",
    scope=Scope.CONVENTION,
    mender=Mender.COORDONNATEUR,
)

_RESULTATS = {Resultat.ADOPTE: "adoptée", Resultat.REJETE: "rejetée"}


def check_retours(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """One finding a commune that the group's file tells otherwise, with each difference."""
    for point in votes(figures):
        membre = _membre(figures, point)
        if membre is None or membre.deliberation_le is None:
            continue
        ecarts = tuple(_ecarts(figures, point, membre))
        if ecarts:
            yield GC_RETOUR_SEANCE.finding(
                phrase(
                    "Point {n} : le dossier du groupement et la séance diffèrent ({ecarts}).",
                    n=point.point.numero,
                    ecarts="\u202f; ".join(ecarts),
                ),
                membre.lieu,
                _lieu(point),
                hint="Corrigez le dossier du groupement\u00a0: la séance fait foi.",
                point=point.point.numero,
            )


def _membre(figures: FiguresSeance, point: FiguresPoint) -> MembreGroupement | None:
    groupement = point.point.groupement
    code = figures.seance.collectivite.code
    if groupement is None:
        return None
    return next((m for m in groupement.membres if m.collectivite.code == code), None)


def _lieu(point: FiguresPoint) -> Location | None:
    return point.point.vote.lieu if point.point.vote else point.point.lieu


def _ecarts(figures: FiguresSeance, point: FiguresPoint, membre: MembreGroupement) -> Iterator[str]:
    resultat = _RESULTATS.get(point.resultat) if point.resultat else None
    if membre.resultat and resultat and membre.resultat != resultat:
        yield f"{membre.resultat} / {resultat}"
    organe = figures.seance.organe.value
    if membre.organe and membre.organe != organe:
        yield f"{membre.organe} / {organe}"
    attendu = numero(figures.seance, point.point)
    if membre.numero and membre.numero not in (attendu, str(point.point.numero)):
        yield f"numéro {membre.numero} / {attendu}"
    suites = figures.seance.suites_de(point.point)
    for mot, dossier, seance in (
        ("délibération du", membre.deliberation_le, figures.seance.date),
        ("transmise le", membre.transmise_le, suites.transmise_le),
        ("reçue le", membre.recue_le, suites.recue_le),
        ("publiée le", membre.publiee_le, suites.publiee_le),
        ("notifiée le", membre.notifiee_le, suites.notifiee_le),
        ("signée le", membre.signee_le, suites.signee_le),
    ):
        yield from _ecart(mot, dossier, seance)


def _ecart(mot: str, dossier: date | None, seance: date | None) -> Iterator[str]:
    """Empty is no difference: one of the two may not know yet."""
    if dossier is not None and seance is not None and dossier != seance:
        yield f"{mot} {date_chiffres(dossier)} / {date_chiffres(seance)}"


RULES = (check_retours,)
