"""Thirty-nine communes, in every state that a group meets: each is where its own papers put it."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from actgen.facts.groupement import Situation
from actgen.figures.groupements import etat
from actgen.group.dossier import Dossier, dossier
from tests.group.m2a import GROUPE, ROOT, SEANCES, SITUATIONS, espace_m2a

RETOURS = "groupements/exemple_m2a-retours.csv"


@pytest.fixture(scope="module")
def lu(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return dossier(espace_m2a(tmp_path_factory.mktemp("m2a")))


def test_each_commune_is_where_its_papers_put_it(lu: Dossier) -> None:
    assert lu.groupement is not None
    lignes = {ligne.membre.collectivite.nom: ligne for ligne in etat(lu.groupement).lignes}
    assert len(lignes) == 40
    trouvees = {nom: (lignes[nom].situation, lignes[nom].etape_manquante) for nom in SITUATIONS}
    assert trouvees == SITUATIONS
    autres = {ligne.situation for nom, ligne in lignes.items() if nom not in SITUATIONS}
    assert autres == {Situation.EN_ATTENTE}


def test_what_keeps_one_pending_is_told_with_its_places_and_nothing_else_is(lu: Dossier) -> None:
    dits = Counter((finding.code, finding.locations[0].file) for finding in lu.findings)
    assert dits == {
        ("GC-RETOUR-LIGNE", RETOURS): 1,
        ("GC-RETOUR-SEANCE", RETOURS): 1,
        ("GC-SEANCE", f"{SEANCES}/brunstatt-didenheim.yaml"): 1,
    }
    (ecart,) = [finding for finding in lu.findings if finding.code == "GC-RETOUR-SEANCE"]
    assert [place.file for place in ecart.locations] == [RETOURS, f"{SEANCES}/galfingue.yaml"]


def test_the_example_tells_the_same_where_it_is_shipped() -> None:
    """In a clone: Dietwiller is then known by its line alone."""
    lu = dossier(ROOT / "data" / GROUPE)
    assert lu.groupement is not None
    lignes = {ligne.membre.collectivite.nom: ligne for ligne in etat(lu.groupement).lignes}
    assert {nom: (lignes[nom].situation, lignes[nom].etape_manquante) for nom in SITUATIONS} == SITUATIONS


def test_what_the_example_makes_up_is_plainly_marked() -> None:
    inventes = [ROOT / "data" / GROUPE, *(ROOT / "data" / SEANCES).iterdir()]
    assert len(inventes) == 11
    for file in inventes:
        texte = file.read_text(encoding="utf-8")
        assert "EXEMPLE" in texte.partition("\n")[2].partition("\n")[0], file
        noms = re.findall(r"(?:M\.|Mme|maire:|conseiller:) +((?!M\.|Mme)\S+ \S+)", texte)
        assert noms and all(re.fullmatch(r"Membre \d+,?", nom) for nom in noms), (file, noms)
    tableau = (ROOT / "data" / RETOURS).read_text(encoding="utf-8")
    assert set(re.findall(r";([^;\n]+), maire", tableau)) == {"Membre 1", "Christian FRANTZ"}
