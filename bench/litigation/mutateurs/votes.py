"""Slips of votes: totals, results, ties, unanimity, names."""

from __future__ import annotations

import re
from random import Random

from ..seances.dossier import COMPTES, Dossier, FaitsPoint
from ..seances.points import phrase_vote
from .outils import un_point
from .registre import ATTENTION, Lieux, mutateur


def _vote(point: FaitsPoint) -> tuple[str | int, ...]:
    return (*point.chemin, "vote")


@mutateur("VOTE-TOTAL", "une voix de trop")
def une_de_trop(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "main_levee", "unanimite")
    if point is None or point.interesses:
        return None
    return [dossier.poser(_vote(point), f"{point.votants + 1} pour, 0 contre")]


@mutateur("VOTE-TOTAL", "une voix de moins")
def une_de_moins(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "main_levee", "unanimite")
    # a doubtful proxy (its holder or its giver withdrew) may be counted or not: no slip there
    if point is None or point.interesses or point.votants < 2:
        return None
    return [dossier.poser(_vote(point), f"{point.votants - 1} pour")]


@mutateur("INT-PARTICIPATION", "la voix d’un membre intéressé comptée")
def interesse_compte(dossier: Dossier, alea: Random) -> Lieux:
    points = [
        point
        for point in dossier.faits.votes
        if point.interesses and point.genre in ("main_levee", "unanimite")
    ]
    if not points:
        return None
    point = alea.choice(points)
    return [dossier.poser(_vote(point), f"{len(point.presents) + len(point.pouvoirs)} pour, 0 contre")]


@mutateur("PRES-CA-CFU", "la voix du maire comptée aux comptes")
def maire_compte(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, *COMPTES)
    chef = dossier.faits.chef
    if point is None or chef not in point.presents or chef in point.pouvoirs.values():
        return None
    return [dossier.poser(_vote(point), f"{len(point.presents) + len(point.pouvoirs)} pour, 0 contre")]


@mutateur("VOTE-TOTAL", "un tour d’élection avec un bulletin de trop")
def bulletin_de_trop(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "nomination")
    if point is None:
        return None
    tours = dossier.lire((*_vote(point), "tours"))
    rang = alea.randrange(len(tours))
    tours[rang]["nuls"] = tours[rang].get("nuls", 0) + alea.randint(1, 2)
    return [(*_vote(point), "tours", rang), _vote(point)]


