"""Slips of proxies: two for one holder, to someone away, undated, dated afterwards."""

from __future__ import annotations

from random import Random

from ..seances.dossier import Dossier
from ..seances.ecriture import Chemin
from .outils import ABSENTS, MOUVEMENTS, absence, ajouter, au_plus_simple, jour, nu
from .registre import ATTENTION, Lieux, mutateur


def _sans_pouvoir(dossier: Dossier) -> list[str]:
    """Absent the whole session and not represented."""
    return [nom for nom in dossier.faits.absents if nom not in dossier.faits.pouvoirs]


def _ecrire(dossier: Dossier, nom: str, a: str, ecart: int = 0) -> Chemin:
    chemin = absence(dossier, nom)
    assert chemin is not None
    du = f" du {jour(ecart, dossier.faits.jour)}"
    return dossier.poser(chemin, f"{nom}, pouvoir à {a}{du}")


@mutateur("POUV-UNIQUE", "un pouvoir de trop")
def un_de_trop(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if not nu(dossier):
        return None
    au_plus_simple(dossier)
    permis = faits.droit.pouvoirs_par_membre
    absents = list(faits.absents)
    if len(absents) < permis + 1:
        return None
    alea.shuffle(absents)
    detenteur = alea.choice([nom for nom in faits.presents if nom not in faits.pouvoirs.values()] or [""])
    if not detenteur:
        return None
    return [_ecrire(dossier, nom, detenteur) for nom in absents[: permis + 1]]


@mutateur("POUV-AUTO", "à soi-même")
def a_soi_meme(dossier: Dossier, alea: Random) -> Lieux:
    seuls = _sans_pouvoir(dossier)
    if not nu(dossier) or not seuls:
        return None
    nom = alea.choice(seuls)
    return [_ecrire(dossier, nom, nom)]


@mutateur("POUV-ECRIT", "sans dire à qui")
def sans_mandataire(dossier: Dossier, alea: Random) -> Lieux:
    seuls = _sans_pouvoir(dossier)
    if not nu(dossier) or not seuls:
        return None
    nom = alea.choice(seuls)
    chemin = absence(dossier, nom)
    assert chemin is not None
    return [dossier.poser(chemin, f"{nom}, pouvoir")]


@mutateur("POUV-CHAINE", "à un absent", ATTENTION)
def a_un_absent(dossier: Dossier, alea: Random) -> Lieux:
    seuls = _sans_pouvoir(dossier)
    if not nu(dossier) or len(seuls) < 2:
        return None
    au_plus_simple(dossier)
    mandant, mandataire = alea.sample(seuls, 2)
    return [_ecrire(dossier, mandant, mandataire)]


@mutateur("POUV-CHAINE", "à un absent, et sa voix comptée")
def a_un_absent_compte(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    seuls = _sans_pouvoir(dossier)
    if not nu(dossier) or len(seuls) < 2:
        return None
    votes = au_plus_simple(dossier)
    if not votes:
        return None
    mandant, mandataire = alea.sample(seuls, 2)
    for vote in votes:
        total = len(faits.presents) + len(faits.pouvoirs) + 1
        dossier.poser((*vote.chemin, "vote"), f"{total} pour, 0 contre")
    return [_ecrire(dossier, mandant, mandataire), *((*vote.chemin, "vote") for vote in votes)]


@mutateur("POUV-CHAINE", "d’un membre lui-même représenté", "")
def pouvoir_de_pouvoir(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    seuls = _sans_pouvoir(dossier)
    if not nu(dossier) or not seuls or not faits.pouvoirs:
        return None
    au_plus_simple(dossier)
    return [_ecrire(dossier, alea.choice(seuls), alea.choice(sorted(faits.pouvoirs)))]


@mutateur("POUV-CHAINE", "le mandataire part", ATTENTION)
def mandataire_part(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if not nu(dossier) or not faits.pouvoirs:
        return None
    votes = au_plus_simple(dossier)
    pris = {faits.president, *faits.secretaires}
    partants = [nom for nom in sorted(faits.pouvoirs.values()) if nom not in pris]
    assez = faits.droit.quorum(len(faits.effectif)) < len(faits.presents)
    if len(votes) < 2 or not partants or not assez:
        return None
    partant = alea.choice(partants)
    ajouter(dossier, MOUVEMENTS, f"{partant} part avant le point {votes[-1].numero}")
    return [ABSENTS, MOUVEMENTS]


@mutateur("POUV-MANDANT-PRESENT", "donné en arrivant")
def donne_en_arrivant(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    seuls = _sans_pouvoir(dossier)
    if not nu(dossier) or not seuls or not faits.points:
        return None
    au_plus_simple(dossier)
    receveurs = [nom for nom in faits.presents if nom not in faits.pouvoirs.values()]
    if not receveurs:
        return None
    premier, du = faits.points[0].numero, jour(0, faits.jour)
    phrase = (
        f"{alea.choice(seuls)} arrive avant le point {premier}, pouvoir à {alea.choice(receveurs)} du {du}"
    )
    return [ajouter(dossier, MOUVEMENTS, phrase)]


@mutateur("POUV-DATE", "daté après la séance")
def date_apres(dossier: Dossier, alea: Random) -> Lieux:
    pouvoirs = sorted(dossier.faits.pouvoirs.items())
    if not pouvoirs:
        return None
    return [_ecrire(dossier, *alea.choice(pouvoirs), ecart=alea.randint(1, 6))]


@mutateur("VOTE-TOTAL", "le mandant est arrivé, son pouvoir compte encore")
def mandant_arrive(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if not nu(dossier) or not faits.pouvoirs:
        return None
    votes = au_plus_simple(dossier)
    if not votes:
        return None
    mandant, dernier = alea.choice(sorted(faits.pouvoirs)), votes[-1]
    ajouter(dossier, MOUVEMENTS, f"{mandant} arrive avant le point {dernier.numero}")
    total = len(faits.presents) + len(faits.pouvoirs) + 1
    return [dossier.poser((*dernier.chemin, "vote"), f"{total} pour, 0 contre")]


# for which sessions


def _seances(dossier: Dossier, alea: Random, *ecarts: int) -> Lieux:
    """A proxy with its keys, for sessions told by their days from this one."""
    faits = dossier.faits
    if faits.seconde or not faits.pouvoirs or dossier.lire(MOUVEMENTS):
        return None
    nom, mandataire = alea.choice(sorted(faits.pouvoirs.items()))
    chemin = absence(dossier, nom)
    assert chemin is not None
    seances = [jour(ecart, faits.jour) for ecart in ecarts]
    pouvoir = {"a": mandataire, "du": jour(min(ecarts) - 3, faits.jour), "seances": seances}
    return [dossier.poser(chemin, {"nom": nom, "pouvoir": pouvoir})]


@mutateur("POUV-SEANCE", "il désigne une autre séance")
def autre_seance(dossier: Dossier, alea: Random) -> Lieux:
    return _seances(dossier, alea, -alea.randint(20, 60))


@mutateur("POUV-SECONDE-SEANCE", "il désigne la première séance, pas la seconde", ATTENTION)
def premiere_seance_seule(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if not faits.seconde or not faits.pouvoirs:
        return None
    nom, mandataire = alea.choice(sorted(faits.pouvoirs.items()))
    chemin = absence(dossier, nom)
    assert chemin is not None
    premiere = dossier.lire(("seance", "convocation", "seconde", "premiere_seance"))
    pouvoir = {"a": mandataire, "du": premiere, "seances": [premiere]}
    return [dossier.poser(chemin, {"nom": nom, "pouvoir": pouvoir})]


@mutateur("POUV-TROIS-SEANCES", "une quatrième séance de suite")
def quatrieme_seance(dossier: Dossier, alea: Random) -> Lieux:
    return _seances(dossier, alea, *[-30 * rang for rang in range(alea.randint(3, 5), -1, -1)])
