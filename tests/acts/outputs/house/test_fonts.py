"""Typefaces given as files: whole, of one weight, French, and free to be put in a document."""

from __future__ import annotations

import io

import pytest
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from actgen.acts.outputs.house.fonts import Font, read_font
from actgen.acts.outputs.house.reading import read_look
from actgen.council.facts.charte import Charte, Police
from actgen.council.facts.texte import Prose
from tests.acts.outputs.house.samples import font


def prose(content: bytes, name: str = "m.ttf") -> Prose:
    return Prose(f"collectivites/{name}", content)


def told(police: Police) -> list[str]:
    return [finding.code for finding in read_look(Charte(police=police))[1]]


def test_a_typeface_of_four_files() -> None:
    files = ("Spectral-Regular", "Spectral-Bold", "Spectral-Italic", "Spectral-BoldItalic")
    police = Police("", *(prose(font(face)) for face in files))
    look, findings = read_look(Charte(police=police))
    assert findings == () and look.typeface is not None
    assert look.typeface.name == "Mairie dessai"
    assert [(face.bold, face.italic) for face in look.typeface.faces] == [
        (False, False),
        (True, False),
        (False, True),
        (True, True),
    ]


@pytest.mark.parametrize("nom", ["Spectral", "spectral"])
def test_the_face_that_ships_is_the_ordinary_one(nom: str) -> None:
    look, findings = read_look(Charte(police=Police(nom=nom)))
    assert (look.typeface, findings) == (None, ())


def test_a_name_that_does_not_ship() -> None:
    assert told(Police(nom="Garamond")) == ["CHARTE-POLICE"]


def test_words_that_would_lose_their_weight() -> None:
    assert told(Police(normale=prose(font()))) == ["CHARTE-POLICE-GRAISSE"]
    assert told(Police(grasse=prose(font()))) == ["CHARTE-POLICE"]


@pytest.mark.parametrize(
    ("licence", "allowed"), [(0, True), (4, True), (8, True), (2, False), (0x104, False), (0x200, False)]
)
def test_what_the_licence_says(licence: int, allowed: bool) -> None:
    assert isinstance(read_font(font(licence=licence)), Font) is allowed


def test_a_face_without_accents() -> None:
    made = TTFont(io.BytesIO(font()))
    cutter = Subsetter(Options(name_IDs=["*"]))
    cutter.populate(text="abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    cutter.subset(made)
    buffer = io.BytesIO()
    made.save(buffer)
    found = read_font(buffer.getvalue())
    assert not isinstance(found, Font) and "éèêàç" in found[0]
