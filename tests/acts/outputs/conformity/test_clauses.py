"""An act that lasts and that everyone can read; and each clause sees the file that breaks it."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from actgen.acts.outputs.house.look import Look
from actgen.acts.outputs.house.reading import read_look
from actgen.acts.outputs.pdf import render_pdf
from actgen.council.facts.charte import Charte
from actgen.council.facts.texte import Prose
from tests.acts.outputs.conformity.clauses import CLAUSES, faults
from tests.acts.outputs.conformity.tags import Tagged
from tests.acts.outputs.house.samples import shield_png
from tests.acts.outputs.sample_act import sample

Break = Callable[[Pdf, Tagged], None]


@cache
def with_arms() -> Look:
    blason = Prose("collectivites/b.png", shield_png())
    return read_look(Charte(blason=blason, texte_du_blason="Blason de la commune d’essai"))[0]


@cache
def drawn() -> bytes:
    """A final act with everything that an act may have."""
    return render_pdf(sample(projet=False), with_arms())


def test_an_act_breaks_no_clause() -> None:
    assert faults(drawn()) == []


def test_qpdf_finds_nothing_to_say() -> None:
    """By its library, which comes with pikepdf: no program of the machine is needed."""
    with pikepdf.open(io.BytesIO(drawn())) as pdf:
        assert pdf.check_pdf_syntax() == []
    cut = drawn().replace(b"endstream", b"endstreax", 1)
    with pikepdf.open(io.BytesIO(cut)) as pdf:
        assert pdf.check_pdf_syntax()


# What breaks each clause, by the name of the clause.


def _described(old: str, new: str, *more: tuple[str, str]) -> Break:
    def broken(pdf: Pdf, _tagged: Tagged) -> None:
        text = pdf.Root.Metadata.read_bytes().decode()
        for before, after in ((old, new), *more):
            assert before in text
            text = text.replace(before, after)
        pdf.Root.Metadata = pdf.make_stream(text.encode(), Type=Name.Metadata, Subtype=Name.XML)

    return broken


def _without(key: str) -> Break:
    return lambda pdf, _tagged: pdf.Root.__delitem__(key)


def _first(tag: str, change: Callable[[Any], None]) -> Break:
    return lambda _pdf, tagged: change(tagged.of(tag)[0])


def _font(pdf: Pdf, subtype: str) -> Any:
    return next(
        thing for thing in pdf.objects if isinstance(thing, Dictionary) and thing.get("/Subtype") == subtype
    )


def _field(pdf: Pdf) -> Any:
    return pdf.Root.AcroForm.Fields[0]


def _in_stream(old: bytes, new: bytes) -> Break:
    def broken(pdf: Pdf, _tagged: Tagged) -> None:
        page = pdf.pages[0]
        content = page.Contents.read_bytes()
        assert old in content
        page.Contents = pdf.make_stream(content.replace(old, new, 1))

    return broken


def _letters(pdf: Pdf, _tagged: Tagged) -> None:
    font = _font(pdf, "/Type0")
    letters = font.ToUnicode.read_bytes()
    assert b"<0020>" in letters
    font.ToUnicode = pdf.make_stream(letters.replace(b"<0020>", b"<00a0>"))


def _twice(pdf: Pdf, _tagged: Tagged) -> None:
    pdf.Root.AF.append(pdf.Root.AF[0])


def _another_field(_pdf: Pdf, tagged: Tagged) -> None:
    first, second = tagged.of("/Form")[:2]
    first.K = second.K


def _marks_swapped(pdf: Pdf, tagged: Tagged) -> None:
    leading = tagged.leading[0]
    leading[0], leading[1] = leading[1], leading[0]


def _lowered(pdf: Pdf, tagged: Tagged) -> None:
    next(element for element in tagged.elements if element.S == "/H2").S = Name.H3


def _no_bookmark(pdf: Pdf, _tagged: Tagged) -> None:
    with pdf.open_outline() as outline:
        outline.root[0].children.pop()


def _mark_twice(_pdf: Pdf, tagged: Tagged) -> None:
    holder = next(element for element in tagged.elements if isinstance(element.K[0], int))
    holder.K.append(holder.K[0])


BROKEN: dict[str, list[Break]] = {
    "files_are_told_of": [
        _without("/AF"),
        _twice,
        lambda pdf, _: pdf.Root.AF[0].__delitem__("/AFRelationship"),
        lambda pdf, _: pdf.Root.AF[0].EF.F.__delitem__("/Subtype"),
        lambda pdf, _: pdf.Root.AF[0].__delitem__("/UF"),
        lambda pdf, _: pdf.Root.AF[0].EF.F.Params.__delitem__("/ModDate"),
    ],
    "says_its_part": [
        _described("<pdfuaid:part>1</pdfuaid:part>", ""),
        _described("<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/", "<pdfaSchema:namespaceURI>x"),
    ],
    "says_what_it_is": [
        _without("/Lang"),
        _without("/MarkInfo"),
        _without("/ViewerPreferences"),
        lambda pdf, _: pdf.Root.MarkInfo.__setitem__("/Suspects", True),
        _described("<dc:title>", "<dc:source>", ("</dc:title>", "</dc:source>")),
    ],
    "languages_are_known": [
        _first("/Span", lambda element: element.__setitem__("/Lang", pikepdf.String("de_DE"))),
        _first("/P", lambda element: element.__setitem__("/Lang", pikepdf.String(""))),
    ],
    "all_is_read_or_set_apart": [
        _in_stream(b"/Artifact", b"/Span"),
        lambda _pdf, tagged: tagged.of("/P")[0].__setitem__("/K", Array()),
        _mark_twice,
    ],
    "pages_lead_back": [_marks_swapped],
    "headings_are_in_order": [
        _lowered,
        _first("/H1", lambda element: element.__setitem__("/S", Name.P)),
        _first("/H2", lambda element: element.__setitem__("/S", Name.H1)),
    ],
    "headings_are_bookmarks": [_no_bookmark],
    "lists_and_tables_are_whole": [
        _first("/LI", lambda element: element.__setitem__("/S", Name.P)),
        _first("/TD", lambda element: element.__setitem__("/S", Name.P)),
    ],
    "head_cells_say_of_what": [
        _first("/TH", lambda element: element.A.__delitem__("/Scope")),
        _first("/TD", lambda element: element.A.__setitem__("/Headers", Array([pikepdf.String("54-0-0")]))),
    ],
    "nothing_is_empty": [_first("/Span", lambda element: element.__setitem__("/K", Array()))],
    "figures_are_told": [
        _first("/Figure", lambda element: element.__delitem__("/Alt")),
        _first("/Figure", lambda element: element.A.__setitem__("/BBox", Array([95, 95, 150, 160]))),
    ],
    "annotations_are_told": [
        lambda pdf, _: _field(pdf).__delitem__("/TU"),
        lambda pdf, _: _field(pdf).__delitem__("/StructParent"),
        lambda _pdf, tagged: tagged.of("/Form")[0].__setitem__("/K", Array([tagged.of("/Form")[0].K])),
        _another_field,
        lambda pdf, _: _field(pdf).P.__delitem__("/Tabs"),
    ],
    "spaces_are_plain": [_letters, lambda pdf, _: _font(pdf, "/Type0").__delitem__("/ToUnicode")],
}


@pytest.mark.parametrize(
    ("clause", "rank"), [(clause, rank) for clause, breaks in BROKEN.items() for rank in range(len(breaks))]
)
def test_a_clause_sees_the_file_that_breaks_it(clause: str, rank: int) -> None:
    with pikepdf.open(io.BytesIO(drawn())) as pdf:
        BROKEN[clause][rank](pdf, Tagged(pdf))
        assert list(CLAUSES[clause](Tagged(pdf)))
