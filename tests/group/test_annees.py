"""Dates of members years away from the group's: mistyped, or those of one that joined a lasting group."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from actgen.base.diagnostics import Diagnostic, Severity
from actgen.cli import main
from actgen.council.figures.groupements import etat_connu
from actgen.council.figures.reponses import DATES_A_VERIFIER
from actgen.council.figures.suivi import Etape, fait_le, suivi, vote_dit
from actgen.group.attendus import soumis
from actgen.group.dossier import dossier
from actgen.group.suivi import with_annexe_1
from actgen.session.result import Options

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


@pytest.mark.parametrize(
    ("faits", "dit"),
    [
        ("deliberation_du: 20/10/2029", "délibération du 20/10/2029"),
        (
            "deliberation_du: 14/03/2022, transmise_le: 16/03/2022, publiee_le: 04/03/2027",
            "publication du 04",
        ),
        ("deliberation_du: 14/03/2025, signee_le: 16/03/2027", "signature du 16/03/2027"),
    ],
)
def test_a_vote_or_an_act_of_a_day_to_come_is_not_believed(tmp_path: Path, faits: str, dit: str) -> None:
    """Nor counted; the message is the same whatever the day, so that no journal changes with it."""
    lancee = f"{BIEN_APRES}accord_cadre:\n  lancement: 01/03/2016\n"
    assert lu(tmp_path, faits, lancee)[0] == ""  # where no day is given, every day is believed
    file = tmp_path / "groupements/papier.yaml"
    autre_jour = {}
    for jour in (date(2026, 11, 29), date(2026, 11, 30)):
        trouve = dossier(file, options=Options(aujourd_hui=jour))
        (finding,) = trouve.findings
        assert finding.code == "ANNEXE-1" and dit in finding.message
        assert finding.severity is Severity.WARNING
        assert "n’est pas encore venue" in finding.message and finding.location is not None
        assert trouve.groupement is not None
        membre = next(each for each in trouve.groupement.membres if each.collectivite.nom == "Hanvec")
        assert membre.a_corriger == DATES_A_VERIFIER
        vu = suivi(etat_connu(trouve.groupement))
        assert not any(each.membres for each in vu.avancement[3:])
        ligne = next(each for each in vu.lignes if each.membre.collectivite.nom == "Hanvec")
        jours = [fait_le(ligne, etape) for etape in Etape]
        assert all(each is None or each <= jour for each in jours)
        assert jours[0] or not vote_dit(ligne)
        assert "GC-ADHESION-TARDIVE" not in {each.code for each in with_annexe_1(trouve).findings}
        autre_jour[jour] = trouve.findings
    assert len(set(autre_jour.values())) == 1
    assert dossier(file, options=Options(aujourd_hui=date(2029, 10, 20))).findings == ()


def test_status_and_batch_give_the_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    demain = date.today() + timedelta(days=1)
    lu(tmp_path, f"deliberation_du: {demain:%d/%m/%Y}", OUVERTE)
    for command in ("status", "batch"):
        main([command, "groupements/papier.yaml"])
        assert "d’ici là, ce membre reste en attente" in " ".join(capsys.readouterr().out.split())


def test_the_coordinators_own_decision_to_come_freezes_no_text(tmp_path: Path) -> None:
    """It is announced in what councils are sent: none of them has answered."""
    (tmp_path / "groupements").mkdir()
    file = tmp_path / "groupements/papier.yaml"
    sans_retours = GROUPE.partition("  retours")[0].replace("10/09/2015", "10/09/2029")
    file.write_text(sans_retours, encoding="utf-8")
    trouve = dossier(file, options=Options(aujourd_hui=date(2026, 11, 29)))
    assert trouve.groupement is not None and len(trouve.findings) == 1
    assert not soumis(trouve.groupement)


DIX_MOIS = (
    "deliberation_du: 10/01/2015, transmise_le: 12/01/2015, publiee_le: 13/01/2015, signee_le: 15/01/2015"
)
NOVEMBRE = "version: texte du 1er novembre 2014\n"


@pytest.mark.parametrize(
    ("faits", "suite", "dit"),
    [
        (DIX_MOIS, "", "délibération du 10/01/2015, plus de six mois avant la délibération du coordonnateur"),
        ("deliberation_du: 14/09/2015", "version: version 2 du 15/09/2015\n", "délibération du 14/09/2015"),
        (
            DIX_MOIS,
            "version: version 2, texte du 1er août 2015\n",
            "avant le texte que les conseils approuvent",
        ),
        ("signee_le: 10/01/2014", NOVEMBRE, "signature du 10/01/2014, avant le texte"),
    ],
)
def test_nobody_decides_or_signs_before_there_is_a_text(
    tmp_path: Path, faits: str, suite: str, dit: str
) -> None:
    retenu, (finding, *_) = lu(tmp_path, faits, suite)
    assert (retenu, finding.code) == (DATES_A_VERIFIER, "ANNEXE-1")
    assert dit in finding.message and finding.severity is Severity.WARNING
    assert finding.location is not None and finding.hint is not None
    assert "version" in finding.hint and "reste en attente" in finding.hint


@pytest.mark.parametrize(
    ("faits", "suite"),
    [
        (DIX_MOIS, NOVEMBRE),  # the text is that old: eight months before its coordinator decided
        ("deliberation_du: 15/09/2015", "version: version 2 du 15/09/2015\n"),
        ("deliberation_du: 10/03/2015, publiee_le: 13/03/2015", ""),  # six months before, to the day
        (DIX_MOIS, "version: texte du 15 juin 2015, qui remplace celui du 1er novembre 2014\n"),
    ],
)
def test_the_day_of_the_text_is_that_of_its_version(tmp_path: Path, faits: str, suite: str) -> None:
    assert lu(tmp_path, faits, suite) == ("", ())
