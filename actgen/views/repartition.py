"""The view of the forecast shares: what the costs of annexe 2 should come to for each member."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from actgen.document.nodes import Block

from .commun import Connu
from .groupement import VueCoordonnateur, VueGroupement
from .sens import Sens


@dataclass(frozen=True, slots=True)
class VueDepense:
    """Une dépense prévue et la clé qui la répartit."""

    repere: Annotated[str, Sens("Lettre de sa rubrique : « A », « B ».")]
    rubrique: Annotated[str, Sens("Titre de la rubrique.")]
    cas: Annotated[str, Sens("Titre du cas ; ou vide.")]
    objet: Annotated[str, Sens("Ce qu’elle paie : objet, puis service ; ou vide.")]
    cle: Annotated[str, Sens("Clé de répartition : « population × téléservices », « Mulhouse ».")]
    montant: Annotated[Decimal, Sens("Montant prévu.")]


@dataclass(frozen=True, slots=True)
class VueServiceUtilise:
    """Un service et les membres qui l’utilisent."""

    nom: Annotated[str, Sens("Nom du service.")]
    membres: Annotated[
        str, Sens("« Mulhouse et Sausheim », « tous les membres, sauf Hombourg », « aucun membre ».")
    ]
    nombre: Annotated[int, Sens("Nombre de membres qui l’utilisent.")]
    compte: Annotated[bool, Sens("Oui s’il entre dans le nombre de services d’un membre.")]


@dataclass(frozen=True, slots=True)
class VueRepartition:
    """La répartition prévisionnelle des dépenses de l’annexe 2 entre les membres."""

    groupement: VueGroupement
    coordonnateur: VueCoordonnateur
    periode: Annotated[Connu, Sens("Ce que couvrent les montants : « année 2024 ».")]
    taxes: Annotated[Connu, Sens("« hors taxes » ou « toutes taxes comprises ».")]
    annee_population: Annotated[str, Sens("Année de la population employée ; ou vide.")]
    populations_donnees: Annotated[str, Sens("Membres dont le dossier donne la population ; ou vide.")]
    sans_habitants: Annotated[str, Sens("Membres que le dossier compte sans habitant ; ou vide.")]
    depenses: Annotated[tuple[VueDepense, ...], Sens("Dépenses, dans l’ordre du dossier.")]
    services: Annotated[tuple[VueServiceUtilise, ...], Sens("Services, dans l’ordre du dossier.")]
    par_services: Annotated[bool, Sens("Oui si une clé au moins emploie le nombre de services.")]
    total: Annotated[Decimal, Sens("Somme des dépenses.")]
    nombre_membres: Annotated[int, Sens("Nombre de membres du groupement.")]
    sans_charge: Annotated[str, Sens("Membres qui ne paient rien, énumérés ; ou vide.")]
    refus: Annotated[str, Sens("Membres qui ont refusé d’adhérer, et que les parts comptent ; ou vide.")]
    tableau: Annotated[
        tuple[Block, ...],
        Sens("Part de chaque membre : une colonne par rubrique, et le total."),
    ]
