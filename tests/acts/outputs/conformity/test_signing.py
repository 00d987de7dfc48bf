"""An act signed by the mayor, then by the secretary, in the fields that it has."""

from __future__ import annotations

import io
import random

import pytest
from pyhanko.pdf_utils.generic import NumberObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from actgen.acts.outputs.pdf import render_pdf
from tests.acts.outputs.conformity.clauses import faults
from tests.acts.outputs.conformity.signing import field_names, signed, verdicts
from tests.acts.outputs.pdf_text import page_texts
from tests.acts.outputs.sample_act import sample

pytestmark = pytest.mark.slow

ALONE = "INTACT:TRUSTED,UNTOUCHED"
FOLLOWED = "INTACT:TRUSTED,EXTENDED_WITH_FORM_FILLING,ACCEPTABLE_MODIFICATIONS"


@pytest.fixture(scope="module")
def act() -> bytes:
    return render_pdf(sample(projet=False))


@pytest.fixture(scope="module")
def once(act: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return signed(act, "maire", "Membre 1", tmp_path_factory.mktemp("une"))


@pytest.fixture(scope="module")
def twice(once: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return signed(once, "secretaire", "Membre 2", tmp_path_factory.mktemp("deux"))


def test_the_fields_are_those_of_the_mayor_and_the_secretary(act: bytes) -> None:
    assert field_names(act) == ["maire", "secretaire"]
    assert verdicts(act) == {}


def test_the_first_signature_stays_valid_when_the_second_is_set(once: bytes, twice: bytes) -> None:
    assert verdicts(once) == {"maire": ALONE}
    assert verdicts(twice) == {"maire": FOLLOWED, "secretaire": ALONE}


def test_signing_adds_and_rewrites_nothing(act: bytes, once: bytes, twice: bytes) -> None:
    assert once.startswith(act) and twice.startswith(once)


def test_a_signed_act_still_lasts_and_is_read_by_everyone(act: bytes, once: bytes, twice: bytes) -> None:
    assert faults(once) == [] and faults(twice) == []
    assert page_texts(twice) == page_texts(act)


@pytest.mark.parametrize("seed", range(2))
def test_one_byte_changed_makes_both_invalid(act: bytes, twice: bytes, seed: int) -> None:
    changed = bytearray(twice)
    stream = act.index(b"stream\n") + 7  # of a page: what is changed there still opens
    changed[stream + random.Random(seed).randrange(200)] ^= 1
    assert verdicts(bytes(changed)) == {"maire": "INVALID", "secretaire": "INVALID"}


def test_what_the_first_signed_cannot_be_changed_by_who_comes_after(once: bytes) -> None:
    """Who turns a page of a signed act, even in a revision that adds to the file, is found out."""
    writer = IncrementalPdfFileWriter(io.BytesIO(once))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = NumberObject(90)  # type: ignore[no-untyped-call]
    writer.update_container(page)
    written = io.BytesIO()
    writer.write(written)  # type: ignore[no-untyped-call]
    (verdict,) = verdicts(written.getvalue()).values()
    assert "SUSPICIOUS" in verdict or "ILLEGAL" in verdict
