"""Thresholds of public procurement, by period, in euros before tax."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import cache

from actgen.diagnostics import Diagnostic
from actgen.law.dated import rule, rules
from actgen.law.files import label, shipped_bytes
from actgen.law.periods import Periode, at
from actgen.law.tables import Fields, Origine, Table
from actgen.records import dataclass

_FILE = "seuils.yaml"
_WHOLE = 100


class Marche(StrEnum):
    """Supplies and services of local authorities, or bought for a network (ENTITES); works (TRAVAUX)."""

    COLLECTIVITES = "collectivites"
    ENTITES = "entites_adjudicatrices"
    TRAVAUX = "travaux"


class Achat(StrEnum):
    """What is bought, for the thresholds that don't depend on who buys."""

    FOURNITURES_ET_SERVICES = "fournitures_et_services"
    TRAVAUX = "travaux"


@dataclass(frozen=True, slots=True)
class SeuilsEuropeens:
    """The thresholds of a period of two years."""

    periode: Periode
    montants: dict[Marche, int]
    origine: Origine


@dataclass(frozen=True, slots=True)
class Dispense:
    """Below `montant`: neither advertising nor competition."""

    periode: Periode
    achat: Achat
    montant: int
    origine: Origine


@dataclass(frozen=True, slots=True)
class PetitsLots:
    """Lots below `montants`, together at most `pourcentage` of all, may follow the adapted procedure."""

    periode: Periode
    montants: dict[Achat, int]
    pourcentage: int
    origine: Origine


@dataclass(frozen=True, slots=True)
class Transmission:
    """The days on which the threshold of local authorities is also that of transmission."""

    periode: Periode
    article: str
    origine: Origine


@dataclass(frozen=True, slots=True)
class Seuils:
    """The content of data/droit/seuils.yaml."""

    europeens: tuple[SeuilsEuropeens, ...]
    transmissions: tuple[Transmission, ...]
    dispenses: dict[Achat, tuple[Dispense, ...]]
    petits_lots: tuple[PetitsLots, ...]


def seuil_europeen(jour: date, marche: Marche | str) -> int | None:
    """From this value on the procedure is a formalised one; None for a period that actgen doesn't know."""
    found = at(shipped_seuils().europeens, jour)
    return None if found is None else found.montants[Marche(marche)]


def seuil_transmission(jour: date) -> int | None:
    """From this value on any contract of a local authority goes to the State (CGCT D. 2131-5-1)."""
    applies = at(shipped_seuils().transmissions, jour)
    return None if applies is None else seuil_europeen(jour, Marche.COLLECTIVITES)


def dispense(jour: date, achat: Achat | str) -> Dispense | None:
    """Below which value a contract needs neither advertising nor competition; None when unknown that day."""
    return at(shipped_seuils().dispenses[Achat(achat)], jour)


def petits_lots(jour: date) -> PetitsLots | None:
    """The rule of small lots (CCP R. 2123-1, 2°); None when unknown that day."""
    return at(shipped_seuils().petits_lots, jour)


def shipped_seuils() -> Seuils:
    """The thresholds that ship with actgen, read at the first call."""
    return load_shipped()[0]


@cache
def load_shipped() -> tuple[Seuils, tuple[Diagnostic, ...]]:
    """The same with what is wrong in the file."""
    return read_seuils(shipped_bytes("droit", _FILE), label("droit", _FILE))


def read_seuils(content: bytes, file: str) -> tuple[Seuils, tuple[Diagnostic, ...]]:
    """The thresholds of a file, and every fault in it."""
    table = Table(content, file)
    table.top.only("verifie_le", "europeens", "transmissions", "dispenses", "petits_lots", origin=False)
    seuils = Seuils(
        rule(table, "europeens", lambda row: _european(row, table), always=False),
        rule(table, "transmissions", _transmission, always=False),
        rules(table, "dispenses", "achat", Achat, lambda row: _waiver(row, table), always=False),
        rule(table, "petits_lots", lambda row: _lots(row, table), always=False),
    )
    return seuils, table.result


def _european(row: Fields, table: Table) -> SeuilsEuropeens:
    """The threshold of works is the higher one: the other order is a slip."""
    row.only("du", "au", *Marche)
    amounts = {kind: _amount(row, kind, table) for kind in Marche}
    found = SeuilsEuropeens(row.periode(), amounts, row.origine())
    if row.sound and list(amounts.values()) != sorted(amounts.values()):
        table.fault(
            "Ces seuils ne sont pas dans l’ordre\u00a0: collectivités, entités adjudicatrices, puis travaux.",
            row.location,
            hint="Vérifiez chaque montant, et sous quel nom il est écrit.",
        )
    return found


def _amount(row: Fields, name: str, table: Table) -> int:
    """A threshold of zero would catch everything."""
    amount = row.number(name)
    if row.has(name) and not amount and row.sound:
        table.fault("Un seuil est un montant supérieur à zéro.", row.place(name))
    return amount


def _transmission(row: Fields) -> Transmission:
    row.only("du", "au", "article")
    return Transmission(row.periode(), row.text("article"), row.origine())


def _waiver(row: Fields, table: Table) -> Dispense | None:
    row.only("du", "au", "achat", "montant")
    kind, period, amount, origin = (
        row.word("achat", Achat),
        row.periode(),
        _amount(row, "montant", table),
        row.origine(),
    )
    return None if kind is None else Dispense(period, kind, amount, origin)


def _lots(row: Fields, table: Table) -> PetitsLots:
    row.only("du", "au", *Achat, "pourcentage")
    amounts = {kind: _amount(row, kind, table) for kind in Achat}
    part = row.number("pourcentage")
    if row.sound and not 0 < part < _WHOLE:
        table.fault("Une part du total va de 1 à 99.", row.place("pourcentage"))
    return PetitsLots(row.periode(), amounts, part, row.origine())
