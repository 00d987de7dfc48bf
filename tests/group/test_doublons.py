"""Two files of one commune about one group: a file's name chooses nothing, and no act is written twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.base.diagnostics import Diagnostic
from actgen.council.facts.groupement import Situation
from actgen.council.figures.groupements import etat
from actgen.group.dossier import Dossier, dossier
from tests.group.espaces import contenus, espace, lance, seance

REJET = "0 pour, 11 contre"


def plus_tard(vote: str = "unanimité") -> str:
    """Another session of Hanvec, a month later."""
    return seance("Hanvec", vote, date="12/12/2024", transmise="13/12/2024", publiee="13/12/2024")


def lu(tmp_path: Path, retours: str = "", **seances: str) -> tuple[Dossier, Situation]:
    """The dossier with these sessions of Hanvec, and where it stands."""
    file = espace(tmp_path, retours)
    for nom, texte in seances.items():
        (tmp_path / f"seances/{nom}.yaml").write_text(texte, encoding="utf-8")
    tout = dossier(file)
    assert tout.groupement is not None
    lignes = etat(tout.groupement).lignes
    return tout, next(each.situation for each in lignes if each.membre.collectivite.nom == "Hanvec")


def un_constat(tout: Dossier) -> Diagnostic:
    (finding,) = tout.findings
    assert finding.code == "GC-SEANCE" and "Hanvec" in finding.message
    return finding


@pytest.mark.parametrize("autre", ["a_avant", "z_apres"])
@pytest.mark.parametrize("texte", [seance("Hanvec", REJET), seance("Hanvec", publiee="20/11/2024")])
def test_two_files_of_one_session_that_differ_keep_the_member_pending(
    tmp_path: Path, autre: str, texte: str
) -> None:
    tout, situation = lu(tmp_path, hanvec=seance("Hanvec"), **{autre: texte})
    finding = un_constat(tout)
    assert situation is Situation.EN_ATTENTE
    assert {lieu.file for lieu in finding.locations} == {"seances/hanvec.yaml", f"seances/{autre}.yaml"}
    assert "hanvec.yaml" in finding.message and f"{autre}.yaml" in finding.message
    assert "14/11/2024" in finding.message


def test_what_is_there_is_kept_and_nothing_is_written_while_two_files_differ(tmp_path: Path) -> None:
    file = espace(tmp_path)
    (tmp_path / "seances/hanvec.yaml").write_text(seance("Hanvec"), encoding="utf-8")
    lance(file, tmp_path / "out")
    avant = {nom: c for nom, c in contenus(tmp_path / "out").items() if "communes/29078" in nom}
    assert avant
    (tmp_path / "seances/a.yaml").write_text(seance("Hanvec", REJET), encoding="utf-8")
    batch, _ = lance(file, tmp_path / "out")
    assert avant == {nom: c for nom, c in contenus(tmp_path / "out").items() if "communes/29078" in nom}
    assert not batch.old_folders.finis


def test_a_copy_is_told_and_makes_no_second_original(tmp_path: Path) -> None:
    tout, situation = lu(tmp_path, hanvec=seance("Hanvec"))
    assert tout.findings == () and situation is Situation.EXECUTOIRE
    lance(tmp_path / "groupements/papier.yaml", tmp_path / "out")
    avant = contenus(tmp_path / "out")
    tout, situation = lu(tmp_path, a=seance("Hanvec"))
    assert "plusieurs fichiers" in un_constat(tout).message and situation is Situation.EN_ATTENTE
    lance(tmp_path / "groupements/papier.yaml", tmp_path / "out")
    communes = {nom for nom in avant if "communes/29078" in nom}
    assert communes and {nom for nom in contenus(tmp_path / "out") if "communes/29078" in nom} == communes


@pytest.mark.parametrize(
    "premiere",
    [
        seance("Hanvec", REJET),
        seance("Hanvec").replace("vote: unanimité", "reporte: à la prochaine séance"),
    ],
)
def test_a_second_session_after_one_that_adopted_nothing_decides(tmp_path: Path, premiere: str) -> None:
    tout, situation = lu(tmp_path, z=premiere, a=plus_tard())
    assert tout.findings == () and situation is Situation.EXECUTOIRE


@pytest.mark.parametrize("vote", [REJET, "unanimité"])
def test_a_second_decision_after_an_adoption_is_a_doubt(tmp_path: Path, vote: str) -> None:
    tout, situation = lu(tmp_path, a=seance("Hanvec"), b=plus_tard(vote))
    finding = un_constat(tout)
    assert situation is Situation.EN_ATTENTE
    assert [lieu.file for lieu in finding.locations] == ["seances/a.yaml", "seances/b.yaml"]
    assert "14/11/2024" in finding.message and "12/12/2024" in finding.message


def test_the_returns_may_tell_that_the_second_replaces_the_first(tmp_path: Path) -> None:
    retours = "    - commune: Hanvec\n      resultat: adoptée\n      deliberation_du: 12/12/2024\n"
    tout, situation = lu(tmp_path, retours, a=seance("Hanvec"), b=plus_tard())
    assert tout.findings == () and situation is Situation.EXECUTOIRE
