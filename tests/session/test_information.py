"""`acte: information`: told in the minutes, neither voted nor decided, and no deliberation counts it."""

from __future__ import annotations

from pathlib import Path

from actgen.document.words import plain_words
from tests.session.acts import examined, plan

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
    assert "Le rapport est présenté." in said and "Aucun vote n’a eu lieu sur ce point." in said


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
