"""The group file: the dossier of the coordinator, one for all the members."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from actgen.facts.groupement import Achat, CleDeRepartition
from actgen.reading.fields import (
    Choix,
    Compte,
    DateFr,
    Duree,
    Montant,
    OuiNon,
    Reads,
    Texte,
    une_ou_plusieurs,
)
from actgen.reading.scalars import Problem, parse_amount
from actgen.reading.shapes import Shape
from actgen.text.keys import cle

from .charte import Charte
from .communs import OuFichier
from .couts import CoutsShape


def parse_minimum(texte: str) -> Decimal | Problem:
    """An amount; « aucun » is zero, which is not the same as not yet known."""
    return Decimal(0) if cle(texte) in {"aucun", "sans"} else parse_amount(texte)


MontantOuAucun = Annotated[Decimal, Reads(parse_minimum, ("100 000 €", "aucun"))]


Organe = Annotated[Literal["conseil", "bureau", "maire", "président"], Choix()]
Mandat = Annotated[Literal["passation", "passation et exécution"], Choix()]


class DeliberationShape(Shape):
    """La décision du coordonnateur lui-même."""

    organe: Organe = Field("conseil", description="Qui a décidé : le conseil, ou le bureau d’un EPCI.")
    mandat: Mandat | None = Field(None, description="Ce qu’elle confie au coordonnateur, si elle le dit.")
    date: DateFr | None = Field(None, description="Date de la délibération.")
    delegation_du_conseil: DateFr | None = Field(
        None, description="Date de la délibération donnant délégation au bureau, ou au président."
    )


class CoordonnateurShape(Shape):
    """Le coordonnateur : un des membres du groupement."""

    epci: Texte | None = Field(None, description="Nom de l’EPCI, ou son numéro SIREN.")
    commune: Texte | None = Field(None, description="Nom de la commune, ou son code INSEE.")
    nom: Texte | None = Field(
        None,
        description="Le nom qu’il emploie, s’il n’est pas celui de la liste : « Eurométropole de Metz ».",
    )
    sigle: Texte | None = Field(None, description="Sigle employé dans les textes.")
    siege: Texte | None = Field(None, description="Commune du siège.")
    departement: Texte | None = Field(None, description="Code du département du siège.")
    represente_par: Texte | None = Field(
        None, description="Nom et qualité du représentant, séparés par une virgule."
    )
    a_besoin_propre: OuiNon | None = Field(None, description="L’EPCI achète-t-il aussi pour lui-même ?")
    statuts_l5211_4_4: OuiNon | None = Field(
        None,
        description="S’il n’achète rien pour lui-même : ses statuts lui permettent-ils de mener des "
        "procédures pour ses communes (art. L. 5211-4-4 CGCT) ?",
    )
    a_une_cao: OuiNon | None = Field(
        None, description="Le coordonnateur a-t-il une commission d’appel d’offres ?"
    )
    deliberation: DeliberationShape = Field(DeliberationShape(), description="Sa propre décision.")
    charte: Charte | None = Field(
        None, description="Charte graphique du coordonnateur, que suit la convention."
    )


class MembreGroupementShape(Shape):
    """Ce que l’on sait d’un membre du groupement."""

    commune: Texte | None = Field(None, description="Nom de la commune, ou son code INSEE.")
    epci: Texte | None = Field(None, description="Nom de l’EPCI, ou son numéro SIREN.")
    resultat: Annotated[Literal["adoptée", "rejetée"], Choix()] | None = Field(
        None, description="Résultat du vote."
    )
    organe: Organe | None = Field(None, description="Qui a décidé : le conseil, ou le bureau d’un EPCI.")
    mandat: Mandat | None = Field(
        None, description="Ce que sa délibération confie au coordonnateur, si elle le dit."
    )
    deliberation_du: DateFr | None = Field(None, description="Date de la délibération.")
    numero: Texte | None = Field(None, description="Numéro de la délibération.")
    transmise_le: DateFr | None = Field(None, description="Transmission au représentant de l’État.")
    recue_le: DateFr | None = Field(None, description="Réception par le représentant de l’État.")
    publiee_le: DateFr | None = Field(None, description="Publication.")
    notifiee_le: DateFr | None = Field(None, description="Notification au coordonnateur.")
    signee_le: DateFr | None = Field(None, description="Signature de la convention.")
    signataire: Texte | None = Field(None, description="Nom et qualité du signataire.")


class MembresShape(Shape):
    """Les membres, un par un ou par EPCI."""

    communes_de: Texte | None = Field(None, description="Toutes les communes de cet EPCI.")
    sauf: Annotated[tuple[Texte, ...], BeforeValidator(une_ou_plusieurs)] = Field(
        (), description="Communes de cet EPCI qui ne sont pas concernées."
    )
    communes: Annotated[tuple[Texte, ...], BeforeValidator(une_ou_plusieurs)] = Field(
        (), description="Communes nommées une par une."
    )
    retours: Annotated[tuple[MembreGroupementShape, ...] | str, OuFichier("e_services-retours.csv")] = Field(
        (),
        description="Ce qui est revenu des membres\u00a0: le nom d’un tableau (CSV ou classeur Excel) à côté "
        "de ce fichier, une ligne par membre, ou la liste elle-même.",
    )


class LotShape(Shape):
    """Un lot de la consultation."""

    objet: Texte = Field(description="Objet du lot.")
    montant_ht: Montant | None = Field(
        None, description="Valeur estimée du lot, hors taxes, sur toute la durée."
    )
    procedure: Texte | None = Field(None, description="Procédure propre à ce lot, si ce n’est celle de tous.")
    achat: Annotated[Achat, Choix()] | None = Field(
        None, description="Ce que ce lot achète, si ce n’est comme les autres."
    )


class AccordCadreShape(Shape):
    """L’accord-cadre à passer."""

    forme: Annotated[Literal["bons de commande", "marchés subséquents"], Choix()] | None = Field(
        None, description="Bons de commande ou marchés subséquents."
    )
    objet: Texte | None = Field(None, description="Objet de l’accord-cadre, avec son article.")
    achat: Annotated[Achat, Choix()] | None = Field(
        None, description="Ce qu’il achète : le seuil de la procédure formalisée en dépend."
    )
    entite_adjudicatrice: OuiNon = Field(
        False,
        description="Acheté pour un réseau d’eau, d’énergie ou de transport : huit ans au lieu de quatre, et "
        "d’autres seuils.",
    )
    duree: Duree | None = Field(None, description="Durée, par exemple « 4 ans ».")
    duree_justifiee: Texte | None = Field(
        None,
        description="Au-delà de quatre ans (huit pour une entité adjudicatrice) : la raison, tirée de "
        "l’objet de l’accord-cadre, telle que la convention l’écrira.",
    )
    minimum_ht: MontantOuAucun | None = Field(None, description="Montant minimum hors taxes, ou « aucun ».")
    maximum_ht: Montant | None = Field(None, description="Montant maximum hors taxes.")
    procedure: Texte | None = Field(None, description="Procédure de consultation.")
    petits_lots_en_procedure_adaptee: OuiNon | None = Field(
        None, description="La procédure adaptée est-elle admise pour les petits lots ?"
    )
    titulaires: Annotated[Literal["un", "plusieurs"], Choix()] | None = Field(
        None, description="Un seul titulaire, ou plusieurs."
    )
    lots: tuple[LotShape, ...] = Field(
        (), description="Les lots, si leurs procédures ou leurs valeurs diffèrent."
    )
    lancement: DateFr | None = Field(None, description="Date de lancement de la consultation.")
    transmis_le: DateFr | None = Field(
        None, description="Transmission de l’accord-cadre au représentant de l’État."
    )
    notifie_le: DateFr | None = Field(None, description="Notification de l’accord-cadre au titulaire.")
    precedent: Texte | None = Field(
        None, description="Échéance de l’accord-cadre en cours, par exemple « mai 2023 »."
    )


class ClausesShape(Shape):
    """Les choix de fond de la convention : aucun n’est fait par défaut."""

    execution: (
        Annotated[
            Literal["chaque membre pour ses bons de commande", "coordonnateur pour tous les membres"], Choix()
        ]
        | None
    ) = Field(None, description="Qui exécute l’accord-cadre.")
    frais: (
        Annotated[
            Literal[
                "coordonnateur, sans rémunération",
                "coordonnateur, avec rémunération",
                "partagés par parts égales, sans rémunération",
                "partagés par parts égales, avec rémunération",
            ],
            Choix(),
        ]
        | None
    ) = Field(None, description="Qui paie les frais du groupement ; le coordonnateur est-il rémunéré ?")
    comite_de_pilotage: Texte | None = Field(None, description="« 2 fois par an », ou « aucun ».")
    adhesion: Annotated[Literal["à tout moment", "avant le lancement", "fermée"], Choix()] | None = Field(
        None, description="Quand un nouveau membre peut adhérer."
    )
    retrait: (
        Annotated[
            Literal["exclu avant l’échéance", "à chaque date anniversaire, l’année en cours restant due"],
            Choix(),
        ]
        | None
    ) = Field(None, description="Quand un membre peut se retirer.")
    preavis: Duree | None = Field(None, description="Préavis du retrait.")
    effets_du_retrait: Texte | None = Field(
        None,
        description="Retrait exclu : ce que doit le membre qui se retire malgré tout, par exemple « sa part "
        "des dépenses communes jusqu’à l’échéance ».",
    )
    signature: Annotated[Literal["une feuille par membre", "original unique"], Choix()] | None = Field(
        None, description="Comment les membres signent."
    )
    minimum_non_atteint: Texte | None = Field(
        None,
        description="Qui paie ce qui manque si le minimum de l’accord-cadre n’est pas atteint, par exemple "
        "« les membres fixent par avenant la part de chacun » ; vide : la convention n’en dit rien.",
    )
    modification: Texte | None = Field(
        None,
        description="Comment un avenant est adopté, par exemple « approuvé et signé par tous les membres » ; "
        "vide : la convention dit seulement qu’un avenant peut la modifier.",
    )
    entree_en_vigueur: Texte | None = Field(
        None,
        description="Quand la convention entre en vigueur, si ce n’est « à la date de la dernière signature, "
        "après transmission ».",
    )


class CasShape(Shape):
    """Un cas d’une rubrique financière."""

    titre: Texte = Field(description="Titre du cas.")
    cle: Annotated[CleDeRepartition, Choix()] = Field(description="Clé de répartition.")
    motif: Texte | None = Field(None, description="Raison de ce choix.")


class RubriqueShape(Shape):
    """Une rubrique de l’annexe 2 : ce qu’elle couvre et qui paie."""

    titre: Texte = Field(description="Titre de la rubrique.")
    couvre: Texte | None = Field(None, description="Fichier Markdown qui dit ce qu’elle couvre.")
    cle: Annotated[CleDeRepartition, Choix()] | None = Field(None, description="Clé de répartition.")
    motif: Texte | None = Field(None, description="Raison de ce choix.")
    cas: tuple[CasShape, ...] = Field((), description="Les cas, quand la rubrique en a plusieurs.")
    hors_compte: OuiNon = Field(False, description="Ce service ne compte pas dans les clés.")


class Annexe1Shape(Shape):
    """La liste des membres."""

    arretee_au: DateFr | None = Field(None, description="Date à laquelle la liste est arrêtée.")


class Annexe2Shape(Shape):
    """Les modalités financières."""

    unite: Texte = Field(
        "service", description="Ce que l’on compte dans les clés, par exemple « téléservice »."
    )
    annee_population: Compte | None = Field(
        None,
        description="Année de la population municipale retenue dans les clés, et comptée à l’annexe 1 : "
        "celle du recensement, non celle de son entrée en vigueur.",
    )
    rubriques: tuple[RubriqueShape, ...] = Field((), description="Les rubriques.")
    couts: CoutsShape = Field(CoutsShape(), description="Les coûts prévus, s’ils sont connus.")


class ConseilsShape(Shape):
    """Ce qui est demandé aux conseils des communes (actgen batch)."""

    a_deliberer_avant: DateFr | None = Field(
        None,
        description="Date avant laquelle les conseils sont priés de délibérer ; les modèles suivent le droit "
        "de ce jour-là.",
    )
    lettre_du: DateFr | None = Field(
        None, description="Date de la lettre d’envoi ; vide : portée à la main en signant."
    )
    contact: Texte | None = Field(
        None, description="Service à joindre, par exemple « service de la commande publique, tél. … »."
    )


class FichierGroupement(Shape):
    """Un groupement de commandes."""

    objet: Texte = Field(description="Objet du groupement, avec son article : « la fourniture de papier ».")
    nom: Texte | None = Field(None, description="Nom d’usage, imprimé en tête de chaque page.")
    contexte: Texte | None = Field(None, description="Fichier Word ou Markdown : exposé et préambule.")
    version: Texte | None = Field(None, description="Version du texte soumise aux conseils.")
    approuvee_le: DateFr | None = Field(None, description="Date à laquelle ce texte a été approuvé.")
    coordonnateur: CoordonnateurShape = Field(description="Le coordonnateur.")
    membres: MembresShape = Field(MembresShape(), description="Les membres.")
    accord_cadre: AccordCadreShape = Field(AccordCadreShape(), description="L’accord-cadre à passer.")
    cao: Annotated[Literal["celle du coordonnateur", "mixte"], Choix()] | None = Field(
        None, description="Commission d’appel d’offres compétente."
    )
    clauses: ClausesShape = Field(ClausesShape(), description="Les choix de la convention.")
    conseils: ConseilsShape = Field(
        ConseilsShape(), description="Ce qui est demandé aux conseils des communes."
    )
    annexe_1: Annexe1Shape = Field(Annexe1Shape(), description="La liste des membres.")
    annexe_2: Annexe2Shape = Field(Annexe2Shape(), description="Les modalités financières.")
    tribunal: Texte | None = Field(None, description="Tribunal administratif, s’il ne peut pas être trouvé.")
