"""`verify` names what is no longer what was written, whatever it has become, and concludes nothing more."""

from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pikepdf
import pytest

from actgen.acts.outputs.pdf import render_pdf
from actgen.acts.outputs.pdf_seal import sealed
from actgen.base.version import __version__
from actgen.delivery.verify import folders
from actgen.delivery.verify.alone import verify_alone
from actgen.delivery.verify.folders import verify_file, verify_folder, verify_folders
from actgen.delivery.verify.result import Etat, Piece, PieceKind, Verification
from actgen.reading.sources import Source
from actgen.session.writing.fingerprint import content_sha256
from actgen.session.writing.journal import ARCHIVE, JOURNAL, JournalDraft, read_journal
from actgen.session.writing.plan import OutputFile
from actgen.session.writing.write import write_outputs
from tests.acts.outputs.conformity.signing import signed
from tests.acts.outputs.sample_act import sample
from tests.delivery.verify.tampering import printed_fact

SESSION = "seances/essai.yaml"
TEMPLATE = "templates/deliberations/essai/corps.md"
PDF, WORD, PAGE = "1-acte.pdf", "1-acte.docx", "1-acte.html"


def small_pdf(words: bytes = b"BT ET") -> bytes:
    pdf, target = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.pages[0].Contents = pdf.make_stream(words)
    pdf.save(target, static_id=True)
    return sealed(target.getvalue())


def small_docx(words: bytes = b"<w/>", how: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", how) as archive:
        archive.writestr("word/document.xml", words * 50)
    return target.getvalue()


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    for name in (SESSION, TEMPLATE, "collectivites/essai.yaml"):
        place = tmp_path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"contenu: {name}\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def folder(workspace: Path) -> Path:
    read = {name: (workspace / name).read_bytes() for name in (SESSION, TEMPLATE, "collectivites/essai.yaml")}
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in read.items()}
    place = workspace / "output" / "essai"
    draft = JournalDraft(
        SESSION,
        "tenue",
        {"actgen": __version__},
        tuple(hashes.items()),
        (Source(TEMPLATE, read[TEMPLATE], hashes[TEMPLATE]),),
    )
    files = [
        OutputFile(PDF, small_pdf(), "acte"),
        OutputFile(WORD, small_docx(), "acte"),
        OutputFile(PAGE, b"<p>acte</p>", "acte"),
    ]
    write_outputs(place, files, draft)
    return place


def told(verification: Verification) -> dict[str, Etat]:
    return {piece.nom: piece.etat for piece in verification.pieces if piece.a_dire}


def one(verification: Verification, name: str) -> Piece:
    (piece,) = (each for each in verification.pieces if each.nom == name and each.a_dire)
    return piece


def flip(place: Path, where: int) -> None:
    content = bytearray(place.read_bytes())
    content[where] ^= 1
    place.write_bytes(content)


def test_nothing_changed(folder: Path) -> None:
    found = verify_folder(folder)
    assert found.conforme
    assert told(found) == {}
    assert {piece.nom for piece in found.pieces} == {
        PDF, WORD, PAGE, ARCHIVE, TEMPLATE, SESSION, "collectivites/essai.yaml"
    }  # fmt: skip


@pytest.mark.parametrize("name", [PAGE, f"../../{SESSION}", "../../collectivites/essai.yaml"])
def test_each_byte_of_a_text_counts(folder: Path, name: str) -> None:
    place = folder / name
    for where in range(place.stat().st_size):
        flip(place, where)
        found = verify_folder(folder)
        assert not found.conforme
        assert told(found) == {name.removeprefix("../../"): Etat.DIFFERENT}
        flip(place, where)
    assert verify_folder(folder).conforme


@pytest.mark.parametrize("name", [PDF, WORD, PAGE, ARCHIVE, f"../../{SESSION}"])
def test_what_is_gone_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    found = verify_folder(folder)
    assert not found.conforme
    assert told(found)[name.removeprefix("../../")] is Etat.ABSENT


