"""Slips of the convocation: too late, in the wrong order, without the council's approval."""

from __future__ import annotations

from datetime import date
from random import Random

from ..seances.dossier import Dossier, FaitsPoint
from ..seances.ecriture import Chemin
from .outils import CONVOCATION, absenter, au_plus_simple, effacer, immobiles, jour
from .registre import ATTENTION, Lieux, mutateur

ENVOI = (*CONVOCATION, "envoyee_le")
ORDRE_DU_JOUR = (*CONVOCATION, "ordre_du_jour")
SECONDE = (*CONVOCATION, "seconde")


@mutateur("CONV-DATE-COHERENCE", "envoyée après la séance")
def envoyee_apres(dossier: Dossier, alea: Random) -> Lieux:
    return [dossier.poser(ENVOI, jour(alea.randint(1, 9), dossier.faits.jour))]


@mutateur("CONV-DATE-COHERENCE", "affichée après la séance", ATTENTION)
def affichee_apres(dossier: Dossier, alea: Random) -> Lieux:
    return [dossier.poser((*CONVOCATION, "affichee_le"), jour(alea.randint(1, 9), dossier.faits.jour))]


@mutateur("CONV-DATE-COHERENCE", "première séance le jour de la seconde")
def premiere_le_jour(dossier: Dossier, alea: Random) -> Lieux:
    if not dossier.faits.seconde:
        return None
    chemin = (*CONVOCATION, "seconde", "premiere_seance")
    return [dossier.poser(chemin, jour(alea.randint(0, 4), dossier.faits.jour))]


@mutateur("CONV-DATE-COHERENCE", "envoyée un jour qui n’est pas venu", ATTENTION, au=-40)
def envoyee_a_venir(dossier: Dossier, alea: Random) -> Lieux:
    if dossier.lire(ENVOI) is None:
        return None
    return [ENVOI]


def _francs(dossier: Dossier, francs: int) -> Lieux:
    return [dossier.poser(ENVOI, jour(-francs - 1, dossier.faits.jour))]


