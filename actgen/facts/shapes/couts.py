"""The forecast costs of annexe 2: services and who uses them, costs and what they pay for."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from actgen.reading.fields import Choix, Compte, Montant, Texte
from actgen.reading.shapes import Shape

from .communs import Noms


class PopulationDuMembreShape(Shape):
    """La population d’un membre, quand ce n’est pas celle que connaît actgen."""

    membre: Texte = Field(description="Nom, sigle ou code du membre.")
    habitants: Compte = Field(
        description="Nombre d’habitants ; 0 : ce membre ne paie rien par une clé de population."
    )


class ServiceShape(Shape):
    """Un service que des membres du groupement utilisent."""

    nom: Texte = Field(description="Nom du service.")
    membres: Noms = Field((), description="Membres qui l’utilisent, ou « tous ».")
    sauf: Noms = Field((), description="Avec « tous » : les membres qui ne l’utilisent pas.")


class DepenseShape(Shape):
    """Une dépense prévue, dans une rubrique de l’annexe 2."""

    rubrique: Texte = Field(description="Titre de la rubrique, ou ses premiers mots.")
    cas: Texte | None = Field(
        None, description="Titre du cas, ou ses premiers mots, quand la rubrique en a plusieurs."
    )
    service: Texte | None = Field(None, description="Service payé, nommé à la rubrique « services ».")
    membre: Texte | None = Field(
        None,
        description="Membre qui la demande pour lui seul, avec la clé « membre demandeur » ; sinon celui qui "
        "est seul à utiliser le service.",
    )
    objet: Texte | None = Field(None, description="Ce qu’elle paie, si la rubrique ne le dit pas.")
    montant: Montant = Field(description="Montant prévu.")


class CoutsShape(Shape):
    """Les coûts prévus, pour calculer la part de chaque membre."""

    periode: Texte | None = Field(
        None, description="Ce que couvrent ces montants, par exemple « année 2024 »."
    )
    taxes: Annotated[Literal["hors taxes", "toutes taxes comprises"], Choix()] | None = Field(
        None, description="Les montants sont-ils hors taxes, ou toutes taxes comprises ?"
    )
    populations: tuple[PopulationDuMembreShape, ...] = Field(
        (), description="Populations de l’année retenue qu’actgen ne connaît pas."
    )
    services: tuple[ServiceShape, ...] = Field(
        (), description="Les services et les membres qui les utilisent."
    )
    depenses: tuple[DepenseShape, ...] = Field((), description="Les dépenses prévues.")
