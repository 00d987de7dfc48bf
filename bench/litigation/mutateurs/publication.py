"""Slips of what is to be hidden in the copies to be published."""

from __future__ import annotations

from random import Random

from ..seances.dossier import Dossier
from ..seances.ecriture import Chemin
from .registre import ATTENTION, Lieux, mutateur

PRIVEES: Chemin = ("seance", "donnees_privees")


@mutateur("OCCULTATION-COURTE", "une lettre au lieu d’un nom")
def une_lettre(dossier: Dossier, alea: Random) -> Lieux:
    return [dossier.poser(PRIVEES, alea.choice(("X", "7", "-", "D.")))]


@mutateur("OCCULTATION-PUBLIQUE", "le nom d’un élu", ATTENTION)
def nom_d_elu(dossier: Dossier, alea: Random) -> Lieux:
    if not dossier.faits.presents:
        return None
    nom = alea.choice(dossier.faits.presents)
    return [dossier.poser(PRIVEES, alea.choice((nom, nom.upper(), nom.replace(" ", "-"))))]


@mutateur("OCCULTATION-ABSENTE", "un nom mal recopié", ATTENTION, mots=True)
def nom_absent(dossier: Dossier, alea: Random) -> Lieux:
    if dossier.faits.etat != "tenue":
        return None
    return [
        dossier.poser(PRIVEES, alea.choice(("Zoé Quimper-Lafleur", "98, impasse du Nulle-Part", "73 219 €")))
    ]
