"""Slips around a session: its extracts, its numbers in the year, the other sessions, substitutes."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from ..seances.dossier import Dossier, FaitsPoint
from ..seances.tirage import chiffres
from .outils import (
    ABSENTS,
    MEMBRES,
    MOUVEMENTS,
    SEANCE,
    absenter,
    ajouter,
    au_plus_simple,
    immobiles,
    jour,
    libres,
    nu,
)
from .registre import ATTENTION, Lieux, mutateur

NUMERO = ("collectivite", "numero")
PREMIER = (*SEANCE, "premier_numero")


def _avec_acte(dossier: Dossier) -> list[FaitsPoint]:
    return [point for point in dossier.faits.votes if dossier.lire((*point.chemin, "acte"))]


def _autre(dossier: Dossier, jour: date, **seance: Any) -> dict[str, Any]:
    """One more session of the same body, with one act."""
    if dossier.faits.bureau:
        seance["organe"] = "bureau"
    dossier.autres["autre"] = {"seance": {"date": chiffres(jour), **seance}}
    return dossier.autres["autre"]


# extracts


@mutateur("DELIB-ABSENTE", "un vote dont rien n’est fait", ATTENTION)
def vote_sans_acte(dossier: Dossier, alea: Random) -> Lieux:
    choix = [p for p in dossier.faits.votes if dossier.lire((*p.chemin, "sans_acte"))]
    if not choix:
        return None
    point = alea.choice(choix)
    dossier.oter((*point.chemin, "sans_acte"))
    return [point.chemin]


@mutateur("RUBRIQUE-SANS-EMPLOI", "un visa que le modèle n’imprime pas", ATTENTION)
def visa_perdu(dossier: Dossier, alea: Random) -> Lieux:
    point = next((p for p in dossier.faits.votes if p.genre == "groupement"), None)
    return (
        None if point is None else [dossier.poser((*point.chemin, "vu"), ["la délibération du 3 mars 2019"])]
    )


# the other sessions of the year


@mutateur("SEANCE-DOUBLE", "un second fichier raconte la même séance", ATTENTION)
def copie(dossier: Dossier, alea: Random) -> Lieux:
    _autre(dossier, dossier.faits.jour, heure=dossier.lire((*SEANCE, "heure")))
    return [(*SEANCE, "date")]


@mutateur("SEANCE-HORAIRE", "une autre séance toute la journée", ATTENTION)
def toute_la_journee(dossier: Dossier, alea: Random) -> Lieux:
    _autre(dossier, dossier.faits.jour, heure="0h30", levee="23h59")
    return [(*SEANCE, "heure")]


@mutateur("NUMERO-RANG", "le premier numéro n’est pas écrit")
def sans_premier(dossier: Dossier, alea: Random) -> Lieux:
    if not dossier.lire(PREMIER) or not _avec_acte(dossier):
        return None
    dossier.autres.clear()
    dossier.oter(PREMIER)
    return [(*SEANCE, "date")]


@mutateur("NUMERO-SUITE", "des numéros déjà pris")
def deja_pris(dossier: Dossier, alea: Random) -> Lieux:
    return _precedee(dossier, alea.randint(0, 9))


@mutateur("NUMERO-SUITE", "des numéros sautés", ATTENTION)
def sautes(dossier: Dossier, alea: Random) -> Lieux:
    ecart = alea.randint(2, 9)
    return _precedee(dossier, -ecart) if dossier.faits.premier > ecart else None


def _precedee(dossier: Dossier, ecart: int) -> Lieux:
    """After a session whose only act has the number of this one's first, and so many more."""
    debut = date(dossier.faits.jour.year, 1, 1)
    if not dossier.lire(PREMIER) or not _avec_acte(dossier) or dossier.faits.jour == debut:
        return None
    autre = _autre(dossier, debut, premier_numero=dossier.faits.premier + ecart)
    autre["points"] = [{"numero": 1, "objet": "Achat", "acte": "deliberation_libre", "decide": "approuve"}]
    return [PREMIER]


@mutateur("NUMERO-DOUBLE", "deux séances du mois, numéros sans le jour", ATTENTION)
def meme_mois(dossier: Dossier, alea: Random) -> Lieux:
    points = _avec_acte(dossier)
    if not points or "{mois}_{point}" not in dossier.lire(NUMERO):
        return None
    autre = _autre(dossier, dossier.faits.jour.replace(day=1 if dossier.faits.jour.day > 1 else 2))
    point = alea.choice(points)
    autre["points"] = [{"numero": point.numero, "objet": "Achat", "acte": "deliberation_libre"}]
    return [point.chemin]


# substitutes


def _suppleant(dossier: Dossier, nom: str) -> tuple[str | int, ...] | None:
    """Give a substitute to that member, in the roster."""
    for rang, ligne in enumerate(dossier.lire(MEMBRES)):
        for cle, ecrit in ligne.items():
            if ecrit.split(", ")[0].removeprefix("M. ").removeprefix("Mme ") == nom:
                return dossier.poser((*MEMBRES, rang, cle), f"{ecrit}, suppléant M. Membre 900")
    return None


@mutateur("SUPPLEANT-SIEGE", "un suppléant dans un conseil municipal", ATTENTION)
def suppleant_municipal(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if faits.droit.epci:
        return None
    chemin = _suppleant(dossier, alea.choice(faits.conseil))
    return None if chemin is None else [chemin]


@mutateur("SUPPLEANT-PRESENT", "le suppléant d’un présent arrive")
def suppleant_d_un_present(dossier: Dossier, alea: Random) -> Lieux:
    faits, choix = dossier.faits, libres(dossier)
    if not faits.droit.epci or faits.bureau or not nu(dossier) or not faits.points or not choix:
        return None
    au_plus_simple(dossier)
    if _suppleant(dossier, alea.choice(choix)) is None:
        return None
    return [ajouter(dossier, MOUVEMENTS, f"Membre 900 arrive avant le point {faits.points[0].numero}")]


@mutateur("SUPPLEANT-TITULAIRE", "un titulaire suppléé donne aussi pouvoir")
def suppleant_et_pouvoir(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    absents = dossier.lire(ABSENTS)
    if not faits.supplee or not isinstance(absents, list):
        return None
    ecrit = f"{absents[-1]}, pouvoir à {faits.president} du {jour(-1, faits.jour)}"
    return [dossier.poser((*ABSENTS, len(absents) - 1), ecrit)]


@mutateur("POUV-MEMBRE", "le suppléant qui siège tient le pouvoir d’un autre", ATTENTION)
def pouvoir_au_suppleant(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if not faits.supplee:
        return None
    au_plus_simple(dossier)
    suppleant = dossier.lire(ABSENTS)[-1].partition("suppléé par ")[2]
    mandants = [nom for nom in immobiles(dossier) if nom != suppleant]
    if not mandants:
        return None
    return [absenter(dossier, alea.choice(mandants), f", pouvoir à {suppleant} du {jour(0, faits.jour)}")]
