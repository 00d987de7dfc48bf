"""Slips of the convocation: too late, in the wrong order, without the council's approval."""

from __future__ import annotations

from random import Random

from ..seances.dossier import Dossier
from .outils import CONVOCATION, effacer, jour
from .registre import ATTENTION, Lieux, mutateur

ENVOI = (*CONVOCATION, "envoyee_le")


@mutateur("CONV-DATE-COHERENCE", "envoyée après la séance")
def envoyee_apres(dossier: Dossier, alea: Random) -> Lieux:
    return [dossier.poser(ENVOI, jour(alea.randint(1, 9), dossier.faits.jour))]


@mutateur("CONV-DATE-COHERENCE", "affichée après la séance")
def affichee_apres(dossier: Dossier, alea: Random) -> Lieux:
    return [dossier.poser((*CONVOCATION, "affichee_le"), jour(alea.randint(1, 9), dossier.faits.jour))]


@mutateur("CONV-DATE-COHERENCE", "première séance le jour de la seconde")
def premiere_le_jour(dossier: Dossier, alea: Random) -> Lieux:
    if not dossier.faits.seconde:
        return None
    chemin = (*CONVOCATION, "seconde", "premiere_seance")
    return [dossier.poser(chemin, jour(alea.randint(0, 4), dossier.faits.jour))]


def _francs(dossier: Dossier, francs: int) -> Lieux:
    return [dossier.poser(ENVOI, jour(-francs - 1, dossier.faits.jour))]


@mutateur("CONV-DELAI", "un jour franc de moins")
def un_jour_de_moins(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if faits.droit.local or faits.urgence:
        return None
    delai = 3 if faits.seconde else faits.droit.delai(installation=faits.nature == "installation")
    return _francs(dossier, delai - 1)


@mutateur("CONV-DELAI", "envoyée la veille ou l’avant-veille")
def la_veille(dossier: Dossier, alea: Random) -> Lieux:
    if dossier.faits.droit.local or dossier.faits.urgence:
        return None
    return _francs(dossier, alea.randint(-1, 1))


@mutateur("CONV-DELAI", "l’urgence n’est plus dite")
def urgence_tue(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if faits.droit.local or not faits.urgence or (faits.jour - faits.envoi).days - 1 >= faits.droit.delai():
        return None
    dossier.oter((*CONVOCATION, "urgence"))
    dossier.oter((*CONVOCATION, "urgence_approuvee"))
    return [ENVOI]


@mutateur("CONV-DELAI-LOCAL", "deux jours avant")
def local_deux_jours(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if not faits.droit.local or faits.droit.seuil_3500 or faits.urgence:
        return None
    return _francs(dossier, alea.randint(-1, 1))


@mutateur("CONV-DELAI-LOCAL", "trois jours, deux francs", ATTENTION)
def local_deux_francs(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if not faits.droit.local or faits.droit.seuil_3500 or faits.urgence:
        return None
    return _francs(dossier, 2)


@mutateur("CONV-DELAI-LOCAL-3500", "quatre jours francs")
def local_quatre_francs(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if not faits.droit.local or not faits.droit.seuil_3500 or faits.urgence:
        return None
    delai = faits.droit.delai(installation=faits.nature == "installation")
    return _francs(dossier, delai - 1)


@mutateur("CONV-URGENCE", "sous le plancher")
def urgence_plancher(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if not faits.urgence:
        return None
    return [dossier.poser(ENVOI, jour(1, faits.droit.envoi_urgent_au_plus_tard()))]


@mutateur("CONV-URGENCE", "rien sur l’approbation", ATTENTION)
def urgence_non_dite(dossier: Dossier, alea: Random) -> Lieux:
    if not dossier.faits.urgence or dossier.faits.etat != "tenue":
        return None
    effacer(dossier, alea, (*CONVOCATION, "urgence_approuvee"))
    return [CONVOCATION]


@mutateur("CONV-URGENCE", "refusée par le conseil")
def urgence_refusee(dossier: Dossier, alea: Random) -> Lieux:
    if not dossier.faits.urgence or dossier.faits.etat != "tenue":
        return None
    dossier.poser((*CONVOCATION, "urgence_approuvee"), "non")
    return [CONVOCATION]
