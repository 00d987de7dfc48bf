"""Reading a table of data/droit: the tree of a YAML file → typed rows, faults located and in French.

A table is a record (`Content`), a row of it another. A field is read as its type says, and by a `Cell` where
that is not enough, so that what a file may hold is written once. A row with a fault is left out and said;
nothing is guessed. The law is small and read often, so this is plain code over the tree.

A rule is a succession of rows (`periods.succession`): a law that comes is one row more, with its `du`; what
it replaces ends the day before. Rows that overlap are told, and days without a rule where one is due.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import StrEnum
from functools import cache, partial
from types import UnionType
from typing import Annotated, Any, ClassVar, NamedTuple, Self, TypeVar, get_args, get_origin

from msgspec import NODEFAULT, Struct

from actgen.base.diagnostics import Diagnostic, Location, Mender, Severity, Status
from actgen.base.errors import EnvironmentFault
from actgen.base.records import as_dict, defaults, hints
from actgen.base.rules import rule
from actgen.base.text.keys import cle
from actgen.law.additions import joined
from actgen.law.files import added, follows_the_law, label, shipped_bytes, to_come
from actgen.law.periods import Periode, cut_short, gaps, overlapping, succession
from actgen.reading.nodes import Mapping, Node, Scalar, Sequence
from actgen.reading.sources import Source
from actgen.reading.yaml_tree import read_tree

LOI_FORME = rule("LOI-FORME")
LOI_PERIODE = rule("LOI-PERIODE")

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DIGITS = 12
"""Of the longest number of a table, and far from what Python refuses to read."""
_STATUSES = {
    "verifie": Status.VERIFIED,
    "partiel": Status.PARTLY,
    "memoire": Status.MEMORY,
    "deduction": Status.INFERENCE,
}
_ORIGIN_KEYS = ("statut", "sources", "note", "texte_lu", "verifie_le")
_PERIOD_KEYS = ("du", "au")
Word = TypeVar("Word", bound=StrEnum)


class OuiNon(StrEnum):
    OUI = "oui"
    NON = "non"


class Origine(Struct, frozen=True):
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


class LawFile:
    """The content of one file, with the rows that another adds, and the faults found in them so far.

    `remarks`: what is no fault of a row, and that whoever added it is to look at.
    """

    def __init__(self, content: bytes, file: str, more: Source | None = None) -> None:
        tree, findings = read_tree(content, file, Mender.SERVICE_JURIDIQUE)
        self.file = file
        self.findings = list(findings)
        self.remarks: list[Diagnostic] = []
        self.top = Fields(tree or Mapping((), Location(file)), self)
        self.readable = tree is not None
        self.known: dict[str, Any] = {}  # the lists that are read already, for cells that name their rows
        self._days = {file: self.top.day_of_the_file()}
        if tree is not None and more is not None:
            self._add(tree, more)

    def _add(self, tree: Mapping, more: Source) -> None:
        rows, findings = read_tree(more.content, more.path, Mender.SERVICE_JURIDIQUE)
        self.findings.extend(findings)
        if rows is None:
            return
        self._days[more.path] = Fields(rows, self).day_of_the_file()
        whole, twice = joined(tree, rows)
        self.top = Fields(whole, self)
        for key in twice:
            self.fault(
                f"«\u00a0{key.text}\u00a0» ne se change pas ici\u00a0: ce fichier ajoute des lignes.",
                key.location,
                hint="Retirez cette rubrique, ou écrivez-la dans une ligne nouvelle.",
            )

    def adds(self, place: Location) -> bool:
        """Whether what stands there was added to the table."""
        return place.file != self.file

    def checked(self, place: Location) -> date | None:
        """The day on which the file of a row was last checked as a whole."""
        return self._days.get(place.file)

    def fault(self, message: str, *places: Location, hint: str = "") -> None:
        self.findings.append(LOI_FORME.finding(message, *places, hint=hint))

    def rows(self, name: str) -> Iterator[Fields]:
        """The mappings of the list `name` at the top of the file."""
        return self.top.rows(name)

    def lacking(self, name: str, key: str, words: type[StrEnum]) -> None:
        """Say which of these words no row of a list has under that key.

        A row whose own word is wrong has been told of: what is lacking is then no second fault.
        """
        node = self.top.node(name)
        items = node.items if isinstance(node, Sequence) else ()
        cells = [row.get(key) if isinstance(row, Mapping) else None for row in items]
        written = {cell.text for cell in cells if isinstance(cell, Scalar)}
        known = {each.value for each in words}
        if None in cells or written - known:
            return
        if absent := [word for word in known if word not in written]:
            self.fault(
                f"Il manque dans «\u00a0{name}\u00a0»\u00a0: {', '.join(sorted(absent))}.",
                self.top.place(name),
            )


class Fields:
    """The fields of one row. Each reading notes its fault; `sound` says whether there was none."""

    def __init__(self, mapping: Mapping, table: LawFile) -> None:
        self.location = mapping.location
        self.table = table
        self._mapping = mapping
        self._before = len(table.findings)

    @property
    def sound(self) -> bool:
        return len(self.table.findings) == self._before

    def only(self, *names: str, origin: bool = True) -> None:
        """Say each key that is not one of these."""
        allowed = (*names, *(_ORIGIN_KEYS if origin else ()))
        for key, _ in self._mapping:
            if key.text not in allowed:
                self.table.fault(
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
                self.table.fault(f"La rubrique «\u00a0{name}\u00a0» manque.", self.place(name))
            return default or ""
        self.table.fault(f"La rubrique «\u00a0{name}\u00a0» attend un texte.", node.location)
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
            self.table.fault(
                f"«\u00a0{written}\u00a0» n’est pas une date.", self.place(name), hint="Écrivez AAAA-MM-JJ."
            )
            return None

    def day_of_the_check(self) -> date | None:
        """When a row, or all those of a file, were last checked: not on a day to come."""
        checked = self.day("verifie_le")
        if checked is not None and self.table.adds(self.location) and to_come(checked):
            self.table.fault(
                f"La date du dernier contrôle ({checked:%d/%m/%Y}) est à venir.",
                self.place("verifie_le"),
                hint="Écrivez à «\u00a0verifie_le\u00a0» le jour où le texte a été lu.",
            )
        return checked

    def day_of_the_file(self) -> date | None:
        """When all the rows of a file were last checked; a bad date is one fault, not one a row."""
        return self.day_of_the_check() or (date.min if self.has("verifie_le") else None)

    def fault(self, message: str, name: str = "", hint: str = "") -> None:
        """A fault of a cell of this row, or of the row."""
        self.table.fault(message, self.place(name) if name else self.location, hint=hint)

    def number(self, name: str, least: int = 0) -> int:
        """A whole number, that or more."""
        written = self.text(name)
        if written and not (written.isascii() and written.isdigit() and len(written) <= _DIGITS):
            self.table.fault(f"«\u00a0{written}\u00a0» n’est pas un nombre entier.", self.place(name))
            return least
        if written and int(written) < least:
            self.table.fault(f"«\u00a0{name}\u00a0» attend un nombre d’au moins {least}.", self.place(name))
        return int(written or least)

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; empty when it is not given."""
        node = self._mapping.get(name)
        if node is None or (isinstance(node, Scalar) and node.empty):
            return ()
        if isinstance(node, Sequence) and all(isinstance(item, Scalar) for item in node.items):
            return tuple(item.text for item in node.items if isinstance(item, Scalar))
        self.table.fault(f"La rubrique «\u00a0{name}\u00a0» attend une liste.", node.location)
        return ()

    def places(self, name: str) -> tuple[Location, ...]:
        """The places of the values of a list."""
        node = self._mapping.get(name)
        return tuple(item.location for item in node.items) if isinstance(node, Sequence) else ()

    def word(self, name: str, words: type[Word]) -> Word | None:
        """One word of a closed list; None after a fault."""
        written = self.text(name)
        found = next((each for each in words if each.value == written), None)
        if found is None and written:
            self.table.fault(
                f"«\u00a0{written}\u00a0» n’est pas une valeur de «\u00a0{name}\u00a0».",
                self.place(name),
                hint=f"Valeurs possibles\u00a0: {', '.join(words)}.",
            )
        return found

    def rows(self, name: str) -> Iterator[Fields]:
        """The mappings of a list; a fault for anything else."""
        node = self._mapping.get(name)
        if not isinstance(node, Sequence):
            if self.table.readable:
                self.table.fault(f"La rubrique «\u00a0{name}\u00a0» attend une liste.", self.place(name))
            return
        for item in node.items:
            if (row := self._row(item)) is not None:
                yield row

    def section(self, name: str) -> Fields:
        """The mapping under a key; an empty one after a fault."""
        node = self._mapping.get(name)
        if isinstance(node, Mapping):
            return Fields(node, self.table)
        if self.table.readable:
            self.table.fault(f"La rubrique «\u00a0{name}\u00a0» manque.", self.place(name))
        return Fields(Mapping((), self.location), self.table)

    def _row(self, node: Node) -> Fields | None:
        if isinstance(node, Mapping):
            return Fields(node, self.table)
        self.table.fault("Une ligne de cette liste n’est pas une suite de rubriques.", node.location)
        return None

    def periode(self) -> Periode:
        """`du` and `au`; a fault when they are reversed."""
        period = Periode(self.day("du"), self.day("au"))
        if period.reversed:
            self.table.findings.append(
                LOI_PERIODE.finding(
                    f"La période finit avant de commencer\u00a0: {period.shown}.",
                    self.place("du"),
                    self.place("au"),
                    hint="Corrigez l’une des deux dates, «\u00a0du\u00a0» ou «\u00a0au\u00a0».",
                )
            )
        return period

    def origine(self, file: Fields | None = None) -> Origine:
        """Status, sources and day of the last check of this row, or of its file where it gives none.

        A row of another file than the table's says its own status and sources: those of the table are no
        proof of it.
        """
        if self.table.adds(self.location):
            file = None
        written = self.text("statut", file.text("statut", "") if file and file.has("statut") else None)
        if written and written not in _STATUSES:
            self.table.fault(
                f"«\u00a0{written}\u00a0» n’est pas un statut.",
                self.place("statut"),
                hint=f"Statuts possibles\u00a0: {', '.join(_STATUSES)}.",
            )
        sourced = self if self.has("sources") or file is None else file
        checked = self.day_of_the_check() or self.table.checked(self.location)
        if checked is None and not self.has("verifie_le"):
            self.table.fault("La date du dernier contrôle («\u00a0verifie_le\u00a0») manque.", self.location)
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


