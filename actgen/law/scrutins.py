"""What the law counts of ballots, closed sessions, nominations, proxies and accounts: numbers and dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import cache

from actgen.diagnostics import Diagnostic
from actgen.law.dated import Cited, rule, rules
from actgen.law.files import label, shipped_bytes
from actgen.law.natures import GenreCollectivite
from actgen.law.periods import Periode, at, in_force
from actgen.law.tables import Fields, Origine, Table
from actgen.records import dataclass

_FILE = "votes.yaml"


class Demandable(StrEnum):
    """The ballots that members may ask for."""

    PUBLIC = "public"
    SECRET = "secret"


@dataclass(frozen=True, slots=True)
class Demande:
    """How many members present ask for a ballot: one in `un_present_sur`."""

    scrutin: Demandable
    periode: Periode
    un_present_sur: int
    article: str
    origine: Origine


@dataclass(frozen=True, slots=True)
class HuisClos:
    """How many members ask for a closed session, when the mayor or president does not."""

    genre: GenreCollectivite
    periode: Periode
    membres: int
    article: str
    origine: Origine


@dataclass(frozen=True, slots=True)
class Nominations:
    """Rounds of a nomination: the first ones at the absolute majority, the last at the relative one."""

    periode: Periode
    tours_a_la_majorite_absolue: int
    tours: int
    article: str
    origine: Origine


@dataclass(frozen=True, slots=True)
class DureePouvoirs:
    """For how many consecutive sessions one proxy holds, illness set aside."""

    periode: Periode
    seances: int
    article: str
    origine: Origine


@dataclass(frozen=True, slots=True)
class CompteFinancierUnique:
    """From which session the accounts voted are the single ones, first those of the year `exercice`."""

    periode: Periode
    exercice: int
    article: str
    origine: Origine


@dataclass(frozen=True, slots=True)
class AdoptionDesComptes:
    """Accounts are adopted unless a majority is against. `visas`: what the act that votes them cites.

    `ecartee_en_droit_local`: the article that sets the rule aside in communes of 57, 67 and 68.
    """

    periode: Periode
    article: str
    ecartee_en_droit_local: str
    visas: tuple[str, ...]
    origine: Origine


@dataclass(frozen=True, slots=True)
class ReglesDeVote:
    """The content of data/droit/votes.yaml: each rule, a succession of rows."""

    scrutins: dict[Demandable, tuple[Demande, ...]]
    huis_clos: dict[GenreCollectivite, tuple[HuisClos, ...]]
    nominations: tuple[Nominations, ...]
    duree_des_pouvoirs: tuple[DureePouvoirs, ...]
    compte_financier_unique: tuple[CompteFinancierUnique, ...]
    adoption_des_comptes: tuple[AdoptionDesComptes, ...]

    @property
    def lignes(self) -> Iterator[Cited]:
        """Every row, for whoever verifies where it comes from."""
        yield from self.nominations
        yield from self.duree_des_pouvoirs
        yield from self.compte_financier_unique
        yield from self.adoption_des_comptes
        yield from (each for rows in self.scrutins.values() for each in rows)
        yield from (each for rows in self.huis_clos.values() for each in rows)


def demandeurs_requis(scrutin: Demandable | str, presents: int, jour: date) -> int:
    """How many of the members present must ask for a ballot: a quarter (public), a third (secret)."""
    part = in_force(shipped_votes().scrutins[Demandable(scrutin)], jour).un_present_sur
    return -(-presents // part)


def huis_clos(genre: GenreCollectivite | str, jour: date) -> HuisClos:
    """How many members ask for a closed session, when the mayor or president does not; the article."""
    return in_force(shipped_votes().huis_clos[GenreCollectivite(genre)], jour)


def nominations(jour: date) -> Nominations:
    """The rounds of a nomination."""
    return in_force(shipped_votes().nominations, jour)


def duree_des_pouvoirs(jour: date) -> DureePouvoirs:
    """How long one proxy holds."""
    return in_force(shipped_votes().duree_des_pouvoirs, jour)


def compte_financier_unique(jour: date) -> CompteFinancierUnique | None:
    """The rule of the single accounts for a session of that day; None before it was general."""
    return at(shipped_votes().compte_financier_unique, jour)


def adoption_des_comptes(jour: date) -> AdoptionDesComptes:
    """What adopts the accounts."""
    return in_force(shipped_votes().adoption_des_comptes, jour)


def shipped_votes() -> ReglesDeVote:
    """The rules that ship with actgen, read at the first call."""
    return load_shipped()[0]


@cache
def load_shipped() -> tuple[ReglesDeVote, tuple[Diagnostic, ...]]:
    """The same with what is wrong in the file."""
    return read_votes(shipped_bytes("droit", _FILE), label("droit", _FILE))


def read_votes(content: bytes, file: str) -> tuple[ReglesDeVote, tuple[Diagnostic, ...]]:
    """The rules of a file, and every fault in it."""
    table = Table(content, file)
    single = ("nominations", "duree_des_pouvoirs", "compte_financier_unique", "adoption_des_comptes")
    table.top.only("verifie_le", "scrutins", "huis_clos", *single, origin=False)
    read = ReglesDeVote(
        scrutins=rules(table, "scrutins", "scrutin", Demandable, _demande),
        huis_clos=rules(table, "huis_clos", "genre", GenreCollectivite, _huis_clos),
        nominations=rule(table, "nominations", _nominations),
        duree_des_pouvoirs=rule(table, "duree_des_pouvoirs", _duree),
        compte_financier_unique=rule(table, "compte_financier_unique", _compte, always=False),
        adoption_des_comptes=rule(table, "adoption_des_comptes", _adoption),
    )
    return read, table.result


def _demande(row: Fields) -> Demande | None:
    row.only("du", "au", "scrutin", "un_present_sur", "article")
    ballot, part = row.word("scrutin", Demandable), row.number("un_present_sur", least=1)
    period, article, origin = row.periode(), row.text("article"), row.origine()
    return None if ballot is None else Demande(ballot, period, part, article, origin)


def _huis_clos(row: Fields) -> HuisClos | None:
    row.only("du", "au", "genre", "membres", "article")
    kind, members = row.word("genre", GenreCollectivite), row.number("membres", least=1)
    period, article, origin = row.periode(), row.text("article"), row.origine()
    return None if kind is None else HuisClos(kind, period, members, article, origin)


def _nominations(row: Fields) -> Nominations:
    row.only("du", "au", "tours_a_la_majorite_absolue", "tours", "article")
    rounds = (row.number("tours_a_la_majorite_absolue"), row.number("tours", least=1))
    return Nominations(row.periode(), *rounds, row.text("article"), row.origine())


def _duree(row: Fields) -> DureePouvoirs:
    row.only("du", "au", "seances", "article")
    sessions = row.number("seances", least=1)
    return DureePouvoirs(row.periode(), sessions, row.text("article"), row.origine())


def _compte(row: Fields) -> CompteFinancierUnique:
    row.only("du", "au", "exercice", "article")
    return CompteFinancierUnique(row.periode(), row.number("exercice"), row.text("article"), row.origine())


def _adoption(row: Fields) -> AdoptionDesComptes:
    row.only("du", "au", "article", "ecartee_en_droit_local", "visas")
    article, local = row.text("article"), row.text("ecartee_en_droit_local")
    return AdoptionDesComptes(row.periode(), article, local, row.texts("visas"), row.origine())
