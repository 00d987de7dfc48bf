"""Where signature fields stand and what they say; that signing works is in tests/acts/outputs/conformity."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from actgen.acts.outputs.html import render_html
from actgen.acts.outputs.pdf import render_pdf
from actgen.acts.tree.layout import signature_rows
from actgen.acts.tree.nodes import Document, SignaturePlace, Signatures
from actgen.acts.tree.nodes import SignaturePlace as Place
from tests.acts.outputs.sample_act import heading, paragraph, sample

MILLIMETRES = 25.4 / 72
LONG = "Le premier adjoint au maire, délégué aux finances et à la commande publique, en remplacement du maire"


def fields(content: bytes) -> dict[str, Any]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        if "/AcroForm" not in pdf.Root:
            return {}
        return {
            str(field.T): (str(field.TU), [float(side) for side in field.Rect], field.P.objgen)
            for field in pdf.Root.AcroForm.Fields
        }


def signed_by(*places: Place) -> Document:
    return Document("Titre", (heading(1, "Titre"), paragraph("Une ligne."), Signatures(places)))


def lines(content: bytes) -> Iterator[tuple[float, float]]:
    """Where each line of the body begins: from the left, from the foot of its page."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            for instruction in pikepdf.parse_content_stream(page):
                if str(instruction.operator) == "Tm":
                    _, _, _, _, x, y = (float(each) for each in instruction.operands)
                    yield 0.75 * x, float(page.MediaBox[3]) - 0.75 * y


@pytest.fixture(scope="module")
def final() -> bytes:
    return render_pdf(sample(projet=False))


def test_each_signature_place_that_has_a_name_is_a_field(final: bytes) -> None:
    assert {name: told for name, (told, _, _) in fields(final).items()} == {
        "maire": "Signature\u00a0: Le maire, Christian FRANTZ",
        "secretaire": "Signature\u00a0: La secrétaire de séance, Pierrette KEMPF",
    }


def test_a_field_is_real_empty_and_printed(final: bytes) -> None:
    with pikepdf.open(io.BytesIO(final)) as pdf:
        assert pdf.Root.AcroForm.SigFlags == 1
        for field in pdf.Root.AcroForm.Fields:
            assert (str(field.FT), str(field.Subtype), int(field.F)) == ("/Sig", "/Widget", 4)
            assert "/V" not in field and "/A" not in field and "/Dest" not in field
            assert field.AP.N.read_bytes() == b""
            assert any(field.objgen == each.objgen for each in field.P.Annots)


def test_a_draft_has_none_for_nobody_is_to_sign_it() -> None:
    assert fields(render_pdf(sample(projet=True))) == {}


def test_a_page_for_the_screen_has_none() -> None:
    assert b"champ" not in render_html(sample(projet=False)).partition(b"<body>")[2]


def test_a_place_without_a_name_is_paper_only() -> None:
    assert fields(render_pdf(signed_by(Place("Le maire,", "Membre 1")))) == {}


@pytest.mark.parametrize("quality", ["Le maire,", LONG[:60], LONG])
def test_a_field_stands_between_the_quality_and_the_name(quality: str) -> None:
    content = render_pdf(signed_by(Place(quality, "Membre 1", "maire"), Place("", "Membre 2", "autre")))
    _, (left, bottom, right, top), _ = fields(content)["maire"]
    written = sorted({y for x, y in lines(content) if x == pytest.approx(left, abs=1)}, reverse=True)
    _title, _line, *above = [y for y in written if y >= top]
    name, *_ = [y for y in written if y < bottom]
    assert all(y >= top or y < bottom for y in written), "no word is under it"
    assert bottom - name < 14 and above, "it ends on the name"
    assert (top - bottom) * MILLIMETRES >= 6 and (right - left) * MILLIMETRES == pytest.approx(60, abs=0.5)


def test_a_place_alone_is_no_wider_than_one_of_two() -> None:
    _, (left, _, right, _), _ = fields(render_pdf(signed_by(Place("Le maire,", "Membre 1", "maire"))))[
        "maire"
    ]
    assert (right - left) * MILLIMETRES == pytest.approx(60, abs=0.5)


def test_a_quality_too_long_leaves_a_field_that_can_be_signed() -> None:
    _, (_, bottom, _, top), _ = fields(render_pdf(signed_by(Place(LONG * 2, "Membre 1", "maire"))))["maire"]
    assert top - bottom >= 17


def test_a_whole_council_has_fields_on_each_page() -> None:
    places = tuple(Place("Conseiller municipal", f"Membre {n}", f"membre_{n}") for n in range(1, 70))
    found = fields(render_pdf(signed_by(*places)))
    assert [*found] == [place.field for place in places], "in reading order"
    assert len({page for _, _, page in found.values()}) > 1
    by_page: dict[Any, list[list[float]]] = {}
    for _, box, page in found.values():
        by_page.setdefault(page, []).append(box)
    for boxes in by_page.values():
        assert not [1 for a in boxes for b in boxes if a is not b and _overlap(a, b)]


def _overlap(a: list[float], b: list[float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


# Signature places in rows


@pytest.mark.parametrize(
    ("count", "sizes"),
    [
        (0, []),
        (1, [1]),
        (2, [2]),
        (3, [2, 1]),
        (4, [2, 2]),
        (5, [3, 2]),
        (7, [3, 3, 1]),
        (18, [4, 4, 4, 4, 2]),
    ],
)
def test_two_a_row_three_or_four_when_there_are_many(count: int, sizes: list[int]) -> None:
    places = tuple(SignaturePlace(f"Membre {number}") for number in range(count))
    rows = signature_rows(places)
    assert [len(row) for row in rows] == sizes
    assert tuple(place for row in rows for place in row) == places


@pytest.mark.parametrize(
    ("name", "count", "a_row"),
    [
        ("Élisabeth-Marguerite LE\u00a0GOUALHEC-KERVELLEC", 35, 3),
        ("Élisabeth-Marguerite LE\u00a0GOUALHEC-KERVELLEC", 6, 2),
        ("Wilhelmine SCHWEIGHOFFER-WEISSENBACHER", 35, 4),  # cut at its hyphen
        ("Anne-Marie DUVAL-MORIN", 6, 3),
    ],
)
def test_fewer_a_row_where_a_name_that_is_never_cut_would_cover_the_next(
    name: str, count: int, a_row: int
) -> None:
    assert len(signature_rows((SignaturePlace("Maire", name),) * count)[0]) == a_row
