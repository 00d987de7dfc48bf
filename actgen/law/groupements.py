"""Purchasing groups: what their convention must settle, and the limits of a framework agreement."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import cache

from actgen.diagnostics import Diagnostic
from actgen.law.dated import lacking, rule, rules
from actgen.law.files import label, shipped_bytes
from actgen.law.periods import Periode, at
from actgen.law.tables import Fields, Origine, Table
from actgen.records import dataclass
from actgen.text.keys import cle

_FILE = "groupements.yaml"
_OUI = "oui"
_CCP = "CCP"


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
    code: str = _CCP


@dataclass(frozen=True, slots=True)
class MaximumExige:
    """Consultations launched in that period need a maximum."""

    periode: Periode
    article: str
    origine: Origine
    code: str = _CCP


@dataclass(frozen=True, slots=True)
class SujetExige:
    """A subject, in words, with the key of the group's file that settles it."""

    sujet: Sujet
    periode: Periode
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
    contenu: dict[Sujet, tuple[SujetExige, ...]]


def duree_maximale(jour: date) -> DureeMaximale | None:
    """The longest framework agreement of a consultation launched that day; None when unknown."""
    return at(shipped_groupements().durees, jour)


def maximum_exige(jour: date) -> MaximumExige | None:
    """The rule that asks for a maximum in a consultation launched that day; None when there is none."""
    return at(shipped_groupements().maximums, jour)


def sujets_exiges(jour: date) -> tuple[SujetExige, ...]:
    """What a convention of that day settles, in the order of the file."""
    par_sujet = shipped_groupements().contenu.values()
    return tuple(each for lignes in par_sujet if (each := at(lignes, jour)) is not None)


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
    droit = DroitDesGroupements(
        rule(table, "durees", _duree, always=False),
        rule(table, "maximums", _maximum, always=False),
        _procedures(table),
        rules(table, "contenu", "sujet", Sujet, _sujet, always=False),
    )
    if not table.findings:  # a subject told twice is not another one that lacks
        lacking(table, "contenu", "sujet", Sujet)
    return droit, table.result


def _duree(row: Fields) -> DureeMaximale:
    row.only("du", "au", "mois", "mois_entite", "article")
    mois, entite = row.number("mois", least=1), row.number("mois_entite", least=1)
    return DureeMaximale(row.periode(), mois, entite, row.text("article"), row.origine())


def _maximum(row: Fields) -> MaximumExige:
    row.only("du", "au", "article")
    return MaximumExige(row.periode(), row.text("article"), row.origine())


def _sujet(row: Fields) -> SujetExige | None:
    row.only("du", "au", "sujet", "libelle", "cle", "essentiel")
    sujet, periode, origine = row.word("sujet", Sujet), row.periode(), row.origine()
    libelle, key, essentiel = row.text("libelle"), row.text("cle"), row.text("essentiel", "") == _OUI
    return None if sujet is None else SujetExige(sujet, periode, libelle, key, essentiel, origine)


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
