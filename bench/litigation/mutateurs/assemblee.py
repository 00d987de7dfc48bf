"""Slips of the collectivity: its seats, its population, its Bureau, its court."""

from __future__ import annotations

from random import Random

from ..seances.dossier import Dossier
from ..seances.loi import TRIBUNAUX, annee_du_renouvellement, tranches
from .outils import MEMBRES, POINTS, SEANCE, au_plus_simple, effacer, jour, un_point
from .registre import ATTENTION, Lieux, mutateur

COLLECTIVITE = ("collectivite",)
POPULATION = ("collectivite", "population")
RENOUVELLEMENT = ("collectivite", "population_renouvellement")
BUREAU = ("collectivite", "bureau")
DELEGATION = (*SEANCE, "delegation_du_conseil")


def _tranche_du_dessous(dossier: Dossier, de: int = 1) -> int | None:
    """A population whose council has fewer seats than there are members, by that many lines of the table."""
    faits = dossier.faits
    moindres = [ligne for ligne in tranches() if ligne[2] < len(faits.conseil)]
    return None if faits.droit.epci or len(moindres) < de else moindres[-de][1]


@mutateur("EFFECTIF-LEGAL", "plus de membres que de sièges")
def trop_de_membres(dossier: Dossier, alea: Random) -> Lieux:
    habitants = _tranche_du_dessous(dossier)
    if habitants is None:
        return None
    return [dossier.poser(RENOUVELLEMENT, f"{habitants} en {annee_du_renouvellement(dossier.faits.jour)}")]


@mutateur("EFFECTIF-LEGAL", "plus de membres que de sièges, d’après la population d’aujourd’hui", ATTENTION)
def trop_d_apres_aujourd_hui(dossier: Dossier, alea: Random) -> Lieux:
    habitants = _tranche_du_dessous(dossier, de=2)
    if habitants is None or (habitants < 3_500) != (dossier.faits.droit.habitants < 3_500):
        return None
    dossier.oter(RENOUVELLEMENT)
    return [dossier.poser(POPULATION, f"{habitants} en {dossier.faits.jour.year - 2}")]


@mutateur("POPULATION-SEUIL", "une vieille population, tout près de 3 500", ATTENTION)
def vieille_population(dossier: Dossier, alea: Random) -> Lieux:
    """Something of the session must hang on it: here, that nothing says there was an explanatory note."""
    faits = dossier.faits
    if faits.droit.seuil_3500 or faits.droit.epci or faits.nature == "installation":
        return None
    dossier.poser(("collectivite", "commune_nouvelle"), "oui")
    dossier.oter(("seance", "convocation", "note_de_synthese"))
    annees = {faits.jour.year - ans for ans in (2, 5, 6)} - {annee_du_renouvellement(faits.jour)}
    dossier.oter(RENOUVELLEMENT)
    annee = alea.choice(sorted(annees))
    return [dossier.poser(POPULATION, f"{alea.randint(3_350, 3_499)} en {annee}")]


@mutateur("REC-TA", "le tribunal d’ailleurs")
def autre_tribunal(dossier: Dossier, alea: Random) -> Lieux:
    bon = TRIBUNAUX[dossier.faits.droit.departement]
    autres = sorted({"Strasbourg", "Dijon", "Rennes", "Lille", "Lyon", "Bordeaux"} - {bon})
    return [dossier.poser(("collectivite", "tribunal"), alea.choice(autres))]


# the Bureau of an EPCI


@mutateur("EPCI-BUREAU", "sans délégation du conseil")
def sans_delegation(dossier: Dossier, alea: Random) -> Lieux:
    if not dossier.faits.bureau or not dossier.faits.votes:
        return None
    effacer(dossier, alea, DELEGATION)
    return [SEANCE, POINTS]


