"""Reading a table of data/droit: the tree of a YAML file → typed rows, faults located and in French.

A row with a fault is left out and said; nothing is guessed. The law is small and read often, so this
is plain code over the tree: a validation library costs more to import than these files to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import TypeVar

from actgen.diagnostics import Diagnostic, Location, Mender, Status
from actgen.law.periods import Periode
from actgen.reading.nodes import Mapping, Node, Scalar, Sequence
from actgen.reading.yaml_tree import read_tree
from actgen.records import dataclass
from actgen.rules import rule

LOI_FORME = rule("LOI-FORME")
LOI_PERIODE = rule("LOI-PERIODE")

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_STATUSES = {
    "verifie": Status.VERIFIED,
    "partiel": Status.PARTLY,
    "memoire": Status.MEMORY,
    "deduction": Status.INFERENCE,
}
_ORIGIN_KEYS = ("statut", "sources", "note", "texte_lu", "verifie_le")
Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Origine:
    """How sure a fact of law is: status, keys of sources.yaml, day of the last check, where it is written.

    `texte_lu` is the year of the text that was read when only an old one was found; `lieu_article`, where
    the row names its article; `lieu_sources`, where it or its file names its sources.
    """

    statut: Status
    sources: tuple[str, ...]
    verifie_le: date
    location: Location
    note: str = ""
    texte_lu: int | None = None
    lieu_article: Location | None = None
    lieu_sources: Location | None = None


class Table:
    """The content of one file and the faults found in it so far."""

    def __init__(self, content: bytes, file: str) -> None:
        tree, findings = read_tree(content, file, Mender.SERVICE_JURIDIQUE)
        self.findings = list(findings)
        self.top = Fields(tree or Mapping((), Location(file)), self)
        self.readable = tree is not None
        self.verifie_le = self.top.day("verifie_le")  # read once: a bad date is one fault, not one a row

    def fault(self, message: str, *places: Location, hint: str = "") -> None:
        self.findings.append(LOI_FORME.finding(message, *places, hint=hint))

    def rows(self, name: str) -> Iterator[Fields]:
        """The mappings of the list `name` at the top of the file."""
        return self.top.rows(name)

    @property
    def result(self) -> tuple[Diagnostic, ...]:
        return tuple(self.findings)


class Fields:
    """The fields of one row. Each reading notes its fault; `sound` says whether there was none."""

    def __init__(self, mapping: Mapping, table: Table) -> None:
        self.location = mapping.location
        self._mapping = mapping
        self._table = table
        self._before = len(table.findings)

    @property
    def sound(self) -> bool:
        return len(self._table.findings) == self._before

    def only(self, *names: str, origin: bool = True) -> None:
        """Say each key that is not one of these."""
        allowed = (*names, *(_ORIGIN_KEYS if origin else ()))
        for key, _ in self._mapping:
            if key.text not in allowed:
                self._table.fault(
                    f"Rubrique inconnue\u00a0: «\u00a0{key.text}\u00a0».",
                    key.location,
                    hint=f"Rubriques possibles\u00a0: {', '.join(allowed)}.",
                )

    @property
    def names(self) -> tuple[str, ...]:
        """The keys, in the order of the file."""
        return tuple(key.text for key, _ in self._mapping)

    def has(self, name: str) -> bool:
        node = self._mapping.get(name)
        return node is not None and not (isinstance(node, Scalar) and node.empty)

    def node(self, name: str) -> Node | None:
        """The value of a field as it is in the tree."""
        return self._mapping.get(name)

    def place(self, name: str) -> Location:
        """Where the value of a field is, or else the row."""
        node = self._mapping.get(name)
        return self.location if node is None else node.location

    def text(self, name: str, default: str | None = None) -> str:
        """A text; a fault when it is missing and has no default."""
        node = self._mapping.get(name)
        if isinstance(node, Scalar) and not node.empty:
            return node.text
        if node is None or isinstance(node, Scalar):
            if default is None:
                self._table.fault(f"La rubrique «\u00a0{name}\u00a0» manque.", self.place(name))
            return default or ""
        self._table.fault(f"La rubrique «\u00a0{name}\u00a0» attend un texte.", node.location)
        return default or ""

    def day(self, name: str) -> date | None:
        """A date written AAAA-MM-JJ; None when it is not given."""
        written = self.text(name, "")
        if not written:
            return None
        found = _DATE.fullmatch(written)
        try:
            if found is None:
                raise ValueError(written)
            return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            self._table.fault(
                f"«\u00a0{written}\u00a0» n’est pas une date.", self.place(name), hint="Écrivez AAAA-MM-JJ."
            )
            return None

    def number(self, name: str, least: int = 0) -> int:
        """A whole number, that or more."""
        written = self.text(name)
        if written and not (written.isascii() and written.isdigit()):
            self._table.fault(f"«\u00a0{written}\u00a0» n’est pas un nombre entier.", self.place(name))
            return least
        if written and int(written) < least:
            self._table.fault(f"«\u00a0{name}\u00a0» attend un nombre d’au moins {least}.", self.place(name))
        return int(written or least)

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; empty when it is not given."""
        node = self._mapping.get(name)
        if node is None or (isinstance(node, Scalar) and node.empty):
            return ()
        if isinstance(node, Sequence) and all(isinstance(item, Scalar) for item in node.items):
            return tuple(item.text for item in node.items if isinstance(item, Scalar))
        self._table.fault(f"La rubrique «\u00a0{name}\u00a0» attend une liste.", node.location)
        return ()

    def places(self, name: str) -> tuple[Location, ...]:
        """The places of the values of a list."""
        node = self._mapping.get(name)
        return tuple(item.location for item in node.items) if isinstance(node, Sequence) else ()

    def word(self, name: str, words: type[Word], default: Word | None = None) -> Word | None:
        """One word of a closed list; None after a fault."""
        written = self.text(name, None if default is None else default.value)
        found = next((each for each in words if each.value == written), None)
        if found is None and written:
            self._table.fault(
                f"«\u00a0{written}\u00a0» n’est pas une valeur de «\u00a0{name}\u00a0».",
                self.place(name),
                hint=f"Valeurs possibles\u00a0: {', '.join(words)}.",
            )
        return found

    def rows(self, name: str) -> Iterator[Fields]:
        """The mappings of a list; a fault for anything else."""
        node = self._mapping.get(name)
        if not isinstance(node, Sequence):
            if self._table.readable:
                self._table.fault(f"La rubrique «\u00a0{name}\u00a0» attend une liste.", self.place(name))
            return
        for item in node.items:
            if (row := self._row(item)) is not None:
                yield row

    def section(self, name: str) -> Fields:
        """The mapping under a key; an empty one after a fault."""
        node = self._mapping.get(name)
        if isinstance(node, Mapping):
            return Fields(node, self._table)
        if self._table.readable:
            self._table.fault(f"La rubrique «\u00a0{name}\u00a0» manque.", self.place(name))
        return Fields(Mapping((), self.location), self._table)

    def _row(self, node: Node) -> Fields | None:
        if isinstance(node, Mapping):
            return Fields(node, self._table)
        self._table.fault("Une ligne de cette liste n’est pas une suite de rubriques.", node.location)
        return None

    def periode(self) -> Periode:
        """`du` and `au`; a fault when they are reversed."""
        period = Periode(self.day("du"), self.day("au"))
        if period.reversed:
            self._table.findings.append(
                LOI_PERIODE.finding(
                    f"La période finit avant de commencer\u00a0: {period.shown}.",
                    self.place("du"),
                    self.place("au"),
                    hint="Corrigez l’une des deux dates, «\u00a0du\u00a0» ou «\u00a0au\u00a0».",
                )
            )
        return period

    def origine(self, file: Fields | None = None) -> Origine:
        """Status, sources and day of the last check of this row, or of its file where it gives none."""
        written = self.text("statut", file.text("statut", "") if file is not None else None)
        if written and written not in _STATUSES:
            self._table.fault(
                f"«\u00a0{written}\u00a0» n’est pas un statut.",
                self.place("statut"),
                hint=f"Statuts possibles\u00a0: {', '.join(_STATUSES)}.",
            )
        sourced = self if self.has("sources") or file is None else file
        checked = self.day("verifie_le") or self._table.verifie_le
        if checked is None and not self.has("verifie_le") and not self._table.top.has("verifie_le"):
            self._table.fault("La date du dernier contrôle («\u00a0verifie_le\u00a0») manque.", self.location)
        return Origine(
            statut=_STATUSES.get(written, Status.MEMORY),
            sources=sourced.texts("sources"),
            verifie_le=checked or date.min,
            location=self.location,
            note=self.text("note", ""),
            texte_lu=self.number("texte_lu") if self.has("texte_lu") else None,
            lieu_article=self.place("article") if self.has("article") else None,
            lieu_sources=sourced.place("sources") if sourced.has("sources") else None,
        )
