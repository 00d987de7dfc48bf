"""An item that lacks a field its kind requires: the field is told, never the template that stumbles on it."""

from __future__ import annotations

import shutil
from pathlib import Path

from actgen.acts.plan import Due
from actgen.diagnostics import Mender
from tests.session.acts import ROOT, edit, examined, plan, session_file, workspace

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
