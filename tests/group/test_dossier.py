"""The returns of members and their own session files, put together; one in error never stops the others."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from actgen.base.diagnostics import Scope, Severity
from actgen.council.facts.groupement import MembreGroupement, Situation
from actgen.council.figures.groupements import etat, etat_connu
from actgen.council.figures.reponses import EN_ERREUR
from actgen.council.figures.suivi import Etape, fait_le, suivi, vote_dit
from actgen.group.dossier import Dossier, dossier

TITRES = "commune;vote;deliberation;numero;transmise;recue_prefecture;publiee;notifiee_coordonnateur;signee"
GROUPE = """objet: l’achat de papier
coordonnateur:
  commune: Le Faou
  deliberation:
    date:
membres:
  communes: [Daoulas, Hanvec, Irvillac]
  retours: retours.csv
"""
SEANCE = """collectivite:
  commune: {commune}
  population: 900 en 2021
  publication:
    mode: électronique
  membres:
    - maire: Mme Membre UN
    - conseiller: M. Membre DEUX
    - conseiller: M. Membre TROIS
seance:
  date: 14/11/2024
  heure: 20h
  lieu: mairie
  presidence: Membre UN
  secretaire: Membre DEUX
convocation:
  envoyee_le: 04/11/2024
absents: aucun
points:
  - numero: 1
    acte: adhesion_groupement
    groupement: papier
    vote: {vote}
suites:
  transmise_le: 18/11/2024
  publiee_le: 19/11/2024
