"""Slips of interests, accounts and requested ballots."""

from __future__ import annotations

from random import Random

from ..seances.dossier import COMPTES, Dossier, FaitsPoint
from .outils import au_plus_simple, nu, un_point
from .registre import ATTENTION, Lieux, mutateur


def _interesse(dossier: Dossier, alea: Random) -> FaitsPoint | None:
    points = [point for point in dossier.faits.votes if point.interesses and not point.dispense]
    return alea.choice(points) if points else None


@mutateur("INT-PARTICIPATION", "il préside le point")
def preside(dossier: Dossier, alea: Random) -> Lieux:
    point = _interesse(dossier, alea)
    if point is None or point.genre == "partage":
        return None
    present = next((nom for nom in point.interesses if nom in point.presents), None)
    if present is None:
        return None
    return [dossier.poser((*point.chemin, "presidence"), present)]


@mutateur("INT-PARTICIPATION", "il en est le rapporteur", ATTENTION)
def rapporte(dossier: Dossier, alea: Random) -> Lieux:
    point = _interesse(dossier, alea)
    if point is None:
        return None
    return [dossier.poser((*point.chemin, "rapporteur"), point.interesses[0])]


@mutateur("INT-PARTICIPATION", "il est resté dans la salle", ATTENTION)
def reste(dossier: Dossier, alea: Random) -> Lieux:
    point = _interesse(dossier, alea)
    if point is None or (dossier.faits.droit.statut_2025 and not dossier.faits.droit.local):
        return None
    lignes = dossier.lire((*point.chemin, "interesse"))
    lignes[0] = f"{point.interesses[0]}, est resté dans la salle"
    return [(*point.chemin, "interesse")]


