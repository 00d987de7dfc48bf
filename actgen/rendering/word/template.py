"""A Word template as it was read: its tags known, each at its place, and the file that docxtpl fills."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from actgen.diagnostics import Location
from actgen.document.nodes import WordLayout
from actgen.rendering.templates.tags import Kind
from actgen.rendering.templates.tree import Expression, Template

__all__ = ["CLOSE", "OPEN", "WordLayout", "WordTag", "WordTemplate", "mark"]

OPEN, CLOSE = "\ue0a0", "\ue0a1"
"""What stands round the key of a mark in a file: private characters that no template and no value holds."""


@dataclass(frozen=True, slots=True)
class WordTag:
    """One tag. `key` is the only name that docxtpl sees in its place ("v12"); empty for else and ends.

    `expression` is what it prints, tests or repeats; `target` and `test` are those of a `for`. `clause` is
    the name of the shared text that it stands for, which is no expression.
    """

    kind: Kind
    key: str
    location: Location
    expression: Expression | None = None
    target: str = ""
    test: Expression | None = None
    clause: str = ""


@dataclass(frozen=True, slots=True)
class WordTemplate:
    """A Word template without a fault of form.

    `package` is the author's file where each tag is whole in one run and bears its key: `{{ v12 }}`,
    `{%p if v13 %}`, `{%tr for membre in v14 %}`; notes to oneself and `set` are gone. A part of an act
    (`{%p partie annexe_1 hors-empreinte %}` … `{%p finpartie %}`) is no tag of Jinja: each of its two
    paragraphs holds a mark alone, `mark("partie annexe_1 hors-empreinte")` and `mark("finpartie")`. `tags`
    are those with a key. `outline` holds choices, repetitions and outputs in reading order, part after part,
    as `check_vocabulary` reads a template; its settings are those to define before filling.
    """

    file: str
    package: bytes
    tags: Mapping[str, WordTag]
    outline: Template


def mark(key: str) -> str:
    """The private characters that stand for a value in a file."""
    return f"{OPEN}{key}{CLOSE}"