# rows: what a line of a list is, each field read as its type says

Made = TypeVar("Made", bound=Struct)
Read = Callable[["Fields", str], Any]


class FieldReading(Struct, frozen=True):
    """How a field is read, where its type doesn't tell; `key` where the file has another word for it."""

    read: Read | None = None
    key: str = ""


class Least(Struct, frozen=True):
    """The smallest number that a field may be."""

    number: int


Positive = Annotated[int, Least(1)]


class Sourced(Struct, frozen=True, kw_only=True):
    """A fact of law that knows its origin; `ALSO`: keys that a row may hold and that no run reads.

    `ONCE`: the field that names a row of a list where no name stands twice: one more would change the first.
    """

    ALSO: ClassVar[tuple[str, ...]] = ()
    ONCE: ClassVar[str] = ""

    origine: Origine

    def verify(self, row: Fields) -> None:
        """Say what is wrong of the cells together."""


class LawRow(Sourced, frozen=True, kw_only=True):
    """One that is in force for a time."""

    periode: Periode


def read_row(shape: type[Made], row: Fields) -> Made | None:
    """One row; None once its faults are said."""
    sourced, dated = issubclass(shape, Sourced), issubclass(shape, LawRow)
    also = shape.ALSO if issubclass(shape, Sourced) else ()
    row.only(
        *(field.key for field in _fields(shape)), *also, *(_PERIOD_KEYS if dated else ()), origin=sourced
    )
    values = {field.name: field.of(row) for field in _fields(shape)}
    if dated:
        values["periode"] = row.periode()
    if sourced:
        values["origine"] = row.origine(row.table.top)
    if not row.sound:
        return None
    made = shape(**values)
    if isinstance(made, Sourced):
        made.verify(row)
    return made if row.sound else None


