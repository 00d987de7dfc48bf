"""What each tag of a Word file says, read by the closed grammar of every template."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actgen.rendering.templates.sandbox import EXPRESSION, Refused, parse_expression, parse_for, parse_set
from actgen.rendering.templates.tags import Kind
from actgen.rendering.templates.tree import Expression, Setting
from actgen.rendering.word.normalise import pieces
from actgen.rendering.word.tags import Findings, Found, Sort

_HYPHENATED = re.compile(r"[^\W\d]\w*(?:-\w+)+")


def read_expressions(tags: Sequence[Found], findings: Findings) -> None:
    """Read what each tag prints, tests or repeats."""
    for tag in tags:
        try:
            _read(tag)
        except Refused as refused:
            message, hint = _hyphen(tag) or (refused.message, refused.hint)
            findings.add(refused.code, message, tag.location, hint=hint)


def _read(tag: Found) -> None:
    """Give a tag its expression. Raises Refused."""
    if tag.sort is not Sort.TAG or tag.kind is Kind.SET:
        return
    place = tag.location
    if tag.kind is Kind.FOR:
        tag.target, iterable, test = parse_for(tag.body)
        tag.expression = Expression(tag.body, iterable, place)
        tag.test = Expression(tag.body, test, place) if test is not None else None
    elif tag.kind in (Kind.OUTPUT, Kind.IF, Kind.ELIF):
        tag.expression = Expression(tag.body, parse_expression(tag.body), place)
    elif tag.body:
        hint = "Écrivez {% elif … %} pour une autre condition." if tag.kind is Kind.ELSE else ""
        raise Refused(EXPRESSION, f"La balise {tag.written} ne prend aucun mot de plus.", hint)


def _hyphen(tag: Found) -> tuple[str, str] | None:
    """What to say of a name written with a hyphen, which would be a subtraction."""
    language = " ".join(piece for piece, is_text in pieces(tag.body) if not is_text)
    match = _HYPHENATED.search(language)
    if match is None:
        return None
    right = match.group().replace("-", "_")
    return (
        f"La balise {tag.written} contient un nom avec un trait d’union.",
        f"Dans une balise, les mots d’un nom sont liés par un tiret bas : {right}.",
    )


def read_settings(tags: Sequence[Found], findings: Findings) -> tuple[Setting, ...]:
    """The names that a file defines at its top."""
    found: list[Setting] = []
    for tag in tags:
        try:
            target, node = parse_set(tag.body)
        except Refused as refused:
            findings.add(refused.code, refused.message, tag.location, hint=refused.hint)
            continue
        found.append(Setting(target, Expression(tag.body, node, tag.location)))
    return tuple(found)
