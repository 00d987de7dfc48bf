"""The deliberations: what to do with each, by its stage."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from actgen.facts.seance import EtatSeance
from actgen.figures.execution import ENVOYES, Stade
from actgen.figures.seance import FiguresPoint
from actgen.session.plans.desk import Desk, signataires
from actgen.session.plans.publications import copie_de_la_deliberation
from actgen.session.result import ActPlan, Due
from actgen.text.messages import phrase


def plan_deliberations(desk: Desk) -> Iterator[ActPlan]:
    """The deliberation of each item that gives one."""
    for point, kind in desk.deciding():
        numero = point.point.numero
        plan = ActPlan(
            key=f"deliberation-{numero:02}",
            kind=kind,
            point=numero,
            titre=f"délibération {numero}",
            stade=point.stade,
            due=Due.WRITTEN,
            consigne=_consigne(desk, point),
            transmis=_transmis(point),
        )
        if raison := desk.not_voted(point):
            yield desk.not_yet(plan, raison)
        else:
            acte = desk.written(
                plan, partial(desk.composer.deliberation, point, kind), point.point.groupement
            )
            yield acte
            yield from copie_de_la_deliberation(desk, acte, point)


def _transmis(point: FiguresPoint) -> bool:
    """Whether the act went to the State: a date of sending or a receipt says so, publication doesn't."""
    return point.transmissible and point.stade in ENVOYES


def _consigne(desk: Desk, point: FiguresPoint) -> str:
    if desk.figures.etat is EtatSeance.A_TENIR:
        return f"modèle à soumettre au {desk.figures.seance.organe.value}"
    noms = signataires(desk.figures, point)
    if point.quorum.affaire_douteuse:
        return phrase("voté sans quorum : vérifiez d'abord que la première convocation portait cette affaire")
    if point.stade is Stade.ADOPTE:
        return phrase("à imprimer, à faire signer ({noms}), puis à transmettre et à publier", noms=noms)
    if point.stade is Stade.TRANSMIS:
        return phrase("transmission faite ; à publier")
    if point.stade is Stade.PUBLIE:
        return phrase("publication faite ; à faire signer ({noms}) et à transmettre", noms=noms)
    return phrase("texte complet, à conserver au registre avec les signatures ({noms})", noms=noms)
