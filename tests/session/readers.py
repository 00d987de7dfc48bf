"""What a reader finds written in an act: read from its paragraphs and tables, never from the figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from actgen.acts.tree.nodes import Block, Document, Heading, ListBlock, Paragraph, Part, Row, Style, Table
from actgen.acts.tree.words import inline_text

NAME = re.compile(r"\b(?:Membre|Titulaire) \d+\b")
Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Line:
    """A paragraph, a heading or a table, in reading order."""

    text: str = ""
    level: int = 0  # of a heading
    style: Style = Style.BODY
    head: Rows = ()
    rows: Rows = ()

    @property
    def words(self) -> str:
        return "\n".join([self.text, *("\t".join(row) for row in (*self.head, *self.rows))])


def lines(document: Document) -> list[Line]:
    """The act, with plain spaces."""
    return list(_lines(document.blocks))


def _lines(blocks: tuple[Block, ...]) -> Iterator[Line]:
    for block in blocks:
        match block:
            case Heading(level=level, children=children):
                yield Line(_plain(inline_text(children)), level)
            case Paragraph(children=children, style=style):
                yield Line(_plain(inline_text(children)), style=style)
            case Table(head=head, body=body):
                yield Line(head=tuple(map(_row, head)), rows=tuple(map(_row, body)))
            case ListBlock(items=items):
                for item in items:
                    yield from _lines(item.blocks)
            case Part(blocks=inner):
                yield from _lines(inner)


def _row(row: Row) -> tuple[str, ...]:
    return tuple("\n".join(line.text for line in _lines(cell.blocks)) for cell in row.cells)


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ").strip()


# Who was there

_LISTS = ("Présents", "Représentés", "Excusés", "Absents", "Suppléés")
_LIST = re.compile(rf"({'|'.join(_LISTS)}) : (?:(\d+) membres$|(?!\d)(.*))", re.DOTALL)
_COUNTS = re.compile(
    r"(\d+) (?:membres? )?(en exercice|présent|représenté|ne prenant pas part au vote|votant)(?=s?\b)"
)
_QUORUM = re.compile(r"Quorum : (?:(\d+) membres sur (\d+)|non requis)")


@dataclass
class Presence:
    """The lists of an act by name, the number that one in columns announces, and the line of strength."""

    lists: dict[str, list[str]] = field(default_factory=dict)
    announced: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    quorum: str = ""

    @property
    def everyone(self) -> list[str]:
        return sorted(name for names in self.lists.values() for name in names)


def presence(act: list[Line]) -> Presence:
    """What the act says of the room; a title's names in columns are those of the table under it."""
    found = Presence()
    for rank, line in enumerate(act):
        if line.style is not Style.FACT:
            continue
        if line.text.startswith("Effectif :"):
            found.counts = {what: int(number) for number, what in _COUNTS.findall(line.text)}
        if quorum := _QUORUM.match(line.text):
            found.quorum = quorum[0]
        if match := _LIST.match(line.text):
            title, announced, names = match.groups()
            if announced:
                found.announced[title] = int(announced)
            found.lists[title] = _of_table(title, act[rank + 1].rows) if announced else _named(title, names)
    return found


def _named(title: str, names: str) -> list[str]:
    """All the names of a line; of those who have another for them, the first of each."""
    if title in ("Représentés", "Suppléés"):
        return [found[0] for part in names.split(";") if (found := NAME.search(part))]
    return NAME.findall(names)


def _of_table(title: str, rows: Rows) -> list[str]:
    if title == "Représentés":
        return [row[1] for row in rows]  # the first column is the margin
    return [cell for row in rows for cell in row if NAME.fullmatch(cell)]


# Items

_POINT = re.compile(r"(\d+)\. (.*)")
_ROOM = re.compile(r"Présents : (\d+) ; représentés : (\d+)(?: ; quorum : (\d+))?")
_NUMBER = re.compile(r"(?:Délibération )?n° (\S+)")
_OF_ACT = re.compile(r"n° \S+ · séance du .* · point (\d+)$")  # under the title of a deliberation
_FOR_ALL = re.compile(r"Vote : (\d+) voix pour sur (\d+) votants?")
_VOTE = re.compile(r"(\d+) (pour|contre|abstention|membres? ne prenant|votant|suffrages? exprimé)")
_OF_VOTE = {
    "pour": "Pour",
    "contre": "Contre",
    "abstention": "Abstentions",
    "ne prenant": "Ne prennent pas part au vote",
    "votant": "Votants",
    "suffrage exprimé": "Suffrages exprimés",
}
_FIGURE = re.compile(r"([^·]+?) : (\d+)(?: · |$)")


