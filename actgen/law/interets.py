"""Who must keep out of a decision: representatives in other bodies by period; local opposition."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import cache

from actgen.diagnostics import Diagnostic
from actgen.law.dated import Cited, rows, rule
from actgen.law.files import label, shipped_bytes
from actgen.law.natures import Avantage, NatureOrganisme
from actgen.law.periods import Periode, at, in_force
from actgen.law.tables import Fields, Origine, Table
from actgen.records import dataclass
from actgen.text.keys import cle

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
class Excepte:
    """A kind of body that art. L. 1111-6 III sets aside from II; `mots`: keys of its names."""

    nature: NatureOrganisme
    mots: tuple[str, ...]
    periode: Periode
    article: str
    origine: Origine


@dataclass(frozen=True, slots=True)
class Opposition:
    """The days of the local opposition (art. L. 2541-18), counted from the decision."""

    periode: Periode
    jours: int
    article: str
    origine: Origine


@dataclass(frozen=True, slots=True)
class Interets:
    """The content of data/droit/interets.yaml."""

    representants: tuple[Representants, ...]
    exceptes: tuple[Excepte, ...]
    opposition_locale: tuple[Opposition, ...]

    @property
    def lignes(self) -> Iterator[Cited]:
        """Every row, for whoever verifies where it comes from."""
        yield from self.representants
        yield from self.exceptes
        yield from self.opposition_locale


def representants(jour: date) -> Representants | None:
    """The rule for representatives on a day; None before there was one."""
    return at(shipped_interets().representants, jour)


def excepte(nature: NatureOrganisme | None, nom: str, jour: date) -> bool | None:
    """Whether III sets such a body aside that day; None where only its name lets one suppose so."""
    exceptes = [each for each in shipped_interets().exceptes if jour in each.periode]
    if nature is not None:
        return any(each.nature is nature for each in exceptes)
    dit = cle(nom)
    return None if any(mot in dit for each in exceptes for mot in each.mots) else False


def opposition_locale(jour: date) -> Opposition:
    """The local opposition to what an interested member voted that day."""
    return in_force(shipped_interets().opposition_locale, jour)


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
    table.top.only("verifie_le", "representants", "exceptes", "opposition_locale", origin=False)
    read = Interets(
        rule(table, "representants", lambda row: _representants(row, table), always=False),
        rows(table, "exceptes", _excepte),
        rule(table, "opposition_locale", _opposition),
    )
    return read, table.result


def _opposition(row: Fields) -> Opposition:
    row.only("du", "au", "jours", "article")
    return Opposition(row.periode(), row.number("jours"), row.text("article"), row.origine())


def _excepte(row: Fields) -> Excepte | None:
    row.only("du", "au", "nature", "mots", "article")
    nature, mots = row.word("nature", NatureOrganisme), tuple(map(cle, row.texts("mots")))
    periode, article, origine = row.periode(), row.text("article"), row.origine()
    return None if nature is None else Excepte(nature, mots, periode, article, origine)


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
    if condition is None:
        return None
    matters = frozenset(known[word] for word in row.texts("retrait") if word in known)
    return Representants(period, condition, matters, article, origin)
