"""Slips of a template that the workspace has changed: what the acts no longer say."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

from ..seances.dossier import Dossier
from ..seances.ecriture import Chemin
from .outils import MOUVEMENTS
from .registre import ATTENTION, Lieux, mutateur

MODELES = Path(__file__).resolve().parents[3] / "templates"
LIVRES = "actgen/templates"
"""How actgen names what it ships."""
FIN = "socle/clauses/fin_deliberation.md"
PRESENCE = "socle/clauses/presence.md"
DELIBERATION = "deliberations/adhesion_groupement/corps.md"
CONVENTION = "conventions/groupement_commandes/corps.md"
PROCES_VERBAL = "seances/proces_verbal/corps.md"


def _sans(dossier: Dossier, modele: str, *motifs: str, dire: str = "") -> Lieux:
    """The workspace's own copy of a text, without what these patterns find, or with something else there."""
    texte = (MODELES / modele).read_text(encoding="utf-8")
    for motif in motifs:
        texte, fois = re.subn(motif, dire, texte)
        assert fois, f"{modele}: {motif}"
    dossier.proses[f"templates/{modele}"] = texte
    lieux: list[Chemin] = []
    for nom in (modele, DELIBERATION, CONVENTION, PROCES_VERBAL):
        lieux += [("prose", f"{racine}/{nom}") for racine in ("templates", LIVRES)]
    return lieux


def _deliberation(dossier: Dossier) -> bool:
    return any(point.genre == "groupement" for point in dossier.faits.votes)


@mutateur("DELIB-ENTETE", "une délibération sans voies de recours", ATTENTION, mots=True)
def sans_recours(dossier: Dossier, alea: Random) -> Lieux:
    return _sans(dossier, FIN, r"\{\{ clause\.recours \}\}") if _deliberation(dossier) else None


@mutateur("DELIB-SIGNATURE", "une délibération sans place de signature", ATTENTION, mots=True)
def sans_signature(dossier: Dossier, alea: Random) -> Lieux:
    return _sans(dossier, FIN, r"\{\{ acte\.signatures \}\}") if _deliberation(dossier) else None


@mutateur("PV-CONTENU", "un procès-verbal sans quorum", "", mots=True)
def sans_quorum(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    # minutes that tell a quorum lost, none required, or counted again at a movement, say it elsewhere
    dit_ailleurs = dossier.lire(MOUVEMENTS) or faits.seconde
    dit_ailleurs = dit_ailleurs or any(p.genre == "faute_de_quorum" or p.dispense for p in faits.points)
    if faits.etat != "tenue" or dit_ailleurs or not faits.votes:
        return None
    return _sans(dossier, PRESENCE, r"\*\*Quorum :\*\*[^\n]*", dire="La séance peut se tenir.")


@mutateur("GC-CONTENU-TEXTE", "une convention sans retrait", ATTENTION, mots=True)
def convention_sans_retrait(dossier: Dossier, alea: Random) -> Lieux:
    if not _deliberation(dossier):
        return None
    if dossier.lire(("groupement", "clauses", "preavis")) is None:
        return None
    return _sans(dossier, CONVENTION, r"Retrait(?=\n)", r"se retirer", dire="Divers")
