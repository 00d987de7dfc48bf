"""`actgen new`: a few questions answered by a pipe, files that `check` accepts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Actgen

COMMUNE = "Dietwiler\nDietwiller\naffichage\nM. Christian FRANTZ\n"


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_from_nothing_to_a_session_that_check_accepts(empty: Path, actgen: Actgen) -> None:
    run = actgen("new", "workspace", answers=COMMUNE)
    assert (run.code, run.err) == (0, "")
    assert "Noms proches : Dietwiller" in " ".join(run.out.split())
    assert "Dietwiller (68072), Haut-Rhin, arrondissement de Mulhouse" in run.out
    assert "le conseil compte 15 membres" in " ".join(run.out.split())
    answers = (
        '31/02/2023\njeudi 15/03/2023\n15/03/2023\n20h75\n20h30\nmairie: salle 1\n\nBudget : "1"\nDivers\n\n'
    )
    run = actgen("new", "session", answers=answers)
    assert (run.code, run.err) == (0, "")
    assert "février 2023 a 28 jours" in run.out
    assert "mercredi" in run.out
    session = Path("seances/dietwiller-2023-03-15.yaml")
    first = session.read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../schema/seance.json"
    assert (empty / "schema" / "seance.json").is_file()
    run = actgen("check", str(session))
    assert run.code == 0, run.out
    assert "0\u00a0erreur" in run.out
    assert "Budget\u00a0: «\u00a01\u00a0»" in run.out
    assert "vote à venir" in run.out


def test_the_models_of_the_session_starter_are_accepted_once_uncommented(empty: Path, actgen: Actgen) -> None:
    """Each of its commented lines about an item can be put to use by removing its hash."""
    actgen("new", "workspace", answers=COMMUNE)
    actgen("new", "session", answers="15/03/2023\n20h30\nmairie\n08/03/2023\nTarifs\n\n")
    (session,) = (empty / "seances").iterdir()
    text = session.read_text(encoding="utf-8")
    for key in ("acte: deliberation_libre", "decide:", "matiere:", "interesse:", "scrutin:"):
        (line,) = (each for each in text.splitlines() if each.startswith(f"#    {key}"))
        text = text.replace(f"{line}\n", "").replace("    vote:\n", f"{line[1:]}\n    vote:\n")
    used = text.replace("Prénom NOM, a quitté", "Christian FRANTZ, a quitté")
    session.write_text(used, encoding="utf-8")
    run = actgen("check", str(session))
    assert run.code == 0, run.out
    assert "ne prennent pas part au point\u00a0: Christian FRANTZ" in run.out


def test_homonyms_are_asked_for(empty: Path, actgen: Actgen) -> None:
    run = actgen("new", "collectivite", answers="Sainte-Colombe\n99\n2\n\n\n")
    assert (run.code, run.err) == (0, "")
    assert "  1. Sainte-Colombe (" in run.out
    (place,) = (empty / "collectivites").iterdir()
    code = place.stem.rpartition("-")[2]
    assert f"commune: {code}" in place.read_text(encoding="utf-8").replace('"', "")


def test_a_file_is_never_replaced(empty: Path, actgen: Actgen) -> None:
    actgen("new", "workspace", answers=COMMUNE)
    place = empty / "collectivites" / "dietwiller.yaml"
    told = (empty / "LISEZ-MOI.txt").read_text(encoding="utf-8")
    assert 0 < told.index("actgen studio") < told.index("actgen new"), "the window first"
    place.write_text("à moi", encoding="utf-8")
    (empty / "LISEZ-MOI.txt").write_text("à moi aussi", encoding="utf-8")
    run = actgen("new", "workspace", answers=COMMUNE)
    assert run.code == 2
    assert "existe déjà" in run.err
    assert place.read_text(encoding="utf-8") == "à moi"
    assert (empty / "LISEZ-MOI.txt").read_text(encoding="utf-8") == "à moi aussi"


def test_a_session_already_prepared_is_said_before_its_agenda_is_typed_again(
    empty: Path, actgen: Actgen
) -> None:
    actgen("new", "workspace", answers=COMMUNE)
    actgen("new", "session", answers="15/03/2023\n\n\n\n\n")
    run = actgen("new", "session", answers="15/03/2023\n20h30\nmairie\n\nBudget\n\n")
    assert run.code == 2
    assert "seances/dietwiller-2023-03-15.yaml" in run.err and "renommez-le" in run.err
    assert "Heure" not in run.out


@pytest.mark.parametrize("answers", ["", "\n\n\n", "Zzzzz\nQqqqq\n"])
def test_answers_that_end_too_early(empty: Path, actgen: Actgen, answers: str) -> None:
    run = actgen("new", "collectivite", answers=answers)
    assert run.code == 2
    assert "réponse" in run.err
    assert list(empty.iterdir()) == []


@pytest.mark.usefixtures("empty")
def test_a_session_needs_a_collectivity(actgen: Actgen) -> None:
    run = actgen("new", "session", answers="15/03/2023\n")
    assert run.code == 2
    assert "actgen new collectivite\u202f" in run.err and "actgen new session mairie" in run.err


def test_the_next_line_to_type_names_the_folder_of_another_workspace(empty: Path, actgen: Actgen) -> None:
    """Typed as it is told, it finds the commune that was just written."""
    inside = actgen("new", "workspace", answers=COMMUNE)
    assert inside.out.endswith("actgen new session\n")
    outside = actgen("new", "workspace", "ma mairie", answers=COMMUNE)
    assert outside.out.endswith('actgen new session "ma mairie"\n')
    assert actgen("new", "session", "ma mairie", answers="15/03/2023\n\n\n\n\n").code == 0
    assert (empty / "ma mairie" / "seances" / "dietwiller-2023-03-15.yaml").is_file()


def test_an_item_may_name_a_kind_whose_fields_the_file_asks_for(empty: Path, actgen: Actgen) -> None:
    """Each with its question; no vote where none is taken."""
    actgen("new", "workspace", answers=COMMUNE)
    answers = (
        "15/03/2097\n20h30\nmairie\n08/03/2097\n"
        "acte: subventio\nacte: subvention\nacte: tarifs\nacte: decisions_par_delegation\n\n"
    )
    run = actgen("new", "session", answers=answers)
    assert (run.code, run.err) == (0, "")
    assert "Le nom le plus proche\u00a0: subvention" in run.out
    (session,) = (empty / "seances").iterdir()
    text = session.read_text(encoding="utf-8")
    assert "    acte: decisions_par_delegation\n" in text and "    montant:" in text
    assert text.count("    vote:\n") == 2
    run = actgen("check", str(session))
    assert run.code == 0 and "CHAMP-ABSENT" in run.out


def test_an_item_may_be_taken_up_from_a_past_session(empty: Path, actgen: Actgen) -> None:
    """What it names wrongly is asked again; its figures are blank, with what they were beside them."""
    actgen("new", "workspace", answers=COMMUNE)
    actgen("new", "session", answers="15/03/2023\n20h30\nmairie\n\nacte: subvention\n\n")
    past = empty / "seances" / "dietwiller-2023-03-15.yaml"
    text = past.read_text(encoding="utf-8").replace("    montant:", "    montant: 1 200 €")
    past.write_text(text.replace("    beneficiaire:", "    beneficiaire: Amicale"), encoding="utf-8")
    answers = (
        "14/03/2024\n\n\n\nreprend: 2023-03-15\nreprend: 2023-03-15 point 2\nreprend: 2023-03-15 point 1\n\n"
    )
    run = actgen("new", "session", answers=answers)
    assert (run.code, run.err) == (0, "")
    said = " ".join(run.out.split())
    assert "Le point à reprendre ne se lit pas" in said
    assert "La séance du 15/03/2023 n’a pas de point 2. Ses points : 1." in said
    lines = (empty / "seances" / "dietwiller-2024-03-14.yaml").read_text(encoding="utf-8").splitlines()
    assert "    montant:                        # 2023-03-15\u00a0: 1 200 €" in lines
    assert any("Attribution d’une subvention" in line and "Amicale" in line for line in lines)
    assert actgen("check", "seances/dietwiller-2024-03-14.yaml").code == 0
