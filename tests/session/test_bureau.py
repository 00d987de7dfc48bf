"""A session of the Bureau of an EPCI: its acts say the Bureau, count its members, cite its delegation."""

from pathlib import Path

from actgen.acts.tree.words import plain_words
from actgen.acts.views.plan import Due
from actgen.session.result import Examination
from tests.regles.cases import merge, model, write
from tests.session.acts import ROOT, examined, plan, workspace

ADHESION = {
    "points": [
        {
            "numero": "1",
            "acte": "adhesion_groupement",
            "groupement": "papeterie",
            "signataire": "la présidente ou son premier vice-président",
            "vote": "10 pour",
        }
    ],
    "convocation": {"note_de_synthese": "oui", "ordre_du_jour": ["1. Adhésion"]},
}


def _examination(tmp_path: Path, **change: object) -> Examination:
    space = workspace(tmp_path / "espace")
    content = merge(merge(model("bureau"), ADHESION), change)
    return examined(write(space / "seances" / "bureau.yaml", content))


def _text(examination: Examination, key: str) -> str:
    document = plan(examination, key).document
    assert document is not None, plan(examination, key)
    return " ".join((document.subject, document.author, *plain_words(document)))


def test_the_deliberation_is_the_bureau_s_by_its_delegation(tmp_path: Path) -> None:
    words = _text(_examination(tmp_path), "deliberation-01")
    assert "Délibération du bureau" in words
    assert "le bureau de la communauté de communes" in words
    assert (
        "Vu la délibération du 10 janvier 2023 par laquelle le conseil communautaire a donné délégation au "
        "bureau (article L. 5211-10 du code général des collectivités territoriales) ;"
    ) in words
    assert "Après en avoir délibéré, le bureau" in words
    assert words.count("conseil communautaire") == 1


def test_its_figures_are_those_of_its_members(tmp_path: Path) -> None:
    examination = _examination(tmp_path)
    for key in ("deliberation-01", "proces-verbal"):
        words = _text(examination, key)
        assert "11 membres en exercice" in words.replace("\u00a0", " ")
        assert "Quorum : 6 membres sur 11" in words
        assert "Membre 12" not in words


def test_the_minutes_are_those_of_the_bureau(tmp_path: Path) -> None:
    words = _text(_examination(tmp_path), "proces-verbal")
    assert "Procès-verbal de la séance du bureau" in words


def test_without_a_delegation_the_deliberation_is_refused_and_the_minutes_are_not(tmp_path: Path) -> None:
    examination = _examination(tmp_path, seance={"delegation_du_conseil": ""})
    assert plan(examination, "deliberation-01").due is Due.REFUSED
    assert plan(examination, "proces-verbal").due is Due.WRITTEN


def test_before_the_session_the_model_shows_the_blank_of_the_delegation(tmp_path: Path) -> None:
    planned = {"absents": "", "suites": "", "seance": {"delegation_du_conseil": "", "levee": ""}}
    point = {key: value for key, value in ADHESION["points"][0].items() if key != "vote"}  # type: ignore[index]
    written = plan(_examination(tmp_path, **planned, points=[point]), "deliberation-01")
    assert written.due is Due.WRITTEN
    assert "seance.delegation_du_conseil" in {blank.key for blank in written.manques}


def test_a_commune_s_council_cites_no_delegation() -> None:
    text = (ROOT / "tests/golden/le-trehou-2024-11-14/deliberation-02.md").read_text(encoding="utf-8")
    assert "délégation" not in text


GROUP = """objet: l’achat de papier
version: projet
coordonnateur:
  commune: "21085"
membres:
  retours:
    - epci: "200039063"
      organe: conseil
      resultat: adoptée
      deliberation_du: 15/06/2023
"""


def test_the_group_s_file_says_which_body_decided(tmp_path: Path) -> None:
    space = workspace(tmp_path / "espace")
    (space / "groupements" / "papier.yaml").write_text(GROUP, encoding="utf-8")
    content = merge(merge(model("bureau"), ADHESION), {})
    content["points"] = [{**ADHESION["points"][0], "groupement": "papier"}]  # type: ignore[index]
    found = examined(write(space / "seances" / "bureau.yaml", content)).report.findings
    (difference,) = [finding for finding in found if finding.code == "GC-RETOUR-SEANCE"]
    assert "organe conseil selon le dossier du groupement, bureau selon la séance" in difference.message
