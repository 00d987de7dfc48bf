"""A text of a kind in either format, Markdown or Word, read with its clauses into one tree.

A clause may be in the other format than the text that calls it. Word is imported only for a text in Word.

The eleven rules that make a template mean one thing, and where each is checked in Markdown:

1. a block tag is alone on its line (`parsing`);
2. it is indented like what it wraps (`parsing`);
3. it wraps whole paragraphs, items or rows, and ends in its container (`parsing`);
4. blank lines separate it from paragraphs, none inside a list or a table (`parsing`, `tables`);
5. a tag in a sentence ends in its paragraph and cuts no bold or italic (`inlines`);
6. no tag decides Markdown's marks (`parsing`);
7. a table with merged cells is in HTML, one `<tr>` a line (`tables`);
8. a clause is alone in its paragraph (`blocks`, `inlines`);
9. `set` is at the top (`tags`);
10. no `-` in tags, no macro, no raw (`tags`, `sandbox`);
11. a value never brings mark-up; prose stands alone in its paragraph (`inlines`, `evaluate`).
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Container, Iterable

from actgen.acts.templating.blocks import block_tokens, container
from actgen.acts.templating.inlines import CLAUSE
from actgen.acts.templating.pairing import assumed, flat, pair, read_expressions, read_settings
from actgen.acts.templating.parsing import Parsing, check_alone, levels, markdown
from actgen.acts.templating.tables import markdown_rows
from actgen.acts.templating.tags import TemplateText as Text
from actgen.acts.templating.tags import mask
from actgen.acts.templating.tree import BlockNode, Include, Template, includes
from actgen.base.diagnostics import Diagnostic, Location
from actgen.reading.sources import Source

ClauseLoader = Callable[[str], Text | Include | None]
"""Gives the text of a clause by its name, without its head; one of another format ready; None if none."""

TOO_MANY = "Trop de clauses s’appellent l’une l’autre."
MAX_CLAUSE_DEPTH = 5
MAX_CLAUSES = 200  # in one template, those of its clauses included


def no_clause(name: str) -> Text | Include | None:
    """The loader of a template that has no clauses."""
    return None


def parse_template(
    source: Text, load_clause: ClauseLoader = no_clause
) -> tuple[Template, tuple[Diagnostic, ...]]:
    """Parse a template and its clauses.

    With an error among the findings the tree is `broken`, to look for names in: don't evaluate it. Never
    raises for the fault of a template.
    """
    clauses = _Clauses(load_clause)
    template = _parse(source, clauses, ())
    return template, tuple(dict.fromkeys(clauses.findings))


# What was parsed before without a fault, with the clauses that it called: the same text is the same tree.
_PARSED: OrderedDict[Text, tuple[Template, tuple[tuple[Location, Include], ...]]] = OrderedDict()
_MOST_PARSED = 512


def _parse(source: Text, clauses: _Clauses, opened: tuple[str, ...]) -> Template:
    held = _PARSED.pop(source, None)
    if held is None or not clauses.same(held[1], opened):
        before = len(clauses.findings)
        held = _parsed(source, clauses, opened)
        if len(clauses.findings) > before:
            return held[0]
    _PARSED[source] = held
    if len(_PARSED) > _MOST_PARSED:
        _PARSED.popitem(last=False)
    return held[0]


def _parsed(
    source: Text, clauses: _Clauses, opened: tuple[str, ...]
) -> tuple[Template, tuple[tuple[Location, Include], ...]]:
    files = [source.file]
    known: dict[str, tuple[Location, Include]] = {}

    def read_clause(name: str, place: Location) -> Include | None:
        if name in known:
            return known[name][1]
        clause = clauses.source(name, place, opened)
        if clause is None:
            return None
        made = clause if isinstance(clause, Include) else _included(name, clause, clauses, opened)
        files.extend(made.template.files)
        known[name] = place, made
        return made

    masked = mask(source)
    tags = tuple(masked.tags.values())
    pair((tags,), masked.report)
    check_alone(masked)
    parsing = Parsing(masked, markdown(template=True), read_clause, levels(masked))
    settings = read_settings(masked.settings, masked.report)
    blocks: tuple[BlockNode, ...] = ()
    wrong = masked.errors
    told = {place.line for finding in masked.findings for place in finding.locations}
    read_expressions((tag for tag in tags if tag.location.line not in told), masked.report)
    if not wrong:  # lines that are wrong would give each fault a second time, in words of Markdown
        blocks = container(parsing, block_tokens(parsing, "\n".join(markdown_rows(masked))))
    wrong = masked.errors
    if wrong:
        blocks = flat((tags,), read_clause)
    clauses.findings.extend(masked.findings)
    meant = assumed((tags,)) if wrong else ()
    template = Template(source.file, settings, blocks, tuple(dict.fromkeys(files)), wrong, meant)
    return template, tuple(known.values())


def _included(name: str, clause: Text, clauses: _Clauses, opened: tuple[str, ...]) -> Include:
    return Include(name, _parse(clause, clauses, (*opened, name)))


class _Clauses:
    """The clauses that a template has asked for, and every finding on the way."""

    def __init__(self, load: ClauseLoader) -> None:
        self._load, self._count = load, 0
        self.findings: list[Diagnostic] = []

    def same(self, called: Iterable[tuple[Location, Include]], opened: tuple[str, ...]) -> bool:
        """Whether these clauses of a text are still what they were; where not, nothing has been asked."""
        count, found = self._count, len(self.findings)
        for place, was in called:
            clause = self.source(was.name, place, opened)
            now = _included(was.name, clause, self, opened) if isinstance(clause, Text) else clause
            if now is None or now.template is not was.template:
                self._count = count
                del self.findings[found:]
                return False
        return True

    def source(self, name: str, place: Location, opened: tuple[str, ...]) -> Text | Include | None:
        """The text of a clause named in the clauses `opened`, or None after saying why not."""
        self._count += 1
        if name in opened:
            chain = " → ".join((*opened[opened.index(name) :], name))
            self._refuse(f"La clause « {name} » se contient elle-même ({chain}).", place)
            return None
        if len(opened) >= MAX_CLAUSE_DEPTH or self._count > MAX_CLAUSES:
            self._refuse(TOO_MANY, place)
            return None
        clause = self._load(name)
        if clause is None:
            hint = f"Créez socle/clauses/{name}.md ou {name}.docx."
            self._refuse(f"La clause « {name} » n’existe pas.", place, hint)
        return clause

    def _refuse(self, message: str, place: Location, hint: str = "") -> None:
        self.findings.append(CLAUSE.finding(message, place, hint=hint))


WORD = ".docx"
_HEAD = "---"
_ABSENT = re.compile("«\u00a0?\\s?([\\w-]+)\\s?» n’existe pas")
_EMPTY = Template("", (), (), ())

Load = Callable[[str], Source | None]
"""Gives the file of a clause by its name; None if there is none."""
_Findings = tuple[Diagnostic, ...]


def read_template(source: Source, load: Load) -> tuple[Template | None, _Findings]:
    """Read a text and its clauses. With an error among the findings, don't fill it (`broken`).

    None for a Word file that can't be opened. Never raises for the fault of a text.
    """
    reader = _TextReader(load)
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


class _TextReader:
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
        from actgen.acts.templating.word.reading import (
            read_word_template,  # 100 ms that Markdown need not wait for
        )

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
        return template

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
