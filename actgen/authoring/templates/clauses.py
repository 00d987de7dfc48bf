"""The clauses that a kind may name: those whose own variables its view has, with what their head says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from actgen.acts.families import types_of, views_of
from actgen.diagnostics import Severity
from actgen.kinds.catalogue import Catalogue
from actgen.kinds.manifest import Kind
from actgen.records import dataclass
from actgen.sources import Source
from actgen.templating.vocabulary import check_vocabulary
from actgen.text.typography import typeset

from .plain import plain_file
from .texts import Library, Read

_HEAD = "---"
_FORMATS = frozenset({".md", ".docx"})
_OF_AN_EXAMPLE = ("exemple", "attendu")


@dataclass(frozen=True, slots=True)
class Clause:
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
