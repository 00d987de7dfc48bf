"""A YAML tree as plain values that can be changed, and back: JSON, which is YAML."""

from __future__ import annotations

import json
from typing import Any

from actgen.reading.nodes import Mapping, Node, Scalar, Sequence
from actgen.reading.yaml_tree import read_tree

Plain = dict[str, Any] | list[Any] | str | None


def plain_file(content: bytes, file: str) -> dict[str, Any]:
    """The keys of a file; none when it can't be read."""
    tree, _ = read_tree(content, file)
    value = plain(tree) if tree is not None else {}
    return value if isinstance(value, dict) else {}


def plain(node: Node) -> Plain:
    """A node as dict, list, text or None for a value that isn't written."""
    match node:
        case Scalar(text=text, empty=empty):
            return None if empty else text
        case Sequence(items=items):
            return [plain(item) for item in items]
        case Mapping():
            return {key.text: plain(value) for key, value in node}


def written(value: Plain) -> str:
    """The text of a file that holds these values."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
