"""Any EPCI of the reference data coordinates a group of its communes: each model is that of its commune."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest

from actgen.acts.tree.nodes import Document, lacunes
from actgen.acts.tree.words import plain_words
from actgen.base.diagnostics import Severity
from actgen.group.attendus import attendus
from actgen.group.dossier import Dossier, dossier
from actgen.group.modeles import Mailings
from actgen.law.reference import departements_de, tous_les_epci
from actgen.session.cache import Cache
from actgen.session.result import Options
from tests.group.espaces import GROUPE

COMMUNES = Path(__file__).parents[2] / "data/reference/communes.csv"
REDON = "243500741"  # three départements, two courts
AVEC_ARTICLE = {
    "35064": "commune de La Chapelle-de-Brain",
    "44007": "commune d’Avessac",
    "44128": "commune de Plessé",
    "56001": "commune d’Allaire",
    "56060": "commune des Fougerêts",
}
COUR = {
    "35": ("département d’Ille-et-Vilaine", "tribunal administratif de Rennes"),
    "44": ("département de la Loire-Atlantique", "tribunal administratif de Nantes"),
    "56": ("département du Morbihan", "tribunal administratif de Rennes"),
}
ATELIER = Cache()


def groupe(folder: Path, siren: str, *, departement: str = "", siege: str = "", tribunal: str = "") -> Path:
    """The file of a group of all the communes of an EPCI."""
    for part in ("collectivites", "groupements", "seances"):
        (folder / part).mkdir(parents=True)
    (folder / "groupements/papier-contexte.md").write_text("Des communes voisines.\n", encoding="utf-8")
    ecrites = {"epci": siren, "departement": departement, "siege": siege, "a_besoin_propre": "oui"}
    lignes = "".join(f"  {nom}: {valeur}\n" for nom, valeur in ecrites.items() if valeur)
    texte = GROUPE.format(communes="", retours="").replace("  commune: Le Faou\n", lignes)
    texte = texte.replace("  communes: [Le Faou, ]", f"  communes_de: {siren}")
    file = folder / "groupements/papier.yaml"
    file.write_text(f"{texte}tribunal: {tribunal}\n", encoding="utf-8")
    return file


def modeles(lu: Dossier) -> tuple[Mailings, dict[str, Document]]:
    """The model of each commune, by its code; what is wrong is told by the first."""
    assert lu.groupement is not None, lu.findings
    faits = Mailings(lu.groupement, lu.sources, ATELIER, Options())
    _, plan = faits.convention()
    assert plan.document is not None
    made = {}
    for membre in attendus(lu.groupement):
        envoi = faits.envoi(membre.collectivite)
        assert envoi.lettre is not None and envoi.deliberation.document is not None
        made[membre.collectivite.code] = envoi.deliberation.document
    return faits, made


def reference(siren: str) -> dict[str, dict[str, str]]:
    with COMMUNES.open(encoding="utf-8", newline="") as file:
        return {row["code_insee"]: row for row in csv.DictReader(file) if row["siren_epci"] == siren}


def test_each_commune_of_three_departements_has_its_name_its_departement_and_its_court(
    tmp_path: Path,
) -> None:
    lu = dossier(groupe(tmp_path, REDON, departement="35", siege="Redon"), ATELIER)
    faits, made = modeles(lu)
    attendues = reference(REDON)
    assert faits.findings == [] and made.keys() == attendues.keys() and len(made) == 31
    for code, document in made.items():
        mots = " ".join(plain_words(document))
        departement, cour = COUR[code[:2]]
        nom = attendues[code]["nom"].replace("'", "’")
        assert nom.removeprefix("Les ") in mots and departement in mots and cour in mots
        assert AVEC_ARTICLE.get(code, "commune ") in mots
        assert not document.projet
        autres = {autre["nom"] for autre in attendues.values()} - {nom, "Redon", "Langon"}
        assert not {autre for autre in autres if f"commune de {autre} " in mots}
    assert lu.groupement is not None
    populations = {
        membre.collectivite.code: membre.collectivite.population.habitants
        for membre in lu.groupement.membres
        if membre.collectivite.est_commune and membre.collectivite.population is not None
    }
    assert populations == {code: int(row["population_insee"]) for code, row in attendues.items()}


def test_an_epci_of_several_departements_is_asked_for_that_of_its_seat(tmp_path: Path) -> None:
    lu = dossier(groupe(tmp_path, "200054781"), ATELIER)
    assert lu.groupement is None
    (asked,) = lu.findings
    assert asked.code == "DEPARTEMENT-INCONNU" and "«\u00a0Métropole du Grand Paris\u00a0»" in asked.message
    assert "«\u00a0departement\u00a0»" in asked.hint and "75 (Paris), 91 (Essonne)" in asked.hint


def test_a_court_that_no_table_knows_is_asked_for_once_and_taken_from_the_group(tmp_path: Path) -> None:
    guadeloupe = {"siren": "249710070", "siege": "Basse-Terre"}
    faits, made = modeles(dossier(groupe(tmp_path / "sans", **guadeloupe), ATELIER))
    (asked,) = (found for found in faits.findings if found.severity is not Severity.INFO)
    assert asked.code == "REC-TA" and "communes de la Guadeloupe (971)" in asked.message
    assert "tribunal:" in asked.hint and asked.location is not None
    assert {lacune.key for each in made.values() for lacune in lacunes(each)} == {"tribunal"}
    cour = "tribunal administratif de la Guadeloupe"
    faits, made = modeles(dossier(groupe(tmp_path / "avec", **guadeloupe, tribunal=cour), ATELIER))
    assert faits.findings == []
    assert all(cour in " ".join(plain_words(each)) and not each.projet for each in made.values())


def test_the_population_of_a_commune_near_a_threshold_is_no_matter_of_a_model(tmp_path: Path) -> None:
    """Nobody is convened yet, nothing is published: its secretary is told of it once there is a session."""
    lu = dossier(groupe(tmp_path, "247600729", siege="Petit-Caux"), ATELIER)
    faits, made = modeles(lu)
    assert faits.findings == [] and len(made) == 24


@pytest.mark.slow
def test_forty_epci_drawn_from_all_give_models_of_all_their_communes(tmp_path: Path) -> None:
    tous = sorted(tous_les_epci(), key=lambda each: each.siren)
    assert len(tous) == 1255
    for epci in random.Random(2026).sample(tous, 40):
        possibles = departements_de(epci.siren)
        departement = possibles[0].code if len(possibles) > 1 else ""
        outre_mer = possibles[0].code.startswith("97")
        file = groupe(
            tmp_path / epci.siren,
            epci.siren,
            departement=departement,
            siege=next(iter(reference(epci.siren).values()))["code_insee"],
            tribunal="tribunal administratif d’outre-mer" if outre_mer else "",
        )
        faits, made = modeles(dossier(file, ATELIER))
        assert len(made) == epci.nombre_de_communes, epci.nom
        assert faits.findings == [], epci.nom
        assert not any(document.projet for document in made.values()), epci.nom
