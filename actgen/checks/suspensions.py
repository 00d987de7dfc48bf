"""Suspensions of the session: at an item, in order, between the opening and the closing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from itertools import pairwise

from actgen.base.diagnostics import Diagnostic, Severity
from actgen.base.rules import rule
from actgen.base.text.dates import heure
from actgen.base.text.lists import enumeration, etendue
from actgen.base.text.messages import phrase
from actgen.checks.mouvements import is_within_session, minutes_since
from actgen.council.facts.seance import Seance, Suspension
from actgen.council.figures.presence import placed_by_hour
from actgen.council.figures.seance import FiguresSeance

SUSPENSION_PLACE = rule("SUSPENSION-PLACE")
_DEMI_JOUR = 12 * 60
_CORRIGER = phrase("Corrigez l'une de ces heures.")


def check_place(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A suspension at no item of the session, or at an hour that doesn't tell between which items."""
    seance = figures.seance
    connus = (*seance.points_non_saisis, *(point.numero for point in seance.points))
    for each in seance.suspensions:
        if each.point is not None and each.point not in connus:
            yield SUSPENSION_PLACE.tell(
                "La séance est suspendue au point {n}, qui n'existe pas.",
                each.lieu,
                hint="Points de la séance : {connus}." if connus else "La séance n'a aucun point.",
                n=each.point,
                connus=etendue(connus),
            )
        elif each.point is None and not placed_by_hour(each, seance):
            yield SUSPENSION_PLACE.tell(
                "La séance est suspendue à {heure}, mais on ne sait pas à quel point.",
                each.lieu,
                hint="Ajoutez « avant le point N » ou « pendant le point N ».",
                heure=heure(each.heure),
            )


def check_heures(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Hours out of the session, or a session that goes on before it stops; then two at one time."""
    seance = figures.seance
    for each in seance.suspensions:
        dehors = [h for h in (each.heure, each.reprise) if h is not None and not is_within_session(h, seance)]
        if dehors:
            bornes = [f"ouverte à {heure(seance.heure)}"] if seance.heure else []
            bornes += [f"levée à {heure(seance.levee)}"] if seance.levee else []
            yield SUSPENSION_PLACE.tell(
                "La séance est suspendue {quand}, hors de la séance, {bornes}.",
                each.lieu,
                seance.lieux.get("levee") if seance.levee else None,
                seance.lieux.get("heure"),
                hint=_CORRIGER,
                quand=_when(each),
                bornes=enumeration(bornes),
            )
        elif each.reprise is not None and not 0 < minutes_since(each.heure, each.reprise) < _DEMI_JOUR:
            yield SUSPENSION_PLACE.tell(
                "La séance, suspendue à {heure}, reprend à {reprise} : c'est trop tôt.",
                each.lieu,
                hint=_CORRIGER,
                heure=heure(each.heure),
                reprise=heure(each.reprise),
            )
    suivies = sorted(seance.suspensions, key=lambda each: _rank(each.heure, seance))
    for avant, apres in pairwise(suivies):
        if avant.reprise is None or _rank(avant.reprise, seance) > _rank(apres.heure, seance):
            yield SUSPENSION_PLACE.tell(
                "La séance est suspendue à {apres}, alors qu'elle l'était déjà, {avant}.",
                apres.lieu,
                avant.lieu,
                hint="Corrigez l'une de ces heures, ou écrivez quand la séance a repris.",
                apres=heure(apres.heure),
                avant=_when(avant) if avant.reprise else phrase("depuis {h}", h=heure(avant.heure)),
            )


def check_ordre(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Against the hours of the items: none is taken up while the session is suspended, nor comes before."""
    seance = figures.seance
    if seance.heure is None:
        return
    passe: time | None = None
    for point in figures.points:
        abordee, salle = point.point.heure, point.presence
        for each in salle.interrompu:
            fin = each.reprise or each.heure
            if passe is not None and _rank(each.heure, seance) < _rank(passe, seance):
                yield _out_of_order(each, phrase("plus tôt que ce qui précède, à {h}", h=heure(passe)))
            elif abordee is not None and _rank(fin, seance) > _rank(abordee, seance):
                yield _out_of_order(each, phrase("avant un point abordé à {h}", h=heure(abordee)))
        dites = [h for each in salle.interrompu for h in (each.heure, each.reprise) if h is not None]
        passe = max(
            (h for h in (passe, abordee, *dites) if h is not None),
            key=lambda h: _rank(h, seance),
            default=None,
        )
        for each in salle.suspendu:
            if passe is not None and _rank(each.heure, seance) < _rank(passe, seance):
                yield _out_of_order(each, phrase("plus tôt que ce qui précède, à {h}", h=heure(passe)))


def _out_of_order(suspension: Suspension, quoi: str) -> Diagnostic:
    return SUSPENSION_PLACE.tell(
        "La séance est suspendue {quand}, {quoi}.",
        suspension.lieu,
        hint="Corrigez l'une de ces heures, ou le point.",
        severity=Severity.WARNING,
        quand=_when(suspension),
        quoi=quoi,
    )


def _when(suspension: Suspension) -> str:
    """« de 20 h 30 à 20 h 45 », « à 20 h 30 »."""
    if suspension.reprise is None:
        return f"à {heure(suspension.heure)}"
    return f"de {heure(suspension.heure)} à {heure(suspension.reprise)}"


def _rank(quand: time, seance: Seance) -> int:
    """Minutes since the opening; since midnight where its hour is not known."""
    return minutes_since(seance.heure or time(), quand)
