"""What mutators of a group's file share: its keys, its state, a return from another commune."""

from __future__ import annotations

from datetime import date

from ..seances.dossier import Dossier
from ..seances.ecriture import Chemin
from .outils import jour

GROUPE = ("groupement",)
COORDONNATEUR = ("groupement", "coordonnateur")
MEMBRES = ("groupement", "membres")
RETOURS = (*MEMBRES, "retours")
ACCORD = ("groupement", "accord_cadre")
CLAUSES = ("groupement", "clauses")
AUTRE = "21205"


def la(dossier: Dossier) -> bool:
    """Whether the session names a group."""
    return "groupement" in dossier.fichiers


def approuve(dossier: Dossier) -> bool:
    """Make the text an approved one: what lacks is then an error."""
    if not la(dossier):
        return False
    dossier.poser((*GROUPE, "approuvee_le"), jour(-2, dossier.faits.jour))
    return True


def projet(dossier: Dossier) -> bool:
    """Make the text a draft: what lacks is then a warning."""
    dossier.oter((*GROUPE, "approuvee_le"))
    return la(dossier)


def lue(ecrite: str) -> date:
    """A date of the file."""
    return date(int(ecrite[6:]), int(ecrite[3:5]), int(ecrite[:2]))


def lancement(dossier: Dossier) -> date:
    """When the consultation starts."""
    return lue(dossier.lire((*ACCORD, "lancement")))


def ajouter_retour(dossier: Dossier, **retour: str) -> Chemin:
    """What another commune sent back, alone in its file."""
    dossier.poser((*MEMBRES, "communes"), [*dossier.lire((*MEMBRES, "communes"))[:1], AUTRE])
    dossier.oter((*GROUPE, "annexe_1"))
    dossier.poser(RETOURS, [{"commune": AUTRE, **retour}])
    return (*RETOURS, 0)
