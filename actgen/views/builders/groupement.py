"""A purchasing group as its deliberations and its convention show it: parties, contract, choices."""

from __future__ import annotations

from collections.abc import Mapping

from actgen.diagnostics import Location
from actgen.document.inline import Lacune
from actgen.document.nodes import Block, Paragraph
from actgen.facts.collectivite import Collectivite
from actgen.facts.groupement import (
    AccordCadre,
    Clauses,
    CleDeRepartition,
    Coordonnateur,
    Groupement,
)
from actgen.facts.texte import Prose
from actgen.text.grammar import Genre, le
from actgen.text.keys import cle
from actgen.text.lists import enumeration
from actgen.text.numbers import cardinal
from actgen.text.places import a_lieu
from actgen.text.typography import typeset
from actgen.views.commun import Connu
from actgen.views.groupement import (
    VueAccordCadre,
    VueClauses,
    VueCoordonnateur,
    VueGroupement,
)

from .commun import designation_de, ou_lacune

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


def vue_groupement(groupement: Groupement, textes: Textes) -> VueGroupement:
    """What a deliberation and the convention say of the group."""
    lieux = groupement.lieux
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
            lieux.get("annee_population"),
        ),
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
            lieux.get("delegation_du_conseil"),
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


def vue_accord_cadre(accord: AccordCadre) -> VueAccordCadre:
    """The framework agreement; each choice not made is a lacune."""
    lieux, plusieurs = accord.lieux, accord.attribution == "plusieurs titulaires"
    commande, commandes = _COMMANDES.get(accord.forme, _COMMANDES[""])
    return VueAccordCadre(
        forme=ou_lacune(accord.forme, "accord_cadre.forme", "forme de l’accord-cadre", lieux.get("forme")),
        a_bons_de_commande=accord.forme == "bons de commande",
        a_marches_subsequents=accord.forme == "marchés subséquents",
        commande=commande,
        commandes=commandes,
        objet=ou_lacune(
            typeset(accord.objet), "accord_cadre.objet", "objet de l’accord-cadre", lieux.get("objet")
        ),
        duree=ou_lacune(
            duree_en_lettres(accord.duree_mois),
            "accord_cadre.duree",
            "durée de l’accord-cadre",
            lieux.get("duree"),
        ),
        duree_justifiee=_proposition(accord.duree_justifiee),
        minimum=ou_lacune(
            accord.minimum_ht,
            "accord_cadre.minimum_ht",
            "montant minimum de l’accord-cadre, ou « aucun »",
            lieux.get("minimum_ht"),
        ),
        sans_minimum=accord.minimum_ht == 0,
        maximum=ou_lacune(
            accord.maximum_ht,
            "accord_cadre.maximum_ht",
            "montant maximum de l’accord-cadre",
            lieux.get("maximum_ht"),
        ),
        procedure=ou_lacune(
            accord.procedure, "accord_cadre.procedure", "procédure de consultation", lieux.get("procedure")
        ),
        appel_offres="appel d’offres" in accord.procedure,
        adaptee=cle(accord.procedure).startswith(_ADAPTEE),
        petits_lots=accord.petits_lots_en_procedure_adaptee is True,
        attribution=ou_lacune(
            accord.attribution,
            "accord_cadre.titulaires",
            "un seul titulaire ou plusieurs",
            lieux.get("titulaires"),
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
        return ou_lacune(mots, f"{cle}.{nom}" if cle else nom, libelle, lieux.get(nom))

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
            lieux.get("comite_de_pilotage"),
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
    return ou_lacune(
        typeset(groupement.version), "version", "version du texte", groupement.lieux.get("version")
    )


def prose_lue(prose: Prose | None, textes: Textes) -> tuple[Block, ...]:
    """The blocks of a text of the group; none when it has none."""
    return textes.get(prose.fichier, ()) if prose else ()


def pluriel(mots: str) -> str:
    """The plural of the word that a group counts; the first word carries the mark."""
    tete, espace, suite = mots.partition(" ")
    return f"{tete if tete.endswith(('s', 'x', 'z')) else tete + 's'}{espace}{suite}"
