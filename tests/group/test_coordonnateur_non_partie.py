"""A coordinator that has refused, or whose answer is in doubt: nothing final is made for members to sign."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.diagnostics import Severity

from .espaces import contenus, lance
from .test_texte_soumis import ARRETEE, VOTE, ajoute, ecrit, groupe

RETOURS = """commune;vote;deliberation;transmise;recue_prefecture;publiee
Hanvec;adoptée;14/11/2024;18/11/2024;18/11/2024;19/11/2024
Le Faou;{coordonnateur}
"""


def avec(folder: Path, coordonnateur: str) -> Path:
    """A group whose table of returns has a line for its coordinator, whose own file tells of 7/11/2024."""
    file = groupe(folder)
    ajoute(file, ARRETEE)
    ecrit(file, f"  retours:\n{VOTE}", "  retours: retours.csv\n")
    table = RETOURS.format(coordonnateur=coordonnateur)
    (file.parent / "retours.csv").write_text(table, encoding="utf-8")
    return file


def a_signer(out: Path) -> list[str]:
    noms = (nom.rpartition("/")[2] for nom in contenus(out) if "/coordonnateur/" in nom)
    return sorted(nom for nom in noms if nom.startswith(("2-", "3-")))


def test_nothing_is_made_to_be_signed_once_the_coordinator_has_refused(tmp_path: Path) -> None:
    file, out = avec(tmp_path, "rejetée;07/11/2024;;;"), tmp_path / "out"
    for _ in range(2):
        batch, issues = lance(file, out)
        (faute,) = batch.report.errors
        assert faute.code == "GC-COORDONNATEUR" and "ne pas y adhérer le 07/11/2024" in faute.message
        assert faute.hint and faute.location is not None
        (refus,) = batch.refus
        assert refus.nom == "2-convention-a-signer" and refus.findings == (faute,)
        assert a_signer(out) == [] and len(issues) == 5  # the others are still sent the text
    assert any(nom.endswith("1-convention-a-approuver.html") for nom in contenus(out))


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
    file, out = avec(tmp_path, "adoptée;07/11/2024;08/11/2024;08/11/2024;12/11/2024"), tmp_path / "out"
    lance(file, out)
    assert a_signer(out) == [
        "2-convention-a-signer.html",
        "3-signature-29053-le-faou.html",
        "3-signature-29078-hanvec.html",
    ]
