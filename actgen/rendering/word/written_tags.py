"""The tags of a Word template that is written from a tree: their words, their places.

How they look is in `tag_look`; here is where each stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from actgen.rendering.docx.markup import Element, make, text
from actgen.rendering.templates.tree import For, If
from actgen.rendering.word.tag_look import LINE_KEY, TAG_KEY

T = TypeVar("T")

_STEP = 227  # twips by which a tag is set back in another
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Step(Generic[T]):
    """A node, or the words of a tag that begins, cuts or ends a choice or a repetition.

    `depth` is how many of those stand around it.
    """

    depth: int
    node: T | None = None
    words: str = ""


def flat(body: Sequence[T | If[T] | For[T]], depth: int = 0) -> Iterator[Step[T]]:
    """What a container holds in reading order, the tags among the rest."""
    for node in body:
        match node:
            case If(branches=branches):
                for rank, branch in enumerate(branches):
                    condition = branch.condition
                    word = "else" if condition is None else f"{'elif' if rank else 'if'} {condition.source}"
                    yield Step(depth, words=word)
                    yield from flat(branch.body, depth + 1)
                yield Step(depth, words="endif")
            case For(iterable=iterable, body=repeated, empty=empty):
                yield Step(depth, words=f"for {iterable.source}")
                yield from flat(repeated, depth + 1)
                if empty:
                    yield Step(depth, words="else")
                    yield from flat(empty, depth + 1)
                yield Step(depth, words="endfor")
            case _:
                yield Step(depth, node)


def plain_nodes(body: Sequence[T | If[T] | For[T]]) -> list[T]:
    """What a container may hold, whatever is chosen or repeated."""
    return [step.node for step in flat(body) if step.node is not None]


def tag_run(words: str, *, strong: bool = False, emphasis: bool = False) -> Element:
    """The run of a tag. Its bold and italic are those that the value takes."""
    settings = make("rPr", make("rStyle", val=TAG_KEY))
    if strong:
        settings.append(make("b"))
    if emphasis:
        settings.append(make("i"))
    return make("r", settings, text(words))


def tag_line(words: str, depth: int = 0) -> Element:
    """The paragraph of a tag that stands round whole paragraphs, set back by those around it."""
    settings = make("pPr", make("pStyle", val=LINE_KEY))
    if depth:
        settings.append(make("ind", left=_STEP * min(depth, _DEEPEST)))
    return make("p", settings, tag_run(words))


def tag_row(words: str, widths: Sequence[int], depth: int) -> Element:
    """The row of a tag that stands round whole rows: one cell as wide as the table."""
    settings = make("tcPr", make("tcW", w=sum(widths), type="dxa"))
    if len(widths) > 1:
        settings.append(make("gridSpan", val=len(widths)))
    return make("tr", make("trPr", make("cantSplit")), make("tc", settings, tag_line(words, depth)))