def rows(top: Fields, name: str, shape: type[Made]) -> tuple[Made, ...]:
    """The rows of a list, each for itself; a faulty one is left out."""
    found = tuple(made for row in top.rows(name) if (made := read_row(shape, row)) is not None)
    if issubclass(shape, Sourced) and shape.ONCE:
        _say_twice(top.table, name, shape.ONCE, found)
    return found


def _say_twice(table: LawFile, name: str, field: str, found: Iterable[Any]) -> None:
    first: dict[Any, Sourced] = {}
    for row in found:
        named = getattr(row, field)
        for each in named if isinstance(named, tuple) else (named,):
            if first.setdefault(each, row) is not row:
                table.fault(
                    f"{name}\u00a0: «\u00a0{each}\u00a0» a déjà une ligne.",
                    row.origine.location,
                    first[each].origine.location,
                    hint="Retirez l’une des deux\u00a0: la seconde changerait la première.",
                )


class _Field(NamedTuple):
    """A field of a row or a table: its word in the file, how it is read, what it is where nobody wrote it."""

    name: str
    key: str
    read: Read
    default: Any

    def of(self, row: Fields) -> Any:
        """Its value in a row."""
        return self.read(row, self.key) if self.default is NODEFAULT or row.has(self.key) else self.default


def _fields(shape: Any) -> tuple[_Field, ...]:
    return _fields_of(shape)


