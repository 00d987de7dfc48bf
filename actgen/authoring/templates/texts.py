"""A text of a kind as it was read with its clauses, in either format, and the clauses that stand in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from actgen.diagnostics import Diagnostic
from actgen.kinds.catalogue import Catalogue
from actgen.kinds.manifest import Kind
from actgen.rendering.gabarits import read_gabarit
from actgen.rendering.templates.tree import Branch, For, If, Include, PartNode, Template
from actgen.sources import Source
from actgen.views.textes import views_of


@dataclass(frozen=True, slots=True)
class Read:
    """A text that was read: its file, its tree (None for a Word file with an error), what is wrong."""

    source: Source
    template: Template | None
    findings: tuple[Diagnostic, ...]


@dataclass
class Library:
    """The texts of the kinds of a catalogue, each read once."""

    catalogue: Catalogue
    _known: dict[tuple[str, str], Read | None] = field(default_factory=dict)

    def read(self, kind: Kind, name: str) -> Read | None:
        """A text of a kind with its clauses; None when there is no such file."""
        key = (kind.chemin, name)
        if key not in self._known:
            self._known[key] = self._read(kind, name)
        return self._known[key]

    def named(self, kind: Kind) -> frozenset[str]:
        """The texts that are filled for a kind, and every clause that stands in them."""
        found = set(views_of(kind))
        for name in views_of(kind):
            read = self.read(kind, name)
            if read is not None and read.template is not None:
                found |= {clause for _, clause, _ in included(read.template)}
        return frozenset(found)

    def files(self, kind: Kind) -> frozenset[str]:
        """Every file that serves a kind, as findings name it."""
        manifest = self.catalogue.text(kind, "acte.yaml")
        found = {manifest.path} if manifest is not None else set()
        for name in views_of(kind):
            if (read := self.read(kind, name)) is not None:
                found |= {read.source.path, *(read.template.files if read.template is not None else ())}
        return frozenset(found)

    def _read(self, kind: Kind, name: str) -> Read | None:
        troubles: dict[Diagnostic, None] = {}

        def load(wanted: str) -> Source | None:
            if trouble := self.catalogue.trouble(kind, wanted):
                troubles[trouble] = None
            return self.catalogue.clause(kind, wanted)

        source = load(name)
        if source is None:
            return None
        gabarit, findings = read_gabarit(source, load)
        return Read(source, gabarit.template if gabarit else None, (*troubles, *findings))


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