@mutateur("VOTE-MAJORITE", "dit rejeté, la majorité est pour")
def dit_rejete(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "main_levee", "unanimite")
    if point is None or point.votants < 3:
        return None
    contre = alea.randint(0, (point.votants - 1) // 2)
    vote = {"pour": point.votants - contre, "contre": contre, "resultat": "rejeté"}
    return [dossier.poser(_vote(point), vote)]


@mutateur("VOTE-MAJORITE", "dit adopté, la majorité est contre")
def dit_adopte(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "main_levee", "unanimite")
    if point is None or point.votants < 3:
        return None
    pour = alea.randint(0, (point.votants - 1) // 2)
    vote = {"pour": pour, "contre": point.votants - pour, "resultat": "adopté"}
    return [dossier.poser(_vote(point), vote)]


@mutateur("VOTE-PREPONDERANTE", "adopté au partage d’un scrutin secret", ATTENTION)
def secret_partage(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "secret")
    if point is None:
        return None
    moitie = point.votants // 2
    vote = {"pour": moitie, "contre": moitie, "blancs": point.votants - 2 * moitie, "resultat": "adopté"}
    return [dossier.poser(_vote(point), vote)]


@mutateur("VOTE-MAJORITE", "adopté avec des abstentions seules", ATTENTION)
def que_des_abstentions(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "main_levee", "unanimite")
    if point is None:
        return None
    vote = {"pour": 0, "contre": 0, "abstentions": point.votants, "resultat": "adopté"}
    return [dossier.poser(_vote(point), vote)]


@mutateur("VOTE-PREPONDERANTE", "le vote du président n’est pas dit")
def president_tu(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "partage")
    if point is None:
        return None
    chemin = _vote(point)
    vote = dossier.lire(chemin)
    if isinstance(vote, dict):
        dossier.oter((*chemin, "voix_du_president"))
    else:
        dossier.poser(chemin, re.sub(r" \([^)]*\)|, voix .*", "", vote))
    return [chemin]


@mutateur("VOTE-PREPONDERANTE", "le président s’abstient", ATTENTION)
def president_s_abstient(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "partage")
    if point is None or point.votants < 3:
        return None
    moitie = (point.votants - 1) // 2
    voix = {"pour": moitie, "contre": moitie, "abstentions": point.votants - 2 * moitie}
    return [dossier.poser(_vote(point), phrase_vote(voix, {"abstentions": [point.president]}))]


@mutateur("VOTE-PREPONDERANTE", "la voix du président est une abstention, dit la phrase", ATTENTION)
def president_dit_s_abstenir(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "partage")
    if point is None or point.votants < 3:
        return None
    moitie = (point.votants - 1) // 2
    voix = {"pour": moitie, "contre": moitie, "abstentions": point.votants - 2 * moitie}
    return [dossier.poser(_vote(point), f"{phrase_vote(voix)}, voix du président : abstention")]


@mutateur("VOTE-UNANIMITE", "avec des voix contre")
def unanimite_contre(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "main_levee", "unanimite")
    if point is None or point.votants < 3:
        return None
    return [dossier.poser(_vote(point), f"unanimité, {alea.randint(1, (point.votants - 1) // 2)} contre")]


@mutateur("VOTE-UNANIMITE", "avec des abstentions, sans « des suffrages exprimés »", ATTENTION)
def unanimite_abstentions(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "main_levee", "unanimite")
    if point is None or point.votants < 3:
        return None
    combien = alea.randint(1, point.votants - 1)
    return [dossier.poser(_vote(point), f"unanimité, {combien} abstention{'s' if combien > 1 else ''}")]


@mutateur("VOTE-UNANIMITE", "quand tous s’abstiennent")
def unanimite_vide(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "main_levee", "unanimite")
    if point is None:
        return None
    return [dossier.poser(_vote(point), f"unanimité, {point.votants} abstentions")]


# names


@mutateur("VOTE-PUBLIC", "aucun nom", "")
def aucun_nom(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "public")
    if point is None:
        return None
    vote = dossier.lire(_vote(point))
    return [dossier.poser(_vote(point), re.sub(r" \([^)]*\)", "", vote)), point.chemin]


@mutateur("VOTE-PUBLIC", "un nom manque", "")
def un_nom_manque(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "public")
    if point is None or point.votants < 2:
        return None
    vote = dossier.lire(_vote(point))
    listes = [liste for liste in re.findall(r"\(([^)]*)\)", vote) if "," in liste]
    if not listes:
        return None
    noms = alea.choice(listes).split(", ")
    moins = noms[1:]
    return [dossier.poser(_vote(point), vote.replace(", ".join(noms), ", ".join(moins))), point.chemin]


@mutateur("VOTE-SECRET", "un nom au scrutin secret")
def nom_au_secret(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "secret")
    if point is None or point.votants < 3:
        return None
    voix = {"pour": point.votants - 1, "contre": 1}
    return [
        dossier.poser(_vote(point), phrase_vote(voix, {"contre": [alea.choice(point.voix)]})),
        point.chemin,
    ]


@mutateur("VOTE-SECRET", "la voix du président au scrutin secret")
def president_au_secret(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "secret")
    if point is None:
        return None
    return [dossier.poser(_vote(point), {"pour": point.votants, "voix_du_president": "pour"}), point.chemin]


@mutateur("VOTE-NOMS", "un absent nommé dans le vote")
def absent_nomme(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "main_levee", "unanimite")
    if point is None or point.votants < 3:
        return None
    hors = [nom for nom in dossier.faits.effectif if nom not in point.presents and nom not in point.pouvoirs]
    if not hors:
        return None
    voix = {"pour": point.votants - 1, "contre": 1}
    return [dossier.poser(_vote(point), phrase_vote(voix, {"contre": [alea.choice(hors)]}))]


@mutateur("INT-PARTICIPATION", "un membre intéressé nommé dans le vote")
def interesse_nomme(dossier: Dossier, alea: Random) -> Lieux:
    points = [
        p
        for p in dossier.faits.votes
        if p.interesses and p.votants > 2 and p.genre in ("main_levee", "unanimite")
    ]
    if not points:
        return None
    point = alea.choice(points)
    voix = {"pour": point.votants - 1, "contre": 1}
    return [dossier.poser(_vote(point), phrase_vote(voix, {"contre": [alea.choice(point.interesses)]}))]


@mutateur("VOTE-NOMS", "un membre nommé deux fois")
def nomme_deux_fois(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "main_levee", "unanimite")
    if point is None or point.votants < 4:
        return None
    nom = alea.choice([n for n in point.voix if n != point.president] or point.voix)
    voix = {"pour": point.votants - 2, "contre": 1, "abstentions": 1}
    return [dossier.poser(_vote(point), phrase_vote(voix, {"contre": [nom], "abstentions": [nom]}))]


@mutateur("VOTE-NOMS", "plus de noms que de voix")
def trop_de_noms(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "main_levee", "unanimite")
    if point is None or point.votants < 4:
        return None
    voix = {"pour": point.votants - 1, "contre": 1}
    return [dossier.poser(_vote(point), phrase_vote(voix, {"contre": alea.sample(point.voix, 2)}))]
