"""Characters that no font of the acts has: found in the files themselves, at their line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from actgen.diagnostics import Diagnostic, Location, Mender, Scope, Severity, declare
from actgen.reading.characters import showable
from actgen.reading.nodes import Mapping, Node, Scalar, Sequence
from actgen.reading.yaml_tree import read_tree
from actgen.rendering.fonts import missing_characters
from actgen.sources import Source, Sources
from actgen.text.messages import say

CARACTERE_SANS_POLICE = declare(
    "CARACTERE-SANS-POLICE",
    Severity.ERROR,
    "Chaque caractère d’un fichier peut être imprimé par la police des actes.",
    scope=Scope.RUN,
)

_FINDINGS_OF_A_FILE = 20


def check_characters(sources: Sources, seen: frozenset[str] = frozenset()) -> tuple[Diagnostic, ...]:
    """A finding for each word of the session's files that can't be printed, the first ones of a file.

    `seen` are names of files that were looked at before.
    """
    return tuple(
        finding
        for source in sources.read_by_user()
        if source.path not in seen and (missing := missing_characters(_decoded(source)))
        for finding in islice(_in(source, missing), _FINDINGS_OF_A_FILE)
    )


def _decoded(source: Source) -> str:
    if not source.path.endswith((".yaml", ".yml", ".md")):
        return ""
    return source.content.decode("utf-8", "ignore")


def _in(source: Source, missing: set[str]) -> Iterator[Diagnostic]:
    run = re.compile(f"[{''.join(map(re.escape, sorted(missing)))}]+")
    mender = Mender.COORDONNATEUR if source.path.startswith("groupements/") else Mender.SECRETAIRE
    if source.path.endswith(".md"):
        for number, line in enumerate(_decoded(source).splitlines(), start=1):
            for match in run.finditer(line):
                place = Location(source.path, number, match.start() + 1, len(match[0]), showable(line))
                yield _finding(match[0], place, mender)
        return
    tree, _ = read_tree(source.content, source.path)
    for scalar in _scalars(tree):
        for match in run.finditer(scalar.text):
            yield _finding(match[0], scalar.within(match.start(), len(match[0])), mender)


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


def _finding(signs: str, place: Location, mender: Mender) -> Diagnostic:
    message = (
        say(
            "« {signs} » (U+{code}) ne peut pas être imprimé.",
            signs=showable(signs),
            code=f"{ord(signs):04X}",
        )
        if len(signs) == 1
        else say("« {signs} » ne peut pas être imprimé.", signs=showable(signs))
    )
    return CARACTERE_SANS_POLICE.finding(
        message,
        place,
        hint=say("Remplacez-le : les actes n'emploient que l'alphabet latin."),
        mender=mender,
    )
