"""The JSON report, the readings of `schema` and `doctor`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from actgen.acts.outputs.memos import KNOWN, PLAIN
from tests.cli.conftest import SESSION, Actgen, edit
from tests.session.test_retouches import correct, words


@pytest.mark.usefixtures("workspace")
def test_the_json_report_holds_everything(actgen: Actgen) -> None:
    run = actgen("check", SESSION, "--report", "json")
    assert (run.code, run.err) == (0, "")
    report = json.loads(run.out)
    assert (report["forme"], len(report["seances"])) == (1, 1)
    (session,) = report["seances"]
    keys = {"fichier", "seance", "relecture", "droit", "constats", "actes", "retouches", "bilan", "panne"}
    assert set(session) == keys
    assert session["bilan"] == {"erreurs": 0, "avertissements": 3, "informations": 3, "ecartes": 0}
    room = session["relecture"]["ouverture"]
    assert (len(room["presents"]), len(room["representes"]), len(room["excuses"])) == (11, 2, 2)
    (point,) = session["relecture"]["points"]
    assert (point["numero"], point["votants"], point["vote"]["pour"]) == (9, 13, 13)
    assert point["executoire_le"] == "2022-12-19"
    details = {each["cle"]: each for each in point["details"]}
    assert (details["votants"]["valeur"], details["votants"]["calcul"]) == (
        "13",
        "11\u00a0présents + 2\u00a0pouvoirs",
    )
    assert details["quorum"]["texte"] == "art.\u00a0L.\u00a02121-17 CGCT"
    assert {each["cle"]: each["valeur"] for each in session["droit"]}["regime_2022"] == "appliqué"
    (finding,) = [each for each in session["constats"] if each["code"] == "POUV-ECRIT"]
    assert [place["ligne"] for place in finding["lieux"]] == [21, 22] and finding["gravite"] == "info"
    assert [act["cle"] for act in session["actes"]] == [
        "deliberation-09",
        "publication-09",
        "convention-e_services",
        "liste-des-deliberations",
        "proces-verbal",
        "publication-proces-verbal",
        "certificat-09",
        "a-faire",
    ]


def test_the_json_report_of_a_file_that_can_not_be_read(workspace: Path, actgen: Actgen) -> None:
    edit(workspace / SESSION, "collectivite: dietwiller", "collectivite: [")
    run = actgen("render", SESSION, "--report", "json")
    assert run.code == 1
    (session,) = json.loads(run.out)["seances"]
    assert session["seance"] is session["relecture"] is session["dossier"] is None
    assert session["actes"] == session["fichiers"] == []
    assert session["bilan"]["erreurs"] >= 1


def test_the_rule_to_look_up_is_the_one_that_blocks(workspace: Path, actgen: Actgen) -> None:
    assert "actgen explain PUB-MODE" in actgen("check", SESSION).out
    edit(workspace / SESSION, "vote: unanimité", "vote: 12 pour, 1 contre, 1 abstention")
    assert "actgen explain VOTE-TOTAL" in " ".join(actgen("check", SESSION).out.split())


def test_schema_writes_once(workspace: Path, actgen: Actgen) -> None:
    first = actgen("schema")
    assert (first.code, first.out.count("écrit")) == (0, 4)
    assert actgen("schema").out.count("déjà à jour") == 4
    edit(workspace / "schema" / "seance.json", "Une séance", "?")
    assert actgen("schema").out.count("écrit") == 1


@pytest.mark.usefixtures("workspace")
def test_doctor_finds_this_machine_fit(actgen: Actgen) -> None:
    run = actgen("doctor")
    assert (run.code, run.err) == (0, ""), run.out
    assert run.out.count(" oui ") >= 7
    assert "– décret de simplification du" in run.out, "what nobody has read is told"
    assert not Path("output").exists()


def test_doctor_says_why_nothing_is_kept(actgen: Actgen, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = actgen("doctor")
    assert (kept.code, "n’est composé qu’une fois" in kept.out) == (0, True)
    monkeypatch.setenv(PLAIN, "1")
    plain = actgen("doctor")
    assert plain.code == 0
    assert f"comme si c’était le premier\u00a0: {PLAIN} vaut 1." in " ".join(plain.out.split("\n"))


def test_doctor_says_that_the_engine_is_another_and_how_to_have_the_one_that_was_proved(
    actgen: Actgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(KNOWN, "weasyprint", "69.0")
    other = actgen("doctor")
    told = " ".join(other.out.split())
    assert other.code == 0
    assert "est installé, et non 69.0. La conformité des PDF" in told
    assert f"pip install weasyprint==69.0 pydyf=={KNOWN['pydyf']}" in told


def test_doctor_says_what_lacks(workspace: Path, actgen: Actgen) -> None:
    (workspace / "occupe").write_text("", encoding="utf-8")
    run = actgen("doctor", "--out", "occupe")
    assert run.code == 4
    assert "--out DOSSIER" in run.out


def test_check_reads_of_one_what_render_reads_and_of_several_says_that_it_did_not_without_full(
    actgen: Actgen, workspace: Path
) -> None:
    session = "seances/le-trehou-2024-11-14.yaml"
    edit(workspace / session, "lieu: salle du conseil de la mairie", "lieu: salle à préciser ultérieurement")
    alone, full = actgen("check", session), actgen("check", session, "--full")
    unread = "Les phrases des actes n’ont pas été relues"
    assert alone == full
    assert "GC-PLACEHOLDER" in alone.out and unread not in alone.out
    several, all_full = (actgen("check", session, SESSION, *asked) for asked in ((), ("--full",)))
    assert "GC-PLACEHOLDER" not in several.out and several.out.count(unread) == 1
    assert "GC-PLACEHOLDER" in all_full.out and unread not in all_full.out
    assert "GC-PLACEHOLDER" in actgen("render", session, "--formats", "html").out


def test_check_compares_with_the_folder_where_acts_are_or_says_that_it_found_none(
    actgen: Actgen, workspace: Path
) -> None:
    assert actgen("render", SESSION, "--only", "deliberation-09", "--formats", "docx", "--out", "p").code == 0
    (act,) = workspace.glob("p/*/*/1-deliberation-09-*.docx")
    correct(act, words("pouvoir", "procuration"))
    usual, there = (actgen("check", SESSION, *asked).out for asked in ((), ("--out", "p")))
    nowhere = "Aucun acte de cette séance n’est dans"
    assert ("ACTE-RETOUCHE" in usual, "«\u00a0output\u00a0»" in usual, nowhere in usual) == (
        False,
        True,
        True,
    )
    assert ("ACTE-RETOUCHE" in there, nowhere in there) == (True, False)
    (act.parent / "journal.json").write_text("{", encoding="utf-8")
    unreadable = actgen("check", SESSION, "--out", "p")
    assert unreadable.code == 4
    assert "est illisible" in unreadable.err