@cache
def _fields_of(shape: Any) -> tuple[_Field, ...]:
    apart = ("origine", "periode") if issubclass(shape, Sourced) else ()
    return tuple(
        _field(name, hints(shape)[name], each) for name, each in defaults(shape).items() if name not in apart
    )


def _field(name: str, hint: Any, default: Any) -> _Field:
    kind, *marks = get_args(hint) if get_origin(hint) is Annotated else (hint,)
    found = next((mark for mark in marks if isinstance(mark, FieldReading)), FieldReading())
    read = found.read or _by_type(
        kind, marks[0] if marks and not isinstance(marks[0], FieldReading) else None
    )
    return _Field(name, found.key or name, read, default)


def _by_type(kind: Any, mark: Any) -> Read:
    """How a value of that type is read."""
    if isinstance(kind, UnionType):  # with None, where nothing is written
        return _by_type(get_args(kind)[0], mark)
    if isinstance(mark, Succession):
        return mark.reader(kind)
    if get_origin(kind) is tuple and (item := get_args(kind)[0]) is not str:
        return partial(rows, shape=item)
    if kind is bool:
        return lambda row, name: row.word(name, OuiNon) is OuiNon.OUI
    if kind is int:
        return partial(Fields.number, least=mark.number if mark else 0)
    if kind is date:
        return lambda row, name: row.day(name) if row.text(name) else None
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return partial(Fields.word, words=kind)
    if isinstance(kind, type) and issubclass(kind, Struct):
        return lambda top, name: read_row(kind, top.section(name))
    return Fields.text if kind is str else Fields.texts


def says(word: str) -> Read:
    """Whether a field holds this word."""
    return lambda row, name: row.text(name, "") == word


def cles(row: Fields, name: str) -> tuple[str, ...]:
    """A list of texts, as keys."""
    return tuple(map(cle, row.texts(name)))


# lists that are one rule, or one rule for each word of a list

Row = TypeVar("Row", bound=LawRow)


class Succession(Struct, frozen=True):
    """Rows that follow each other. `lasting`: each day without one is a fault; `complete`: no word lacks."""

    lasting: bool = False
    complete: bool = False

    def reader(self, kind: Any) -> Read:
        """How the rows of a rule, or of a rule for each word, are read."""
        first, *others = get_args(kind)
        if get_origin(kind) is tuple:
            return lambda top, name: versions(top, rows(top, name, first), name, lasting=self.lasting)
        return partial(self._of_each, words=first, shape=get_args(others[0])[0])

    def _of_each(
        self, top: Fields, name: str, words: type[StrEnum], shape: type[LawRow]
    ) -> dict[StrEnum, tuple[LawRow, ...]]:
        by = next(field for field, hint in hints(shape).items() if hint is words)
        found = rows(top, name, shape)
        groups = {word: [row for row in found if getattr(row, by) is word] for word in words}
        twice = any(any(overlapping(succession(group))) for group in groups.values())
        if self.complete and not twice:  # a word told twice is not another one that lacks
            top.table.lacking(name, by, words)
        return {
            word: versions(top, group, name, f"{name}, {word}", lasting=self.lasting)
            for word, group in groups.items()
        }


OneRule = Annotated[tuple[Row, ...], Succession()]
Lasting = Annotated[tuple[Row, ...], Succession(lasting=True)]
RuleOfEach = Annotated[dict[Word, tuple[Row, ...]], Succession()]
RuleOfAll = Annotated[dict[Word, tuple[Row, ...]], Succession(complete=True)]
LastingOfAll = Annotated[dict[Word, tuple[Row, ...]], Succession(lasting=True, complete=True)]


def versions(
    top: Fields, found: Iterable[Row], name: str, what: str = "", *, lasting: bool = False
) -> tuple[Row, ...]:
    """Rows as one rule, called `what`, once its overlaps are said, and its gaps where it is `lasting`."""
    found = tuple(found)
    ordered = succession(found)
    table, what = top.table, what or name
    table.remarks.extend(_contradicted(table, found, what))
    for one, other in overlapping(ordered):
        table.findings.append(
            LOI_PERIODE.finding(
                f"{what}\u00a0: les périodes «\u00a0{one.periode.shown}\u00a0» et "
                f"«\u00a0{other.periode.shown}\u00a0» se recouvrent.",
                other.origine.location,
                one.origine.location,
                hint="Fermez la première (rubrique «\u00a0au\u00a0») la veille du début de la seconde.",
            )
        )
    if lasting and not table.findings:  # a row left out for its own fault is no gap
        for gap in gaps(ordered):
            days = gap.shown if gap != Periode() else "n’est écrite"
            table.findings.append(
                LOI_PERIODE.finding(
                    f"{what}\u00a0: aucune règle {days}.",
                    top.place(name),
                    hint="Ajoutez la ligne qui manque, ou corrigez les dates de ses voisines.",
                )
            )
    return ordered


