"""How many members must be there, who counts as being there, and how many proxies one may carry."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from actgen.law.periods import Periode
from actgen.law.tables import Fields, Origine, Table


class Fraction(StrEnum):
    """MAJORITE: more than half of the members in exercise. TIERS: a third, rounded up."""

    MAJORITE = "majorite"
    TIERS = "tiers"


class Compte(StrEnum):
    """Who counts towards the quorum."""

    PRESENTS = "presents"
    PRESENTS_OU_REPRESENTES = "presents_ou_representes"


@dataclass(frozen=True, slots=True)
class Quorum:
    """A rule of quorum and proxies; `texte`: what to cite.

    `compte_election` stands for `compte` at the election of the mayor.
    """

    fraction: Fraction
    compte: Compte
    compte_election: Compte
    pouvoirs: int
    texte: str
    origine: Origine

    def requis(self, en_exercice: int) -> int:
        """The number needed among that many members in exercise (seats filled, vacancies set aside)."""
        if self.fraction is Fraction.TIERS:
            return -(-en_exercice // 3)
        return en_exercice // 2 + 1

    @property
    def derogatoire(self) -> bool:
        """Whether this is an exception: the minutes of that time must say so."""
        return self.fraction is not Fraction.MAJORITE


@dataclass(frozen=True, slots=True)
class QuorumDerogatoire:
    """An exception and the days on which it applied."""

    periode: Periode
    quorum: Quorum

    @property
    def origine(self) -> Origine:
        return self.quorum.origine


def read_quorum(row: Fields) -> Quorum | None:
    """The rule of one row; None after a fault."""
    row.only("du", "au", "fraction", "compte", "compte_election", "pouvoirs", "article", "texte")
    fraction, counted = row.word("fraction", Fraction), row.word("compte", Compte)
    elected = row.word("compte_election", Compte, counted or Compte.PRESENTS)
    proxies, origin = row.number("pouvoirs"), row.origine()
    text = row.text("texte", "") or row.text("article")
    if fraction is None or counted is None or elected is None or not row.sound:
        return None
    return Quorum(fraction, counted, elected, proxies, text, origin)


def read_derogations(table: Table) -> tuple[QuorumDerogatoire, ...]:
    """The dated exceptions, checked not to overlap."""
    rows: list[QuorumDerogatoire] = []
    for row in table.rows("quorum_derogatoire"):
        period, rule = row.periode(), read_quorum(row)
        if rule is not None and row.sound:
            rows.append(QuorumDerogatoire(period, rule))
    return table.without_overlap(rows, "Quorum dérogatoire")
