"""Which tags belong together and what each wraps, before Markdown is read; then what its parser shares.

Tags are paired in reading order (rules 1 and 3). What a tag alone on its line wraps, paragraphs, items or
rows, is told by the lines around it (rules 2, 4 and 6). Whether both ends stand in the same container is seen
later, when the containers are known.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import field
from enum import StrEnum
from typing import TypeVar

from markdown_it import MarkdownIt

from actgen.diagnostics import Location
from actgen.records import dataclass
from actgen.rules import Rule, rule
from actgen.templating.pairing import EMBOITEMENT
from actgen.templating.tags import (
    CLOSING,
    CONTROL,
    MASK,
    MIDDLE,
    ONLY_CONTROL,
    OPENING,
    Masked,
    Tag,
    TagKind,
)
from actgen.templating.tree import Include

SEULE = rule("GABARIT-SEULE")


def check_alone(masked: Masked) -> None:
    """Rule 1: all tags of a group are alone on their lines, or none of them is."""
    seen: set[int] = set()
    for tag in masked.tags.values():
        if not tag.group or id(tag.group) in seen:
            continue
        seen.add(id(tag.group))
        crowded = [other for other in tag.group if not other.alone]
        if not crowded:
            continue
        # the other ones of the group tell whether it was meant to be a block
        only_tags = [other for other in crowded if _only_control(masked, other)]
        wrong = only_tags or (crowded if len(crowded) < len(tag.group) else [])
        if wrong:
            masked.report(
                SEULE,
                f"La balise {wrong[0].written} n’est pas seule sur sa ligne.",
                wrong[0].location,
                hint="Mettez-la seule sur sa ligne, ou ouvrez-la et fermez-la dans le même paragraphe.",
            )


def _only_control(masked: Masked, tag: Tag) -> bool:
    """True when the line of a tag holds control tags and nothing else."""
    row = masked.rows[tag.row].strip()
    tags = [masked.tags[character] for character in MASK.findall(row)]
    return not MASK.sub("", row).strip() and all(other.kind is not TagKind.OUTPUT for other in tags)


RETRAIT = rule("GABARIT-RETRAIT")
LIGNE_VIDE = rule("GABARIT-LIGNE-VIDE")
SYNTAXE = rule("GABARIT-SYNTAXE")


class Wraps(StrEnum):
    BLOCK = "block"
    ITEM = "item"
    ROW = "row"


LIST_MARK = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s")
_PIPE_ROW = re.compile(r"\s*\|")
_HTML_ROW = re.compile(r"\s*</?(?:tr|thead|tbody)\b", re.IGNORECASE)
_TABLE_EDGE = re.compile(r"\s*</?table\b", re.IGNORECASE)
_FENCE = re.compile(r"\s*:::")
_DECIDES = re.compile(
    rf"\s*#+{CONTROL}|\s*#+[\U00100000-\U0010fffd]|"
    rf"\s*(?:{CONTROL})+\s*(?:[-*+]\s|\d{{1,9}}[.)]\s|#|\||:::|\{{:)"
)
_ATTRIBUTES = re.compile(r"\s*(?:\{:|:::)")


def levels(masked: Masked) -> dict[int, Wraps]:
    """The level of each group of tags alone on their lines, by `id` of the group."""
    _check_syntax(masked)
    found: dict[int, Wraps] = {}
    for tag in masked.tags.values():
        if tag.alone and tag.group and tag is tag.group[0] and all(other.alone for other in tag.group):
            level = _level(masked, tag.group)
            if level is not None:
                found[id(tag.group)] = level
    return found


def indent(row: str) -> int:
    """The column where a row begins; a tab goes to the next multiple of four, as in Markdown."""
    expanded = row.expandtabs(4)
    return len(expanded) - len(expanded.lstrip(" "))


def _check_syntax(masked: Masked) -> None:
    """Rule 6: no tag before or inside a mark of Markdown."""
    for number, row in enumerate(masked.rows):
        if _DECIDES.match(row) or (_ATTRIBUTES.match(row) and MASK.search(row)):
            masked.report(
                SYNTAXE,
                "Une balise décide ici de la mise en forme (tiret, titre, barre ou style).",
                masked.place(number),
                hint="Placez la balise seule sur la ligne au-dessus, autour de l’élément entier.",
            )


def _level(masked: Masked, group: list[Tag]) -> Wraps | None:
    seen: set[Wraps | None] = set()
    for tag in group:
        if tag.kind in OPENING + MIDDLE:
            seen.add(_look(masked, tag, 1))
        if tag.kind in CLOSING + MIDDLE:
            seen.add(_look(masked, tag, -1))
    if len(seen) != 1 or None in seen:
        _misplaced(masked, group[0])
        return None
    level = seen.pop()
    if level is None or level is Wraps.ROW:
        return level
    _check_indent(masked, group, level is Wraps.ITEM)
    _check_outside(masked, group, level)
    return level


def _misplaced(masked: Masked, tag: Tag) -> None:
    masked.report(
        LIGNE_VIDE,
        f"Les lignes vides autour de la balise {tag.written} ne disent pas ce qu’elle entoure.",
        tag.location,
        hint="Autour de paragraphes : une ligne vide avant et après chaque balise. "
        "Autour d’éléments de liste ou de lignes de tableau : aucune ligne vide.",
    )


def _next_row(masked: Masked, row: int, step: int) -> int:
    """The nearest row in that direction that is not a lone tag; may be outside the text."""
    row += step
    while 0 <= row < len(masked.rows) and ONLY_CONTROL.fullmatch(masked.rows[row]):
        row += step
    return row


def _look(masked: Masked, tag: Tag, step: int) -> Wraps | None:
    """What a tag sees on its inner side; None for something that it may not touch."""
    row = _next_row(masked, tag.row, step)
    if not 0 <= row < len(masked.rows) or not masked.rows[row].strip():
        return Wraps.BLOCK
    text = masked.rows[row]
    if _PIPE_ROW.match(text) or _HTML_ROW.match(text):
        return Wraps.ROW if _in_table(masked, tag.row) else None
    if LIST_MARK.match(text):
        return Wraps.ITEM
    if step < 0 and _ends_item(masked, row, indent(masked.rows[tag.row])):
        return Wraps.ITEM
    return None


def _in_table(masked: Masked, row: int) -> bool:
    """True when the row is inside a table: below a head or a `<table>`, without a blank line between."""
    above = row - 1
    while above >= 0 and masked.rows[above].strip():
        text = masked.rows[above]
        if _PIPE_ROW.match(text) or _TABLE_EDGE.match(text):
            return True
        above -= 1
    return False


def _ends_item(masked: Masked, row: int, column: int) -> bool:
    """True when the text of a row belongs to a list item that begins above it, at that column or deeper."""
    if indent(masked.rows[row]) > column:
        return True
    while row >= 0 and masked.rows[row].strip():
        if LIST_MARK.match(masked.rows[row]):
            return True
        row -= 1
    return False


def _check_indent(masked: Masked, group: list[Tag], items: bool) -> None:
    """Rule 2: every tag of the group stands at the column of what it wraps."""
    column = indent(masked.rows[group[0].row])
    wrong = next((tag for tag in group if indent(masked.rows[tag.row]) != column), None)
    if wrong is not None:
        masked.report(
            RETRAIT,
            f"La balise {wrong.written} n’a pas le retrait de {group[0].written}, "
            f"ligne {group[0].location.line}.",
            wrong.location,
        )
        return
    for tag in group[:-1]:
        row = _next_row(masked, tag.row, 1)
        while row < len(masked.rows) and not masked.rows[row].strip():
            row = _next_row(masked, row, 1)
        if row >= len(masked.rows) or row > group[-1].row:
            continue
        if indent(masked.rows[row]) != column:
            what = "l’élément" if items else "le paragraphe"
            masked.report(
                RETRAIT,
                f"La balise {tag.written} a un retrait de {column} et {what} qu’elle entoure, ligne "
                f"{masked.lines[row]}, un retrait de {indent(masked.rows[row])}.",
                tag.location,
                hint="Donnez à la balise le retrait de ce qu’elle entoure.",
            )


def _check_outside(masked: Masked, group: list[Tag], level: Wraps) -> None:
    """Rule 4 on the outer side: the tag must not touch a paragraph."""
    column = indent(masked.rows[group[0].row])
    before = _next_row(masked, group[0].row, -1)
    after = _next_row(masked, group[-1].row, 1)
    if _touches(masked, before) and (
        level is Wraps.BLOCK
        or not (LIST_MARK.match(masked.rows[before]) or _ends_item(masked, before, column))
    ):
        _misplaced(masked, group[0])
        return
    glued = _touches(masked, after) and indent(masked.rows[after]) >= column
    if glued and (level is Wraps.BLOCK or not LIST_MARK.match(masked.rows[after])):
        _misplaced(masked, group[-1])


def _touches(masked: Masked, row: int) -> bool:
    """True for a row of text; a fence does not count, it is no paragraph."""
    return (
        0 <= row < len(masked.rows) and bool(masked.rows[row].strip()) and not _FENCE.match(masked.rows[row])
    )


MISE_EN_FORME = rule("GABARIT-MISE-EN-FORME")
TABLEAU = rule("GABARIT-TABLEAU")

Item = TypeVar("Item")
ClauseReader = Callable[[str, Location], Include | None]


@dataclass(slots=True)
class Parsing:
    """One text being parsed. `read_clause` gives a parsed clause, or None after reporting why not."""

    masked: Masked
    markdown: MarkdownIt
    read_clause: ClauseReader
    levels: dict[int, Wraps] = field(default_factory=dict)
    template: bool = True

    def report(self, code: Rule, message: str, place: Location | int, hint: str = "") -> None:
        where = self.masked.place(place) if isinstance(place, int) else place
        self.masked.report(code, message, where, hint=hint)


def crossing(parsing: Parsing, code: Rule | None = None) -> Callable[[Tag], None]:
    """The report of a group whose tags stand in different containers."""

    def report(tag: Tag) -> None:
        last = tag.group[-1] if tag.group else tag
        parsing.report(
            code or EMBOITEMENT,
            f"La balise {tag.written} et sa fermeture, ligne {last.location.line}, ne sont pas dans le même "
            "paragraphe, la même liste, la même cellule ou le même bloc.",
            tag.location,
            hint="Ouvrez et fermez la balise au même niveau, autour d’éléments entiers.",
        )

    return report
