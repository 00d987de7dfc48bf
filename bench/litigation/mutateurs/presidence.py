"""Slips about who presides and who keeps the minutes."""

from __future__ import annotations

from random import Random

from ..seances.dossier import Dossier
from .outils import MOUVEMENTS, SEANCE, absenter, ajouter, au_plus_simple, effacer, libres, nu
from .registre import ATTENTION, Lieux, mutateur

PRESIDENCE = (*SEANCE, "presidence")
SECRETAIRE = (*SEANCE, "secretaire")


@mutateur("PRES-PRESIDENT", "personne n’est nommé")
def personne(dossier: Dossier, alea: Random) -> Lieux:
    votes = [point for point in dossier.faits.votes if dossier.lire((*point.chemin, "presidence")) is None]
    if not votes:
        return None
    effacer(dossier, alea, PRESIDENCE)
    return [SEANCE, *(point.chemin for point in votes)]


@mutateur("PRESENCE-CONTRADICTOIRE", "le président est parmi les absents")
def absent(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if not nu(dossier) or not faits.absents or not faits.votes:
        return None
    au_plus_simple(dossier)
    dossier.poser(PRESIDENCE, alea.choice(faits.absents))
    return [PRESIDENCE]


@mutateur("PRES-PRESIDENT", "un point présidé par qui est parti")
def parti(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if not nu(dossier) or len(faits.presents) <= faits.droit.quorum(len(faits.effectif)):
        return None
    votes = au_plus_simple(dossier)
    if len(votes) < 2 or faits.president in faits.pouvoirs.values():
        return None
    ajouter(dossier, MOUVEMENTS, f"{faits.president} part avant le point {votes[-1].numero}")
    return [PRESIDENCE, votes[-1].chemin]


@mutateur("PRES-PRESIDENT", "un autre préside, le maire est là", ATTENTION)
def un_autre(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    autres = [nom for nom in faits.presents if nom != faits.chef]
    if not nu(dossier) or faits.nature == "installation" or not faits.votes:
        return None
    if faits.president != faits.chef or not autres:
        return None
    au_plus_simple(dossier)
    return [dossier.poser(PRESIDENCE, alea.choice(autres))]


@mutateur("SEC-DESIGNE", "personne")
def sans_secretaire(dossier: Dossier, alea: Random) -> Lieux:
    if dossier.faits.etat != "tenue" or not dossier.faits.droit.reforme_2022:
        return None
    effacer(dossier, alea, SECRETAIRE)
    return [SEANCE]


@mutateur("SEC-DESIGNE", "un absent")
def secretaire_absent(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if not nu(dossier) or not faits.absents or not faits.droit.reforme_2022:
        return None
    return [dossier.poser(SECRETAIRE, alea.choice(faits.absents))]


@mutateur("SEC-DESIGNE", "deux secrétaires en droit local", ATTENTION)
def deux_en_droit_local(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if faits.etat != "tenue" or not faits.droit.local or len(faits.presents) < 3:
        return None
    return [dossier.poser(SECRETAIRE, alea.sample(faits.presents, 2))]


@mutateur("SEC-MEMBRE", "un agent, hors du droit local")
def agent(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if faits.etat != "tenue" or faits.droit.local:
        return None
    return [dossier.poser(SECRETAIRE, "Agent 1, secrétaire de mairie")]


@mutateur("SEC-MEMBRE", "arrivé après l’ouverture, hors du droit local", ATTENTION)
def arrive_apres(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if not nu(dossier) or faits.droit.local or not faits.points:
        return None
    au_plus_simple(dossier)
    candidats = libres(dossier)
    if len(faits.presents) <= faits.droit.quorum(len(faits.effectif)) or not candidats:
        return None
    nom = alea.choice(candidats)
    absenter(dossier, nom, ", excusé")
    ajouter(dossier, MOUVEMENTS, f"{nom} arrive avant le point {faits.points[0].numero}")
    return [dossier.poser(SECRETAIRE, nom)]
