"""`actgen templates copy`: what is written and told, what is refused, the copy checked and used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Actgen

FOLDER = Path("templates/deliberations/subvention")
TEXTS = ["acte.yaml", "corps.docx", "dispositif.docx", "expose.docx"]


def told(text: str) -> str:
    """The words on the screen, its lines joined."""
    return re.sub(r"\s+", " ", text)


def test_a_kind_is_copied_in_word(actgen: Actgen, workspace: Path) -> None:
    run = actgen("templates", "copy", "subvention", "--word")
    assert (run.code, run.err) == (0, "")
    assert sorted(file.name for file in FOLDER.iterdir()) == TEXTS
    assert run.out.count(": écrit") == 4
    assert "actgen templates check templates/deliberations/subvention" in told(run.out)
    assert "actgen templates vars subvention" in told(run.out)
    assert "Ouvrez ces fichiers dans Word" in told(run.out)


def test_what_was_copied_is_right_as_it_is(actgen: Actgen, workspace: Path) -> None:
    actgen("templates", "copy", "subvention", "--word")
    run = actgen("templates", "check", FOLDER.as_posix())
    assert (run.code, run.err) == (0, ""), run.out
    assert "0 erreur" in told(run.out) or "Rien" in told(run.out), run.out


def test_copying_again_changes_nothing(actgen: Actgen, workspace: Path) -> None:
    actgen("templates", "copy", "subvention", "--word")
    before = {file: file.read_bytes() for file in FOLDER.iterdir()}
    run = actgen("templates", "copy", "subvention", "--word")
    assert run.code == 1 and run.out.count("existe déjà, laissé tel quel") == 3
    assert {file: file.read_bytes() for file in FOLDER.iterdir()} == before


def test_the_other_format_is_refused_where_one_is(actgen: Actgen, workspace: Path) -> None:
    actgen("templates", "copy", "subvention", "--word")
    run = actgen("templates", "copy", "subvention", "--markdown")
    assert run.code == 1
    assert "déjà écrit en Word : corps.docx, dispositif.docx, expose.docx" in told(run.out)
    assert sorted(file.name for file in FOLDER.iterdir()) == TEXTS
    assert "--out" not in run.out


def test_what_is_there_in_markdown_may_be_written_in_word_elsewhere(actgen: Actgen, workspace: Path) -> None:
    actgen("templates", "copy", "subvention", "--markdown")
    run = actgen("templates", "copy", "subvention", "--word")
    assert run.code == 1 and "copiez ailleurs avec --out" in told(run.out)
    elsewhere = actgen("templates", "copy", "subvention", "--word", "--out", "essais")
    assert elsewhere.code == 0 and "--templates essais" in told(elsewhere.out)
    assert (Path("essais") / "deliberations" / "subvention" / "corps.docx").is_file()


def test_a_clause_is_copied_for_a_commune(actgen: Actgen, workspace: Path) -> None:
    run = actgen("templates", "copy", "clauses/visas", "--word", "--commune", "dietwiller")
    assert run.code == 0 and "pour la commune 68072" in told(run.out)
    assert Path("templates/68072/socle/clauses/visas.docx").is_file()
    assert "visas.docx" in actgen("templates", "which", "subvention", "--commune", "68072").out


def test_a_convention_is_not_copied_for_a_commune(actgen: Actgen, workspace: Path) -> None:
    run = actgen("templates", "copy", "groupement_commandes", "--word", "--commune", "68072")
    assert run.code == 1 and "un seul texte pour tous ses signataires" in told(run.out)
    assert not Path("templates").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("subvention",), "--word ou --markdown"),
        (("subvention", "--word", "--markdown"), "--word ou --markdown"),
        (("subvension", "--word"), "Vouliez-vous dire « subvention »"),
        (("clauses/vist", "--word"), "La plus proche : « visas »"),
        (("../secret", "--word"), "ne convient pas"),
        (("subvention", "--word", "--commune", "nulle-part"), "n’est ni une commune"),
    ],
)
def test_what_is_asked_wrongly(actgen: Actgen, workspace: Path, words: tuple[str, ...], said: str) -> None:
    run = actgen("templates", "copy", *words)
    assert run.code == 2 and said in told(run.err)
    assert not Path("templates").exists()
