"""Slips of nominations: the ballot, its rounds, who is elected."""

from __future__ import annotations

from random import Random

from ..seances.dossier import Dossier
from .outils import un_point
from .registre import ATTENTION, Lieux, mutateur


@mutateur("VOTE-NOMINATION", "à main levée, sans un mot du scrutin secret", ATTENTION)
def sans_renonciation(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "nomination_levee")
    if point is None:
        return None
    dossier.oter((*point.chemin, "renonciation_au_secret"))
    return [point.chemin]


@mutateur("VOTE-NOMINATION", "une voix contre la renonciation")
def renonciation_disputee(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "nomination_levee")
    if point is None:
        return None
    contre = alea.randint(1, point.votants // 2)
    vote = f"{point.votants - contre} pour, {contre} contre"
    return [dossier.poser((*point.chemin, "renonciation_au_secret"), vote), point.chemin]


@mutateur("VOTE-NOMINATION", "à main levée, quand un texte impose le secret")
def secret_impose(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "nomination_levee")
    if point is None:
        return None
    return [dossier.poser((*point.chemin, "secret_impose"), "oui"), point.chemin]


@mutateur("VOTE-NOMINATION", "une liste unique à un point qui n’est pas dit de nomination", ATTENTION)
def liste_sans_nature(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "sans_scrutin")
    if point is None:
        return None
    dossier.oter((*point.chemin, "nature"))
    dossier.poser((*point.chemin, "vote"), "unanimité")
    return [point.chemin]


@mutateur("VOTE-TOTAL", "une liste unique, mais votée avec une voix de trop")
def liste_mal_votee(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "sans_scrutin")
    if point is None:
        return None
    votants = len(point.presents) + len(point.pouvoirs)
    return [dossier.poser((*point.chemin, "vote"), f"{votants + 1} pour")]


@mutateur("VOTE-TOURS", "un tour après l’élection")
def tour_de_trop(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "nomination")
    if point is None:
        return None
    chemin = (*point.chemin, "vote", "tours")
    tours = dossier.lire(chemin)
    dossier.poser(chemin, [*tours, tours[-1]])
    dossier.oter((*point.chemin, "vote", "elus"))
    return [chemin]


@mutateur("VOTE-TOURS", "personne n’a la majorité, et rien ne suit", ATTENTION)
def tour_manquant(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "nomination")
    if point is None or point.votants < 4:
        return None
    moitie = point.votants // 2
    vides = {"blancs": point.votants - 2 * moitie} if point.votants % 2 else {}
    tour = {"voix": [f"{nom}, {moitie} voix" for nom in point.presents[:2]], **vides}
    chemin = dossier.poser((*point.chemin, "vote"), {"tours": [tour]})
    return [chemin]


@mutateur("VOTE-ELUS", "un autre que celui qui a la majorité")
def autre_elu(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "nomination")
    if point is None:
        return None
    gagnant = dossier.lire((*point.chemin, "vote", "tours"))[-1]["voix"][0].split(",")[0]
    autre = alea.choice([nom for nom in point.presents if nom != gagnant])
    return [dossier.poser((*point.chemin, "vote", "elus"), [autre]), point.chemin]


@mutateur("ELECTION-FORMES", "l’élection du maire, sans dire qui est le doyen d’âge", ATTENTION)
def doyen_inconnu(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "nomination")
    if point is None:
        return None
    dossier.poser((*point.chemin, "election"), "maire")
    return [("seance", "presidence"), point.chemin]


@mutateur("ELU-TEXTE", "un autre proclamé que celui qui a la majorité", mots=True)
def autre_proclame(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "nomination")
    if point is None or dossier.lire((*point.chemin, "acte")) not in (None, "deliberation_libre"):
        return None
    gagnant = dossier.lire((*point.chemin, "vote", "tours"))[-1]["voix"][0].split(",")[0]
    autre = alea.choice([nom for nom in point.presents if nom != gagnant])
    dossier.poser((*point.chemin, "acte"), "deliberation_libre")
    dossier.oter((*point.chemin, "sans_acte"))
    dossier.poser((*point.chemin, "matiere"), "5.3")
    return [dossier.poser((*point.chemin, "decide"), f"proclame {autre} élu")]
