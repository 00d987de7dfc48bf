"""Slips of what is sent and put on line: identifiers, matters, list of deliberations, publication."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from ..seances.dossier import Dossier
from ..seances.loi import plus_deux_mois
from ..seances.tirage import chiffres
from .outils import PUBLICATION, PV, SUITES, effacer, jour, un_point
from .registre import ATTENTION, Lieux, mutateur

IDENTIFIANT = (*SUITES, "identifiant")
LISTE = ("seance", "liste_des_deliberations")


def _morceaux(dossier: Dossier) -> list[str] | None:
    identifiant = dossier.lire(IDENTIFIANT)
    return identifiant.split("-") if identifiant else None


def _identifiant(dossier: Dossier, rang: int, valeur: str) -> Lieux:
    morceaux = _morceaux(dossier)
    if morceaux is None:
        return None
    morceaux[rang] = valeur
    return [dossier.poser(IDENTIFIANT, "-".join(morceaux))]


@mutateur("ACTES-ID", "d’un autre département")
def autre_departement(dossier: Dossier, alea: Random) -> Lieux:
    return _identifiant(dossier, 0, "075")


@mutateur("ACTES-ID", "d’un acte d’un autre jour")
def autre_jour(dossier: Dossier, alea: Random) -> Lieux:
    return _identifiant(dossier, 2, (dossier.faits.jour - timedelta(alea.randint(1, 40))).strftime("%Y%m%d"))


@mutateur("ACTES-ID", "sans la forme d’un identifiant")
def sans_forme(dossier: Dossier, alea: Random) -> Lieux:
    if dossier.lire(SUITES) is None or not dossier.faits.votes:
        return None
    return [dossier.poser(IDENTIFIANT, f"AR-{dossier.faits.jour.year}-118")]


@mutateur("ACTES-ID", "sous un autre numéro", ATTENTION)
def autre_numero(dossier: Dossier, alea: Random) -> Lieux:
    morceaux = _morceaux(dossier)
    return _identifiant(dossier, 3, f"{morceaux[3][:-2]}98") if morceaux else None


@mutateur("ACTES-NATURE", "transmise comme un arrêté")
def nature_ar(dossier: Dossier, alea: Random) -> Lieux:
    return _identifiant(dossier, 4, alea.choice(("AR", "AI", "XX")))


@mutateur("ACTES-NUMERO", "un numéro de seize signes et plus dans l’identifiant")
def numero_long(dossier: Dossier, alea: Random) -> Lieux:
    morceaux = _morceaux(dossier)
    return _identifiant(dossier, 3, f"DELIB_{morceaux[3]}_SUITE") if morceaux else None


@mutateur("ACTES-NUMERO", "une règle de numérotation trop longue", "")
def regle_longue(dossier: Dossier, alea: Random) -> Lieux:
    if not dossier.faits.votes:
        return None
    dossier.oter(IDENTIFIANT)
    return [dossier.poser(("collectivite", "numero"), "DELIB_{annee}_{mois}_{jour}_{point}")]


@mutateur("ACTES-MATIERE", "un code qui n’existe pas", "")
def matiere_inconnue(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "main_levee", "unanimite", "public", "secret")
    if point is None:
        return None
    return [dossier.poser((*point.chemin, "matiere"), alea.choice(("1.9", "5.9", "10.1", "9.5")))]


@mutateur("TRANS-SOUMIS", "publiée et jamais transmise", ATTENTION)
def jamais_transmise(dossier: Dossier, alea: Random) -> Lieux:
    if dossier.faits.publiee is None or not any(point.adopte for point in dossier.faits.votes):
        return None
    for cle in ("recue_le", "certificat_du", "identifiant", "signee_le", "notifiee_le"):
        dossier.oter((*SUITES, cle))
    effacer(dossier, alea, (*SUITES, "transmise_le"))
    dossier.oter(("groupement", "membres", "retours"))
    return [SUITES]


@mutateur("TRANS-SOUMIS", "dispensée sur un objet que la loi ne dispense pas")
def dispense_inventee(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "main_levee", "unanimite")
    if point is None:
        return None
    return [dossier.poser((*point.chemin, "dispense_de_transmission"), "achat d’un camion")]


# the list of deliberations


def _liste(dossier: Dossier) -> bool:
    return dossier.lire(LISTE) is not None


@mutateur("LISTE-DELIB", "affichée après la semaine", ATTENTION)
def liste_tardive(dossier: Dossier, alea: Random) -> Lieux:
    if not _liste(dossier):
        return None
    return [dossier.poser((*LISTE, "affichee_le"), jour(alea.randint(9, 30), dossier.faits.jour))]


@mutateur("LISTE-DELIB", "affichée avant la séance")
def liste_avant(dossier: Dossier, alea: Random) -> Lieux:
    if not _liste(dossier):
        return None
    return [dossier.poser((*LISTE, "affichee_le"), jour(-alea.randint(1, 9), dossier.faits.jour))]


@mutateur("LISTE-DELIB", "pas en ligne, quand il y a un site", ATTENTION)
def liste_hors_ligne(dossier: Dossier, alea: Random) -> Lieux:
    if not _liste(dossier) or not dossier.faits.droit.reforme_2022:
        return None
    dossier.poser(("collectivite", "site_internet"), "oui")
    effacer(dossier, alea, (*LISTE, "mise_en_ligne_le"))
    return [LISTE]


@mutateur("LISTE-DELIB", "un point examiné y manque", ATTENTION)
def liste_incomplete(dossier: Dossier, alea: Random) -> Lieux:
    votes = dossier.faits.votes
    if not _liste(dossier) or len(votes) < 2:
        return None
    oublie = alea.choice(votes)
    autres = [str(point.numero) for point in dossier.faits.points if point is not oublie]
    return [dossier.poser((*LISTE, "points"), ", ".join(autres))]


# publication


@mutateur("PUB-ELEC", "retirée avant deux mois", ATTENTION)
def retiree_tot(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    mode = dossier.lire((*SUITES, "mode_publication")) or dossier.lire((*PUBLICATION, "mode"))
    if faits.publiee is None or mode != "électronique" or not faits.droit.reforme_2022:
        return None
    retiree = plus_deux_mois(faits.publiee) - timedelta(alea.randint(1, 50))
    return [dossier.poser((*SUITES, "retiree_le"), chiffres(retiree))]


@mutateur("PUB-ELEC", "mise en ligne par extrait", ATTENTION)
def par_extrait(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    mode = dossier.lire((*SUITES, "mode_publication")) or dossier.lire((*PUBLICATION, "mode"))
    if faits.publiee is None or mode != "électronique" or not faits.droit.reforme_2022:
        return None
    return [dossier.poser((*SUITES, "integrale"), "non")]


@mutateur("PV-PUBLICATION", "publié plus d’une semaine après", ATTENTION)
def pv_tardif(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if faits.etat != "tenue" or not faits.droit.reforme_2022 or faits.droit.local:
        return None
    dossier.poser(
        PV, {"arrete_le": jour(20, faits.jour), "publie_le": jour(20 + alea.randint(8, 40), faits.jour)}
    )
    return [(*PV, "publie_le")]
