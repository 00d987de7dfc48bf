"""A signature given before the decision is executory is void: annexe 1 prints no such day."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.council.facts.groupement import LigneAnnexe, Situation
from actgen.council.figures.groupements import etat_connu
from actgen.council.figures.suivi import Etape, etape_manquante, suivi
from actgen.group.dossier import dossier
from tests.group.espaces import contenus, espace, lance

HANVEC = """    - commune: Hanvec
      resultat: adoptée
      deliberation_du: 14/11/2024
      transmise_le: 18/11/2024
      publiee_le: 20/11/2024
      signataire: Mme Membre 1, maire
"""
NOTIFIEE = "      notifiee_le: 25/11/2024\n"


def _ligne(tmp_path: Path, suite: str) -> tuple[LigneAnnexe, str, int]:
    """Hanvec, what it is told to lack, and how many have signed."""
    lu = dossier(espace(tmp_path, HANVEC + suite))
    assert lu.groupement is not None
    vu = suivi(etat_connu(lu.groupement))
    (ligne,) = [each for each in vu.lignes if each.membre.collectivite.nom == "Hanvec"]
    (signees,) = [each.membres for each in vu.avancement if each.etape is Etape.SIGNEE]
    return ligne, etape_manquante(vu, ligne), signees


@pytest.mark.parametrize(
    ("jour", "situation", "manque", "signees"),
    [
        ("19/11/2024", Situation.EXECUTOIRE, "signature, à refaire", 0),
        ("20/11/2024", Situation.PARTIE, "", 1),
        ("", Situation.EXECUTOIRE, "signature", 0),
    ],
)
def test_who_signed_too_early_is_to_sign_again(
    tmp_path: Path, jour: str, situation: Situation, manque: str, signees: int
) -> None:
    ligne, dit, combien = _ligne(tmp_path, NOTIFIEE + (f"      signee_le: {jour}\n" if jour else ""))
    assert (ligne.situation, dit, combien) == (situation, manque, signees)


@pytest.mark.parametrize(("jour", "imprimee"), [("19/11/2024", False), ("21/11/2024", True)])
def test_annexe_1_prints_a_signature_that_holds(tmp_path: Path, jour: str, imprimee: bool) -> None:
    lance(espace(tmp_path, f"{HANVEC}{NOTIFIEE}      signee_le: {jour}\n"), tmp_path / "out")
    (convention,) = [lu for nom, lu in contenus(tmp_path / "out").items() if "2-convention-a-signer" in nom]
    assert (jour in convention.decode("utf-8")) is imprimee and "20/11/2024" in convention.decode("utf-8")


def test_who_has_not_notified_is_asked_for_it_first(tmp_path: Path) -> None:
    assert _ligne(tmp_path, "")[1] == "notification, puis signature"
    assert _ligne(tmp_path / "2", "      signee_le: 21/11/2024\n")[1] == "notification"
    early = _ligne(tmp_path / "3", "      signee_le: 19/11/2024\n")[1]
    assert early == "notification, puis signature, à refaire"
