"""Dates of members years away from the group's: mistyped, or those of one that joined a lasting group."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.checks.groupements.reponses import DATES_A_VERIFIER
from actgen.diagnostics import Diagnostic
from actgen.group.dossier import dossier

GROUPE = """objet: l’achat de papier
coordonnateur:
  commune: Le Faou
  deliberation:
    date: 10/09/2015
membres:
  communes: [Hanvec]
  retours:
    - {{commune: Hanvec, resultat: adoptée, {faits}}}
{suite}"""
LE_FAOU = "deliberation_du: 14/03/2022}\n    - {commune: Le Faou, resultat: adoptée, publiee_le: 15/09/2015"
OUVERTE, FERMEE = "clauses:\n  adhesion: à tout moment\n", "clauses:\n  adhesion: fermée\n"
BIEN_APRES = "approuvee_le: 10/09/2015\nconseils:\n  a_deliberer_avant: 31/12/2028\n"


def lu(folder: Path, faits: str, suite: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """What keeps the member pending, what was found."""
    (folder / "groupements").mkdir(exist_ok=True)
    file = folder / "groupements/papier.yaml"
    file.write_text(GROUPE.format(faits=faits, suite=suite), encoding="utf-8")
    trouve = dossier(file)
    assert trouve.groupement is not None, trouve.findings
    (membre,) = (each for each in trouve.groupement.membres if each.collectivite.nom == "Hanvec")
    return membre.a_corriger, trouve.findings


@pytest.mark.parametrize("suite", [OUVERTE, "", BIEN_APRES])
@pytest.mark.parametrize(
    "faits",
    [
        "deliberation_du: 14/03/2022, publiee_le: 18/03/2022",
        "deliberation_du: 14/03/2022, transmise_le: 16/03/2022, signee_le: 20/03/2024",
    ],
)
def test_a_vote_and_what_followed_it_tell_the_year_of_one_that_joined_later(
    tmp_path: Path, faits: str, suite: str
) -> None:
    assert lu(tmp_path, faits, suite) == ("", ())


@pytest.mark.parametrize(
    ("faits", "suite"),
    [
        ("deliberation_du: 14/03/2022", OUVERTE),  # one day alone may be mistyped
        ("deliberation_du: 14/03/2002, publiee_le: 18/03/2002", OUVERTE),  # before there was a group
        ("deliberation_du: 14/11/2015, transmise_le: 18/03/2042, publiee_le: 18/03/2042", OUVERTE),
        ("publiee_le: 18/03/2022, notifiee_le: 18/03/2022", OUVERTE),  # and no vote
        ("deliberation_du: 14/03/2022, publiee_le: 18/03/2022", FERMEE),
    ],
)
def test_other_years_are_to_be_looked_at(tmp_path: Path, faits: str, suite: str) -> None:
    retenu, (finding, *_) = lu(tmp_path, faits, suite)
    assert (retenu, finding.code) == (DATES_A_VERIFIER, "ANNEXE-1")
    assert "à plus de cinq ans de toutes les dates du dossier du groupement" in finding.message
    assert finding.hint is not None and "a_deliberer_avant" in finding.hint


@pytest.mark.parametrize(
    ("faits", "suite"),
    [
        (LE_FAOU, OUVERTE),
        ("deliberation_du: 14/03/2022", f"{FERMEE}approuvee_le: 10/09/2015\n"),
    ],
)
def test_what_the_hint_asks_for_is_enough_and_holds_back_nobody_of_the_beginning(
    tmp_path: Path, faits: str, suite: str
) -> None:
    demande = "conseils:\n  a_deliberer_avant: 31/03/2022\n"
    assert lu(tmp_path, faits, suite + demande) == ("", ())
