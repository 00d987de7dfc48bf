"""What lies beside the files of a journal: an act of ours that was changed is never passed over."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from actgen.outputs.pdf import render_pdf
from actgen.verify import folders
from actgen.verify.folders import carrying_facts, compare_strangers, verify_folder
from actgen.verify.result import Etat, Piece, PieceKind
from actgen.writing.journal import JournalDraft
from actgen.writing.plan import OutputFile
from actgen.writing.write import write_outputs
from tests.outputs.conformity.signing import signed
from tests.outputs.sample_act import sample
from tests.verify.tampering import source, with_source

WRITTEN, OTHER = "1-acte.html", "1-acte-SIGNE.pdf"


@pytest.fixture(scope="module")
def act() -> bytes:
    return render_pdf(sample(projet=False), dated=date(2022, 12, 15))


@pytest.fixture(scope="module")
def false(act: bytes) -> bytes:
    """The act, whose data state one thing otherwise."""
    yaml = source(act)
    assert b"15" in yaml
    return with_source(act, yaml.replace(b"15", b"16"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    draft = JournalDraft("seances/essai.yaml", "tenue", {}, ())
    write_outputs(tmp_path / "actes", [OutputFile(WRITTEN, b"<p>acte</p>", "acte")], draft)
    return tmp_path / "actes"


def scan() -> bytes:
    pdf, target = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.save(target)
    return target.getvalue()


def locked(content: bytes, user: str = "") -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(owner="a", user=user))
    return target.getvalue()


def told(folder: Path, content: bytes) -> tuple[bool, list[Piece]]:
    """Whether a folder conforms with such a file beside its acts, and what is said of that file."""
    (folder / OTHER).write_bytes(content)
    found = verify_folder(folder)
    return found.conforme, [piece for piece in found.pieces if piece.nom.startswith(OTHER)]


def test_a_false_act_beside_the_true_one_is_compared_with_what_it_carries(folder: Path, false: bytes) -> None:
    conforms, (head, *facts) = told(folder, false)
    assert not conforms
    assert (head.nom, head.etat) == (OTHER, Etat.ETRANGER) and "ne dit plus la même chose" in head.phrase
    assert facts and all(fact.nom.startswith(f"{OTHER}, ") and fact.differe for fact in facts)
    assert {fact.etat for fact in facts} == {Etat.ETRANGER_DIFFERENT}


def test_a_false_act_that_was_signed_is_found_too(folder: Path, false: bytes, tmp_path: Path) -> None:
    conforms, pieces = told(folder, signed(false, "maire", "Membre 1", tmp_path))
    assert not conforms and [piece for piece in pieces if piece.genre is PieceKind.FAIT]


@pytest.mark.parametrize("way", ["saved", "locked"])
def test_an_act_that_was_packed_anew_or_locked_says_so(folder: Path, act: bytes, way: str) -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(act)) as pdf:
        pdf.save(target)
    conforms, (piece,) = told(folder, target.getvalue() if way == "saved" else locked(act))
    assert piece.etat is Etat.ETRANGER_DIFFERENT and not conforms
    assert ("octet pour octet" if way == "saved" else "protégé") in piece.phrase


def test_another_act_that_agrees_with_itself_is_told_and_is_no_difference(
    folder: Path, act: bytes, tmp_path: Path
) -> None:
    conforms, (piece,) = told(folder, signed(act, "maire", "Membre 1", tmp_path))
    assert conforms and piece.etat is Etat.ETRANGER
    assert "aucun des fichiers que le journal connaît. Il porte une signature" in piece.phrase


@pytest.mark.parametrize("content", [b"%PDF scan", b"", scan(), locked(scan(), "b")])
def test_of_a_scan_nothing_is_concluded(folder: Path, content: bytes) -> None:
    conforms, (piece,) = told(folder, content)
    assert conforms and piece.etat is Etat.ETRANGER
    assert "rien n’en est conclu" in piece.phrase


def test_one_hostile_file_hides_no_other(folder: Path, act: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, content in (("a.pdf", scan()), (OTHER, act)):
        (folder / name).write_bytes(content)
    paths = [folder / "a.pdf", folder / "gone.pdf", folder / OTHER]  # the process that reads them all stops
    assert carrying_facts(paths) == [folder / OTHER]
    monkeypatch.setattr(folders, "_AT_ONCE", 1)
    assert carrying_facts(paths) == [folder / OTHER]


@pytest.mark.parametrize("bound", ["_MOST_OPENED", "_MOST_COMPARED"])
def test_what_was_not_opened_is_said_and_differs(
    folder: Path, act: bytes, bound: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / OTHER).write_bytes(act)
    monkeypatch.setattr(folders, bound, 0)
    (piece,) = compare_strangers([folder / OTHER])
    assert piece.differe and "trop de PDF ajoutés" in piece.phrase
