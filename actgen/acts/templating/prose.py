"""Prose written beside a session, in Markdown or in Word, read into blocks of an act.

It comes from a town hall, not from legal staff: no tag is read in it (`{{` stays text), no HTML, and its
headings take their place under those of the act. A Word file is opened only after its archive was looked at.
"""

from __future__ import annotations

from actgen.acts.templating.blocks import block_tokens, container
from actgen.acts.templating.evaluate import evaluate
from actgen.acts.templating.parsing import Parsing, markdown
from actgen.acts.templating.tags import Masked, TemplateText
from actgen.acts.templating.tree import Template
from actgen.acts.tree.nodes import Block, Heading, walk
from actgen.acts.tree.typeset import rewritten
from actgen.base.diagnostics import Diagnostic, Location
from actgen.base.rules import rule
from actgen.reading.sources import decoded, french_size

PROSE = rule("PROSE-ILLISIBLE")
PROSE_VIDE = rule("PROSE-VIDE")
PROSE_FORME = rule("PROSE-FORME")

MAX_BYTES = 5_000_000
MAX_TEXT = 1_000_000  # bytes of a Markdown file
_DEEPEST = 6
_OLD_WORD = b"\xd0\xcf\x11\xe0"
_PDF = b"%PDF"
_BINARY = frozenset(range(32)) - {9, 10, 13}


def read_prose(
    content: bytes, file: str, *, heading_offset: int = 0
) -> tuple[tuple[Block, ...], tuple[Diagnostic, ...]]:
    """The blocks of a prose file, and what is wrong with it or was left out of it.

    The kind of file is told by its content. `heading_offset` is the level of the heading above it: the
    highest heading of the file comes right below. Never raises for the fault of a file.
    """
    place = Location(file)
    refusal = _refusal(content)
    if refusal:
        message, hint = refusal
        return (), (PROSE.finding(f"« {file} » ne peut pas être lu : {message}", place, hint=hint),)
    if content.startswith(b"PK"):
        from actgen.acts.templating.prose_docx import read_docx  # 60 ms that Markdown need not wait for

        blocks, findings = read_docx(content, file)
    else:
        blocks, findings = _read_markdown(content, file)
    if not blocks and not findings:
        findings = (PROSE_VIDE.finding(f"« {file} » ne contient aucun texte.", place),)
    return _shifted(blocks, heading_offset), findings


def _refusal(content: bytes) -> tuple[str, str] | None:
    """Why a file is refused before it is opened, and what to do."""
    as_docx = "Enregistrez-le dans Word au format .docx."
    if content.startswith(_OLD_WORD):
        return "c’est un ancien format de Word (.doc).", as_docx
    if content.startswith(_PDF):
        return "c’est un PDF.", "Joignez le fichier Word dont il est tiré, ou copiez son texte."
    limit = MAX_BYTES if content.startswith(b"PK") else MAX_TEXT
    if len(content) > limit:
        weight = f"il pèse {french_size(len(content))}, au plus {french_size(limit)}."
        return weight, "Retirez-en les images."
    if not content.startswith(b"PK") and any(byte in _BINARY for byte in set(content)):
        return "ce n’est pas un texte.", as_docx
    return None


def _read_markdown(content: bytes, file: str) -> tuple[tuple[Block, ...], tuple[Diagnostic, ...]]:
    text = decoded(content).replace("\r\n", "\n").replace("\r", "\n")
    rows = text.split("\n")
    masked = Masked(TemplateText(text, file), rows, list(range(1, len(rows) + 1)))
    reader = markdown(template=False)
    parsing = Parsing(masked, reader, lambda name, place: None, template=False)
    blocks = container(parsing, block_tokens(parsing, text))
    found, findings = evaluate(Template(file, (), blocks, (file,)), {})
    return found, tuple(_of_prose(finding) for finding in (*masked.findings, *findings))


def _of_prose(finding: Diagnostic) -> Diagnostic:
    """A finding of the parser as one of the prose: it is the town hall that mends it."""
    return PROSE_FORME.finding(
        finding.message, *finding.locations, hint=finding.hint, severity=finding.severity
    )


def _shifted(blocks: tuple[Block, ...], offset: int) -> tuple[Block, ...]:
    """The blocks with the highest heading right below the level of `offset`, the others after it."""
    levels = [block.level for block in walk(blocks) if isinstance(block, Heading)]
    shift = offset + 1 - min(levels) if levels else 0

    def shifted(block: Block) -> Block:
        if not isinstance(block, Heading):
            return block
        return Heading(min(block.level + shift, _DEEPEST), block.children)

    return rewritten(blocks, lambda line: line, other=shifted)
