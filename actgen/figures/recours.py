"""Which remedy is open against which act: two months, but for an election that electoral law judges.

Source: art. R. 421-1 CJA; for the mayor and deputies, art. L. 2122-13 and D. 2122-2 CGCT. The figures
stand in data/droit/suites.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from actgen.law.suites import DelaiDeSuite, Suite, delai
from actgen.text.numbers import cardinal

from .elections import elit_l_executif
from .seance import FiguresPoint, FiguresSeance
from .suites import SuitesDecidees, suites_decidees


def recours_contre(point: FiguresPoint, jour: date) -> DelaiDeSuite | None:
    """The time in which the act of an item may be brought to court, in a session of that day."""
    return delai(Suite.RECOURS_ELECTION if elit_l_executif(point.point) else Suite.RECOURS, jour)


def duree(regle: DelaiDeSuite) -> str:
    """« deux mois », « cinq jours »: as acts write it."""
    return f"{cardinal(regle.mois)} mois" if regle.mois else f"{cardinal(regle.jours)} jours"


def actes_par_juge(figures: FiguresSeance) -> Iterator[tuple[bool, SuitesDecidees]]:
    """The adopted items that share their later dates, elections of the executive (True) by themselves."""
    for groupe in suites_decidees(figures):
        elections = tuple(each for each in groupe.adoptes if elit_l_executif(each.point))
        autres = tuple(each for each in groupe.adoptes if each not in elections)
        for election, points in ((True, elections), (False, autres)):
            if points:
                yield election, replace(groupe, points=points, entier=groupe.entier and not elections)
