"""Who was there: absences, movements, and what the signed sheet counts."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from actgen.facts.seance import Moment, SensMouvement
from actgen.reading.fields import Choix, Compte, Heure, OuiNon, Texte
from actgen.reading.shapes import Shape

from .communs import PouvoirShape


class AbsenceShape(Shape):
    """Un membre absent à l’ouverture."""

    nom: Texte = Field(description="Nom du membre.")
    excuse: OuiNon | None = Field(None, description="Excusé ou non.")
    pouvoir: PouvoirShape | None = Field(None, description="Le pouvoir qu’il a donné.")
    suppleant: Texte | None = Field(None, description="EPCI : le suppléant qui siège à sa place.")


class MouvementShape(Shape):
    """Une arrivée ou un départ en cours de séance."""

    nom: Texte = Field(description="Nom du membre.")
    sens: Annotated[SensMouvement, Choix((("arrivée", "arrivee"), ("départ", "depart")))] = Field(
        description="Arrivée ou départ."
    )
    heure: Heure | None = Field(None, description="Heure de l’arrivée ou du départ.")
    point: Compte | None = Field(None, description="Point devant lequel, ou pendant lequel, il a lieu.")
    moment: Annotated[Moment, Choix()] = Field(Moment.AVANT, description="Avant le point, ou pendant.")
    pouvoir: PouvoirShape | None = Field(None, description="Le pouvoir donné en partant.")


class CompteShape(Shape):
    """Ce qui a été compté sur la feuille signée : actgen le compare à ce qu’il déduit."""

    en_exercice: Compte | None = Field(None, description="Membres en exercice.")
    presents: Compte | None = Field(None, description="Membres présents à l’ouverture.")
    representes: Compte | None = Field(None, description="Membres représentés à l’ouverture.")
    votants: Compte | None = Field(None, description="Votants à l’ouverture.")
    quorum: Compte | None = Field(None, description="Quorum annoncé.")
