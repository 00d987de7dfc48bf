"""From the path of a value (`("points", 0, "vote")`) to its place in the file."""

from __future__ import annotations

from actgen.diagnostics import Location
from actgen.reading.nodes import Mapping, Node, Scalar, Sequence
from actgen.records import dataclass

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one file; of a file without a tree, every place is the file."""

    file: str
    tree: Mapping | None

    def node(self, path: Path) -> Node | None:
        """The node at exactly this path."""
        return self.nearest(path)[0] if self.nearest(path)[1] == len(path) else None

    def nearest(self, path: Path) -> tuple[Node | None, int]:
        """The deepest node on the way to `path`, and how many steps of it were taken."""
        node: Node | None = self.tree
        for taken, step in enumerate(path):
            below = _step(node, step)
            if below is None:
                return node, taken
            node = below
        return node, len(path)

    def location(self, path: Path, part: str = "") -> Location:
        """The place of the value at `path`, else of the key of what should hold it."""
        node, taken = self.nearest(path)
        if isinstance(node, Scalar):
            return node.find(part)
        if node is None or taken < len(path):
            return self.key_location(path[:taken])
        return node.location

    def key_location(self, path: Path) -> Location:
        """The place of the key at `path`, of the item in a list, else of what should hold it."""
        node, taken = self.nearest(path)
        path = path[:taken]
        if not path or node is None:
            return Location(self.file)
        parent = self.nearest(path[:-1])[0]
        last = path[-1]
        if isinstance(parent, Mapping) and isinstance(last, str) and (key := parent.key(last)):
            return key.location
        return node.location


def _step(node: Node | None, step: str | int) -> Node | None:
    """One step down. A block written where a list may stand is the first of the list."""
    if isinstance(node, Mapping) and step == 0:
        return node
    if isinstance(node, Mapping) and isinstance(step, str):
        return node.get(step)
    if isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
        return node.items[step]
    return None
