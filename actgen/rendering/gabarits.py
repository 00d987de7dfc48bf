"""A text of a kind in either format, Markdown or Word, read with its clauses into one tree.

A clause may be in the other format than the text that calls it. Word is imported only for a text in Word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable

from actgen.diagnostics import Diagnostic, Location, Severity
from actgen.rendering.templates.inlines import CLAUSE
from actgen.rendering.templates.parse import MAX_CLAUSE_DEPTH, MAX_CLAUSES, TOO_MANY, parse_template
from actgen.rendering.templates.tags import Source as Text
from actgen.rendering.templates.tree import Include, Template, includes
from actgen.sources import Source

WORD = ".docx"
_HEAD = "---"
_ABSENT = re.compile("«\u00a0?\\s?([\\w-]+)\\s?» n’existe pas")
_EMPTY = Template("", (), (), ())

Load = Callable[[str], Source | None]
"""Gives the file of a clause by its name; None if there is none."""
_Findings = tuple[Diagnostic, ...]


def read_template(source: Source, load: Load) -> tuple[Template | None, _Findings]:
    """Read a text and its clauses. With an error among the findings, don't fill it.

    None for a Word file that can't be read. Never raises for the fault of a text.
    """
    reader = _Reader(load)
    template = reader.read(source, ())
    return template, tuple(dict.fromkeys(reader.findings))


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


class _Reader:
    """Reads a text and those that it calls; `opened` are the clauses in Word being read, outermost first."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._known: dict[str, Template | None] = {}  # a clause in Word that is called twice is read once
        self._counts: dict[int, tuple[int, Template]] = {}
        self.findings: list[Diagnostic] = []

    def read(self, source: Source, opened: tuple[str, ...]) -> Template | None:
        if source.path.endswith(WORD):
            template = self._word(source, opened)
        else:
            template, findings = parse_template(without_head(source), lambda name: self._called(name, opened))
            self.findings.extend(findings)
        if template is not None and self._calls(template) > MAX_CLAUSES:
            self.findings.append(CLAUSE.finding(TOO_MANY, Location(source.path)))
            return None
        return template

    def _calls(self, template: Template) -> int:
        """How many clauses a template holds, those of its clauses included."""
        if id(template) not in self._counts:
            calls = (1 + self._calls(clause.template) for clause in includes(template.blocks))
            self._counts[id(template)] = sum(calls), template
        return self._counts[id(template)][0]

    def _called(self, name: str, opened: tuple[str, ...]) -> Text | Include | None:
        """A clause of a text in Markdown."""
        source = self._load(name)
        if source is None:
            return None
        if not source.path.endswith(WORD):
            return without_head(source)
        return Include(name, self._opened(source, name, opened) or _EMPTY)

    def _word(self, source: Source, opened: tuple[str, ...]) -> Template | None:
        from actgen.rendering.word.reading import read_word_template  # 100 ms that Markdown need not wait for

        known: dict[str, Source | None] = {}

        def has(name: str) -> bool:
            known[name] = self._load(name)
            return known[name] is not None

        def clause(name: str, place: Location) -> Include | None:
            found = known.get(name)
            template = self._opened(found, name, opened, place) if found is not None else None
            return Include(name, template) if template is not None else None

        template, findings = read_word_template(source.content, source.path, has, clause)
        self.findings.extend(findings)
        wrong = any(finding.severity is Severity.ERROR for finding in findings)
        return None if wrong else template

    def _opened(
        self, source: Source, name: str, opened: tuple[str, ...], place: Location | None = None
    ) -> Template | None:
        """A clause, unless it is among those that called it."""
        place = place or Location(source.path)
        if name in opened:
            chain = " → ".join((*opened[opened.index(name) :], name))
            self.findings.append(
                CLAUSE.finding(f"La clause « {name} » se contient elle-même ({chain}).", place)
            )
            return None
        if len(opened) >= MAX_CLAUSE_DEPTH:
            self.findings.append(CLAUSE.finding(TOO_MANY, place))
            return None
        if source.path not in self._known:
            self._known[source.path] = self.read(source, (*opened, name))
        return self._known[source.path]
