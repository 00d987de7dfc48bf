"""The clauses of PDF/UA-1 (ISO 14289-1) that an act could break, each on its own: quick, not whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from lxml import etree
from pikepdf import Dictionary

from tests.acts.outputs.conformity.tags import Tagged, kids, painted

_SPACE = re.compile(rb"<[0-9a-f]{4}> <(?:00a0|202f|2008)>")
_CHILDREN = {
    "/L": {"/LI", "/L", "/Caption"},
    "/LI": {"/Lbl", "/LBody"},
    "/Table": {"/TR", "/THead", "/TBody", "/TFoot", "/Caption"},
    "/TR": {"/TH", "/TD"},
}
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_SCHEMA = "{http://www.aiim.org/pdfa/ns/schema#}"
_RESOURCE = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"
_PDF_UA = "http://www.aiim.org/pdfua/ns/id/"


def says_its_part(tagged: Tagged) -> Iterator[str]:
    if tagged.pdf.open_metadata().get("pdfuaid:part") != "1":
        yield "the description doesn't say PDF/UA-1"
    explained = etree.fromstring(tagged.pdf.Root.Metadata.read_bytes()).iter(f"{_SCHEMA}namespaceURI")
    if _PDF_UA not in {each.get(_RESOURCE, each.text) for each in explained}:
        yield "the name of PDF/UA-1 is not explained, which PDF/A asks for"


def says_what_it_is(tagged: Tagged) -> Iterator[str]:
    root = tagged.pdf.Root
    shown = root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False)
    if not shown or not tagged.pdf.open_metadata().get("dc:title"):
        yield "its title is missing or not shown"
    if str(root.get("/Lang", "")) != "fr-FR":
        yield "its language is missing"
    marked = root.get("/MarkInfo", Dictionary())
    if not marked.get("/Marked", False) or marked.get("/Suspects", False):
        yield "it doesn't say that it is tagged"


def languages_are_known(tagged: Tagged) -> Iterator[str]:
    """7.2: words of another language say which, by a tag that a voice understands."""
    for element in tagged.elements:
        if "/Lang" in element and not _LANGUAGE.fullmatch(str(element.Lang)):
            yield "words are of a language that nobody knows"


def all_is_read_or_set_apart(tagged: Tagged) -> Iterator[str]:
    """7.1: what a page shows is reached by the tree, once, or is an artifact."""
    for page in tagged.pdf.pages:
        marks, bare = painted(page)
        if bare:
            yield f"{bare} things are shown under no mark"
        read = [mark for where, mark in tagged.read if where == page.obj.objgen]
        if lost := marks - set(read):
            yield f"{len(lost)} marks are shown and never read"
        if len(set(read)) != len(read):
            yield "something is read twice"


def pages_lead_back(tagged: Tagged) -> Iterator[str]:
    """From a mark of a page to the element that holds it: what a voice needs to know where it is."""
    held = {
        (element.Pg.objgen, int(kid)): element.objgen
        for element in tagged.elements
        for kid in kids(element)
        if isinstance(kid, int)
    }
    for page in tagged.pdf.pages:
        leading = tagged.leading[int(page.StructParents)]
        for mark, element in enumerate(leading):
            if element is not None and held.get((page.obj.objgen, mark)) != element.objgen:
                yield f"mark {mark} leads back to an element that doesn't hold it"


def headings_are_in_order(tagged: Tagged) -> Iterator[str]:
    levels = tagged.headings
    if levels.count(1) != 1 or levels[0] != 1:
        yield f"not one title, and first: {levels}"
    if any(after > before + 1 for before, after in pairwise(levels)):
        yield f"a level is skipped: {levels}"


def headings_are_bookmarks(tagged: Tagged) -> Iterator[str]:
    if len(tagged.headings) != _count(tagged.pdf.Root.get("/Outlines", Dictionary())):
        yield "not each heading is a bookmark"


def _count(item: Any) -> int:
    count = 0
    kid = item.get("/First")
    while kid is not None:
        count += 1 + _count(kid)
        kid = kid.get("/Next")
    return count


def lists_and_tables_are_whole(tagged: Tagged) -> Iterator[str]:
    for element in tagged.of(*_CHILDREN):
        tags = {str(kid.S) for kid in kids(element) if isinstance(kid, Dictionary) and "/S" in kid}
        if strange := tags - _CHILDREN[str(element.S)]:
            yield f"{element.S} holds {sorted(strange)}"


def head_cells_say_of_what(tagged: Tagged) -> Iterator[str]:
    for cell in tagged.of("/TH"):
        if cell.get("/A", Dictionary()).get("/Scope") not in ("/Column", "/Row"):
            yield "a head cell heads nothing"
    named = any("/Headers" in cell.get("/A", Dictionary()) for cell in tagged.of("/TD"))
    if named and "/IDTree" not in tagged.pdf.Root.StructTreeRoot:
        yield "a cell names heads that nothing leads to"


def nothing_is_empty(tagged: Tagged) -> Iterator[str]:
    for element in tagged.of("/Span", "/Form", "/Figure", "/H1", "/H2", "/H3", "/LI", "/LBody"):
        if not kids(element):
            yield f"{element.S} has nothing to be read"


def figures_are_told(tagged: Tagged) -> Iterator[str]:
    for figure in tagged.of("/Figure"):
        if not str(figure.get("/Alt", "")):
            yield "a figure has no words for it"
        left, bottom, right, top = (float(side) for side in figure.A.BBox)
        _, _, width, height = (float(side) for side in figure.Pg.MediaBox)
        # arms and letterheads open an act: in its upper half
        if not (0 <= left < right <= width and height / 2 < bottom < top <= height):
            yield "a figure is not where it says"


def annotations_are_told(tagged: Tagged) -> Iterator[str]:
    """7.18: each is held by an element of its own, has words, and is met in reading order."""
    for page in tagged.pdf.pages:
        for annotation in page.get("/Annots", ()):
            element = tagged.leading.get(int(annotation.get("/StructParent", -1)))
            if element is None or element.S not in ("/Form", "/Link"):
                yield "an annotation is in no element"
            elif annotation.objgen not in {kid.Obj.objgen for kid in kids(element) if _is_reference(kid)}:
                yield "an annotation is not what its element holds"
            # not in a list: pyHanko doubts a first signature when a second is set
            elif element.S == "/Form" and not isinstance(element.K, Dictionary):
                yield "a field is in a list"
            if not str(annotation.get("/TU", annotation.get("/Contents", ""))):
                yield "an annotation has no words"
            if page.get("/Tabs") != "/S":
                yield "annotations are not met in reading order"


def _is_reference(kid: Any) -> bool:
    return isinstance(kid, Dictionary) and kid.get("/Type") == "/OBJR"


def spaces_are_plain(tagged: Tagged) -> Iterator[str]:
    for font in tagged.pdf.objects:
        if isinstance(font, Dictionary) and font.get("/Subtype") == "/Type0":
            if "/ToUnicode" not in font:
                yield "the letters of a font are unknown"
            elif _SPACE.search(font.ToUnicode.read_bytes()):
                yield "a search for a plain space misses"


_RELATIONS = frozenset({"/Source", "/Data", "/Alternative", "/Supplement", "/Unspecified"})


def files_are_told_of(tagged: Tagged) -> Iterator[str]:
    """6.8: what the file carries says what it is and what it has to do with the act, and is named once."""
    pdf = tagged.pdf
    associated = [each.objgen for each in pdf.Root.get("/AF", ())]
    if len(set(associated)) != len(associated):
        yield "a file is associated twice"
    for carried in (each for each in pdf.objects if isinstance(each, Dictionary)):
        if carried.get("/Type") != "/Filespec":
            continue
        name = str(carried.get("/UF", "?"))
        if (
            not {"/F", "/UF", "/EF"} <= set(carried.keys())
            or carried.get("/AFRelationship") not in _RELATIONS
        ):
            yield f"{name} doesn't say what it is to the act"
        if "/Subtype" not in carried.EF.F or "/ModDate" not in carried.EF.F.get("/Params", Dictionary()):
            yield f"{name} has no type or no date"
        if carried.objgen not in associated:
            yield f"{name} is associated with nothing"


READING = (
    files_are_told_of,
    says_its_part,
    says_what_it_is,
    languages_are_known,
    all_is_read_or_set_apart,
    pages_lead_back,
    headings_are_in_order,
    headings_are_bookmarks,
    lists_and_tables_are_whole,
    head_cells_say_of_what,
    nothing_is_empty,
    figures_are_told,
    annotations_are_told,
    spaces_are_plain,
)