@pytest.mark.parametrize(
    "spoil", [lambda content: content[:-1] + b"x", lambda _: b"PK\x03\x04 pas une archive"]
)
def test_kept_templates_are_those_of_their_archive(folder: Path, spoil: Callable[[bytes], bytes]) -> None:
    place = folder / ARCHIVE
    place.write_bytes(spoil(place.read_bytes()))
    found = verify_folder(folder)
    assert told(found) == {ARCHIVE: Etat.DIFFERENT} and found.combien(PieceKind.MODELE) == 0


def test_a_file_packed_anew_is_another_file(folder: Path) -> None:
    (folder / WORD).write_bytes(small_docx(how=zipfile.ZIP_STORED))
    found = verify_folder(folder)
    assert not found.conforme
    assert told(found) == {WORD: Etat.DIFFERENT}


def test_what_was_put_behind_a_pdf_is_told(folder: Path) -> None:
    """A signature is put there, and anything else that changes what is seen."""
    content = (folder / PDF).read_bytes()
    (folder / PDF).write_bytes(content + b"1 0 obj<</Type/Sig/ByteRange[0 1 2 3]>>endobj\n%%EOF\n")
    piece = one(verify_folder(folder), PDF)
    assert piece.etat is Etat.DIFFERENT
    assert "octet pour octet" in piece.phrase and "signature" not in piece.phrase, "a comment signs nothing"


def test_a_paper_without_data_that_was_signed_since_conforms(folder: Path, tmp_path: Path) -> None:
    """Of the pages of the register nothing is carried: the bytes that were written are their proof."""
    written = (folder / PDF).read_bytes()
    (folder / PDF).write_bytes(signed(written, "cachet", "Membre 1", tmp_path, own=(0, 0, 0, 0)))
    found = verify_folder(folder)
    assert found.conforme and one(found, PDF).etat is Etat.SIGNE


@pytest.mark.timeout(60)
def test_a_pipe_is_waited_for_by_nobody(folder: Path) -> None:
    os.mkfifo(folder / "x.pdf")
    assert told(verify_folder(folder)) == {"x.pdf": Etat.ETRANGER}
    assert told(verify_file(folder / "x.pdf", folder)) == {
        JOURNAL: Etat.DIFFERENT, "x.pdf": Etat.DIFFERENT
    }  # fmt: skip
    for name in (PDF, JOURNAL):
        (folder / name).unlink()
        os.mkfifo(folder / name)
        assert told(verify_folder(folder))[name] is Etat.DIFFERENT


@pytest.fixture(scope="module")
def act() -> bytes:
    return render_pdf(sample(projet=False))


