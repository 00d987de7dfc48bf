"""An item that lacks a field its kind requires: the field is told, never the template that stumbles on it."""

from __future__ import annotations

import shutil
from pathlib import Path

from actgen.acts.views.plan import ActPlan, Due
from actgen.base.diagnostics import Mender
from actgen.base.rules import Rule
from actgen.council.figures.execution import Stade
from actgen.council.kinds.manifest import Famille, Kind
from actgen.session.tasks import said
from actgen.session.texts import in_brief
from tests.session.acts import DIETWILLER, ROOT, edit, examined, plan, session_file, workspace

_AULON = "aulon-2025-04-11"
_BUDGET = """    acte: deliberation_libre
    decide: adopte le budget primitif de 2025, voté par nature et par chapitre
    matiere: "7.1"
"""
_FIELDS = "    beneficiaire: Amicale\n    montant: 100 €\n    exercice: 2025\n    emploi: la fête\n"
_TEST = "{% if champs.forme is connu and champs.forme == 'association' %}"


def _session(folder: Path, item: str) -> Path:
    """A session whose first item is of a kind that reads a required field without asking if it is known."""
    place = session_file(_AULON, workspace(folder))
    edit(place, _BUDGET, item)
    kind = folder / "templates" / "deliberations" / "aide"
    shutil.copytree(ROOT / "templates" / "deliberations" / "subvention", kind)
    for name in ("expose.md", "dispositif.md"):
        text = (kind / name).read_text(encoding="utf-8")
        assert _TEST in text
        (kind / name).write_text(text.replace(_TEST, "{% if champs.forme == 'association' %}"), "utf-8")
    return place


def test_the_missing_field_alone_is_told(tmp_path: Path) -> None:
    examination = examined(_session(tmp_path, f"    acte: aide\n{_FIELDS}"))
    (absent,) = examination.report.errors
    assert (absent.code, absent.mender) == ("CHAMP-ABSENT", Mender.SECRETAIRE)
    for key in ("deliberation-01", "proces-verbal"):
        assert (plan(examination, key).due, plan(examination, key).refus) == (Due.REFUSED, (absent,))


def test_a_fault_of_the_template_itself_is_still_told(tmp_path: Path) -> None:
    place = _session(tmp_path, f"    acte: aide\n{_FIELDS}")
    expose = tmp_path / "templates" / "deliberations" / "aide" / "expose.md"
    expose.write_text(expose.read_text(encoding="utf-8") + "\n{{ champs.inconnu }}\n", encoding="utf-8")
    examination = examined(place)
    codes = {each.code for each in examination.report.errors if each.mender is Mender.SERVICE_JURIDIQUE}
    assert codes and "GABARIT-VALEUR" not in codes
    refus = {each.code for each in plan(examination, "proces-verbal").refus}
    assert codes <= refus


def test_a_blank_of_several_acts_is_one_finding_that_names_them(tmp_path: Path) -> None:
    place = session_file("le-trehou-2024-11-14", workspace(tmp_path))
    edit(place, "  lieu: salle du conseil de la mairie\n", "  lieu:\n")
    examination = examined(place)
    (blank,) = examination.report.errors
    assert (blank.code, blank.point) == ("ACTE-BLANC", None)
    assert "2 actes (délibérations 2 et 3)" in blank.message
    for key in ("deliberation-02", "deliberation-03"):
        assert plan(examination, key).refus == (blank,)


# What the notice of a PROJET says is missing


def test_what_several_items_lack_is_told_once() -> None:
    labels = [f"exposé du point {n}" for n in range(1, 21)]
    assert in_brief(labels) == ("exposé des points 1 à 20",)
    assert in_brief(["exposé du point 4", "exposé du point 1"]) == ("exposé des points 1 et 4",)


def test_one_item_and_the_act_itself_keep_their_words_and_their_places() -> None:
    labels = ["secrétaire de séance", "exposé du point 3", "secrétaire de séance", "vote du point 3"]
    assert in_brief(labels) == ("secrétaire de séance", "exposé du point 3", "vote du point 3")


# A kind whose folder lacks the text that its acts are made of


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
