"""A closed world: whatever was done to an act, named or not, it is no longer said to conform."""

from __future__ import annotations

import hashlib
from pathlib import Path
from random import Random
from typing import Any

import pytest

from actgen.proof.fichiers import comparer
from actgen.proof.pieces import Etat, Piece
from actgen.proof.seul import examiner
from actgen.reading.revisions import Ecart, ecart_de_signature
from actgen.rendering.house.look import Look
from actgen.rendering.pdf import render_pdf
from actgen.rendering.pdf_seal import first_version, is_sealed
from actgen.writing import Entry, Fingerprint
from tests.proof import hostile
from tests.proof.hostile import TRICKS, Trick, behind
from tests.proof.signing import signed, verdicts
from tests.proof.tampering import opened, resealed
from tests.rendering.house.samples import letterhead
from tests.rendering.sample_act import sample


@pytest.fixture(scope="module")
def act() -> bytes:
    return render_pdf(sample(projet=False), Look(letterhead=letterhead()))


@pytest.fixture(scope="module")
def once(act: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return signed(act, "maire", "Membre 1", tmp_path_factory.mktemp("une"))


def pieces(content: bytes) -> tuple[Piece, ...]:
    seen = examiner("acte.pdf", content)
    assert isinstance(seen, tuple)
    return seen[0]


def conforms(content: bytes) -> bool:
    return all(piece.etat in (Etat.CONFORME, Etat.SIGNE) for piece in pieces(content))


def test_there_are_as_many_tricks_as_were_tried() -> None:
    assert len(TRICKS) >= 45


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:This document has")  # a field that no form knows
@pytest.mark.parametrize("trick", TRICKS, ids=lambda trick: trick.__name__)
def test_a_trick_in_a_lone_act_is_found(act: bytes, trick: Trick) -> None:
    with opened(act) as (pdf, target):
        trick(pdf)
    assert not conforms(target.getvalue())


@pytest.mark.parametrize("trick", TRICKS, ids=lambda trick: trick.__name__)
def test_a_trick_behind_an_act_is_no_signature(act: bytes, trick: Trick) -> None:
    assert ecart_de_signature(act, behind(act, trick)) in (Ecart.AUTRE, Ecart.SANS_SIGNATURE)


@pytest.mark.parametrize("trick", [hostile.blank_mask, hostile.wide_border, hostile.filled_by_nobody])
def test_a_trick_before_a_true_signature_is_told(act: bytes, trick: Trick, tmp_path: Path) -> None:
    field = "secretaire"
    content = signed(behind(act, trick), field, "Membre 2", tmp_path)
    assert content.startswith(act)
    assert ecart_de_signature(act, content) is not None and not conforms(content)


def _veil(writer: Any) -> None:
    from pyhanko.pdf_utils.generic import ArrayObject, NameObject, NumberObject

    page = writer.root["/Pages"]["/Kids"][0]
    page[NameObject("/CropBox")] = ArrayObject(map(NumberObject, (0, 400, 595, 842)))
    writer.update_container(page)


def test_a_trick_within_the_version_that_signs_is_told_by_a_journal_too(act: bytes, tmp_path: Path) -> None:
    content = signed(act, "maire", "Membre 1", tmp_path, along=_veil)
    assert content.startswith(act) and "INTACT:TRUSTED" in verdicts(content)["maire"]
    assert ecart_de_signature(act, content) is Ecart.AUTRE and not conforms(content)
    place = tmp_path / "acte.pdf"
    place.write_bytes(content)
    found = comparer(place, "acte.pdf", _entry(act))
    assert found[0].etat is Etat.DIFFERENT and "a reçu des ajouts" in found[0].phrase


def _entry(act: bytes) -> Entry:
    sha256 = hashlib.sha256(act).hexdigest()
    return Entry("", Fingerprint(sha256, ""))


def test_signatures_alone_conform(act: bytes, once: bytes, tmp_path: Path) -> None:
    twice = signed(once, "secretaire", "Membre 2", tmp_path)
    unseen = signed(act, "cachet", "Membre 2", tmp_path, own=(0, 0, 0, 0))
    for content in (once, twice, unseen):
        assert ecart_de_signature(act, content) is None and conforms(content)


def test_a_field_of_the_tool_that_shows_is_no_bare_signature(act: bytes, tmp_path: Path) -> None:
    shown = signed(act, "cachet", "Membre 2", tmp_path, own=(90, 400, 300, 460))
    assert ecart_de_signature(act, shown) is Ecart.AUTRE


@pytest.mark.parametrize(
    "added", [b"\n", b"x", b"\n%%EOF\n", b"9 0 obj\n<</ByteRange [0 1 2 3]>>\nendobj\n%%EOF\n"]
)
def test_bytes_behind_an_act_are_told(act: bytes, added: bytes) -> None:
    assert ecart_de_signature(act, act + added) in (Ecart.SANS_SIGNATURE, Ecart.ILLISIBLE)
    assert not conforms(act + added)


@pytest.mark.parametrize("before", [b"\n", b"<script>alert(1)</script>", b"#!/bin/sh\n"])
def test_bytes_before_an_act_are_told(act: bytes, before: bytes) -> None:
    assert [piece.etat for piece in pieces(before + act)] == [Etat.ALTERE]


def test_a_field_filled_in_the_first_version_is_told_even_sealed_anew(act: bytes) -> None:
    with opened(act) as (pdf, target):
        hostile.filled_by_nobody(pdf)
    (piece, *_) = pieces(resealed(target.getvalue()))
    assert "le champ «\u00a0maire\u00a0» est rempli sans avoir été signé" in piece.phrase


def test_a_cut_signed_act_is_told(act: bytes, once: bytes) -> None:
    assert ecart_de_signature(act, once[:-200]) is not None
    assert ecart_de_signature(act, act[:-1] + b"\r" + once[len(act) :]) is Ecart.AUTRE


def _flips(content: bytes, many: int) -> list[bytes]:
    chance = Random(11)
    flipped: list[bytes] = []
    identifier = content.rindex(b"/ID [(")
    while len(flipped) < many:
        place = chance.randrange(len(content))
        if not identifier <= place < identifier + 80:
            bit = 1 << chance.randrange(8)
            flipped.append(content[:place] + bytes([content[place] ^ bit]) + content[place + 1 :])
    return flipped


def test_three_hundred_flipped_bytes_all_break_the_hash(act: bytes) -> None:
    assert is_sealed(first_version(act))
    assert not any(is_sealed(first_version(each)) for each in _flips(act, 300))


@pytest.mark.slow
def test_three_hundred_flipped_bytes_are_never_said_to_conform(act: bytes) -> None:
    assert not any(_said_to_conform(each) for each in _flips(act, 300))


def _said_to_conform(content: bytes) -> bool:
    """As `verify` has it, in a process apart: what can't be looked into doesn't conform."""
    try:
        seen = examiner("acte.pdf", content)
    except Exception:
        return False
    return isinstance(seen, tuple) and all(each.etat in (Etat.CONFORME, Etat.SIGNE) for each in seen[0])
