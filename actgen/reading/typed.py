"""Bytes of a YAML file → the fact that it holds, which knows where each value was written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from actgen.diagnostics import Diagnostic, Location, Mender, Severity
from actgen.reading.facts import Context, Refine, read_fact
from actgen.reading.nodes import Mapping, Scalar
from actgen.reading.placed import Placed, placed_tree
from actgen.reading.places import Places
from actgen.reading.slips import explain_slips
from actgen.reading.yaml_tree import read_tree
from actgen.records import dataclass

M = TypeVar("M")


@dataclass(frozen=True, slots=True)
class Typed(Generic[M]):
    """A file that was read: its value (None as soon as one finding is an error) and its places.

    `partial` is what is left of a value once the keys that are wrong are set aside, when that was asked for;
    `references`, what it refers to, with what was told on the way.
    """

    value: M | None
    findings: tuple[Diagnostic, ...]
    places: Places
    partial: M | None = None
    references: Any = None

    def location(self, *path: str | int, part: str = "") -> Location:
        """Where the value at `path` was written: `location("points", 0, "vote")`.

        `part` narrows the place to these words inside the value. What was not written has the place
        of what should hold it, up to the whole file.
        """
        return self.places.location(path, part)

    def key_location(self, *path: str | int) -> Location:
        """Where the key at `path` was written; for an item of a list, where the item was."""
        return self.places.key_location(path)

    def written(self, *path: str | int) -> bool:
        """Whether there is a key or an item at `path`, be it empty."""
        return self.places.node(path) is not None

    def empty(self, *path: str | int) -> bool:
        """Whether `path` is written without a value: *pas encore connu*."""
        node = self.places.node(path)
        return isinstance(node, Scalar) and node.empty


def read_typed(
    content: bytes,
    file: str,
    fact: type[M],
    mender: Mender = Mender.SECRETAIRE,
    refine: Refine | None = None,
    *,
    salvage: bool = False,
    refer: Callable[[Places], Any] | None = None,
) -> Typed[M]:
    """Read a file as `fact`; everything that is wrong with it in one pass, in the order of its lines.

    No bytes raise anything. `mender` is who owns the file, for its findings; `refine` narrows the facts
    that depend on what is written (`Refined`). `salvage`: also give what can be read beside the faults.
    `refer` gives what finds the meaning of names (`Named`), from what the file is seen to be of.
    """
    tree, findings = read_tree(content, file, mender)
    places = Places(file, tree)
    if tree is None:
        return Typed(None, findings, places)
    references = refer(places) if refer is not None else None
    plain, context = placed_tree(tree, places), Context(refine, references)
    value, slips = read_fact(fact, plain, context)
    refused = explain_slips(slips, plain, places, context, mender)
    together = tuple(sorted((*findings, *refused), key=_by_line))
    sound = all(finding.severity is not Severity.ERROR for finding in together)
    if sound:
        return Typed(value, together, places, references=references)
    if value is None and salvage:
        references = refer(places) if refer is not None else None  # the first had half of it to tell
        value = _left(tree, fact, places, refine, references)
    return Typed(None, together, places, value if salvage else None, references)


def _left(tree: Mapping, fact: type[M], places: Places, refine: Refine | None, references: Any) -> M | None:
    """What can be read of a file once the keys that are wrong are set aside."""
    plain = placed_tree(tree, places)
    value: M | None
    for _ in range(2):
        if references is not None:
            references.findings.clear()
        value, slips = read_fact(fact, plain, Context(refine, references))
        if not slips:
            return value
        wrong = {slip.path[0] for slip in slips if slip.path}
        plain = Placed.at({key: each for key, each in plain.items() if key not in wrong}, places, ())
    return None  # a key that it can't do without


def _by_line(finding: Diagnostic) -> tuple[int, int]:
    place = finding.location
    return (place.line, place.column) if place else (0, 0)
