"""What the modules of the parser share: the masked text, the findings, expressions with their place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from markdown_it import MarkdownIt

from actgen.diagnostics import Location
from actgen.rendering.templates.levels import Level
from actgen.rendering.templates.pairs import EMBOITEMENT
from actgen.rendering.templates.sandbox import EXPRESSION, Refused, parse_expression, parse_for
from actgen.rendering.templates.tags import CLOSING, OPENING, Kind, Masked, Tag, written
from actgen.rendering.templates.tree import Branch, Expression, For, If, Include
from actgen.rules import Rule, rule

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
