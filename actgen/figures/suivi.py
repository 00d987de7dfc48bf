"""How far a group has come: what each member has done; how many have, by number and by population."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from actgen.model.groupement import EtatGroupement, LigneAnnexe, Situation

from .groupements import Habitants, habitants


class Etape(StrEnum):
    """A step of a member, in order; the values head a column."""

    ADOPTEE = "adoptée"
    TRANSMISE = "transmise"
    PUBLIEE = "publiée"
    EXECUTOIRE = "exécutoire"
    NOTIFIEE = "notifiée"
    SIGNEE = "signée"


@dataclass(frozen=True, slots=True)
class Avancement:
    """How many members have done a step, and how many people live in the communes among them."""

    etape: Etape
    membres: int
    habitants: int


@dataclass(frozen=True, slots=True)
class Suivi:
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
        faites = [ligne for ligne in lignes if compte(ligne, etape)]
        avancement.append(Avancement(etape, len(faites), habitants(faites).nombre))
    return Suivi(etat, tuple(avancement), habitants(lignes))


def population(ligne: LigneAnnexe) -> int | None:
    """The inhabitants of a commune; None for an EPCI, whose inhabitants are those of its communes."""
    collectivite = ligne.membre.collectivite
    connue = collectivite.population if collectivite.est_commune else None
    return None if connue is None else connue.habitants


def etape_manquante(suivi: Suivi, ligne: LigneAnnexe) -> str:
    """What a member has still to do; of a decision asked for before the day of the state, that it is late."""
    avant = suivi.etat.groupement.conseils.a_deliberer_avant
    au = suivi.etat.au
    attendue = ligne.situation is Situation.EN_ATTENTE and not ligne.membre.a_corriger
    tard = attendue and au is not None and avant is not None and au > avant
    return f"{ligne.etape_manquante}, en retard" if tard else ligne.etape_manquante


def fait_le(ligne: LigneAnnexe, etape: Etape) -> date | None:
    """When a member did a step; None: not yet, as far as is known. The receipt is the day of transmission."""
    membre = ligne.membre
    return {
        Etape.ADOPTEE: membre.deliberation_le,
        Etape.TRANSMISE: membre.recue_le or membre.transmise_le,
        Etape.PUBLIEE: membre.publiee_le,
        Etape.EXECUTOIRE: ligne.executoire_le,
        Etape.NOTIFIEE: membre.notifiee_le,
        Etape.SIGNEE: membre.signee_le,
    }[etape]


def compte(ligne: LigneAnnexe, etape: Etape) -> bool:
    """Whether a member counts among those who have done a step: not while what it sent back is doubtful."""
    adhere = ligne.situation not in (Situation.EN_ATTENTE, Situation.REJETEE)
    return adhere and fait_le(ligne, etape) is not None


def pour_cent(part: int, tout: int) -> int:
    """Rounded down, so that a hundred means all of it."""
    return part * 100 // tout if tout else 0
