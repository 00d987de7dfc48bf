"""A copy of a Word file where each finding is a comment on its paragraph, to be read in Word beside the text.

Word refuses a file whose header, footer or note holds a comment: what regards those is said on the first
paragraph of the body, with its place. The same findings give the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime

import docx
from docx.document import Document as WordDocument

from actgen.acts.outputs.docx.markup import Element, make, name
from actgen.acts.outputs.docx.package import zip_parts
from actgen.acts.templating.word.lines import boxed, places
from actgen.acts.templating.word.parts import BODY, Story, open_package
from actgen.acts.templating.word.styles import Styles
from actgen.base.diagnostics import Diagnostic, Location, Severity

_AUTHOR, _INITIALS = "actgen", "ag"
DATED = datetime(1980, 1, 1, tzinfo=UTC)  # a comment must have a date, and none may be today’s
_LABELS = {Severity.ERROR: "Erreur", Severity.WARNING: "Attention", Severity.INFO: "Information"}


def annotate(content: bytes, findings: Sequence[Diagnostic]) -> bytes:
    """The file with its findings as comments; those of other files are the caller’s to leave out.

    A file that can’t be opened comes back as it is.
    """
    package = open_package(content, "")
    if isinstance(package, Diagnostic) or not findings:
        return content
    document = docx.Document(io.BytesIO(zip_parts(package.parts)))
    where = places(Story("", BODY, document.element), "", Styles(document))
    paragraphs = {number: element for element, number in where.numbers.items()}
    first = paragraphs.get(1)
    if first is None:
        first = document.add_paragraph()._p
    for finding, location in _by_place(findings):
        said = _text(finding, location)
        if location.part == BODY and location.line in paragraphs:
            _comment(document, paragraphs[location.line], said)
        else:
            _comment(document, first, said)
    return _saved(document)


def _by_place(findings: Sequence[Diagnostic]) -> list[tuple[Diagnostic, Location]]:
    """Each place of each finding, from the end of the text: a comment shifts nothing before it."""
    every = [(finding, place) for finding in findings for place in finding.locations or (Location(""),)]
    return sorted(every, key=lambda one: (one[1].line, one[1].column), reverse=True)


def _text(finding: Diagnostic, place: Location) -> str:
    """What a comment says: the finding, where it is when that is elsewhere, what to do, the code."""
    said = [f"{_LABELS[finding.severity]}\u00a0: {finding.message}"]
    if place.column and (marked := place.excerpt[place.column - 1 :][: place.length]):
        said.append(marked)
    if place.part not in ("", BODY):
        said.append(f"Lieu\u00a0: {place.within}" + (f" | {place.excerpt}" if place.excerpt else ""))
    if finding.hint:
        said.append(f"→ {finding.hint}")
    return "\n".join([*said, finding.code])


def _comment(document: WordDocument, paragraph: Element, said: str) -> None:
    made = document.part._comments_part.comments.add_comment(said, _AUTHOR, _INITIALS)
    made._comment_elm.date = DATED
    key = made.comment_id
    start, end = make("commentRangeStart", id=key), make("commentRangeEnd", id=key)
    reference = make("r", make("commentReference", id=key))
    while boxed(paragraph):  # Word takes no comment in a text box
        paragraph = next(paragraph.iterancestors(name("p")))
    settings = paragraph.find(name("pPr"))
    paragraph.insert(0 if settings is None else 1, start)
    paragraph.extend((end, reference))


def _saved(document: WordDocument) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        return zip_parts({entry: archive.read(entry) for entry in archive.namelist()})