"""
# what a session of a real council has and this one of three lacks is said by warnings alone


def espace(tmp_path: Path, *lignes: str, seances: dict[str, str] | None = None) -> Dossier:
    for nom in ("collectivites", "groupements", "seances"):
        (tmp_path / nom).mkdir(exist_ok=True)
    (tmp_path / "groupements/papier.yaml").write_text(GROUPE, encoding="utf-8")
    (tmp_path / "groupements/retours.csv").write_text("\n".join((TITRES, *lignes)), encoding="utf-8")
    for nom, texte in (seances or {}).items():
        (tmp_path / "seances" / nom).write_text(texte, encoding="utf-8")
    return dossier(tmp_path / "groupements/papier.yaml")


def membre(lu: Dossier, nom: str) -> MembreGroupement:
    assert lu.groupement is not None, lu.findings
    return next(each for each in lu.groupement.membres if each.collectivite.nom == nom)


def situation(lu: Dossier, nom: str) -> Situation:
    assert lu.groupement is not None
    return next(
        ligne.situation for ligne in etat(lu.groupement).lignes if ligne.membre.collectivite.nom == nom
    )


def seance(commune: str = "Hanvec", vote: str = "unanimité") -> str:
    return SEANCE.format(commune=commune, vote=vote)


def test_a_session_completes_what_came_back(tmp_path: Path) -> None:
    lu = espace(tmp_path, "Hanvec;;;;18/11/2024;20/11/2024;;;", seances={"h.yaml": seance()})
    hanvec = membre(lu, "Hanvec")
    assert lu.findings == ()
    assert (hanvec.resultat, hanvec.deliberation_le) == ("adoptée", date(2024, 11, 14))
    assert (hanvec.recue_le, hanvec.publiee_le) == (date(2024, 11, 20), date(2024, 11, 19))
    assert hanvec.lieux["recue_le"].file == "groupements/retours.csv"
    assert hanvec.lieux["publiee_le"].file == "seances/h.yaml"
    assert situation(lu, "Hanvec") is Situation.EXECUTOIRE
    assert list(lu.seances) == [hanvec.collectivite.code]
    assert {name for name, _ in lu.sources.log} >= {"seances/h.yaml", "groupements/retours.csv"}


def test_a_session_is_enough(tmp_path: Path) -> None:
    lu = espace(tmp_path, seances={"h.yaml": seance(vote="0 pour, 3 contre")})
    assert lu.findings == () and situation(lu, "Hanvec") is Situation.REJETEE


def test_a_session_to_come_knows_nothing_yet(tmp_path: Path) -> None:
    a_venir = (
        seance().partition("absents:")[0]
        + "points:\n  - numero: 1\n    acte: adhesion_groupement\n    groupement: papier\n"
    )
    lu = espace(tmp_path, "Hanvec;adoptée;14/11/2024;;;;;;", seances={"h.yaml": a_venir})
    assert lu.findings == () and situation(lu, "Hanvec") is Situation.ADOPTEE


@pytest.mark.parametrize(
    ("ligne", "dit", "inconnu"),
    [
        ("Hanvec;rejetée;14/11/2024;;;;;;", "rejetée selon le dossier", "resultat"),
        ("Hanvec;adoptée;15/11/2024;;;;;;", "du 14/11/2024 selon la séance", "deliberation_le"),
        ("Hanvec;adoptée;14/11/2024;7;;;;;", "numéro 7", "numero"),
        ("Hanvec;adoptée;14/11/2024;;;;20/11/2024;;", "publiée le 20/11/2024 selon le dossier", "publiee_le"),
    ],
)
def test_a_difference_keeps_the_member_pending_and_names_both_places(
    tmp_path: Path, ligne: str, dit: str, inconnu: str
) -> None:
    daoulas = "Daoulas;adoptée;14/11/2024;;15/11/2024;;15/11/2024;;"
    lu = espace(tmp_path, ligne, daoulas, seances={"h.yaml": seance()})
    (finding,) = lu.findings
    assert finding.code == "GC-RETOUR-SEANCE" and finding.severity is Severity.WARNING
    assert dit in finding.message and finding.message.startswith("Hanvec, point 1")
    au_dossier, en_seance = finding.locations
    assert (au_dossier.file, au_dossier.line) == ("groupements/retours.csv", 2)
    assert en_seance.file == "seances/h.yaml" and en_seance.line
    assert situation(lu, "Hanvec") is Situation.EN_ATTENTE and not getattr(membre(lu, "Hanvec"), inconnu)
    assert situation(lu, "Daoulas") is Situation.EXECUTOIRE


@pytest.mark.parametrize(
    "texte",
    [
        seance(vote="4 pour, 0 contre"),  # more votes than voters
        seance().replace("absents: aucun", "absents:\n  - Membre QUATRE, excusé"),
        seance().replace("date: 14/11/2024", "date: 32/11/2024"),
        seance()
        .replace("points:", "pionts:")
        .replace("commune: Hanvec", "commune: Hanvec\n  poppulation: 3"),
        seance().replace("  lieu: mairie\n", ""),  # right in its figures: its act alone can't be made
    ],
)
def test_a_session_in_error_keeps_its_member_pending_alone(tmp_path: Path, texte: str) -> None:
    daoulas = "Daoulas;adoptée;14/11/2024;;15/11/2024;;15/11/2024;;"
    hanvec = "Hanvec;adoptée;14/11/2024;;15/11/2024;;15/11/2024;;"
    lu = espace(tmp_path, hanvec, daoulas, seances={"h.yaml": texte})
    (finding,) = lu.findings
    assert finding.code == "GC-SEANCE" and "Hanvec" in finding.message
    assert [lieu.file for lieu in finding.locations] == ["seances/h.yaml", "groupements/retours.csv"]
    assert (
        situation(lu, "Hanvec") is Situation.EN_ATTENTE and situation(lu, "Daoulas") is Situation.EXECUTOIRE
    )


def test_an_error_that_the_commune_answers_for_in_writing_keeps_nothing_pending(tmp_path: Path) -> None:
    tard = seance().replace("04/11/2024", "13/11/2024")
    assert situation(espace(tmp_path, seances={"h.yaml": tard}), "Hanvec") is Situation.EN_ATTENTE
    motif = "derogations:\n  - code: CONV-DELAI\n    motif: les membres étaient tous présents\n"
    lu = espace(tmp_path, seances={"h.yaml": tard + motif})
    assert lu.findings == () and situation(lu, "Hanvec") is Situation.EXECUTOIRE


def test_a_vote_on_a_day_that_the_session_says_without_any_is_a_difference(tmp_path: Path) -> None:
    retire = seance().replace("    vote: unanimité\n", "    non_traite: retiré par le maire\n")
    lu = espace(tmp_path, "Hanvec;adoptée;14/11/2024;;;;;;", seances={"h.yaml": retire})
    assert [finding.code for finding in lu.findings] == ["GC-RETOUR-SEANCE"]
    assert situation(lu, "Hanvec") is Situation.EN_ATTENTE


def test_the_last_session_that_decided_is_the_one(tmp_path: Path) -> None:
    refus = seance(vote="0 pour, 3 contre")
    ensuite = (
        seance()
        .replace("14/11/2024", "12/12/2024")
        .replace("18/11/2024", "13/12/2024")
        .replace("19/11/2024", "13/12/2024")
    )
    lu = espace(tmp_path, seances={"b.yaml": refus, "a.yaml": ensuite})
    assert lu.findings == () and membre(lu, "Hanvec").deliberation_le == date(2024, 12, 12)
    assert [len(siennes) for siennes in lu.seances.values()] == [2]


def test_a_session_of_one_that_is_no_member_is_told(tmp_path: Path) -> None:
    lu = espace(tmp_path, seances={"b.yaml": seance("Brest")})
    (finding,) = lu.findings
    assert finding.code == "GC-SEANCE" and "Brest n’est pas membre" in finding.message


def test_a_session_that_cant_be_read_and_has_no_owner_is_told(tmp_path: Path) -> None:
    lu = espace(tmp_path, seances={"b.yaml": "points: [\n papier"})
    (finding,) = lu.findings
    assert finding.code == "GC-SEANCE" and finding.locations[0].file == "seances/b.yaml"


def test_a_session_of_another_group_is_nothing_to_this_one(tmp_path: Path) -> None:
    autre = seance().replace("groupement: papier", "groupement: autre_papier")
    (tmp_path / "groupements").mkdir()
    (tmp_path / "groupements/autre_papier.yaml").write_text(GROUPE, encoding="utf-8")
    lu = espace(tmp_path, seances={"b.yaml": autre})
    assert lu.findings == () and lu.seances == {}


@pytest.mark.parametrize(
    ("ligne", "code"),
    [
        ("Hanvec;rejetée;14/11/2024;;15/11/2024;;15/11/2024;;20/11/2024", "GC-DELIB-MEMBRE"),
        ("Hanvec;;;;;;;;20/11/2024", "GC-DELIB-MEMBRE"),
        ("Hanvec;ajournée;14/11/2024;;;;;;20/11/2024", "GC-DELIB-MEMBRE"),
        ("Hanvec;quorum non atteint;14/11/2024;;;;;;20/11/2024", "GC-DELIB-MEMBRE"),
    ],
)
def test_an_answer_in_error_keeps_its_member_pending_alone(tmp_path: Path, ligne: str, code: str) -> None:
    lu = espace(tmp_path, ligne, "Daoulas;adoptée;12/11/2024;;14/11/2024;;14/11/2024;;25/11/2024")
    (finding,) = lu.findings
    assert (finding.code, finding.severity, finding.scope) == (code, Severity.ERROR, Scope.NOTHING)
    assert "Hanvec" in finding.message and finding.location is not None
    assert membre(lu, "Hanvec").a_corriger == EN_ERREUR
    assert situation(lu, "Hanvec") is Situation.EN_ATTENTE
    assert situation(lu, "Daoulas") is Situation.PARTIE


def test_a_coordinator_whose_line_has_another_day_is_pending_and_stops_nobody(tmp_path: Path) -> None:
    espace(tmp_path, "Le Faou;adoptée;07/11/2024;;;;;;")
    file = tmp_path / "groupements/papier.yaml"
    file.write_text(GROUPE.replace("date:\n", "date: 08/11/2024\n"), encoding="utf-8")
    lu = dossier(file)
    (finding,) = lu.findings
    assert (finding.code, finding.scope, len(finding.locations)) == ("GC-COORDONNATEUR", Scope.NOTHING, 2)
    assert situation(lu, "Le Faou") is Situation.EN_ATTENTE


@pytest.mark.parametrize("faits", ["14/11/2094;;;;;;", "14/11/2004;;;;;;", "14/11/2024;;;;18/11/2042;;"])
def test_a_mistyped_year_keeps_its_member_pending(tmp_path: Path, faits: str) -> None:
    espace(tmp_path, f"Hanvec;adoptée;{faits}", "Daoulas;adoptée;12/11/2024;;;;;;")
    file = tmp_path / "groupements/papier.yaml"
    assert dossier(file).findings == ()  # nothing to hold it against
    file.write_text(f"{GROUPE}conseils:\n  a_deliberer_avant: 31/12/2024\n", encoding="utf-8")
    lu = dossier(file)
    (finding,) = lu.findings
    assert finding.code == "ANNEXE-1" and "à plus de cinq ans" in finding.message
    assert situation(lu, "Hanvec") is Situation.EN_ATTENTE
    assert situation(lu, "Daoulas") is Situation.ADOPTEE


def test_a_day_without_its_vote_counts_as_no_adoption(tmp_path: Path) -> None:
    lu = espace(tmp_path, "Hanvec;;14/11/2024;;18/11/2024;;18/11/2024;;", "Daoulas;adoptée;12/11/2024;;;;;;")
    assert lu.groupement is not None
    vu = suivi(etat_connu(lu.groupement))
    votes = {
        each.membre.collectivite.nom: (vote_dit(each), fait_le(each, Etape.ADOPTEE)) for each in vu.lignes
    }
    assert votes["Hanvec"] == ("", None)
    assert votes["Daoulas"] == ("adoptée", date(2024, 11, 12))
