"""An act signed by a real tool is known as the file that was written, completed; no other is."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from actgen.exports.pieces import complete, faute
from actgen.rendering.pdf import render_pdf
from tests.proof.signing import signed
from tests.rendering.sample_act import sample


@pytest.mark.slow
def test_an_act_signed_twice_is_the_one_that_was_written(tmp_path: Path) -> None:
    act = render_pdf(sample(projet=False))
    sha256 = hashlib.sha256(act).hexdigest()
    once = signed(act, "maire", "Membre 1", tmp_path)
    twice = signed(once, "secretaire", "Membre 2", tmp_path)
    assert complete(once, sha256) and complete(twice, sha256)
    assert faute("acte.pdf", twice) == ""
    changed = bytearray(twice)
    changed[len(act) // 2] ^= 1
    assert not complete(bytes(changed), sha256)
    assert not complete(act, sha256), "nothing was added: it would be the journal's own file"
