"""The codes of @CTES: natures of acts and matters, at two levels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from actgen.diagnostics import Diagnostic, Location
from actgen.law.files import label, shipped_bytes
from actgen.law.tables import Origine, Table

_FILE = "nomenclature.yaml"


@dataclass(frozen=True, slots=True)
class Nature:
    """A nature of act: 1 / DE / "délibérations"."""

    numero: int
    code: str
    nom: str


@dataclass(frozen=True, slots=True)
class Matiere:
    """A matter: "1.7", its name, and the name of the field it belongs to ("Commande publique")."""

    code: str
    nom: str
    domaine: str


@dataclass(frozen=True, slots=True)
class Nomenclature:
    """The content of data/droit/nomenclature.yaml, by code."""

    natures: dict[str, Nature]
    matieres: dict[str, Matiere]
    origine: Origine


def nature(code: str) -> Nature | None:
    """The nature of this code of two letters ("DE"); None when there is none."""
    return shipped_nomenclature().natures.get(code)


def matiere(code: str) -> Matiere | None:
    """The matter of this code of two levels ("1.7"); None when there is none."""
    return shipped_nomenclature().matieres.get(code)


def shipped_nomenclature() -> Nomenclature:
    """The codes that ship with actgen, read at the first call."""
    return load_shipped()[0]


@cache
def load_shipped() -> tuple[Nomenclature, tuple[Diagnostic, ...]]:
    """The same with what is wrong in the file."""
    return read_nomenclature(shipped_bytes("droit", _FILE), label("droit", _FILE))


def read_nomenclature(content: bytes, file: str) -> tuple[Nomenclature, tuple[Diagnostic, ...]]:
    """The codes of a file, and every fault in it: a code given twice keeps its first meaning."""
    table = Table(content, file)
    table.top.only("verifie_le", "statut", "sources", "natures", "matieres")
    origine = table.top.origine()
    natures: dict[str, Nature] = {}
    for row in table.rows("natures"):
        row.only("numero", "code", "nom", origin=False)
        each = Nature(row.number("numero"), row.text("code"), row.text("nom"))
        _once(table, each.code, natures.setdefault(each.code, each) is each, row.place("code"))
    return Nomenclature(natures, _matters(table), origine), table.result


def _matters(table: Table) -> dict[str, Matiere]:
    found: dict[str, Matiere] = {}
    for field in table.rows("matieres"):
        field.only("code", "nom", "sous_matieres", origin=False)
        field.text("code")
        for row in field.rows("sous_matieres"):
            row.only("code", "nom", origin=False)
            each = Matiere(row.text("code"), row.text("nom"), field.text("nom"))
            _once(table, each.code, found.setdefault(each.code, each) is each, row.place("code"))
    return found


def _once(table: Table, code: str, first: bool, place: Location) -> None:
    if not first:
        table.fault(f"Le code «\u00a0{code}\u00a0» est donné deux fois.", place)
