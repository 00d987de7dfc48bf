"""Values as lines of YAML: without quotes where they read back as the same text, else with."""

from __future__ import annotations

import json
from collections.abc import Mapping as AnyMapping
from functools import lru_cache
from typing import Any, NamedTuple

from actgen.base.errors import CannotEdit
from actgen.base.text.patterns import pattern
from actgen.reading.decoding import clean_value, refusal
from actgen.reading.nodes import Scalar, ScalarStyle, Sequence
from actgen.reading.refusals import MAX_DEPTH
from actgen.reading.yaml_tree import read_tree

STEP = 2
_FLOW_SIGNS = pattern(r"[\[\]{},:?]")
_DECIMAL = pattern(r"[0-9]+\.[0-9]*0")
"""What another program would take for a number, and drop its last figure: « 7.10 », a matter, is not 7.1."""


class Written(NamedTuple):
    """What stands on the line of the key or of the dash, and the lines below it."""

    inline: str
    below: list[str]


def wanted(value: Any, deep: int = 0) -> Any:
    """A value as it is read once it is written; a text of spaces alone is no value. Raises CannotEdit."""
    if deep > MAX_DEPTH:
        raise CannotEdit(f"Plus de {MAX_DEPTH} niveaux sont emboîtés les uns dans les autres.")
    if isinstance(value, str):
        if why := refusal(value.replace("\r", "")):
            raise CannotEdit(why)
        text = clean_value(value.replace("\r\n", "\n").replace("\r", "\n")).rstrip("\n")
        return text if text.strip() else None
    if isinstance(value, AnyMapping):
        return {str(key): wanted(each, deep + 1) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [wanted(each, deep + 1) for each in value]
    if value is not None:
        raise TypeError(f"no value of a file: {type(value).__name__}")
    return None


def same(asked: Any, read: Any) -> bool:
    """Whether what was read is what was asked for; the ends of line after a text don't count."""
    if isinstance(asked, dict) and isinstance(read, dict):
        return asked.keys() == read.keys() and all(same(each, read[key]) for key, each in asked.items())
    if isinstance(asked, list) and isinstance(read, list):
        return len(asked) == len(read) and all(map(same, asked, read))
    if isinstance(asked, str) and isinstance(read, str):
        return asked.rstrip("\n") == read.rstrip("\n")
    return asked is None and read is None


def written(value: Any, indent: int, *, item: bool = False, literal: bool = True) -> Written:
    """A value with its lines below at `indent`; `item`: after a dash, where a group begins at once."""
    margin = " " * indent
    if isinstance(value, dict) and value:
        lines = [line for key, each in value.items() for line in entry(key, each, indent, literal=literal)]
        return Written(lines[0].lstrip(), lines[1:]) if item else Written("", lines)
    if isinstance(value, list) and value:
        return Written("", [line for each in value for line in dashed(each, indent, literal=literal)])
    if isinstance(value, str) and literal and _is_literal(value):
        return Written("|", [margin + line if line else "" for line in value.split("\n")])
    if isinstance(value, str):
        return Written(scalar(value), [])
    return Written("" if value is None else "{}" if isinstance(value, dict) else "[]", [])


def entry(key: str, value: Any, indent: int, *, literal: bool = True) -> list[str]:
    """The lines of a key and its value."""
    inline, below = written(value, indent + STEP, literal=literal)
    return [f"{' ' * indent}{scalar(key)}: {inline}".rstrip(), *below]


def dashed(value: Any, indent: int, step: int = STEP, *, literal: bool = True) -> list[str]:
    """The lines of an item of a list."""
    inline, below = written(value, indent + step, item=True, literal=literal)
    return [f"{' ' * indent}-{' ' * (step - 1)}{inline}".rstrip(), *below]


def _is_literal(text: str) -> bool:
    return (
        "\n" in text
        and not text.startswith((" ", "\n"))
        and all(line.strip() or not line for line in text.split("\n"))
    )


@lru_cache(maxsize=4096)
def scalar(text: str, *, flow: bool = False) -> str:
    """A text on one line, as it stands after a colon or a dash."""
    plain = _is_plain(text) and not (flow and _FLOW_SIGNS.search(text)) and not _DECIMAL.fullmatch(text)
    return text if plain else in_quotes(text)


def in_quotes(text: str) -> str:
    """A text in double quotes, on one line."""
    return json.dumps(text, ensure_ascii=False)


def _is_plain(text: str) -> bool:
    """Whether YAML reads this text where it is written without quotes, as a value and in a list."""
    if "\n" in text:
        return False
    tree, findings = read_tree(f"a: {text}\nb:\n  - {text}\n".encode(), "")
    if tree is None or findings:
        return False
    below = tree.get("b")
    read = (tree.get("a"), *(below.items if isinstance(below, Sequence) else ()))
    return len(read) == 2 and all(
        isinstance(each, Scalar) and each.style is ScalarStyle.PLAIN and each.text == text and not each.empty
        for each in read
    )
