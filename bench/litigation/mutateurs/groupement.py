"""Slips on who joins a group and on annexe 1, and disagreements of the session with the group's file."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from ..seances.dossier import Dossier, FaitsPoint
from ..seances.ecriture import Chemin
from ..seances.tirage import chiffres
from .dossiers import ACCORD, CLAUSES, GROUPE, MEMBRES, RETOURS, ajouter_retour, la, lancement, lue, projet
from .outils import SUITES, jour
from .registre import ATTENTION, Lieux, mutateur

# who joins, by which deliberation


@mutateur("GC-DELIB-MEMBRE", "signée sans délibération datée")
def signee_sans_date(dossier: Dossier, alea: Random) -> Lieux:
    if not la(dossier):
        return None
    return [ajouter_retour(dossier, signee_le=jour(20, dossier.faits.jour))]


@mutateur("GC-DELIB-MEMBRE", "adoptée sans date, dans un projet", ATTENTION)
def adoptee_sans_date(dossier: Dossier, alea: Random) -> Lieux:
    if not projet(dossier):
        return None
    return [ajouter_retour(dossier, resultat="adoptée")]


@mutateur("GC-DELIB-MEMBRE", "par une décision du maire")
def decision_du_maire(dossier: Dossier, alea: Random) -> Lieux:
    if not la(dossier):
        return None
    le = jour(5, dossier.faits.jour)
    return [ajouter_retour(dossier, organe="maire", resultat="adoptée", deliberation_du=le)]


@mutateur("GC-DELIB-MEMBRE", "signée malgré un refus")
def signee_malgre_refus(dossier: Dossier, alea: Random) -> Lieux:
    if not la(dossier):
        return None
    le, signee = jour(5, dossier.faits.jour), jour(9, dossier.faits.jour)
    return [ajouter_retour(dossier, resultat="rejetée", deliberation_du=le, signee_le=signee)]


@mutateur("GC-ADHESION-TARDIVE", "après le lancement", ATTENTION)
def apres_le_lancement(dossier: Dossier, alea: Random) -> Lieux:
    if not la(dossier):
        return None
    le = chiffres(lancement(dossier) + timedelta(alea.randint(1, 40)))
    return [ajouter_retour(dossier, resultat="adoptée", deliberation_du=le)]


@mutateur("GC-ADHESION-TARDIVE", "à tout moment, lancement inconnu", ATTENTION)
def a_tout_moment(dossier: Dossier, alea: Random) -> Lieux:
    if not projet(dossier):
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
    if not la(dossier):
        return None
    retours = dossier.lire(RETOURS) or []
    etranger = {"commune": "21255", "resultat": "adoptée", "deliberation_du": jour(3, dossier.faits.jour)}
    dossier.poser(RETOURS, [*retours, etranger])
    return [RETOURS]


# annexe 1


def _annexe(dossier: Dossier, alea: Random, **ecarts: int) -> Lieux:
    """A return whose dates are out of order; each is told by its days from the deliberation."""
    if not la(dossier):
        return None
    le = dossier.faits.jour + timedelta(5)
    dates = {cle: chiffres(le + timedelta(ecart)) for cle, ecart in ecarts.items()}
    return [
        ajouter_retour(
            dossier, resultat="adoptée", deliberation_du=chiffres(le), signataire="Membre 1, maire", **dates
        )
    ]


@mutateur("ANNEXE-1", "transmise avant la délibération")
def transmise_avant(dossier: Dossier, alea: Random) -> Lieux:
    return _annexe(dossier, alea, transmise_le=-alea.randint(1, 5))


@mutateur("ANNEXE-1", "reçue avant d’être transmise")
def recue_avant(dossier: Dossier, alea: Random) -> Lieux:
    return _annexe(dossier, alea, transmise_le=6, recue_le=alea.randint(0, 5))


@mutateur("ANNEXE-1", "signée avant le jour exécutoire", ATTENTION)
def signee_avant(dossier: Dossier, alea: Random) -> Lieux:
    return _annexe(dossier, alea, transmise_le=3, publiee_le=8, signee_le=alea.randint(1, 7))


@mutateur("ANNEXE-1", "signée sans dire par qui", ATTENTION)
def signee_sans_signataire(dossier: Dossier, alea: Random) -> Lieux:
    ici = _annexe(dossier, alea, transmise_le=3, publiee_le=4, signee_le=alea.randint(5, 9))
    if ici:
        dossier.oter((*ici[0], "signataire"))
    return ici


@mutateur("ANNEXE-1", "liste arrêtée avant une adhésion", ATTENTION)
def arretee_avant(dossier: Dossier, alea: Random) -> Lieux:
    lieux = _annexe(dossier, alea)
    if lieux is None:
        return None
    return [dossier.poser((*GROUPE, "annexe_1", "arretee_au"), jour(4, dossier.faits.jour)), *lieux]


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
    signee = lue(dossier.lire((*ici, "signee_le"))) + timedelta(1)
    dossier.poser((*ici, "signee_le"), chiffres(signee))
    return [ici, point.chemin]


@mutateur("GC-SIGN-APRES-EXEC", "signée avant que la délibération soit exécutoire", ATTENTION)
def signee_trop_tot(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if dossier.lire((*SUITES, "signee_le")) is None or faits.publiee is None or faits.publiee == faits.jour:
        return None
    dossier.oter(RETOURS)
    return [dossier.poser((*SUITES, "signee_le"), chiffres(faits.publiee - timedelta(1)))]
