"""A sheet that has been signed stays: what is written down of its signature doesn't contradict it."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.cli import main
from actgen.delivery.verify.folders import verify_folder
from actgen.session.writing.plan import Outcome

from .espaces import lance
from .test_plus_dus import espace_avec
from .test_texte_soumis import EXECUTOIRE


def signee(folder: Path, suite: str) -> Path:
    """The sheet of Hanvec, made once it has signed; its coordinator may sign, so that it is no PROJET."""
    file = espace_avec(folder, "adoptée", suite)
    text = file.read_text(encoding="utf-8")
    named = "  represente_par: Mme Membre 1, maire\n"
    assert text.count(named) == 1
    text = text.replace(named, f"{named}  deliberation:\n    date: 07/11/2024\n")
    file.write_text(text.replace("  retours:\n", f"  retours:\n{EXECUTOIRE}"), encoding="utf-8")
    return file


SIGNEE = ", signee_le: 20/11/2024"


def test_a_format_that_is_asked_for_after_the_signature_touches_nothing_of_what_was_signed(
    tmp_path: Path,
) -> None:
    lance(signee(tmp_path, ""), tmp_path / "out")
    (sheet,) = (tmp_path / "out").rglob("3-signature-29078-hanvec.html")
    copie, word = sheet.with_name(f"{sheet.stem}-SIGNE.pdf"), sheet.with_suffix(".docx")
    copie.write_bytes(b"scanned")
    sheet.write_bytes(b"signed")
    for outcome in (Outcome.WRITTEN, Outcome.UNCHANGED):
        batch, issues = lance(signee(tmp_path, SIGNEE), tmp_path / "out", ("html", "docx"))
        assert batch.report.errors == ()
        told = {each.name: each for issue in issues for each in issue.written}
        assert (sheet.read_bytes(), copie.read_bytes()) == (b"signed", b"scanned") and copie.name not in told
        assert told[sheet.name].outcome is Outcome.KEPT and "gardé tel quel" in told[sheet.name].phrase
        assert told[word.name].outcome is outcome and word.is_file()  # it says what was signed


@pytest.mark.parametrize("signed", [True, False])
def test_no_format_is_made_beside_a_signed_sheet_that_would_say_something_else(
    tmp_path: Path, signed: bool
) -> None:
    lance(signee(tmp_path, SIGNEE), tmp_path / "out")
    (sheet,) = (tmp_path / "out").rglob("3-signature-29078-hanvec.html")
    if signed:
        sheet.write_bytes(b"signed")
    content = sheet.read_bytes()
    _, issues = lance(signee(tmp_path, f"{SIGNEE}, numero: 8"), tmp_path / "out", ("docx",))
    told = {each.name: each for issue in issues for each in issue.written}
    word = sheet.with_suffix(".docx")
    assert told[word.name].outcome is Outcome.NOT_REWRITTEN and "ne correspond plus" in told[word.name].phrase
    assert not word.exists() and sheet.read_bytes() == content


@pytest.mark.parametrize("avant", ["", ", signataire: 'Mme Membre 7, maire'"])
def test_a_signature_written_down_with_its_name_contradicts_no_sheet_on_which_it_was_signed(
    tmp_path: Path, avant: str
) -> None:
    """The name was left to be written by hand, or printed: what was signed is the sheet that is there."""
    out = tmp_path / "out"
    lance(signee(tmp_path, avant), out)
    (sheet,) = out.rglob("3-signature-29078-hanvec.html")
    content = sheet.read_bytes()
    for _ in range(2):
        signed = signee(tmp_path, f"{SIGNEE}, signataire: 'Mme Membre 7, maire'")
        batch, issues = lance(signed, out, ("html", "docx"))
        told = {each.name: each for issue in issues for each in issue.written}
        assert told[sheet.name].outcome is Outcome.UNCHANGED and sheet.read_bytes() == content
        assert batch.report.errors == () and sheet.with_suffix(".docx").is_file()
        assert verify_folder(sheet.parent, tmp_path).conforme
    nom = "Membre 7" if avant else "……"
    assert nom in sheet.read_text(encoding="utf-8").replace("\u00a0", " ")


def test_another_name_than_the_one_that_was_printed_is_told(tmp_path: Path) -> None:
    lance(signee(tmp_path, ", signataire: 'Mme Membre 6, maire'"), tmp_path / "out")
    _, issues = lance(signee(tmp_path, f"{SIGNEE}, signataire: 'Mme Membre 7, maire'"), tmp_path / "out")
    told = {each.name: each for issue in issues for each in issue.written}
    assert told["3-signature-29078-hanvec.html"].outcome is Outcome.NOT_REWRITTEN


@pytest.mark.parametrize(("form", "told"), [("html", "3-signature-29078-hanvec.html"), ("docx", "")])
def test_only_files_that_are_there_are_told_to_stay(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    form: str,
    told: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    main(["batch", str(signee(tmp_path, SIGNEE)), "--formats", "html"])
    capsys.readouterr()
    formats = "html,docx" if form == "html" else form
    main(["batch", str(signee(tmp_path, f"{SIGNEE}, numero: 8")), "--formats", formats])
    out = " ".join(capsys.readouterr().out.split())
    if told:
        assert f"Hanvec : {told}" in out or f"coordonnateur : {told}" in out
        assert "ce fichier reste" in out and "(.docx" not in out
    else:
        assert "ce fichier reste" not in out and "3-signature-29078-hanvec.docx" in out
