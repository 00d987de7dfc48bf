"""Sealed values: what a tag of a Word template prints is kept under a key, and a mark stands for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from actgen.document.inline import Inline
from actgen.document.nodes import Block
from actgen.rendering.templates.interpret import Scope
from actgen.rendering.templates.printing import Blocks, Printer
from actgen.rendering.templates.run import STEPS_OF_A_CLAUSE
from actgen.rendering.word.template import WordTag, mark

Clause = Callable[[str, Scope], tuple[Block, ...]]
"""The blocks of a shared text, in the scope where it is called."""
Values = dict[str, tuple[Inline, ...] | tuple[Block, ...]]


class Sealer(Printer):
    """One fill: the nodes of every value by the key of its mark, the findings, the bounds."""

    __slots__ = ("_clause", "_tags", "alone_keys", "values")

    def __init__(self, tags: Mapping[str, WordTag], clause: Clause, values: Values) -> None:
        super().__init__()
        self._tags, self._clause = tags, clause
        self.values = values
        self.alone_keys: frozenset[str] = frozenset()

    def seal(self, key: str, names: Scope) -> str:
        """Evaluate an output here; the mark that stands for its nodes."""
        number = str(len(self.values) + 1)
        self.values[number] = self._nodes(key, names)
        return mark(number)

    def decides(self, key: str, names: Scope) -> bool:
        """Whether a condition holds; what can't be told holds nowhere, and is reported."""
        return bool(self.holds(self._tags[key].expression, names))

    def repeats(self, key: str, names: Scope) -> Iterator[Scope]:
        """The scope of each turn of a loop."""
        tag = self._tags[key]
        assert tag.expression is not None, "a loop has something to repeat"
        items = self.items(tag.expression, tag.target, tag.test, names)
        if items:
            yield from self.turns(tag.expression, tag.target, items, names)

    def _nodes(self, key: str, names: Scope) -> tuple[Inline, ...] | tuple[Block, ...]:
        tag = self._tags[key]
        if tag.clause:
            self.place = tag.location
            self.charge(STEPS_OF_A_CLAUSE)
            return self._clause(tag.clause, names)
        assert tag.expression is not None, "an output has something to print"
        if key not in self.alone_keys:
            return self.printed(tag.expression, names)
        found = self.alone(tag.expression, names)
        return found.blocks if isinstance(found, Blocks) else found
