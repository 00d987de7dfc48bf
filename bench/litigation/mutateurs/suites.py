"""Slips of what follows: publication, order of dates, certificate, minutes."""

from __future__ import annotations

from datetime import date
from random import Random

from ..seances.dossier import Dossier
from ..seances.tirage import chiffres
from .outils import PRECEDENT, PUBLICATION, PV, SUITES, effacer, jour
from .registre import ATTENTION, Lieux, mutateur

MODE = (*PUBLICATION, "mode")
CHOIX = (*PUBLICATION, "choisi_le")
ARRETE, PUBLIE = (*PV, "arrete_le"), (*PV, "publie_le")


def _affichage(dossier: Dossier, *, petit: bool) -> bool:
    """A session whose acts follow the rules of 2022, in a collectivity of that size."""
    faits = dossier.faits
    if not faits.droit.reforme_2022 or not faits.votes or petit == faits.droit.seuil_3500:
        return False
    dossier.oter((*SUITES, "mode_publication"))
    dossier.oter((*SUITES, "retiree_le"))
    return True


@mutateur("PUB-MODE", "affichage à partir de 3 500 habitants ou par un EPCI")
def grand_affiche(dossier: Dossier, alea: Random) -> Lieux:
    if not _affichage(dossier, petit=False):
        return None
    dossier.poser(MODE, alea.choice(("affichage", "papier")))
    dossier.poser(CHOIX, "05/07/2022")
    return [PUBLICATION]


@mutateur("PUB-MODE", "l’option du conseil n’est pas datée", ATTENTION)
def option_non_datee(dossier: Dossier, alea: Random) -> Lieux:
    if not _affichage(dossier, petit=True):
        return None
    dossier.poser(MODE, alea.choice(("affichage", "papier")))
    effacer(dossier, alea, CHOIX)
    return [PUBLICATION]


@mutateur("PUB-MODE", "le conseil n’a jamais choisi")
def jamais_choisi(dossier: Dossier, alea: Random) -> Lieux:
    if not _affichage(dossier, petit=True):
        return None
    dossier.poser(MODE, alea.choice(("affichage", "papier")))
    dossier.poser(CHOIX, "jamais")
    return [PUBLICATION]


@mutateur("PUB-MODE", "affiché avant l’option")
def avant_l_option(dossier: Dossier, alea: Random) -> Lieux:
    publiee = dossier.faits.publiee
    if publiee is None or not _affichage(dossier, petit=True):
        return None
    dossier.poser(MODE, "affichage")
    dossier.poser(CHOIX, jour(alea.randint(1, 30), publiee))
    return [PUBLICATION, (*SUITES, "publiee_le")]


