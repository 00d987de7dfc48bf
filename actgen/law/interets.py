"""Who must keep out of a decision: representatives in other bodies by period; local opposition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from actgen.diagnostics import Diagnostic
from actgen.law.files import label, shipped_bytes
from actgen.law.periods import Periode, at
from actgen.law.tables import Fields, Origine, Table
from actgen.model.organisme import Avantage

_FILE = "interets.yaml"


class Condition(StrEnum):
    """What makes a representative not interested by that fact alone."""

    DESIGNES_PAR_LA_LOI = "designes_par_la_loi"
    SANS_REMUNERATION = "sans_remuneration"


@dataclass(frozen=True, slots=True)
class Representants:
    """A period of art. L. 1111-6 II: on what condition, and from which decisions they withdraw."""

    periode: Periode
    condition: Condition
    retrait: frozenset[Avantage]
    article: str
    origine: Origine


@dataclass(frozen=True, slots=True)
class Opposition:
    """The days of the local opposition (art. L. 2541-18), counted from the decision."""

    jours: int
    article: str
    origine: Origine


@dataclass(frozen=True, slots=True)
class Interets:
    """The content of data/droit/interets.yaml."""

    representants: tuple[Representants, ...]
    opposition_locale: Opposition

    @property
    def origines(self) -> Iterator[tuple[str, Origine]]:
        """Each fact: the article that it names, and where it comes from."""
        yield from ((each.article, each.origine) for each in self.representants)
        yield self.opposition_locale.article, self.opposition_locale.origine


def representants(jour: date) -> Representants | None:
    """The rule for representatives on a day; None before there was one."""
    return at(shipped_interets().representants, jour)


def opposition_locale() -> Opposition:
    """The local opposition to what an interested member voted."""
    return shipped_interets().opposition_locale


def shipped_interets() -> Interets:
    """The rules that ship with actgen, read at the first call."""
    return load_shipped()[0]


@cache
def load_shipped() -> tuple[Interets, tuple[Diagnostic, ...]]:
    """The same with what is wrong in the file."""
    return read_interets(shipped_bytes("droit", _FILE), label("droit", _FILE))


def read_interets(content: bytes, file: str) -> tuple[Interets, tuple[Diagnostic, ...]]:
    """The rules of a file, and every fault in it."""
    table = Table(content, file)
    table.top.only("verifie_le", "representants", "opposition_locale", origin=False)
    rows = [rule for row in table.rows("representants") if (rule := _representants(row, table)) is not None]
    local = table.top.section("opposition_locale")
    local.only("jours", "article")
    rules = Interets(
        table.without_overlap(rows, "Représentants"),
        Opposition(local.number("jours"), local.text("article"), local.origine()),
    )
    return rules, table.result


def _representants(row: Fields, table: Table) -> Representants | None:
    row.only("du", "au", "condition", "retrait", "article")
    period, condition, origin = row.periode(), row.word("condition", Condition), row.origine()
    article, known = row.text("article"), {each.value: each for each in Avantage}
    for word, place in zip(row.texts("retrait"), row.places("retrait"), strict=True):
        if word not in known:
            table.fault(
                f"«\u00a0{word}\u00a0» n’est pas une valeur de «\u00a0retrait\u00a0».",
                place,
                hint=f"Valeurs possibles\u00a0: {', '.join(known)}.",
            )
    if condition is None or not row.sound:
        return None
    matters = frozenset(known[word] for word in row.texts("retrait"))
    return Representants(period, condition, matters, article, origin)
