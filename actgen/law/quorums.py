"""How many members must be there, who counts as being there, and how many proxies one may carry."""

from __future__ import annotations

import re
from enum import StrEnum

from actgen.law.periods import Periode
from actgen.law.tables import Fields, Origine, Table
from actgen.records import dataclass
from actgen.text.numbers import cardinal, ordinal_lettres

_PART = re.compile(r"(plus de )?([1-9])/([2-9])")
_SECONDE = "seconde_jours_francs"
_NAMED = {2: "moitié", 3: "tiers", 4: "quart"}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the members in exercise; `plus`: that part is not enough, more than it is asked for."""

    numerateur: int
    denominateur: int
    plus: bool

    def requis(self, en_exercice: int) -> int:
        """The number of members: the next whole one."""
        asked = en_exercice * self.numerateur
        return asked // self.denominateur + 1 if self.plus else -(-asked // self.denominateur)

    @property
    def dite(self) -> str:
        """In words: « plus de la moitié », « un tiers », « deux cinquièmes »."""
        noun = _NAMED.get(self.denominateur) or ordinal_lettres(self.denominateur)
        if self.numerateur > 1:
            noun = noun if noun.endswith("s") else f"{noun}s"
        article = "la" if self.denominateur == 2 else cardinal(self.numerateur)
        return f"{'plus ' if self.plus else ''}{_of(article) if self.plus else article} {noun}"


def _of(article: str) -> str:
    return f"d’{article}" if article == "un" else f"de {article}"


class Compte(StrEnum):
    """Who counts towards the quorum."""

    PRESENTS = "presents"
    PRESENTS_OU_REPRESENTES = "presents_ou_representes"


@dataclass(frozen=True, slots=True)
class Quorum:
    """A rule of quorum and proxies; `texte`: what to cite.

    `compte_election` stands for `compte` at the election of the mayor. `derogatoire`: an exception to the
    ordinary rule, which the minutes of that time must tell; `seconde_jours_francs`: after that many clear
    days it spares the quorum at a second convocation, 0 when it says nothing of it.
    """

    periode: Periode
    part: Part
    compte: Compte
    compte_election: Compte
    pouvoirs: int
    texte: str
    origine: Origine
    derogatoire: bool = False
    seconde_jours_francs: int = 0

    def requis(self, en_exercice: int) -> int:
        """The number needed among that many members in exercise (seats filled, vacancies set aside)."""
        return self.part.requis(en_exercice)


def read_quorum(row: Fields, table: Table, derogatoire: bool) -> Quorum | None:
    """The rule of one row; None after a fault."""
    keys = ("part", "compte", "compte_election", "pouvoirs", _SECONDE, "article", "texte")
    row.only("du", "au", *keys)
    period, part, counted = row.periode(), _part(row, table), row.word("compte", Compte)
    elected = row.word("compte_election", Compte, counted or Compte.PRESENTS)
    proxies, origin = row.number("pouvoirs"), row.origine()
    text = row.text("texte", "") or row.text("article")
    days = row.number(_SECONDE) if row.has(_SECONDE) else 0
    if part is None or counted is None or elected is None:
        return None
    return Quorum(period, part, counted, elected, proxies, text, origin, derogatoire, days)


def _part(row: Fields, table: Table) -> Part | None:
    written = row.text("part")
    found = _PART.fullmatch(written)
    if found is None or int(found[2]) >= int(found[3]):
        if written:
            table.fault(
                f"«\u00a0{written}\u00a0» n’est pas une part des membres.",
                row.place("part"),
                hint="Écrivez par exemple «\u00a0plus de 1/2\u00a0» ou «\u00a01/3\u00a0».",
            )
        return None
    return Part(int(found[2]), int(found[3]), bool(found[1]))
