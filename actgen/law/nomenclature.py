"""The codes of @CTES: natures of acts, matters, types of files; what a Bureau may not decide."""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Struct

from actgen.base.diagnostics import Diagnostic
from actgen.base.text.keys import cle, slug
from actgen.law.tables import (
    Content,
    FieldReading,
    Fields,
    LawFile,
    LawRow,
    Origine,
    Positive,
    Sourced,
    as_it_is,
    cles,
    law,
    read_row,
)

_PIECE = re.compile(r"[0-9]{2}_[A-Z]{2}")


class Nature(Struct, frozen=True):
    """A nature of act: 1 / DE / "délibérations"."""

    numero: int
    code: str
    nom: str


class Matiere(Struct, frozen=True):
    """A matter: "1.7", its name, and the name of the field it belongs to ("Commande publique")."""

    code: str
    nom: str
    domaine: str


class Role(StrEnum):
    """What a joined file is to the act; a convention of which no row tells is an annex like others."""

    ACTE = "acte"
    CONVENTION = "convention"
    ANNEXE = "annexe"


def _code_de_piece(row: Fields, name: str) -> str:
    code = row.text(name)
    if code and not _PIECE.fullmatch(code):
        row.fault(
            f"«\u00a0{code}\u00a0» n’est pas un code de pièce.",
            name,
            hint="Un code a cinq signes, par exemple «\u00a099_DE\u00a0».",
        )
    return code


def _nature(row: Fields, name: str) -> str:
    return row.text(name) if row.text("pour", "") == Role.ACTE else ""


class TypeDePiece(Struct, frozen=True):
    """The type of a joined file: "99_DE"; that of an act depends on the nature of the act."""

    pour: Role
    nature: Annotated[str, FieldReading(_nature)]
    code: Annotated[str, FieldReading(_code_de_piece)]
    nom: str


class Typologie(Struct, frozen=True):
    """The types of joined files, as a prefecture lists them."""

    pieces: tuple[TypeDePiece, ...]

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


def _once(row: Fields, code: str, *, first: bool) -> None:
    """A code given twice keeps its first meaning."""
    if not first:
        row.fault(f"Le code «\u00a0{code}\u00a0» est donné deux fois.", "code")


def _natures(top: Fields, name: str) -> dict[str, Nature]:
    found: dict[str, Nature] = {}
    for row in top.rows(name):
        if (each := read_row(Nature, row)) is not None:
            _once(row, each.code, first=found.setdefault(each.code, each) is each)
    return found


def _matieres(top: Fields, name: str) -> dict[str, Matiere]:
    found: dict[str, Matiere] = {}
    for field in top.rows(name):
        field.only("code", "nom", "sous_matieres", origin=False)
        field.text("code")
        for row in field.rows("sous_matieres"):
            row.only("code", "nom", origin=False)
            each = Matiere(row.text("code"), row.text("nom"), field.text("nom"))
            _once(row, each.code, first=found.setdefault(each.code, each) is each)
    return found


def _pieces(top: Fields, name: str) -> Typologie:
    found = []
    for row in top.rows(name):
        each = read_row(TypeDePiece, row)
        if each is not None and each.nature and each.nature not in top.table.known["natures"]:
            row.fault(f"La nature «\u00a0{each.nature}\u00a0» n’existe pas.", "nature")
        elif each is not None:
            found.append(each)
    return Typologie(tuple(found))


class Nomenclature(Content, frozen=True):
    """The content of data/droit/nomenclature.yaml, by code."""

    FILE = "nomenclature.yaml"
    ALSO = ("statut", "sources")

    natures: Annotated[dict[str, Nature], FieldReading(_natures)]
    typologie: Annotated[Typologie, FieldReading(_pieces, "pieces")]
    matieres: Annotated[dict[str, Matiere], FieldReading(_matieres)]
    origine: Annotated[Origine, FieldReading(lambda top, _: top.origine(), key="note")]


def nature(code: str) -> Nature | None:
    """The nature of this code of two letters ("DE"); None when there is none."""
    return shipped_nomenclature().natures.get(code)


def matiere(code: str) -> Matiere | None:
    """The matter of this code of two levels ("1.7"); None when there is none."""
    return shipped_nomenclature().matieres.get(code)


def shipped_nomenclature() -> Nomenclature:
    """The codes that ship with actgen."""
    return law(Nomenclature)


def read_typologie(content: bytes, file: str) -> tuple[Typologie, tuple[Diagnostic, ...]]:
    """The types of another file, of the same form: a list `pieces` alone."""
    table = LawFile(content, file)
    table.top.only("pieces", origin=False)
    table.known["natures"] = shipped_nomenclature().natures
    return _pieces(table.top, "pieces"), tuple(table.findings)


# what the council of an EPCI can't delegate to its Bureau (CGCT L. 5211-10)


def _matieres_connues(row: Fields, name: str) -> tuple[str, ...]:
    for matiere, place in zip(row.texts(name), row.places(name), strict=False):
        if matiere not in as_it_is(Nomenclature).matieres:
            row.table.fault(f"«\u00a0{matiere}\u00a0» n’est pas une matière de @CTES.", place)
    return row.texts(name)


class Exclusion(LawRow, frozen=True, kw_only=True):
    """A matter that stays with the council, and what tells it.

    `natures` of items fall under it for certain; `matieres` (codes of @ctes) and `mots` (words of an
    object, as keys) are clues only.
    """

    objet: str
    natures: tuple[str, ...] = ()
    matieres: Annotated[tuple[str, ...], FieldReading(_matieres_connues)]
    mots: Annotated[tuple[str, ...], FieldReading(cles)]

    def verify(self, row: Fields) -> None:
        """Something tells it."""
        if not (self.natures or self.matieres or self.mots):
            row.fault(
                "Rien ne dit à quoi reconnaître cette matière.",
                hint="Ajoutez «\u00a0natures\u00a0», «\u00a0matieres\u00a0» ou «\u00a0mots\u00a0».",
            )

    def certaine(self, nature: str) -> bool:
        """Whether an item of this nature is of that matter."""
        return nature in self.natures

    def probable(self, matiere: str, objet: str) -> bool:
        """Whether the code or the words of an item point to that matter."""
        dit = cle(objet)
        return matiere in self.matieres or any(mot in dit for mot in self.mots)


class AttributionDuMaire(Sourced, frozen=True):
    """What a number of art. L. 2122-22 is about: the beginnings of its words."""

    ONCE = "numero"

    numero: Positive
    mots: Annotated[tuple[str, ...], FieldReading(lambda row, name: tuple(map(slug, row.texts(name))))]


class Delegations(Content, frozen=True):
    """The content of data/droit/delegations.yaml."""

    FILE = "delegations.yaml"
    ALSO = ("sources",)

    exclusions: tuple[Exclusion, ...]
    attributions_du_maire: tuple[AttributionDuMaire, ...]


def mots_de_l_attribution(numero: int) -> tuple[str, ...]:
    """The beginnings of the words of a number of art. L. 2122-22; nothing for one that it doesn't have."""
    found = (each.mots for each in law(Delegations).attributions_du_maire if each.numero == numero)
    return next(found, ())


def exclusions(jour: date) -> tuple[Exclusion, ...]:
    """The matters that the council keeps, on that day."""
    return tuple(each for each in law(Delegations).exclusions if jour in each.periode)
