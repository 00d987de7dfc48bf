"""A copy of a Word file where each finding is a comment at its place, to be read in Word beside the text.

Word refuses a file whose header, footer or note holds a comment: what regards those is said on the first
paragraph of the body, with its place. The same findings give the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from datetime import UTC, datetime

import docx
from docx.document import Document as WordDocument

from actgen.diagnostics import Diagnostic, Location, Severity
from actgen.outputs.docx.markup import Element, local, make, name, text
from actgen.outputs.docx.package import zip_parts
from actgen.templating.word.lines import Characters, Paragraphs, boxed, line_of, places
from actgen.templating.word.parts import BODY, Story, open_package
from actgen.templating.word.styles import Styles

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
            _comment(document, where, paragraphs[location.line], location, said)
        else:
            _comment(document, where, first, Location(""), said)
    return _saved(document)


def _by_place(findings: Sequence[Diagnostic]) -> list[tuple[Diagnostic, Location]]:
    """Each place of each finding, from the end of the text: a comment shifts nothing before it."""
    every = [(finding, place) for finding in findings for place in finding.locations or (Location(""),)]
    return sorted(every, key=lambda one: (one[1].line, one[1].column), reverse=True)


def _text(finding: Diagnostic, place: Location) -> str:
    """What a comment says: the finding, where it is when that is elsewhere, what to do, the code."""
    said = [f"{_LABELS[finding.severity]}\u00a0: {finding.message}"]
    if place.part not in ("", BODY):
        said.append(f"Lieu\u00a0: {place.within}" + (f" | {place.excerpt}" if place.excerpt else ""))
    if finding.hint:
        said.append(f"→ {finding.hint}")
    return "\n".join([*said, finding.code])


def _comment(
    document: WordDocument, where: Paragraphs, paragraph: Element, place: Location, said: str
) -> None:
    made = document.part._comments_part.comments.add_comment(said, _AUTHOR, _INITIALS)
    made._comment_elm.date = DATED
    key = made.comment_id
    start, end = make("commentRangeStart", id=key), make("commentRangeEnd", id=key)
    reference = make("r", make("commentReference", id=key))
    while boxed(paragraph):  # Word takes no comment in a text box
        paragraph = next(paragraph.iterancestors(name("p")))
    runs = _runs(where, paragraph, place)
    if runs:
        runs[0].addprevious(start)
        runs[-1].addnext(end)
    else:
        settings = paragraph.find(name("pPr"))
        paragraph.insert(0 if settings is None else 1, start)
        paragraph.append(end)
    end.addnext(reference)


def _runs(where: Paragraphs, paragraph: Element, place: Location) -> list[Element]:
    """The first and the last run of what a place marks, cut out of their neighbours; none for all of it."""
    line = line_of(paragraph, where.story, "", 0)
    marked = place.excerpt[place.column - 1 :][: place.length] if place.column else ""
    low = max(0, line.text.find(place.excerpt)) + place.column - 1 if marked else -1
    at = line.text.find(marked, low) if marked and line.text[low:].startswith(marked) else -1
    if marked and at < 0:
        at = line.text.find(marked)
    if at < 0:
        return []
    pieces = [piece for piece in line.pieces if piece.end > at and piece.start < at + len(marked)]
    first, last = pieces[0], pieces[-1]
    if first.run is None or last.run is None:
        return []
    _split(last, at + len(marked) - last.start)
    cut = _split(first, at - first.start)
    start = first.run if cut is None else cut[0]
    return [start, start if last.run is first.run else last.run]


def _saved(document: WordDocument) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        return zip_parts({entry: archive.read(entry) for entry in archive.namelist()})


def _split(piece: Characters, offset: int) -> tuple[Element, Element] | None:
    """Cut the run of a piece after so many of its characters; the new run and its first element, or None.

    None when everything that precedes the cut is the format of the run: there is nothing to cut.
    """
    run, node = piece.run, piece.node
    assert run is not None
    content = node.text or ""
    if local(node) == "t" and 0 < offset < len(content):
        rest = text(content[offset:])
        node.text = content[:offset]
        _preserve(node)
        node.addnext(rest)
        first = rest
    elif offset <= 0:
        first = node
    else:
        following = node.getnext()
        if following is None:
            return None
        first = following
    if all(local(child) == "rPr" for child in first.itersiblings(preceding=True)):
        return None
    return _new_run(run, first), first


def _new_run(run: Element, first: Element) -> Element:
    """A run right after another one, of the same format, with its elements from `first` on."""
    made = make("r")
    settings = run.find(name("rPr"))
    if settings is not None:
        made.append(deepcopy(settings))
    made.extend([first, *first.itersiblings()])
    run.addnext(made)
    return made


def _preserve(node: Element) -> None:
    node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
