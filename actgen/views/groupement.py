"""The views of a purchasing group: what its deliberations and its convention need to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from actgen.document.inline import Inline, Lacune
from actgen.document.nodes import Block, Signatures
from actgen.text.dates import Millesime

from .commun import Connu, JourConnu
from .sens import Sens


@dataclass(frozen=True, slots=True)
class VueCoordonnateur:
    """Le coordonnateur du groupement."""

    nom: Annotated[str, Sens("Nom : « Mulhouse Alsace Agglomération ».")]
    sigle: Annotated[str, Sens("Sigle : « m2A » ; ou vide.")]
    court: Annotated[str, Sens("Nom court : « m2A » ; sans sigle, « la commune du Havre ».")]
    designation: Annotated[
        str,
        Sens(
            "Désignation avec son article : « la communauté d’agglomération Mulhouse Alsace Agglomération »."
        ),
    ]
    representant: Annotated[Connu, Sens("Nom de qui représente le coordonnateur.")]
    qualite: Annotated[str, Sens("Qualité de qui le représente, ou vide.")]
    representee: Annotated[str, Sens("Mot accordé à la désignation : « représentée ».")]
    par_le_bureau: Annotated[bool, Sens("Oui si le bureau a délibéré pour le coordonnateur.")]
    par_le_president: Annotated[bool, Sens("Oui si le président a décidé seul, par délégation.")]
    deliberation: Annotated[JourConnu, Sens("Date de la délibération, ou de la décision, du coordonnateur.")]
    delegation: Annotated[JourConnu, Sens("Date de la délégation donnée au bureau, ou au président.")]
    a_siege: Annotated[Connu, Sens("Siège après « à » : « à Mulhouse ».")]


@dataclass(frozen=True, slots=True)
class VueAccordCadre:
    """L’accord-cadre que le groupement passe."""

    forme: Annotated[Connu, Sens("Forme : « bons de commande », « marchés subséquents ».")]
    a_bons_de_commande: Annotated[bool, Sens("Oui pour un accord-cadre à bons de commande.")]
    a_marches_subsequents: Annotated[bool, Sens("Oui pour un accord-cadre à marchés subséquents.")]
    commande: Annotated[
        str, Sens("Ce que chaque membre passe : « bon de commande » ou « marché subséquent ».")
    ]
    commandes: Annotated[str, Sens("Le même au pluriel : « bons de commande » ou « marchés subséquents ».")]
    objet: Annotated[Connu, Sens("Objet de l’accord-cadre.")]
    duree: Annotated[Connu, Sens("Durée en lettres : « quatre ans ».")]
    duree_justifiee: Annotated[str, Sens("Pourquoi la durée dépasse quatre ans ; ou vide.")]
    minimum: Annotated[Decimal | Lacune, Sens("Montant minimum, hors taxes.")]
    sans_minimum: Annotated[bool, Sens("Oui s’il n’y a pas de minimum.")]
    maximum: Annotated[Decimal | Lacune, Sens("Montant maximum, hors taxes.")]
    procedure: Annotated[Connu, Sens("Procédure de consultation : « appel d’offres ouvert ».")]
    appel_offres: Annotated[bool, Sens("Oui si la procédure est un appel d’offres.")]
    adaptee: Annotated[bool, Sens("Oui pour une procédure adaptée, pour toute la consultation.")]
    petits_lots: Annotated[bool, Sens("Oui si les petits lots suivent une procédure adaptée.")]
    attribution: Annotated[
        Connu, Sens("À combien de titulaires : « un seul titulaire », « plusieurs titulaires ».")
    ]
    plusieurs_titulaires: Annotated[bool, Sens("Oui si l’accord-cadre a plusieurs titulaires.")]
    consulte_les_titulaires: Annotated[
        bool,
        Sens("Oui si chaque marché subséquent est attribué après remise en concurrence des titulaires."),
    ]
    lancement: Annotated[date | None, Sens("Date de lancement de la consultation ; peut manquer.")]
    precedent: Annotated[str, Sens("Fin du contrat précédent, dans les mots du groupement ; ou vide.")]


@dataclass(frozen=True, slots=True)
class VueClauses:
    """Les choix de la convention ; chacun est écrit dans le dossier du groupement."""

    execution: Annotated[Connu, Sens("Qui exécute l’accord-cadre, en une proposition.")]
    execution_par_membres: Annotated[bool, Sens("Oui si chaque membre exécute pour ce qui le concerne.")]
    execution_par_coordonnateur: Annotated[bool, Sens("Oui si le coordonnateur exécute pour tous.")]
    frais: Annotated[Connu, Sens("Qui paie les frais du groupement, en une proposition.")]
    frais_coordonnateur: Annotated[bool, Sens("Oui si le coordonnateur prend les frais à sa charge.")]
    frais_partages: Annotated[bool, Sens("Oui si les frais sont partagés entre les membres.")]
    sans_remuneration: Annotated[bool, Sens("Oui si le coordonnateur ne perçoit aucune rémunération.")]
    remuneration: Annotated[
        Connu, Sens("Rémunération : « le coordonnateur ne perçoit aucune rémunération ».")
    ]
    comite_par_an: Annotated[int | Lacune, Sens("Nombre de réunions du comité de pilotage par an.")]
    sans_comite: Annotated[bool, Sens("Oui s’il n’y a pas de comité de pilotage.")]
    adhesion: Annotated[Connu, Sens("Quand un nouveau membre peut adhérer, en mots.")]
    adhesion_a_tout_moment: Annotated[bool, Sens("Oui si l’on peut adhérer à tout moment.")]
    adhesion_avant_lancement: Annotated[
        bool, Sens("Oui si l’on peut adhérer avant le lancement de la consultation.")
    ]
    adhesion_fermee: Annotated[bool, Sens("Oui si aucun nouveau membre n’est admis.")]
    retrait: Annotated[Connu, Sens("Quand un membre peut se retirer, en mots.")]
    retrait_exclu: Annotated[bool, Sens("Oui si le retrait est exclu avant l’échéance.")]
    retrait_annuel: Annotated[bool, Sens("Oui si le retrait est possible à chaque date anniversaire.")]
    preavis_mois: Annotated[int, Sens("Préavis de retrait, en mois.")]
    effets_du_retrait: Annotated[str, Sens("Ce que doit celui qui part malgré l’exclusion ; ou vide.")]
    minimum_non_atteint: Annotated[
        str, Sens("Qui paie si le minimum n’est pas atteint, dans les mots du groupement ; ou vide.")
    ]
    modification: Annotated[
        str, Sens("Comment un avenant est adopté, dans les mots du groupement ; ou vide.")
    ]
    signature: Annotated[Connu, Sens("Manière de signer la convention, en mots.")]
    feuille_par_membre: Annotated[bool, Sens("Oui si chaque membre signe sa propre feuille.")]
    original_unique: Annotated[bool, Sens("Oui si tous signent un seul original.")]
    entree_en_vigueur: Annotated[
        str, Sens("Entrée en vigueur, dans les mots du groupement ; vide : à la dernière signature.")
    ]
    cao: Annotated[Connu, Sens("Commission d’appel d’offres compétente, en mots.")]
    cao_du_coordonnateur: Annotated[bool, Sens("Oui si c’est la commission du coordonnateur.")]
    cao_mixte: Annotated[bool, Sens("Oui si le groupement a sa propre commission.")]


@dataclass(frozen=True, slots=True)
class VueCas:
    """Un cas d’une rubrique financière et la clé qui le règle."""

    titre: Annotated[str, Sens("Titre du cas.")]
    population_et_services: Annotated[bool, Sens("Oui si la clé est la population et les services demandés.")]
    population: Annotated[bool, Sens("Oui si la clé est la population de tous les membres.")]
    population_demandeurs: Annotated[bool, Sens("Oui si la clé est la population des membres demandeurs.")]
    services: Annotated[bool, Sens("Oui si la clé est le nombre de services demandés.")]
    parts_egales: Annotated[bool, Sens("Oui si la clé est à parts égales.")]
    demandeur: Annotated[bool, Sens("Oui si le membre demandeur paie.")]
    coordonnateur: Annotated[bool, Sens("Oui si le coordonnateur paie.")]
    motif: Annotated[str, Sens("Motif du cas, dans les mots du groupement ; ou vide.")]
    regle: Annotated[
        tuple[Inline, ...], Sens("Phrase que la clé donne (texte « regle » de la nature d’acte).")
    ]


@dataclass(frozen=True, slots=True)
class VueRubrique:
    """Une rubrique de l’annexe 2 : ce qu’elle couvre et qui paie."""

    titre: Annotated[str, Sens("Titre de la rubrique.")]
    couvre: Annotated[tuple[Block, ...], Sens("Ce que la rubrique couvre, si un fichier le dit.")]
    cas: Annotated[tuple[VueCas, ...], Sens("Cas de la rubrique ; il y en a toujours un.")]
    premier_cas: Annotated[VueCas, Sens("Premier cas.")]
    second_cas: Annotated[VueCas, Sens("Second cas ; le premier quand il n’y en a qu’un.")]
    un_seul_cas: Annotated[bool, Sens("Oui s’il n’y a qu’un cas.")]
    deux_cas: Annotated[bool, Sens("Oui s’il y a exactement deux cas.")]


@dataclass(frozen=True, slots=True)
class VueLigneAnnexe:
    """Une ligne de l’annexe 1."""

    rang: Annotated[int, Sens("Rang dans la liste, à partir de 1.")]
    nom: Annotated[str, Sens("Nom de la collectivité ; suivi de « , coordonnateur » pour lui.")]
    code: Annotated[str, Sens("Code INSEE, ou SIREN.")]
    representant: Annotated[Connu, Sens("Qui signe pour le membre, ou « — ».")]
    coordonnateur: Annotated[bool, Sens("Oui pour le coordonnateur.")]
    deliberation: Annotated[Connu, Sens("Date de la délibération, en chiffres : « 15/12/2022 ».")]
    executoire: Annotated[str, Sens("Date exécutoire, en chiffres ; « — » quand elle n’est pas connue.")]
    signee: Annotated[str, Sens("Date de signature, en chiffres ; « — » quand elle n’est pas connue.")]


@dataclass(frozen=True, slots=True)
class VueHabitants:
    """Les habitants des communes d’une liste."""

    nombre: Annotated[int, Sens("Nombre d’habitants ; zéro quand aucune commune n’est dans la liste.")]
    annee: Annotated[Millesime | None, Sens("Année de cette population ; peut manquer.")]


@dataclass(frozen=True, slots=True)
class VueGroupement:
    """Le groupement de commandes."""

    objet: Annotated[
        str, Sens("Objet du groupement, avec son article : « le développement de services numériques ».")
    ]
    contexte: Annotated[tuple[Block, ...], Sens("Exposé des motifs et préambule, écrits par le groupement.")]
    coordonnateur: VueCoordonnateur
    accord_cadre: VueAccordCadre
    clauses: VueClauses
    unite: Annotated[str, Sens("Ce que le groupement compte : « téléservice ».")]
    unites: Annotated[str, Sens("Le même au pluriel : « téléservices ».")]
    sans_service_sans_charge: Annotated[bool, Sens("Oui si un membre qui ne demande rien ne paie rien.")]
    hors_compte: Annotated[
        str, Sens("Rubriques hors du compte, entre guillemets : « Téléservice de … » ; ou vide.")
    ]
    par_population: Annotated[bool, Sens("Oui si une clé au moins emploie la population.")]
    par_services: Annotated[bool, Sens("Oui si une clé au moins emploie le nombre de services.")]
    annee_population: Annotated[Connu, Sens("Année de la population retenue.")]


@dataclass(frozen=True, slots=True)
class VueConvention:
    """La convention constitutive du groupement et ses annexes."""

    groupement: VueGroupement
    coordonnateur: VueCoordonnateur
    accord_cadre: VueAccordCadre
    clauses: VueClauses
    tribunal: Annotated[Connu, Sens("Tribunal compétent : « tribunal administratif de Strasbourg ».")]
    version: Annotated[Connu, Sens("Version du texte que les conseils approuvent.")]
    empreinte: Annotated[Connu, Sens("Empreinte du texte, par groupes de quatre signes.")]
    annexe_1_arretee_au: Annotated[JourConnu, Sens("Date à laquelle l’annexe 1 est arrêtée.")]
    liste_ouverte: Annotated[
        bool,
        Sens("Oui tant que l’annexe 1 n’est pas arrêtée et que seul le coordonnateur a pu délibérer."),
    ]
    a_signer: Annotated[
        bool, Sens("Oui pour l’exemplaire à signer : l’annexe 1 n’y nomme que les parties à la convention.")
    ]
    adherents: Annotated[
        tuple[VueLigneAnnexe, ...],
        Sens(
            "Membres qui ont délibéré, le coordonnateur en tête ; à la signature, ceux-là seuls dont la "
            "délibération est exécutoire."
        ),
    ]
    en_attente: Annotated[
        tuple[VueLigneAnnexe, ...],
        Sens("Membres dont la délibération est attendue ; aucun dans l’exemplaire à signer."),
    ]
    code_des_adherents: Annotated[
        str,
        Sens("Ce qu’est leur code : « code INSEE », ou « code INSEE ou SIREN » s’il y a un EPCI."),
    ]
    code_en_attente: Annotated[str, Sens("Le même, pour les membres attendus.")]
    nombre_adherents: Annotated[int, Sens("Nombre de ces membres.")]
    nombre_en_attente: Annotated[int, Sens("Nombre de membres attendus.")]
    habitants_adherents: VueHabitants
    habitants_en_attente: VueHabitants
    rubriques: Annotated[tuple[VueRubrique, ...], Sens("Rubriques financières de l’annexe 2.")]
    rubriques_decrites: Annotated[bool, Sens("Oui si une rubrique au moins dit ce qu’elle couvre.")]
    repartition: Annotated[
        Connu, Sens("Blanc tant qu’aucune rubrique ne dit comment les dépenses sont réparties ; sinon vide.")
    ]
    fait_le: Annotated[Inline, Sens("Place où porter la date de signature.")]
    signatures: Annotated[Signatures, Sens("Places des signatures des membres.")]


@dataclass(frozen=True, slots=True)
class VueRegle:
    """Un cas de l’annexe 2, pour la phrase que sa clé donne."""

    cas: Annotated[VueCas, Sens("Cas dont on écrit la phrase.")]
    groupement: VueGroupement
