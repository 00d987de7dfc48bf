"""A text of a kind as it was read with its clauses, in either format, and the clauses that stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from actgen.acts.families import views_of
from actgen.diagnostics import Diagnostic, Location, Severity
from actgen.kinds.catalogue import Catalogue
from actgen.kinds.manifest import Kind
from actgen.records import dataclass
from actgen.session.wording import paragraphs
from actgen.sources import Source
from actgen.templating.inlines import CLAUSE
from actgen.templating.reading import (
    WORD,
    read_template,
    without_absent,
    without_head,
)
from actgen.templating.tags import CLAUSE_NAME, mask
from actgen.templating.tags import Kind as Tag
from actgen.templating.tree import Template, includes
from actgen.templating.vocabulary import Written, flat_template


@dataclass(frozen=True, slots=True)
class Read:
    """A text that was read: its file, its tree (None for a Word file with an error), what is wrong.

    `broken` are the files, its clauses' among them, that are written wrong: their tags, each on its own.
    `clauses` are the files of its clauses by name, those that can't be read among them.
    """

    source: Source
    template: Template | None
    findings: tuple[Diagnostic, ...]
    broken: tuple[Template, ...] = ()
    clauses: Mapping[str, str] = field(default_factory=dict)

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
        reading = _Reading(self.catalogue, kind)
        source = reading.load(name)
        return reading.whole(source, name) if source is not None else None


@dataclass
class _Reading:
    """One text and its clauses being read: the files by name, what keeps one from being read."""

    catalogue: Catalogue
    kind: Kind
    clauses: dict[str, str] = field(default_factory=dict)
    loaded: dict[str, Source] = field(default_factory=dict)
    sound: set[str] = field(default_factory=set)
    troubles: dict[Diagnostic, None] = field(default_factory=dict)

    def load(self, wanted: str) -> Source | None:
        if trouble := self.catalogue.trouble(self.kind, wanted):
            self.troubles[trouble] = None
            self.clauses[wanted] = _file_of(trouble)
        found = self.catalogue.clause(self.kind, wanted)
        if found is not None:
            self.loaded[found.path] = found
            self.clauses[wanted] = found.path
            self.sound.add(wanted)
        return found

    def whole(self, source: Source, name: str) -> Read:
        """The text; of what is written wrong, the tags one by one and the clauses that they name."""
        template, findings = read_template(source, self.load)
        flats: dict[str, Template] = {}
        while broken := [each for each in self.loaded.values() if self._is_new(each, findings, flats)]:
            for each in broken:
                flats[each.path], found = self._flat(each)
                told = {(finding.code, finding.location) for finding in findings}
                findings += tuple(each for each in found if (each.code, each.location) not in told)
        self.clauses.pop(name, None)
        findings = without_absent(findings, {each for each in self.clauses if each not in self.sound})
        return Read(source, template, (*self.troubles, *findings), tuple(flats.values()), self.clauses)

    def _is_new(self, source: Source, findings: Iterable[Diagnostic], known: Mapping[str, Template]) -> bool:
        return source.path not in known and _is_broken(source, findings)

    def _flat(self, source: Source) -> tuple[Template, tuple[Diagnostic, ...]]:
        """The tags of a text that is written wrong, each on its own, and what is wrong inside each."""
        tags = tuple(_tags(source))
        template, findings = flat_template(source.path, tags)
        named = ((CLAUSE_NAME.fullmatch(body), place) for kind, body, place in tags if kind is Tag.OUTPUT)
        for found in [self._clause(match[1], place) for match, place in named if match]:
            findings += found
        return template, findings

    def _clause(self, name: str, place: Location) -> tuple[Diagnostic, ...]:
        """What is wrong with a clause of a text that isn't read whole."""
        if name in self.clauses:
            return ()
        source = self.load(name)
        return (_no_clause(name, place),) if source is None else read_template(source, self.load)[1]


def _file_of(trouble: Diagnostic) -> str:
    return trouble.location.file if trouble.location is not None else ""


def _is_broken(source: Source, findings: Iterable[Diagnostic]) -> bool:
    """Whether a text has an error of its own, which keeps it from being read whole."""
    errors = (each for each in findings if each.severity is Severity.ERROR)
    return any(place.file == source.path for error in errors for place in error.locations)


def _tags(source: Source) -> Iterator[Written]:
    if source.path.endswith(WORD):
        from actgen.templating.word.reading import tags_of  # Word is read only where there is some

        yield from tags_of(source.content, source.path)
    else:
        yield from ((tag.kind, tag.body, tag.location) for tag in mask(without_head(source)).tags.values())


def _no_clause(name: str, place: Location) -> Diagnostic:
    """As the reader of a sound text says it."""
    hint = f"Créez socle/clauses/{name}.md ou {name}.docx."
    return CLAUSE.finding(f"La clause « {name} » n’existe pas.", place, hint=hint)


def included(template: Template) -> Iterator[tuple[str, str, Template]]:
    """Each clause of a tree, its own clauses after it: the file that holds it, its name, its tree."""
    for include in includes(template.blocks):
        yield template.file, include.name, include.template
        yield from included(include.template)
