"""All that the author of a kind's texts can write: variables, with values, clauses, filters, tests."""

from __future__ import annotations

from actgen.kinds.catalogue import Catalogue
from actgen.kinds.manifest import Kind
from actgen.records import dataclass

from .clauses import Clause, clauses_of
from .vocabulary import Tool, Vocabulary, filters, running_vocabulary, tests, vocabularies
from .workbench import workbench


@dataclass(frozen=True, slots=True)
class Sheet:
    """The vocabulary of a kind."""

    kind: Kind
    vocabularies: tuple[Vocabulary, ...]
    clauses: tuple[Clause, ...]
    filters: tuple[Tool, ...]
    tests: tuple[Tool, ...]


def sheet_of(catalogue: Catalogue, kind: Kind) -> Sheet:
    """The sheet of a kind. Values are those that its own example gives; a kind without example shows none."""
    with workbench(catalogue) as bench:
        values = bench.values(kind)
        acts = [act for plan, act in bench.composed if plan.kind.code == kind.code]
    words = (*vocabularies(kind, values), *running_vocabulary(kind, acts))
    return Sheet(kind, words, clauses_of(catalogue, kind), filters(), tests())
