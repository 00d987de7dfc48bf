"""The kinds of staff and of the council itself: one fact of their example made wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from actgen.acts.tree.words import plain_words
from actgen.base.diagnostics import Severity
from actgen.base.text.characters import plain
from tests.checks.test_natures_de_finances import ATTENTION, DELIBERATIONS, ERREUR, found, wrong_fact
from tests.session.acts import examined, plan

CREE, MODIFIE, SUPPRIME = "creation_emploi", "modification_emploi", "suppression_emploi"
SAISON, DELEGUE, TIERS = "emplois_non_permanents", "delegations_au_maire", "convention_avec_un_tiers"
VOIES, INTERIEUR, OFFRES = "denomination_voies", "reglement_interieur", "commission_appel_offres"

CASES = (
    (CREE, "nombre: 1", "nombre: 2", ERREUR, "2 par la délibération, 1 au tableau des effectifs"),
    (CREE, "; 1 ; 1 ; 2", "; 1 ; 1 ; 3", ERREUR, "3 après, quand « avant » (1) et « créés »"),
    (
        CREE,
        "duree: 17 h 30",
        "duree: 35 h",
        ERREUR,
        "crée un emploi de 17 h 30, et la délibération un emploi",
    ),
    (CREE, "effet: 01/11/2024", "effet: 01/09/2024", ATTENTION, "avant la séance du 27 septembre 2024"),
    (CREE, '    fondement: "2°"\n', "", ERREUR, "le cas qui le permet n’est pas écrit"),
    (CREE, '"2°"', '"5°"', ERREUR, "l’emploi dure 17 h 30 sur 35 h"),
    (CREE, "    imputation: chapitre 012\n", "", ATTENTION, "rien ne dit que les crédits"),
    (CREE, "duree: 17 h 30", "duree: 35 h 01", ERREUR, "dépasse celle d’un temps complet, 35 h"),
    (CREE, "contractuel: oui", "contractuel: non", ATTENTION, "n’est pas repris"),
    (MODIFIE, "nouvelle_duree: 28 h", "nouvelle_duree: 20 h", ERREUR, "est celle d’aujourd’hui"),
    (MODIFIE, "    avis: favorable\n", "", ERREUR, "la date de l’avis est écrite, et non son sens"),
    (MODIFIE, "; ; 1 ; 1", "; ; 2 ; 2", ERREUR, "2 à la nouvelle durée, créés au tableau"),
    (SUPPRIME, "    avis_du: 10/09/2024\n", "", ERREUR, "il manque la rubrique « avis_du »"),
    (SUPPRIME, "avis_du: 10/09/2024", "avis_du: 10/10/2024", ERREUR, "après la séance"),
    (SUPPRIME, "; 1 ; 1 ; 0", "; 2 ; 2 ; 0", ERREUR, "1 par la délibération, 2 au tableau des effectifs"),
    (SAISON, "fin: 30/09/2025", "fin: 02/12/2025", ATTENTION, "plus de six mois"),
    (MODIFIE, "    avis_du: 10/09/2024\n    avis: favorable\n", "", ATTENTION, "change de plus d’un dixième"),
    (SAISON, "grade: adjoint", "grade: attaché, ou adjoint", ATTENTION, "n’est pas de la catégorie C"),
    (CREE, "adjoint technique territorial ; C", "rédacteur ; C", ATTENTION, "« rédacteur » : ce grade"),
    (
        CREE,
        "    categorie: C\n",
        "    categorie: B\n",
        ATTENTION,
        "aucun grade écrit n’est de la catégorie B",
    ),
    (SAISON, "fin: 30/09/2025", "fin: 01/06/2025", ERREUR, "avant leur premier jour"),
    (DELEGUE, "; 150 000 € ; par an, à taux fixe, pour vingt ans au plus", "; ;", ERREUR, "sans limite"),
    (
        DELEGUE,
        "; 50 000 € ; par opération inscrite au budget",
        "; ; Dans les conditions fixées par le conseil municipal",
        ERREUR,
        "et la délibération n’en fixe pas",
    ),
    (DELEGUE, "- 8 ;", "- 27 ;", ERREUR, "le 27° est délégué sans limite"),
    (DELEGUE, "- 8 ;", "- 15 ;", ATTENTION, "le 15° est délégué sans limite ni condition"),
    (DELEGUE, "- 8 ; délivrer", "- 5 ; louer pour quinze ans, délivrer", ATTENTION, "plus de douze ans"),
    (DELEGUE, "; 150 000 € ;", "; ;", ATTENTION, "sans plafond en euros"),
    (DELEGUE, "- 8 ;", "- 6 ;", ATTENTION, "n’a aucun des mots du 6° de l’article L. 2122-22"),
    (DELEGUE, "- 8 ;", "- 4 ;", ATTENTION, "le 4° est écrit plusieurs fois"),
    (DELEGUE, "- 8 ;", "- 32 ;", ATTENTION, "n’a pas de 32°"),
    (DELEGUE, "- 4 ;", "- 30 ;", ATTENTION, "le 30° est délégué jusqu’à 40 000 € par créance"),
    (DELEGUE, "- 4 ;", "- 10 ;", ERREUR, "quand la loi s’arrête à 4 600 €"),
    (DELEGUE, "abroge: 25/05/2020", "abroge: 27/09/2024", ERREUR, "qui n’est pas avant la séance"),
    (TIERS, "montant: 9 000 €", "montant: 9 000,01 €", ERREUR, "les versements font 9 000 €"),
    (TIERS, "    sens: la collectivité\n", "", ERREUR, "sans dire qui le verse"),
    (TIERS, "fin: 31/08/2026", "fin: 03/11/2024", ERREUR, "avant sa prise d’effet"),
    (TIERS, "    annexes: convention.pdf\n", "", ATTENTION, "aucun fichier ne l’est"),
    (
        TIERS,
        "qualite_du_tiers: association",
        "qualite_du_tiers: entreprise",
        ATTENTION,
        "paierait une entreprise",
    ),
    (TIERS, "par son président", "par Membre 4", ATTENTION, "nomme Membre 4, qui siège au conseil"),
    (TIERS, "l’association Association 1", "Membre 5", ATTENTION, "qui siège au conseil"),
    ("voeu", "auteur: Membre 5", "auteur: Membre 50", ERREUR, "Aucun membre ne s’appelle"),
    (VOIES, "- impasse des Vergers", "- rue du Lavoir", ERREUR, "est donné plusieurs fois"),
    (VOIES, "privée ouverte", "privée", ERREUR, "n’est pas un choix admis"),
    (VOIES, "- rue du Lavoir", "- rue Membre 5", ATTENTION, "qui siège au conseil"),
    (INTERIEUR, "installation: 05/07/2024", "installation: 28/09/2024", ERREUR, "après la séance"),
    (INTERIEUR, "    annexes: reglement.pdf\n", "", ATTENTION, "aucun fichier ne l’est"),
    (VOIES, "    vote:", "    plan: oui\n    vote:", ATTENTION, "un plan est dit annexé"),
    (OFFRES, "sieges: 3", "sieges: 5", ATTENTION, "quand la commission en compte 3"),
    (OFFRES, "population: 99", "population: 3 500", ATTENTION, "quand la commission en compte 5"),
    (OFFRES, "candidats: [Membre 5]", "candidats: [Membre 1]", ERREUR, "alors que le maire préside de droit"),
    (OFFRES, "suppleants: [Membre 6]", "suppleants: [Membre 9]", ERREUR, "et n’est pas membre du conseil"),
    (OFFRES, "suppleants: [Membre 6]", "suppleants: [Membre 2]", ERREUR, "figure deux fois parmi les élus"),
    (OFFRES, "depot_du: 13/09/2024", "depot_du: 28/09/2024", ERREUR, "après l’élection"),
)


@pytest.mark.parametrize(("code", "ecrit", "change", "gravite", "dit"), CASES)
def test_a_wrong_fact_is_found(
    code: str, ecrit: str, change: str, gravite: Severity, dit: str, tmp_path: Path
) -> None:
    rows = 2 if "plusieurs fois" in dit else 1
    assert wrong_fact(code, ecrit, change, dit, tmp_path) == [gravite] * rows


def test_nothing_is_said_annexed_without_a_file(tmp_path: Path) -> None:
    for code, words in ((INTERIEUR, "son règlement intérieur"), (TIERS, "la convention")):
        juste = (DELIBERATIONS / code / "exemple.yaml").read_text("utf-8")
        for annexe in (True, False):
            file = tmp_path / code / str(annexe) / "seances" / "a.yaml"
            file.parent.mkdir(parents=True)
            file.write_text(juste if annexe else re.sub(r"    annexes:.*\n", "", juste), "utf-8")
            acte = plan(examined(file), "deliberation-01").document
            assert acte is not None
            told = plain(" ".join(plain_words(acte)))
            assert words in told and ("annexé" in told) is annexe


def test_a_contract_rests_on_its_case_in_words(tmp_path: Path) -> None:
    """The 2° alone waits for a search in vain; the others say what of the law they rest on."""
    juste = (DELIBERATIONS / CREE / "exemple.yaml").read_text("utf-8")
    for rang, cas, words in (
        (0, "2°", "que, si aucun fonctionnaire n’a pu être recruté, l’emploi peut être pourvu"),
        (1, "1°", "aucun cadre d’emplois de fonctionnaires ne répondant"),
        (2, "3°", "l’emploi peut aussi être pourvu"),
        (3, "3°", "eu égard à la population de la commune d’Aulon"),
        (4, "7°", "pour les fonctions de secrétaire général de mairie"),
    ):
        file = tmp_path / str(rang) / "seances" / "a.yaml"
        file.parent.mkdir(parents=True)
        file.write_text(juste.replace('"2°"', f'"{cas}"'), "utf-8")
        acte = plan(examined(file), "deliberation-01").document
        assert acte is not None
        assert words in plain(" ".join(plain_words(acte)))


def test_more_than_a_year_of_temporary_work_warns(tmp_path: Path) -> None:
    juste = (DELIBERATIONS / SAISON / "exemple.yaml").read_text("utf-8")
    long = juste.replace("accroissement saisonnier", "accroissement temporaire").replace(
        "fin: 30/09/2025", "fin: 02/06/2026"
    )
    assert [severity for severity, m in found(long, tmp_path) if "douze mois" in m] == [ATTENTION]


def test_six_months_end_on_the_eve_of_the_same_day(tmp_path: Path) -> None:
    juste = (DELIBERATIONS / SAISON / "exemple.yaml").read_text("utf-8")
    dernier = juste.replace("fin: 30/09/2025", "fin: 01/12/2025")
    assert not [m for _, m in found(dernier, tmp_path) if "six mois" in m]


def test_an_hour_changed_by_a_tenth_needs_no_advice(tmp_path: Path) -> None:
    juste = (DELIBERATIONS / MODIFIE / "exemple.yaml").read_text("utf-8")
    sans_avis = juste.replace("    avis_du: 10/09/2024\n    avis: favorable\n", "")
    for duree, voulu in (("22 h", 0), ("22 h 01", 1)):
        session = sans_avis.replace("nouvelle_duree: 28 h", f"nouvelle_duree: {duree}")
        told = [m for _, m in found(session, tmp_path / duree) if "plus d’un dixième" in m]
        assert len(told) == voulu


def test_internal_rules_have_six_months_from_1000_inhabitants(tmp_path: Path) -> None:
    juste = (DELIBERATIONS / INTERIEUR / "exemple.yaml").read_text("utf-8")
    tard = juste.replace("installation: 05/07/2024", "installation: 26/03/2024")
    for habitants, voulu in (("99", 0), ("999", 0), ("1 000", 1)):
        session = tard.replace("population: 99", f"population: {habitants}")
        told = [m for _, m in found(session, tmp_path / habitants) if "six mois" in m]
        assert len(told) == voulu