@dataclass(frozen=True)
class Round:
    """A round of an election: the votes of each candidate or list, and its figures by their names."""

    votes: dict[str, int]
    figures: dict[str, int]


@dataclass
class Item:
    """An item as one act tells it."""

    numero: int
    objet: str
    lines: list[Line]

    @property
    def number(self) -> str:
        found = (_NUMBER.match(line.text) for line in self.lines)
        return next((match[1] for match in found if match), "")

    @property
    def room(self) -> tuple[int, int] | None:
        """Present and represented, as told last before the vote."""
        rooms = [match for line in self.lines if (match := _ROOM.match(line.text))]
        return (int(rooms[-1][1]), int(rooms[-1][2])) if rooms else None

    @property
    def vote(self) -> dict[str, int]:
        """The line of the votes: all its figures, or all the voices and nothing else."""
        text = next((line.text for line in self.lines if line.text.startswith("Vote : ")), "")
        told = {re.sub(r"^membres? |s\b", "", what): int(number) for number, what in _VOTE.findall(text)}
        if found := _FOR_ALL.match(text):
            told |= {"pour": int(found[1]), "suffrage exprimé": int(found[1]), "votant": int(found[2])}
        return {name: told.get(what, 0) for what, name in _OF_VOTE.items()} if text else {}

    @property
    def ballots(self) -> str:
        """« deux bulletins blancs, aucun bulletin nul », of a secret ballot."""
        found = (re.match(r"Vote au scrutin secret(?:, [^:]*)? : (.*)\.", line.text) for line in self.lines)
        return next((match[1] for match in found if match), "")

    @property
    def rounds(self) -> list[Round]:
        """Those of an election: its table of candidates or lists, then its line of figures."""
        tables = (
            rank for rank, line in enumerate(self.lines) if line.head and line.head[0][0].startswith("Tour ")
        )
        return [
            Round(
                {name: int(votes) for name, votes in self.lines[rank].rows},
                {what: int(number) for what, number in _FIGURE.findall(self.lines[rank + 1].text)},
            )
            for rank in tables
        ]

    @property
    def result(self) -> str:
        """« adopté » or « rejeté », as the sentence under the vote says."""
        for line in self.lines:
            if line.style is Style.VOTE and (match := re.search(r"\b([Aa]dopté|[Rr]ejeté)e?\b", line.text)):
                return match[1].lower()
        return ""

    @property
    def beside_the_vote(self) -> list[Line]:
        """From the first figure or sentence of the vote to the end of the item."""
        for rank, line in enumerate(self.lines):
            if line.style is Style.VOTE or (line.head and line.head[0][0].startswith("Tour ")):
                return self.lines[rank:]
        return []


def items_of_minutes(act: list[Line]) -> list[Item]:
    """The sections of the minutes, in the order in which the items were treated."""
    items: list[Item] = []
    inside = False
    for line in act:
        if line.level:
            match = _POINT.match(line.text) if line.level == 2 else None
            inside = match is not None or (inside and line.level > 2)
            if match:
                items.append(Item(int(match[1]), match[2], []))
        elif inside:
            items[-1].lines.append(line)
    return items


def item_of_extract(act: list[Line]) -> Item:
    """The item of a deliberation: from its number to the formula that closes it."""
    start, point = next((rank, found) for rank, line in enumerate(act) if (found := _OF_ACT.match(line.text)))
    objet = act[start + 1]
    assert objet.level == 2, objet
    rest = act[start:]
    ends = (rank for rank, line in enumerate(rest) if line.text.startswith("Fait et délibéré"))
    return Item(int(point[1]), objet.text, rest[: next(ends)])


_ROW_VOTE = re.compile(r"(\d+) (pour|contre|abstention|bulletin (?:blanc|nul)|ne pren)")


@dataclass(frozen=True)
class ListRow:
    """A row of the list of deliberations."""

    numero: int
    objet: str
    number: str
    fate: str
    vote: str

    @property
    def votes(self) -> dict[str, int]:
        return {what: int(number) for number, what in _ROW_VOTE.findall(self.vote)}


def rows_of_list(act: list[Line]) -> list[ListRow]:
    (table,) = (line for line in act if line.head and line.head[0][0] == "N°")
    names = {"Objet": "objet", "Délibération": "number", "Résultat": "fate", "Vote": "vote"}
    told = [dict(zip(table.head[0], row, strict=True)) for row in table.rows]  # no column that no row fills
    return [ListRow(int(r["N°"]), **{name: r.get(title, "") for title, name in names.items()}) for r in told]
