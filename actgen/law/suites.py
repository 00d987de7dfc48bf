"""What follows a session: time limits, acts that need no transmission, electronic transmission."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from itertools import groupby

from actgen.diagnostics import Diagnostic
from actgen.law.calendar import fin_du_recours, mois_plus_tard
from actgen.law.files import label, shipped_bytes
from actgen.law.periods import Periode, at
from actgen.law.regimes import de_droit_local
from actgen.law.tables import Fields, Origine, Table
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
    DEFERE = "defere"
    RECOURS_ELECTION = "recours_election"
    DEFERE_ELECTION = "defere_election"
    INFORMATION_LISTE = "information_liste"
    INFORMATION_PROCES_VERBAL = "information_proces_verbal"


@dataclass(frozen=True, slots=True)
class DelaiDeSuite:
    """A time limit in days or in months, counted from the event that `depuis` names, or `differe` days later.

    `certain`: days after which it is exceeded for certain, where the text reads in two ways. `indicatif`:
    the end is never printed in an act, and one in months is carried over to a working day.
    """

    suite: Suite
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
            return fin_du_recours(depart, de_droit_local(departement), self.mois)
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
    article: str
    origine: Origine


@dataclass(frozen=True, slots=True)
class SuitesLegales:
    """The content of data/droit/suites.yaml."""

    delais: dict[Suite, tuple[DelaiDeSuite, ...]]
    dispenses: tuple[DispenseDeTransmission, ...]
    teletransmission_au_dessus_de: int
    longueur_du_numero: int
    origines: tuple[tuple[str, str, Origine], ...]


def delai(suite: Suite, jour: date) -> DelaiDeSuite | None:
    """The time limit for a session of that day; None when the law set none then."""
    return at(shipped_suites().delais[suite], jour)


def dispense_de_transmission(texte: str) -> DispenseDeTransmission | None:
    """The exception that these words designate ("tarifs de stationnement"), or None."""
    voulu = cle(texte)
    return next((each for each in shipped_suites().dispenses if voulu in each.mots), None)


def teletransmission_obligatoire(population: int | None) -> bool:
    """Whether a commune of that population must transmit its acts electronically."""
    return population is not None and population > shipped_suites().teletransmission_au_dessus_de


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
    limits = [found for row in table.rows("delais") if (found := _limit(row, table)) is not None]
    exempt = table.rows("dispenses_de_transmission")
    waivers = [waiver for row in exempt if (waiver := _waiver(row)) is not None]
    sent, number = top.section("teletransmission"), top.section("numero_actes")
    sent.only("plus_de", "article")
    number.only("longueur")
    origins = [(each.code, each.article, each.origine) for each in limits]
    origins += [(_CGCT, each.article, each.origine) for each in waivers]
    origins.append((_CGCT, sent.text("article"), sent.origine()))
    rules = SuitesLegales(
        delais=_by_name(limits, table),
        dispenses=tuple(waivers),
        teletransmission_au_dessus_de=sent.number("plus_de"),
        longueur_du_numero=number.number("longueur"),
        origines=tuple(origins),
    )
    number.origine()
    return rules, table.result


def _limit(row: Fields, table: Table) -> DelaiDeSuite | None:
    row.only("nom", "depuis", "du", "au", *_DURATIONS, "indicatif", "code", "article")
    name, period, origin = row.word("nom", Suite), row.periode(), row.origine()
    days, months, later, certain = (row.number(key) if row.has(key) else 0 for key in _DURATIONS)
    since, code, article = row.text("depuis"), row.text("code", _CGCT), row.text("article")
    indicative = row.text("indicatif", "") == _YES
    if bool(days) == bool(months):
        table.fault("Un délai se donne soit en jours, soit en mois.", row.location)
    if name is None or not row.sound:
        return None
    return DelaiDeSuite(name, since, days, months, later, certain, indicative, code, article, period, origin)


def _waiver(row: Fields) -> DispenseDeTransmission | None:
    row.only("objet", "mots", "article")
    subject, words = row.text("objet"), row.texts("mots")
    article, origin = row.text("article"), row.origine()
    keys = frozenset(cle(word) for word in (*words, subject))
    return DispenseDeTransmission(subject, keys, article, origin) if row.sound else None


def _by_name(limits: list[DelaiDeSuite], table: Table) -> dict[Suite, tuple[DelaiDeSuite, ...]]:
    def name(row: DelaiDeSuite) -> Suite:
        return row.suite

    groups = {suite: tuple(rows) for suite, rows in groupby(sorted(limits, key=name), key=name)}
    table.lacking("delais", "nom", Suite)
    return {suite: table.without_overlap(groups.get(suite, ()), suite.value) for suite in Suite}
