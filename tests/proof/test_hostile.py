"""A closed world: whatever was done to an act, named or not, it is no longer said to conform."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from actgen.outputs.house.look import Look
from actgen.outputs.pdf import render_pdf
from actgen.outputs.pdf_seal import first_version, is_sealed
from actgen.proof.fichiers import comparer
from actgen.proof.pieces import Etat, Piece
from actgen.proof.seul import examiner
from actgen.reading.revisions import Ecart, ecart_de_signature
from actgen.writing import Entry, Fingerprint
from tests.outputs.house.samples import letterhead
from tests.outputs.sample_act import sample
from tests.proof import hostile, moved
from tests.proof.behind import Trick, behind
from tests.proof.hostile import TRICKS
from tests.proof.signing import signed, verdicts
from tests.proof.tampering import opened, resealed, sealed_again


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


CUT = "la page a été recoupée ou tournée"
NOT_PRINTED = "est dans ses données et n’est pas imprimé"
FILLED, DRAWN = "est rempli sans avoir été signé", "quelque chose est dessiné dans le champ"
LEADS, OF_THE_FILE = "un lien mène à", "ses données disent"
UNREAD, ELSEWHERE = "sans pouvoir se lire", "n’est pas imprimé à sa place"
NAMED: dict[Trick, str] = {
    hostile.upside_down: CUT,
    hostile.other_drawing: NOT_PRINTED,
    hostile.one_page_less: NOT_PRINTED,
    hostile.two_pages_changed_over: "elles ne sont plus dans leur ordre",
    hostile.filled_by_nobody: FILLED,
    hostile.filled_and_wide: FILLED,
    hostile.stray_widget: DRAWN,
    hostile.second_content: "n’est pas dans ses données",
    hostile.swapped_paragraphs: NOT_PRINTED,
    hostile.hidden_link: f"{LEADS} «\u00a0https://example.org/\u00a0»",
    hostile.hidden_program: f"{LEADS} «\u00a0?\u00a0»",
    hostile.script: "contenu ajouté\u00a0: des actions",
    hostile.other_title: OF_THE_FILE,
    hostile.other_description: OF_THE_FILE,
    hostile.undescribed: OF_THE_FILE,
    moved.words_off_the_page: UNREAD,
    moved.tiny_words: UNREAD,
    moved.white_words: UNREAD,
    moved.swapped_cells: ELSEWHERE,
    moved.cell_over_another: ELSEWHERE,
    moved.swapped_lines: ELSEWHERE,
}
"""What is said of a trick whoever did it, the hash of the file made anew or not."""

SEALED_ONLY: dict[str, tuple[Trick, ...]] = {
    "a page is hashed with what it draws, not with the states, spaces and profile that paint it": (
        hostile.blank_mask,
        hostile.blend,
        hostile.thick,
        hostile.white_colours,
        hostile.other_profile,
    ),
    "a picture is hashed with its bytes, not with how it is shown": (
        hostile.negative,
        hostile.masked,
        hostile.narrow,
        hostile.another_when_printed,
    ),
    "an empty field is no part of what the act says: who signs sees what it is called and where it is": (
        hostile.coloured_field,
        hostile.wide_field,
        hostile.renamed_field,
        hostile.told_otherwise,
        hostile.dynamic_form,
    ),
    "a voice is held to the words and their order, not to the roles, tongues and hints of the tags": (
        hostile.alternate_words,
        hostile.spelled_out,
        hostile.unheard,
        hostile.other_roles,
        hostile.head_as_cell,
        hostile.other_scope,
        hostile.other_language,
        hostile.paragraph_in_another_language,
        hostile.unmarked,
    ),
    "the data are those that the file lists under their name: others hang elsewhere": (
        hostile.other_source,
        hostile.shown_under_another_name,
        hostile.file_of_a_page,
    ),
    "what surrounds the pages prints no word on them": (
        hostile.wide_border,
        hostile.miniature,
        hostile.base_of_links,
        hostile.portfolio,
        hostile.numbers_of_pages,
        hostile.other_tool,
    ),
}
"""Tricks that no rule reads, by why: the hash of the file finds them, and who makes it anew hides them."""

PAGE_ONLY: dict[str, tuple[Trick, ...]] = {
    "paragraphs stand side by side in some acts (signatures, what a signature is beside): "
    "only the lines of one paragraph and the cells of one row are held to their order": (
        moved.swapped_paragraphs_on_the_page,
    ),
}
"""Tricks that the hash of their page finds: who makes it anew too, with that of the file, hides them."""


def done(act: bytes, trick: Trick) -> bytes:
    with opened(act) as (pdf, target):
        trick(pdf)
    return target.getvalue()


def forged(act: bytes, trick: Trick) -> bytes:
    """The act with a trick and the hash of the file made anew; those of the pages too, where words moved."""
    again = sealed_again if trick.__module__ == moved.__name__ else resealed
    return again(done(act, trick))


def name_of(trick: Trick) -> str:
    return trick.__name__


def test_each_trick_is_named_or_left_to_the_hash_of_the_file() -> None:
    left = (*SEALED_ONLY.values(), *PAGE_ONLY.values())
    listed = [*NAMED, *(trick for tricks in left for trick in tricks)]
    assert sorted(map(name_of, listed)) == sorted(map(name_of, TRICKS))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:This document has")  # a field that no form knows
@pytest.mark.parametrize("trick", NAMED, ids=name_of)
def test_a_trick_is_named_whoever_makes_the_hash_of_the_file_anew(act: bytes, trick: Trick) -> None:
    found = pieces(forged(act, trick))
    assert [piece for piece in found if piece.differe and NAMED[trick] in piece.phrase]


@pytest.mark.slow
@pytest.mark.parametrize("trick", [each for tricks in SEALED_ONLY.values() for each in tricks], ids=name_of)
def test_a_trick_that_no_rule_reads_is_found_by_the_hash_alone(act: bytes, trick: Trick) -> None:
    """Where a rule comes to read it, it is to be named above."""
    content = done(act, trick)
    assert [piece.etat for piece in pieces(content)] == [Etat.ALTERE]
    assert conforms(resealed(content))


@pytest.mark.slow
@pytest.mark.parametrize("trick", [each for tricks in PAGE_ONLY.values() for each in tricks], ids=name_of)
def test_a_trick_that_only_the_hash_of_a_page_finds(trick: Trick) -> None:
    act = render_pdf(sample(projet=False))  # without a picture, whose hash is made in another way
    (piece,) = pieces(done(act, trick))
    assert "n’est plus dessinée comme à l’origine" in piece.phrase
    assert conforms(forged(act, trick))


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
    found = comparer(place, "acte.pdf", _entry(act), {})
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
    (piece, *_) = pieces(resealed(done(act, hostile.filled_by_nobody)))
    assert "le champ «\u00a0maire\u00a0» est rempli sans avoir été signé" in piece.phrase


def test_a_cut_signed_act_is_told(act: bytes, once: bytes) -> None:
    assert ecart_de_signature(act, once[:-200]) is not None
    assert ecart_de_signature(act, act[:-1] + b"\r" + once[len(act) :]) is Ecart.AUTRE


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
