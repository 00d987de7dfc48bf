"""The second opinion: the law that a valid session needs, written anew from the texts.

Days, thresholds and windows are those of the reference of law of the project; nothing comes from actgen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

A_DISTANCE = date(2019, 12, 29)  # loi 2019-1461
TROIS_DS = date(2022, 2, 23)  # loi 2022-217
REFORME_2022 = date(2022, 7, 1)  # ordonnance 2021-1310
STATUT_2025 = date(2025, 12, 24)  # loi 2025-1249
RENOUVELLEMENT_2026 = date(2026, 3, 15)
RENOUVELLEMENTS = (date(2008, 3, 9), date(2014, 3, 23), date(2020, 3, 15), RENOUVELLEMENT_2026)
DROIT_LOCAL = frozenset({"57", "67", "68"})

# First and last day, and whether members represented count as well (loi 2020-290, art. 10).
DEROGATIONS = (
    (date(2020, 3, 24), date(2020, 4, 2), False),
    (date(2020, 4, 3), date(2020, 7, 10), True),
    (date(2020, 7, 11), date(2020, 8, 30), False),
    (date(2020, 10, 31), date(2021, 9, 30), False),
    (date(2021, 11, 10), date(2022, 7, 31), False),
)

# Art. L2121-2: below that many inhabitants, that many councillors.
_EFFECTIFS = (
    (100, 7), (500, 11), (1_500, 15), (2_500, 19), (3_500, 23), (5_000, 27), (10_000, 29), (20_000, 33),
    (30_000, 35), (40_000, 39), (50_000, 43), (60_000, 45), (80_000, 49), (100_000, 53), (150_000, 55),
    (200_000, 59), (250_000, 61), (300_000, 65),
)  # fmt: skip
EFFECTIF_MAXIMAL = 69


def effectif_legal(habitants: int) -> int:
    """Seats of the council of a commune of that population."""
    return next((sieges for borne, sieges in _EFFECTIFS if habitants < borne), EFFECTIF_MAXIMAL)


def dernier_renouvellement(jour: date) -> date:
    """The day of the last general renewal."""
    return max(each for each in RENOUVELLEMENTS if each <= jour)


def annee_du_renouvellement(jour: date) -> int:
    """The year of the population in force at the last general renewal (art. R2151-4)."""
    return dernier_renouvellement(jour).year - 3


def age_d_une_delegation(jour: date, plus: int) -> int:
    """How many days old, at most, a delegation to the bureau is: it ends with the mandate of who gave it."""
    return min(plus, (jour - dernier_renouvellement(jour)).days)


def tranches() -> tuple[tuple[int, int, int], ...]:
    """(lowest population, highest population, seats) of each line of the table."""
    bas = 50
    lignes = []
    for borne, sieges in _EFFECTIFS:
        lignes.append((bas, borne - 1, sieges))
        bas = borne
    return (*lignes, (bas, 480_000, EFFECTIF_MAXIMAL))


def jours_francs(envoi: date, seance: date) -> int:
    """Whole days between two dates, neither counted."""
    return (seance - envoi).days - 1


@dataclass(frozen=True)
class Droit:
    """What holds for one body on one day."""

    jour: date
    epci: bool
    departement: str
    habitants: int

    @property
    def local(self) -> bool:
        """The local law is that of communes; an EPCI follows the general law."""
        return not self.epci and self.departement in DROIT_LOCAL

    @property
    def seuil_3500(self) -> bool:
        return self.epci or self.habitants >= 3_500

    @property
    def reforme_2022(self) -> bool:
        return self.jour >= REFORME_2022

    @property
    def statut_2025(self) -> bool:
        return self.jour >= STATUT_2025

    @property
    def a_distance(self) -> bool:
        """Whether the council of an EPCI with own taxation may meet by video."""
        return self.epci and self.jour >= A_DISTANCE

    @property
    def trois_ds(self) -> bool:
        return self.jour >= TROIS_DS

    def delai(self, *, installation: bool = False) -> int:
        """Clear days of notice; the local three days are counted clear, as prudence asks."""
        if self.seuil_3500 and not (installation and not self.epci):
            return 5
        return 3

    def envoi_au_plus_tard(self, *, installation: bool = False) -> date:
        return self.jour - timedelta(self.delai(installation=installation) + 1)

    def envoi_urgent_au_plus_tard(self) -> date:
        """One clear day; the day before in a commune of the local law under 3 500 inhabitants."""
        return self.jour - timedelta(1 if self.local and not self.seuil_3500 else 2)

    @property
    def derogation(self) -> tuple[bool, bool]:
        """Whether a third is enough that day, and whether members represented count."""
        for debut, fin, representes in DEROGATIONS:
            if debut <= self.jour <= fin:
                return True, representes
        return False, False

    def quorum(self, base: int) -> int:
        return -(-base // 3) if self.derogation[0] else base // 2 + 1

    def comptes(self, presents: int, representes: int) -> int:
        """Those who count for the quorum."""
        return presents + (representes if self.derogation[1] else 0)

    @property
    def pouvoirs_par_membre(self) -> int:
        return 2 if self.derogation[0] else 1


TRIBUNAUX = {
    "21": "Dijon", "29": "Rennes", "33": "Bordeaux", "38": "Grenoble", "57": "Strasbourg", "59": "Lille",
    "67": "Strasbourg", "68": "Strasbourg", "69": "Lyon", "01": "Lyon", "51": "Châlons-en-Champagne",
}  # fmt: skip
"""Art. R221-3 CJA, for the départements of this bench."""


def plus_deux_mois(jour: date) -> date:
    return plus_des_mois(jour, 2)


def plus_un_mois(jour: date) -> date:
    return plus_des_mois(jour, 1)


def plus_des_mois(jour: date, combien: int) -> date:
    """The same day some months later, the last of the month where there is none."""
    rang = jour.month - 1 + combien
    annee, mois = jour.year + rang // 12, rang % 12 + 1
    while True:
        try:
            return date(annee, mois, jour.day)
        except ValueError:
            jour -= timedelta(1)
