"""Slips of hours: of movements against each other and against the items, of the session itself."""

from __future__ import annotations

from random import Random

from ..seances.dossier import Dossier
from .outils import MOUVEMENTS, SEANCE, ajouter, au_plus_simple, libres, nu
from .registre import ATTENTION, Lieux, mutateur

HEURE, LEVEE = (*SEANCE, "heure"), (*SEANCE, "levee")


def _sans_heures(dossier: Dossier, heure: str, levee: str) -> None:
    """That opening and closing, and no hour of an item."""
    dossier.poser(HEURE, heure)
    dossier.poser(LEVEE, levee)
    for point in dossier.faits.points:
        dossier.oter((*point.chemin, "heure"))


def _partant(dossier: Dossier, alea: Random, points: int) -> str | None:
    """Who may leave an evening from 19 h to 23 h 30 made plain, if it has as many items."""
    partants = libres(dossier)
    if not nu(dossier) or len(dossier.faits.points) < points or not partants:
        return None
    au_plus_simple(dossier)
    _sans_heures(dossier, "19h00", "23h30")
    return str(alea.choice(partants))


@mutateur("MOUVEMENT-PLACE", "revenu, par les heures, avant d’être parti")
def revenu_avant_de_partir(dossier: Dossier, alea: Random) -> Lieux:
    nom = _partant(dossier, alea, points=2)
    if nom is None:
        return None
    premier, second = sorted(alea.sample([point.numero for point in dossier.faits.points], 2))
    ajouter(dossier, MOUVEMENTS, f"{nom} part à 21h{alea.randint(10, 59)}, avant le point {premier}")
    retour = f"{nom} arrive à 20h{alea.randint(10, 59)}, avant le point {second}"
    return [ajouter(dossier, MOUVEMENTS, retour)]


@mutateur("MOUVEMENT-PLACE", "parti plus tôt que le point précédent", ATTENTION)
def parti_plus_tot(dossier: Dossier, alea: Random) -> Lieux:
    nom = _partant(dossier, alea, points=2)
    if nom is None:
        return None
    rang = alea.randrange(1, len(dossier.faits.points))
    avant, apres = dossier.faits.points[rang - 1 : rang + 1]
    dossier.poser((*avant.chemin, "heure"), f"21h{alea.randint(10, 59)}")
    depart = f"{nom} part à 20h{alea.randint(10, 59)}, avant le point {apres.numero}"
    return [ajouter(dossier, MOUVEMENTS, depart), avant.chemin]


@mutateur("MOUVEMENT-PLACE", "parti plus tard que le point devant lequel il part", ATTENTION)
def parti_plus_tard(dossier: Dossier, alea: Random) -> Lieux:
    nom = _partant(dossier, alea, points=1)
    if nom is None:
        return None
    point = alea.choice(dossier.faits.points)
    dossier.poser((*point.chemin, "heure"), f"20h{alea.randint(10, 59)}")
    depart = f"{nom} part à 21h{alea.randint(10, 59)}, avant le point {point.numero}"
    return [ajouter(dossier, MOUVEMENTS, depart), point.chemin]


@mutateur("SEANCE-HORAIRE", "la séance dure plus de seize heures", ATTENTION)
def plus_de_seize_heures(dossier: Dossier, alea: Random) -> Lieux:
    if not nu(dossier):
        return None
    _sans_heures(dossier, "6h00", f"22h{alea.randint(10, 59)}")
    return [LEVEE, HEURE]


@mutateur("SEANCE-HORAIRE", "levée avant d’être ouverte", ATTENTION)
def levee_avant_l_ouverture(dossier: Dossier, alea: Random) -> Lieux:
    if not nu(dossier):
        return None
    _sans_heures(dossier, "20h00", f"19h{alea.randint(10, 59)}")
    return [LEVEE, HEURE]
