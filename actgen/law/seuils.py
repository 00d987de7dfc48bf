"""Thresholds that kinds of acts name in their formulas, each with its unit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Annotated

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
from actgen.text.quantites import Quantite

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


class Seuil(LawRow, frozen=True, kw_only=True):
    """A threshold on some days. `titre` says what it is the threshold of; `article` is of the CGCT."""

    nom: str
    titre: str
    valeur: Annotated[Decimal | Quantite, FieldReading(_valeur)]
    article: str = ""


def _par_nom(top: Fields, name: str) -> dict[str, tuple[Seuil, ...]]:
    found = sorted(rows(top, name, Seuil), key=_nom)
    return {nom: versions(top, group, name, f"{name}, {nom}") for nom, group in groupby(found, key=_nom)}


def _nom(row: Seuil) -> str:
    return row.nom


class SeuilsDesActes(Content, frozen=True):
    """The content of data/droit/seuils_des_actes.yaml."""

    FILE = "seuils_des_actes.yaml"

    seuils: Annotated[dict[str, tuple[Seuil, ...]], FieldReading(_par_nom)]


def seuil(nom: str, jour: date) -> Seuil | None:
    """The threshold of that name on that day; None when there was none. Raises KeyError for no such name."""
    return at(law(SeuilsDesActes).seuils[nom], jour)


def noms_des_seuils() -> Iterable[str]:
    """The names that a formula may give."""
    return law(SeuilsDesActes).seuils
