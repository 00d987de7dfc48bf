"""Each decision has its deliberation in the register: what was voted, and gives none, is told once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actgen.diagnostics import Diagnostic
from actgen.facts.seance import Point
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.rules import rule
from actgen.text.keys import cle
from actgen.text.lists import etendue
from actgen.text.messages import phrase

from .points import POINT_CONTRADICTOIRE

DELIB_ABSENTE = rule("DELIB-ABSENTE")

_D_ORDRE = re.compile(
    r"procesverba(l|ux)|compterendu(dela(derniere|precedente)?(seance|reunion)|du(lundi|mardi|mercredi|jeudi|"
    r"vendredi|samedi|dimanche|conseil)?\d|$)|secretaires?de(la)?seance"
    r"|ordredujour|huisclos|caracteredurgence|suspensionde(la)?seance"
)
"""Objects of votes on how the session itself goes: the minutes tell them, and no deliberation is made."""


def sans_extrait(point: Point) -> bool:
    """Whether a vote on this item leaves nothing in the register of deliberations but the minutes."""
    return point.sans_acte or _D_ORDRE.search(cle(point.objet)) is not None


def check_extraits(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """All the items concerned in one finding: it is one slip, or one habit."""
    manquants = [point for point in figures.points if _manque(point)]
    if not manquants:
        return
    un = len(manquants) == 1
    dit = (
        "Le point {points} a été voté, mais ne donne aucune délibération."
        if un
        else "Les points {points} ont été votés, mais ne donnent aucune délibération."
    )
    yield DELIB_ABSENTE.finding(
        phrase(dit, points=etendue(point.point.numero for point in manquants)),
        *(point.point.lieu for point in manquants),
        hint=phrase(
            "Ajoutez « acte: deliberation_libre » et « decide: », ou « sans_acte: oui » si rien n'est à "
            "écrire au registre."
        ),
        point=manquants[0].point.numero if un else None,
    )


def _manque(point: FiguresPoint) -> bool:
    if point.point.acte or point.point.abandon or sans_extrait(point.point):
        return False
    return point.decide and not point.vote_sans_quorum  # such a vote is to be held again, not written down


def check_sans_acte(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """An act is asked for, and refused in the next line."""
    for point in figures.seance.points:
        if point.sans_acte and point.acte:
            yield POINT_CONTRADICTOIRE.finding(
                phrase("Point {n} : demande un acte, et dit qu'il n'en donne pas.", n=point.numero),
                point.lieux.get("sans_acte"),
                point.lieux.get("acte"),
                hint=phrase("Gardez « acte » ou « sans_acte », pas les deux."),
                point=point.numero,
            )


RULES = (check_extraits, check_sans_acte)
