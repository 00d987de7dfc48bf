"""Draws in words: what a session is made of is chosen here and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Tirage:
    """A seeded generator; Hypothesis would draw otherwise beside other modules."""

    def __init__(self, graine: str) -> None:
        self._alea = Random(graine)

    def entier(self, bas: int, haut: int) -> int:
        return self._alea.randint(bas, haut)

    def chance(self, pour_cent: int) -> bool:
        return self.entier(0, 99) >= 100 - pour_cent

    def parmi(self, choix: Sequence[T]) -> T:
        return choix[self.entier(0, len(choix) - 1)]

    def pondere(self, *choix: tuple[int, T]) -> T:
        """One of the values, as often as its weight says."""
        reste = self.entier(0, sum(poids for poids, _ in choix) - 1)
        for poids, valeur in choix:
            if reste < poids:
                return valeur
            reste -= poids
        raise AssertionError("weights")

    def sans_remise(self, choix: Sequence[T], combien: int) -> list[T]:
        """That many of them, all different, in no order."""
        restants = list(choix)
        return [restants.pop(self.entier(0, len(restants) - 1)) for _ in range(min(combien, len(restants)))]

    def jour(self, debut: date, fin: date) -> date:
        return debut + timedelta(self.entier(0, (fin - debut).days))


JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MOIS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
    "novembre", "décembre",
)  # fmt: skip


def chiffres(jour: date) -> str:
    """15/12/2022."""
    return jour.strftime("%d/%m/%Y")


def en_lettres(jour: date) -> str:
    """« jeudi 15 décembre 2022 »."""
    quantieme = "1er" if jour.day == 1 else str(jour.day)
    return f"{JOURS[jour.weekday()]} {quantieme} {MOIS[jour.month - 1]} {jour.year}"


def date_ecrite(t: Tirage, jour: date) -> str:
    """As people write dates."""
    return t.pondere(
        (6, chiffres(jour)), (1, jour.strftime("%d.%m.%Y")), (1, jour.isoformat()), (2, en_lettres(jour))
    )


def heure_ecrite(minutes: int) -> str:
    """20h, 20h05."""
    return f"{minutes // 60}h{minutes % 60:02d}" if minutes % 60 else f"{minutes // 60}h"
