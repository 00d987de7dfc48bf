"""A charter becomes a look, with what its image and its colour show wrong."""

from __future__ import annotations

import io

import docx
import pytest
from docx.shared import Mm

from actgen.acts.outputs.house.look import (
    DEFAULT,
    ImageKind,
    Look,
    Margins,
)
from actgen.acts.outputs.house.reading import contrast_on_white, read_look
from actgen.base.diagnostics import Diagnostic
from actgen.council.facts.charte import Charte, Marges
from actgen.council.facts.texte import Prose
from tests.acts.outputs.house.samples import letterhead, shield_png


def codes(findings: tuple[Diagnostic, ...]) -> list[str]:
    return [finding.code for finding in findings]


def prose(name: str, content: bytes) -> Prose:
    return Prose(f"collectivites/{name}", content)


def arms(name: str, content: bytes) -> tuple[Look, tuple[Diagnostic, ...]]:
    return read_look(Charte(blason=prose(name, content), texte_du_blason="Blason d’essai"))


def test_an_empty_charter_is_the_ordinary_look() -> None:
    assert read_look(Charte()) == (DEFAULT, ())


@pytest.mark.parametrize(("kind", "read"), [("PNG", ImageKind.PNG), ("JPEG", ImageKind.JPEG)])
def test_a_picture_keeps_its_bytes_and_its_words(kind: str, read: ImageKind) -> None:
    content = shield_png(kind=kind)
    look, findings = arms("b", content)
    assert look.arms is not None and findings == ()
    assert (look.arms.content, look.arms.kind, look.arms.alt) == (content, read, "Blason d’essai")
    assert look.arms.within(60, 24) == pytest.approx((20, 24))


def test_a_dark_colour_is_that_of_headings_a_pale_one_of_rules_alone() -> None:
    dark, findings = read_look(Charte(couleur="1f3a5f"))
    assert (dark.ink, dark.accent, findings) == ("1f3a5f", "1f3a5f", ())
    pale, findings = read_look(Charte(couleur="f0c419"))
    assert (pale.ink, pale.accent) == ("", "f0c419")
    assert codes(findings) == ["CHARTE-COULEUR"]
    assert "1,7 pour 1, il en faut 4,5" in findings[0].message


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast_on_white("000000") == pytest.approx(21)
    assert contrast_on_white("ffffff") == pytest.approx(1)
    assert contrast_on_white("767676") == pytest.approx(4.54, abs=0.01)
    assert contrast_on_white("777777") == pytest.approx(4.48, abs=0.01)


def test_margins_are_millimetres() -> None:
    look, _ = read_look(Charte(marges=Marges(haut=300, gauche=255)))
    assert look.margins == Margins(top=30, left=25.5)


def test_equal_charters_of_two_files_are_told_each_in_its_own() -> None:
    from types import MappingProxyType

    from actgen.base.diagnostics import Location

    for file in ("a.yaml", "b.yaml"):
        charte = Charte(couleur="f0c419", lieux=MappingProxyType({"couleur": Location(file, 3)}))
        (finding,) = read_look(charte)[1]
        assert finding.location == Location(file, 3)


def test_a_letterhead_with_a_fault_of_its_own_is_read_on() -> None:
    """A tag misplaced doesn't keep its pictures and margins from being looked at."""
    file = io.BytesIO()
    document = docx.Document(io.BytesIO(letterhead()))
    document.add_paragraph("{{ inconnu }}")
    document.sections[0].left_margin = document.sections[0].right_margin = Mm(95)
    document.save(file)
    _, findings = read_look(Charte(entete=prose("papier.docx", file.getvalue())))
    assert {each.code for each in findings} >= {"ENTETE-MARGES", "ENTETE-BALISE"}
