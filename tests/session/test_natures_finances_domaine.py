"""Loans, land, leases, grants between communities: a shipped example says nothing, and broken it is told.

A case breaks the example of a kind by replacing a text of it (nothing after « → »: its whole line goes), then
says how grave the finding is, at which field, and how it begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from shutil import copy

import pytest

from actgen.acts.outputs.pdf import fit_of
from actgen.acts.tree.words import plain_words
from actgen.base.diagnostics import Diagnostic
from tests.council.facts.test_champs import plain
from tests.session.acts import ROOT, examined, plan

KINDS = (
    "emprunt",
    "ligne_de_tresorerie",
    "vente_terrain",
    "achat_terrain",
    "echange_terrain",
    "bail",
    "occupation_domaine_public",
    "fonds_de_concours",
)
POPULATED = "population: 99 en 2022 → population: 2 600 en 2022\n  population_totale: 2 650 en 2022"
ENERGIE = "communaute: communauté de communes → communaute: syndicat d’énergie"
SYNDICAT = "communaute: communauté de communes → communaute: autre syndicat"
GRATUITE = [
    "redevance: 300 € → redevance: 0 €\n    gratuite: autre cas de la loi",
    "periode → ",
    "tarif → ",
    "economique: oui → economique: non",
    "publicite → ",
    "candidats → ",
]
NOMMEE = "gratuite: autre → cas_de_gratuite: elle sert la commune\n    gratuite: autre"
NO_AVIS = ("domaine_saisi_le → ", "avis_du → ", "avis_reference → ", "valeur_du_domaine → ")
CASES = [
    ("emprunt", ["montant: 100 → montant: 150"], "attention", "emprunts_inscrits", "l’emprunt de 150 000 €"),
    (
        "emprunt",
        [
            "montant: 100 → montant: 115",
            "commission: 150 € → commission: 150 €\n    emprunts_souscrits: 10 000 €",
        ],
        "attention",
        "emprunts_inscrits",
        "l’emprunt de 115 000 € dépasse ce qui reste des emprunts inscrits au budget, 110 000 €",
    ),
    (
        "emprunt",
        ["echeance: 2 112,42 → echeance: 2 115"],
        "attention",
        "echeance",
        "la première échéance serait",
    ),
    ("emprunt", ["nature_du_taux: fixe → "], "erreur", "numero", "il manque la rubrique « nature_du_taux »"),
    (
        "emprunt",
        ["nature_du_taux: fixe → nature_du_taux: révisable"],
        "attention",
        "nature_du_taux",
        "le taux est dit révisable, et rien ne dit",
    ),
    (
        "ligne_de_tresorerie",
        ["nature_du_taux: variable → nature_du_taux: fixe"],
        "erreur",
        "indice",
        "le taux est dit fixe, et indexé sur l’Euribor",
    ),
    ("emprunt", ["montant: 100 000 € → montant: -5 €"], "erreur", "montant", "« montant » vaut −5 €"),
    (
        "emprunt",
        ["offre_du: 02/09 → offre_du: 02/10"],
        "erreur",
        "offre_du",
        "l’offre est datée du 2 octobre",
    ),
    (
        "emprunt",
        ["charte: 1-A → charte: 3-E"],
        "attention",
        "charte",
        "un emprunt à taux fixe serait classé 3-E",
    ),
    (
        "emprunt",
        ["premiere_echeance_le: 31/03/2025 → premiere_echeance_le: 27/09/2024"],
        "attention",
        "premiere_echeance_le",
        "la première échéance tomberait le 27 septembre 2024",
    ),
    (
        "marche_public",
        ["analyse_du: 20/06 → analyse_du: 12/06"],
        "erreur",
        "analyse_du",
        "le rapport d’analyse des offres, du 12 juin 2025, précède la remise des offres, le 13 juin 2025",
    ),
    (
        "marche_public",
        ["analyse_du: 20/06 → analyse_du: 20/07"],
        "erreur",
        "analyse_du",
        "le rapport d’analyse des offres serait du 20 juillet 2025, après la séance",
    ),
    ("emprunt", ["taeg: 3,31 → taeg: 3"], "attention", "taeg", "le taux effectif global, 3 %, est inférieur"),
    (
        "emprunt",
        ["commission: → differe: 15 ans\n    commission:"],
        "erreur",
        "differe",
        "le différé, 15 ans",
    ),
    ("emprunt", ["la Banque 1 → la banque de Membre 4"], "attention", "preteur", "« la banque de Membre 4 »"),
    ("emprunt", ["budget: budget → "], "erreur", "numero", "il manque la rubrique « budget »"),
    (
        "ligne_de_tresorerie",
        ["duree: 12 mois → duree: 3 ans"],
        "attention",
        "duree",
        "la ligne durerait jusqu’au",
    ),
    (
        "ligne_de_tresorerie",
        ["minimum: 10 → minimum: 70"],
        "erreur",
        "tirage_minimum",
        "le tirage minimum, 70 000 €",
    ),
    ("vente_terrain", ["prix: 41 → prix: 40"], "erreur", "prix", "le prix est de 40 250 €"),
    ("vente_terrain", ["8 a 25 ca → 0 ca"], "erreur", "parcelles", "« contenance » vaut 0 ca"),
    (
        "vente_terrain",
        ["31/03/2025 → 27/09/2024"],
        "attention",
        "signature_avant",
        "l’acte devrait être signé",
    ),
    ("vente_terrain", ["tva: → "], "attention", "prix", "rien ne dit si le prix comprend la taxe"),
    (
        "vente_terrain",
        ["prive: oui → prive: non"],
        "attention",
        "domaine_prive",
        "le terrain est encore du domaine",
    ),
    (
        "vente_terrain",
        ["prive: oui → prive: non\n    declasse_le: 12/05/2024"],
        "erreur",
        "domaine_prive",
        "le terrain est déclassé depuis le 12 mai 2024, et dit du domaine public",
    ),
    (
        "vente_terrain",
        ["prive: oui → prive: oui\n    declasse_le: 27/09/2024"],
        "attention",
        "declasse_le",
        "le terrain est déclassé et vendu dans la même séance",
    ),
    (
        "vente_terrain",
        ["28/06/2024 → 28/05/2024"],
        "erreur",
        "avis_du",
        "l’avis du Domaine, du 28 mai 2024, précède",
    ),
    (
        "vente_terrain",
        ["société Entreprise → société de Membre"],
        "attention",
        "acquereur",
        "« la société de Membre 1",
    ),
    ("vente_terrain", [POPULATED, *NO_AVIS], "attention", "prix", "rien ne dit que le Domaine a été saisi"),
    (
        "vente_terrain",
        ["65046 → 68072", POPULATED, *NO_AVIS],
        "attention",
        "prix",
        "rien ne dit que le Domaine a été saisi",
    ),
    (
        "vente_terrain",
        [POPULATED, "03/06/2024 → 02/09/2024", *NO_AVIS[1:]],
        "attention",
        "domaine_saisi_le",
        "le Domaine, saisi le 2 septembre 2024, n’a pas rendu d’avis",
    ),
    (
        "achat_terrain",
        ["prix_au_metre_carre: 15 € → valeur_de_l_operation: 180 000 €"],
        "attention",
        "prix",
        "rien ne dit que le Domaine a été saisi, pour une valeur totale de 180 000 €",
    ),
    (
        "achat_terrain",
        ["credits: 21 → credits: 20"],
        "attention",
        "credits",
        "le prix et les frais dépassent",
    ),
    ("echange_terrain", ["soulte: 750 → soulte: 700"], "erreur", "soulte", "la soulte de 700 €"),
    (
        "echange_terrain",
        ["due_par: la collectivité → due_par: l’autre partie"],
        "erreur",
        "soulte",
        "la soulte de 750",
    ),
    (
        "bail",
        ["donne à → prend à", "loyer: 420 → loyer: 1 965"],
        "attention",
        "loyer",
        "rien ne dit que le Domaine",
    ),
    (
        "bail",
        ["duree: 6 ans → duree: 3 ans"],
        "attention",
        "duree",
        "le bail d’habitation ne durerait que 3 ans",
    ),
    (
        "bail",
        ["donne à bail → donne à bail\n    domaine_public: oui"],
        "erreur",
        "domaine_public",
        "le bien donné",
    ),
    (
        "occupation_domaine_public",
        ["redevance: 300 → redevance: 250"],
        "erreur",
        "redevance",
        "la redevance est de",
    ),
    (
        "occupation_domaine_public",
        ["redevance: 300 → redevance: 0", "tarif → "],
        "erreur",
        "redevance",
        "l’occupation",
    ),
    (
        "occupation_domaine_public",
        ["publicite → "],
        "attention",
        "economique",
        "rien ne dit que cette activité",
    ),
    (
        "occupation_domaine_public",
        ["au: 31/10/2025 → au: 31/10/2024"],
        "erreur",
        "au",
        "l’occupation finirait",
    ),
    (
        "fonds_de_concours",
        ["montant: 25 → montant: 31"],
        "erreur",
        "montant",
        "les fonds de concours, 31 000 €",
    ),
    ("fonds_de_concours", ["montant: 25 → montant: 61"], "erreur", "montant", "les subventions, 40 000 €"),
    (
        "fonds_de_concours",
        [ENERGIE, "subventions: 40 → subventions: 10", "montant: 25 → montant: 76"],
        "attention",
        "montant",
        "les fonds de concours, 76 000 €, dépassent les trois quarts du coût",
    ),
    ("fonds_de_concours", [ENERGIE, "base: HT → base: TTC"], "attention", "base", "le plafond des fonds"),
    (
        "fonds_de_concours",
        [SYNDICAT],
        "erreur",
        "numero",
        "rien ne dit quel texte permet",
    ),
    (
        "fonds_de_concours",
        ["communaute: communauté de communes → communaute: métropole", "montant: 25 → montant: 31"],
        "attention",
        "montant",
        "les fonds de concours, 31 000 €",
    ),
    ("occupation_domaine_public", GRATUITE, "erreur", "numero", "l’occupation serait gratuite dans un"),
    (
        "occupation_domaine_public",
        ["publicite_du: → exception: le commerce est attenant au lieu #", "candidats → "],
        "attention",
        "exception",
        "rien ne dit quel article dispense",
    ),
]


def example(kind: str) -> str:
    return (ROOT / "templates/deliberations" / kind / "exemple.yaml").read_text(encoding="utf-8")


def told(folder: Path, text: str) -> Iterator[Diagnostic]:
    """What an author sees of the fields; a session that isn't over has other things to say."""
    (folder / "seances").mkdir()
    file = folder / "seances" / "x.yaml"
    file.write_text(text, encoding="utf-8")
    for each in examined(file).report.findings:
        if each.code.startswith("CHAMP-") or each.code == "INT-BENEFICIAIRE":
            yield each


