"""What the tests of templates share: fill a text, and look at the words that come out."""

from __future__ import annotations

from actgen.acts.templating.evaluate import evaluate
from actgen.acts.templating.reading import parse_template
from actgen.acts.templating.tags import TemplateText
from actgen.acts.tree.inline import Emphasis, Inline, Lacune, LineBreak, Place, Strong, Text
from actgen.acts.tree.nodes import Block, Heading, ListBlock, Paragraph, Part, Table
from actgen.base.diagnostics import Diagnostic, Severity

FILE = "corps.md"


def fill(text: str, clauses: dict[str, str] | None = None, **values: object) -> tuple[Block, ...]:
    """The blocks of a template that is right, with these values."""
    blocks, findings = try_fill(text, clauses, **values)
    assert findings == (), [finding.message for finding in findings]
    return blocks


def try_fill(
    text: str, clauses: dict[str, str] | None = None, **values: object
) -> tuple[tuple[Block, ...], tuple[Diagnostic, ...]]:
    template, faults = parse_template(TemplateText(text, FILE), loader(clauses or {}))
    assert faults == (), [fault.message for fault in faults]
    return evaluate(template, values)


class loader:  # noqa: N801 - reads as a function
    """A loader of clauses from a dictionary."""

    def __init__(self, clauses: dict[str, str]) -> None:
        self._clauses = clauses

    def __call__(self, name: str) -> TemplateText | None:
        text = self._clauses.get(name)
        return None if text is None else TemplateText(text, f"socle/clauses/{name}.md")


def faults(text: str, clauses: dict[str, str] | None = None) -> list[tuple[str, int]]:
    """The code and line of each finding of a template."""
    _, found = parse_template(TemplateText(text, FILE), loader(clauses or {}))
    assert all(finding.message and finding.severity is Severity.ERROR for finding in found)
    return [(finding.code, finding.location.line if finding.location else -1) for finding in found]


def words(nodes: tuple[Inline, ...]) -> str:
    """Inline nodes as a line: bold in <b>, italic in <i>, breaks as ⏎, blanks in brackets."""
    out = ""
    for node in nodes:
        match node:
            case Text(text=text):
                out += text
            case Strong(children=children):
                out += f"<b>{words(children)}</b>"
            case Emphasis(children=children):
                out += f"<i>{words(children)}</i>"
            case LineBreak():
                out += "⏎"
            case Lacune(label=label) | Place(label=label):
                out += f"[{label}]"
    return out


def shape(blocks: tuple[Block, ...]) -> list[object]:
    """Blocks as plain lists, for comparison: text, ["-" or "1", items…], rows as lists of cells."""
    out: list[object] = []
    for block in blocks:
        match block:
            case Heading(level=level, children=children):
                out.append("#" * level + " " + words(children))
            case Paragraph(children=children):
                out.append(words(children))
            case ListBlock(items=items, ordered=ordered):
                out.append(["1" if ordered else "-", *(shape(item.blocks) for item in items)])
            case Table(head=head, body=body):
                out.append([[cell_words(row) for row in head], [cell_words(row) for row in body]])
            case Part(name=name, blocks=inner):
                out.append({name: shape(inner)})
            case _:
                out.append(type(block).__name__)
    return out


def cell_words(row: object) -> list[str]:
    cells = getattr(row, "cells", ())
    return [" / ".join(str(one) for one in shape(cell.blocks)) for cell in cells]
