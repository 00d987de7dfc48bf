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
    before = {file: file.read_bytes() for file in FOLDER.iterdir()}
    again = actgen("templates", "copy", "subvention", "--word")
    assert again.code == 1 and again.out.count("existe déjà, laissé tel quel") == 3
    assert {file: file.read_bytes() for file in FOLDER.iterdir()} == before


def test_the_other_format_is_refused_where_one_is(actgen: Actgen, workspace: Path) -> None:
    actgen("templates", "copy", "subvention", "--word")
    run = actgen("templates", "copy", "subvention", "--markdown")
    assert run.code == 1
    assert "déjà écrit en Word : corps.docx, dispositif.docx, expose.docx" in told(run.out)
    assert sorted(file.name for file in FOLDER.iterdir()) == TEXTS
    assert "--out" not in run.out


def test_what_is_there_in_markdown_goes_to_word(actgen: Actgen, workspace: Path) -> None:
    actgen("templates", "copy", "subvention", "--markdown")
    own = FOLDER / "dispositif.md"
    own.write_text(own.read_text("utf-8").replace("**ATTRIBUE**", "**OCTROIE**"), "utf-8")
    run = actgen("templates", "copy", "subvention", "--word")
    assert (run.code, run.err) == (0, "")
    assert sorted(each.name for each in FOLDER.iterdir() if not each.name.startswith(".")) == TEXTS
    kept = Path("templates-markdown/deliberations/subvention")
    assert "OCTROIE" in (kept / "dispositif.md").read_text("utf-8")
    assert f"{kept.as_posix()}/dispositif.md : votre texte d’avant, gardé" in told(run.out)
    assert f"remettez à leur place ceux de « {kept.as_posix()} »" in told(run.out)
    assert "dispositif.docx" in actgen("templates", "which", "subvention").out
    assert "0 erreur, 0 avertissement" in told(actgen("templates", "check", FOLDER.as_posix()).out)


def test_what_is_kept_aside_is_never_written_over(actgen: Actgen, workspace: Path) -> None:
    for rank in range(2):
        actgen("templates", "copy", "clauses/visas", "--markdown")
        text = Path("templates/socle/clauses/visas.md")
        text.write_text(f"Vu la loi n° {rank} ;\n{{: .visa }}\n", "utf-8")
        assert actgen("templates", "copy", "clauses/visas", "--word").code == 0
        text.with_suffix(".docx").unlink()
    kept = sorted(Path().glob("templates-*/socle/clauses/visas.md"))
    assert [file.parts[0] for file in kept] == ["templates-markdown", "templates-markdown-2"]
    assert "n° 0" in kept[0].read_text("utf-8") and "n° 1" in kept[1].read_text("utf-8")


def test_a_group_has_its_own_clause_and_its_papers_take_it(actgen: Actgen, workspace: Path) -> None:
    run = actgen("templates", "copy", "clauses/recours", "--markdown", "--group", "e_services")
    assert run.code == 0 and "textes du groupement e_services" in told(run.out)
    assert "actgen batch groupements/e_services.yaml les prend de lui-même" in told(run.out)
    clause = Path("templates/e_services/socle/clauses/recours.md")
    assert clause.as_posix() in run.out and clause.is_file()
    which = ("templates", "which", "adhesion_groupement")
    assert clause.as_posix() in actgen(*which, "--group", "groupements/e_services.yaml").out
    assert clause.as_posix() not in actgen(*which).out
    assert actgen(*which, "--group", "autre").code == 2
    run = actgen("templates", "copy", "groupement_commandes", "--markdown", "--group", "e_services")
    assert run.code == 0 and not list(clause.parents[2].rglob("acte.yaml"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("subvention",), "--word ou --markdown"),
        (("subvention", "--word", "--markdown"), "--word ou --markdown"),
        (("subvension", "--word"), "Vouliez-vous dire « subvention »"),
        (("clauses/vist", "--word"), "La plus proche : « visas »"),
        (("clauses/zut", "--word"), "Clauses connues : considerants, "),
        (("../secret", "--word"), "ne convient pas"),
        (("subvention", "--word", "--commune", "nulle-part"), "n’est ni une commune"),
        (("subvention", "--word", "--group", "nulle-part"), "n’est pas un groupement"),
        (("subvention", "--word", "--group", "e_services", "--commune", "68072"), "l’un des deux"),
    ],
)
def test_what_is_asked_wrongly(actgen: Actgen, workspace: Path, words: tuple[str, ...], said: str) -> None:
    run = actgen("templates", "copy", *words)
    assert run.code == 2 and said in told(run.err)
    assert not Path("templates").exists()
