"""Values on their way to a fact, with their places; and the places that a fact keeps of its keys."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as AnyMapping
from typing import Any

from actgen.base.diagnostics import Location
from actgen.base.text.keys import cle
from actgen.reading.nodes import Node, Path, Places, Scalar, Sequence, text_of

NOBODY = {cle(word) for word in ("aucun", "aucune", "néant", "personne")}
"""What an empty list may be written as."""


class Placed(dict[str, Any]):
    """A group of keys on its way to a fact, with its place in the file."""

    places: Places
    path: Path

    @classmethod
    def at(cls, values: AnyMapping[str, Any], places: Places, path: Path) -> Placed:
        """These values, at that place."""
        placed = cls(values)
        placed.places, placed.path = places, path
        return placed


class PlacedText(str):
    """A value on its way to a fact, with its place in the file."""

    places: Places
    path: Path

    @classmethod
    def at(cls, text: str, places: Places, path: Path) -> PlacedText:
        """This text, at that place."""
        placed = cls(text)
        placed.places, placed.path = places, path
        return placed


def placed_tree(node: Node, places: Places, path: Path = ()) -> Any:
    """The tree as dicts, lists and text that know their place, and None for an empty value."""
    if isinstance(node, Scalar):
        return None if node.empty else PlacedText.at(node.text, places, path)
    if isinstance(node, Sequence):
        return [placed_tree(item, places, (*path, rank)) for rank, item in enumerate(node.items)]
    inside = {key.text: placed_tree(value, places, (*path, key.text)) for key, value in node}
    return Placed.at(inside, places, path)


def placed_like(value: Any, phrase: Any) -> Any:
    """What a phrase was read as, at the place of the phrase."""
    if not isinstance(phrase, PlacedText):
        return value
    if isinstance(value, dict):
        inside = {key: placed_like(each, phrase) for key, each in value.items()}
        return Placed.at(inside, phrase.places, phrase.path)
    if isinstance(value, tuple | list):
        return [placed_like(each, phrase) for each in value]
    return PlacedText.at(value, phrase.places, phrase.path) if type(value) is str else value


def place_of(value: Any, part: str = "") -> Location:
    """Where a value on its way to a fact was written, narrowed to these words of it."""
    if isinstance(value, PlacedText | Placed):
        return value.places.location(value.path, part)
    return Location("")


class KeyPlaces(AnyMapping[str, Location]):
    """The place of each key of a fact, written or not, told from the tree when it is asked."""

    __hash__ = object.__hash__

    def __init__(self, places: Places, path: Path, keys: AnyMapping[str, Path]) -> None:
        self._places, self._path, self._keys = places, path, keys

    def __getitem__(self, name: str) -> Location:
        return self._places.location((*self._path, *self._keys[name]))

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def at(self, *path: str | int, part: str = "") -> Location:
        """The place of a value below a key: `at("presents", 3)`; `part` narrows it to these words."""
        first, *below = path
        inside = self._keys.get(str(first), (first,))
        return self._places.location((*self._path, *inside, *below), part)

    def written(self, name: str) -> bool:
        """Whether there is such a key, be it empty."""
        return self._node(name) is not None

    def said(self, name: str) -> bool:
        """Whether there is such a key, with a value."""
        node = self._node(name)
        return node is not None and not (isinstance(node, Scalar) and node.empty)

    def count(self, name: str) -> int:
        """How many items are written under a key."""
        node = self._node(name)
        if isinstance(node, Sequence):
            return len(node.items)
        return 1 if self.said(name) and cle(self.text(name)) not in NOBODY else 0

    def text(self, name: str) -> str:
        """The value of a key as it is written; empty for a list or a group."""
        return text_of(self._node(name))

    def _node(self, name: str) -> Node | None:
        return self._places.node((*self._path, *self._keys.get(name, (name,))))

    def __reduce__(self) -> tuple[Any, ...]:
        """Sent to another process without the tree of its file."""
        return dict, (dict(self),)


class _Nowhere(KeyPlaces):
    """The places of a fact that no file has told."""

    def __init__(self) -> None:
        super().__init__(Places("", None), (), {})

    def at(self, *path: str | int, part: str = "") -> Location:
        return Location("")

    def __reduce__(self) -> tuple[Any, ...]:
        return _nowhere, ()


def _nowhere() -> KeyPlaces:
    return NOWHERE


NOWHERE = _Nowhere()