@mutateur("PUB-MODE", "un acte affiché quand la commune publie en ligne", "")
def un_acte_affiche(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if faits.publiee is None or not faits.droit.reforme_2022 or dossier.lire(MODE) != "électronique":
        return None
    dossier.oter((*SUITES, "retiree_le"))
    dossier.oter(CHOIX)
    return [dossier.poser((*SUITES, "mode_publication"), "affichage"), PUBLICATION]


@mutateur("PUB-MODE", "affiché, quand le conseil a choisi le papier")
def autre_que_le_choix(dossier: Dossier, alea: Random) -> Lieux:
    publiee = dossier.faits.publiee
    if publiee is None or not _affichage(dossier, petit=True):
        return None
    choisi, employe = alea.sample(("affichage", "papier"), 2)
    dossier.poser(MODE, choisi)
    dossier.poser(CHOIX, jour(-alea.randint(0, 30), publiee))
    return [dossier.poser((*SUITES, "mode_publication"), employe), PUBLICATION]


def _avant(dossier: Dossier, alea: Random, champ: str) -> Lieux:
    if dossier.lire((*SUITES, champ)) is None:
        return None
    return [dossier.poser((*SUITES, champ), jour(-alea.randint(1, 9), dossier.faits.jour))]


@mutateur("EXEC-DATE", "transmise avant la séance")
def transmise_avant(dossier: Dossier, alea: Random) -> Lieux:
    return _avant(dossier, alea, "transmise_le")


@mutateur("EXEC-DATE", "publiée avant la séance")
def publiee_avant(dossier: Dossier, alea: Random) -> Lieux:
    return _avant(dossier, alea, "publiee_le")


@mutateur("EXEC-DATE", "reçue avant d’être transmise")
def recue_avant(dossier: Dossier, alea: Random) -> Lieux:
    transmise = dossier.faits.transmise
    if transmise is None or transmise == dossier.faits.jour:
        return None
    return [dossier.poser((*SUITES, "recue_le"), jour(-1, transmise))]


@mutateur("EXEC-DATE", "retirée avant d’être publiée")
def retiree_avant(dossier: Dossier, alea: Random) -> Lieux:
    publiee = dossier.faits.publiee
    if publiee is None or publiee == dossier.faits.jour:
        return None
    return [dossier.poser((*SUITES, "retiree_le"), jour(-1, publiee))]


def _executoire(dossier: Dossier) -> date | None:
    """The day the acts of this session are executory, when something was adopted."""
    faits = dossier.faits
    if faits.publiee is None or faits.transmise is None or not any(point.adopte for point in faits.votes):
        return None
    recue = dossier.lire((*SUITES, "recue_le"))
    remise = date(int(recue[6:]), int(recue[3:5]), int(recue[:2])) if recue else faits.transmise
    return max(faits.publiee, remise)


@mutateur("EXEC-CERTIF", "daté d’avant le jour exécutoire")
def certificat_avant(dossier: Dossier, alea: Random) -> Lieux:
    executoire = _executoire(dossier)
    if executoire is None:
        return None
    return [dossier.poser((*SUITES, "certificat_du"), jour(-1, executoire))]


@mutateur("EXEC-CERTIF", "sans publication")
def certificat_sans_publication(dossier: Dossier, alea: Random) -> Lieux:
    executoire = _executoire(dossier)
    if executoire is None:
        return None
    effacer(dossier, alea, (*SUITES, "publiee_le"))
    dossier.oter((*SUITES, "retiree_le"))
    return [dossier.poser((*SUITES, "certificat_du"), chiffres(executoire))]


@mutateur("EXEC-CERTIF", "sans transmission")
def certificat_sans_transmission(dossier: Dossier, alea: Random) -> Lieux:
    executoire = _executoire(dossier)
    if executoire is None:
        return None
    effacer(dossier, alea, (*SUITES, "transmise_le"))
    dossier.oter((*SUITES, "recue_le"))
    return [dossier.poser((*SUITES, "certificat_du"), chiffres(executoire))]


@mutateur("PV-ARRET", "arrêté le soir même", "")
def arrete_le_soir(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if faits.etat != "tenue" or not faits.droit.reforme_2022:
        return None
    dossier.poser(PV, {"arrete_le": chiffres(faits.jour)})
    return [ARRETE]


@mutateur("PV-ARRET", "arrêté avant la séance")
def arrete_avant(dossier: Dossier, alea: Random) -> Lieux:
    if dossier.faits.etat != "tenue":
        return None
    dossier.poser(PV, {"arrete_le": jour(-alea.randint(1, 9), dossier.faits.jour)})
    return [ARRETE]


@mutateur("PV-PRECEDENT", "le procès-verbal de cette séance ou d’une suivante")
def precedent_a_venir(dossier: Dossier, alea: Random) -> Lieux:
    if dossier.faits.etat != "tenue":
        return None
    dossier.poser(PRECEDENT, {"seance": jour(alea.randint(0, 30), dossier.faits.jour)})
    return [(*PRECEDENT, "seance")]


@mutateur("PV-PRECEDENT", "le même deux fois")
def precedent_en_double(dossier: Dossier, alea: Random) -> Lieux:
    if dossier.faits.etat != "tenue":
        return None
    meme = {"seance": jour(-alea.randint(7, 60), dossier.faits.jour)}
    dossier.poser(PRECEDENT, [meme, dict(meme)])
    return [PRECEDENT]


@mutateur("VOTE-TOTAL", "une voix de trop sur le procès-verbal précédent")
def precedent_mal_compte(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if faits.etat != "tenue":
        return None
    votants = len(faits.presents) + len(faits.pouvoirs)
    precedent = {"seance": jour(-20, faits.jour), "vote": f"{votants + alea.randint(1, 3)} pour"}
    dossier.poser(PRECEDENT, precedent)
    return [(*PRECEDENT, "vote")]


@mutateur("PV-PUBLICATION", "publié avant d’être arrêté", "")
def publie_avant(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if faits.etat != "tenue" or not faits.droit.reforme_2022:
        return None
    dossier.poser(PV, {"arrete_le": jour(20, faits.jour), "publie_le": jour(alea.randint(0, 19), faits.jour)})
    return [PUBLIE]


@mutateur("PV-PUBLICATION", "publié sans date d’arrêt", ATTENTION)
def publie_sans_arret(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if faits.etat != "tenue" or not faits.droit.reforme_2022 or faits.droit.local:
        return None
    dossier.poser(PV, {"publie_le": jour(alea.randint(1, 40), faits.jour)})
    return [PUBLIE]


@mutateur("PV-PUBLICATION", "publié avant la séance")
def publie_avant_la_seance(dossier: Dossier, alea: Random) -> Lieux:
    if dossier.faits.etat != "tenue":
        return None
    dossier.poser(PV, {"publie_le": jour(-alea.randint(1, 9), dossier.faits.jour)})
    return [PUBLIE]


@mutateur("ECHEANCE-DEPASSEE", "rien n’a suivi, un an plus tard", ATTENTION, au=365)
def rien_n_a_suivi(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if faits.etat != "tenue" or not faits.votes or not faits.droit.reforme_2022:
        return None
    for cle in ("suites", "liste_des_deliberations", "proces_verbal"):
        dossier.oter(("seance", cle))
    return [("seance",)]
