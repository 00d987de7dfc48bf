"""Characters that no font of the acts has: found in the files themselves, at their line."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import islice

from actgen.checks.textes.locating import Place
from actgen.diagnostics import Diagnostic, Location, Mender
from actgen.reading.characters import showable, unprintable
from actgen.reading.nodes import Mapping, Node, Scalar, Sequence
from actgen.reading.yaml_tree import read_tree
from actgen.sources import Source, Sources
from actgen.text.printable import missing_characters

_FINDINGS_OF_A_FILE = 20
_MENDERS = {
    "groupements/": Mender.COORDONNATEUR,
    "templates/": Mender.SERVICE_JURIDIQUE,
    "modeles-": Mender.SERVICE_JURIDIQUE,
}


def check_characters(sources: Sources, seen: frozenset[str] = frozenset()) -> tuple[Diagnostic, ...]:
    """A finding for each word of the session's files that can't be printed, the first ones of a file.

    `seen` are names of files that were looked at before, or that are looked at elsewhere.
    """
    own = (source for source in sources.read_by_user() if source.path not in seen)
    return tuple(finding for source in own for finding in _found_in(source))


@lru_cache(maxsize=256)
def _found_in(source: Source) -> tuple[Diagnostic, ...]:
    return tuple(islice(_in(source), _FINDINGS_OF_A_FILE))


def _in(source: Source) -> Iterator[Diagnostic]:
    mender = next(
        (who for start, who in _MENDERS.items() if source.path.startswith(start)), Mender.SECRETAIRE
    )
    for place, text in _texts(source):
        yield from unprintable(text, place, mender)


def _texts(source: Source) -> Iterator[tuple[Place, str]]:
    """The words of a file that is written by hand, each with what tells the place of some of them."""
    if source.path.endswith(".docx"):
        from actgen.rendering.word.paragraphs import printed_of  # Word is read only where there is some

        yield from printed_of(source.content, source.path)
        return
    text = source.content.decode("utf-8", "ignore") if source.path.endswith((".yaml", ".yml", ".md")) else ""
    if not missing_characters(text):
        return
    if source.path.endswith(".md"):
        for number, line in enumerate(text.splitlines(), start=1):
            yield partial(_on_line, source.path, number, line), line
        return
    tree, _ = read_tree(source.content, source.path)
    for scalar in _scalars(tree):
        yield partial(_within, scalar), scalar.text


def _on_line(file: str, number: int, line: str, start: int, end: int) -> Location:
    return Location(file, number, start + 1, end - start, showable(line))


def _within(scalar: Scalar, start: int, end: int) -> Location:
    return scalar.within(start, end - start)


def _scalars(node: Node | None) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item)
    elif isinstance(node, Mapping):
        for key, value in node:
            yield key
            yield from _scalars(value)
