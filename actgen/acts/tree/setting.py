"""How words are set for the eye, in each output alike: superior letters, names that stay on one line.

The tree keeps plain letters and spaces (« 1er », « Anne MARTIN »), so that what reads it, what searches an
output and what two councils approve never depend on how it looks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from actgen.base.records import replace
from actgen.base.text.dates import MOIS

from .inline import Foreign, Inline, Link, Mark, Marked, Origin, Span, Text
from .nodes import Block, Heading, Paragraph, SignaturePlace, Style
from .typeset import rewritten
from .words import inline_text

# « 1er », « 2e », « 1re »; not the end of a number of an act, of a fingerprint or of an address
_ENDING = "ers?|res?|es?|nde?s?"
_ORDINAL = re.compile(rf"(?<![\w.,/:-])(\d{{1,2}})({_ENDING})(?![\w-])")

_WORD = r"[A-ZÀ-ÖØ-ÞŒŸ][a-zà-öø-ÿœ]+"
_CAPITALS = r"[A-ZÀ-ÖØ-ÞŒŸ][A-ZÀ-ÖØ-ÞŒŸ'’-]+"
_NAME = re.compile(rf"(?<![\w-]){_WORD}(?:[ -]{_WORD})? {_CAPITALS}(?: {_CAPITALS}){{0,3}}(?!\w)")
# « Mme Anne Martin », « M. Membre 1 », as a file tells who signs for another body
_CALLED = re.compile(rf"(?<!\w)(?:M\.|Mme)[ \u00a0]{_WORD}(?:[ -]{_WORD})? (?:{_WORD}|\d{{1,3}})(?![\w-])")
# the day and its month, a house and its street, an item and its number; a line may end before the year: a
# whole date would leave a quarter of it white
_STREETS = "allée|avenue|boulevard|chemin|cours|impasse|place|quai|route|rue|square"
_PAIR = re.compile(
    rf"(?<!\d)\d{{1,2}}(?:er)?[ \u00a0](?:{'|'.join(MOIS)})(?!\w)"
    rf"|(?<![\w.,])\d{{1,4}}(?: bis| ter)?,? (?:{_STREETS})(?!\w)|(?<!\w)[Pp]oint \d"
)
_SHORT = re.compile(r"(?<!\w)[A-ZÀ-ÖØ-ÞŒŸ]{2,3} (?=[A-ZÀ-ÖØ-ÞŒŸ][A-ZÀ-ÖØ-ÞŒŸ’])")  # « LE » of « LE GOFF »
_HELD = 34  # signs of a name that the shortest line of a text holds


def set_for_the_eye(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The same blocks as they are drawn; no day is cut; in a cell or a place to sign, narrow, a name may be.

    There too, what is short in a surname holds to what follows: « Anne / LE GOFF », never « LE / GOFF ».
    """
    return rewritten(blocks, _raised, _with_surname, _with_whole_names)


def ends_ordinal(children: tuple[Inline, ...]) -> bool:
    """Whether raised letters are those of an ordinal: a face that has none superior prints plain ones."""
    return re.fullmatch(_ENDING, inline_text(children)) is not None


def _with_surname(place: SignaturePlace) -> SignaturePlace:
    held = _SHORT.sub(_whole, place.name)
    return place if held == place.name else replace(place, name=held)


def _with_whole_names(block: Block) -> Block:
    if not isinstance(block, Heading | Paragraph):
        return block
    held = _hold if isinstance(block, Heading) or block.style is not Style.CELL else _hold_parts
    children = tuple(_held(child, held) for child in block.children)
    return block if children == block.children else replace(block, children=children)


def _held(node: Inline, hold: Callable[[str], str]) -> Inline:
    match node:
        case Text(text=text):
            held = hold(text)
            return node if held == text else replace(node, text=held)
        case Span(children=children) if not isinstance(node, Foreign):
            return replace(node, children=tuple(_held(child, hold) for child in children))
    return node


@lru_cache(maxsize=2048)
def _hold(text: str) -> str:
    """Kept: the same words stand in the acts of forty communes, and in three formats of each."""
    return _CALLED.sub(_whole, _NAME.sub(_whole, _hold_parts(text)))


def _hold_parts(text: str) -> str:
    return _SHORT.sub(_whole, _PAIR.sub(_whole, text))


def _whole(found: re.Match[str]) -> str:
    return found[0].replace(" ", "\u00a0") if len(found[0]) <= _HELD else found[0]


def _raised(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    raised = tuple(each for child in children for each in _pieces(child))
    return children if raised == children else raised


def _pieces(node: Inline) -> Iterator[Inline]:
    """The node, the letters of its ordinals set apart; those of an address and of a foreign word stay."""
    match node:
        case Text(text=text):
            done = 0
            for found in _ORDINAL.finditer(text):
                yield _part(node, done, found.start(2))
                yield Marked((_part(node, *found.span(2)),), Mark.RAISED)
                done = found.end()
            if done < len(text) or not text:
                yield _part(node, done, len(text)) if done else node
        case Span(children=children) if not isinstance(node, Foreign | Link | Marked):
            yield replace(node, children=_raised(children))
        case _:
            yield node


def _part(node: Text, start: int, end: int) -> Text:
    """A piece of a text, with the values that it shows."""
    origins: tuple[Origin, ...] = tuple(
        (max(first, start) - start, min(last, end) - start, place)
        for first, last, place in node.origins
        if first < end and last > start
    )
    return Text(node.text[start:end], origins)
