"""How fresh the law is that a session is judged by, and what nobody has read: said to authors alone."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.base.diagnostics import Diagnostic
from actgen.base.rules import rule
from actgen.base.text.dates import date_longue
from actgen.base.text.typography import typeset
from actgen.council.figures.population import population_du_conseil
from actgen.council.figures.seance import FiguresPoint, FiguresSeance
from actgen.law.calendar import mois_plus_tard
from actgen.law.files import read_until
from actgen.law.reformes import Reforme, reformes_a_lire

DROIT_ANCIEN = rule("DROIT-ANCIEN")
REFORME_NON_LUE = rule("REFORME-NON-LUE")

_MONTHS = 12
"""A law of finance a year, a reform of councils every few: what is older has surely missed one."""


def check_fraicheur(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A session held more than a year after the law was last read."""
    seance, lu = figures.seance, read_until()
    if seance.date > mois_plus_tard(lu, _MONTHS):
        yield DROIT_ANCIEN.tell(
            "Séance du {seance} : le droit qu'actgen connaît a été relu jusqu'au {lu}. Une loi parue depuis "
            "n'y est pas.",
            seance.lieux.get("date"),
            seance=date_longue(seance.date, jour=False),
            lu=date_longue(lu, jour=False),
            hint="Installez la version la plus récente d'actgen, ou faites relire ces actes par un juriste ; "
            "les lignes d'une loi nouvelle s'ajoutent dans le dossier « droit » de l'espace de travail.",
        )


def check_reformes(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A reform whose text nobody has read, where it touches what an item does."""
    seance = figures.seance
    habitants = population_du_conseil(seance.collectivite, seance.date).habitants
    for reforme in reformes_a_lire(seance.date):
        for chiffres in figures.points:
            if _touche(reforme, chiffres, habitants):
                item = chiffres.point
                yield REFORME_NON_LUE.tell(
                    "Point {n} : {constat}.",
                    item.lieux.get("acte") or item.lieu,
                    hint=typeset(reforme.conseil),
                    point=item.numero,
                    constat=typeset(reforme.constat),
                )


def _touche(reforme: Reforme, chiffres: FiguresPoint, habitants: int) -> bool:
    item = chiffres.point
    if item.abandon is not None:
        return False
    remplis = (nom for nom, ecrit in item.champs.items() if not ecrit.manque)
    elue = reforme.touche_l_election(chiffres.nature_election, habitants)
    return elue or reforme.touche_l_acte(item.acte, remplis)
