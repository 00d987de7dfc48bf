"""A text of a kind as it was read, whole or not, so that all that is wrong with it is told in one pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from actgen.diagnostics import Diagnostic
from actgen.kinds.catalogue import Catalogue
from actgen.kinds.manifest import Kind
from actgen.pipeline.texts import without_head
from actgen.rendering.templates.parse import parse_template
from actgen.rendering.templates.tags import Source as Text
from actgen.rendering.templates.tree import Branch, For, If, Include, PartNode, Template
from actgen.sources import Source


@dataclass(frozen=True, slots=True)
class Read:
    """A text that was read: its file, its tree (None when nothing of it can be used), what is wrong."""

    source: Source
    template: Template | None
    findings: tuple[Diagnostic, ...]


def read_text(catalogue: Catalogue, kind: Kind, name: str) -> Read:
    """Read a text of a kind with its clauses. It must be there."""
    source = catalogue.clause(kind, name)
    assert source is not None, "the caller has looked for it"

    def clause(wanted: str) -> Text | None:
        found = catalogue.clause(kind, wanted)
        return without_head(found) if found else None

    template, findings = parse_template(without_head(source), clause)
    return Read(source, template, findings)


def included(template: Template) -> Iterator[tuple[str, str, Template]]:
    """Each clause of a tree, its own clauses after it: the file that holds it, its name, its tree."""
    for include in _includes(template.blocks):
        yield template.file, include.name, include.template
        yield from included(include.template)


def _includes(body: tuple[Any, ...]) -> Iterator[Include]:
    for node in body:
        match node:
            case Include():
                yield node
            case If(branches=branches):
                yield from _includes(branches)
            case Branch(body=inner) | PartNode(blocks=inner):
                yield from _includes(inner)
            case For(body=inner, empty=empty):
                yield from _includes((*inner, *empty))
