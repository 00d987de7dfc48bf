"""A text of a kind in either format, Markdown or Word, read with its clauses and filled with a view.

A clause may be in the other format than the text that calls it: its blocks come in its place. Word is
imported only for a text that is in Word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from actgen.diagnostics import Diagnostic, Location, Severity
from actgen.document.nodes import Block, WordLayout
from actgen.rendering.templates.evaluate import evaluate
from actgen.rendering.templates.inlines import CLAUSE
from actgen.rendering.templates.interpret import Scope
from actgen.rendering.templates.parse import MAX_CLAUSE_DEPTH, parse_template
from actgen.rendering.templates.run import LIMITE
from actgen.rendering.templates.tags import Source as Text
from actgen.rendering.templates.tree import Branch, For, If, Include, PartNode, Template
from actgen.sources import Source
from actgen.text.messages import say
from actgen.text.numbers import nombre

if TYPE_CHECKING:
    from actgen.rendering.word.template import WordTemplate

WORD = ".docx"
MAX_WORD_CLAUSES = (
    1_000  # filled for one act: a clause that calls two, five deep, in a loop, are soon millions
)
_HEAD = "---"
_ABSENT = re.compile("«\u00a0?\\s?([\\w-]+)\\s?» n’existe pas")
_LEFT: ContextVar[list[int] | None] = ContextVar("word_clauses_left", default=None)

Load = Callable[[str], Source | None]
"""Gives the file of a clause by its name; None if there is none."""
_Findings = tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Gabarit:
    """A text that was read. `template` is its tree; of a Word file it tells the names, `word` is the file."""

    template: Template
    word: WordTemplate | None = None
    clauses: Mapping[str, Gabarit] = field(default_factory=dict)

    def fill(self, view: object) -> tuple[Filled, _Findings]:
        """The blocks of the act, and what is wrong with them, each fault once. Never raises for a fault."""
        with _counted():
            if self.word is None:
                blocks, findings = evaluate(self.template, view)
                return Filled(blocks), findings
            from actgen.rendering.word.filling import fill_body

            clause = _Clauses(self.clauses)
            layout, findings = fill_body(self.word, view, clause.blocks)
            return Filled(layout.blocks, self.word, layout, view), (*clause.findings, *findings)

    def splice(self, scope: Scope) -> tuple[tuple[Block, ...], _Findings]:
        """The blocks of a clause in the scope where it is called; too many calls end the act."""
        left = _LEFT.get()
        if left is not None and self.word is not None:
            left[0] -= 1
            if left[0] < 0:
                message = say("L'acte appelle plus de {most} clauses en Word.", most=nombre(MAX_WORD_CLAUSES))
                return (), (LIMITE.finding(message, Location(self.word.file)),)
        filled, findings = self.fill(scope)
        return filled.blocks, findings


@dataclass(frozen=True, slots=True)
class Filled:
    """A text once filled: its blocks; of a Word file, its layout, whose running headers are still to fill."""

    blocks: tuple[Block, ...]
    word: WordTemplate | None = None
    layout: WordLayout | None = None
    view: object = None

    def laid_out(self, running: Mapping[str, object]) -> tuple[WordLayout | None, _Findings]:
        """The layout with its headers and footers, which may use the names in `running` too."""
        if self.word is None or self.layout is None:
            return None, ()
        from actgen.rendering.word.filling import fill_running

        return fill_running(self.word, self.layout, self.view, running)


def read_gabarit(source: Source, load: Load) -> tuple[Gabarit | None, _Findings]:
    """Read a text and its clauses. With an error among the findings, don't fill it.

    None for a Word file that can't be read. Never raises for the fault of a text.
    """
    reader = _Reader(load)
    gabarit = reader.read(source, ())
    return gabarit, tuple(dict.fromkeys(reader.findings))


def absent_clause(finding: Diagnostic) -> str:
    """The name of the clause that a finding says isn't there, or ""."""
    found = _ABSENT.search(finding.message) if finding.code == CLAUSE.name else None
    return found[1] if found else ""


def without_absent(findings: Iterable[Diagnostic], names: Container[str]) -> _Findings:
    """Findings without those on clauses that are there and can't be read: their file is told of."""
    return tuple(each for each in findings if absent_clause(each) not in names)


def without_head(source: Source) -> Text:
    """The text of a template; the lines of its head are blanked, so that line numbers stay true.

    A byte that is no text becomes U+FFFD, which no face prints: it is found at its place.
    """
    lines = source.text.splitlines()
    if lines and lines[0].strip() == _HEAD and _HEAD in (line.strip() for line in lines[1:]):
        end = next(rank for rank, line in enumerate(lines[1:], start=1) if line.strip() == _HEAD)
        lines[: end + 1] = [""] * (end + 1)
    return Text("\n".join(lines) + "\n", source.path)


