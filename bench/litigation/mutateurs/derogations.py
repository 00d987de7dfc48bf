"""Slips of who writes a reason to set a finding aside, and believes it set aside."""

from __future__ import annotations

from random import Random

from ..seances.dossier import Dossier
from .outils import CONVOCATION, SEANCE, jour
from .registre import ATTENTION, Lieux, mutateur


def _motiver(dossier: Dossier, code: str) -> Lieux:
    """A reason for a code, as a clerk would write it once told of it."""
    chemin = ("seance", "derogations")
    return [dossier.poser(chemin, [{"code": code, "motif": "vu avec la préfecture"}])]


@mutateur("DEROGATION-INCONNUE", "une raison pour une règle qui n’existe pas", "", mots=True)
def code_inconnu(dossier: Dossier, alea: Random) -> Lieux:
    return _motiver(dossier, "QUORUM-POINTT")


@mutateur("DEROGATION-SANS-EFFET", "une raison pour une contradiction", ATTENTION, mots=True)
def contradiction_motivee(dossier: Dossier, alea: Random) -> Lieux:
    dossier.poser((*CONVOCATION, "envoyee_le"), jour(alea.randint(1, 9), dossier.faits.jour))
    return _motiver(dossier, "CONV-DATE-COHERENCE")


@mutateur("DEROGATION-SANS-EFFET", "une raison pour une erreur de droit, sans l’option", ATTENTION, mots=True)
def erreur_motivee(dossier: Dossier, alea: Random) -> Lieux:
    if dossier.faits.etat != "tenue" or not dossier.faits.droit.reforme_2022:
        return None
    dossier.oter((*SEANCE, "secretaire"))
    return _motiver(dossier, "SEC-DESIGNE")
