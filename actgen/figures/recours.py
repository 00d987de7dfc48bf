"""Which remedy is open against which act: two months, but for an election that electoral law judges.

Source: art. R. 421-1 CJA; for the mayor and deputies, art. L. 2122-13 and D. 2122-2 CGCT; other elections as
data/droit/elections.yaml tells. The figures stand in data/droit/suites.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from actgen.law.suites import DelaiDeSuite, SuiteLegale, delai
from actgen.text.numbers import cardinal

from .seance import FiguresPoint, FiguresSeance
from .suites import SuitesDecidees, suites_decidees


def recours_contre(point: FiguresPoint, jour: date) -> DelaiDeSuite | None:
    """The time in which the act of an item may be brought to court, in a session of that day."""
    return delai(point.regle_election.recours if point.regle_election else SuiteLegale.RECOURS, jour)


def defere_contre(point: FiguresPoint, jour: date) -> DelaiDeSuite | None:
    """The time in which the State may bring it there."""
    return delai(point.regle_election.defere if point.regle_election else SuiteLegale.DEFERE, jour)


def depart_du_recours(regle: DelaiDeSuite, jour: date, publiee: date | None) -> date | None:
    """The day from which it runs: of the election, of publication; one that others publish is unknown."""
    if regle.nom in (SuiteLegale.RECOURS_ELECTION, SuiteLegale.RECOURS_DESIGNATION):
        return jour
    return publiee if regle.nom is SuiteLegale.RECOURS else None


def duree(regle: DelaiDeSuite) -> str:
    """« deux mois », « cinq jours »: as acts write it."""
    return f"{cardinal(regle.mois)} mois" if regle.mois else f"{cardinal(regle.jours)} jours"


def differe(regle: DelaiDeSuite) -> str:
    """« vingt-quatre heures »: how long after the event it begins to run; empty when it does at once."""
    return f"{cardinal(24 * regle.differe)} heures" if regle.differe else ""


def actes_par_juge(figures: FiguresSeance) -> Iterator[tuple[SuiteLegale, SuitesDecidees]]:
    """The adopted items that share their later dates, by the remedy that is open against their acts."""
    for groupe in suites_decidees(figures):
        voies: dict[SuiteLegale, list[FiguresPoint]] = {}
        for each in groupe.adoptes:
            voie = each.regle_election.recours if each.regle_election else SuiteLegale.RECOURS
            voies.setdefault(voie, []).append(each)
        for voie in sorted(voies, key=lambda each: each is SuiteLegale.RECOURS):
            yield voie, replace(groupe, points=tuple(voies[voie]), entier=groupe.entier and len(voies) == 1)