@contextmanager
def _counted() -> Iterator[None]:
    """Count the Word clauses filled until the outermost text is."""
    if _LEFT.get() is not None:
        yield
        return
    token = _LEFT.set([MAX_WORD_CLAUSES])
    try:
        yield
    finally:
        _LEFT.reset(token)


class _Clauses:
    """The clauses of one fill, and what was found wrong in them."""

    def __init__(self, known: Mapping[str, Gabarit]) -> None:
        self._known = known
        self.findings: list[Diagnostic] = []

    def blocks(self, name: str, scope: Scope) -> tuple[Block, ...]:
        blocks, findings = self._known[name].splice(scope)
        self.findings.extend(finding for finding in findings if finding not in self.findings)
        return blocks


class _Reader:
    """Reads a text and those that it calls; `opened` are the clauses in Word being read, outermost first."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self.findings: list[Diagnostic] = []

    def read(self, source: Source, opened: tuple[str, ...]) -> Gabarit | None:
        if source.path.endswith(WORD):
            return self._word(source, opened)
        template, findings = parse_template(without_head(source), lambda name: self._called(name, opened))
        self.findings.extend(findings)
        return Gabarit(template)

    def _called(self, name: str, opened: tuple[str, ...]) -> Text | Include | None:
        """A clause of a text in Markdown."""
        source = self._load(name)
        if source is None:
            return None
        if not source.path.endswith(WORD):
            return without_head(source)
        gabarit = self._opened(source, name, opened)
        return Include(name, _EMPTY) if gabarit is None else Include(name, gabarit.template, gabarit.splice)

    def _word(self, source: Source, opened: tuple[str, ...]) -> Gabarit | None:
        from actgen.rendering.word.reading import read_word_template  # 100 ms that Markdown need not wait for

        known: dict[str, Source | None] = {}

        def has(name: str) -> bool:
            known[name] = self._load(name)
            return known[name] is not None

        word, findings = read_word_template(source.content, source.path, has)
        self.findings.extend(findings)
        if word is None or any(finding.severity is Severity.ERROR for finding in findings):
            return None
        clauses = {}
        for tag in word.tags.values():
            if tag.clause and tag.clause not in clauses and (clause := known.get(tag.clause)):
                gabarit = self._opened(clause, tag.clause, opened, tag.location)
                if gabarit is not None:
                    clauses[tag.clause] = gabarit
        files = [word.file, *(file for each in clauses.values() for file in each.template.files)]
        outline = replace(word.outline, files=tuple(dict.fromkeys(files)))
        return Gabarit(_with_clauses(outline, clauses), word, clauses)

    def _opened(
        self, source: Source, name: str, opened: tuple[str, ...], place: Location | None = None
    ) -> Gabarit | None:
        """A clause, unless it is among those that called it."""
        place = place or Location(source.path)
        if name in opened:
            chain = " → ".join((*opened[opened.index(name) :], name))
            self.findings.append(
                CLAUSE.finding(f"La clause « {name} » se contient elle-même ({chain}).", place)
            )
            return None
        if len(opened) >= MAX_CLAUSE_DEPTH:
            self.findings.append(CLAUSE.finding("Trop de clauses s’appellent l’une l’autre.", place))
            return None
        return self.read(source, (*opened, name))


_EMPTY = Template("", (), (), ())


def _with_clauses(template: Template, clauses: Mapping[str, Gabarit]) -> Template:
    """The tree of a Word file with the trees of its clauses in their place."""
    return replace(template, blocks=tuple(_nodes(template.blocks, clauses)))


def _nodes(body: Iterable[Any], clauses: Mapping[str, Gabarit]) -> Iterable[Any]:
    for node in body:
        match node:
            case Include(name=name):
                yield replace(node, template=clauses[name].template) if name in clauses else node
            case PartNode(blocks=blocks):
                yield replace(node, blocks=tuple(_nodes(blocks, clauses)))
            case Branch(condition=condition, body=inner):
                yield Branch(condition, tuple(_nodes(inner, clauses)))
            case If(branches=branches):
                yield If(tuple(_nodes(branches, clauses)))
            case For(body=inner, empty=empty):
                yield replace(node, body=tuple(_nodes(inner, clauses)), empty=tuple(_nodes(empty, clauses)))
            case _:
                yield node
