"""How far a group has come: what each member has done; how many have, by number and by population."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from actgen.base.text.grammar import pluriel
from actgen.base.text.lists import enumeration
from actgen.council.facts.groupement import EtatGroupement, Groupement, LigneAnnexe, Situation

from .groupements import Habitants, adhesion_close, habitants, hors_du_marche


class Etape(StrEnum):
    """A step of a member, in order; the values head a column."""

    ADOPTEE = "adoptée"
    TRANSMISE = "transmise"
    PUBLIEE = "publiée"
    EXECUTOIRE = "exécutoire"
    NOTIFIEE = "notifiée"
    SIGNEE = "signée"


class Avancement(Struct, frozen=True):
    """How many members have done a step, and how many people live in the communes among them.

    `sur`, `habitants_sur`: of how many it is asked. The coordinator has nobody to notify of its own decision.
    """

    etape: Etape
    membres: int
    habitants: int
    sur: int
    habitants_sur: int


class Suivi(Struct, frozen=True):
    """The follow-up of a group as at a date, in the order of its file."""

    etat: EtatGroupement
    avancement: tuple[Avancement, ...]
    habitants: Habitants

    @property
    def lignes(self) -> tuple[LigneAnnexe, ...]:
        return self.etat.lignes


def suivi(etat: EtatGroupement) -> Suivi:
    """The follow-up that a state gives."""
    lignes = etat.lignes
    avancement = []
    for etape in Etape:
        asked = [ligne for ligne in lignes if etape is not Etape.NOTIFIEE or not ligne.est_coordonnateur]
        faites = [ligne for ligne in asked if compte(ligne, etape)]
        counts = (len(faites), habitants(faites).nombre, len(asked), habitants(asked).nombre)
        avancement.append(Avancement(etape, *counts))
    return Suivi(etat, tuple(avancement), habitants(lignes))


def population(ligne: LigneAnnexe) -> int | None:
    """The inhabitants of a commune; None for an EPCI, whose inhabitants are those of its communes."""
    collectivite = ligne.membre.collectivite
    connue = collectivite.population if collectivite.est_commune else None
    return None if connue is None else connue.habitants


ADHESION_CLOSE = "rien\u00a0: la consultation est lancée, l’adhésion est close"


def etape_manquante(suivi: Suivi, ligne: LigneAnnexe) -> str:
    """What a member has still to do; of a decision asked for before the day of the state, that it is late.

    Once the consultation is out, the convention says whether a council may still join, and whether who does
    has a part in its contract: it isn't urged to then.
    """
    groupement, au = suivi.etat.groupement, suivi.etat.au
    etape, avant = _etape(groupement, ligne), groupement.conseils.a_deliberer_avant
    attendue = ligne.situation is Situation.EN_ATTENTE and not ligne.membre.a_corriger
    if attendue and adhesion_close(groupement, au):
        return ADHESION_CLOSE
    if hors_du_marche(ligne, suivi.etat):
        return f"{etape or 'rien'}, hors du marché en cours"
    tard = attendue and au is not None and avant is not None and au > avant
    return f"{etape}, en retard" if tard else etape


def _etape(groupement: Groupement, ligne: LigneAnnexe) -> str:
    """A party whose notification isn't told has signed all the same: its day is still to be told.

    Who has yet to sign notifies first, for the sheet comes back in answer.
    """
    etapes = [ligne.etape_manquante] if ligne.etape_manquante else []
    partie = ligne.situation is Situation.PARTIE
    if partie and groupement.avenant is None and not ligne.est_coordonnateur:
        etapes += [] if ligne.membre.signataire_nomme else ["nom et qualité du signataire"]
    decidee = partie or ligne.situation is Situation.EXECUTOIRE
    if decidee and not ligne.est_coordonnateur and not ligne.membre.notifiee_le:
        etapes.insert(0, "notification")
    return ", puis ".join(etapes)


_D_UN_AVENANT = {
    Situation.PARTIE: "avenant signé",
    Situation.EXECUTOIRE: "avenant à signer",
    Situation.REJETEE: "avenant rejeté",
}


def situation_dite(situation: Situation, groupement: Groupement) -> str:
    """How far a member has come, in the words of the text that the group adopts."""
    dite = _D_UN_AVENANT.get(situation) if groupement.avenant is not None else None
    return dite or situation.value


def fait_le(ligne: LigneAnnexe, etape: Etape) -> date | None:
    """When a member did a step; None: not yet, as far as is known.

    A transmission of which the receipt alone is told took place by then. A vote of which the day alone is
    told, and is to be verified, may have been a refusal.
    """
    membre = ligne.membre
    return {
        Etape.ADOPTEE: membre.deliberation_le if vote_dit(ligne) else None,
        Etape.TRANSMISE: membre.transmise_le or membre.recue_le,
        Etape.PUBLIEE: membre.publiee_le,
        Etape.EXECUTOIRE: ligne.executoire_le,
        Etape.NOTIFIEE: membre.notifiee_le,
        Etape.SIGNEE: membre.signee_le,
    }[etape]


def receptions(suivi: Suivi) -> tuple[tuple[LigneAnnexe, date], ...]:
    """Whose decision the State received on another day than that of its transmission, and when."""
    return tuple(
        (ligne, membre.recue_le)
        for ligne in suivi.lignes
        for membre in [ligne.membre]
        if membre.recue_le is not None and membre.recue_le != membre.transmise_le
    )


def compte(ligne: LigneAnnexe, etape: Etape) -> bool:
    """Whether a member counts among those who have done a step: not while what it sent back is doubtful."""
    if etape is Etape.SIGNEE:  # one given before the decision was executory is to be given again
        return ligne.situation is Situation.PARTIE
    adhere = ligne.situation not in (Situation.EN_ATTENTE, Situation.REJETEE)
    return adhere and fait_le(ligne, etape) is not None


def pour_cent(part: int, tout: int) -> int:
    """Rounded to the nearest; a hundred means all of it all the same."""
    if part >= tout:
        return 100 if tout else 0
    return min(99, (part * 200 + tout) // (tout * 2))


def taux(part: int, tout: int) -> str:
    """« 17 % »; « moins de 1 % » for what isn't nothing."""
    return "moins de 1\u00a0%" if 0 < part * 100 < tout else f"{pour_cent(part, tout)}\u00a0%"


