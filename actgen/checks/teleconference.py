"""Sessions held at a distance."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actgen.diagnostics import Diagnostic, Severity
from actgen.facts.seance import Organe
from actgen.facts.vote import NatureElection, Scrutin
from actgen.figures.comptes import LONGUEUR, vote_du_budget
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.law.regimes import seance_a_distance
from actgen.rules import rule
from actgen.text.dates import date_chiffres
from actgen.text.keys import slug
from actgen.text.messages import phrase

EPCI_TELECONF = rule("EPCI-TELECONF")
_URGENCE = "commune"  # the windows of 2020 to 2022 were the same for all councils
_SECRET = "un scrutin secret"
_BUDGET = "le vote du budget primitif"
_EXECUTIF = "l’élection du président et du bureau"
_ORGANISME = "la désignation de représentants à un organisme extérieur (art. L. 2121-33)"
_ELUS = {
    NatureElection.EXECUTIF_EPCI: _EXECUTIF,
    NatureElection.DELEGUES_SYNDICAT: (
        "l’élection de délégués à un établissement public de coopération intercommunale"
    ),
    NatureElection.AUTRE: _ORGANISME,
}
_DITE = re.compile(r"^elections?-.*\b(?:presidente?|bureau)s?\b")


def check_distance(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Whether this body may meet at a distance that day; then, on what."""
    seance = figures.seance
    if not seance.a_distance:
        return
    genre, propre = seance.collectivite.genre.value, not seance.collectivite.est_syndicat
    permise = seance_a_distance(seance.date, genre, fiscalite_propre=propre)
    urgence = permise is None and seance_a_distance(seance.date, _URGENCE) is not None
    if seance.organe is Organe.BUREAU or (permise is None and not urgence):
        yield _interdite(figures)
    elif urgence or seance.collectivite.est_commune:
        yield EPCI_TELECONF.finding(
            phrase(
                "Séance par visioconférence : permise alors par les règles de l'urgence sanitaire, à "
                "confirmer."
            ),
            seance.lieux.get("a_distance"),
            severity=Severity.INFO,
            article=permise.texte if permise else "",
        )
    else:
        assert permise is not None, "an EPCI that nothing allows was told above"
        yield EPCI_TELECONF.finding(
            phrase("Séance par visioconférence : le procès-verbal et les délibérations le disent."),
            seance.lieux.get("a_distance"),
            hint=phrase(
                "Les votes y ont lieu au scrutin public, et le procès-verbal donne le nom des votants : "
                "écrivez-les à chaque vote."
            ),
            severity=Severity.INFO,
            article=permise.texte,
        )
        yield from _exclus(figures)


def _interdite(figures: FiguresSeance) -> Diagnostic:
    seance = figures.seance
    if seance.collectivite.est_commune:
        suite = phrase("cette possibilité n'est donnée qu'aux conseils d'EPCI, pas à un conseil municipal.")
    elif seance.organe is Organe.BUREAU:
        suite = phrase("cette possibilité est donnée au conseil d'un EPCI, pas à son bureau.")
    else:
        suite = phrase("rien ne le permettait ce jour-là.")
    return EPCI_TELECONF.finding(
        phrase("Séance du {jour} tenue par visioconférence : ", jour=date_chiffres(seance.date)) + suite,
        seance.lieux.get("a_distance"),
        hint=phrase("Si la réunion s'est tenue en un seul lieu, retirez « a_distance »."),
        article="" if seance.collectivite.est_commune else None,
    )


def _exclus(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Items that the same article keeps for a meeting in one room."""
    for point in figures.points:
        quoi, sur = ("", False) if point.point.abandon else _exclu(point)
        if quoi:
            yield EPCI_TELECONF.finding(
                phrase(
                    "Point {n} : {quoi} n'a pas lieu par visioconférence{doute}.",
                    n=point.point.numero,
                    quoi=quoi,
                    doute="" if sur else ", à confirmer",
                ),
                point.point.lieu,
                figures.seance.lieux.get("a_distance"),
                hint=phrase("Reportez ce point à une séance tenue en un seul lieu."),
                severity=None if sur else Severity.WARNING,
                point=point.point.numero,
            )


def _exclu(point: FiguresPoint) -> tuple[str, bool]:
    """What an item does that needs one room, and whether that is sure: by its keys, else by its words."""
    ecrit = point.point
    if ecrit.vote is not None and ecrit.vote.scrutin is Scrutin.SECRET and point.decide:
        return _SECRET, True
    if point.nature_election in _ELUS:
        sur = ecrit.election in _ELUS or point.nature_election is NatureElection.EXECUTIF_EPCI
        return _ELUS[point.nature_election], sur and point.nature_election is not NatureElection.AUTRE
    budget = vote_du_budget(ecrit)
    if budget is not None:
        return _BUDGET, budget
    return (_EXECUTIF if _DITE.search(slug(ecrit.objet, LONGUEUR)) else ""), False


RULES = (check_distance,)
