"""Slips of items and movements: numbers, contradictions, places."""

from __future__ import annotations

from random import Random

from ..seances.dossier import Dossier
from .outils import MOUVEMENTS, POINTS, ajouter, au_plus_simple, libres, nu, un_point
from .registre import ATTENTION, Lieux, mutateur


@mutateur("REG-NUMERO", "deux points du même numéro")
def meme_numero(dossier: Dossier, alea: Random) -> Lieux:
    points = dossier.faits.points
    if len(points) < 2 or dossier.lire(MOUVEMENTS):
        return None
    rang = alea.randint(1, len(points) - 1)
    dossier.poser((*points[rang].chemin, "numero"), points[rang - 1].numero)
    return [points[rang].chemin, points[rang - 1].chemin]


@mutateur("REG-NUMERO", "un numéro sauté", ATTENTION)
def numero_saute(dossier: Dossier, alea: Random) -> Lieux:
    points = dossier.faits.points
    if not points or dossier.lire(MOUVEMENTS):
        return None
    rang = alea.randrange(len(points))
    for point in points[rang:]:
        dossier.poser((*point.chemin, "numero"), point.numero + 1)
    return [POINTS]


@mutateur("POINT-NATURE", "un compte administratif comme un point quelconque", ATTENTION)
def compte_sans_nature(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "main_levee", "unanimite")
    if point is None:
        return None
    return [dossier.poser((*point.chemin, "objet"), f"Compte administratif {dossier.faits.jour.year - 1}")]


@mutateur("POINT-NATURE", "une désignation comme un point quelconque", ATTENTION)
def designation_sans_nature(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "main_levee", "unanimite")
    if point is None:
        return None
    return [dossier.poser((*point.chemin, "objet"), "Désignation des représentants au syndicat")]


@mutateur("REG-NUMERO", "un point dit non saisi et pourtant écrit")
def non_saisi_ecrit(dossier: Dossier, alea: Random) -> Lieux:
    points = dossier.faits.points
    if not points:
        return None
    dernier = alea.choice(points).numero
    chemin = dossier.poser(("seance", "points_non_saisis"), f"1 à {dernier}" if dernier > 1 else "1")
    return [chemin, POINTS]


@mutateur("POINT-CONTRADICTOIRE", "retiré et pourtant voté")
def retire_vote(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "main_levee", "unanimite")
    if point is None:
        return None
    dossier.poser((*point.chemin, "non_traite"), "retiré par le maire")
    return [point.chemin]


@mutateur("MOUVEMENT-CONTRADICTOIRE", "un présent arrive")
def present_arrive(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if not nu(dossier) or not faits.points:
        return None
    point = alea.choice(faits.points).numero
    return [ajouter(dossier, MOUVEMENTS, f"{alea.choice(faits.presents)} arrive avant le point {point}")]


@mutateur("MOUVEMENT-CONTRADICTOIRE", "un absent part")
def absent_part(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if not nu(dossier) or not faits.absents or not faits.points:
        return None
    point = alea.choice(faits.points).numero
    return [ajouter(dossier, MOUVEMENTS, f"{alea.choice(faits.absents)} part avant le point {point}")]


@mutateur("MOUVEMENT-PLACE", "à un point qui n’existe pas")
def point_inconnu(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    partants = libres(dossier) if faits.points else []
    if not nu(dossier) or not partants:
        return None
    au_plus_simple(dossier)
    numero = faits.points[-1].numero + alea.randint(1, 5)
    return [ajouter(dossier, MOUVEMENTS, f"{alea.choice(partants)} part avant le point {numero}")]


@mutateur("MOUVEMENT-PLACE", "avant l’ouverture de la séance")
def avant_l_ouverture(dossier: Dossier, alea: Random) -> Lieux:
    partants = libres(dossier) if dossier.faits.points else []
    if not nu(dossier) or not partants:
        return None
    au_plus_simple(dossier)
    dossier.poser(("seance", "seance", "heure"), "19h00")
    dossier.poser(("seance", "seance", "levee"), "23h30")
    numero, minute = alea.choice(dossier.faits.points).numero, alea.randint(10, 59)
    return [
        ajouter(dossier, MOUVEMENTS, f"{alea.choice(partants)} part à 18h{minute}, avant le point {numero}")
    ]


@mutateur("MOUVEMENT-PLACE", "ni point ni heure")
def sans_place(dossier: Dossier, alea: Random) -> Lieux:
    partants = libres(dossier)
    if not nu(dossier) or not partants:
        return None
    au_plus_simple(dossier)
    return [ajouter(dossier, MOUVEMENTS, f"{alea.choice(partants)} part")]