def broken(text: str, changes: list[str]) -> str:
    for change in changes:
        before, _, after = change.partition(" → ")
        assert before in text, before
        text = text.replace(before, after, 1) if after else re.sub(f".*{re.escape(before)}.*\n", "", text)
    return text


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_is_told_nothing(tmp_path: Path, kind: str) -> None:
    assert list(told(tmp_path, example(kind))) == []


@pytest.mark.parametrize(("kind", "changes", "severity", "field", "said"), CASES)
def test_what_is_wrong_is_told_where_it_is(
    tmp_path: Path, kind: str, changes: list[str], severity: str, field: str, said: str
) -> None:
    text = broken(example(kind), changes)
    (one,) = (each for each in told(tmp_path, text) if plain(each).startswith(f"Point 1 : {said}"))
    assert one.severity.value == severity and one.location is not None
    line = text.splitlines()[one.location.line - 1]
    assert f" {field}:" in line or (field.startswith("parcelles") and " ; " in line)


SAID = [
    ("achat_terrain", ["prix: 18 → valeur_de_l_operation: 95 000 €\n    prix: 18"],
     "la valeur de l’opération d’ensemble, 95 000 €, est inférieure au seuil de 180 000 €", ""),
    ("achat_terrain", ["prix: 18 → avis_du: 28/06/2024\n    prix: 18"],
     "Vu l’avis du Domaine", "est inférieure"),
    ("achat_terrain", ["2024\n  heure → 2016\n  heure", "20/09/2024 → 20/09/2016"], "seuil de 75 000 €", ""),
    ("emprunt", ["commission: 150 € → commission_en_pourcentage: 0,10 %"],
     "frais et commissions : 0,10 % du montant emprunté, soit 100 € ;", "150 €"),
    ("emprunt", ["commission: 150 € → commission: 150 €\n    commission_en_pourcentage: 0,10 %"],
     "frais et commissions : 150 €, et 0,10 % du montant emprunté, soit 100 € ;", ""),
    ("emprunt", ["commission: 150 € → commission: 0,10 %"],
     "frais et commissions : 0,10 % du montant emprunté, soit 100 € ;", "150 €"),
    ("ligne_de_tresorerie", ["commission_d_engagement: 120 € → commission_d_engagement: 0,10 %"],
     "commission d’engagement : 0,10 % du plafond, soit", "120 €"),
    ("emprunt", ["charte: 1-A → ", "imputation: → ", "remboursement_anticipe → ", "premiere_echeance_le → "],
     "au budget principal ; S’ENGAGE", "charte"),
    ("fonds_de_concours", ["concordante_du → "], "la délibération concordante du conseil communautaire", ""),
    ("fonds_de_concours", [ENERGIE, "concordante_du → "], "concordante du comité syndical", "n’excède pas"),
    ("taux_impots", ["77 000 → 77 556"], "Le budget inscrit 77 556 € de produit.", "de moins"),
    ("emprunt", ["taux: fixe → taux: révisable\n    indice: l’Euribor à trois mois"],
     "montant de la première échéance entière : 2 112,42 € ;", "constantes de"),
    ("fonds_de_concours", ["sens: reçoit → sens: verse\n    autres_fonds: 5 000 €"],
     "PREND ACTE du plan de financement", "ARRÊTE"),
    ("fonds_de_concours", ["montant: 25 000 € → montant: 25 000 €\n    autres_fonds: 5 000 €"],
     "Fonds de concours accepté ce jour 25 000 € Autres fonds de concours 5 000 €", ""),
    ("fonds_de_concours", ["vote: unanimité → vote: 1 pour, 5 contre"], "REJETTE", "n’excède pas"),
    ("emprunt", ["amortissement: échéances constantes → amortissement: in fine", "  echeance: → "],
     "remboursement : in fine, les intérêts se payant à périodicité trimestrielle, première échéance", ""),
    ("ligne_de_tresorerie", ["taux: variable → taux: fixe", "indice: → "],
     "taux fixe : 0,80 % ; base", "taux :"),
    ("garantie_emprunt", ["taux: révisable → taux: fixe", "indice: → ", "annexes: → "],
     "taux fixe : 0,60 % ;", "taux :"),
    ("marche_public", ["procedure: procédure adaptée → procedure: sans publicité ni mise en concurrence"],
     "est un marché de travaux qui, par son montant, peut être passé sans publicité", "similaires"),
    ("marche_public", ["procedure: procédure adaptée → procedure: procédure avec négociation"],
     "passé selon une procédure avec négociation. L’avis", ", car"),
    ("marche_public", ["lot 1, maçonnerie → marché unique", "- lot 2 → "],
     "marché unique Entreprise 1 61 240 € 12 248 € 73 488 €", "Total"),
    ("modification_emploi", ["duree: 20 h → duree: 30 h"], "RAMÈNE de 30 h à 28 h par semaine", "PORTE"),
    ("non_valeur", ["- 2022 ; → ", "- 2023 ; → ", "total_de_l_etat: 418,75 → total_de_l_etat: 240,10"],
     "ADMET en non-valeur le titre de l’état n° 7012450011, pour un montant de 240,10 € ;", "Leur"),
    ("non_valeur", ["vote: unanimité → vote: 1 pour, 5 contre"],
     "REJETTE la proposition d’admettre en non-valeur les titres de l’état n° 7012450011", "ADMET"),
    ("occupation_domaine_public",
     ["publicite_du: → exception: il est seul à pouvoir occuper ce lieu #", "candidats → "],
     "est conclue sans sélection préalable, parce qu’il est seul", ""),
    ("echange_terrain", ["la collectivité → l’autre partie", "6 150 € → 7 650 €"],
     "la soulte est inscrite en recette au budget, opération 31", "la dépense"),
    ("marche_public", ["procedure: procédure adaptée → procedure: procédure avec négociation"],
     "les offres retenues sont économiquement les plus avantageuses", "PREND ACTE"),
    ("regime_indemnitaire", ["periodicite_ifse: mensuelle → periodicite_ifse: annuelle"],
     "de l’IFSE, versée une fois par an :", "chaque mois"),
    ("designation_representants", ["syndicat_mixte: → "],
     "au sein de l’organisme « syndicat mixte d’électricité »", "L. 5711-1"),
    ("tarifs", ["remplace: → ", "motif: → ", "service: location de la salle communale → service: le camping"],
     "Il est proposé de fixer, à compter du 1er janvier 2025, les tarifs du camping.", "remplacer"),
    ("marche_public", ["procedure: procédure adaptée → procedure: appel d’offres",
     "offres: 5 → commission_du: 27/06/2025"],
     "Vu le rapport d’analyse des offres du 20 juin 2025", "économiquement"),
    ("debat_orientation_budgetaire", ["communaute: → "],
     "au représentant de l’État et, le cas échéant, au président de l’établissement public", ""),
    ("emplois_non_permanents", ["saisonnier d’activité → temporaire d’activité"],
     "(1° de l’article L. 332-23", "2°"),
    ("bail", ["destination: résidence principale → destination: garage"],
     "usage de garage", "6 juillet 1989"),
    ("avenant_marche", ["tva: → "], "PORTE le montant du marché à 62 458,60 € HT ;", "TTC"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "changes", "said", "unsaid"), SAID)
