"""Slips of the coordinator's file, and disagreements of the session with it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from random import Random

from ..seances.dossier import Dossier, FaitsPoint
from ..seances.ecriture import Chemin
from ..seances.tirage import chiffres
from .outils import SUITES, jour
from .registre import ATTENTION, Lieux, mutateur

GROUPE = ("groupement",)
COORDONNATEUR = ("groupement", "coordonnateur")
MEMBRES = ("groupement", "membres")
RETOURS = (*MEMBRES, "retours")
ACCORD = ("groupement", "accord_cadre")
CLAUSES = ("groupement", "clauses")
AUTRE = "21205"


def _la(dossier: Dossier) -> bool:
    return "groupement" in dossier.fichiers


def _approuve(dossier: Dossier) -> bool:
    """Make the text an approved one: what lacks is then an error."""
    if not _la(dossier):
        return False
    dossier.poser((*GROUPE, "approuvee_le"), jour(-2, dossier.faits.jour))
    return True


def _projet(dossier: Dossier) -> bool:
    dossier.oter((*GROUPE, "approuvee_le"))
    return _la(dossier)


def _date(ecrite: str) -> date:
    return date(int(ecrite[6:]), int(ecrite[3:5]), int(ecrite[:2]))


def _lancement(dossier: Dossier) -> date:
    return _date(dossier.lire((*ACCORD, "lancement")))


def _ajouter_retour(dossier: Dossier, **retour: str) -> Chemin:
    """What another commune sent back, alone in its file."""
    dossier.poser((*MEMBRES, "communes"), [*dossier.lire((*MEMBRES, "communes"))[:1], AUTRE])
    dossier.oter((*GROUPE, "annexe_1"))
    dossier.poser(RETOURS, [{"commune": AUTRE, **retour}])
    return (*RETOURS, 0)


# who joins, by which deliberation


@mutateur("GC-DELIB-MEMBRE", "signée sans délibération datée")
def signee_sans_date(dossier: Dossier, alea: Random) -> Lieux:
    if not _la(dossier):
        return None
    return [_ajouter_retour(dossier, signee_le=jour(20, dossier.faits.jour))]


@mutateur("GC-DELIB-MEMBRE", "adoptée sans date, dans un projet", ATTENTION)
def adoptee_sans_date(dossier: Dossier, alea: Random) -> Lieux:
    if not _projet(dossier):
        return None
    return [_ajouter_retour(dossier, resultat="adoptée")]


@mutateur("GC-DELIB-MEMBRE", "par une décision du maire")
def decision_du_maire(dossier: Dossier, alea: Random) -> Lieux:
    if not _la(dossier):
        return None
    le = jour(5, dossier.faits.jour)
    return [_ajouter_retour(dossier, organe="maire", resultat="adoptée", deliberation_du=le)]


@mutateur("GC-DELIB-MEMBRE", "signée malgré un refus")
def signee_malgre_refus(dossier: Dossier, alea: Random) -> Lieux:
    if not _la(dossier):
        return None
    le, signee = jour(5, dossier.faits.jour), jour(9, dossier.faits.jour)
    return [_ajouter_retour(dossier, resultat="rejetée", deliberation_du=le, signee_le=signee)]


@mutateur("GC-ADHESION-TARDIVE", "après le lancement", ATTENTION)
def apres_le_lancement(dossier: Dossier, alea: Random) -> Lieux:
    if not _la(dossier):
        return None
    le = chiffres(_lancement(dossier) + timedelta(alea.randint(1, 40)))
    return [_ajouter_retour(dossier, resultat="adoptée", deliberation_du=le)]


@mutateur("GC-ADHESION-TARDIVE", "à tout moment, lancement inconnu", ATTENTION)
def a_tout_moment(dossier: Dossier, alea: Random) -> Lieux:
    if not _projet(dossier):
        return None
    dossier.oter((*ACCORD, "lancement"))
    return [dossier.poser((*CLAUSES, "adhesion"), "à tout moment")]


@mutateur("GC-MEMBRE", "une commune deux fois")
def commune_double(dossier: Dossier, alea: Random) -> Lieux:
    communes = dossier.lire((*MEMBRES, "communes"))
    if not communes:
        return None
    dossier.poser((*MEMBRES, "communes"), [*communes, communes[-1]])
    return [(*MEMBRES, "communes")]


@mutateur("GC-MEMBRE", "un retour de qui n’est pas membre")
def retour_etranger(dossier: Dossier, alea: Random) -> Lieux:
    if not _la(dossier):
        return None
    retours = dossier.lire(RETOURS) or []
    etranger = {"commune": "21255", "resultat": "adoptée", "deliberation_du": jour(3, dossier.faits.jour)}
    dossier.poser(RETOURS, [*retours, etranger])
    return [RETOURS]


# annexe 1


def _annexe(dossier: Dossier, alea: Random, **ecarts: int) -> Lieux:
    """A return whose dates are out of order; each is told by its days from the deliberation."""
    if not _la(dossier):
        return None
    le = dossier.faits.jour + timedelta(5)
    dates = {cle: chiffres(le + timedelta(ecart)) for cle, ecart in ecarts.items()}
    return [_ajouter_retour(dossier, resultat="adoptée", deliberation_du=chiffres(le), **dates)]


@mutateur("ANNEXE-1", "transmise avant la délibération")
def transmise_avant(dossier: Dossier, alea: Random) -> Lieux:
    return _annexe(dossier, alea, transmise_le=-alea.randint(1, 5))


@mutateur("ANNEXE-1", "reçue avant d’être transmise")
def recue_avant(dossier: Dossier, alea: Random) -> Lieux:
    return _annexe(dossier, alea, transmise_le=6, recue_le=alea.randint(0, 5))


@mutateur("ANNEXE-1", "signée avant le jour exécutoire", ATTENTION)
def signee_avant(dossier: Dossier, alea: Random) -> Lieux:
    return _annexe(dossier, alea, transmise_le=3, publiee_le=8, signee_le=alea.randint(1, 7))


@mutateur("ANNEXE-1", "liste arrêtée avant une date qu’elle porte")
def arretee_avant(dossier: Dossier, alea: Random) -> Lieux:
    lieux = _annexe(dossier, alea)
    if lieux is None:
        return None
    return [dossier.poser((*GROUPE, "annexe_1", "arretee_au"), jour(4, dossier.faits.jour)), *lieux]


# what the convention settles


@mutateur("GC-CONTENU", "ni retrait ni frais", ATTENTION)
def clauses_absentes(dossier: Dossier, alea: Random) -> Lieux:
    if not _la(dossier):
        return None
    for cle in alea.sample(("retrait", "frais", "adhesion", "execution"), 2):
        dossier.oter((*CLAUSES, cle))
    dossier.oter((*CLAUSES, "preavis"))
    if dossier.lire((*CLAUSES, "retrait")) is not None:
        dossier.poser((*CLAUSES, "preavis"), "3 mois")
    return [CLAUSES, GROUPE]


@mutateur("GC-CONTENU", "coordonnateur seul, texte approuvé")
def coordonnateur_seul(dossier: Dossier, alea: Random) -> Lieux:
    if not _approuve(dossier):
        return None
    dossier.oter((*MEMBRES, "communes"))
    dossier.oter(RETOURS)
    return [MEMBRES, GROUPE]


@mutateur("GC-RETRAIT", "exclu, sans dire ce que doit celui qui part", ATTENTION)
def retrait_exclu(dossier: Dossier, alea: Random) -> Lieux:
    if not _la(dossier):
        return None
    for cle in ("effets_du_retrait", "preavis"):
        dossier.oter((*CLAUSES, cle))
    return [dossier.poser((*CLAUSES, "retrait"), "exclu avant l’échéance")]


@mutateur("GC-CLAUSE", "un retrait annuel sans préavis", "")
def sans_preavis(dossier: Dossier, alea: Random) -> Lieux:
    if not _la(dossier):
        return None
    for cle in ("effets_du_retrait", "preavis"):
        dossier.oter((*CLAUSES, cle))
    retrait = "à chaque date anniversaire, l’année en cours restant due"
    return [dossier.poser((*CLAUSES, "retrait"), retrait), CLAUSES]


@mutateur("GC-ENTREE-VIGUEUR", "à la signature par les parties", ATTENTION)
def entree_indeterminee(dossier: Dossier, alea: Random) -> Lieux:
    if not _la(dossier):
        return None
    clause = "à compter de sa signature par les parties et de sa transmission"
    return [dossier.poser((*CLAUSES, "entree_en_vigueur"), clause)]


# the coordinator


@mutateur("GC-COORDONNATEUR", "une délibération confie l’exécution, la convention non")
def mandats_differents(dossier: Dossier, alea: Random) -> Lieux:
    if not _la(dossier):
        return None
    mandat, le = "passation et exécution", jour(5, dossier.faits.jour)
    return [_ajouter_retour(dossier, resultat="adoptée", deliberation_du=le, mandat=mandat)]


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
    if not _la(dossier):
        return None
    return [dossier.poser((*ACCORD, "duree"), alea.choice(("49 mois", "5 ans", "60 mois")))]


@mutateur("GC-MONTANT", "un minimum au-dessus du maximum")
def minimum_trop_haut(dossier: Dossier, alea: Random) -> Lieux:
    if not _la(dossier):
        return None
    maximum = int(re.sub(r"\D", "", dossier.lire((*ACCORD, "maximum_ht"))))
    return [dossier.poser((*ACCORD, "minimum_ht"), f"{maximum + alea.randint(1, 900)} €"), ACCORD]


@mutateur("GC-MONTANT", "sans maximum, texte approuvé")
def sans_maximum(dossier: Dossier, alea: Random) -> Lieux:
    if not _la(dossier) or _lancement(dossier) < date(2022, 1, 1) or not _approuve(dossier):
        return None
    dossier.oter((*ACCORD, "maximum_ht"))
    dossier.poser((*ACCORD, "procedure"), "appel d’offres ouvert")
    return [ACCORD]


@mutateur("GC-PROCEDURE-SEUIL", "une procédure adaptée au-dessus du seuil")
def adaptee_trop_grande(dossier: Dossier, alea: Random) -> Lieux:
    if not _la(dossier) or not date(2022, 1, 1) <= _lancement(dossier) < date(2028, 1, 1):
        return None
    seuil = {2022: 215, 2023: 215, 2024: 221, 2025: 221, 2026: 216, 2027: 216}[_lancement(dossier).year]
    dossier.poser((*ACCORD, "minimum_ht"), "aucun")
    dossier.poser((*ACCORD, "maximum_ht"), f"{seuil * 1_000 + alea.choice((0, 1, 50_000))} €")
    return [dossier.poser((*ACCORD, "procedure"), "procédure adaptée"), ACCORD]


@mutateur("GC-CAO", "procédure formalisée, aucune commission")
def sans_commission(dossier: Dossier, alea: Random) -> Lieux:
    if not _approuve(dossier):
        return None
    dossier.poser((*ACCORD, "procedure"), "appel d’offres ouvert")
    dossier.oter((*GROUPE, "cao"))
    return [GROUPE, (*ACCORD, "procedure")]


@mutateur("GC-CAO", "celle du coordonnateur, qui n’en a pas")
def commission_fantome(dossier: Dossier, alea: Random) -> Lieux:
    if not _la(dossier):
        return None
    dossier.poser((*ACCORD, "procedure"), "appel d’offres ouvert")
    dossier.poser((*COORDONNATEUR, "a_une_cao"), "non")
    return [dossier.poser((*GROUPE, "cao"), "celle du coordonnateur"), (*COORDONNATEUR, "a_une_cao")]


@mutateur("TRANS-MARCHE", "notifié sans être transmis", ATTENTION)
def marche_non_transmis(dossier: Dossier, alea: Random) -> Lieux:
    if dossier.lire((*ACCORD, "transmis_le")) is None:
        return None
    if not date(2022, 1, 1) <= _lancement(dossier) < date(2028, 1, 1):
        return None
    dossier.oter((*ACCORD, "transmis_le"))
    return [(*ACCORD, "notifie_le"), ACCORD]


# the session and the group


def _point(dossier: Dossier) -> FaitsPoint | None:
    return next((point for point in dossier.faits.points if point.genre == "groupement"), None)


def _ici(dossier: Dossier) -> Chemin | None:
    """The return of the commune of the session."""
    code = str(dossier.lire(("collectivite", "commune")))
    for rang, retour in enumerate(dossier.lire(RETOURS) or []):
        if str(retour["commune"]) == code:
            return (*RETOURS, rang)
    return None


@mutateur("GC-RETOUR-SEANCE", "un autre résultat")
def autre_resultat(dossier: Dossier, alea: Random) -> Lieux:
    point, ici = _point(dossier), _ici(dossier)
    if point is None or ici is None:
        return None
    dossier.poser((*ici, "resultat"), "rejetée" if point.adopte else "adoptée")
    for cle in ("transmise_le", "recue_le", "publiee_le", "notifiee_le", "signee_le"):
        dossier.oter((*ici, cle))
    return [ici, point.chemin]


@mutateur("GC-RETOUR-SEANCE", "une autre date")
def autre_date(dossier: Dossier, alea: Random) -> Lieux:
    point, ici = _point(dossier), _ici(dossier)
    if point is None or ici is None or dossier.lire((*ici, "signee_le")) is None:
        return None
    signee = _date(dossier.lire((*ici, "signee_le"))) + timedelta(1)
    dossier.poser((*ici, "signee_le"), chiffres(signee))
    return [ici, point.chemin]


@mutateur("GC-SIGN-APRES-EXEC", "signée avant que la délibération soit exécutoire", ATTENTION)
def signee_trop_tot(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if dossier.lire((*SUITES, "signee_le")) is None or faits.publiee is None or faits.publiee == faits.jour:
        return None
    dossier.oter(RETOURS)
    return [dossier.poser((*SUITES, "signee_le"), chiffres(faits.publiee - timedelta(1)))]
