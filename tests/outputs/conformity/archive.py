"""The clauses of PDF/A-3a (ISO 19005-3) that an act could break, each looked at on its own: quick, not whole.

Each clause gives what is wrong, one line a fault; the reference validator is asked in the slow tests.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Stream

from tests.outputs.conformity.tags import Tagged

_PRINTED, _UNSEEN = 4, 1 | 2 | 32 | 256  # flags: invisible, hidden, no view, toggle no view
_FORBIDDEN_ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide", "/SetOCGState"}
)
_RELATIONS = frozenset({"/Source", "/Data", "/Alternative", "/Supplement", "/Unspecified"})


def says_its_level(tagged: Tagged) -> Iterator[str]:
    metadata = tagged.pdf.open_metadata()
    if (metadata.get("pdfaid:part"), metadata.get("pdfaid:conformance")) != ("3", "A"):
        yield "the description doesn't say PDF/A-3a"


def is_open(tagged: Tagged) -> Iterator[str]:
    pdf = tagged.pdf
    if "/Encrypt" in pdf.trailer:
        yield "the file is encrypted"
    if "/ID" not in pdf.trailer:
        yield "the file has no identifier"


def knows_its_colours(tagged: Tagged) -> Iterator[str]:
    pdf = tagged.pdf
    intents = [each for each in pdf.Root.get("/OutputIntents", ()) if each.get("/S") == "/GTS_PDFA1"]
    if len(intents) != 1 or "/DestOutputProfile" not in intents[0]:
        yield "there is not one colour profile"


def fonts_are_inside(tagged: Tagged) -> Iterator[str]:
    pdf = tagged.pdf
    for font in _typed(pdf, "/Font"):
        if font.Subtype == "/Type0":
            continue
        described = font.get("/FontDescriptor", Dictionary())
        program = described.get("/FontFile2", described.get("/FontFile3"))
        if program is None:
            yield f"the font {font.BaseFont} is not embedded"
        elif wrong := sum(1 for _ in _wrong_widths(font, program)):
            yield f"{wrong} widths of {font.BaseFont} are not those of its program"


def _wrong_widths(font: Any, program: Any) -> Iterator[int]:
    with TTFont(io.BytesIO(program.read_bytes()), lazy=True) as read:
        order, metrics = read.getGlyphOrder(), read["hmtx"]
        scale = 1000 / read["head"].unitsPerEm
        for glyph, width in _widths(font.W):
            if glyph >= len(order) or abs(metrics[order[glyph]][0] * scale - width) > 1:
                yield glyph


def _widths(written: Any) -> Iterator[tuple[int, float]]:
    """« 3 [500 600] 7 9 450 »: the widths of glyphs 3 and 4, then of 7 to 9."""
    left = list(written)
    while left:
        first, following = int(left.pop(0)), left.pop(0)
        if isinstance(following, Array):
            yield from ((first + rank, float(width)) for rank, width in enumerate(following))
        else:
            width = float(left.pop(0))
            yield from ((glyph, width) for glyph in range(first, int(following) + 1))


def files_are_told_of(tagged: Tagged) -> Iterator[str]:
    """6.8: what the file carries says what it is and what it has to do with the act, and is named once."""
    pdf = tagged.pdf
    associated = [each.objgen for each in pdf.Root.get("/AF", ())]
    if len(set(associated)) != len(associated):
        yield "a file is associated twice"
    for carried in _typed(pdf, "/Filespec"):
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


def annotations_are_printed(tagged: Tagged) -> Iterator[str]:
    pdf = tagged.pdf
    for page in pdf.pages:
        for annotation in page.get("/Annots", ()):
            flags = int(annotation.get("/F", 0))
            if not flags & _PRINTED or flags & _UNSEEN:
                yield "an annotation is not printed as it is seen"
            if annotation.Subtype != "/Link" and "/N" not in annotation.get("/AP", Dictionary()):
                yield "an annotation has no appearance"


def does_nothing(tagged: Tagged) -> Iterator[str]:
    """6.5: no script, no program, nothing that starts by itself."""
    pdf = tagged.pdf
    for thing in _dictionaries(pdf):
        if "/AA" in thing or str(thing.get("/S", "")) in _FORBIDDEN_ACTIONS:
            yield "something acts when the file is read"
    if "/JavaScript" in pdf.Root.get("/Names", Dictionary()):
        yield "the file has scripts"


def images_are_plain(tagged: Tagged) -> Iterator[str]:
    pdf = tagged.pdf
    for thing in pdf.objects:
        if not isinstance(thing, Stream):
            continue
        if thing.get("/Interpolate", False):
            yield "an image is smoothed by the reader"
        filters = thing.get("/Filter", Array())
        if Name.LZWDecode in (filters if isinstance(filters, Array) else [filters]):
            yield "a stream is packed by LZW"


def _typed(pdf: pikepdf.Pdf, kind: str) -> Iterator[Any]:
    return (thing for thing in _dictionaries(pdf) if thing.get("/Type") == kind)


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    return (thing for thing in pdf.objects if isinstance(thing, Dictionary))


ARCHIVE = (
    says_its_level,
    is_open,
    knows_its_colours,
    fonts_are_inside,
    files_are_told_of,
    annotations_are_printed,
    does_nothing,
    images_are_plain,
)
