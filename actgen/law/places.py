"""Départements and arrondissements of the official geographic code."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache

from actgen.law.files import shipped_bytes
from actgen.law.keys import key
from actgen.records import dataclass
from actgen.text.places import nom_de_lieu

_OVERSEAS = ("97", "98")


@dataclass(frozen=True, slots=True)
class Departement:
    """A département or an overseas territory. `type_liaison`: see `text.places.de_lieu`."""

    code: str
    nom: str
    type_liaison: str
    region: str


@dataclass(frozen=True, slots=True)
class Arrondissement:
    """An arrondissement of the State (the seat of a sub-prefecture's district)."""

    code: str
    nom: str
    departement: str


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a small reference file. Not for communes.csv, which is searched and not parsed."""
    return csv.DictReader(shipped_bytes("reference", name).decode("utf-8").splitlines())


@cache
def departements() -> dict[str, Departement]:
    """All of them, by code ("01" to "989")."""
    return {
        row["code"]: Departement(row["code"], nom_de_lieu(row["nom"]), row["type_liaison"], row["region"])
        for row in rows("departements.csv")
    }


@cache
def _arrondissements() -> dict[str, Arrondissement]:
    return {
        row["code"]: Arrondissement(row["code"], nom_de_lieu(row["nom"]), row["departement"])
        for row in rows("arrondissements.csv")
    }


def departement(code: str) -> Departement | None:
    """The département of this code ("68", "2A", "974"); None when there is none."""
    return departements().get(code.strip().upper())


def departement_named(text: str) -> Departement | None:
    """A département by code or by name, accents, case and hyphens set aside."""
    if (found := departement(text)) is not None:
        return found
    wanted = key(text)
    return next((each for each in departements().values() if key(each.nom) == wanted), None)


def departement_of(code_insee: str) -> str:
    """The code of the département that a commune's INSEE code begins with."""
    return code_insee[:3] if code_insee.startswith(_OVERSEAS) else code_insee[:2]


def arrondissement(code: str) -> Arrondissement | None:
    """The arrondissement of this code (three or four characters); None when there is none."""
    return _arrondissements().get(code.strip().upper())
