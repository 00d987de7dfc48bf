"""What follows a session: time limits, acts that need no transmission, electronic transmission."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from actgen.diagnostics import Diagnostic
from actgen.law.calendar import fin_du_recours, mois_plus_tard
from actgen.law.dated import Sourced, lacking, rows, rule, rules
from actgen.law.files import label, shipped_bytes
from actgen.law.periods import Periode, at, in_force
from actgen.law.regimes import de_droit_local
from actgen.law.tables import Fields, Origine, Table
from actgen.records import dataclass
from actgen.text.keys import cle

_FILE = "suites.yaml"
_CGCT = "CGCT"
_YES = "oui"
_DURATIONS = ("jours", "mois", "differe", "certain")


class Suite(StrEnum):
    """What has a time limit."""

    LISTE = "liste_des_deliberations"
    PROCES_VERBAL = "publication_du_proces_verbal"
    EN_LIGNE = "maintien_en_ligne"
    RECOURS = "recours"
    SILENCE = "silence_sur_un_recours_gracieux"
    DEFERE = "defere"
    RECOURS_ELECTION = "recours_election"
    DEFERE_ELECTION = "defere_election"
    AFFICHAGE_ELECTION = "affichage_election"
    RECOURS_DESIGNATION = "recours_designation"
    RECOURS_SENATORIAUX = "recours_senatoriaux"
    INFORMATION_LISTE = "information_liste"
    INFORMATION_PROCES_VERBAL = "information_proces_verbal"


@dataclass(frozen=True, slots=True)
class DelaiDeSuite:
    """A time limit in days or in months, counted from the event that `depuis` names, or `differe` days later.

    `certain`: days after which it is exceeded for certain, where the text reads in two ways. `indicatif`:
    the end is never printed in an act, and one in months is carried over to a working day.
    """

    nom: Suite
    depuis: str
    jours: int
    mois: int
    differe: int
    certain: int
    indicatif: bool
    code: str
    article: str
    periode: Periode
    origine: Origine

    def fin(self, depart: date, departement: str = "") -> date:
        """The last day, the day of the event being day zero."""
        if self.indicatif and self.mois:
            return fin_du_recours(depart, de_droit_local(departement, depart), self.mois)
        if self.mois:
            return mois_plus_tard(depart, self.mois)
        return depart + timedelta(days=self.differe + self.jours)

    def depasse(self, depart: date, fait_le: date) -> bool:
        """Whether what was done that day came too late for certain."""
        if self.certain:
            return (fait_le - depart).days > self.certain
        return fait_le > self.fin(depart)


@dataclass(frozen=True, slots=True)
class DispenseDeTransmission:
    """A subject on which deliberations are not sent to the State; `mots` are keys of its short names."""

    objet: str
    mots: frozenset[str]
    periode: Periode
    article: str
    origine: Origine


@dataclass(frozen=True, slots=True)
class Teletransmission:
    """Communes of more than `plus_de` inhabitants transmit their acts electronically."""

    plus_de: int
    periode: Periode
    article: str
    origine: Origine


@dataclass(frozen=True, slots=True)
class NumeroActes:
    """How many signs the number of an act has at most for @ctes."""

    longueur: int
    periode: Periode
    origine: Origine


@dataclass(frozen=True, slots=True)
class SuitesLegales:
    """The content of data/droit/suites.yaml."""

    delais: dict[Suite, tuple[DelaiDeSuite, ...]]
    dispenses: tuple[DispenseDeTransmission, ...]
    teletransmission: tuple[Teletransmission, ...]
    numero_actes: tuple[NumeroActes, ...]

    @property
    def lignes(self) -> Iterator[Sourced]:
        """Every row, for whoever verifies where it comes from."""
        yield from (each for limits in self.delais.values() for each in limits)
        yield from self.dispenses
        yield from self.teletransmission
        yield from self.numero_actes


def delai(suite: Suite, jour: date) -> DelaiDeSuite | None:
    """The time limit for a session of that day; None when the law set none then."""
    return at(shipped_suites().delais[suite], jour)


def dispenses(jour: date) -> tuple[DispenseDeTransmission, ...]:
    """The subjects on which a deliberation of that day is not sent to the State."""
    return tuple(each for each in shipped_suites().dispenses if jour in each.periode)


def dispense_de_transmission(texte: str, jour: date) -> DispenseDeTransmission | None:
    """The one of them that these words designate ("tarifs de stationnement"), or None."""
    voulu = cle(texte)
    return next((each for each in dispenses(jour) if voulu in each.mots), None)


def teletransmission_obligatoire(population: int | None, jour: date) -> bool:
    """Whether a commune of that population must transmit its acts electronically."""
    return population is not None and population > in_force(shipped_suites().teletransmission, jour).plus_de


def longueur_du_numero(jour: date) -> int:
    """How many signs the number of an act of that day has at most for @ctes."""
    return in_force(shipped_suites().numero_actes, jour).longueur


def shipped_suites() -> SuitesLegales:
    """The rules that ship with actgen, read at the first call."""
    return load_shipped()[0]


@cache
def load_shipped() -> tuple[SuitesLegales, tuple[Diagnostic, ...]]:
    """The same with what is wrong in the file."""
    return read_suites(shipped_bytes("droit", _FILE), label("droit", _FILE))


def read_suites(content: bytes, file: str) -> tuple[SuitesLegales, tuple[Diagnostic, ...]]:
    """The rules of a file, and every fault in it: a faulty row is left out."""
    table = Table(content, file)
    top = table.top
    top.only(
        "verifie_le",
        "delais",
        "dispenses_de_transmission",
        "teletransmission",
        "numero_actes",
        origin=False,
    )
    lacking(table, "delais", "nom", Suite)
    read = SuitesLegales(
        delais=rules(table, "delais", "nom", Suite, lambda row: _limit(row, table), always=False),
        dispenses=rows(table, "dispenses_de_transmission", _waiver),
        teletransmission=rule(table, "teletransmission", _electronic),
        numero_actes=rule(table, "numero_actes", _number),
    )
    return read, table.result


def _limit(row: Fields, table: Table) -> DelaiDeSuite | None:
    row.only("nom", "depuis", "du", "au", *_DURATIONS, "indicatif", "code", "article")
    name, period, origin = row.word("nom", Suite), row.periode(), row.origine()
    days, months, later, certain = (row.number(key) if row.has(key) else 0 for key in _DURATIONS)
    since, code, article = row.text("depuis"), row.text("code", _CGCT), row.text("article")
    indicative = row.text("indicatif", "") == _YES
    if bool(days) == bool(months):
        table.fault("Un délai se donne soit en jours, soit en mois.", row.location)
    if name is None:
        return None
    return DelaiDeSuite(name, since, days, months, later, certain, indicative, code, article, period, origin)


def _waiver(row: Fields) -> DispenseDeTransmission:
    row.only("du", "au", "objet", "mots", "article")
    subject = row.text("objet")
    keys = frozenset(cle(word) for word in (*row.texts("mots"), subject))
    return DispenseDeTransmission(subject, keys, row.periode(), row.text("article"), row.origine())


def _electronic(row: Fields) -> Teletransmission:
    row.only("du", "au", "plus_de", "article")
    return Teletransmission(row.number("plus_de"), row.periode(), row.text("article"), row.origine())


def _number(row: Fields) -> NumeroActes:
    row.only("du", "au", "longueur")
    return NumeroActes(row.number("longueur", least=1), row.periode(), row.origine())
