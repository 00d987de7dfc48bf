"""The screen of `render`: acts that are treated alike are said once, what to do said nowhere twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import SESSION, Actgen, edit
from tests.regles.cases import merge, model, write
from tests.session.papers import PLANNED
from tests.session.test_a_faire import session_of

ROOT = Path(__file__).parents[2]


@pytest.fixture
def twenty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return session_of(tmp_path, 20)


def test_twenty_acts_are_one_row(twenty: Path, actgen: Actgen) -> None:
    run = actgen("render", twenty.name, "--formats", "html", "--only", "deliberation,a-faire")
    assert run.code == 0, run.out
    row = next(line for line in run.out.splitlines() if "1-deliberation-01…\u00a0à\u00a020… " in line)
    assert ".html  à imprimer, à faire signer" in row
    assert "0-a-faire" in run.out
    (folder,) = (twenty.parent / "output").glob("*/*")
    assert (folder / "0-a-faire.html").is_file()
    assert (
        len([file for file in folder.glob("1-deliberation-*.html") if "PUBLICATION" not in file.name]) == 20
    )


def test_a_file_that_was_changed_by_hand_keeps_its_own_row(twenty: Path, actgen: Actgen) -> None:
    words = ("render", twenty.name, "--formats", "html", "--only", "deliberation")
    actgen(*words)
    (folder,) = (twenty.parent / "output").glob("*/*")
    changed = min(folder.glob("1-deliberation-07*.html"), key=lambda file: len(file.name))
    changed.write_text("corrigé", encoding="utf-8")
    run = actgen(*words)
    rows = [line for line in run.out.splitlines() if line.startswith("  1-deliberation-07")]
    assert len(rows) == 1 and f"{changed.stem} " in rows[0]
    assert "1-deliberation-01…\u00a0à\u00a006… et 08…\u00a0à\u00a020…" in run.out
    assert changed.read_text(encoding="utf-8") == "corrigé"


def test_what_is_not_due_is_one_row(twenty: Path, actgen: Actgen) -> None:
    run = actgen("render", twenty.name, "--formats", "html")
    assert "certificats 1\u00a0à\u00a020" in run.out
    assert run.out.count("certificat") == 1


def test_a_draft_asked_for_is_never_said_to_be_signed(twenty: Path, actgen: Actgen) -> None:
    words = ("render", twenty.name, "--formats", "html", "--only", "deliberation", "--draft")
    told = actgen(*words).out
    assert "projet demandé par --draft\u00a0: à relire, ne se signe pas" in told
    assert "à faire signer" not in told


def test_a_model_that_has_changed_since_an_act_was_sent_is_not_called_data(
    workspace: Path, actgen: Actgen
) -> None:
    """The session may be right: nobody is told to correct the act before what has changed is looked at."""
    words = ("render", SESSION, "--formats", "html", "--only", "deliberation-09")
    assert actgen(*words).code == 0
    name = "deliberations/adhesion_groupement/dispositif.md"
    shipped = (ROOT / "templates" / name).read_text(encoding="utf-8")
    own = workspace / "templates" / name
    own.parent.mkdir(parents=True)
    own.write_text(shipped.replace("**APPROUVE** la", "**APPROUVE** toute la"), encoding="utf-8")
    told = " ".join(actgen(*words).out.replace("\u00a0", " ").replace("\u202f", " ").split())
    closing = told.partition("Attention : ")[2]
    assert closing.startswith(
        "1 fichier d’un acte déjà signé, transmis ou publié est gardé sans être réécrit, alors que la séance"
    )
    assert "ou les modèles donneraient maintenant un autre contenu. Vérifiez ce qui a changé ;" in closing
    rectify = "voyez avec la préfecture ou votre service juridique comment rectifier l’acte."
    assert f"si c’est l’acte qui est faux, {rectify}" in closing
    guide = (ROOT / "docs/guide-du-secretaire.md").read_text(encoding="utf-8")
    assert rectify in guide, "one instruction, on the screen and in the guide"
    assert "les données ont changé" not in told


@pytest.mark.parametrize(("asked", "code"), [((), 1), (("--only", "proces_verbal"), 0)])
@pytest.mark.usefixtures("workspace")
def test_a_vote_without_quorum_that_gives_no_act_is_counted_and_fails(
    workspace: Path, actgen: Actgen, asked: tuple[str, ...], code: int
) -> None:
    file = "seances/locronan-2025-01-23-quorum-perdu.yaml"
    edit(
        workspace / file,
        "chemin du Lavoir\n    non_traite: faute de quorum",
        "chemin du Lavoir\n    vote: 9 pour\n    debats: aucun\n    sans_acte: oui",
    )
    run = actgen("render", file, "--formats", "html", *asked)
    assert run.code == code, run.out
    assert "1\u00a0erreur\u00a0: QUORUM-POINT (actgen check)." in run.out


def test_drafts_that_give_way_are_one_row_an_act(workspace: Path, actgen: Actgen) -> None:
    """Two forms of a draft, replaced by two forms of the act: one line."""
    free = {"acte": "deliberation_libre", "decide": "acquiert la parcelle", "matiere": "3.1"}
    session = model("commune")
    session["points"][0] |= free
    planned = merge(session, PLANNED)
    planned["points"][0] |= free
    place = workspace / "seances" / "essai.yaml"
    only = ("render", str(place), "--formats", "html,docx", "--only", "deliberation-01")
    write(place, planned)
    assert "PROJET" in actgen(*only).out
    write(place, session)
    run = actgen(*only)
    rows = [line for line in run.out.splitlines() if "PROJET" in line]
    assert len(rows) == 1 and ".docx .html" in rows[0] and "retiré" in run.out, run.out
