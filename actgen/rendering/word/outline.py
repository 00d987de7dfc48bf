"""Choices, repetitions and outputs of a file as the tree of a template, for whoever looks at its names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actgen.rendering.templates.sandbox import EXPRESSION, Refused, parse_expression, parse_for, parse_set
from actgen.rendering.templates.tags import CLOSING, OPENING, Kind
from actgen.rendering.templates.tree import (
    BlockNode,
    Branch,
    Expression,
    For,
    If,
    Include,
    Output,
    ParagraphNode,
    PartNode,
    Piece,
    Setting,
    Template,
)
from actgen.rendering.word.normalise import pieces
from actgen.rendering.word.tags import Findings, Found, Sort
from actgen.rendering.word.template import WordTag

_HYPHENATED = re.compile(r"[^\W\d]\w*(?:-\w+)+")


class Keys:
    """The tags that have a key, by it, numbered as they are met."""

    def __init__(self) -> None:
        self.tags: dict[str, WordTag] = {}

    def give(self, tag: Found, made: WordTag) -> None:
        tag.key = f"v{len(self.tags) + 1}"
        self.tags[tag.key] = replace(made, key=tag.key)


def read_expressions(tags: Sequence[Found], keys: Keys, findings: Findings) -> None:
    """Read what each tag prints, tests or repeats, and give it its key."""
    for tag in tags:
        try:
            made = _word_tag(tag)
        except Refused as refused:
            message, hint = _hyphen(tag) or (refused.message, refused.hint)
            findings.add(refused.code, message, tag.location, hint=hint)
            continue
        if made is not None:
            keys.give(tag, made)


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


def outline(tags: Sequence[Found], keys: Keys) -> tuple[BlockNode, ...]:
    """The tree of the tags of a part, each pair closed."""
    blocks, _ = _body(tags, 0, keys)
    return blocks


def _word_tag(tag: Found) -> WordTag | None:
    """What a tag says, its key to come; None for a tag without any. Raises Refused."""
    if tag.sort in (Sort.NOTE, Sort.PART, Sort.END_OF_PART) or tag.kind is Kind.SET:
        return None
    place = tag.location
    if tag.sort is Sort.CLAUSE:
        return WordTag(Kind.OUTPUT, "", place, clause=tag.body.partition(".")[2])
    if tag.kind is Kind.FOR:
        target, iterable, test = parse_for(tag.body)
        condition = Expression(tag.body, test, place) if test is not None else None
        return WordTag(Kind.FOR, "", place, Expression(tag.body, iterable, place), target, condition)
    if tag.kind in (Kind.OUTPUT, Kind.IF, Kind.ELIF):
        return WordTag(tag.kind, "", place, Expression(tag.body, parse_expression(tag.body), place))
    if tag.body:
        hint = "Écrivez {% elif … %} pour une autre condition." if tag.kind is Kind.ELSE else ""
        raise Refused(EXPRESSION, f"La balise {tag.written} ne prend aucun mot de plus.", hint)
    return None


def _body(tags: Sequence[Found], index: int, keys: Keys) -> tuple[tuple[BlockNode, ...], int]:
    """The nodes up to the tag that ends the body, and where that tag is."""
    blocks: list[BlockNode] = []
    while index < len(tags):
        tag = tags[index]
        if tag.sort is Sort.END_OF_PART or (tag.is_control and tag.kind not in OPENING):
            break
        if tag.sort is Sort.PART:
            inner, index = _body(tags, index + 1, keys)
            words = tag.body.split()
            blocks.append(
                PartNode(words[0], inner, "hors-empreinte" not in words, "dans-la-page" not in words)
            )
        elif tag.is_control:
            node, index = _control(tags, index, keys)
            blocks.append(node)
        elif tag.key and (expression := keys.tags[tag.key].expression) is not None:
            blocks.append(ParagraphNode((Output(expression),)))
        elif tag.key and (clause := keys.tags[tag.key].clause):
            blocks.append(Include(clause, Template("", (), (), ())))  # whoever loads clauses gives its tree
        index += 1
    return tuple(blocks), index


def _control(tags: Sequence[Found], index: int, keys: Keys) -> tuple[BlockNode, int]:
    """The choice or the repetition that begins at `index`, and where its end is."""
    heads: list[Found] = []
    bodies: list[tuple[BlockNode, ...]] = []
    while tags[index].kind not in CLOSING:
        heads.append(tags[index])
        body, index = _body(tags, index + 1, keys)
        bodies.append(body)
    first = keys.tags[heads[0].key]
    if heads[0].kind is Kind.FOR:
        assert first.expression is not None
        empty = bodies[1] if len(bodies) > 1 else ()
        return For(first.target, first.expression, bodies[0], empty, first.test), index
    branches: tuple[Branch[Piece], ...] = tuple(
        Branch(keys.tags[head.key].expression if head.key else None, body)
        for head, body in zip(heads, bodies, strict=True)
    )
    return If(branches), index
