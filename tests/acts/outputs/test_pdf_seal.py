"""The identifier of a PDF is a hash of all its bytes, by a recipe that anybody can follow."""

from __future__ import annotations

import hashlib
import re

import pytest

from actgen.acts.outputs.pdf import render_pdf
from actgen.acts.outputs.pdf_seal import first_version, is_sealed, sealed
from tests.acts.outputs.sample_act import sample


@pytest.fixture(scope="module")
def act() -> bytes:
    return render_pdf(sample(projet=False))


def test_the_recipe_is_the_one_that_is_told(act: bytes) -> None:
    identifier = re.search(rb"/ID \[\((.{32})\) \(\1\)\]", act)
    assert identifier is not None
    blank = act.replace(identifier[1], b"0" * 32)
    assert len(blank) == len(act) and act.count(identifier[1]) == 2
    assert hashlib.sha256(blank).hexdigest()[:32].encode() == identifier[1]


def test_an_act_is_sealed_and_the_same_bytes_each_time(act: bytes) -> None:
    assert is_sealed(act) and sealed(act) == act == render_pdf(sample(projet=False))
    assert first_version(act) == act == first_version(act + b"more\nstartxref\n12\n%%EOF\n")


@pytest.mark.parametrize("before", [b"\n", b"<script>", b"#!/bin/sh\n"])
def test_what_stands_before_the_file_breaks_it_even_sealed_anew(act: bytes, before: bytes) -> None:
    assert not is_sealed(before + act) and not is_sealed(sealed(before + act))


def test_either_half_of_the_identifier_counts(act: bytes) -> None:
    for half in re.findall(rb"[(]([0-9a-f]{32})[)]", act):
        other = bytes([half[0] ^ 1]) + half[1:]
        assert not is_sealed(act.replace(half, other, 1))
    assert not is_sealed(b"") and first_version(b"%PDF-1.7") == b""
    with pytest.raises(RuntimeError):
        sealed(b"%PDF-1.7\n%%EOF\n")
