"""Thresholds that kinds of acts name in their formulas, each with its unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Annotated

from msgspec import Struct

from actgen.base.text.quantites import Quantite
from actgen.law.groupements import NatureAchat, dispense, seuils_europeens
from actgen.law.periods import at
from actgen.law.tables import Content, FieldReading, Fields, LawRow, law, rows, versions
from actgen.reading.scalars import (
    Problem,
    parse_amount,
    parse_count,
    parse_duration,
    parse_hours_of_work,
    parse_rate,
)

_UNITES = (
    (re.compile(r"€\s*$"), parse_amount),
    (re.compile(r"%\s*$"), parse_rate),
    (re.compile(r"\d\s*h\b"), parse_hours_of_work),
    (re.compile(r"[a-z]s?\s*$"), parse_duration),
    (re.compile(r""), parse_count),
)


def _valeur(row: Fields, name: str) -> Decimal | Quantite | None:
    """The value, by its unit; a bare number is a number."""
    texte = row.text(name)
    lecture = next(lecture for unite, lecture in _UNITES if unite.search(texte))
    lue = lecture(texte)
    if isinstance(lue, Problem):
        row.fault(lue.message, name, hint=lue.hint)
        return None
    return Decimal(lue) if isinstance(lue, int) else lue


Valeur = Decimal | Quantite


class TrancheDeSeuil(Struct, frozen=True, kw_only=True):
    """The value below a number, of inhabitants for instance; None: above all others."""

    moins_de: int | None = None
    valeur: Annotated[Valeur, FieldReading(_valeur)]


class Seuil(LawRow, frozen=True, kw_only=True):
    """A threshold on some days. `titre` says what it is the threshold of; `article` is of the CGCT.

    One value for all, or one a bracket.
    """

    nom: str
    titre: str
    valeur: Annotated[Valeur | None, FieldReading(_valeur)] = None
    tranches: tuple[TrancheDeSeuil, ...] = ()
    article: str = ""

    def verify(self, row: Fields) -> None:
        """One of the two; brackets that go up, the last one alone open."""
        limites = [each.moins_de for each in self.tranches]
        if (self.valeur is None) == (not limites):
            row.fault("Un seuil a une «\u00a0valeur\u00a0», ou des «\u00a0tranches\u00a0».")
        fermees = [each for each in limites if each is not None]
        if None in limites[:-1] or fermees != sorted(set(fermees)):
            row.fault("Les tranches ne vont pas en croissant.", "tranches")

    def pour(self, nombre: Decimal) -> Valeur | None:
        """The value of the bracket of a number; None above the last one."""
        dessous = (each for each in self.tranches if each.moins_de is None or nombre < each.moins_de)
        return next((each.valeur for each in dessous), None)


def _par_nom(top: Fields, name: str) -> dict[str, tuple[Seuil, ...]]:
    found = sorted(rows(top, name, Seuil), key=_nom)
    return {nom: versions(top, group, name, f"{name}, {nom}") for nom, group in groupby(found, key=_nom)}


def _nom(row: Seuil) -> str:
    return row.nom


class SeuilsDesActes(Content, frozen=True):
    """The content of data/droit/seuils_des_actes.yaml."""

    FILE = "seuils_des_actes.yaml"

    seuils: Annotated[dict[str, tuple[Seuil, ...]], FieldReading(_par_nom)]


# those of public contracts have their own file: the title of each, its row of a day, where the row says it

_DES_MARCHES: dict[str, tuple[str, Callable[[date], LawRow | None], str]] = {
    "procedure_formalisee": (
        "valeur à partir de laquelle un marché de fournitures ou de services est formalisé",
        seuils_europeens,
        "collectivites",
    ),
    "procedure_formalisee_travaux": (
        "valeur à partir de laquelle un marché de travaux est formalisé",
        seuils_europeens,
        "travaux",
    ),
    "dispense_de_publicite": (
        "valeur sous laquelle un marché de fournitures ou de services se passe sans publicité",
        lambda jour: dispense(jour, NatureAchat.FOURNITURES_ET_SERVICES),
        "montant",
    ),
    "dispense_de_publicite_travaux": (
        "valeur sous laquelle un marché de travaux se passe sans publicité",
        lambda jour: dispense(jour, NatureAchat.TRAVAUX),
        "montant",
    ),
}


def seuil(nom: str, jour: date) -> Seuil | None:
    """The threshold of that name on that day; None when there was none. Raises KeyError for no such name."""
    if nom not in _DES_MARCHES:
        return at(law(SeuilsDesActes).seuils[nom], jour)
    titre, en_vigueur, ou = _DES_MARCHES[nom]
    row = en_vigueur(jour)
    if row is None:
        return None
    valeur = Decimal(getattr(row, ou))
    return Seuil(nom=nom, titre=titre, valeur=valeur, periode=row.periode, origine=row.origine)


def noms_des_seuils() -> Iterable[str]:
    """The names that a formula may give."""
    return (*law(SeuilsDesActes).seuils, *_DES_MARCHES)
