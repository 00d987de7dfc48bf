"""An act signed by a real tool is known as the file that was written, completed; no other is."""

from __future__ import annotations

import hashlib
import resource
import zlib
from pathlib import Path
from random import Random

import pytest

from actgen.acts.outputs.pdf import render_pdf
from actgen.delivery.exports.signed_copy import fault_of
from actgen.reading.signed_pdf import Ecart, signed_since
from tests.acts.outputs.conformity.signing import signed
from tests.acts.outputs.sample_act import sample
from tests.delivery.verify.tampering import added_behind


@pytest.mark.slow
def test_an_act_signed_twice_is_the_one_that_was_written(tmp_path: Path) -> None:
    act = render_pdf(sample(projet=False))
    sha256 = hashlib.sha256(act).hexdigest()
    once = signed(act, "maire", "Membre 1", tmp_path)
    twice = signed(once, "secretaire", "Membre 2", tmp_path)
    assert signed_since(once, sha256) == ("maire",)
    assert signed_since(twice, sha256) == ("maire", "secretaire")
    assert fault_of("acte.pdf", twice) == ""
    changed = bytearray(twice)
    changed[len(act) // 2] ^= 1
    assert signed_since(bytes(changed), sha256) is None
    assert signed_since(act, sha256) is None, "nothing was added: it would be the journal's own file"
    behind, _ = added_behind(twice, Random(1))
    assert signed_since(behind, sha256) is Ecart.SANS_SIGNATURE, "as verify says"
    between, _ = added_behind(once, Random(1))
    late = signed(between, "secretaire", "Membre 2", tmp_path)
    assert signed_since(late, sha256) is Ecart.SANS_SIGNATURE, "a version that the first signer never saw"


@pytest.mark.slow
def test_a_bomb_is_refused_and_harms_nobody() -> None:
    """A file of a few hundred kilobytes whose table of objects opens into gigabytes."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert fault_of("annexe.pdf", _bomb(2_500)) in (
        "est démesuré, au point de ne pas s’ouvrir",  # no time left
        "est incomplet ou abîmé",  # no memory left
    )
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000, "kilobytes of this process"


def _bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(9)
    zeros = b"\0" * 1_000_000
    packed = b"".join(packer.compress(zeros) for _ in range(megabytes)) + packer.flush()
    table = b"4 0 obj\n<</Type/XRef/Size 5/W[1 4 1]/Root 1 0 R/Filter/FlateDecode/Length %d>>\nstream\n"
    head = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    return head + table % len(packed) + packed + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(head)
