"""Representatives in another body: from which decisions about it the law of the day takes them out."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.diagnostics import Diagnostic, Severity
from actgen.facts.point import Avantage
from actgen.figures.interets import RepresentantAuPoint, representants_du_point
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.law.interets import Condition
from actgen.rules import rule
from actgen.text.grammar import pluriel
from actgen.text.messages import phrase, shorten

from .outils import cgct, nomme, noms, votes

INT_REPRESENTANT = rule("INT-REPRESENTANT")
_OBJETS = {
    Avantage.COMMANDE_PUBLIQUE: "un contrat de la commande publique",
    Avantage.GARANTIE: "une garantie d'emprunt",
    Avantage.AIDE: "une aide",
    Avantage.DESIGNATION: "un représentant, ou sa rémunération",
}
_SANS_AVANTAGE = (None, Avantage.RIEN, Avantage.DEPENSE_OBLIGATOIRE, Avantage.BUDGET)
_SINON = {
    Condition.DESIGNES_PAR_LA_LOI: "sans y être désignés en application de la loi",
    Condition.SANS_REMUNERATION: "contre rémunération ou avantage",
}
_A_DIRE = {
    Condition.DESIGNES_PAR_LA_LOI: "designes_par_la_loi",
    Condition.SANS_REMUNERATION: "remuneres",
}


def check_retrait(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Those who stay where the law of the day takes them out, or where nothing protects them."""
    for point in votes(figures):
        restes = [
            each
            for each in representants_du_point(point.point, figures.seance.date)
            if each.retrait is None and _peut_voter(each, point)
        ]
        if restes:
            yield from _restes(point, restes)


def _restes(point: FiguresPoint, restes: list[RepresentantAuPoint]) -> Iterator[Diagnostic]:
    """All the representatives of an item are in one case: the body, the day and the decision are the same."""
    cas = restes[0]
    n, organisme = point.point.numero, shorten(cas.organisme.nom)
    qui = noms(each.membre for each in restes)
    if cas.regle is None or cas.protege is False:
        yield INT_REPRESENTANT.finding(
            phrase(
                "Point {n} : {qui} : représentation dans « {organisme} » ", n=n, qui=qui, organisme=organisme
            )
            + (phrase(_SINON[cas.regle.condition]) if cas.regle else phrase("avant le 23/02/2022"))
            + phrase(", qui peut être un intérêt à ce point."),
            cas.organisme.lieu,
            hint=phrase("Appréciez-le au cas par cas ; s'il y en a un, écrivez le nom sous « interesse »."),
            point=n,
            severity=Severity.INFO
            if cas.regle is None or cas.organisme.recoit in _SANS_AVANTAGE
            else Severity.WARNING,
            article=cgct("L2131-11"),
        )
    elif cas.doit_se_retirer and cas.organisme.recoit is not None:
        inconnu = cas.protege is None
        doute = inconnu or cas.incertain
        yield INT_REPRESENTANT.finding(
            phrase(
                "Point {n} : {qui}, pour la représentation dans « {organisme} », ",
                n=n,
                qui=qui,
                organisme=organisme,
            )
            + phrase(
                "{doit} se retirer d'une décision qui lui donne ",
                doit=pluriel(len(restes), "doit", "doivent"),
            )
            + phrase(_OBJETS[cas.organisme.recoit])
            + (phrase(", à confirmer.") if doute else "."),
            cas.organisme.lieu,
            point.point.vote.lieu if point.point.vote else None,
            hint=phrase("Écrivez à ce point « interesse: Prénom NOM, représentant » si le retrait a eu lieu")
            + (
                phrase(", et dites « {cle} » à l'organisme.", cle=_A_DIRE[cas.regle.condition])
                if inconnu
                else "."
            )
            + (
                phrase(
                    " Un groupement de collectivités, un CCAS ou une caisse des écoles ne le demande pas : "
                    "écrivez alors sa « nature »."
                )
                if cas.incertain
                else ""
            ),
            point=n,
            severity=Severity.WARNING if doute else None,
        )


def _peut_voter(each: RepresentantAuPoint, point: FiguresPoint) -> bool:
    salle = point.presence.au_vote
    return nomme(each.membre, (*salle.presents, *(r.mandant for r in salle.representes)))


RULES = (check_retrait,)