@pytest.fixture(scope="module")
def once(act: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return signed(act, "maire", "Membre 1", tmp_path_factory.mktemp("une"))


@pytest.fixture
def real(folder: Path, act: bytes) -> Path:
    """The folder, where the PDF is a whole act."""
    before = read_journal(folder)
    draft = JournalDraft(SESSION, "tenue", before.versions, tuple(before.sources.items()), ())
    write_outputs(folder, [OutputFile(PDF, act, "acte")], draft)
    return folder


@pytest.mark.parametrize("name", [PDF, "1-acte-SIGNE.pdf"])
def test_an_act_that_was_signed_since_still_conforms(real: Path, once: bytes, name: str) -> None:
    (real / name).write_bytes(once)
    found = verify_folder(real)
    assert found.conforme and found.differences == ()
    piece = one(found, name)
    assert piece.etat is Etat.SIGNE
    assert piece.phrase.startswith(
        "commence par le fichier d’origine, octet pour octet, puis porte une signature"
    )
    assert told(verify_file(real / name, real)) == {name: Etat.SIGNE}


def test_the_fact_that_differs_in_a_pdf_is_named(real: Path, act: bytes) -> None:
    changed, what = printed_fact(act, Random(3))
    (real / PDF).write_bytes(changed)
    facts = [piece for piece in verify_folder(real).pieces if piece.genre is PieceKind.FAIT]
    assert [piece for piece in facts if piece.nom.startswith(f"{PDF}, page ")], what


def test_a_pdf_that_the_journal_does_not_know_is_compared_with_what_it_carries(
    folder: Path, act: bytes, tmp_path: Path
) -> None:
    place = tmp_path / "recu.pdf"
    place.write_bytes(act)
    found = verify_file(place, folder)
    assert found.seul and not found.conforme and found.enonces > 50
    assert told(found) == {JOURNAL: Etat.DIFFERENT}
    place.write_bytes(small_pdf(b"q Q"))
    found = verify_file(place, folder)
    assert not found.conforme
    assert told(found) == {JOURNAL: Etat.DIFFERENT, "recu.pdf": Etat.NON_COMPARE}


def test_a_journal_made_again_for_a_changed_pdf_is_told_by_its_seal(folder: Path) -> None:
    """Whoever changes a PDF and its hash in the journal has one more to change: the seal."""
    changed = small_pdf().replace(b"/Type /Page", b"/Type /Pagf", 1)
    (folder / PDF).write_bytes(changed)
    journal = json.loads((folder / JOURNAL).read_bytes())
    journal["fichiers"][PDF]["sha256"] = hashlib.sha256(changed).hexdigest()
    (folder / JOURNAL).write_text(json.dumps(journal), encoding="utf-8")
    found = verify_folder(folder)
    assert not found.conforme
    assert "lui et le journal ont été changés" in one(found, PDF).phrase


def test_two_files_that_changed_places_are_each_told_by_the_name_of_the_other(real: Path) -> None:
    word, page = (real / WORD).read_bytes(), (real / PAGE).read_bytes()
    (real / WORD).write_bytes(page)
    (real / PAGE).write_bytes(word)
    found = verify_folder(real)
    assert told(found) == {WORD: Etat.DIFFERENT, PAGE: Etat.DIFFERENT}
    for name, other in ((WORD, PAGE), (PAGE, WORD)):
        assert f"identique à «\u00a0{other}\u00a0» du journal" in one(found, name).phrase
    assert "identique à" in one(verify_file(real / PAGE, real), PAGE).phrase


def test_a_link_is_not_followed(folder: Path) -> None:
    (folder / PAGE).rename(folder.parent / "ailleurs.html")
    (folder / PAGE).symlink_to(folder.parent / "ailleurs.html")
    (folder / PDF).rename(folder.parent / "ailleurs.pdf")
    (folder / PDF).symlink_to(folder.parent / "ailleurs.pdf")
    assert told(verify_folder(folder)) == {PAGE: Etat.DIFFERENT, PDF: Etat.DIFFERENT}


def test_a_stranger_is_told_and_proves_nothing(folder: Path) -> None:
    (folder / "1-acte-SIGNE.pdf").write_bytes(b"%PDF scan")
    found = verify_folder(folder)
    assert found.conforme
    assert told(found) == {"1-acte-SIGNE.pdf": Etat.ETRANGER}


def test_sources_elsewhere_are_compared_when_their_place_is_given(
    folder: Path, workspace: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    moved = tmp_path_factory.mktemp("loin") / "de" / "tout" / "recu" / "essai"
    moved.parent.mkdir(parents=True)
    folder.rename(moved)
    found = verify_folder(moved)
    assert found.conforme
    assert told(found)[SESSION] is Etat.NON_COMPARE
    assert told(verify_folder(moved, workspace)) == {}
    (workspace / SESSION).write_text("autre", encoding="utf-8")
    assert told(verify_folder(moved, workspace)) == {SESSION: Etat.DIFFERENT}


def test_a_journal_names_no_file_outside_the_workspace(folder: Path, workspace: Path) -> None:
    """A hostile journal learns nothing of a file that isn't the workspace's, nor of its hash."""
    secret = workspace.parent / f"{workspace.name}.secret"
    secret.write_text("secret", encoding="utf-8")
    place = folder / JOURNAL
    written = place.read_text(encoding="utf-8").replace(SESSION, f"../{secret.name}")
    old = hashlib.sha256((workspace / SESSION).read_bytes()).hexdigest()
    place.write_text(written.replace(old, hashlib.sha256(b"secret").hexdigest()), encoding="utf-8")
    assert told(verify_folder(folder))[f"../{secret.name}"] is Etat.ABSENT


@pytest.mark.parametrize(
    "change", [lambda text: text[:-40], lambda text: text.replace('"format": 1', '"format": 2')]
)
def test_a_journal_that_cannot_be_read_is_told(folder: Path, change: Callable[[str], str]) -> None:
    place = folder / JOURNAL
    place.write_text(change(place.read_text(encoding="utf-8")), encoding="utf-8")
    for found in (verify_folder(folder), verify_file(folder / PDF, folder)):
        assert not found.conforme
        assert told(found) == {JOURNAL: Etat.DIFFERENT}


def test_one_act_is_held_against_a_journal(folder: Path, tmp_path: Path) -> None:
    assert verify_file(folder / WORD, folder).conforme
    renamed = tmp_path / "recu.docx"
    renamed.write_bytes((folder / WORD).read_bytes())
    assert verify_file(renamed, folder).conforme
    renamed.write_bytes(small_docx(b"<v/>"))
    assert told(verify_file(renamed, folder)) == {"recu.docx": Etat.DIFFERENT}


def verdicts(folder: Path) -> list[tuple[str, bool, list[str]]]:
    return [
        (each.demande, each.conforme, [piece.nom for piece in each.differences])
        for each in verify_folders(folder)
    ]


def test_folders_below_are_found(folder: Path) -> None:
    assert verdicts(folder.parent) == [(folder.as_posix(), True, [])]
    assert verdicts(folder / "..") == [((folder / ".." / "essai").as_posix(), True, [])]


@pytest.mark.parametrize("kept", [PDF, "4-certificat-09.html", ARCHIVE])
def test_acts_without_their_journal_are_told_and_other_folders_are_not(folder: Path, kept: str) -> None:
    below = folder / "archive"
    below.mkdir()
    for name in (JOURNAL, PDF, WORD, PAGE, ARCHIVE):
        (below / name).write_bytes((folder / name).read_bytes())
        (folder / name).unlink()
    of_others = folder.parent / "photos"
    of_others.mkdir()
    (of_others / "1-salle.pdf").write_bytes(small_pdf())
    (folder / kept).write_bytes(small_pdf())
    named = [kept.replace(PDF, "1-deliberation-09.pdf")]
    (folder / kept).rename(folder / named[0])
    assert verdicts(folder.parent) == [(folder.as_posix(), False, [JOURNAL]), (below.as_posix(), True, [])]
    assert verdicts(folder)[0] == (folder.as_posix(), False, [JOURNAL])


@pytest.mark.parametrize("bound", ["_MOST_FOLDERS", "_DEEPEST"])
def test_a_search_that_stops_says_so(folder: Path, bound: str, monkeypatch: pytest.MonkeyPatch) -> None:
    below = folder / "scans"
    below.mkdir()
    (below / "scan.pdf").write_bytes(small_pdf())
    assert all(conforms for _, conforms, _ in verdicts(folder))
    monkeypatch.setattr(folders, bound, 1 if bound == "_MOST_FOLDERS" else 0)
    first, last = verify_folders(folder)
    assert first.conforme and not last.conforme and "tout n’a pas été vu" in last.pieces[0].phrase


# ---------------------------------------------------------------- what is opened


def test_a_pdf_that_cannot_be_opened_any_more_says_why(folder: Path) -> None:
    target = io.BytesIO()
    with pikepdf.open(folder / PDF) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(owner="a", user="b"))
    for content, why in ((target.getvalue(), "protégé par un mot de passe"), (b"bonjour", "n’a pas pu être")):
        (folder / PDF).write_bytes(content)
        words = one(verify_folder(folder), PDF).phrase
        assert words.startswith("modifié depuis qu’actgen l’a écrit") and why in words


def test_a_spoilt_part_of_a_zip_is_no_crash() -> None:
    content = bytearray(small_docx(bytes(range(256))))
    content[70] ^= 0xFF  # in the compressed part
    assert content_sha256("a.docx", bytes(content)) == content_sha256("a.txt", bytes(content))


@pytest.mark.slow
@pytest.mark.apart
def test_a_stream_that_swells_harms_nobody(folder: Path) -> None:
    """4 GB of zeros in a PDF of some MB: opened apart, with so much memory and no more."""
    import zlib

    squeezed = zlib.compressobj(9)
    parts = [squeezed.compress(bytes(50_000_000)) for _ in range(80)]
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.pages[0].Contents = pikepdf.Stream(
        pdf, b"".join([*parts, squeezed.flush()]), Filter=pikepdf.Name.FlateDecode
    )
    pdf.save(folder / PDF)
    assert told(verify_folder(folder)) == {PDF: Etat.DIFFERENT}


def test_what_is_put_round_a_file_is_a_fault(folder: Path) -> None:
    """Zip and PDF readers skip what comes before: it is another file all the same."""
    before = {name: (folder / name).read_bytes() for name in (WORD, PDF)}
    (folder / WORD).write_bytes(b"#!/bin/sh\nexit\n" + before[WORD])
    (folder / PDF).write_bytes(b"<html>autre acte</html>\n" + before[PDF])
    found = verify_folder(folder)
    assert not found.conforme
    assert {piece.nom for piece in found.differences} >= {WORD, PDF}
    assert all(piece.phrase.startswith("modifié depuis qu’actgen") for piece in found.differences)


def test_each_stranger_is_told(folder: Path) -> None:
    (folder / "autre.docx").write_bytes((folder / WORD).read_bytes())
    (folder / "autre.pdf").write_bytes((folder / PDF).read_bytes())
    (folder / "scan.pdf").write_bytes(b"%PDF scan")
    found = verify_folder(folder)
    assert found.conforme
    told_of = {piece.nom: piece.phrase for piece in found.pieces if piece.phrase}
    assert told_of.keys() == {"autre.docx", "autre.pdf", "scan.pdf"}
    assert f"« {WORD} »".replace(" ", "\u00a0") in told_of["autre.docx"]


def test_a_folder_is_held_against_the_journal_kept_elsewhere(folder: Path, tmp_path: Path) -> None:
    kept = tmp_path / "coffre"
    kept.mkdir()
    (kept / JOURNAL).write_bytes((folder / JOURNAL).read_bytes())
    (folder / JOURNAL).write_text("{}", encoding="utf-8")
    assert verify_folder(folder, journal_folder=kept).conforme
    (folder / PAGE).write_text("autre", encoding="utf-8")
    assert told(verify_folder(folder, journal_folder=kept)) == {PAGE: Etat.DIFFERENT}


def test_sources_are_found_round_the_acts_and_from_the_current_folder_and_not_beside(
    folder: Path, workspace: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = tmp_path_factory.mktemp("ailleurs") / "loin" / "de" / "tout"
    away.mkdir(parents=True)
    folder.rename(away / "output")
    monkeypatch.chdir(away)
    assert told(verify_folder(away / "output"))[SESSION] is Etat.NON_COMPARE
    workspace.rename(away / "espace")
    assert told(verify_folder(away / "output"))[SESSION] is Etat.NON_COMPARE
    (away / "output").rename(away / "espace" / "output")
    assert told(verify_folder(away / "espace" / "output")) == {}
    (away / "espace" / "output").rename(away / "output")
    moved = away.parents[1] / "recu"
    (away / "output").rename(moved)
    monkeypatch.chdir(away / "espace")
    assert told(verify_folder(moved)) == {}
    (away / "espace" / SESSION).write_text("autre", encoding="utf-8")
    assert told(verify_folder(moved)) == {SESSION: Etat.DIFFERENT}


@pytest.mark.slow
@pytest.mark.apart
def test_two_hundred_flipped_bytes_say_nothing_on_the_terminal(
    real: Path, act: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    """Libraries in C and tracebacks too: what they print is no French of ours."""
    chance = Random(20221215)
    place = real / "flip.pdf"
    for _ in range(200):
        content = bytearray(act)
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        place.write_bytes(content)
        verify_alone(place)
    assert capfd.readouterr() == ("", "")
