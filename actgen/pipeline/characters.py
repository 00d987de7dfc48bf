"""Characters that no font of the acts has: found in the files themselves, at their line."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.diagnostics import Diagnostic, Location, Scope, Severity, declare
from actgen.reading.nodes import Mapping, Node, Scalar, Sequence
from actgen.reading.wording import say
from actgen.reading.yaml_tree import read_tree
from actgen.rendering.fonts import missing_characters
from actgen.sources import Source, Sources

CARACTERE_SANS_POLICE = declare(
    "CARACTERE-SANS-POLICE",
    Severity.ERROR,
    "Chaque caractère d’un fichier peut être imprimé par la police des actes.",
    scope=Scope.RUN,
)


def check_characters(sources: Sources) -> tuple[Diagnostic, ...]:
    """A finding for each place of the session's files that can't be printed."""
    return tuple(
        finding
        for source in sources.read_by_user()
        if (missing := missing_characters(_decoded(source)))
        for finding in _in(source, missing)
    )


def _decoded(source: Source) -> str:
    if not source.path.endswith((".yaml", ".yml", ".md")):
        return ""
    return source.text


def _in(source: Source, missing: set[str]) -> Iterator[Diagnostic]:
    if source.path.endswith(".md"):
        yield from _in_lines(source, missing)
        return
    tree, _ = read_tree(source.content, source.path)
    for scalar in _scalars(tree):
        for offset, sign in enumerate(scalar.text):
            if sign in missing:
                yield _finding(sign, scalar.within(offset, 1))


def _in_lines(source: Source, missing: set[str]) -> Iterator[Diagnostic]:
    for number, line in enumerate(_decoded(source).splitlines(), start=1):
        for column, sign in enumerate(line, start=1):
            if sign in missing:
                yield _finding(sign, Location(source.path, number, column, 1, line))


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


def _finding(sign: str, place: Location) -> Diagnostic:
    return CARACTERE_SANS_POLICE.finding(
        say(
            "Le caractère « {sign} » (U+{code}) ne peut pas être imprimé.",
            sign=sign,
            code=f"{ord(sign):04X}",
        ),
        place,
        hint=say("Remplacez-le : les actes n'emploient que l'alphabet latin."),
    )
