"""Purchasing groups: what their convention must settle, and the limits of a framework agreement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from actgen.diagnostics import Diagnostic
from actgen.law.files import label, shipped_bytes
from actgen.law.periods import Periode, at
from actgen.law.tables import Fields, Origine, Table
from actgen.text.keys import cle

_FILE = "groupements.yaml"
_OUI = "oui"


class Sujet(StrEnum):
    """A subject that the convention of a group settles by a choice of its authors."""

    MEMBRES = "membres"
    EXECUTION = "execution"
    CAO = "cao"
    DUREE = "duree"
    FRAIS = "frais"
    DEPENSES = "depenses"
    ADHESION = "adhesion"
    RETRAIT = "retrait"


class Procedure(StrEnum):
    """The kinds of procedure that thresholds tell apart."""

    FORMALISEE = "formalisee"
    ADAPTEE = "adaptee"
    SANS_CONCURRENCE = "sans_concurrence"


@dataclass(frozen=True, slots=True)
class DureeMaximale:
    """How many months a framework agreement may last, save a justified exception; for a network, longer."""

    periode: Periode
    mois: int
    mois_entite: int
    article: str
    origine: Origine


@dataclass(frozen=True, slots=True)
class MaximumExige:
    """Consultations launched in that period need a maximum."""

    periode: Periode
    article: str
    origine: Origine


@dataclass(frozen=True, slots=True)
class SujetExige:
    """A subject, in words, with the key of the group's file that settles it."""

    sujet: Sujet
    libelle: str
    cle: str
    essentiel: bool
    origine: Origine


@dataclass(frozen=True, slots=True)
class DroitDesGroupements:
    """The content of data/droit/groupements.yaml."""

    durees: tuple[DureeMaximale, ...]
    maximums: tuple[MaximumExige, ...]
    procedures: dict[Procedure, tuple[str, ...]]
    contenu: tuple[SujetExige, ...]


def duree_maximale(jour: date) -> DureeMaximale | None:
    """The longest framework agreement of a consultation launched that day; None when unknown."""
    return at(shipped_groupements().durees, jour)


def maximum_exige(jour: date) -> MaximumExige | None:
    """The rule that asks for a maximum in a consultation launched that day; None when there is none."""
    return at(shipped_groupements().maximums, jour)


def procedures(texte: str) -> frozenset[Procedure]:
    """The kinds of procedure that these words name; none when they name none that is known."""
    dit = cle(texte)
    connues = shipped_groupements().procedures.items()
    return frozenset(kind for kind, mots in connues if any(mot in dit for mot in mots))


def shipped_groupements() -> DroitDesGroupements:
    """The law of groups that ships with actgen, read at the first call."""
    return load_shipped()[0]


@cache
def load_shipped() -> tuple[DroitDesGroupements, tuple[Diagnostic, ...]]:
    """The same with what is wrong in the file."""
    return read_groupements(shipped_bytes("droit", _FILE), label("droit", _FILE))


def read_groupements(content: bytes, file: str) -> tuple[DroitDesGroupements, tuple[Diagnostic, ...]]:
    """The law of groups of a file, and every fault in it."""
    table = Table(content, file)
    table.top.only("verifie_le", "durees", "maximums", "procedures", "contenu", origin=False)
    durees = [limit for row in table.rows("durees") if (limit := _duree(row, table)) is not None]
    maximums = [rule for row in table.rows("maximums") if (rule := _maximum(row)) is not None]
    droit = DroitDesGroupements(
        table.without_overlap(durees, "Durée maximale"),
        table.without_overlap(maximums, "Maximum exigé"),
        _procedures(table),
        _contenu(table),
    )
    return droit, table.result


def _duree(row: Fields, table: Table) -> DureeMaximale | None:
    row.only("du", "au", "mois", "mois_entite", "article")
    mois, entite = row.number("mois"), row.number("mois_entite")
    found = DureeMaximale(row.periode(), mois, entite, row.text("article"), row.origine())
    if row.sound and not found.mois:
        table.fault("Une durée maximale compte au moins un mois.", row.place("mois"))
    return found if row.sound else None


def _maximum(row: Fields) -> MaximumExige | None:
    row.only("du", "au", "article")
    found = MaximumExige(row.periode(), row.text("article"), row.origine())
    return found if row.sound else None


def _procedures(table: Table) -> dict[Procedure, tuple[str, ...]]:
    """The words of each kind, as keys; a word of two kinds would tell nothing."""
    section = table.top.section("procedures")
    section.only(*Procedure, origin=False)
    mots = {kind: tuple(cle(mot) for mot in section.texts(kind)) for kind in Procedure}
    for kind in Procedure:
        communs = [mot for autre in Procedure if autre > kind for mot in mots[autre] if mot in mots[kind]]
        if communs:
            table.fault("Les mêmes mots désignent deux procédures.", section.place(kind))
        if section.sound and not mots[kind]:
            table.fault(f"Aucun mot ne désigne «\u00a0{kind}\u00a0».", section.place(kind))
    return mots


def _contenu(table: Table) -> tuple[SujetExige, ...]:
    """One row a subject, in the order of the file."""
    found: dict[Sujet, SujetExige] = {}
    for row in table.rows("contenu"):
        row.only("sujet", "libelle", "cle", "essentiel")
        sujet, origine = row.word("sujet", Sujet), row.origine()
        libelle, key = row.text("libelle"), row.text("cle")
        essentiel = row.text("essentiel", "") == _OUI
        if sujet in found:
            table.fault(f"Le sujet «\u00a0{sujet}\u00a0» est écrit deux fois.", row.place("sujet"))
        if sujet is not None and row.sound:
            found[sujet] = SujetExige(sujet, libelle, key, essentiel, origine)
    absents = [sujet.value for sujet in Sujet if sujet not in found]
    if absents and not table.findings:
        table.fault(
            f"Il manque dans «\u00a0contenu\u00a0»\u00a0: {', '.join(absents)}.", table.top.place("contenu")
        )
    return tuple(found.values())
