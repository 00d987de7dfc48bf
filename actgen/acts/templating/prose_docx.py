"""A Word file of prose: its paragraphs, headings, lists and tables as blocks of an act.

It is read as a template is, its tags apart: `{{` stays text. Prose is told in the look of the act. What an
act can't hold and what its author has taken out or hidden is left out and said, each kind once.
"""

from __future__ import annotations

from actgen.acts.outputs.docx.markup import Element, name
from actgen.acts.templating.evaluate import evaluate
from actgen.acts.templating.tree import Template
from actgen.acts.templating.word.checks import OF_THE_DAY, instructions
from actgen.acts.templating.word.front import Front
from actgen.acts.templating.word.levels import PartTags
from actgen.acts.templating.word.lines import places
from actgen.acts.templating.word.losses import (
    COLUMN_BREAK,
    COLUMNS,
    FRAME,
    LANDSCAPE,
    NOTE,
    OF_TODAY,
    STRUCK,
    losses,
    tell,
)
from actgen.acts.templating.word.parts import Package, open_package
from actgen.acts.templating.word.runs import resolve
from actgen.acts.tree.nodes import Block, PageBreak, Paragraph, Style, Table
from actgen.acts.tree.typeset import rewritten
from actgen.base.diagnostics import Diagnostic, Location
from actgen.base.records import replace
from actgen.base.rules import rule

PROSE_WORD = rule("PROSE-WORD")
PROSE_PERTE = rule("PROSE-PERTE")
PROSE_BARRE = rule("PROSE-BARRE")

_LOOKS = (COLUMNS, COLUMN_BREAK, FRAME, LANDSCAPE)  # of the page, which is that of the act
_NOTES = ("footnoteReference", "endnoteReference")


def read_docx(content: bytes, file: str) -> tuple[tuple[Block, ...], tuple[Diagnostic, ...]]:
    """The blocks of a .docx, and what was left out of it. Never raises for the fault of a file."""
    package = open_package(content, file)
    if isinstance(package, Diagnostic):
        return (), (PROSE_WORD.finding(package.message, *package.locations, hint=package.hint),)
    try:
        return _read(package, file)
    except (ValueError, RecursionError):
        message = f"« {file} » n’est pas ouvert : son contenu est abîmé."
        hint = "Ouvrez-le dans Word et enregistrez-le de nouveau."
        return (), (PROSE_WORD.finding(message, Location(file), hint=hint),)


def _read(package: Package, file: str) -> tuple[tuple[Block, ...], tuple[Diagnostic, ...]]:
    story, styles = package.stories[0], package.styles
    where = places(story, file, styles)
    found = [(element, loss) for element, loss in losses(story.root, styles) if loss not in _LOOKS]
    found += [(field, OF_TODAY) for field, said in instructions(story.root) if said.startswith(OF_THE_DAY)]
    notes: list[Element] = list(story.root.iter(*map(name, _NOTES)))
    findings = [
        (PROSE_BARRE if loss is STRUCK else PROSE_PERTE).finding(
            f"« {file} », {_paragraphs(spots)} : {loss.what} ; {loss.becomes}.", *spots, hint=loss.hint
        )
        for loss, spots in tell(where, [*found, *((note, NOTE) for note in notes)]).items()
    ]
    for note in notes:
        note.getparent().remove(note)
    resolve(story.root, styles)
    body = story.root.find(name("body"))
    front = Front(styles, PartTags([], []), where.of, lambda called, place: None, ())
    template = Template(file, (), front.blocks(body), (file,), lists=styles.lists)
    blocks, told = evaluate(template, {})
    blocks = tuple(block for block in blocks if not isinstance(block, PageBreak))
    return rewritten(blocks, lambda line: line, other=_in_the_look_of_acts), (*findings, *told)


def _paragraphs(spots: list[Location]) -> str:
    return f"paragraphe {spots[0].line}" + (f" et {len(spots) - 1} autre(s)" if spots[1:] else "")


def _in_the_look_of_acts(block: Block) -> Block:
    match block:
        case Paragraph(style=style):
            cell = Style.CELL if style is Style.CELL else Style.BODY
            return Paragraph(block.children, cell)
        case Table():
            return replace(block, widths=(), bare=False, whole=False)
    return block
