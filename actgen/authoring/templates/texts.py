"""A text of a kind as it was read with its clauses, in either format, and the clauses that stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from actgen.acts.families import views_of
from actgen.diagnostics import Diagnostic
from actgen.kinds.catalogue import Catalogue
from actgen.kinds.manifest import Kind
from actgen.records import dataclass
from actgen.session.wording import paragraphs
from actgen.sources import Source
from actgen.templating.reading import (
    WORD,
    read_template,
    without_absent,
    without_head,
)
from actgen.templating.tree import Template, includes


@dataclass(frozen=True, slots=True)
class Read:
    """A text that was read: its file, its tree (None for a Word file that can't be opened), what is wrong.

    `clauses` are the files of its clauses by name, those that can't be read among them.
    """

    source: Source
    template: Template | None
    findings: tuple[Diagnostic, ...]
    clauses: Mapping[str, str] = field(default_factory=dict)

    @property
    def broken(self) -> bool:
        """Whether it, or a clause in it, is written wrong: conditions are lost there."""
        tree = self.template
        return tree is None or tree.broken or any(each.broken for _, _, each in included(tree))

    @property
    def files(self) -> frozenset[str]:
        """Its own file and those of its clauses, as findings name them."""
        return frozenset((self.source.path, *self.clauses.values()))


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

    def served(self, kind: Kind) -> dict[str, str]:
        """The texts that are filled for a kind and every clause in them: by name, the file ("" for none)."""
        found = dict.fromkeys(views_of(kind), "")
        for name in views_of(kind):
            if (read := self.read(kind, name)) is not None:
                found |= {**read.clauses, name: read.source.path}
        return found

    def named(self, kind: Kind) -> frozenset[str]:
        """The texts that are filled for a kind, and every clause that stands in them."""
        return frozenset(self.served(kind))

    def is_empty(self, read: Read) -> bool:
        """Whether a text that can be read has neither a word nor a tag."""
        source = read.source
        if not source.path.endswith(WORD):
            return not without_head(source).text.strip()
        return not read.findings and not any(text.strip() for _, text in paragraphs(source))

    def alone(self, name: str) -> tuple[Diagnostic, ...]:
        """What is wrong in the form of a clause that no kind names."""
        kind = next(iter(self.catalogue.kinds.values()))
        read = self.read(kind, name)
        return read.findings if read is not None else ()

    def files(self, kind: Kind) -> frozenset[str]:
        """Every file that serves a kind, as findings name it."""
        manifest = self.catalogue.text(kind, "acte.yaml")
        found = {manifest.path} if manifest is not None else set()
        for name in views_of(kind):
            if (read := self.read(kind, name)) is not None:
                found |= read.files
            elif (trouble := self.catalogue.trouble(kind, name)) is not None:
                found.add(_file_of(trouble))
        return frozenset(found)

    def _read(self, kind: Kind, name: str) -> Read | None:
        clauses: dict[str, str] = {}
        troubles: dict[str, Diagnostic] = {}

        def load(wanted: str) -> Source | None:
            if trouble := self.catalogue.trouble(kind, wanted):
                troubles[wanted] = trouble
                clauses[wanted] = _file_of(trouble)
            found = self.catalogue.clause(kind, wanted)
            if found is not None:
                clauses[wanted] = found.path
            return found

        source = load(name)
        if source is None:
            return None
        template, findings = read_template(source, load)
        clauses.pop(name, None)
        findings = without_absent(findings, troubles)
        return Read(source, template, (*dict.fromkeys(troubles.values()), *findings), clauses)


def _file_of(trouble: Diagnostic) -> str:
    return trouble.location.file if trouble.location is not None else ""


def included(template: Template) -> Iterator[tuple[str, str, Template]]:
    """Each clause of a tree, its own clauses after it: the file that holds it, its name, its tree."""
    for include in includes(template.blocks):
        yield template.file, include.name, include.template
        yield from included(include.template)
