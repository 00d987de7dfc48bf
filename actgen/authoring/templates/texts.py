"""A text of a kind as it was read with its clauses, in either format; the clauses that a kind may name."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Struct, field

from actgen.acts.templating.reading import WORD, read_template, without_absent, without_head
from actgen.acts.templating.tree import Template, includes
from actgen.acts.templating.vocabulary import check_vocabulary
from actgen.acts.views.families import types_of, views_of
from actgen.base.diagnostics import Diagnostic, Severity
from actgen.base.text.typography import typeset
from actgen.council.kinds.catalogue import Catalogue
from actgen.council.kinds.manifest import Kind
from actgen.reading.nodes import Mapping as YamlMapping
from actgen.reading.nodes import Node, Scalar, Sequence
from actgen.reading.sources import Source
from actgen.reading.yaml_tree import read_tree
from actgen.session.wording import paragraphs

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
        case YamlMapping():
            return {key.text: plain(value) for key, value in node}


def written(value: Plain) -> str:
    """The text of a file that holds these values."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


class Read(Struct, frozen=True):
    """A text that was read: its file, its tree (None for a Word file that can't be opened), what is wrong.

    `clauses` are the files of its clauses by name, those that can't be read among them.
    """

    source: Source
    template: Template | None
    findings: tuple[Diagnostic, ...]
    clauses: Mapping[str, str] = msgspec.field(default_factory=dict)

    @property
    def broken(self) -> bool:
        """Whether it, or a clause in it, is written wrong: conditions are lost there."""
        tree = self.template
        return tree is None or tree.broken or any(each.broken for _, _, each in included(tree))

    @property
    def files(self) -> frozenset[str]:
        """Its own file and those of its clauses, as findings name them."""
        return frozenset((self.source.path, *self.clauses.values()))


class Library(Struct):
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
            found, trouble = self.catalogue.told(kind, wanted)
            if trouble is not None:
                troubles[wanted] = trouble
                clauses[wanted] = _file_of(trouble)
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


def users_of(catalogue: Catalogue, clause: str) -> list[str]:
    """The codes of the kinds whose texts name a shared clause; none when there is no such clause."""
    folders = (folder / "socle" / "clauses" for folder in catalogue.path.folders)
    if not any((folder / f"{clause}{suffix}").is_file() for folder in folders for suffix in _FORMATS):
        return []
    library = Library(catalogue)
    return sorted(code for code, kind in catalogue.kinds.items() if clause in library.named(kind))


_HEAD = "---"
_FORMATS = frozenset({".md", ".docx"})
_OF_AN_EXAMPLE = ("exemple", "attendu")


class Clause(Struct, frozen=True):
    """A clause: its name, its title, the texts of law it rests on, its file."""

    name: str
    title: str
    basis: str
    file: str


def clauses_of(catalogue: Catalogue, kind: Kind) -> tuple[Clause, ...]:
    """The clauses that the main text of a kind can name, by name: those whose variables its view has."""
    filled = views_of(kind)
    main = next((view for view in filled.values() if view is not None), None)
    types = types_of(kind, main)
    names = sorted(set(clause_names(catalogue, kind)) - set(filled))
    library = Library(catalogue)
    reads = ((name, library.read(kind, name)) for name in names)
    return tuple(_clause(name, read.source) for name, read in reads if read and _usable(read, types))


def clause_names(catalogue: Catalogue, kind: Kind) -> Iterator[str]:
    """Every clause of the search path, shared or of the kind's own folder, as often as it is found."""
    for root in catalogue.path.for_kind(kind.famille):
        for folder in (root / "socle" / "clauses", root.joinpath(*kind.chemin.split("/"))):
            for place in folder.glob("*"):
                if place.suffix in _FORMATS and not place.stem.startswith(_OF_AN_EXAMPLE):
                    yield place.stem


def _usable(read: Read, types: Mapping[str, Any]) -> bool:
    if read.template is None or any(each.severity is Severity.ERROR for each in read.findings):
        return False
    return not check_vocabulary(read.template, types)


def _clause(name: str, source: Source) -> Clause:
    head = head_of(source)
    return Clause(name, _plain(head.get("titre")) or name, _plain(head.get("fondement")), source.path)


def _plain(value: object) -> str:
    return typeset(value) if isinstance(value, str) else ""


def head_of(source: Source) -> dict[str, Any]:
    """What the head of a text says, between its two lines of dashes; nothing for a text without a head."""
    if not source.path.endswith(".md"):
        return {}
    lines = source.text.splitlines()
    if not lines or lines[0].strip() != _HEAD:
        return {}
    ends = [rank for rank, line in enumerate(lines[1:], start=1) if line.strip() == _HEAD]
    return plain_file("\n".join(lines[1 : ends[0]]).encode(), source.path) if ends else {}
