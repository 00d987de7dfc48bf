"""Slips about numbers: a quorum that was not reached, a count that is not the list's."""

from __future__ import annotations

from random import Random

from ..seances.dossier import Dossier
from ..seances.ecriture import Chemin
from .outils import (
    ABSENTS,
    COMPTE,
    MOUVEMENTS,
    POINTS,
    absence,
    absenter,
    ajouter,
    au_plus_simple,
    libres,
    liste,
    nu,
)
from .registre import ATTENTION, Lieux, mutateur


@mutateur("QUORUM-SEUIL", "un de trop")
def un_de_trop(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if faits.etat == "a_tenir" or faits.droit.derogation[0]:
        return None
    return [dossier.poser((*COMPTE, "quorum"), faits.droit.quorum(len(faits.effectif)) + 1)]


@mutateur("QUORUM-SEUIL", "un de moins")
def un_de_moins(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if faits.etat == "a_tenir" or faits.droit.derogation[0]:
        return None
    return [dossier.poser((*COMPTE, "quorum"), faits.droit.quorum(len(faits.effectif)) - 1)]


@mutateur("QUORUM-SEUIL", "sous le tiers, dans une période dérogatoire", "")
def sous_le_tiers(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if faits.etat == "a_tenir" or not faits.droit.derogation[0]:
        return None
    return [dossier.poser((*COMPTE, "quorum"), faits.droit.quorum(len(faits.effectif)) - 1)]


@mutateur("QUORUM-SEUIL", "« la moitié plus un », arrondie deux fois")
def arrondie_deux_fois(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    n = len(faits.effectif)
    if faits.etat == "a_tenir" or faits.droit.derogation[0] or n % 2 == 0:
        return None
    return [dossier.poser((*COMPTE, "quorum"), (n + 1) // 2 + 1)]


def _vider(dossier: Dossier, jusqu_a: int) -> list[Chemin] | None:
    """Make members absent until that many are left."""
    faits = dossier.faits
    partants = libres(dossier)
    trop = len(faits.presents) - jusqu_a
    if not 0 < trop <= len(partants):
        return None
    return [absenter(dossier, nom) for nom in partants[:trop]]


@mutateur("QUORUM-OUVERTURE", "un présent de moins que le quorum")
def un_present_de_moins(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if not nu(dossier) or faits.droit.derogation[1] or not faits.votes:
        return None
    au_plus_simple(dossier)
    ajoutes = _vider(dossier, faits.droit.quorum(len(faits.effectif)) - 1)
    return ajoutes and [ABSENTS, COMPTE, POINTS]


@mutateur("QUORUM-OUVERTURE", "les pouvoirs comptés pour le quorum")
def pouvoirs_comptes(dossier: Dossier, alea: Random) -> Lieux:
    """One present too few, and as many proxies as it takes to look right."""
    faits = dossier.faits
    if not nu(dossier) or faits.droit.derogation[1] or not faits.votes:
        return None
    au_plus_simple(dossier)
    trop = len(faits.presents) - faits.droit.quorum(len(faits.effectif)) + 1
    partants = libres(dossier)
    receveurs = [
        nom for nom in faits.presents if nom not in faits.pouvoirs.values() and nom not in partants[:trop]
    ]
    if not 0 < trop <= min(len(partants), len(receveurs)):
        return None
    du = faits.jour.strftime("%d/%m/%Y")
    for nom, receveur in zip(partants[:trop], receveurs, strict=False):
        absenter(dossier, nom, f", pouvoir à {receveur} du {du}")
    return [ABSENTS, COMPTE, POINTS]


@mutateur("QUORUM-POINT", "un départ de trop avant un point")
def depart_de_trop(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if (
        not nu(dossier)
        or faits.droit.derogation[1]
        or len(faits.votes) < 2
        or len(faits.votes) != len(faits.points)
    ):
        return None
    votes = au_plus_simple(dossier)
    partants = libres(dossier)
    trop = len(faits.presents) - faits.droit.quorum(len(faits.effectif)) + 1
    if not 0 < trop <= len(partants):
        return None
    apres = votes[alea.randint(1, len(votes) - 1)]
    for nom in partants[:trop]:
        ajouter(dossier, MOUVEMENTS, f"{nom} part avant le point {apres.numero}")
    return [MOUVEMENTS, apres.chemin]


@mutateur("QUORUM-INTERESSES", "un membre intéressé de trop")
def interesse_de_trop(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if not nu(dossier) or faits.droit.derogation[1]:
        return None
    vote = alea.choice(au_plus_simple(dossier) or [None])
    if vote is None:
        return None
    autres = libres(dossier)
    trop = len(faits.presents) - faits.droit.quorum(len(faits.effectif)) + 1
    if not 0 < trop <= len(autres) or (faits.droit.local and trop * 2 >= len(faits.effectif)):
        return None
    dossier.poser((*vote.chemin, "interesse"), [f"{nom}, a quitté la salle" for nom in autres[:trop]])
    return [vote.chemin]


@mutateur("EFFECTIF-COHERENCE", "un présent mal compté")
def present_mal_compte(dossier: Dossier, alea: Random) -> Lieux:
    if dossier.faits.etat == "a_tenir":
        return None
    return [dossier.poser((*COMPTE, "presents"), len(dossier.faits.presents) + alea.choice((-1, 1)))]


@mutateur("EFFECTIF-COHERENCE", "un siège vacant compté en exercice")
def vacant_compte(dossier: Dossier, alea: Random) -> Lieux:
    if dossier.faits.etat == "a_tenir":
        return None
    return [dossier.poser((*COMPTE, "en_exercice"), len(dossier.faits.effectif) + 1)]


@mutateur("EFFECTIF-COHERENCE", "un représenté oublié")
def represente_oublie(dossier: Dossier, alea: Random) -> Lieux:
    if not dossier.faits.pouvoirs:
        return None
    return [dossier.poser((*COMPTE, "representes"), len(dossier.faits.pouvoirs) - 1)]


@mutateur("EFFECTIF-COHERENCE", "un absent oublié dans la liste")
def absent_oublie(dossier: Dossier, alea: Random) -> Lieux:
    """The classic: one missing name makes a false present; only the signed sheet knows."""
    faits = dossier.faits
    if not nu(dossier) or not faits.absents:
        return None
    au_plus_simple(dossier)
    dossier.poser((*COMPTE, "presents"), len(faits.presents))
    rangs = liste(dossier, ABSENTS)
    vides = [rang for rang, absent in enumerate(rangs) if "suppléé par" not in str(absent)]
    if not vides:
        return None  # the seat of one whose substitute sat is filled either way
    rangs.pop(vides[alea.randrange(len(vides))])
    if not rangs:
        dossier.poser(ABSENTS, "aucun")
    return [(*COMPTE, "presents")]


@mutateur("ABSENCE-QUALIFIEE", "excusé ou non, rien ne le dit", ATTENTION)
def non_qualifiee(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    seuls = [nom for nom in faits.absents if nom not in faits.pouvoirs]
    arrives = " ".join(liste(dossier, MOUVEMENTS)) if dossier.lire(MOUVEMENTS) else ""
    seuls = [nom for nom in seuls if f"{nom} " not in arrives]
    if faits.etat != "tenue" or not faits.droit.local or not seuls:
        return None
    nom = alea.choice(seuls)
    chemin = absence(dossier, nom)
    assert chemin is not None
    return [dossier.poser(chemin, nom)]
