"""`acte: information`: told in the minutes, neither voted nor decided, and no deliberation counts it."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.acts.tree.words import plain_words
from tests.session.acts import edit, examined, plan

COMMUNE = """\
commune: 65046
population: 99 en 2022
numero: "{annee}-{rang}"
membres:
  - maire: Mme Membre 1
  - adjoint: M. Membre 2
  - conseillere: Mme Membre 3
"""
SEANCE = """\
collectivite: aulon
seance:
  {date: DATE, heure: 18h30, lieu: mairie, presidence: Membre 1, secretaire: Membre 3PREMIER}
convocation: {envoyee_le: 01/03/2024}
absents: aucun
points:
  - numero: 1
    objet: Rapport annuel sur l’eau
    acte: ACTE
    texte: rapport.md
  - numero: 2
    objet: Prêt de la salle
    acte: deliberation_libre
    decide: prête la salle
    vote: unanimité
"""


def session(folder: Path, acte: str, day: str = "27/09/2024", premier: str = ", premier_numero: 1") -> Path:
    for part in ("collectivites", "seances"):
        (folder / part).mkdir(exist_ok=True)
    (folder / "collectivites" / "aulon.yaml").write_text(COMMUNE, encoding="utf-8")
    (folder / "seances" / "rapport.md").write_text("Le rapport est présenté.\n", encoding="utf-8")
    file = folder / "seances" / f"{day.replace('/', '-')}.yaml"
    text = SEANCE.replace("ACTE", acte).replace("DATE", day).replace("PREMIER", premier)
    file.write_text(text, encoding="utf-8")
    return file


def test_it_is_told_in_the_minutes_and_gives_no_deliberation(tmp_path: Path) -> None:
    examination = examined(session(tmp_path, "information"))
    assert not examination.report.errors
    keys = {each.key for each in examination.plans}
    assert "deliberation-02" in keys and "deliberation-01" not in keys
    minutes = plan(examination, "proces-verbal").document
    assert minutes is not None
    said = " ".join(plain_words(minutes))
    assert "Le rapport est présenté." in said and "Ce point n’appelait pas de vote." in said


def test_the_numbers_of_the_year_leave_it_out(tmp_path: Path) -> None:
    session(tmp_path, "Information", "12/03/2024")
    examination = examined(session(tmp_path, "information", premier=""))
    document = plan(examination, "deliberation-02").document
    assert document is not None and "2024-002" in document.title


def test_one_that_is_voted_is_told(tmp_path: Path) -> None:
    file = session(tmp_path, "information")
    text = file.read_text(encoding="utf-8").replace("    texte: rapport.md\n", "    vote: unanimité\n")
    file.write_text(text, encoding="utf-8")
    assert "DELIB-ABSENTE" in {each.code for each in examined(file).report.findings}


def _with_text(folder: Path, texte: str, point: int = 1) -> Path:
    file = session(folder, "information")
    if point == 1:
        edit(file, "texte: rapport.md", f"texte: {texte}")
    else:
        edit(file, "    decide: prête", f"    texte: {texte}\n    decide: prête")
    return file


def test_what_it_tells_may_be_written_in_the_session(tmp_path: Path) -> None:
    examination = examined(_with_text(tmp_path, "La maire rend compte des travaux, 12 000 €."))
    assert not examination.report.errors
    minutes = plan(examination, "proces-verbal").document
    assert minutes is not None
    said = " ".join(plain_words(minutes)).replace("\u00a0", " ")
    assert "La maire rend compte des travaux, 12 000 €" in said
    assert not [each for each in examination.report.findings if "rapport" in each.message]


def test_a_deliberation_has_its_reasons_in_the_session_too(tmp_path: Path) -> None:
    examination = examined(_with_text(tmp_path, "La salle de l'école sert aux associations.", point=2))
    document = plan(examination, "deliberation-02").document
    assert document is not None and not examination.report.errors
    assert "La salle de l’école sert aux associations." in " ".join(plain_words(document))


@pytest.mark.parametrize("texte", ["rapport.docx", "rapport annuel.docx", "Rapport sur l’eau.PDF", "rapport"])
def test_the_name_of_a_file_that_is_not_there_is_no_sentence(texte: str, tmp_path: Path) -> None:
    examination = examined(_with_text(tmp_path, texte))
    assert "FICHIER-ABSENT" in {each.code for each in examination.report.errors}
    assert all(plan.document is None for plan in examination.plans if plan.key == "proces-verbal")
