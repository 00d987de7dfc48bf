"""From the text of a template to its tree, clauses included, and every breach of the grammar with its place.

The eleven rules that make a template mean one thing, in Markdown and in Word, and where each is checked:

1. a block tag is alone on its line (`pairs`);
2. it is indented like what it wraps (`levels`);
3. it wraps whole paragraphs, items or rows, and ends in its container (`pairs`, `parsing.fold`);
4. blank lines separate it from paragraphs, none inside a list or a table (`levels`, `rows`);
5. a tag in a sentence ends in its paragraph and cuts no bold or italic (`inlines`);
6. no tag decides Markdown's marks (`levels`);
7. a table with merged cells is in HTML, one `<tr>` a line (`html_tables`);
8. a clause is alone in its paragraph (`blocks`, `inlines`);
9. `set` is at the top (`tags`);
10. no `-` in tags, no macro, no raw (`tags`, `sandbox`);
11. a value never brings mark-up; prose stands alone in its paragraph (`inlines`, `evaluate`).
"""

from __future__ import annotations

from collections.abc import Callable

from actgen.diagnostics import Diagnostic, Location, Severity
from actgen.rendering.templates.blocks import block_tokens, container
from actgen.rendering.templates.inlines import CLAUSE
from actgen.rendering.templates.levels import levels
from actgen.rendering.templates.markdown import markdown
from actgen.rendering.templates.pairs import pair_tags
from actgen.rendering.templates.parsing import Parsing
from actgen.rendering.templates.sandbox import Refused, parse_set
from actgen.rendering.templates.tables import markdown_rows
from actgen.rendering.templates.tags import Source, Tag, mask
from actgen.rendering.templates.tree import BlockNode, Expression, Include, Setting, Template

ClauseLoader = Callable[[str], Source | Include | None]
"""Gives the text of a clause by its name, without its head; one of another format ready; None if none."""

TOO_MANY = "Trop de clauses s’appellent l’une l’autre."
MAX_CLAUSE_DEPTH = 5
MAX_CLAUSES = 200  # in one template, those of its clauses included


def no_clause(name: str) -> Source | Include | None:
    """The loader of a template that has no clauses."""
    return None


def parse_template(
    source: Source, load_clause: ClauseLoader = no_clause
) -> tuple[Template, tuple[Diagnostic, ...]]:
    """Parse a template and its clauses.

    With an error among the findings the tree is not the author's intention: don't evaluate it. Never
    raises for the fault of a template.
    """
    clauses = _Clauses(load_clause)
    template = _parse(source, clauses, ())
    return template, tuple(dict.fromkeys(clauses.findings))


def _parse(source: Source, clauses: _Clauses, opened: tuple[str, ...]) -> Template:
    files = [source.file]

    def read_clause(name: str, place: Location) -> Include | None:
        clause = clauses.source(name, place, opened)
        if clause is None:
            return None
        made = clause if isinstance(clause, Include) else _included(name, clause, clauses, opened)
        files.extend(made.template.files)
        return made

    masked = mask(source)
    pair_tags(masked)
    parsing = Parsing(masked, markdown(template=True), read_clause, levels(masked))
    settings = tuple(setting for tag in masked.settings if (setting := _setting(parsing, tag)) is not None)
    blocks: tuple[BlockNode, ...] = ()
    if not any(finding.severity is Severity.ERROR for finding in masked.findings):
        # lines that are wrong would give each fault a second time, in words of Markdown
        blocks = container(parsing, block_tokens(parsing, "\n".join(markdown_rows(masked))))
    clauses.findings.extend(masked.findings)
    return Template(source.file, settings, blocks, tuple(dict.fromkeys(files)))


def _included(name: str, clause: Source, clauses: _Clauses, opened: tuple[str, ...]) -> Include:
    return Include(name, _parse(clause, clauses, (*opened, name)))


def _setting(parsing: Parsing, tag: Tag) -> Setting | None:
    try:
        name, node = parse_set(tag.body)
    except Refused as refused:
        parsing.report(refused.code, refused.message, tag.location, refused.hint)
        return None
    return Setting(name, Expression(tag.body, node, tag.location))


class _Clauses:
    """The clauses that a template has asked for, and every finding on the way."""

    def __init__(self, load: ClauseLoader) -> None:
        self._load, self._count = load, 0
        self.findings: list[Diagnostic] = []

    def source(self, name: str, place: Location, opened: tuple[str, ...]) -> Source | Include | None:
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
