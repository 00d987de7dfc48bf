"""What is looked for in the words of composed acts: blanks, terms, private data, clauses.

These are patterns as data (data/droit/textes.yaml), so that legal staff can add one with its examples. The
file is read, and its patterns compiled, only when the text of an act is checked.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from typing import TypeVar

from actgen.diagnostics import Diagnostic
from actgen.law.files import label, shipped_bytes
from actgen.law.tables import Fields, Origine, Table
from actgen.records import dataclass

_FILE = "textes.yaml"
Read = TypeVar("Read")
_YES_NO = {"": False, "non": False, "oui": True}


class Gravite(StrEnum):
    """How grave a private datum is in an act to be published."""

    ERREUR = "erreur"
    ATTENTION = "attention"


class Controle(StrEnum):
    """What else a match must satisfy: a key of control, a plausible birth, an address that is nobody's."""

    AUCUN = ""
    NIR = "nir"
    NAISSANCE = "naissance"
    COURRIEL = "courriel"
    IBAN = "iban"


@dataclass(frozen=True, slots=True)
class Blanc:
    """Something left to fill in; `dit` names it in a message."""

    motif: re.Pattern[str]
    dit: str
    origine: Origine


@dataclass(frozen=True, slots=True)
class Terme:
    """A spelling to avoid and the one to write; `groupement`: only in the acts of a purchasing group."""

    motif: re.Pattern[str]
    ecrire: str
    raison: str
    groupement: bool
    origine: Origine


@dataclass(frozen=True, slots=True)
class DonneePersonnelle:
    """A private datum. `pres_d_une_personne`: only in a sentence that names a private person."""

    motif: re.Pattern[str]
    champ: str
    gravite: Gravite
    controle: Controle
    pres_d_une_personne: bool
    origine: Origine


@dataclass(frozen=True, slots=True)
class ClauseAttendue:
    """What a convention says. It is there when one paragraph or title matches `motif`, and one `et`."""

    motif: re.Pattern[str]
    et: re.Pattern[str] | None
    clause: str
    obligatoire: bool
    origine: Origine


@dataclass(frozen=True, slots=True)
class Renvoi:
    """An article to cite when the act speaks of something."""

    quand: re.Pattern[str]
    code: str
    numero: str
    dit: str
    origine: Origine


@dataclass(frozen=True, slots=True)
class Textes:
    """The content of data/droit/textes.yaml."""

    blancs: tuple[Blanc, ...]
    termes: tuple[Terme, ...]
    donnees: tuple[DonneePersonnelle, ...]
    courriels_de_service: frozenset[str]
    clauses: tuple[ClauseAttendue, ...]
    renvois: tuple[Renvoi, ...]

    @property
    def lignes(self) -> tuple[tuple[Blanc | Terme | DonneePersonnelle | ClauseAttendue | Renvoi, ...], ...]:
        """The rows of each list."""
        return (self.blancs, self.termes, self.donnees, self.clauses, self.renvois)


def shipped_textes() -> Textes:
    """The patterns that ship with actgen, read at the first call."""
    return load_shipped()[0]


@cache
def load_shipped() -> tuple[Textes, tuple[Diagnostic, ...]]:
    """The same with what is wrong in the file."""
    return read_textes(shipped_bytes("droit", _FILE), label("droit", _FILE))


def read_textes(content: bytes, file: str) -> tuple[Textes, tuple[Diagnostic, ...]]:
    """The patterns of a file, and every fault in it: a row that can't be used is left out."""
    table = Table(content, file)
    table.top.only(
        "verifie_le",
        "statut",
        "blancs",
        "termes",
        "donnees_personnelles",
        "courriels_de_service",
        "clauses_de_groupement",
        "renvois",
        origin=False,
    )
    textes = Textes(
        blancs=_rows(table, "blancs", _blanc),
        termes=_rows(table, "termes", _terme),
        donnees=_rows(table, "donnees_personnelles", _donnee),
        courriels_de_service=frozenset(table.top.texts("courriels_de_service")),
        clauses=_rows(table, "clauses_de_groupement", _clause),
        renvois=_rows(table, "renvois", _renvoi),
    )
    return textes, table.result


def _rows(table: Table, name: str, read: Callable[[Fields, Table], Read | None]) -> tuple[Read, ...]:
    found = (read(row, table) for row in table.rows(name))
    return tuple(each for each in found if each is not None)


def _blanc(row: Fields, table: Table) -> Blanc | None:
    row.only("motif", "dit", "exemples", "contre_exemples")
    motif, dit, origine = _motif(row, "motif", table), row.text("dit"), row.origine(table.top)
    return Blanc(motif, dit, origine) if motif is not None and row.sound else None


def _terme(row: Fields, table: Table) -> Terme | None:
    row.only("ecrire", "motif", "actes", "raison", "exemples", "contre_exemples")
    motif, actes = _motif(row, "motif", table), row.text("actes", "")
    if actes not in ("", "groupement"):
        table.fault(
            f"«\u00a0{actes}\u00a0» n’est pas une valeur de «\u00a0actes\u00a0».",
            row.place("actes"),
            hint="Valeur possible\u00a0: groupement.",
        )
    ecrire, raison, origine = row.text("ecrire"), row.text("raison"), row.origine(table.top)
    if motif is None or not row.sound:
        return None
    return Terme(motif, ecrire, raison, actes == "groupement", origine)


def _donnee(row: Fields, table: Table) -> DonneePersonnelle | None:
    row.only("champ", "gravite", "controle", "pres", "motif", "exemples", "contre_exemples")
    motif, gravite = _motif(row, "motif", table), row.word("gravite", Gravite)
    controle = row.word("controle", Controle, Controle.AUCUN)
    champ, pres, origine = row.text("champ"), row.text("pres", ""), row.origine(table.top)
    if motif is None or gravite is None or controle is None or not row.sound:
        return None
    return DonneePersonnelle(motif, champ, gravite, controle, pres == "personne", origine)


def _clause(row: Fields, table: Table) -> ClauseAttendue | None:
    row.only("clause", "obligatoire", "motif", "et", "exemples", "contre_exemples")
    motif = _motif(row, "motif", table)
    et = _motif(row, "et", table) if row.has("et") else None
    clause, obligatoire = row.text("clause"), _oui(row, "obligatoire", table)
    origine = row.origine(table.top)
    return ClauseAttendue(motif, et, clause, obligatoire, origine) if motif and row.sound else None


def _renvoi(row: Fields, table: Table) -> Renvoi | None:
    row.only("quand", "code", "numero", "dit", "exemples", "contre_exemples")
    quand = _motif(row, "quand", table)
    code, number, dit = row.text("code"), row.text("numero"), row.text("dit")
    origine = row.origine(table.top)
    return Renvoi(quand, code, number, dit, origine) if quand is not None and row.sound else None


def _motif(row: Fields, name: str, table: Table) -> re.Pattern[str] | None:
    """A pattern; a fault when it is none."""
    try:
        motif = re.compile(row.text(name), re.MULTILINE)
    except re.error:
        table.fault(
            f"«\u00a0{name}\u00a0» n’est pas une expression régulière.",
            row.place(name),
            hint="Vérifiez les parenthèses et les barres obliques inverses.",
        )
        return None
    return motif


def _oui(row: Fields, name: str, table: Table) -> bool:
    written = row.text(name, "")
    if written not in _YES_NO:
        table.fault(
            f"«\u00a0{written}\u00a0» n’est pas une valeur de «\u00a0{name}\u00a0».",
            row.place(name),
            hint="Valeurs possibles\u00a0: oui, non.",
        )
    return _YES_NO.get(written, False)
