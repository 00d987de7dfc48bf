"""A closed world: whatever was done to an act, in it or behind it, it is no longer said to conform."""

from __future__ import annotations

import hashlib
import io
import time
from pathlib import Path
from typing import Any

import pytest

from actgen.acts.outputs.house.look import Look
from actgen.acts.outputs.pdf import render_pdf
from actgen.acts.outputs.pdf_seal import first_version, is_sealed
from actgen.delivery.verify.files import compare
from actgen.delivery.verify.result import Etat
from actgen.reading.signed_pdf import Ecart, signed_behind, signed_since
from actgen.session.writing.fingerprint import Fingerprint
from actgen.session.writing.journal import Entry
from tests.acts.outputs.conformity.signing import lasting, signed, verdicts
from tests.acts.outputs.house.samples import letterhead
from tests.acts.outputs.sample_act import sample
from tests.delivery.verify import hostile
from tests.delivery.verify.behind import Trick, behind
from tests.delivery.verify.hostile import TRICKS
from tests.delivery.verify.lone import conforms, found, told
from tests.delivery.verify.tampering import opened, resealed


@pytest.fixture(scope="module")
def act() -> bytes:
    return render_pdf(sample(projet=False), Look(letterhead=letterhead()))


@pytest.fixture(scope="module")
def once(act: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return signed(act, "maire", "Membre 1", tmp_path_factory.mktemp("une"))


SEALED_ONLY: dict[str, tuple[Trick, ...]] = {
    "an empty field is no part of what the act says: who signs sees what it is called and where it is": (
        hostile.wide_field,
        hostile.renamed_field,
        hostile.told_otherwise,
    ),
    "a voice is held to the words and their order, not to the tongues and hints of the tags": (
        hostile.head_as_cell,
        hostile.other_scope,
        hostile.other_language,
        hostile.paragraph_in_another_language,
    ),
    "a picture is hashed with its bytes, not with its size": (hostile.narrow,),
    "what surrounds the pages prints no word on them": (
        hostile.other_tool,
        hostile.other_title,
        hostile.other_description,
        hostile.undescribed,
        hostile.shown_under_another_name,
    ),
    "which keys there are is looked at, not what each says nor where it stands": (
        hostile.bookmark_address,
        hostile.alternate_words,
        hostile.unheard,
        hostile.unmarked,
        hostile.negative,
        hostile.hidden_link,
        hostile.hidden_program,
    ),
}
"""Tricks of which no rule tells, by why: the hash of the file finds them, who makes it anew hides them."""
LEFT = [each for tricks in SEALED_ONLY.values() for each in tricks]


def done(act: bytes, trick: Trick) -> bytes:
    with opened(act) as (pdf, target):
        trick(pdf)
    return target.getvalue()


ONE_OF_EACH_SORT = (
    hostile.blank_mask,
    hostile.upside_down,
    hostile.wide_field,
    hostile.other_source,
    hostile.alternate_words,
    hostile.masked,
    hostile.hidden_link,
    hostile.script,
)
EACH = [
    pytest.param(trick, id=trick.__name__, marks=() if trick in ONE_OF_EACH_SORT else pytest.mark.slow)
    for trick in TRICKS
]


@pytest.mark.filterwarnings("ignore:This document has")  # a field that no form knows
@pytest.mark.parametrize("trick", EACH)
def test_a_trick_is_told_by_whoever_makes_the_hash_of_the_file_anew(act: bytes, trick: Trick) -> None:
    content = done(act, trick)
    assert not conforms(content)
    assert conforms(resealed(content)) == (trick in LEFT)


NAMED: dict[Trick, str] = {
    hostile.transfer: "TR",
    hostile.bookmark_script: "JS",
    hostile.dynamic_form: "XFA",
    hostile.portfolio: "Collection",
    hostile.spelled_out: "E",
}


@pytest.mark.parametrize("trick", NAMED, ids=lambda trick: trick.__name__)
def test_what_actgen_does_not_write_is_named(act: bytes, trick: Trick) -> None:
    lines = told(resealed(done(act, trick)))
    assert [line for line in lines if f"ne vient pas d’actgen : il porte « {NAMED[trick]} »" in line], lines


# ---------------------------------------------------------------- behind the act


@pytest.mark.parametrize("trick", EACH)
def test_a_trick_behind_an_act_is_no_signature(act: bytes, trick: Trick) -> None:
    assert isinstance(signed_behind(behind(act, trick), len(act)), Ecart)


@pytest.mark.parametrize("trick", [hostile.blank_mask, hostile.wide_border, hostile.filled_by_nobody])
def test_a_trick_before_a_true_signature_is_told(act: bytes, trick: Trick, tmp_path: Path) -> None:
    content = signed(behind(act, trick), "secretaire", "Membre 2", tmp_path)
    assert content.startswith(act)
    assert isinstance(signed_behind(content, len(act)), Ecart) and not conforms(content)


def _veil(writer: Any) -> None:
    from pyhanko.pdf_utils.generic import ArrayObject, NameObject, NumberObject

    page = writer.root["/Pages"]["/Kids"][0]
    page[NameObject("/CropBox")] = ArrayObject(map(NumberObject, (0, 400, 595, 842)))
    writer.update_container(page)


def test_a_trick_within_the_version_that_signs_is_told_by_a_journal_too(act: bytes, tmp_path: Path) -> None:
    content = signed(act, "maire", "Membre 1", tmp_path, along=_veil)
    assert content.startswith(act) and "INTACT:TRUSTED" in verdicts(content)["maire"]
    assert signed_behind(content, len(act)) is Ecart.AUTRE and not conforms(content)
    place = tmp_path / "acte.pdf"
    place.write_bytes(content)
    seen = compare(place, "acte.pdf", Entry("", Fingerprint(hashlib.sha256(act).hexdigest(), "")), {})
    assert seen[0].etat is Etat.DIFFERENT and "a reçu des ajouts" in seen[0].phrase


def test_a_signed_act_conforms_and_is_said_to_be_signed(act: bytes, once: bytes, tmp_path: Path) -> None:
    twice = signed(once, "secretaire", "Membre 2", tmp_path)
    unseen = signed(act, "cachet", "Membre 2", tmp_path, own=(0, 0, 0, 0))
    for content in (once, twice, unseen):
        assert isinstance(signed_behind(content, len(act)), tuple) and conforms(content)
    (piece,) = found(once)
    assert piece.etat is Etat.SIGNE and "porte une signature (champ maire)" in piece.phrase
    assert signed_since(twice, hashlib.sha256(act).hexdigest()) == ("maire", "secretaire")


def test_the_members_of_a_large_group_may_all_sign(act: bytes, tmp_path: Path) -> None:
    """Each signature is compared with the version before it: a head of objects is read once for all."""
    content = act
    for rank in range(12):
        content = signed(content, f"cachet{rank}", "Membre 2", tmp_path, own=(0, 0, 0, 0))
    begun = time.process_time()
    signed_behind_it = signed_behind(content, len(act))
    assert isinstance(signed_behind_it, tuple) and len(signed_behind_it) == 12
    assert time.process_time() - begun < 3, "a hundred of them must fit the ten seconds of a file"


def test_a_signature_that_is_made_to_last_conforms(act: bytes, once: bytes) -> None:
    """Time stamps of the document, with what validates them: PAdES B-LTA."""
    content = lasting(once)
    assert content.startswith(once) and b"/DocTimeStamp" in content
    assert signed_behind(content, len(act)) == ("maire",) and conforms(content)


def test_a_signature_of_zeros_or_of_other_bytes_is_refused(act: bytes, once: bytes) -> None:
    start = once.index(b"<", once.index(b"/Contents", len(act)) + 9) + 1
    end = once.index(b">", start)
    zeros = once[:start] + b"0" * (end - start) + once[end:]
    other = (
        once[: start + 600]
        + (b"1" if once[start + 600 : start + 601] != b"1" else b"2")
        + once[start + 601 :]
    )
    for content in (zeros, other):
        assert signed_behind(content, len(act)) is Ecart.FAUSSE
        (line,) = told(content)
        assert "porte une signature qui ne tient pas" in line


def test_a_field_of_the_tool_that_shows_is_no_bare_signature(act: bytes, tmp_path: Path) -> None:
    shown = signed(act, "cachet", "Membre 2", tmp_path, own=(90, 400, 300, 460))
    assert signed_behind(shown, len(act)) is Ecart.AUTRE


def test_a_signed_field_that_grows_over_the_page_is_told(once: bytes) -> None:
    from pyhanko.pdf_utils.generic import ArrayObject, NumberObject
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer, target = IncrementalPdfFileWriter(io.BytesIO(once)), io.BytesIO()
    field = writer.root["/AcroForm"]["/Fields"][0]
    field["/Rect"] = ArrayObject(map(NumberObject, (0, 0, 595, 842)))
    writer.mark_update(writer.root["/AcroForm"]["/Fields"].raw_get(0))
    writer.write(target)  # type: ignore[no-untyped-call]
    assert any("autre chose qu’une signature" in line for line in told(target.getvalue()))


@pytest.mark.parametrize(
    "added", [b"\n", b"x", b"\n%%EOF\n", b"9 0 obj\n<</ByteRange [0 1 2 3]>>\nendobj\n%%EOF\n"]
)
def test_bytes_behind_an_act_signed_or_not_are_told(act: bytes, once: bytes, added: bytes) -> None:
    for content in (act, once) if added.strip() else (act,):
        assert isinstance(signed_behind(content + added, len(act)), Ecart)
        assert not conforms(content + added)


@pytest.mark.parametrize("before", [b"\n", b"<script>alert(1)</script>", b"#!/bin/sh\n"])
def test_bytes_before_an_act_are_told(act: bytes, before: bytes) -> None:
    assert [piece.etat for piece in found(before + act)] == [Etat.ALTERE]


def test_a_cut_signed_act_is_told(act: bytes, once: bytes) -> None:
    assert isinstance(signed_behind(once[:-200], len(act)), Ecart)


def _places(content: bytes) -> dict[str, int]:
    """Round what the hash is written in, and at both ends."""
    identifier, behind_it = content.rindex(b"/ID [("), content.rindex(b"startxref")
    assert is_sealed(content) and identifier < behind_it
    return {
        "head": 0,
        "comment": content.index(b"\n") + 2,
        "before the hash": identifier - 1,
        "name of the hash": identifier + 1,
        "behind the hash": content.index(b"]", identifier + 6 + 32),
        "end": len(content) - 1,
    }


def test_every_byte_of_an_act_is_in_its_hash(act: bytes) -> None:
    for name, place in _places(act).items():
        flipped = act[:place] + bytes([act[place] ^ 1]) + act[place + 1 :]
        assert not is_sealed(first_version(flipped)), name
