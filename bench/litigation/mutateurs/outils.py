"""What mutators share: to reduce a session to what its slip needs, to add people and movements."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from ..seances.dossier import Dossier, FaitsPoint
from ..seances.ecriture import Chemin
from ..seances.tirage import chiffres

SEANCE: Chemin = ("seance", "seance")
CONVOCATION: Chemin = ("seance", "convocation")
ABSENTS: Chemin = ("seance", "absents")
MOUVEMENTS: Chemin = ("seance", "mouvements")
POINTS: Chemin = ("seance", "points")
COMPTE: Chemin = ("seance", "compte")
SUITES: Chemin = ("seance", "suites")
PV: Chemin = ("seance", "proces_verbal")
PRECEDENT: Chemin = ("seance", "proces_verbal_precedent")
PUBLICATION: Chemin = ("collectivite", "publication")
MEMBRES: Chemin = ("collectivite", "membres")
GARDEES = ("numero", "objet", "heure", "acte", "groupement", "vu", "considerant", "decide", "sans_acte")
"""What an item keeps when its vote is made plain: its number, its act and what this act is made of."""


def jour(ecart: int, de: date) -> str:
    return chiffres(de + timedelta(ecart))


def liste(dossier: Dossier, chemin: Chemin) -> list[Any]:
    """The list at a path, made when there is none (or « aucun »)."""
    valeur = dossier.lire(chemin)
    if not isinstance(valeur, list):
        valeur = []
        dossier.poser(chemin, valeur)
    return valeur


def ajouter(dossier: Dossier, chemin: Chemin, valeur: Any) -> Chemin:
    """Append to a list; the path of the new row."""
    rangs = liste(dossier, chemin)
    rangs.append(valeur)
    return (*chemin, len(rangs) - 1)


def effacer(dossier: Dossier, alea: Random, chemin: Chemin) -> Chemin:
    """As clerks do: the key left empty, or not written at all."""
    if alea.random() < 0.5:
        return dossier.poser(chemin, None)
    return dossier.oter(chemin)


def nu(dossier: Dossier) -> bool:
    """A session that was held, without movements, second convocation nor urgency."""
    faits = dossier.faits
    return faits.etat == "tenue" and not faits.seconde and not dossier.lire(MOUVEMENTS)


def au_plus_simple(dossier: Dossier) -> list[FaitsPoint]:
    """Leave only votes that count themselves (« unanimité »), so that attendance can be changed alone.

    Nobody withdraws from them: a representative who does may lower the quorum of the item (loi 3DS).
    """
    points = dossier.fichiers["seance"]["points"]
    for fait, point in zip(dossier.faits.points, points, strict=True):
        if not fait.vote or (fait.genre == "unanimite" and not fait.interesses):
            continue
        garde = {cle: point[cle] for cle in GARDEES if cle in point}
        fait.genre, fait.interesses, fait.ecartes, fait.representants = "unanimite", [], [], []
        point.clear()
        point.update(garde, vote="unanimité")
    dossier.oter(COMPTE)
    dossier.oter(("seance", "presents"))
    return [fait for fait in dossier.faits.points if fait.vote]


def un_point(dossier: Dossier, alea: Random, *genres: str) -> FaitsPoint | None:
    """One of the items of those kinds."""
    choix = [point for point in dossier.faits.points if point.genre in genres]
    return alea.choice(choix) if choix else None


def absence(dossier: Dossier, nom: str) -> Chemin | None:
    """Where a member's absence is written."""
    for rang, ecrit in enumerate(liste(dossier, ABSENTS)):
        phrase = ecrit["nom"] if isinstance(ecrit, dict) else ecrit.split(",")[0]
        if phrase == nom:
            return (*ABSENTS, rang)
    return None


def libres(dossier: Dossier) -> list[str]:
    """Present at the opening, with no part of their own: no president, secretary, holder nor substitute."""
    faits = dossier.faits
    pris = {faits.president, faits.chef, faits.suppleant, *faits.secretaires, *faits.pouvoirs.values()}
    pris |= {point.president for point in faits.points}
    return [nom for nom in faits.presents if nom not in pris]


def immobiles(dossier: Dossier) -> list[str]:
    """Those of them whom no movement names: their absence may be written without another word to change."""
    dits = " ".join(dossier.lire(MOUVEMENTS) or [])
    return [nom for nom in libres(dossier) if f"{nom} " not in dits]


def absenter(dossier: Dossier, nom: str, suite: str = ", non excusé") -> Chemin:
    """One more absent; the optional list of those present is left out, since it would say the contrary."""
    dossier.oter(("seance", "presents"))
    return ajouter(dossier, ABSENTS, f"{nom}{suite}")