def test_a_sentence_is_there_when_its_fact_is(
    tmp_path: Path, kind: str, changes: list[str], said: str, unsaid: str
) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(broken(example(kind), changes), encoding="utf-8")
    for beside in (ROOT / "templates/deliberations" / kind).glob("exemple-*.md"):
        copy(beside, tmp_path)
    document = plan(examined(file), "deliberation-01").document
    assert document is not None
    words = " ".join(plain_words(document)).replace("\u00a0", " ").replace("\u202f", " ")
    assert said in words.replace(" ;", " ;") and (not unsaid or unsaid not in words)


@pytest.mark.parametrize("kind", ["emprunt", "designation_representants"])
def test_an_act_long_in_words_holds_on_the_page_that_is_signed(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(example(kind), encoding="utf-8")
    document = plan(examined(file), "deliberation-01").document
    assert document is not None and not fit_of(document).whole


LEGAL = [
    (
        "fonds_de_concours",
        [ENERGIE, "subventions: 40 → subventions: 10", "montant: 25 → montant: 70"],
        "L. 5212-26",
    ),
    (
        "fonds_de_concours",
        [SYNDICAT, "sens: → texte_du_syndicat: l’article L. 5722-11\n    sens:"],
        "Exemple et comme le permet l’article L. 5722-11, un fonds",
    ),
    ("occupation_domaine_public", [*GRATUITE, NOMMEE], "parce qu’elle sert la commune (article L. 2125-1"),
    (
        "occupation_domaine_public",
        [
            "publicite_du: → article_de_la_dispense: L. 2122-1-3"
            "\n    exception: le commerce est attenant au lieu #",
            "candidats → ",
        ],
        "L. 2122-1-1, L. 2122-1-3 et L. 2125-1",
    ),
    (
        "marche_public",
        [
            "procedure: procédure adaptée → procedure: sans publicité ni mise en concurrence"
            "\n    cas_sans_publicite: urgence impérieuse"
        ],
        "R. 2122-1 du code de la commande publique",
    ),
    ("marche_public", ["procedure: procédure adaptée → procedure: appel d’offres"], "L. 1414-2"),
    (
        "marche_public",
        ["procedure: procédure adaptée → procedure: procédure avec négociation"],
        "L. 2124-3 et R. 2124-3 du code de la commande publique",
    ),
    ("avenant_marche", ["cas: modification de faible montant → cas: nouveau titulaire"], "R. 2194-6"),
]


@pytest.mark.parametrize(("kind", "changes", "cited"), LEGAL)
def test_a_lawful_act_is_not_refused_and_cites_its_article(
    tmp_path: Path, kind: str, changes: list[str], cited: str
) -> None:
    """Each was an error, or cited nothing: energy, another free occupation, urgency."""
    file = tmp_path / "x.yaml"
    file.write_text(broken(example(kind), changes), encoding="utf-8")
    told = examined(file)
    assert [each.message for each in told.report.errors] == []
    document = plan(told, "deliberation-01").document
    assert document is not None
    assert cited in " ".join(plain_words(document)).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("kind", "fields", "said", "unsaid"),
    [
        (
            "occupation_domaine_public",
            GRATUITE,
            "est gratuite, [à compléter : autre cas de gratuité] (article",
            "parce que",
        ),
        ("bail", ("sens",), "([à compléter : bailleur ou preneur])", "consentir"),
        ("echange_terrain", ("soulte", "soulte_due_par", "parcelles_recues"), "d’échanger", "sans soulte"),
    ],
)
def test_a_project_decides_nothing_that_nobody_wrote(
    tmp_path: Path, kind: str, fields: Iterable[str], said: str, unsaid: str
) -> None:
    text = re.sub(r"^absents:\n(  - .*\n)+|^    vote:.*\n", "", example(kind), flags=re.M)
    for each in fields:
        if "→" in each:
            text = broken(text, [each])
        else:
            text = re.sub(rf"^    {each}:.*\n(      .*\n)*", "", text, flags=re.M)
    file = tmp_path / "x.yaml"
    file.write_text(text, encoding="utf-8")
    document = plan(examined(file), "deliberation-01").document
    assert document is not None
    words = " ".join(plain_words(document))
    assert said in words and unsaid not in words
