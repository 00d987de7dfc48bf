"""Which tags belong together, in either format, what each says, and what stands between them put inside.

Tags are paired in reading order; those that find no other one, in any part of a file, are findings. Whether
both ends stand in the same container is seen once containers are known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Any, Protocol

from actgen.acts.templating.sandbox import (
    EXPRESSION,
    MAX_EXPRESSION,
    RefusedTag,
    parse_expression,
    parse_for,
    parse_set,
)
from actgen.acts.templating.tags import MIDDLE, Sort, Tag, TagKind, pieces
from actgen.acts.templating.tree import (
    BlockNode,
    Branch,
    Expression,
    For,
    If,
    Include,
    Output,
    ParagraphNode,
    Setting,
)
from actgen.base.diagnostics import Location
from actgen.base.rules import Rule, rule

EMBOITEMENT = rule("GABARIT-EMBOITEMENT")
PARTIE = rule("GABARIT-PARTIE")

MAX_DEPTH = 20
_TOO_DEEP_HINT = "Mettez une partie de ce texte dans une clause, ou plusieurs conditions en une seule."
_CLOSED_BY = {TagKind.IF: "{% endif %}", TagKind.FOR: "{% endfor %}"}
_SET_NAME = re.compile(r"\s*([A-Za-z]\w*)\s*=")
_HYPHENATED = re.compile(r"[^\W\d]\w*(?:-\w+)+")


class ReportFault(Protocol):
    """Where findings gather."""

    def __call__(self, code: Rule, message: str, *places: Location, hint: str = "") -> None: ...


def pair(parts: Sequence[Sequence[Tag]], report: ReportFault) -> None:
    """Give each tag its group. `parts` are the tags of each part of the file, in reading order."""
    open_tags: list[Tag] = []
    strays: list[Tag] = []
    for tags in parts:
        stack: list[Tag] = []
        crossed: list[Tag] = []
        for tag in tags:
            if tag.opens:
                tag.group = [tag]
                stack.append(tag)
                if len(stack) == MAX_DEPTH + 1:
                    message = f"Plus de {MAX_DEPTH} balises sont emboîtées ici."
                    report(EMBOITEMENT, message, tag.location, hint=_TOO_DEEP_HINT)
            elif tag.is_control and tag.kind in MIDDLE:
                _middle(tag, stack, report)
            elif tag.closes:
                _close(tag, stack, strays, crossed, report)
        open_tags.extend(stack)
    _left(open_tags, strays, report)


def _fits(opening: Tag, closing: Tag) -> bool:
    if closing.sort is Sort.END_OF_PART or opening.sort is Sort.PART:
        return (opening.sort, closing.sort) == (Sort.PART, Sort.END_OF_PART)
    return closing.kind is (TagKind.ENDIF if opening.kind is TagKind.IF else TagKind.ENDFOR)


def _middle(tag: Tag, stack: list[Tag], report: ReportFault) -> None:
    opening = stack[-1] if stack else None
    if (
        opening is None
        or not opening.is_control
        or (tag.kind is TagKind.ELIF and opening.kind is not TagKind.IF)
    ):
        message = f"La balise {tag.written} n’est dans aucun {{% if %}}."
        prefix = tag.prefix or ("p" if tag.location.part else "")
        hint = f"Supprimez-la, ou ouvrez avant elle {{%{prefix} if … %}}."
        report(EMBOITEMENT, message, tag.location, hint=hint)
    elif any(other.kind is TagKind.ELSE for other in opening.group):
        message = f"La balise {tag.written} vient après un {{% else %}}."
        hint = "Il n’y a qu’un {% else %}, et il vient en dernier."
        report(EMBOITEMENT, message, tag.location, hint=hint)
    else:
        _join(opening, tag)


def _close(tag: Tag, stack: list[Tag], strays: list[Tag], crossed: list[Tag], report: ReportFault) -> None:
    """`crossed` holds those that were told as forgotten: their end may come after all, too late."""
    if not stack or not _fits(stack[-1], tag):
        late = next((other for other in crossed if _fits(other, tag)), None)
        if late is not None:
            crossed.remove(late)
            return
    if not stack:
        strays.append(tag)
        return
    if not _fits(stack[-1], tag):
        below = next((other for other in reversed(stack) if _fits(other, tag)), None)
        if below is not None:  # what was opened since is what was forgotten
            while stack[-1] is not below:
                crossed.append(stack.pop())
                _never_closed(crossed[-1], report, before=tag)
        else:
            report(
                EMBOITEMENT,
                f"La balise {tag.written} ferme {stack[-1].written}, ouverte {where(stack[-1].location)}.",
                tag.location,
                stack[-1].location,
                hint=f"Écrivez {_end_of(stack[-1])}, ou ajoutez l’ouverture qui manque.",
            )
    _join(stack.pop(), tag)


def _join(opening: Tag, tag: Tag) -> None:
    opening.group.append(tag)
    tag.group = opening.group


def _left(open_tags: list[Tag], strays: list[Tag], report: ReportFault) -> None:
    for tag in open_tags:
        _never_closed(tag, report)
    for tag in strays:
        code = PARTIE if tag.sort is Sort.END_OF_PART else EMBOITEMENT
        hint = "Supprimez-la, ou ajoutez avant elle l’ouverture qui manque."
        report(code, f"La balise {tag.written} ne ferme rien.", tag.location, hint=hint)


def _never_closed(tag: Tag, report: ReportFault, before: Tag | None = None) -> None:
    code = PARTIE if tag.sort is Sort.PART else EMBOITEMENT
    missing = f"La balise {tag.written} n’est jamais fermée par {_end_of(tag)}"
    if before is None:
        hint = f"Ajoutez {_end_of(tag)} après ce qu’elle entoure."
        report(code, f"{missing}.", tag.location, hint=hint)
    else:
        message = f"{missing} avant {before.written}, {where(before.location)}."
        hint = f"Ajoutez {_end_of(tag)} avant {before.written}."
        report(code, message, tag.location, before.location, hint=hint)


def _end_of(tag: Tag) -> str:
    if tag.sort is Sort.PART:
        return "{%p finpartie %}"
    return _CLOSED_BY[tag.kind].replace("{%", "{%" + tag.prefix)


def where(place: Location) -> str:
    """« au paragraphe 12 », of the part that the reader is in; « ligne 12 » of a text in Markdown."""
    return f"au paragraphe {place.line}" if place.part else f"ligne {place.line}"


def read_expressions(tags: Iterable[Tag], report: ReportFault) -> None:
    """Read what each tag prints, tests or repeats."""
    for tag in tags:
        try:
            _read(tag)
        except RefusedTag as refused:
            message, hint = _hyphen(tag) or (refused.message, refused.hint)
            report(refused.code, message, tag.location, hint=hint)


def _read(tag: Tag) -> None:
    """Give a tag its expression. Raises Refused."""
    if tag.sort is not Sort.TAG or tag.kind is TagKind.SET:
        return
    place = tag.location
    if tag.kind is TagKind.FOR:
        tag.target, iterable, test = parse_for(tag.body)
        tag.expression = Expression(tag.body, iterable, place)
        tag.test = Expression(tag.body, test, place) if test is not None else None
    elif tag.kind in (TagKind.OUTPUT, TagKind.IF, TagKind.ELIF):
        tag.expression = Expression(tag.body, parse_expression(tag.body), place)
    elif tag.body:
        hint = "Écrivez {% elif … %} pour une autre condition." if tag.kind is TagKind.ELSE else ""
        raise RefusedTag(EXPRESSION, f"La balise {tag.written} ne prend aucun mot de plus.", hint)


def _hyphen(tag: Tag) -> tuple[str, str] | None:
    """What to say of a name written with a hyphen, which would be a subtraction."""
    if len(tag.body) > MAX_EXPRESSION:
        return None
    language = " ".join(piece for piece, is_text in pieces(tag.body) if not is_text)
    match = _HYPHENATED.search(language)
    if match is None:
        return None
    right = match.group().replace("-", "_")
    return (
        f"La balise {tag.written} contient un nom avec un trait d’union.",
        f"Dans une balise, les mots d’un nom sont liés par un tiret bas : {right}.",
    )


def read_settings(tags: Iterable[Tag], report: ReportFault) -> tuple[Setting, ...]:
    """The names that a file defines at its top."""
    found: list[Setting] = []
    for tag in tags:
        try:
            target, node = parse_set(tag.body)
        except RefusedTag as refused:
            report(refused.code, refused.message, tag.location, hint=refused.hint)
            continue
        found.append(Setting(target, Expression(tag.body, node, tag.location)))
    return tuple(found)


def control(tags: Sequence[Tag], bodies: Sequence[Sequence[Any]]) -> If[Any] | For[Any] | None:
    """The choice or the repetition of a group of tags; None for a repetition that is not understood."""
    first = tags[0]
    inside = [tuple(body) for body in bodies]
    if first.kind is TagKind.FOR:
        if first.expression is None:
            return None
        empty = inside[1] if len(inside) > 1 else ()
        return For(first.target, first.expression, inside[0], empty, first.test)
    read = zip(tags, inside, strict=False)
    branches = (
        Branch(tag.expression, body) for tag, body in read if tag.expression or tag.kind is TagKind.ELSE
    )
    return If(tuple(branches))


def fold(
    items: Sequence[Any],
    make: Callable[[Sequence[Any], list[list[Any]]], Any],
    outside: Callable[[Any], None],
) -> list[Any]:
    """Put what stands between tags inside them, within one container.

    `make` builds a node from the tags of a group and the bodies between them; `outside` is told, once
    a group, of an opening tag whose end is not in this container.
    """
    done: list[Any] = []
    positions = {id(item): index for index, item in enumerate(items) if isinstance(item, Tag)}
    index = 0
    while index < len(items):
        item = items[index]
        index += 1
        if not isinstance(item, Tag):
            done.append(item)
            continue
        if not item.opens:
            continue  # its opening tag, in another container, has been reported there
        if any(id(tag) not in positions for tag in item.group) or not item.group[-1].closes:
            outside(item)
            continue
        cuts = [positions[id(tag)] for tag in item.group]
        bodies = [fold(items[low + 1 : high], make, outside) for low, high in pairwise(cuts)]
        node = make(item.group, bodies)
        if node is not None:
            done.append(node)
        index = cuts[-1] + 1
    return done


def flat(
    parts: Sequence[Sequence[Tag]], read_clause: Callable[[str, Location], Include | None]
) -> tuple[BlockNode, ...]:
    """The tags of a text that is written wrong, each on its own, a loop round all that follows."""
    blocks: list[BlockNode] = []
    for tags in parts:
        after: tuple[BlockNode, ...] = ()
        for tag in reversed(tags):
            if tag.sort is Sort.CLAUSE:
                clause = read_clause(tag.body.partition(".")[2], tag.location)
                after = after if clause is None else (clause, *after)
            elif tag.expression is None:
                continue
            elif tag.kind is TagKind.FOR:
                after = (For(tag.target, tag.expression, after, (), tag.test),)
            elif tag.kind is TagKind.OUTPUT:
                after = (ParagraphNode((Output(tag.expression),)), *after)
            else:
                after = (If((Branch(tag.expression, ()),)), *after)
        blocks += after
    return tuple(blocks)


def assumed(parts: Iterable[Sequence[Tag]]) -> tuple[str, ...]:
    """The names that tags mean to set, whatever is wrong with them."""
    settings = (tag for tags in parts for tag in tags if tag.kind is TagKind.SET)
    return tuple(match[1] for tag in settings if (match := _SET_NAME.match(tag.body)))