@mutateur("EPCI-BUREAU", "délégation donnée après")
def delegation_apres(dossier: Dossier, alea: Random) -> Lieux:
    if not dossier.faits.bureau or not dossier.faits.votes:
        return None
    return [dossier.poser(DELEGATION, jour(alea.randint(1, 60), dossier.faits.jour))]


@mutateur("EPCI-BUREAU", "il vote un budget", ATTENTION)
def budget_au_bureau(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "unanimite", "main_levee") if dossier.faits.bureau else None
    if point is None:
        return None
    dossier.oter(("seance", "convocation", "ordre_du_jour"))
    objet = f"Budget primitif {dossier.faits.jour.year}"
    return [dossier.poser((*point.chemin, "objet"), objet), point.chemin]


@mutateur("EPCI-BUREAU", "il arrête les comptes")
def comptes_au_bureau(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if not faits.bureau or not faits.votes or faits.jour.year >= 2027:
        return None
    point = alea.choice(au_plus_simple(dossier))
    autres = [nom for nom in point.presents if nom != faits.chef]
    dossier.poser((*point.chemin, "presidence"), autres[0])
    return [dossier.poser((*point.chemin, "nature"), "compte_administratif"), point.chemin]


@mutateur("EPCI-BUREAU", "une commune réunit un bureau")
def bureau_d_une_commune(dossier: Dossier, alea: Random) -> Lieux:
    if dossier.faits.droit.epci or dossier.faits.nature == "installation":
        return None
    return [dossier.poser((*SEANCE, "organe"), "bureau"), SEANCE]


@mutateur("BUREAU-MEMBRES", "personne n’en est dit membre")
def bureau_vide(dossier: Dossier, alea: Random) -> Lieux:
    if not dossier.faits.bureau:
        return None
    effacer(dossier, alea, BUREAU)
    return [(*SEANCE, "organe"), COLLECTIVITE, SEANCE]


@mutateur("BUREAU-MEMBRES", "un nom deux fois")
def bureau_double(dossier: Dossier, alea: Random) -> Lieux:
    membres = dossier.lire(BUREAU)
    if not membres:
        return None
    dossier.poser(BUREAU, [*membres, membres[-1]])
    return [BUREAU]


@mutateur("BUREAU-MEMBRES", "sans le président de l’EPCI")
def bureau_sans_president(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    membres = dossier.lire(BUREAU)
    if not membres or faits.bureau:
        return None
    dossier.poser(BUREAU, [nom for nom in membres if nom != faits.chef])
    return [BUREAU]


# who sits


@mutateur("MEMBRE-DOUBLE", "deux membres du même nom")
def meme_nom(dossier: Dossier, alea: Random) -> Lieux:
    membres = dossier.lire(MEMBRES)
    actifs = [rang for rang, ligne in enumerate(membres) if "jusqu" not in next(iter(ligne.values()))]
    rang = actifs[-1]
    cle = next(iter(membres[rang]))
    dossier.poser((*MEMBRES, rang), {cle: f"M. {dossier.faits.conseil[1]}"})
    return [MEMBRES]


@mutateur("MEMBRE-FONCTION", "deux maires, ou deux présidents")
def deux_chefs(dossier: Dossier, alea: Random) -> Lieux:
    cle = "president" if dossier.faits.droit.epci else "maire"
    dossier.poser((*MEMBRES, 1), {cle: f"M. {dossier.faits.conseil[1]}"})
    return [MEMBRES]


@mutateur("MEMBRE-MANDAT", "un mandat fini avant d’avoir commencé")
def mandat_a_l_envers(dossier: Dossier, alea: Random) -> Lieux:
    membres = dossier.lire(MEMBRES)
    rang = alea.randrange(1, len(membres))
    cle, phrase = next(iter(membres[rang].items()))
    nom = phrase.split(",")[0]
    dossier.poser((*MEMBRES, rang), {cle: f"{nom}, depuis le 02/05/2021, jusqu’au 01/05/2021"})
    return [(*MEMBRES, rang)]
