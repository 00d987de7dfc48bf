"""A text of a kind as it was read with its clauses, in either format, and the clauses that stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from actgen.diagnostics import Diagnostic, Location, Severity
from actgen.kinds.catalogue import Catalogue
from actgen.kinds.manifest import Kind
from actgen.rendering.gabarits import WORD, Load, read_gabarit, without_head
from actgen.rendering.templates.flat import flat_template
from actgen.rendering.templates.inlines import CLAUSE, CLAUSE_NAME
from actgen.rendering.templates.tags import Kind as Tag
from actgen.rendering.templates.tags import mask
from actgen.rendering.templates.tree import Branch, For, If, Include, PartNode, Template
from actgen.sources import Source
from actgen.views.textes import views_of


@dataclass(frozen=True, slots=True)
class Read:
    """A text that was read: its file, its tree (None for a Word file with an error), what is wrong.

    `broken` are the files, its clauses' among them, that are written wrong: their tags, each on its own.
    """

    source: Source
    template: Template | None
    findings: tuple[Diagnostic, ...]
    broken: tuple[Template, ...] = ()


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
        loaded: dict[str, Source] = {}

        def load(wanted: str) -> Source | None:
            if trouble := self.catalogue.trouble(kind, wanted):
                troubles[trouble] = None
            found = self.catalogue.clause(kind, wanted)
            if found is not None:
                loaded[found.path] = found
            return found

        source = load(name)
        if source is None:
            return None
        gabarit, findings = read_gabarit(source, load)
        broken = [each for each in loaded.values() if _is_broken(each, findings)]
        flats = [_flat(each, load) for each in broken]
        findings = (*troubles, *findings, *(fault for _, faults in flats for fault in faults))
        template = gabarit.template if gabarit else None
        return Read(source, template, findings, tuple(flat for flat, _ in flats))


def _is_broken(source: Source, findings: Iterable[Diagnostic]) -> bool:
    """Whether a text has an error of its own, which keeps it from being read whole."""
    errors = (each for each in findings if each.severity is Severity.ERROR)
    return any(place.file == source.path for error in errors for place in error.locations)


def _flat(source: Source, load: Load) -> tuple[Template, tuple[Diagnostic, ...]]:
    """The tags of a text that is written wrong, each on its own, and what is wrong inside each."""
    if source.path.endswith(WORD):
        from actgen.rendering.word.paragraphs import tags_of  # Word is read only where there is some

        return flat_template(source.path, tags_of(source.content, source.path))
    tags = [(tag.kind, tag.body, tag.location) for tag in mask(without_head(source)).tags.values()]
    template, findings = flat_template(source.path, tags)
    names = ((CLAUSE_NAME.fullmatch(body), place) for kind, body, place in tags if kind is Tag.OUTPUT)
    return template, (*findings, *(_no_clause(m[1], at) for m, at in names if m and load(m[1]) is None))


def _no_clause(name: str, place: Location) -> Diagnostic:
    """As the reader of a sound text says it."""
    hint = f"Créez socle/clauses/{name}.md."
    return CLAUSE.finding(f"La clause « {name} » n’existe pas.", place, hint=hint)


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