NON_COMPTES = (
    "Un membre qui reste à vérifier, ou qui a refusé d’adhérer, n’est pas compté\u202f; le coordonnateur ne "
    "l’est pas parmi ceux qui lui notifient leur délibération."
)
"""Said beside the counts: the columns of such a member may hold dates."""


_NOMMES = 8


def version_non_verifiee(suivi: Suivi) -> str:
    """Whose answer doesn't tell which text was voted, in a sentence; empty where each does.

    A member's session that was received names the group's text by our file, whatever text they had.
    """
    noms = [
        ligne.membre.collectivite.nom
        for ligne in suivi.lignes
        if ligne.situation in (Situation.ADOPTEE, Situation.EXECUTOIRE, Situation.PARTIE)
        and not (ligne.membre.version or ligne.membre.empreinte)
    ]
    if not noms:
        return ""
    dits = enumeration(noms) if len(noms) <= _NOMMES else f"{', '.join(noms[:_NOMMES])} et d’autres"
    return (
        f"Version non vérifiée pour {len(noms)} {pluriel(len(noms), 'membre', 'membres')}\u00a0: {dits}. "
        "Comparez chaque délibération au texte envoyé, et notez la version ou l’empreinte qu’elle porte."
    )


def vote_dit(ligne: LigneAnnexe) -> str:
    """What came of the vote, in words that the returns understand; empty when nothing is known."""
    membre = ligne.membre
    if membre.resultat or (membre.deliberation_le and not membre.a_corriger):
        return membre.resultat or "adoptée"
    return membre.remise.motif.value if membre.remise else ""


def vote_le(ligne: LigneAnnexe) -> date | None:
    """The day of the vote, or that on which it was put off."""
    membre = ligne.membre
    return membre.deliberation_le or (membre.remise.le if membre.remise else None)
