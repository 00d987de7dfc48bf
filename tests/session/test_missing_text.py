"""A kind whose folder lacks the text that its acts are made of."""

from __future__ import annotations

from pathlib import Path

from actgen.acts.plan import ActPlan, Due
from actgen.figures.execution import Stade
from actgen.kinds.manifest import Famille, Kind
from actgen.rules import Rule
from actgen.session.tasks import said
from tests.session.acts import DIETWILLER, edit, examined, session_file, workspace

_ACTE = "titre: Vente\nfamille: deliberation\nfichier: vente\nversion: 1\nobjet: Vente\n"


def test_a_kind_without_its_text_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    place = session_file(DIETWILLER, workspace(tmp_path))
    edit(place, "    acte: adhesion_groupement\n    groupement: e_services\n", "    acte: vente\n")
    kind = tmp_path / "templates" / "deliberations" / "vente"
    kind.mkdir(parents=True)
    (kind / "acte.yaml").write_text(_ACTE, encoding="utf-8")
    examination = examined(place)
    missing = [found for found in examination.report.errors if found.code == "MODELE-ABSENT"]
    assert "«\u00a0corps\u00a0»" in missing[0].message
    assert "corps.md ou corps.docx" in missing[0].hint
    assert examination.report.stops_everything and examination.plans == ()


def test_errors_that_refuse_an_act_are_sentences_one_after_the_other() -> None:
    code = Rule("POINT-SANS-OBJET")
    refus = tuple(code.finding(f"Il manque la rubrique {name}.") for name in "ab")
    kind = Kind(
        code="essai",
        chemin="deliberations/essai",
        famille=Famille.DELIBERATION,
        titre="Essai",
        fichier="essai",
        version="1",
    )
    plan = ActPlan("deliberation-1", kind, 1, "délibération 1", Stade.ADOPTE, Due.REFUSED, refus=refus)
    told = "Il manque la rubrique a (POINT-SANS-OBJET). Il manque la rubrique b (POINT-SANS-OBJET)"
    assert said(plan, "seances/x.yaml") == told