def _contradicted(table: LawFile, found: Iterable[LawRow], what: str) -> Iterator[Diagnostic]:
    """Rows read as in force on a day when an added row replaces them: one reading of the two is wrong."""
    for one, other in cut_short(found):
        lu, du = one.origine, other.periode.du
        if table.adds(lu.location) or not table.adds(other.origine.location) or du is None:
            continue
        recent = lu.texte_lu is None or lu.texte_lu >= du.year
        if lu.statut is Status.VERIFIED and recent and du <= lu.verifie_le:
            yield LOI_PERIODE.finding(
                f"{what}\u00a0: cette ligne remplace à compter du {du:%d/%m/%Y} une règle fournie avec "
                f"actgen, et lue comme étant en vigueur le {lu.verifie_le:%d/%m/%Y}.",
                other.origine.location,
                lu.location,
                hint="Relisez l’article\u00a0: l’une des deux est fausse, et les séances tenues depuis "
                "ce jour sont jugées par la vôtre.",
                severity=Severity.WARNING,
            )


# tables: the files


class Content(Struct, frozen=True, kw_only=True):
    """What a file of data/droit holds; `ALSO`: what it may say of all its rows at once."""

    FILE: ClassVar[str]
    ALSO: ClassVar[tuple[str, ...]] = ()

    @property
    def lignes(self) -> Iterator[Sourced]:
        """Every row, for whoever verifies where it comes from."""
        return (row for each in as_dict(self).values() for row in _flat(each))

    @classmethod
    def read(
        cls, content: bytes, file: str, more: Source | None = None
    ) -> tuple[Self, tuple[Diagnostic, ...]]:
        """The table of a file, with the rows that another adds to it, and every fault in them."""
        table = LawFile(content, file, more)
        table.top.only("verifie_le", *cls.ALSO, *(field.key for field in _fields(cls)), origin=False)
        for field in _fields(cls):
            table.known[field.name] = field.of(table.top)
        return cls(**table.known), (*table.findings, *table.remarks)


def _flat(value: object) -> Iterator[Sourced]:
    if isinstance(value, Sourced):
        yield value
    elif isinstance(value, dict | tuple):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _flat(each)


Law = TypeVar("Law", bound=Content)


def law(table: type[Law]) -> Law:
    """A table that ships with actgen, with the rows that the workspace adds, read at the first call.

    Raises EnvironmentFault when anything is wrong in it: a row left out would be a rule that nobody applies.
    """
    found, faults = _loaded(table)
    if not faults:
        content: Law = found
        return content
    raise EnvironmentFault(
        f"Le droit que lit actgen est fautif\u00a0: rien n’est dit ni écrit d’après lui. "
        f"{told_with_place(faults[0])} Si vous n’avez rien changé à data/droit, réinstallez actgen "
        "(python -m pip install --force-reinstall actgen)\u202f; sinon, «\u00a0actgen doctor\u00a0» dit "
        "chaque faute."
    )


def as_it_is(table: type[Law]) -> Law:
    """The same with what is wrong in it left out: for another table that names its rows, and no verdict."""
    found: Law = _loaded(table)[0]
    return found


@follows_the_law
@cache
def _loaded(table: Any) -> tuple[Any, tuple[Diagnostic, ...]]:
    """A table and its faults, which are not remarks."""
    content, findings = load(table)
    return content, tuple(each for each in findings if each.severity is Severity.ERROR)


def told_with_place(fault: Diagnostic) -> str:
    """« actgen/data/droit/votes.yaml, ligne 12 : LOI-FORME : … »."""
    place = fault.location
    where = ", ".join(filter(None, (place.file, place.spot))) if place is not None else "data/droit"
    return f"{where}\u00a0: {fault.code}\u00a0: {fault.message}"


def load(table: type[Law]) -> tuple[Law, tuple[Diagnostic, ...]]:
    """A table that ships with actgen, with the rows that the workspace adds, and what is wrong in it."""
    return table.read(shipped_bytes("droit", table.FILE), label("droit", table.FILE), added(table.FILE))
