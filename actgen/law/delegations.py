"""What the council of an EPCI can't delegate to its Bureau (CGCT L. 5211-10)."""

from __future__ import annotations

from datetime import date
from functools import cache

from actgen.diagnostics import Diagnostic
from actgen.law.dated import rows
from actgen.law.files import label, shipped_bytes
from actgen.law.nomenclature import shipped_nomenclature
from actgen.law.periods import Periode
from actgen.law.tables import Fields, Origine, Table
from actgen.records import dataclass
from actgen.text.keys import cle

_FILE = "delegations.yaml"


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A matter that stays with the council, and what tells it.

    `natures` of items fall under it for certain; `matieres` (codes of @ctes) and `mots` (words of an
    object, as keys) are clues only.
    """

    objet: str
    periode: Periode
    natures: tuple[str, ...]
    matieres: tuple[str, ...]
    mots: tuple[str, ...]
    origine: Origine

    def certaine(self, nature: str) -> bool:
        """Whether an item of this nature is of that matter."""
        return nature in self.natures

    def probable(self, matiere: str, objet: str) -> bool:
        """Whether the code or the words of an item point to that matter."""
        dit = cle(objet)
        return matiere in self.matieres or any(mot in dit for mot in self.mots)


def exclusions(jour: date) -> tuple[Exclusion, ...]:
    """The matters that the council keeps, on that day."""
    return tuple(each for each in shipped_exclusions() if jour in each.periode)


def shipped_exclusions() -> tuple[Exclusion, ...]:
    """The matters that ship with actgen, read at the first call."""
    return load_shipped()[0]


@cache
def load_shipped() -> tuple[tuple[Exclusion, ...], tuple[Diagnostic, ...]]:
    """The same with what is wrong in the file."""
    return read_exclusions(shipped_bytes("droit", _FILE), label("droit", _FILE))


def read_exclusions(content: bytes, file: str) -> tuple[tuple[Exclusion, ...], tuple[Diagnostic, ...]]:
    """The matters of a file, and every fault in it."""
    table = Table(content, file)
    table.top.only("verifie_le", "sources", "exclusions", origin=False)
    return rows(table, "exclusions", lambda row: _exclusion(row, table)), table.result


def _exclusion(row: Fields, table: Table) -> Exclusion:
    row.only("objet", "du", "au", "natures", "matieres", "mots")
    known = shipped_nomenclature().matieres
    for matiere, place in zip(row.texts("matieres"), row.places("matieres"), strict=False):
        if matiere not in known:
            table.fault(f"«\u00a0{matiere}\u00a0» n’est pas une matière de @CTES.", place)
    natures, matieres = row.texts("natures"), row.texts("matieres")
    mots = tuple(cle(mot) for mot in row.texts("mots"))
    if not (natures or matieres or mots):
        table.fault(
            "Rien ne dit à quoi reconnaître cette matière.",
            row.location,
            hint="Ajoutez «\u00a0natures\u00a0», «\u00a0matieres\u00a0» ou «\u00a0mots\u00a0».",
        )
    return Exclusion(row.text("objet"), row.periode(), natures, matieres, mots, row.origine(table.top))
