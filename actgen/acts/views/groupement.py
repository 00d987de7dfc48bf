"""A purchasing group: what its deliberations and its convention need to know of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated

from msgspec import Struct

from actgen.acts.tree.inline import Inline, Lacune
from actgen.acts.tree.nodes import Block, Paragraph, Signatures
from actgen.acts.views.seance import designation_de, ou_lacune
from actgen.acts.views.views import Connu, JourConnu, Sens
from actgen.base.diagnostics import Location
from actgen.base.text.dates import Millesime
from actgen.base.text.elision import a_lieu
from actgen.base.text.grammar import Genre, le
from actgen.base.text.keys import cle
from actgen.base.text.lists import enumeration
from actgen.base.text.numbers import cardinal
from actgen.base.text.typography import typeset
from actgen.council.facts.collectivite import Collectivite
from actgen.council.facts.groupement import (
    AccordCadre,
    Clauses,
    CleDeRepartition,
    Coordonnateur,
    Groupement,
    LigneAnnexe,
)
from actgen.council.facts.texte import Prose
from actgen.council.figures.groupements import adhere_tard
from actgen.council.figures.parts import en_phrase


class VueCoordonnateur(Struct, frozen=True):
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


class VueAccordCadre(Struct, frozen=True):
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
        bool, Sens("Oui si chaque marché subséquent est attribué après remise en concurrence des titulaires.")
    ]
    lancement: Annotated[date | None, Sens("Date de lancement de la consultation ; peut manquer.")]
    precedent: Annotated[str, Sens("Fin du contrat précédent, dans les mots du groupement ; ou vide.")]


class VueClauses(Struct, frozen=True):
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


class VueCas(Struct, frozen=True):
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


class VueRubrique(Struct, frozen=True):
    """Une rubrique de l’annexe 2 : ce qu’elle couvre et qui paie."""

    titre: Annotated[str, Sens("Titre de la rubrique.")]
    couvre: Annotated[tuple[Block, ...], Sens("Ce que la rubrique couvre, si un fichier le dit.")]
    cas: Annotated[tuple[VueCas, ...], Sens("Cas de la rubrique ; il y en a toujours un.")]
    premier_cas: Annotated[VueCas, Sens("Premier cas.")]
    second_cas: Annotated[VueCas, Sens("Second cas ; le premier quand il n’y en a qu’un.")]
    un_seul_cas: Annotated[bool, Sens("Oui s’il n’y a qu’un cas.")]
    deux_cas: Annotated[bool, Sens("Oui s’il y a exactement deux cas.")]


class VueLigneAnnexe(Struct, frozen=True):
    """Une ligne de l’annexe 1."""

    rang: Annotated[int, Sens("Rang dans la liste, à partir de 1.")]
    nom: Annotated[str, Sens("Nom de la collectivité ; suivi de « , coordonnateur » pour lui.")]
    code: Annotated[str, Sens("Code INSEE, ou SIREN.")]
    representant: Annotated[Connu, Sens("Qui signe pour le membre, ou « — ».")]
    coordonnateur: Annotated[bool, Sens("Oui pour le coordonnateur.")]
    deliberation: Annotated[Connu, Sens("Date de la délibération, en chiffres : « 15/12/2022 ».")]
    executoire: Annotated[str, Sens("Date exécutoire, en chiffres ; « — » quand elle n’est pas connue.")]
    signee: Annotated[str, Sens("Date de signature, en chiffres ; « — » quand elle n’est pas connue.")]


class VueHabitants(Struct, frozen=True):
    """Les habitants des communes d’une liste."""

    nombre: Annotated[int, Sens("Nombre d’habitants ; zéro quand aucune commune n’est dans la liste.")]
    annee: Annotated[Millesime | None, Sens("Année de cette population ; peut manquer.")]


class VueAvenantDit(Struct, frozen=True):
    """L’avenant en cours, pour la délibération, la lettre et la feuille ; sans avenant, tout y est vide."""

    numero: Annotated[int, Sens("Son numéro ; zéro sans avenant.")] = 0
    objet: Annotated[str, Sens("Objet de l’avenant, avec son article.")] = ""
    adhere: Annotated[bool, Sens("Oui si la collectivité de l’acte adhère par cet avenant.")] = False
    se_retire: Annotated[bool, Sens("Oui si elle se retire par cet avenant.")] = False
    entrants: Annotated[str, Sens("Qui adhère : « Daoulas et Hanvec » ; ou vide.")] = ""
    un_entrant: Annotated[bool, Sens("Oui si un seul membre adhère.")] = False
    sortants: Annotated[str, Sens("Qui se retire ; ou vide.")] = ""
    un_sortant: Annotated[bool, Sens("Oui si un seul membre se retire.")] = False
    effets_du_retrait: Annotated[
        Connu, Sens("Ce que doit encore qui se retire ; vide quand personne ne se retire.")
    ] = ""
    contexte: Annotated[
        tuple[Block, ...], Sens("Pourquoi cet avenant, écrit par le groupement ; ou rien.")
    ] = ()
    convention_version: Annotated[Connu, Sens("Version de la convention modifiée.")] = ""
    convention_du: Annotated[
        Connu | date, Sens("Date à laquelle elle a été approuvée ; vide sans avenant.")
    ] = ""
    precedents: Annotated[str, Sens("Avenants antérieurs : « l’avenant n° 1 » ; ou vide.")] = ""


class VueGroupement(Struct, frozen=True):
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
    du_coordonnateur: Annotated[bool, Sens("Oui si l’acte est celui du coordonnateur lui-même.")]
    adhere_tard: Annotated[
        bool,
        Sens(
            "Oui si le conseil décide après le lancement de la consultation, et que la convention prive "
            "alors le nouveau membre de l’accord-cadre qui en est issu."
        ),
    ]
    avenant: VueAvenantDit


class VueConvention(Struct, frozen=True):
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
        bool, Sens("Oui tant que l’annexe 1 n’est pas arrêtée et que seul le coordonnateur a pu délibérer.")
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
        Sens(
            "Membres dont la délibération est attendue, numérotés ensuite ; aucun dans l’exemplaire à signer."
        ),
    ]
    hors_du_marche: Annotated[
        str,
        Sens(
            "Membres de la liste qui ont adhéré après le lancement de la consultation, et que l’article 10 "
            "prive de l’accord-cadre ; ou vide."
        ),
    ]
    code_des_membres: Annotated[
        str,
        Sens("Ce qu’est le code de la liste : « code INSEE », ou « code INSEE ou SIREN » s’il y a un EPCI."),
    ]
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


class VueRegle(Struct, frozen=True):
    """Un cas de l’annexe 2, pour la phrase que sa clé donne."""

    cas: Annotated[VueCas, Sens("Cas dont on écrit la phrase.")]
    groupement: VueGroupement


Textes = Mapping[str, tuple[Block, ...]]

"""Prose already read, by file name."""

_DELIBERATION_DU_COORDONNATEUR = (
    "coordonnateur.deliberation.date",
    "date de la délibération du coordonnateur",
)

_SANS_CHARGE = {
    CleDeRepartition.POPULATION_ET_SERVICES,
    CleDeRepartition.POPULATION_DEMANDEURS,
    CleDeRepartition.SERVICES,
    CleDeRepartition.MEMBRE_DEMANDEUR,
    CleDeRepartition.COORDONNATEUR,
}

_PAR_POPULATION = {
    CleDeRepartition.POPULATION_ET_SERVICES,
    CleDeRepartition.POPULATION,
    CleDeRepartition.POPULATION_DEMANDEURS,
}

_PAR_SERVICES = {CleDeRepartition.POPULATION_ET_SERVICES, CleDeRepartition.SERVICES}

_EXECUTION = {
    "membres": "chaque membre exécute l’accord-cadre pour ce qui le concerne",
    "coordonnateur": "le coordonnateur l’exécute pour le compte de tous les membres",
}

_FRAIS = {
    "coordonnateur": "le coordonnateur les prend à sa charge",
    "partages": "ils sont partagés entre les membres par parts égales",
}

_ADHESION = {
    "a_tout_moment": "à tout moment",
    "avant_lancement": "avant le lancement de la consultation",
    "fermee": "aucun nouveau membre n’est admis",
}

_RETRAIT = {
    "exclu": "exclu avant l’échéance",
    "annuel": "à chaque date anniversaire, l’année en cours restant due",
}

_SIGNATURE = {
    "feuille_par_membre": "une feuille par membre",
    "original_unique": "un seul original, signé par tous les membres",
}

_COMMANDES = {
    "": ("bon de commande", "bons de commande"),
    "marchés subséquents": ("marché subséquent", "marchés subséquents"),
}

_ADAPTEE = cle("procédure adaptée")

_CAO = {"coordonnateur": "celle du coordonnateur", "mixte": "une commission propre au groupement"}


def vue_groupement(
    groupement: Groupement, textes: Textes, pour: Collectivite | None = None, le: date | None = None
) -> VueGroupement:
    """What a deliberation and the convention say of the group; `pour`: whose own paper it is, `le`: when."""
    lieux = groupement.lieux
    du_coordonnateur = pour is not None and pour.code == groupement.coordonnateur.collectivite.code
    cles = {cas.cle for rubrique in groupement.rubriques for cas in rubrique.cas}
    hors_compte = enumeration(
        f"«\u00a0{typeset(r.titre)}\u00a0»" for r in groupement.rubriques if r.hors_compte
    )
    return VueGroupement(
        objet=typeset(groupement.objet),
        contexte=_contexte(groupement, textes),
        coordonnateur=vue_coordonnateur(groupement.coordonnateur),
        accord_cadre=vue_accord_cadre(groupement.accord_cadre),
        clauses=vue_clauses(groupement.clauses, groupement.cao, lieux),
        unite=groupement.unite,
        unites=pluriel(groupement.unite),
        par_population=not cles.isdisjoint(_PAR_POPULATION),
        par_services=not cles.isdisjoint(_PAR_SERVICES),
        sans_service_sans_charge=sans_service_sans_charge(groupement),
        hors_compte=hors_compte,
        annee_population=ou_lacune(
            str(groupement.annee_population) if groupement.annee_population else None,
            "annexe_2.annee_population",
            "année de la population retenue",
            lieux,
        ),
        du_coordonnateur=du_coordonnateur,
        adhere_tard=not du_coordonnateur and adhere_tard(groupement, le),
        avenant=vue_avenant_dit(groupement, textes, pour),
    )


def vue_avenant_dit(groupement: Groupement, textes: Textes, pour: Collectivite | None) -> VueAvenantDit:
    """What papers say of the amendment that this version of the group is, to that member."""
    avenant, origine = groupement.avenant, groupement.origine
    if avenant is None:
        return VueAvenantDit()
    code = pour.code if pour is not None else ""
    avant = range(1, avenant.numero)
    return VueAvenantDit(
        numero=avenant.numero,
        objet=typeset(avenant.objet).rstrip(" ."),
        adhere=groupement.fait_entrer(code),
        se_retire=code in {sortant.code for sortant in avenant.sortants},
        entrants=enumeration(en_phrase(each) for each in avenant.entrants),
        un_entrant=len(avenant.entrants) == 1,
        sortants=enumeration(en_phrase(each) for each in avenant.sortants),
        un_sortant=len(avenant.sortants) == 1,
        effets_du_retrait=ou_lacune(
            _proposition(avenant.effets_du_retrait),
            "avenants.effets_du_retrait",
            "ce que doit encore le membre qui se retire",
            avenant.lieux,
        )
        if avenant.sortants
        else "",
        contexte=prose_lue(avenant.contexte, textes),
        convention_version=version_de(origine),
        convention_du=ou_lacune(
            origine.approuvee_le,
            "approuvee_le",
            "date à laquelle la convention a été approuvée",
            origine.lieux,
        ),
        precedents=enumeration(f"l’avenant n°\u00a0{numero}" for numero in avant),
    )


def _contexte(groupement: Groupement, textes: Textes) -> tuple[Block, ...]:
    if groupement.contexte is not None:
        return prose_lue(groupement.contexte, textes)
    lacune = Lacune("contexte", "exposé des motifs et préambule", groupement.lieux.get("contexte"))
    return (Paragraph((lacune,)),)


def sans_service_sans_charge(groupement: Groupement) -> bool:
    """Whether a member without service pays nothing: by every key of annexe 2, nor for the costs."""
    clauses = groupement.clauses
    if clauses.frais != "coordonnateur" or clauses.remuneration is not False:
        return False
    cles = [cas.cle for rubrique in groupement.rubriques for cas in rubrique.cas]
    return bool(cles) and all(cle in _SANS_CHARGE for cle in cles)


def vue_coordonnateur(coordonnateur: Coordonnateur) -> VueCoordonnateur:
    """The coordinator as sentences name it; its own decision may not be known yet."""
    collectivite = coordonnateur.collectivite
    deliberation = coordonnateur.deliberation
    lieux = deliberation.lieux
    siege = collectivite.siege or (collectivite.nom if collectivite.est_commune else "")
    return VueCoordonnateur(
        nom=collectivite.nom,
        sigle=collectivite.sigle,
        court=nom_court(collectivite),
        designation=le(designation_de(collectivite), Genre.FEMININ),
        representant=ou_lacune(
            typeset(coordonnateur.representant),
            "coordonnateur.represente_par",
            "représentant du coordonnateur",
            coordonnateur.lieu,
        ),
        qualite=typeset(coordonnateur.qualite),
        representee="représentée",
        par_le_bureau=deliberation.organe == "bureau",
        par_le_president=deliberation.organe == "président",
        deliberation=ou_lacune(deliberation.date, *_DELIBERATION_DU_COORDONNATEUR, lieux.get("date")),
        delegation=ou_lacune(
            deliberation.delegation_du_conseil,
            "coordonnateur.deliberation.delegation_du_conseil",
            f"date de la délégation donnée au {deliberation.organe}",
            lieux,
        ),
        a_siege=ou_lacune(
            a_lieu(siege, None) if siege else None,
            "coordonnateur.siege",
            "siège du coordonnateur",
            coordonnateur.lieu,
        ),
    )


def nom_court(collectivite: Collectivite) -> str:
    """What a sentence calls it once it has been named whole."""
    return collectivite.sigle or le(designation_de(collectivite), Genre.FEMININ)


def signataire_de(ligne: LigneAnnexe, coordonnateur: Coordonnateur) -> str:
    """Who is told to sign for a member; the parties tell it for a coordinator whose line tells no name."""
    dit = ligne.membre.signataire
    partie = ", ".join(filter(None, (coordonnateur.representant, coordonnateur.qualite)))
    ailleurs = partie if dit and ligne.est_coordonnateur and not ligne.membre.signataire_nomme else ""
    return ailleurs or dit


def vue_accord_cadre(accord: AccordCadre) -> VueAccordCadre:
    """The framework agreement; each choice not made is a lacune."""
    lieux, plusieurs = accord.lieux, accord.attribution == "plusieurs titulaires"
    commande, commandes = _COMMANDES.get(accord.forme, _COMMANDES[""])
    return VueAccordCadre(
        forme=ou_lacune(accord.forme, "accord_cadre.forme", "forme de l’accord-cadre", lieux),
        a_bons_de_commande=accord.forme == "bons de commande",
        a_marches_subsequents=accord.forme == "marchés subséquents",
        commande=commande,
        commandes=commandes,
        objet=ou_lacune(typeset(accord.objet), "accord_cadre.objet", "objet de l’accord-cadre", lieux),
        duree=ou_lacune(
            duree_en_lettres(accord.duree_mois), "accord_cadre.duree", "durée de l’accord-cadre", lieux
        ),
        duree_justifiee=_proposition(accord.duree_justifiee),
        minimum=ou_lacune(
            accord.minimum_ht,
            "accord_cadre.minimum_ht",
            "montant minimum de l’accord-cadre, ou « aucun »",
            lieux,
        ),
        sans_minimum=accord.minimum_ht == 0,
        maximum=ou_lacune(
            accord.maximum_ht, "accord_cadre.maximum_ht", "montant maximum de l’accord-cadre", lieux
        ),
        procedure=ou_lacune(accord.procedure, "accord_cadre.procedure", "procédure de consultation", lieux),
        appel_offres="appel d’offres" in accord.procedure,
        adaptee=cle(accord.procedure).startswith(_ADAPTEE),
        petits_lots=accord.petits_lots_en_procedure_adaptee is True,
        attribution=ou_lacune(
            accord.attribution, "accord_cadre.titulaires", "un seul titulaire ou plusieurs", lieux
        ),
        plusieurs_titulaires=plusieurs,
        consulte_les_titulaires=plusieurs and accord.forme == "marchés subséquents",
        lancement=accord.lancement,
        precedent=typeset(accord.precedent),
    )


def duree_en_lettres(mois: int | None) -> str | None:
    """« quatre ans », « dix-huit mois »."""
    if mois is None:
        return None
    if mois % 12 == 0:
        return f"{cardinal(mois // 12)} {'an' if mois == 12 else 'ans'}"
    return f"{cardinal(mois)} mois"


def vue_clauses(clauses: Clauses, cao: str, lieux: Mapping[str, Location]) -> VueClauses:
    """Each choice, as flags for the sentences and as words where a template quotes it."""

    def choix(nom: str, libelle: str, mots: str | None, cle: str = "clauses") -> Connu:
        return ou_lacune(
            mots, f"{cle}.{nom}" if cle else nom, libelle, (clauses.lieux if cle else lieux).get(nom)
        )

    return VueClauses(
        execution=choix("execution", "qui exécute l’accord-cadre", _EXECUTION.get(clauses.execution)),
        execution_par_membres=clauses.execution == "membres",
        execution_par_coordonnateur=clauses.execution == "coordonnateur",
        frais=choix("frais", "qui paie les frais du groupement", _FRAIS.get(clauses.frais)),
        frais_coordonnateur=clauses.frais == "coordonnateur",
        frais_partages=clauses.frais == "partages",
        sans_remuneration=clauses.remuneration is False,
        remuneration=choix("frais", "rémunération du coordonnateur", _remuneration(clauses)),
        comite_par_an=ou_lacune(
            clauses.comite_par_an,
            "clauses.comite_de_pilotage",
            "réunions du comité de pilotage, ou « aucun »",
            clauses.lieux,
        ),
        sans_comite=clauses.comite_par_an == 0,
        adhesion=choix("adhesion", "règle d’adhésion", _ADHESION.get(clauses.adhesion)),
        adhesion_a_tout_moment=clauses.adhesion == "a_tout_moment",
        adhesion_avant_lancement=clauses.adhesion == "avant_lancement",
        adhesion_fermee=clauses.adhesion == "fermee",
        retrait=choix("retrait", "règle de retrait", _RETRAIT.get(clauses.retrait)),
        retrait_exclu=clauses.retrait == "exclu",
        retrait_annuel=clauses.retrait == "annuel",
        preavis_mois=clauses.preavis_mois,
        effets_du_retrait=_proposition(clauses.effets_du_retrait),
        minimum_non_atteint=_proposition(clauses.minimum_non_atteint),
        modification=_proposition(clauses.modification),
        signature=choix("signature", "manière de signer", _SIGNATURE.get(clauses.signature)),
        feuille_par_membre=clauses.signature == "feuille_par_membre",
        original_unique=clauses.signature == "original_unique",
        entree_en_vigueur=_proposition(clauses.entree_en_vigueur),
        cao=choix("cao", "commission d’appel d’offres compétente", _CAO.get(cao), cle=""),
        cao_du_coordonnateur=cao == "coordonnateur",
        cao_mixte=cao == "mixte",
    )


def _proposition(texte: str) -> str:
    """Words of the group's file that end a sentence: its full stop is the template's."""
    return typeset(texte).rstrip(" .")


def _remuneration(clauses: Clauses) -> str | None:
    if clauses.remuneration is None:
        return None
    return (
        "le coordonnateur perçoit une rémunération, fixée chaque année d’un commun accord"
        if clauses.remuneration
        else "le coordonnateur ne perçoit aucune rémunération"
    )


def version_de(groupement: Groupement) -> Connu:
    """The version that councils approve, named."""
    return ou_lacune(typeset(groupement.version), "version", "version du texte", groupement.lieux)


def prose_lue(prose: Prose | None, textes: Textes) -> tuple[Block, ...]:
    """The blocks of a text of the group; none when it has none."""
    return textes.get(prose.fichier, ()) if prose else ()


def pluriel(mots: str) -> str:
    """The plural of the word that a group counts; the first word carries the mark."""
    tete, espace, suite = mots.partition(" ")
    return f"{tete if tete.endswith(('s', 'x', 'z')) else tete + 's'}{espace}{suite}"
