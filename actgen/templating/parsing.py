"""Which tags belong together and what each wraps, before Markdown is read; then what its parser shares.

Tags are paired in reading order (rules 1 and 3). What a tag alone on its line wraps, paragraphs, items or
rows, is told by the lines around it (rules 2, 4 and 6). Whether both ends stand in the same container is seen
later, when the containers are known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import field
from enum import StrEnum
from itertools import pairwise
from typing import TypeVar

from markdown_it import MarkdownIt

from actgen.diagnostics import Location
from actgen.records import dataclass
from actgen.rules import Rule, rule
from actgen.templating.sandbox import EXPRESSION, Refused, parse_expression, parse_for
from actgen.templating.tags import (
    CLOSING,
    CONTROL,
    MASK,
    MIDDLE,
    ONLY_CONTROL,
    OPENING,
    Kind,
    Masked,
    Tag,
    written,
)
from actgen.templating.tree import Branch, Expression, For, If, Include

SEULE = rule("GABARIT-SEULE")
EMBOITEMENT = rule("GABARIT-EMBOITEMENT")

MAX_DEPTH = 20
TOO_DEEP_HINT = "Mettez une partie de ce texte dans une clause, ou plusieurs conditions en une seule."
_CLOSES = {Kind.ENDIF: Kind.IF, Kind.ENDFOR: Kind.FOR}


def pair_tags(masked: Masked) -> None:
    """Give each control tag its group; unpaired tags are findings."""
    stack: list[Tag] = []
    for tag in masked.tags.values():
        if tag.kind in OPENING:
            tag.group = [tag]
            stack.append(tag)
            if len(stack) == MAX_DEPTH + 1:
                message = f"Plus de {MAX_DEPTH} balises sont emboîtées ici."
                masked.report(EMBOITEMENT, message, tag.location, TOO_DEEP_HINT)
        elif tag.kind in MIDDLE:
            _middle(masked, tag, stack)
        elif tag.kind in CLOSING:
            _close(masked, tag, stack)
    for tag in stack:
        closing = "endif" if tag.kind is Kind.IF else "endfor"
        message = f"La balise {written(tag)} n’est jamais fermée par {{% {closing} %}}."
        masked.report(EMBOITEMENT, message, tag.location, _where_to_close(tag, closing, masked))
    _check_alone(masked)


def _where_to_close(tag: Tag, closing: str, masked: Masked) -> str:
    """Where the end that lacks may go: the last tag directly inside may have taken that of this one."""
    tags = list(masked.tags.values())
    ranks = {id(each): rank for rank, each in enumerate(tags)}
    inner, until = None, ranks[id(tag)]
    for rank in range(until + 1, len(tags)):
        each = tags[rank]
        if rank > until and each.kind in OPENING and each.group[-1].kind in CLOSING:
            until = ranks[id(each.group[-1])]
            inner = each if each.kind is tag.kind else inner
    here = f"Ajoutez {{% {closing} %}} après ce qu’elle entoure"
    if inner is None:
        return f"{here}."
    return (
        f"{here}\u202f; ou après ce qu’entoure {written(inner)}, ligne {inner.location.line}, si c’est la "
        "fermeture de celle-là qui manque."
    )


def _middle(masked: Masked, tag: Tag, stack: list[Tag]) -> None:
    opening = stack[-1] if stack else None
    allowed = opening is not None and (tag.kind is Kind.ELSE or opening.kind is Kind.IF)
    if opening is None or not allowed:
        masked.report(EMBOITEMENT, f"La balise {written(tag)} n’est dans aucun {{% if %}}.", tag.location)
        return
    if any(other.kind is Kind.ELSE for other in opening.group):
        masked.report(EMBOITEMENT, f"La balise {written(tag)} vient après un {{% else %}}.", tag.location)
        return
    _join(opening, tag)


def _close(masked: Masked, tag: Tag, stack: list[Tag]) -> None:
    if not stack:
        masked.report(EMBOITEMENT, f"La balise {written(tag)} ne ferme rien.", tag.location)
        return
    opening = stack[-1]
    if opening.kind is not _CLOSES[tag.kind]:
        masked.report(
            EMBOITEMENT,
            f"La balise {written(tag)} ferme {written(opening)}, ouverte ligne {opening.location.line}.",
            tag.location,
        )
    stack.pop()
    _join(opening, tag)


def _join(opening: Tag, tag: Tag) -> None:
    opening.group.append(tag)
    tag.group = opening.group


def _check_alone(masked: Masked) -> None:
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
                f"La balise {written(wrong[0])} n’est pas seule sur sa ligne.",
                wrong[0].location,
                hint="Mettez-la seule sur sa ligne, ou ouvrez-la et fermez-la dans le même paragraphe.",
            )


def _only_control(masked: Masked, tag: Tag) -> bool:
    """True when the line of a tag holds control tags and nothing else."""
    row = masked.rows[tag.row].strip()
    tags = [masked.tags[character] for character in MASK.findall(row)]
    return not MASK.sub("", row).strip() and all(other.kind is not Kind.OUTPUT for other in tags)


RETRAIT = rule("GABARIT-RETRAIT")
LIGNE_VIDE = rule("GABARIT-LIGNE-VIDE")
SYNTAXE = rule("GABARIT-SYNTAXE")


class Level(StrEnum):
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


def levels(masked: Masked) -> dict[int, Level]:
    """The level of each group of tags alone on their lines, by `id` of the group."""
    _check_syntax(masked)
    found: dict[int, Level] = {}
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


def _level(masked: Masked, group: list[Tag]) -> Level | None:
    seen: set[Level | None] = set()
    for tag in group:
        if tag.kind in OPENING + MIDDLE:
            seen.add(_look(masked, tag, 1))
        if tag.kind in CLOSING + MIDDLE:
            seen.add(_look(masked, tag, -1))
    if len(seen) != 1 or None in seen:
        _misplaced(masked, group[0])
        return None
    level = seen.pop()
    if level is None or level is Level.ROW:
        return level
    _check_indent(masked, group, level is Level.ITEM)
    _check_outside(masked, group, level)
    return level


def _misplaced(masked: Masked, tag: Tag) -> None:
    masked.report(
        LIGNE_VIDE,
        f"Les lignes vides autour de la balise {written(tag)} ne disent pas ce qu’elle entoure.",
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


def _look(masked: Masked, tag: Tag, step: int) -> Level | None:
    """What a tag sees on its inner side; None for something that it may not touch."""
    row = _next_row(masked, tag.row, step)
    if not 0 <= row < len(masked.rows) or not masked.rows[row].strip():
        return Level.BLOCK
    text = masked.rows[row]
    if _PIPE_ROW.match(text) or _HTML_ROW.match(text):
        return Level.ROW if _in_table(masked, tag.row) else None
    if LIST_MARK.match(text):
        return Level.ITEM
    if step < 0 and _ends_item(masked, row, indent(masked.rows[tag.row])):
        return Level.ITEM
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
            f"La balise {written(wrong)} n’a pas le retrait de {written(group[0])}, "
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
                f"La balise {written(tag)} a un retrait de {column} et {what} qu’elle entoure, ligne "
                f"{masked.lines[row]}, un retrait de {indent(masked.rows[row])}.",
                tag.location,
                hint="Donnez à la balise le retrait de ce qu’elle entoure.",
            )


def _check_outside(masked: Masked, group: list[Tag], level: Level) -> None:
    """Rule 4 on the outer side: the tag must not touch a paragraph."""
    column = indent(masked.rows[group[0].row])
    before = _next_row(masked, group[0].row, -1)
    after = _next_row(masked, group[-1].row, 1)
    if _touches(masked, before) and (
        level is Level.BLOCK
        or not (LIST_MARK.match(masked.rows[before]) or _ends_item(masked, before, column))
    ):
        _misplaced(masked, group[0])
        return
    glued = _touches(masked, after) and indent(masked.rows[after]) >= column
    if glued and (level is Level.BLOCK or not LIST_MARK.match(masked.rows[after])):
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
    levels: dict[int, Level] = field(default_factory=dict)
    template: bool = True

    def report(self, code: Rule, message: str, place: Location | int, hint: str = "") -> None:
        where = self.masked.place(place) if isinstance(place, int) else place
        self.masked.report(code, message, where, hint)

    def expression(self, tag: Tag) -> Expression | None:
        """The expression of a tag, or None after reporting what is wrong with it."""
        try:
            return Expression(tag.body, parse_expression(tag.body), tag.location)
        except Refused as refused:
            self.report(refused.code, refused.message, tag.location, refused.hint)
            return None

    def choice(
        self, tags: Sequence[Tag], bodies: Sequence[tuple[Item | If[Item] | For[Item], ...]]
    ) -> If[Item]:
        """The `If` of a group of tags and the bodies between them."""
        branches: list[Branch[Item]] = []
        for tag, body in zip(tags, bodies, strict=False):
            condition = None
            if tag.kind is Kind.ELSE:
                self._no_words(tag)
            else:
                condition = self.expression(tag)
                if condition is None:
                    continue
            branches.append(Branch(condition, body))
        return If(tuple(branches))

    def repetition(
        self, tags: Sequence[Tag], bodies: Sequence[tuple[Item | If[Item] | For[Item], ...]]
    ) -> For[Item] | None:
        """The `For` of a group of tags and the bodies between them, or None if it is not understood."""
        tag = tags[0]
        try:
            target, iterable, test = parse_for(tag.body)
        except Refused as refused:
            self.report(refused.code, refused.message, tag.location, refused.hint)
            return None
        condition = Expression(tag.body, test, tag.location) if test is not None else None
        empty = bodies[1] if len(bodies) > 1 else ()
        return For(target, Expression(tag.body, iterable, tag.location), bodies[0], empty, condition)

    def control(
        self, tags: Sequence[Tag], bodies: Sequence[tuple[Item | If[Item] | For[Item], ...]]
    ) -> If[Item] | For[Item] | None:
        """The control node of a group of tags."""
        if tags[-1].kind in CLOSING:
            self._no_words(tags[-1])
        if tags[0].kind is Kind.IF:
            return self.choice(tags, bodies)
        for tag in tags[1:-1]:
            self._no_words(tag)
        return self.repetition(tags, bodies)

    def _no_words(self, tag: Tag) -> None:
        if tag.body:
            hint = "Écrivez {% elif … %} pour une autre condition." if tag.kind is Kind.ELSE else ""
            message = f"La balise {written(tag)} ne prend aucun mot de plus."
            self.report(EXPRESSION, message, tag.location, hint)


def fold(
    items: Sequence[Item | Tag],
    make: Callable[[Sequence[Tag], list[list[Item]]], Item | None],
    outside: Callable[[Tag], None],
) -> list[Item]:
    """Put what stands between tags inside them, within one container.

    `make` builds a node from the tags of a group and the bodies between them; `outside` is told, once
    a group, of an opening tag whose end is not in this container.
    """
    done: list[Item] = []
    positions = {id(item): index for index, item in enumerate(items) if isinstance(item, Tag)}
    index = 0
    while index < len(items):
        item = items[index]
        index += 1
        if not isinstance(item, Tag):
            done.append(item)
            continue
        if item.kind not in OPENING:
            continue  # its opening tag, in another container, has been reported there
        if any(id(tag) not in positions for tag in item.group) or item.group[-1].kind not in CLOSING:
            outside(item)
            continue
        cuts = [positions[id(tag)] for tag in item.group]
        bodies = [fold(items[low + 1 : high], make, outside) for low, high in pairwise(cuts)]
        node = make(item.group, bodies)
        if node is not None:
            done.append(node)
        index = cuts[-1] + 1
    return done


def crossing(parsing: Parsing, code: Rule | None = None) -> Callable[[Tag], None]:
    """The report of a group whose tags stand in different containers."""

    def report(tag: Tag) -> None:
        last = tag.group[-1] if tag.group else tag
        parsing.report(
            code or EMBOITEMENT,
            f"La balise {written(tag)} et sa fermeture, ligne {last.location.line}, ne sont pas dans le même "
            "paragraphe, la même liste, la même cellule ou le même bloc.",
            tag.location,
            hint="Ouvrez et fermez la balise au même niveau, autour d’éléments entiers.",
        )

    return report
