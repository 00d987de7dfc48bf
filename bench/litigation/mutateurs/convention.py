"""Slips of what the coordinator settles: the convention, who coordinates, the framework agreement."""

from __future__ import annotations

import re
from datetime import date
from random import Random

from ..seances.dossier import Dossier
from .dossiers import (
    ACCORD,
    CLAUSES,
    COORDONNATEUR,
    GROUPE,
    MEMBRES,
    RETOURS,
    ajouter_retour,
    approuve,
    la,
    lancement,
)
from .outils import jour
from .registre import ATTENTION, Lieux, mutateur

# what the convention settles


@mutateur("GC-CONTENU", "ni retrait ni frais", ATTENTION)
def clauses_absentes(dossier: Dossier, alea: Random) -> Lieux:
    if not la(dossier):
        return None
    for cle in alea.sample(("retrait", "frais", "adhesion", "execution"), 2):
        dossier.oter((*CLAUSES, cle))
    dossier.oter((*CLAUSES, "preavis"))
    if dossier.lire((*CLAUSES, "retrait")) is not None:
        dossier.poser((*CLAUSES, "preavis"), "3 mois")
    return [CLAUSES, GROUPE]


@mutateur("GC-CONTENU", "coordonnateur seul, texte approuvé")
def coordonnateur_seul(dossier: Dossier, alea: Random) -> Lieux:
    if not approuve(dossier):
        return None
    dossier.oter((*MEMBRES, "communes"))
    dossier.oter(RETOURS)
    return [MEMBRES, GROUPE]


@mutateur("GC-RETRAIT", "exclu, sans dire ce que doit celui qui part", ATTENTION)
def retrait_exclu(dossier: Dossier, alea: Random) -> Lieux:
    if not la(dossier):
        return None
    for cle in ("effets_du_retrait", "preavis"):
        dossier.oter((*CLAUSES, cle))
    return [dossier.poser((*CLAUSES, "retrait"), "exclu avant l’échéance")]


@mutateur("GC-POPULATION", "une autre année que celle de l’annexe 1", ATTENTION)
def autre_population(dossier: Dossier, alea: Random) -> Lieux:
    if not la(dossier):
        return None
    annee = alea.choice((2018, 2019, 2020, 2021, 2022, 2024))
    return [dossier.poser((*GROUPE, "annexe_2", "annee_population"), annee)]


@mutateur("GC-CLAUSE", "un retrait annuel sans préavis", "")
def sans_preavis(dossier: Dossier, alea: Random) -> Lieux:
    if not la(dossier):
        return None
    for cle in ("effets_du_retrait", "preavis"):
        dossier.oter((*CLAUSES, cle))
    retrait = "à chaque date anniversaire, l’année en cours restant due"
    return [dossier.poser((*CLAUSES, "retrait"), retrait), CLAUSES]


@mutateur("GC-COUTS", "une dépense d’une rubrique qui n’est pas à l’annexe 2", "")
def rubrique_inconnue(dossier: Dossier, alea: Random) -> Lieux:
    if not la(dossier):
        return None
    titre = alea.choice(("Transport", "Assurance", "Formation"))
    depense = {"rubrique": titre, "montant": f"{alea.randrange(1, 900)} €"}
    dossier.poser((*GROUPE, "annexe_2", "couts"), {"depenses": [depense]})
    return [(*GROUPE, "annexe_2", "couts", "depenses", 0, "rubrique")]


@mutateur("GC-ENTREE-VIGUEUR", "à la signature par les parties", ATTENTION)
def entree_indeterminee(dossier: Dossier, alea: Random) -> Lieux:
    if not la(dossier):
        return None
    clause = "à compter de sa signature par les parties et de sa transmission"
    return [dossier.poser((*CLAUSES, "entree_en_vigueur"), clause)]


# the coordinator


@mutateur("GC-COORDONNATEUR", "une délibération confie l’exécution, la convention non")
def mandats_differents(dossier: Dossier, alea: Random) -> Lieux:
    if not la(dossier):
        return None
    mandat, le = "passation et exécution", jour(5, dossier.faits.jour)
    return [ajouter_retour(dossier, resultat="adoptée", deliberation_du=le, mandat=mandat)]


