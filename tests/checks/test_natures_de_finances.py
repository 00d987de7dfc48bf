"""The kinds of finance and contracts: one fact of their example made wrong, and what is said of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.base.diagnostics import Severity
from tests.session.acts import ROOT, examined

DELIBERATIONS = ROOT / "templates" / "deliberations"
ERREUR, ATTENTION = Severity.ERROR, Severity.WARNING

CASES = (
    (
        "budget_primitif",
        "; ; 28 000 €",
        "; ; 27 999,99 €",
        ERREUR,
        "183 899,50 € de dépenses pour 183 899,49 €",
    ),
    ("budget_primitif", "; ; 28 000 €", "; ; 28 000,01 €", ATTENTION, "183 899,51 € de recettes pour"),
    ("budget_primitif", "fonctionnement ; 023", "fonctionnement ; 67", ERREUR, "le chapitre 023 vire 0 €"),
    ("budget_primitif", "date: 02/04/2025", "date: 16/04/2025", ATTENTION, "après la date limite"),
    ("budget_primitif", "population: 99", "population: 4 000", ATTENTION, "débat sur les orientations"),
    ("budget_primitif", "exercice: 2025", "exercice: 2024", ERREUR, "après la fin de l’exercice"),
    ("debat_orientation_budgetaire", "    annexes: rapport.pdf\n", "", ATTENTION, "n’est pas joint"),
    (
        "debat_orientation_budgetaire",
        "le: 02/04/2025",
        "le: 15/04/2025",
        ATTENTION,
        "plus de deux mois après",
    ),
    ("debat_orientation_budgetaire", "le: 02/04/2025", "le: 26/04/2025", ATTENTION, "plus de 70 jours après"),
    (
        "affectation_resultat",
        "affecte: 42 000 €",
        "affecte: 41 999,99 €",
        ATTENTION,
        "ne couvre pas le besoin",
    ),
    (
        "affectation_resultat",
        "affecte: 42 000 €",
        "affecte: 78 000,01 €",
        ERREUR,
        "plus que le résultat cumulé",
    ),
    (
        "affectation_resultat",
        ": 50 500,25 €",
        ": -50 500,25 €",
        ERREUR,
        "résultat cumulé est de −23 000,50 €",
    ),
    ("compte_financier_unique", ": 54 000 €", ": 54 000,01 €", ERREUR, "les montants écrits 54 000 €"),
    (
        "compte_financier_unique",
        "vote: 5 pour",
        "vote: 6 pour",
        ERREUR,
        "se retire au vote de ses comptes",
    ),
    ("compte_financier_unique", "date: 12/03/2025", "date: 01/07/2025", ATTENTION, "après le 30 juin"),
    ("taux_impots", "55,08 %", "55,09 %", ATTENTION, "la taxe foncière non bâtie passe de 54 % à 55,09 %"),
    ("taux_impots", ": 14,48 %", ": 14,49 %", ATTENTION, "elle irait à 14,48 % au plus"),
    ("taux_impots", "date: 02/04/2025", "date: 16/04/2025", ATTENTION, "après la date limite"),
    (
        "taux_impots",
        ": 32,13 %",
        ": 47,26 %",
        ATTENTION,
        "passe de 31,50 % à 47,26 %, plus de la moitié en sus",
    ),
    (
        "taux_impots",
        "    bases_foncier_bati: 182 000 €\n",
        "",
        ATTENTION,
        "le produit attendu, 77 000 €, n’est comparé à rien : il manque des bases",
    ),
    (
        "non_valeur",
        "418,75 €",
        "418,76 €",
        ERREUR,
        "les titres font 418,75 €, et l’état du comptable 418,76 €",
    ),
    (
        "non_valeur",
        "; poursuites sans",
        "; Membre 4, poursuites sans",
        ATTENTION,
        "nomme Membre 4, qui siège",
    ),
    ("marche_public", "; 61 240 €", "; 110 184,51 €", ATTENTION, "les lots font 135 000,01 € HT"),
    ("subvention", "exercice: 2024", "exercice: 2026", ATTENTION, "sur l’exercice 2026, quand la séance"),
    ("subvention", "date: 27/09/2024", "date: 27/09/2021", ERREUR, "n’existe que depuis le 2 janvier 2022"),
    ("subvention", "la restauration du refuge", "le salaire du curé", ATTENTION, "font penser à un culte"),
    ("emprunt", "taeg: 3,31 %", "indice: le franc suisse", ATTENTION, "le taux serait indexé sur le franc"),
    ("vente_terrain", "avis_du: 28/06/2024", "avis_du: 26/03/2023", ATTENTION, "plus de dix-huit mois"),
    ("non_valeur", ": admission en non-valeur", ": créances éteintes", ATTENTION, "sans décision de justice"),
)


@pytest.mark.parametrize(("code", "ecrit", "change", "gravite", "dit"), CASES)
def test_a_wrong_fact_is_found(
    code: str, ecrit: str, change: str, gravite: Severity, dit: str, tmp_path: Path
) -> None:
    assert wrong_fact(code, ecrit, change, dit, tmp_path) == [gravite]


def wrong_fact(code: str, ecrit: str, change: str, dit: str, tmp_path: Path) -> list[Severity]:
    """How an example with one fact changed is told of, where it wasn't before."""
    juste = (DELIBERATIONS / code / "exemple.yaml").read_text("utf-8")
    assert ecrit in juste
    assert not [message for _, message in found(juste, tmp_path / "juste") if dit in message]
    faux = found(juste.replace(ecrit, change, 1), tmp_path / "faux")
    return [severity for severity, message in faux if dit in message]


def found(session: str, folder: Path) -> list[tuple[Severity, str]]:
    """What is said of a session, with typographic spaces made plain."""
    (folder / "seances").mkdir(parents=True)
    file = folder / "seances" / "x.yaml"
    file.write_text(session, encoding="utf-8")
    (file.parent / "exemple-debats.md").write_text("Personne n’a de question.\n", encoding="utf-8")
    examination = examined(file)
    return [
        (finding.severity, finding.message.replace("\u00a0", " ").replace("\u202f", " "))
        for severity in (ERREUR, ATTENTION)
        for finding in examination.report.of(severity)
    ]


def test_a_budget_tells_when_its_project_was_sent(tmp_path: Path) -> None:
    """Twelve days before: an empty date was silence, and a court annuls (TA, 09/12/2025, n° 2401012)."""
    juste = (DELIBERATIONS / "budget_primitif" / "exemple.yaml").read_text("utf-8").replace("2025", "2026")
    sans = juste.replace("    projet_communique_le: 19/03/2026\n", "")
    assert sans != juste
    dit = "rien ne dit quand le projet de budget a été communiqué"
    assert [s for s, m in found(sans, tmp_path / "sans") if dit in m] == [ATTENTION]
    assert not [m for _, m in found(juste, tmp_path / "juste") if dit in m or "douze jours" in m]


def test_on_the_last_day_a_budget_and_its_rates_are_in_time(tmp_path: Path) -> None:
    for code in ("budget_primitif", "taux_impots"):
        juste = (DELIBERATIONS / code / "exemple.yaml").read_text("utf-8")
        a_temps = juste.replace("date: 02/04/2025", "date: 15/04/2025")
        assert not [m for _, m in found(a_temps, tmp_path / code) if "date limite" in m]
