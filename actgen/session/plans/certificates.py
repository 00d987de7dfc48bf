"""The certificates of executability."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from actgen.figures.seance import FiguresPoint
from actgen.figures.votes import Resultat
from actgen.session.plans.desk import Desk, line
from actgen.session.result import ActPlan, Due
from actgen.text.lists import enumeration
from actgen.text.messages import phrase


def plan_certificates(desk: Desk) -> Iterator[ActPlan]:
    """The certificate of each deliberation, once both proofs are there."""
    kind = desk.catalogue.get("caractere_executoire")
    if kind is None:
        return
    for point, delibere in desk.deciding():
        numero = point.point.numero
        plan = ActPlan(
            key=f"certificat-{numero:02}",
            kind=kind,
            point=numero,
            titre=f"certificat {numero}",
            stade=point.stade,
            due=Due.WRITTEN,
            consigne=_consigne_certificat(desk, point),
        )
        if raison := _not_executory(desk, point):
            yield desk.not_yet(plan, raison)
        else:
            yield desk.written(plan, partial(desk.composer.certificat, point, kind, delibere))


def _consigne_certificat(desk: Desk, point: FiguresPoint) -> str:
    suites = desk.figures.suites_de(point)
    a_la_main = "à signer" if suites.certificat_du else "à dater et à signer à la main"
    depuis = point.executoire_le
    return f"{a_la_main}, pas avant le {depuis:%d/%m/%Y}" if depuis else a_la_main


def _not_executory(desk: Desk, point: FiguresPoint) -> str:
    if not point.delibere:
        return desk.not_voted(point) or "le conseil n’a pas encore voté"
    if point.resultat is Resultat.REJETE:
        return "sans objet\u00a0: la délibération a été rejetée"
    if point.effet_immediat:
        effet = "les nominations prennent effet" if point.nomme else "une élection prend effet"
        return f"sans objet\u00a0: {effet} immédiatement, sans certificat"
    if point.quorum.affaire_douteuse:
        return phrase("voté sans quorum, et rien ne dit que la première convocation portait cette affaire")
    suites = desk.figures.suites_de(point)
    manques = []
    if point.transmissible and suites.transmise_le is None and suites.recue_le is None:
        manques.append(f"la transmission{line(suites.lieux.get('transmise_le'))}")
    if suites.publiee_le is None:
        manques.append(f"la publication{line(suites.lieux.get('publiee_le'))}")
    return f"il manque {enumeration(manques)}" if manques else ""