@mutateur("GC-EPCI", "ni besoin propre ni statuts", ATTENTION)
def epci_sans_besoin(dossier: Dossier, alea: Random) -> Lieux:
    if dossier.lire((*COORDONNATEUR, "epci")) is None:
        return None
    dossier.poser((*COORDONNATEUR, "statuts_l5211_4_4"), "non")
    return [dossier.poser((*COORDONNATEUR, "a_besoin_propre"), "non"), COORDONNATEUR]


@mutateur("EPCI-BUREAU", "le Bureau du coordonnateur, sans délégation", ATTENTION)
def bureau_du_coordonnateur(dossier: Dossier, alea: Random) -> Lieux:
    if dossier.lire((*COORDONNATEUR, "epci")) is None:
        return None
    deliberation = {"organe": "bureau", "date": jour(-5, dossier.faits.jour)}
    return [dossier.poser((*COORDONNATEUR, "deliberation"), deliberation)]


# the framework agreement


@mutateur("GC-DUREE", "plus de quatre ans")
def trop_long(dossier: Dossier, alea: Random) -> Lieux:
    if not la(dossier):
        return None
    return [dossier.poser((*ACCORD, "duree"), alea.choice(("49 mois", "5 ans", "60 mois")))]


@mutateur("GC-MONTANT", "un minimum au-dessus du maximum")
def minimum_trop_haut(dossier: Dossier, alea: Random) -> Lieux:
    if not la(dossier):
        return None
    maximum = int(re.sub(r"\D", "", dossier.lire((*ACCORD, "maximum_ht"))))
    return [dossier.poser((*ACCORD, "minimum_ht"), f"{maximum + alea.randint(1, 900)} €"), ACCORD]


@mutateur("GC-MONTANT", "sans maximum, texte approuvé")
def sans_maximum(dossier: Dossier, alea: Random) -> Lieux:
    if not la(dossier) or lancement(dossier) < date(2022, 1, 1) or not approuve(dossier):
        return None
    dossier.oter((*ACCORD, "maximum_ht"))
    dossier.poser((*ACCORD, "procedure"), "appel d’offres ouvert")
    return [ACCORD]


@mutateur("GC-PROCEDURE-SEUIL", "une procédure adaptée au-dessus du seuil")
def adaptee_trop_grande(dossier: Dossier, alea: Random) -> Lieux:
    if not la(dossier) or not date(2022, 1, 1) <= lancement(dossier) < date(2028, 1, 1):
        return None
    seuil = {2022: 215, 2023: 215, 2024: 221, 2025: 221, 2026: 216, 2027: 216}[lancement(dossier).year]
    dossier.poser((*ACCORD, "minimum_ht"), "aucun")
    dossier.poser((*ACCORD, "maximum_ht"), f"{seuil * 1_000 + alea.choice((0, 1, 50_000))} €")
    return [dossier.poser((*ACCORD, "procedure"), "procédure adaptée"), ACCORD]


@mutateur("GC-CAO", "procédure formalisée, aucune commission")
def sans_commission(dossier: Dossier, alea: Random) -> Lieux:
    if not approuve(dossier):
        return None
    dossier.poser((*ACCORD, "procedure"), "appel d’offres ouvert")
    dossier.oter((*GROUPE, "cao"))
    return [GROUPE, (*ACCORD, "procedure")]


@mutateur("GC-CAO", "celle du coordonnateur, qui n’en a pas")
def commission_fantome(dossier: Dossier, alea: Random) -> Lieux:
    if not la(dossier):
        return None
    dossier.poser((*ACCORD, "procedure"), "appel d’offres ouvert")
    dossier.poser((*COORDONNATEUR, "a_une_cao"), "non")
    return [dossier.poser((*GROUPE, "cao"), "celle du coordonnateur"), (*COORDONNATEUR, "a_une_cao")]


@mutateur("TRANS-MARCHE", "notifié sans être transmis", ATTENTION)
def marche_non_transmis(dossier: Dossier, alea: Random) -> Lieux:
    if dossier.lire((*ACCORD, "transmis_le")) is None:
        return None
    if not date(2022, 1, 1) <= lancement(dossier) < date(2028, 1, 1):
        return None
    dossier.oter((*ACCORD, "transmis_le"))
    return [(*ACCORD, "notifie_le"), ACCORD]
