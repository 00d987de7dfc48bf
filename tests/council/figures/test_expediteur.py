"""Who convened and by what means, from the words that clerks write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actgen.council.facts.personne import Fonction, Membre
from actgen.council.figures.avant_seance import Auteur, Envoi, auteur, envoi

MEMBRES = (
    Membre("Anne", "DUPRÉ", Fonction.MAIRE, 1),
    Membre("Luc", "PETIT", Fonction.ADJOINT, 2),
    Membre("Zoé", "MAIRE", Fonction.CONSEILLER, 3),
)


@pytest.mark.parametrize(
    ("mode", "attendu"),
    [
        ("courriel", Envoi.ELECTRONIQUE),
        ("Par e-mail", Envoi.ELECTRONIQUE),
        ("courrier électronique", Envoi.ELECTRONIQUE),
        ("plateforme dématérialisée", Envoi.ELECTRONIQUE),
        ("courrier", Envoi.PAPIER),
        ("remise en main propre", Envoi.PAPIER),
        ("pli porté à domicile", Envoi.PAPIER),
        ("courriel, et papier sur demande", Envoi.LES_DEUX),
        ("pigeon voyageur", Envoi.INCONNU),
        ("", Envoi.INCONNU),
    ],
)
def test_the_means_of_a_convocation(mode: str, attendu: Envoi) -> None:
    assert envoi(mode) is attendu


@pytest.mark.parametrize(
    ("ecrit", "attendu"),
    [
        ("le maire", Auteur.COMPETENT),
        ("Mme la Maire", Auteur.COMPETENT),
        ("Anne DUPRÉ", Auteur.COMPETENT),
        ("mme dupre", Auteur.COMPETENT),
        ("M. Luc Petit", Auteur.COMPETENT),
        ("1er adjoint", Auteur.COMPETENT),
        ("la vice-présidente", Auteur.COMPETENT),
        ("le sous-préfet", Auteur.COMPETENT),
        ("DGS, par délégation du maire", Auteur.COMPETENT),
        ("Zoé MAIRE", Auteur.MEMBRE),
        ("secrétaire de mairie", Auteur.AUTRE),
        ("secrétariat du maire", Auteur.AUTRE),
        ("cabinet de la présidente", Auteur.AUTRE),
        ("adjointe administrative", Auteur.AUTRE),
        ("Paul INCONNU", Auteur.AUTRE),
    ],
)
def test_who_may_convene(ecrit: str, attendu: Auteur) -> None:
    assert auteur(ecrit, MEMBRES) is attendu


@given(st.text(max_size=80))
def test_any_words_are_read(ecrit: str) -> None:
    assert isinstance(envoi(ecrit), Envoi) and isinstance(auteur(ecrit, MEMBRES), Auteur)
