"""Reforms that are known to have come, or to be coming, and whose text nobody here has read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from actgen.law.natures import NatureElection
from actgen.law.tables import Content, Fields, LawRow, law


class Lecture(StrEnum):
    """How much of a reform was read; a bill may never have become law."""

    NON_LUE = "non_lue"
    EN_PARTIE = "en_partie"
    PROJET = "projet"


class Reforme(LawRow, frozen=True, kw_only=True):
    """One of them, by what it touches; who writes an act that it touches reads `constat` and `conseil`.

    Touched are the acts of `natures`, of these those alone that fill in one of `champs` where it has some,
    and the items that hold one of `elections`, in communes of less than `moins_de` inhabitants if it says so.
    """

    ONCE = "nom"

    nom: str
    titre: str
    touche: str
    lecture: Lecture
    natures: tuple[str, ...] = ()
    champs: tuple[str, ...] = ()
    elections: tuple[str, ...] = ()
    moins_de: int = 0
    constat: str = ""
    conseil: str = ""

    def verify(self, row: Fields) -> None:
        """An act that is touched is told of; an election is one that exists."""
        if bool(self.natures or self.elections) != bool(self.constat and self.conseil):
            row.fault("Une réforme qui touche des actes, et elle seule, a un constat et un conseil.")
        for each in set(self.elections) - set(NatureElection):
            row.fault(f"Aucune élection ne s’appelle «\u00a0{each}\u00a0».", "elections")

    def touche_l_acte(self, nature: str | None, remplis: Iterable[str]) -> bool:
        """Whether it touches an act of that kind whose fields of these names are filled in."""
        return nature in self.natures and (not self.champs or not set(self.champs).isdisjoint(remplis))

    def touche_l_election(self, election: NatureElection | None, habitants: int) -> bool:
        """Whether it touches that election of a body of so many inhabitants, 0 when nobody knows."""
        petite = not self.moins_de or habitants < self.moins_de
        return election is not None and election.value in self.elections and petite


class Reformes(Content, frozen=True):
    """The content of data/droit/reformes.yaml. `lues`: those that a jurist has read since."""

    FILE = "reformes.yaml"

    reformes: tuple[Reforme, ...]
    lues: tuple[str, ...] = ()


def reformes_a_lire(jour: date | None = None) -> tuple[Reforme, ...]:
    """The reforms that nobody has read; with a day, those that were there by then."""
    table = law(Reformes)
    restent = (each for each in table.reformes if each.nom not in table.lues)
    return tuple(each for each in restent if jour is None or jour in each.periode)