@mutateur("CONV-DELAI", "un jour franc de moins")
def un_jour_de_moins(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if faits.droit.local or faits.urgence:
        return None
    if faits.seconde and faits.droit.comptes(len(faits.presents), len(faits.pouvoirs)) < len(faits.effectif):
        return None
    delai = 3 if faits.seconde else faits.droit.delai(installation=faits.nature == "installation")
    return _francs(dossier, delai - 1)


@mutateur("CONV-DELAI", "envoyée la veille ou l’avant-veille")
def la_veille(dossier: Dossier, alea: Random) -> Lieux:
    if dossier.faits.droit.local or dossier.faits.urgence or dossier.faits.seconde:
        return None
    return _francs(dossier, alea.randint(-1, 1))


@mutateur("CONV-DELAI", "l’urgence n’est plus dite")
def urgence_tue(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if faits.droit.local or not faits.urgence or (faits.jour - faits.envoi).days - 1 >= faits.droit.delai():
        return None
    for cle in ("urgence", "urgence_motif", "urgence_approuvee"):
        dossier.oter((*CONVOCATION, cle))
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


# its content and its form


@mutateur("CONV-NOTE-SYNTHESE", "dite absente")
def note_absente(dossier: Dossier, alea: Random) -> Lieux:
    if not dossier.faits.droit.seuil_3500 or dossier.faits.nature == "installation":
        return None
    return [dossier.poser((*CONVOCATION, "note_de_synthese"), "non")]


@mutateur("CONV-NOTE-SYNTHESE", "rien ne la dit jointe", ATTENTION)
def note_non_dite(dossier: Dossier, alea: Random) -> Lieux:
    if not dossier.faits.droit.seuil_3500 or dossier.faits.nature == "installation":
        return None
    effacer(dossier, alea, (*CONVOCATION, "note_de_synthese"))
    return [CONVOCATION]


@mutateur("CONV-AUTEUR", "le secrétariat convoque", ATTENTION)
def secretariat(dossier: Dossier, alea: Random) -> Lieux:
    if dossier.faits.nature == "installation":
        return None
    auteur = alea.choice(("le secrétariat de mairie", "la directrice générale des services", "Agent 1"))
    return [dossier.poser((*CONVOCATION, "auteur"), auteur)]


@mutateur("CONV-AUTEUR", "un conseiller convoque", ATTENTION)
def un_conseiller(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if faits.nature == "installation":
        return None
    autres = [nom for nom in faits.conseil if nom != faits.chef and nom not in faits.adjoints]
    return [dossier.poser((*CONVOCATION, "auteur"), alea.choice(autres))]


@mutateur("CONV-FORME", "courriel seul à qui demande le papier", ATTENTION)
def papier_refuse(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if faits.droit.local:
        return None
    mode = dossier.poser((*CONVOCATION, "mode"), "courriel")
    return [mode, dossier.poser((*CONVOCATION, "papier_demande_par"), alea.sample(faits.effectif, 2))]


def _decide_inscrit(dossier: Dossier, alea: Random) -> tuple[FaitsPoint, Chemin] | None:
    """An item that was decided, and its line of the agenda."""
    faits = dossier.faits
    lignes = dossier.lire(ORDRE_DU_JOUR) or []
    if faits.seconde or not faits.votes or len(lignes) < 2:
        return None
    point = alea.choice(faits.votes)
    rang = next(rang for rang, ligne in enumerate(lignes) if ligne.startswith(f"{point.numero}. "))
    return point, (*ORDRE_DU_JOUR, rang)


@mutateur("CONV-ODJ", "un point décidé n’y est pas")
def point_hors_ordre(dossier: Dossier, alea: Random) -> Lieux:
    trouve = _decide_inscrit(dossier, alea)
    if trouve is None:
        return None
    point, ligne = trouve
    dossier.oter(ligne)
    return [point.chemin, ORDRE_DU_JOUR]


@mutateur("CONV-ODJ", "décidé sous « questions diverses »", ATTENTION)
def questions_diverses(dossier: Dossier, alea: Random) -> Lieux:
    trouve = _decide_inscrit(dossier, alea)
    if trouve is None:
        return None
    point, ligne = trouve
    return [dossier.poser(ligne, f"{point.numero}. Questions diverses"), point.chemin]


@mutateur("EPCI-TELECONF", "un conseil municipal à distance")
def a_distance(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if faits.droit.epci or faits.jour < date(2022, 8, 1):
        return None
    return [dossier.poser(("seance", "seance", "a_distance"), "oui")]


# second convocations


def _sans_quorum(dossier: Dossier, *, local: bool = False) -> list[FaitsPoint]:
    """What was voted under a quorum that only the second convocation spares; the room is emptied for it."""
    faits = dossier.faits
    if not faits.seconde or faits.droit.local is not local:
        return []
    return _sous_le_quorum(dossier) or _vider(dossier)


def _sous_le_quorum(dossier: Dossier) -> list[FaitsPoint]:
    faits = dossier.faits
    return [
        point
        for point in faits.votes
        if faits.droit.comptes(len(point.debut), len(point.pouvoirs))
        < faits.droit.quorum(len(faits.effectif))
        and len(point.interesses) * 2 < len(faits.effectif)
    ]


def _vider(dossier: Dossier) -> list[FaitsPoint]:
    """Make members absent until the quorum is missed by one at the opening."""
    faits, partants = dossier.faits, immobiles(dossier)
    comptes = faits.droit.comptes(len(faits.presents), len(faits.pouvoirs))
    trop = comptes - faits.droit.quorum(len(faits.effectif)) + 1
    if not 0 < trop <= len(partants):
        return []
    for point in au_plus_simple(dossier):
        point.debut = [nom for nom in point.debut if nom not in partants[:trop]]
    for nom in partants[:trop]:
        absenter(dossier, nom)
    return _sous_le_quorum(dossier)


@mutateur("QUORUM-2E-CONV", "renvoyée deux jours francs avant")
def renvoyee_trop_tard(dossier: Dossier, alea: Random) -> Lieux:
    if not _sans_quorum(dossier):
        return None
    dossier.poser((*CONVOCATION, "seconde", "premiere_seance"), jour(-6, dossier.faits.jour))
    return _francs(dossier, 2)


@mutateur("QUORUM-2E-CONV", "un point nouveau décidé sans quorum")
def point_nouveau(dossier: Dossier, alea: Random) -> Lieux:
    if not _sans_quorum(dossier):
        return None
    return _retirer_de_la_premiere(dossier, alea)


@mutateur("QUORUM-2E-CONV", "le premier ordre du jour n’est pas écrit", ATTENTION)
def premier_ordre_non_dit(dossier: Dossier, alea: Random) -> Lieux:
    if not _sans_quorum(dossier):
        return None
    effacer(dossier, alea, (*SECONDE, "ordre_du_jour"))
    return [SECONDE]


@mutateur("QUORUM-2E-CONV", "renvoyée en urgence")
def renvoyee_en_urgence(dossier: Dossier, alea: Random) -> Lieux:
    if not _sans_quorum(dossier):
        return None
    dossier.poser((*CONVOCATION, "urgence_approuvee"), "oui")
    return [dossier.poser((*CONVOCATION, "urgence"), "oui"), CONVOCATION]


@mutateur("QUORUM-2E-CONV-LOCAL", "le rappel manque")
def rappel_manquant(dossier: Dossier, alea: Random) -> Lieux:
    if not _sans_quorum(dossier, local=True) or dossier.faits.droit.derogation[0]:
        return None  # the laws of 2020 to 2022 spare the quorum after three days: a doubt, no fault
    effacer(dossier, alea, (*SECONDE, "rappel_sans_quorum"))
    return [SECONDE]


@mutateur("QUORUM-2E-CONV-LOCAL", "un point nouveau décidé sans quorum")
def point_nouveau_local(dossier: Dossier, alea: Random) -> Lieux:
    if not _sans_quorum(dossier, local=True):
        return None
    return _retirer_de_la_premiere(dossier, alea)


def _retirer_de_la_premiere(dossier: Dossier, alea: Random) -> Lieux:
    """An item voted without quorum wasn't on the first agenda, under that number or any other."""
    point = alea.choice(_sous_le_quorum(dossier))
    rangs = dossier.lire((*SECONDE, "ordre_du_jour"))
    restants = [ligne for ligne in rangs if not ligne.startswith(f"{point.numero}. ")]
    dossier.poser((*SECONDE, "ordre_du_jour"), [*restants, "98. Illuminations de Noël"])
    return [point.chemin, (*SECONDE, "ordre_du_jour")]
