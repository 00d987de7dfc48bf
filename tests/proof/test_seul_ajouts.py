"""What was added to a lone PDF is told as added; a signature is none of that, what follows it may be."""

from __future__ import annotations

import io
from pathlib import Path
from random import Random
from typing import Any

import pytest
from pikepdf import Name

from actgen.outputs.house.look import Look
from actgen.outputs.pdf import render_pdf
from actgen.proof.pieces import Etat
from tests.outputs.house.samples import letterhead
from tests.outputs.sample_act import sample
from tests.proof import tampering
from tests.proof.lone import certificat, found, told
from tests.proof.signing import signed
from tests.proof.tampering import opened


@pytest.fixture(scope="module")
def act() -> bytes:
    return certificat()


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        (tampering.veiled, "contenu ajouté, masqué ou déplacé"),
        (tampering.written_over, "contenu ajouté : « 99 voix » est imprimé hors du texte"),
        (tampering.noted, "contenu ajouté : une annotation de sorte « FreeText »"),
        (tampering.cut, "la page a été recoupée"),
        (tampering.one_page_more, "le fichier a 2 pages, ses données en comptent 1"),
        (tampering.layered, "contenu ajouté : des calques"),
        (tampering.with_a_file, "contenu ajouté : un fichier joint, « autre.txt »"),
        (tampering.asked, "contenu ajouté : une action à l’ouverture"),
        (tampering.acting, "contenu ajouté : des actions"),
        (tampering.said_otherwise, "« 99 voix » se lit à voix haute à la place de ce qui est imprimé"),
        (tampering.said_otherwise_on_the_page, "« 99 voix » se lit à voix haute"),
        (tampering.undrawn, "des mots sont écrits sans être dessinés"),
        (tampering.drawn_together, "ses lettres ne sont plus réglées comme à l’origine"),
        (tampering.led_elsewhere, "ses lettres ne sont plus réglées comme à l’origine"),
        (tampering.read_in_another_way, "ses lettres ne sont plus réglées comme à l’origine"),
        (tampering.transparent, "des mots sont rendus transparents"),
        (tampering.shortened, "sans pouvoir se lire"),
        (tampering.described_otherwise, "auteur du fichier : ses données disent « Dietwiller »"),
    ],
)
def test_what_is_added_is_told_as_added(act: bytes, way: Any, expected: str) -> None:
    with opened(act) as (pdf, target):
        way(pdf, pdf.pages[0])
    assert any(expected in line for line in told(target.getvalue()))


def test_what_is_saved_behind_the_file_is_told_as_added(act: bytes) -> None:
    changed, _ = tampering.added_behind(act, Random(1))
    assert changed.startswith(act)
    (line,) = told(changed)
    assert line.startswith("fichier : contenu ajouté : le fichier a été complété après coup")


def test_a_field_that_shows_something_unsigned_is_told(act: bytes) -> None:
    with opened(act) as (pdf, target):
        (field,) = pdf.Root.AcroForm.Fields
        field.AP.N.write(b"1 0 0 rg 0 0 50 20 re f")
    (line,) = told(target.getvalue())
    assert "quelque chose est dessiné dans le champ « certificat », qui n’est pas signé" in line


def test_a_picture_in_place_of_another_is_told() -> None:
    content = render_pdf(sample(projet=False), Look(letterhead=letterhead()))
    with opened(content) as (pdf, target):
        images = [each for page in pdf.pages for each in dict(page.Resources.XObject).values()]
        image = next(each for each in images if each.Subtype == Name.Image)
        raw = bytearray(image.read_bytes())
        raw[0] ^= 0xFF
        image.write(bytes(raw))
    assert told(target.getvalue()) == [
        "dessin : une police ou une image n’est plus celle que l’acte a reçue d’actgen"
    ]


# ---------------------------------------------------------------- signed


@pytest.fixture(scope="module")
def once(act: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return signed(act, "certificat", "Membre 1", tmp_path_factory.mktemp("une"))


def test_a_signed_act_conforms_and_is_said_to_be_signed(once: bytes) -> None:
    (piece,) = found(once)
    assert piece.etat is Etat.SIGNE
    assert "porte une signature (champ certificat), qu’un lecteur de PDF vérifie" in piece.phrase
    assert "authentique" not in piece.phrase


def test_what_is_added_after_a_signature_is_told(once: bytes) -> None:
    changed, _ = tampering.added_behind(once, Random(1))
    assert [line for line in told(changed) if "complété après coup, sans signature" in line]


def test_a_signed_field_that_grows_over_the_page_is_told(act: bytes, once: bytes) -> None:
    from pyhanko.pdf_utils.generic import ArrayObject, NumberObject
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer, target = IncrementalPdfFileWriter(io.BytesIO(once)), io.BytesIO()
    field = writer.root["/AcroForm"]["/Fields"][0]
    field["/Rect"] = ArrayObject(map(NumberObject, (0, 0, 595, 842)))
    writer.mark_update(writer.root["/AcroForm"]["/Fields"].raw_get(0))
    writer.write(target)  # type: ignore[no-untyped-call]
    assert any("le champ « certificat » n’est plus à sa place" in line for line in told(target.getvalue()))


@pytest.mark.parametrize(("box", "lines"), [((0, 0, 0, 0), 0), ((90, 400, 300, 460), 1)])
def test_a_field_of_the_signing_tool_shows_nothing_or_is_told(
    act: bytes, tmp_path: Path, box: tuple[int, int, int, int], lines: int
) -> None:
    """A tool with a field of its own: unseen, it changes nothing; over the page, it may hide words."""
    found_lines = told(signed(act, "cachet", "Membre 1", tmp_path, own=box))
    assert len(found_lines) == lines
    assert all("la signature « cachet » se montre hors des champs de l’acte" in line for line in found_lines)
