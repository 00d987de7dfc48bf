"""A coordinator that has refused, or whose answer is in doubt: nothing final is made for members to sign."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.base.diagnostics import Severity
from actgen.cli import main
from actgen.group.dossier import dossier
from actgen.group.suivi import with_annexe_1

from .espaces import contenus, lance
from .test_texte_soumis import ARRETEE, EXECUTOIRE, VOTE, ajoute, ecrit, groupe

pytestmark = pytest.mark.usefixtures("before_the_launch")

RETOURS = """commune;vote;deliberation;transmise;recue_prefecture;publiee
Hanvec;adoptée;14/11/2024;18/11/2024;18/11/2024;19/11/2024
Le Faou;{coordonnateur}
"""
ADOPTEE = "adoptée;07/11/2024;08/11/2024;08/11/2024;12/11/2024"


def avec(folder: Path, coordonnateur: str) -> Path:
    """A group whose table of returns has a line for its coordinator, whose own file tells of 7/11/2024."""
    file = groupe(folder)
    ajoute(file, ARRETEE)
    ecrit(file, f"  retours:\n{VOTE}{EXECUTOIRE}", "  retours: retours.csv\n")
    table = RETOURS.format(coordonnateur=coordonnateur)
    (file.parent / "retours.csv").write_text(table, encoding="utf-8")
    return file


def a_signer(out: Path) -> list[str]:
    noms = (nom.rpartition("/")[2] for nom in contenus(out) if "/coordonnateur/" in nom)
    return sorted(nom for nom in noms if nom.startswith(("2-", "3-")))


def test_nobody_is_asked_to_join_a_group_whose_coordinator_has_refused(tmp_path: Path) -> None:
    file, out = avec(tmp_path, "rejetée;07/11/2024;;;"), tmp_path / "out"
    for _ in range(2):
        batch, issues = lance(file, out)
        (faute,) = batch.report.errors
        assert faute.code == "GC-COORDONNATEUR" and "ne pas y adhérer le 07/11/2024" in faute.message
        assert "rien à envoyer aux communes ni à faire signer" in faute.message
        assert faute.hint and faute.location is not None
        (refus,) = batch.refus
        assert refus.nom.replace("\u00a0", " ") == "coordonnateur et 4 envois aux communes"
        assert refus.findings == (faute,)
        assert issues == [] and contenus(out) == {} and batch.expected == 1


@pytest.mark.parametrize("ligne", ["adoptée;07/11/2024;08/11/2024;31/11/2024;", "rejetée;31/11/2024;;;"])
def test_what_is_to_be_signed_is_a_projet_while_the_coordinators_answer_is_in_doubt(
    tmp_path: Path, ligne: str
) -> None:
    file, out = avec(tmp_path, ligne), tmp_path / "out"
    batch, _ = lance(file, out)
    (dit,) = (each for each in batch.report.findings if each.code == "GC-COORDONNATEUR")
    assert dit.severity is Severity.WARNING and "restent des projets" in dit.message
    assert a_signer(out) == ["2-convention-a-signer-PROJET.html", "3-signature-29078-hanvec-PROJET.html"]
    assert batch.refus == []


def test_a_coordinator_that_has_joined_leaves_the_convention_final(tmp_path: Path) -> None:
    file, out = avec(tmp_path, ADOPTEE), tmp_path / "out"
    lance(file, out)
    assert a_signer(out) == [
        "2-convention-a-signer.html",
        "3-signature-29053-le-faou.html",
        "3-signature-29078-hanvec.html",
    ]


def test_status_tells_what_batch_tells_of_a_coordinator_that_has_refused(tmp_path: Path) -> None:
    file = avec(tmp_path, "rejetée;07/11/2024;;;")
    batch, _ = lance(file, tmp_path / "out")
    assert set(batch.report.errors) <= set(with_annexe_1(dossier(file)).findings)


def test_what_was_to_be_signed_goes_once_the_coordinator_has_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    file, out = avec(tmp_path, ADOPTEE), tmp_path / "output"
    main(["batch", str(file), "--formats", "html"])
    before, (faou,) = contenus(out), out.rglob("3-signature-29053-le-faou.html")
    assert len(a_signer(out)) == 3
    faou.write_bytes(b"signed")
    capsys.readouterr()
    table = file.parent / "retours.csv"
    table.write_text(RETOURS.format(coordonnateur="rejetée;07/11/2024;;;"), encoding="utf-8")
    assert main(["batch", str(file), "--formats", "html"]) == 1
    told = " ".join(capsys.readouterr().out.split())
    assert "Retirés, n’étant plus dus : 2-convention-a-signer et 3-signature-29078-hanvec." in told
    assert "coordonnateur et 4 envois aux communes" in told and "gardé tel quel" in told
    after = contenus(out)
    assert a_signer(out) == ["3-signature-29053-le-faou.html"] and faou.read_bytes() == b"signed"
    envois = {nom for nom in before if "/communes/" in nom or "1-convention" in nom or "soumis" in nom}
    assert len(envois) > 4 and all(after[nom] == before[nom] for nom in envois)  # a record of what was asked
    assert main(["batch", str(file), "--formats", "html"]) == 1
    assert contenus(out) == after
    table.write_text(RETOURS.format(coordonnateur=ADOPTEE), encoding="utf-8")
    faou.unlink()
    main(["batch", str(file), "--formats", "html"])
    assert contenus(out).keys() == before.keys()


def test_another_error_keeps_what_was_to_be_signed_where_it_is(tmp_path: Path) -> None:
    file, out = avec(tmp_path, ADOPTEE), tmp_path / "out"
    lance(file, out)
    table = file.parent / "retours.csv"
    table.write_text(RETOURS.format(coordonnateur="rejetée;07/11/2024;;;"), encoding="utf-8")
    ecrit(file, "  minimum_ht: aucun\n", "  minimum_ht: 95 000 €\n")  # more than its maximum
    batch, _ = lance(file, out)
    assert len(batch.report.errors) == 2 and len(a_signer(out)) == 3
