"""The codes of @CTES: natures of acts, matters at two levels, types of the files that are joined."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache

from actgen.diagnostics import Diagnostic, Location
from actgen.law.files import label, shipped_bytes
from actgen.law.tables import Origine, Table
from actgen.records import dataclass

_FILE = "nomenclature.yaml"
_PIECE = re.compile(r"[0-9]{2}_[A-Z]{2}")


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


class Role(StrEnum):
    """What a joined file is to the act; a convention of which no row tells is an annex like others."""

    ACTE = "acte"
    CONVENTION = "convention"
    ANNEXE = "annexe"


@dataclass(frozen=True, slots=True)
class Piece:
    """The type of a joined file: "99_DE"; that of an act depends on the nature of the act."""

    pour: Role
    nature: str
    code: str
    nom: str


@dataclass(frozen=True, slots=True)
class Typologie:
    """The types of joined files, as a prefecture lists them."""

    pieces: tuple[Piece, ...]

    def acte(self, nature: str) -> str:
        """The type of an act of that nature; empty when the list has none."""
        acts = (each for each in self.pieces if each.pour is Role.ACTE)
        return next((each.code for each in acts if each.nature == nature), "")

    def annexe(self, role: Role) -> str:
        """The type of a convention or of another annex; empty when the list has none."""
        for wanted in (role, Role.ANNEXE):
            for each in self.pieces:
                if each.pour is wanted:
                    return each.code
        return ""


@dataclass(frozen=True, slots=True)
class Nomenclature:
    """The content of data/droit/nomenclature.yaml, by code."""

    natures: dict[str, Nature]
    typologie: Typologie
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
    table.top.only("verifie_le", "statut", "sources", "natures", "pieces", "matieres")
    origine = table.top.origine()
    natures: dict[str, Nature] = {}
    for row in table.rows("natures"):
        row.only("numero", "code", "nom", origin=False)
        each = Nature(row.number("numero"), row.text("code"), row.text("nom"))
        _once(table, each.code, natures.setdefault(each.code, each) is each, row.place("code"))
    typologie = _pieces(table, natures)
    return Nomenclature(natures, typologie, _matters(table), origine), table.result


def read_typologie(content: bytes, file: str) -> tuple[Typologie, tuple[Diagnostic, ...]]:
    """The types of another file, of the same form: a list `pieces` alone."""
    table = Table(content, file)
    table.top.only("pieces", origin=False)
    return _pieces(table, shipped_nomenclature().natures), table.result


def _pieces(table: Table, natures: Iterable[str]) -> Typologie:
    found = []
    for row in table.rows("pieces"):
        row.only("pour", "nature", "code", "nom", origin=False)
        pour, code, nom = row.word("pour", Role), row.text("code"), row.text("nom")
        nature = row.text("nature") if pour is Role.ACTE else ""
        if nature and nature not in natures:
            table.fault(f"La nature «\u00a0{nature}\u00a0» n’existe pas.", row.place("nature"))
        if code and not _PIECE.fullmatch(code):
            table.fault(
                f"«\u00a0{code}\u00a0» n’est pas un code de pièce.",
                row.place("code"),
                hint="Un code a cinq signes, par exemple «\u00a099_DE\u00a0».",
            )
        if pour is not None and row.sound:
            found.append(Piece(pour, nature, code, nom))
    return Typologie(tuple(found))


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
