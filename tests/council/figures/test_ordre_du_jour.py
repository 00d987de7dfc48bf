"""Finding items on an agenda."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actgen.council.facts.convocation import LigneOrdreDuJour
from actgen.council.figures.ordre_du_jour import (
    AgendaMatch,
    Inscription,
    Libelle,
    de_plein_droit,
    fourre_tout,
    inscriptions,
    promet_des_decisions,
)
from actgen.law.ordre_du_jour import vocabulaire

LIGNES = (
    LigneOrdreDuJour(1, "Achat d’un tracteur"),
    LigneOrdreDuJour(2, "Budget primitif 2024"),
    LigneOrdreDuJour(3, "Questions diverses"),
)


def _une(numero: int, *objets: str, lignes: tuple[LigneOrdreDuJour, ...] = LIGNES) -> Inscription:
    (trouvee,) = inscriptions((Libelle(numero, objets),), lignes)
    return trouvee


def _place(objet: str, ligne: str, *, autre_numero: bool = False, meme_seance: bool = True) -> AgendaMatch:
    """Where an item stands on an agenda of one line."""
    lignes = (LigneOrdreDuJour(2 if autre_numero else 1, ligne),)
    return inscriptions((Libelle(1, (objet,)),), lignes, meme_seance=meme_seance)[0].place


def test_an_item_is_found_by_its_object_whatever_its_typing_and_its_number() -> None:
    assert _une(7, "ACHAT D'UN TRACTEUR") == Inscription(AgendaMatch.OBJET, LIGNES[0])
    assert _une(1, "Budget primitif 2024").ligne == LIGNES[1]


def test_one_of_the_names_it_is_known_by_is_enough_and_an_empty_one_is_nothing() -> None:
    vide = (LigneOrdreDuJour(4, "…"),)
    assert _une(7, "", "Achat d’un tracteur").place is AgendaMatch.OBJET
    assert _une(7, "", lignes=vide).place is AgendaMatch.ABSENTE


# what a clerk rewords between the convocation and the deliberation

TRUE_PAIRS = [
    ("Attribution d’une subvention à l’association X", "Subvention à l’association X"),
    ("Acquisition d’une tondeuse autoportée pour les services techniques", "Achat d’une tondeuse"),
    ("Fixation des tarifs communaux 2025", "Tarifs communaux"),
    ("Convention de déneigement avec une entreprise pour l’hiver 2026-2027", "Convention de déneigement"),
    ("Approbation du compte financier unique 2024", "CFU 2024"),
    ("Détermination du nombre d’adjoints au maire", "Nombre des adjoints"),
    ("Désignation des délégués au syndicat des eaux", "Élection des délégués au syndicat"),
    ("DM2", "Décision modificative n° 2"),
    ("Vente AB 12", "Vente de la parcelle AB n° 12"),
    ("Vente de la parcelle AB12", "Cession parcelle AB 12"),
    ("Demande de DETR", "Demande de subvention DETR pour la voirie"),
    ("RODP 2024", "Redevance d’occupation du domaine public"),
    ("PSC prévoyance", "Protection sociale complémentaire"),
    ("Instauration du RIFSEEP", "Régime indemnitaire"),
    ("Dotation de soutien à l’investissement local : école", "Demande de DSIL pour l’école"),
    ("Réfection de la toiture de l’église", "Travaux de toiture de l’église"),
]


@pytest.mark.parametrize(("objet", "ligne"), TRUE_PAIRS)
def test_other_words_for_the_same_affair_are_no_alarm(objet: str, ligne: str) -> None:
    assert _place(objet, ligne) is AgendaMatch.OBJET
    assert _place(objet, ligne, autre_numero=True) is AgendaMatch.OBJET
    assert _place(objet, ligne, meme_seance=False) is AgendaMatch.OBJET


@pytest.mark.parametrize(
    ("objet", "ligne"),
    [
        ("Décision modificative n° 1 du budget principal", "DM n° 1"),
        ("Affouage 2025", "Coupe affouagère 2025"),
        ("Extinction de l’éclairage public la nuit", "Éclairage public"),
        ("Modification simplifiée n° 1 du plan local d’urbanisme", "PLU"),
        ("Demande de DETR pour la voirie", "Programme de voirie 2027 : demande de DETR"),
        ("Subvention au club de football", "Subventions aux associations"),
        ("Vote des taux des taxes locales 2025", "Taux d’imposition 2025"),
        ("Vote du budget primitif 2025", "Budget 2025"),
        ("Achat de la parcelle AB 12", "Acquisition d’une parcelle"),
        ("Programme de voirie : emprunt", "Programme de voirie 2027"),
        ("Programme de voirie 2027", "Programme de voirie : emprunt"),
        ("Travaux de l’école : mobilier", "Travaux de l’école"),
        ("Tarifs de la cantine et de la garderie", "Tarifs de la cantine"),
        (
            "Rénovation de la salle des fêtes, choix du maître d’œuvre",
            "Travaux salle des fêtes – entreprises",
        ),
    ],
)
def test_a_line_of_general_words_announces_what_it_covers_not_at_another_session(
    objet: str, ligne: str
) -> None:
    assert _place(objet, ligne) is AgendaMatch.OBJET
    assert _place(objet, ligne, meme_seance=False) is AgendaMatch.DOUTEUSE


@pytest.mark.parametrize(
    ("objet", "ligne"),
    [
        ("Modification du PLU", "Approbation du PLU"),
        ("Résiliation de la convention ADMR", "Convention ADMR"),
        ("Fermeture de l’école", "École"),
        ("Résiliation du marché de voirie", "Approbation du marché de voirie"),
        ("Abrogation du règlement du cimetière", "Règlement du cimetière"),
        ("Retrait du syndicat des eaux", "Syndicat des eaux"),
        ("Convention ADMR", "Résiliation de la convention ADMR"),
        ("Avenant à la convention ADMR", "Signature de la convention ADMR"),
        ("Demande de subvention à la Région", "Subventions aux associations"),
    ],
)
def test_to_end_or_change_an_affair_or_to_ask_is_not_to_decide_it(objet: str, ligne: str) -> None:
    assert _place(objet, ligne) is AgendaMatch.DOUTEUSE
    assert _place(objet, ligne, meme_seance=False) is AgendaMatch.DOUTEUSE


@pytest.mark.parametrize(
    ("objet", "ligne"),
    [
        ("Avenant n° 1 aux travaux de l’école", "Travaux de l’école"),
        ("Indemnité du délégué au SIVOM", "Délégué au SIVOM"),
        ("Vente de l’ancienne école", "École"),
        ("École de musique", "École"),
        (
            "Modification du tableau des effectifs : suppression d’un poste",
            "Modification du tableau des effectifs",
        ),
        ("Demande de subvention à la Région pour la voirie", "Subvention de la Région pour la voirie"),
        ("Subvention à la chorale", "Demandes de subventions"),
        ("Éclairage public extinction", "Extinction de l’éclairage public de l’église"),
        ("Convention avec l’ADMR pour le portage des repas : tarif", "Convention avec l’ADMR"),
    ],
)
def test_any_word_more_leaves_a_doubt_at_another_session_only(objet: str, ligne: str) -> None:
    assert _place(objet, ligne) is AgendaMatch.OBJET
    assert _place(objet, ligne, meme_seance=False) is AgendaMatch.DOUTEUSE
    assert _place(ligne, objet, meme_seance=False) is AgendaMatch.DOUTEUSE


@pytest.mark.parametrize(
    ("objet", "ligne"),
    [
        ("Vente de la parcelle AB 12", "Tarifs de la salle"),
        ("Achat d’une tondeuse", "Programme de voirie 2027 : demande de DETR"),
        ("Achat d’un tracteur", "Entretien des chemins forestiers"),
    ],
)
def test_another_affair_is_not_found_by_its_number(objet: str, ligne: str) -> None:
    assert _place(objet, ligne) is AgendaMatch.ABSENTE
    assert _place(objet, ligne, meme_seance=False) is AgendaMatch.ABSENTE


@pytest.mark.parametrize(
    ("objet", "ligne"),
    [
        ("Vente de la parcelle AB 12", "Vente de la parcelle AB 14"),
        ("Décision modificative n° 2", "Décision modificative n° 1"),
        ("Subvention à l’association Y", "Subvention à l’association X"),
        ("Tarifs de la cantine de l’école", "Travaux de l’école"),
        ("Vente AB 13", "Vente AB 12"),
        ("Vente AB 12 et AB 13", "Vente AB 12"),
        ("Tarifs de la salle 2026", "Tarifs de la salle 2025"),
        ("Création d’un poste d’adjoint administratif", "Poste d’adjoint technique"),
        ("Convention SDEF éclairage public", "Convention SDEF bornes électriques"),
    ],
)
def test_two_affairs_of_one_sort_leave_a_doubt(objet: str, ligne: str) -> None:
    assert _place(objet, ligne, autre_numero=True) is AgendaMatch.DOUTEUSE
    assert _place(objet, ligne, meme_seance=False) is AgendaMatch.DOUTEUSE


@pytest.mark.parametrize(
    ("objet", "ligne"),
    [
        ("Subvention au club de football", "Subvention à l’école de musique"),
        ("Tarifs de la salle", "Tarifs de la cantine"),
        ("Suppression d’un poste", "Création d’un poste"),
        ("Décision modificative n° 1", "Finances"),
        ("Ouverture dominicale", "Ouverture de crédits"),
        ("Modification n° 1 du PLU", "DM n° 1"),
    ],
)
def test_a_number_settles_only_where_the_line_is_of_that_sort_or_one_word(objet: str, ligne: str) -> None:
    assert _place(objet, ligne) is AgendaMatch.DOUTEUSE
    assert _place(objet, ligne, autre_numero=True) is AgendaMatch.ABSENTE
    assert _place(objet, ligne, meme_seance=False) is AgendaMatch.ABSENTE


def test_of_two_likely_lines_the_number_settles() -> None:
    lignes = (LigneOrdreDuJour(1, "Subvention au club"), LigneOrdreDuJour(2, "Subvention au club"))
    assert _une(2, "Subvention au club de football", lignes=lignes).ligne == lignes[1]
    assert _une(2, "Subvention au club", lignes=lignes).ligne == lignes[1]


# one line, one item


def test_a_line_that_announces_an_item_word_for_word_announces_no_other() -> None:
    lignes = (LigneOrdreDuJour(1, "Voirie"), LigneOrdreDuJour(4, "Demande de DETR"))
    deux = (Libelle(2, ("Demande de DETR",)), Libelle(4, ("Achat d’une tondeuse",)))
    assert inscriptions(deux, lignes) == (
        Inscription(AgendaMatch.OBJET, lignes[1]),
        Inscription(AgendaMatch.ABSENTE),
    )


def test_a_line_of_likely_words_is_shared_only_with_a_doubt_and_never_from_another_session() -> None:
    lignes = (LigneOrdreDuJour(3, "Subventions aux associations"),)
    deux = (Libelle(3, ("Subvention à la chorale",)), Libelle(4, ("Subvention à la pétanque",)))
    assert inscriptions(deux, lignes)[1] == Inscription(AgendaMatch.DOUTEUSE, lignes[0], deja=3)
    assert inscriptions(deux, lignes, meme_seance=False)[1].place is AgendaMatch.ABSENTE


# what no line that is left can be, in other words


@pytest.mark.parametrize(
    ("lignes", "non_saisis", "certaine"),
    [
        (("Tarifs de la cantine",), (), True),  # another operation
        (("Acquisition d’un broyeur",), (), True),
        (("Voirie",), (), False),  # may tell of anything
        (("Vente de bois",), (), False),
        (("Questions diverses", "Informations diverses"), (), True),
        (("Voirie",), (1,), True),  # the line of an item that the file leaves out
        (("Voirie", "Tarifs de la cantine"), (1,), True),
        ((), (), True),
    ],
)
def test_an_item_is_foreign_for_sure_when_no_line_is_left_for_it(
    lignes: tuple[str, ...], non_saisis: tuple[int, ...], certaine: bool
) -> None:
    prises = LigneOrdreDuJour(9, "Achat d’une tondeuse")
    lues = (*(LigneOrdreDuJour(n, ligne) for n, ligne in enumerate(lignes, start=1)), prises)
    deux = (Libelle(9, ("Achat d’une tondeuse",)), Libelle(10, ("Vente d’un tracteur",)))
    trouvee, absente = inscriptions(deux, lues, non_saisis=non_saisis)
    assert (trouvee.place, absente.place, absente.certaine) == (
        AgendaMatch.OBJET,
        AgendaMatch.ABSENTE,
        certaine,
    )


def test_a_line_that_is_only_likely_another_s_may_be_its_own() -> None:
    lignes = (LigneOrdreDuJour(1, "Subvention au club de boules"),)
    deux = (Libelle(5, ("Subvention au club de football",)), Libelle(6, ("Aide à la chorale",)))
    douteuse, absente = inscriptions(deux, lignes)
    assert (douteuse.place, absente.place, absente.certaine) == (
        AgendaMatch.DOUTEUSE,
        AgendaMatch.ABSENTE,
        False,
    )


# lines that announce nothing


@pytest.mark.parametrize(
    ("objet", "rien", "promet"),
    [
        ("Questions diverses", True, False),
        ("DIVERS", True, False),
        ("Affaires diverses", True, False),
        ("Points divers", True, True),
        ("Informations du maire et questions diverses", True, False),
        ("Affaires urgentes", True, True),
        ("Délibérations urgentes", True, True),
        ("Autres délibérations", True, True),
        ("Urgences", True, True),
        ("Compléments à l’ordre du jour", True, True),
        ("Ajout à l’ordre du jour", True, True),
        ("Additif", True, True),
        ("Points ajoutés en séance", True, True),
        ("Affaires nouvelles", True, False),
        ("Autres sujets", True, False),
        ("Informations complémentaires", True, False),
        ("Protection sociale complémentaire", False, False),
        ("Nouveau règlement intérieur", False, False),
        ("Budget supplémentaire", False, False),
        ("Questions diverses : bail", False, False),
        ("Travaux divers de voirie", False, False),
        ("Informations du maire", True, False),
        ("Communications du maire", True, False),
        ("Tour de table", True, False),
        ("Toute autre affaire", True, False),
        ("Sujets d’actualité", True, False),
        ("Questions des élus", True, False),
        ("Questions et informations", True, False),
        ("Délibérations à prendre", True, True),
        ("Points supplémentaires éventuels", True, True),
        ("Affaires générales", True, False),
        ("Communication des décisions du maire", False, False),
        ("Achat d’une table", False, False),
        ("Actualisation des tarifs", False, False),
        ("Décision modificative", False, False),
        ("Achat", False, False),
    ],
)
def test_lines_that_announce_no_affair(objet: str, rien: bool, promet: bool) -> None:
    ligne = LigneOrdreDuJour(1, objet)
    assert fourre_tout(objet) is rien
    assert promet_des_decisions(objet) is promet
    assert _une(1, "Bail", lignes=(ligne,)).divers is rien
    assert not _une(2, "Bail", lignes=(ligne,)).divers


@pytest.mark.parametrize(
    ("objet", "oui"),
    [
        ("Désignation du secrétaire de séance", True),
        ("Élection d’un secrétaire", True),
        ("Désignation de la secrétaire", True),
        ("Arrêt du procès-verbal de la séance du 4 mai 2023", True),
        ("Approbation du compte-rendu", True),
        ("Approbation du compte rendu du 9 juillet", True),
        ("Approbation du compte administratif", False),
        ("Recrutement d’un secrétaire de mairie", False),
        ("Désignation d’un délégué", False),
    ],
)
def test_what_the_law_puts_at_every_session(objet: str, oui: bool) -> None:
    assert de_plein_droit(objet) is oui


def test_what_one_sigle_stands_for_is_no_other_word_of_the_list() -> None:
    """« RPQS » told by words that the list replaces in their turn would never meet the sigle."""
    memes = vocabulaire().memes
    remplaces = [
        (autre, mot)
        for autre, sien in memes
        for _, mot in memes
        if sien != mot and f"-{autre}-" in f"-{mot}-"
    ]
    assert remplaces == []


@given(st.integers(1, 20), st.text(max_size=60))
def test_a_line_finds_itself(numero: int, objet: str) -> None:
    trouve = _une(numero, objet, lignes=(LigneOrdreDuJour(numero, objet),))
    assert trouve.place in (AgendaMatch.OBJET, AgendaMatch.DOUTEUSE)
