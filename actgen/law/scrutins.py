"""What the law counts of ballots, closed sessions, nominations, proxies and accounts: numbers and dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import TypeVar

from actgen.diagnostics import Diagnostic
from actgen.law.files import label, shipped_bytes
from actgen.law.periods import Periode
from actgen.law.regimes import Genre
from actgen.law.tables import Fields, Origine, Table

_FILE = "votes.yaml"
Key = TypeVar("Key", bound=StrEnum)


class Demandable(StrEnum):
    """The ballots that members may ask for."""

    PUBLIC = "public"
    SECRET = "secret"


@dataclass(frozen=True, slots=True)
class Seuil:
    """How many must ask: one member present in `nombre` (ballots), or `nombre` members (closed session)."""

    nombre: int
    article: str
    origine: Origine


@dataclass(frozen=True, slots=True)
class Nominations:
    """Rounds of a nomination: the first ones at the absolute majority, the last at the relative one."""

    tours_a_la_majorite_absolue: int
    tours: int
    article: str
    origine: Origine


@dataclass(frozen=True, slots=True)
class DureePouvoirs:
    """For how many consecutive sessions one proxy holds, illness set aside."""

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

    article: str
    ecartee_en_droit_local: str
    visas: tuple[str, ...]
    origine: Origine


@dataclass(frozen=True, slots=True)
class ReglesDeVote:
    """The content of data/droit/votes.yaml."""

    scrutins: dict[Demandable, Seuil]
    huis_clos: dict[Genre, Seuil]
    nominations: Nominations
    duree_des_pouvoirs: DureePouvoirs
    compte_financier_unique: CompteFinancierUnique
    adoption_des_comptes: AdoptionDesComptes

    @property
    def origines(self) -> Iterator[tuple[str, Origine]]:
        """Each fact: the article that it names, and where it comes from."""
        seuils = (*self.scrutins.values(), *self.huis_clos.values())
        autres = (
            self.nominations,
            self.duree_des_pouvoirs,
            self.compte_financier_unique,
            self.adoption_des_comptes,
        )
        yield from ((each.article, each.origine) for each in seuils)
        yield from ((each.article, each.origine) for each in autres)


def demandeurs_requis(scrutin: Demandable | str, presents: int) -> int:
    """How many of the members present must ask for a ballot: a quarter (public), a third (secret)."""
    part = shipped_votes().scrutins[Demandable(scrutin)].nombre
    return -(-presents // part)


def huis_clos(genre: Genre | str) -> Seuil:
    """How many members ask for a closed session, when the mayor or president does not; the article."""
    return shipped_votes().huis_clos[Genre(genre)]


def nominations() -> Nominations:
    """The rounds of a nomination."""
    return shipped_votes().nominations


def duree_des_pouvoirs() -> DureePouvoirs:
    """How long one proxy holds."""
    return shipped_votes().duree_des_pouvoirs


def compte_financier_unique(jour: date) -> CompteFinancierUnique | None:
    """The rule of the single accounts for a session of that day; None before it was general."""
    found = shipped_votes().compte_financier_unique
    return found if jour in found.periode else None


def adoption_des_comptes() -> AdoptionDesComptes:
    """What adopts the accounts."""
    return shipped_votes().adoption_des_comptes


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
    sections = ("nominations", "duree_des_pouvoirs", "compte_financier_unique", "adoption_des_comptes")
    table.top.only("verifie_le", "scrutins", "huis_clos", *sections, origin=False)
    rules = ReglesDeVote(
        scrutins=_seuils(table, "scrutins", "scrutin", Demandable, "un_present_sur"),
        huis_clos=_seuils(table, "huis_clos", "genre", Genre, "membres"),
        nominations=_nominations(table.top.section("nominations")),
        duree_des_pouvoirs=_duree(table.top.section("duree_des_pouvoirs")),
        compte_financier_unique=_compte(table.top.section("compte_financier_unique")),
        adoption_des_comptes=_adoption(table.top.section("adoption_des_comptes")),
    )
    return rules, table.result


def _seuils(table: Table, name: str, key: str, words: type[Key], number: str) -> dict[Key, Seuil]:
    """The rows of a list, one for each word; a word without its row, or with zero, is a fault."""
    found: dict[Key, Seuil] = {}
    for row in table.rows(name):
        row.only(key, number, "article")
        word, seuil = row.word(key, words), Seuil(row.number(number), row.text("article"), row.origine())
        if seuil.nombre == 0 and row.sound:
            table.fault(f"«\u00a0{number}\u00a0» attend un nombre d’au moins 1.", row.place(number))
        if word is not None and row.sound:
            found[word] = seuil
    table.lacking(name, key, words)
    return found


def _nominations(row: Fields) -> Nominations:
    row.only("tours_a_la_majorite_absolue", "tours", "article")
    absolute = row.number("tours_a_la_majorite_absolue")
    return Nominations(absolute, row.number("tours"), row.text("article"), row.origine())


def _duree(row: Fields) -> DureePouvoirs:
    row.only("seances", "article")
    return DureePouvoirs(row.number("seances"), row.text("article"), row.origine())


def _compte(row: Fields) -> CompteFinancierUnique:
    row.only("du", "au", "exercice", "article")
    return CompteFinancierUnique(row.periode(), row.number("exercice"), row.text("article"), row.origine())


def _adoption(row: Fields) -> AdoptionDesComptes:
    row.only("article", "ecartee_en_droit_local", "visas")
    return AdoptionDesComptes(
        row.text("article"), row.text("ecartee_en_droit_local"), row.texts("visas"), row.origine()
    )