@mutateur("POUV-INTERET", "le pouvoir que tient un intéressé, compté", ATTENTION)
def pouvoir_d_un_interesse(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if not nu(dossier):
        return None
    votes = au_plus_simple(dossier)
    tenants = [nom for nom in faits.pouvoirs.values() if nom not in (faits.president, faits.chef)]
    marge = len(faits.presents) > faits.droit.quorum(len(faits.effectif))
    if not votes or not tenants or not marge or faits.droit.derogation[0]:
        return None
    vote, nom = alea.choice(votes), alea.choice(tenants)
    dossier.poser((*vote.chemin, "interesse"), f"{nom}, a quitté la salle")
    total = len(faits.presents) + len(faits.pouvoirs) - 1
    return [dossier.poser((*vote.chemin, "vote"), f"{total} pour"), vote.chemin]


# accounts


@mutateur("PRES-CA-CFU", "le maire préside ses comptes")
def maire_preside(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, *COMPTES)
    if (
        point is None
        or dossier.faits.president != dossier.faits.chef
        or dossier.faits.chef not in point.presents
    ):
        return None
    if alea.random() < 0.5:
        dossier.oter((*point.chemin, "presidence"))
    else:
        dossier.poser((*point.chemin, "presidence"), dossier.faits.chef)
    return [point.chemin, ("seance", "seance", "presidence")]


@mutateur("PRES-CA-CFU", "un compte administratif en 2027", "")
def compte_administratif_tardif(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if faits.jour.year < 2027 or faits.bureau or not faits.votes:
        return None
    point = un_point(dossier, alea, "compte_financier_unique")
    if point is None:
        point = alea.choice(au_plus_simple(dossier))
        autres = [nom for nom in point.presents if nom != faits.chef]
        dossier.poser((*point.chemin, "presidence"), autres[0])
    return [dossier.poser((*point.chemin, "nature"), "compte_administratif")]


@mutateur("COMPTES-BUDGET", "en droit local, le budget voté avant les comptes", ATTENTION)
def budget_avant_les_comptes(dossier: Dossier, alea: Random) -> Lieux:
    compte = un_point(dossier, alea, *COMPTES)
    if compte is None or not dossier.faits.droit.local:
        return None
    avant = [each for each in dossier.faits.votes if each.genre == "unanimite" and each.rang < compte.rang]
    if not avant:
        return None
    dossier.poser((*alea.choice(avant).chemin, "objet"), "Budget primitif")
    return [compte.chemin]


@mutateur("POUV-MAIRE-CA", "le pouvoir du maire compté")
def pouvoir_du_maire(dossier: Dossier, alea: Random) -> Lieux:
    points = [
        point
        for point in dossier.faits.points
        if point.genre in COMPTES and dossier.faits.chef in point.pouvoirs.values() and not point.interesses
    ]
    if not points:
        return None
    point = alea.choice(points)
    tenus = list(point.pouvoirs.values()).count(dossier.faits.chef)
    return [dossier.poser((*point.chemin, "vote"), f"{point.votants + tenus} pour")]


# ballots that were asked for


def _demandeurs(point: FaitsPoint, part: int) -> int:
    return -(-max(len(point.debut), len(point.presents)) // part)


@mutateur("VOTE-PUBLIC", "demandé par un quart, voté à main levée")
def public_refuse(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "main_levee", "unanimite")
    if point is None:
        return None
    combien = _demandeurs(point, 4)
    dossier.poser((*point.chemin, "vote"), "unanimité")
    pluriel = "s" if combien > 1 else ""
    demande = f"scrutin public demandé par {combien} membre{pluriel}"
    return [dossier.poser((*point.chemin, "demandes"), [demande]), point.chemin]


@mutateur("VOTE-SECRET", "demandé par un tiers, voté à main levée")
def secret_refuse(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "main_levee", "unanimite")
    if point is None or len(point.debut) < 4:
        return None
    combien = max(_demandeurs(point, 3), -(-len(point.presents) // 3), 2)
    return [
        dossier.poser((*point.chemin, "demandes"), [f"scrutin secret demandé par {combien} membres"]),
        point.chemin,
    ]


@mutateur("VOTE-SECRET", "voté à la demande de trop peu", "")
def secret_de_trop_peu(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "secret")
    if point is None or min(len(point.debut), len(point.presents)) < 7:
        return None
    return [
        dossier.poser((*point.chemin, "demandes"), ["scrutin secret demandé par 2 membres"]),
        point.chemin,
    ]


@mutateur("INT-REPRESENTANT", "il ne s’est pas retiré", "")
def representant_reste(dossier: Dossier, alea: Random) -> Lieux:
    points = [p for p in dossier.faits.votes if p.representants and p.genre in ("unanimite", "main_levee")]
    if not points:
        return _aide_a_l_organisme(dossier, alea)
    point = alea.choice(points)
    dossier.oter((*point.chemin, "interesse"))
    dossier.poser((*point.chemin, "vote"), "unanimité")
    return [point.chemin]


def _aide_a_l_organisme(dossier: Dossier, alea: Random) -> Lieux:
    """A body where two of those who vote sit, helped in a way that the law of the day names."""
    droit = dossier.faits.droit
    if not droit.trois_ds or not dossier.faits.votes:
        return None
    point = alea.choice(au_plus_simple(dossier))
    aides = ("aide", "garantie d’emprunt", "commande publique")
    organisme = {
        "nom": "Société publique des eaux",
        "representants": alea.sample(point.presents, 2),
        "designes_par_la_loi": "oui",
        "remuneres": "non",
        "recoit": aides[-1] if droit.statut_2025 else alea.choice(aides),
    }
    dossier.poser((*point.chemin, "organisme"), organisme)
    return [point.chemin]


@mutateur("INT-REPRESENTANT", "un contrat à l’organisme où siège un votant")
def contrat_a_l_organisme(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "unanimite")
    if point is None or point.interesses or not dossier.faits.droit.trois_ds:
        return None
    organisme = {
        "nom": "SPL des transports",
        "representants": [alea.choice(point.presents)],
        "designes_par_la_loi": "oui",
        "remuneres": "non",
        "recoit": "commande publique",
    }
    return [dossier.poser((*point.chemin, "organisme"), organisme), point.chemin]


# closed sessions


def _clos(dossier: Dossier, alea: Random) -> FaitsPoint | None:
    points = [point for point in dossier.faits.votes if point.huis_clos]
    return alea.choice(points) if points else None


@mutateur("VOTE-HUIS-CLOS", "ni demande ni vote écrits", ATTENTION)
def huis_clos_sans_rien(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "main_levee", "unanimite")
    if point is None or any(each.huis_clos for each in dossier.faits.points):  # an earlier vote would hold
        return None
    return [dossier.poser((*point.chemin, "huis_clos"), "oui"), point.chemin]


@mutateur("VOTE-HUIS-CLOS", "demandé par trop peu", ATTENTION)
def huis_clos_de_deux(dossier: Dossier, alea: Random) -> Lieux:
    point = _clos(dossier, alea)
    if point is None:
        return None
    autres = [each for each in dossier.lire((*point.chemin, "demandes")) if not each.startswith("huis clos")]
    combien = alea.choice((2, 4)) if dossier.faits.droit.epci else 2
    demandes = [*autres, f"huis clos demandé par {combien} membres"]
    return [dossier.poser((*point.chemin, "demandes"), demandes), point.chemin]


@mutateur("VOTE-HUIS-CLOS", "sans la majorité absolue", ATTENTION)
def huis_clos_de_justesse(dossier: Dossier, alea: Random) -> Lieux:
    point = _clos(dossier, alea)
    if point is None or point.votants < 3:
        return None
    pour = point.votants // 2
    vote = f"{pour} pour, {point.votants - pour} abstentions"
    return [dossier.poser((*point.chemin, "vote_huis_clos"), vote), point.chemin]
