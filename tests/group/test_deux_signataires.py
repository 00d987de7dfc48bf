"""The convention has one signatory for its coordinator: parties, annexe 1 and sheet can't name two."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from actgen.base.diagnostics import Severity
from actgen.base.records import replace
from actgen.checks.groupements.coordonnateur import deux_signataires
from actgen.group.dossier import dossier
from actgen.group.suivi import with_annexe_1

from .espaces import lance
from .test_coordonnateur_non_partie import a_signer, avec
from .test_texte_soumis import ecrit

LIGNE = "adoptée;07/11/2024;08/11/2024;08/11/2024;12/11/2024"


def signe_par(folder: Path, signataire: str) -> Path:
    """The coordinator's own file names « Mme Membre 1, maire »; its line of the returns, that signatory."""
    file = avec(folder, f"{LIGNE};12/12/2024;{signataire}")
    ecrit(file.parent / "retours.csv", ";publiee\n", ";publiee;signature;signataire\n")
    return file


def test_two_signatories_of_the_coordinator_are_told_by_both_places_and_nothing_final_is_made(
    tmp_path: Path,
) -> None:
    file, out = signe_par(tmp_path, "M. Membre 2, première adjointe"), tmp_path / "out"
    for _ in range(2):
        batch, _ = lance(file, out)
        (dit,) = batch.report.findings
        assert (dit.code, dit.severity) == ("GC-COORDONNATEUR", Severity.WARNING)
        assert "« Mme Membre 1, maire »" in espaces(dit.message)
        assert "« M. Membre 2, première adjointe »" in espaces(dit.message)
        places = [place.file.rpartition("/")[2] for place in dit.locations]
        assert places == ["papier.yaml", "retours.csv"] and dit.hint
        assert a_signer(out) == [
            "2-convention-a-signer-PROJET.html",
            "3-signature-29053-le-faou-PROJET.html",
            "3-signature-29078-hanvec-PROJET.html",
        ]
    assert dit in with_annexe_1(dossier(file)).findings


def espaces(texte: str) -> str:
    return " ".join(texte.split())


@pytest.mark.parametrize(
    "signataire",
    [
        "Mme Membre 1, maire",
        "MEMBRE 1",
        "M. 1 Membre, président",
        "Madame Membre 1 maire du Faou",
        "Maire",
        "",
    ],
)
def test_one_person_written_in_two_ways_is_one(tmp_path: Path, signataire: str) -> None:
    batch, _ = lance(signe_par(tmp_path, signataire), tmp_path / "out")
    assert batch.report.findings == ()
    assert a_signer(tmp_path / "out")[0] == "2-convention-a-signer.html"
    (made,) = (tmp_path / "out").glob("*/coordonnateur/2-convention-a-signer.html")
    annexe = made.read_text(encoding="utf-8").partition("Annexe")[2]
    assert not re.search(r">\s*Maire\s*<", annexe)  # the list names a person, not an office


def test_an_initial_stands_for_a_first_name(tmp_path: Path) -> None:
    groupement = dossier(signe_par(tmp_path, "J. Membre, maire")).groupement
    assert groupement is not None
    for nom, autre in (("Mme Jeanne Membre", False), ("Mme Claire Membre", True)):
        coordonnateur = replace(groupement.coordonnateur, represente_par=nom)
        dite = deux_signataires(replace(groupement, coordonnateur=coordonnateur))
        assert (dite is not None) is autre
