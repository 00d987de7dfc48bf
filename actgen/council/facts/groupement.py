"""A purchasing group: its convention's choices, its members, and its state as at a date."""

import re
from collections.abc import Callable, Container
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Annotated, Any, Self

from msgspec import Struct, field

from actgen.base.diagnostics import Diagnostic, Location, Mender
from actgen.base.records import field_names, replace
from actgen.base.rules import rule
from actgen.base.text.keys import cle
from actgen.base.text.messages import say
from actgen.council.facts.beside import Beside
from actgen.council.facts.charte import Fichier
from actgen.council.facts.collectivite import Collectivite
from actgen.council.facts.couts import (
    CasFinancier,
    CleDeRepartition,
    Couts,
    Names,
    Rubrique,
    with_populations,
)
from actgen.council.facts.membres_groupement import read_members, read_names
from actgen.council.facts.parties import (
    GC_FICHIER,
    Adhesions,
    Coordonnateur,
    DeliberationCoordonnateur,
    MembreGroupement,
    MotifDeRemise,
    Noms,
    OuFichier,
    Remise,
)
from actgen.council.facts.texte import Prose
from actgen.reading.facts import Fact, FileContext, Under, Unwritten, key
from actgen.reading.fields import Choix, Compte, DateFr, Montant, OuiNon, Reads, Texte
from actgen.reading.scalars import Problem, parse_amount, parse_duration

__all__ = [
    "AccordCadre",
    "Achat",
    "CasFinancier",
    "Clauses",
    "CleDeRepartition",
    "Coordonnateur",
    "DeliberationCoordonnateur",
    "DemandeAuxConseils",
    "EtatGroupement",
    "Groupement",
    "LigneAnnexe",
    "Lot",
    "MembreGroupement",
    "MotifDeRemise",
    "Remise",
    "Rubrique",
    "Situation",
]
Jour = date  # a field named `date` would hide the type in its own class
GC_CLAUSE = rule("GC-CLAUSE")
_AVENANT = re.compile(r"avenant\s+(?:n°\s*)?(\d{1,2})", re.IGNORECASE)
_FOIS_PAR_AN = re.compile(r"([0-9]{1,2})\s+fois\s+par\s+an(?:\s+au\s+(?:moins|minimum))?", re.IGNORECASE)


def parse_minimum(texte: str) -> Decimal | Problem:
    """An amount; « aucun » is zero, which is not the same as not yet known."""
    return Decimal(0) if cle(texte) in {"aucun", "sans"} else parse_amount(texte)


def parse_mois(texte: str) -> int | Problem:
    """Whole months, as the convention counts; a duration in days or weeks is none."""
    duree = parse_duration(texte)
    if isinstance(duree, Problem):
        return duree
    if not duree.jours:
        return duree.ans * 12 + duree.mois
    return Problem(
        GC_FICHIER,
        say("Cette durée est écrite en jours ou en semaines ; la convention compte en mois."),
        say("Écrivez-la en mois ou en années : 3 mois, 4 ans."),
    )


def parse_comite(texte: str) -> int | Problem:
    """« 2 fois par an »; « aucun » is zero."""
    if cle(texte) in {"aucun", "non"}:
        return 0
    lu = _FOIS_PAR_AN.fullmatch(texte.strip())
    return (
        int(lu[1])
        if lu
        else Problem(
            GC_FICHIER,
            say("« {texte} » ne dit pas combien de fois le comité se réunit.", texte=texte.strip()),
            say("Écrivez par exemple « 2 fois par an », ou « aucun »."),
        )
    )


MontantOuAucun = Annotated[Decimal, Reads(parse_minimum, ("100 000 €", "aucun"))]
Mois = Annotated[int, Reads(parse_mois, ("4 ans", "18 mois"))]


class Achat(StrEnum):
    """What a contract buys: thresholds depend on it."""

    FOURNITURES_ET_SERVICES = "fournitures et services"
    TRAVAUX = "travaux"
    SERVICES_SOCIAUX = "services sociaux et spécifiques"


class Lot(Fact, frozen=True):
    """Un lot de la consultation."""

    objet: Annotated[Texte, key("Objet du lot.")]
    montant_ht: Annotated[Montant | None, key("Valeur estimée du lot, hors taxes, sur toute la durée.")] = (
        None
    )
    procedure: Annotated[Texte, key("Procédure propre à ce lot, si ce n’est celle de tous.")] = ""
    achat: Annotated[
        Annotated[Achat, Choix()] | None, key("Ce que ce lot achète, si ce n’est comme les autres.")
    ] = None


class AccordCadre(Fact, frozen=True):
    """L’accord-cadre à passer.

    Amounts are euros before tax; a minimum of 0 is "none". `entite_adjudicatrice`: bought for a network of
    water, energy or transport. `attribution` is empty as long as it is not decided.
    """

    forme: Annotated[
        str,
        Choix(parmi=("bons de commande", "marchés subséquents")),
        key("Bons de commande ou marchés subséquents."),
    ] = ""
    objet: Annotated[Texte, key("Objet de l’accord-cadre, avec son article.")] = ""
    achat: Annotated[
        Annotated[Achat, Choix()] | None,
        key("Ce qu’il achète : le seuil de la procédure formalisée en dépend."),
    ] = None
    entite_adjudicatrice: Annotated[
        OuiNon,
        key(
            "Acheté pour un réseau d’eau, d’énergie ou de transport : huit ans au lieu de quatre, et "
            "d’autres seuils."
        ),
    ] = False
    duree_mois: Annotated[Mois | None, key("Durée, par exemple « 4 ans ».", name="duree")] = None
    duree_justifiee: Annotated[
        Texte,
        key(
            "Au-delà de quatre ans (huit pour une entité adjudicatrice) : la raison, tirée de l’objet de "
            "l’accord-cadre, telle que la convention l’écrira."
        ),
    ] = ""
    minimum_ht: Annotated[MontantOuAucun | None, key("Montant minimum hors taxes, ou « aucun ».")] = None
    maximum_ht: Annotated[Montant | None, key("Montant maximum hors taxes.")] = None
    procedure: Annotated[Texte, key("Procédure de consultation.")] = ""
    petits_lots_en_procedure_adaptee: Annotated[
        OuiNon | None, key("La procédure adaptée est-elle admise pour les petits lots ?")
    ] = None
    attribution: Annotated[
        str,
        Choix(codes=(("un", "un seul titulaire"), ("plusieurs", "plusieurs titulaires"))),
        key("Un seul titulaire, ou plusieurs.", name="titulaires"),
    ] = ""
    lots: Annotated[tuple[Lot, ...], key("Les lots, si leurs procédures ou leurs valeurs diffèrent.")] = ()
    lancement: Annotated[DateFr | None, key("Date de lancement de la consultation.")] = None
    transmis_le: Annotated[
        DateFr | None, key("Transmission de l’accord-cadre au représentant de l’État.")
    ] = None
    notifie_le: Annotated[DateFr | None, key("Notification de l’accord-cadre au titulaire.")] = None
    precedent: Annotated[Texte, key("Échéance de l’accord-cadre en cours, par exemple « mai 2023 ».")] = ""


_EXECUTION = (
    ("chaque membre pour ses bons de commande", "membres"),
    ("coordonnateur pour tous les membres", "coordonnateur"),
)
_FRAIS = (
    ("coordonnateur, sans rémunération", "coordonnateur"),
    ("coordonnateur, avec rémunération", "coordonnateur rémunéré"),
    ("partagés par parts égales, sans rémunération", "partages"),
    ("partagés par parts égales, avec rémunération", "partages rémunéré"),
)
_REMUNERE = " rémunéré"
_ADHESION = (
    ("à tout moment", "a_tout_moment"),
    ("avant le lancement", "avant_lancement"),
    ("fermée", "fermee"),
)
_RETRAIT = (
    ("exclu avant l’échéance", "exclu"),
    ("à chaque date anniversaire, l’année en cours restant due", "annuel"),
)
_SIGNATURE = (("une feuille par membre", "feuille_par_membre"), ("original unique", "original_unique"))


class Clauses(Fact, frozen=True):
    """Les choix de fond de la convention : aucun n’est fait par défaut.

    An empty one has not been made. `comite_par_an` is 0 when the group wants no steering committee, None when
    it hasn't said. Texts are in the authors' words; without `entree_en_vigueur`, the model's own rule.
    """

    execution: Annotated[str, Choix(codes=_EXECUTION), key("Qui exécute l’accord-cadre.")] = ""
    frais: Annotated[
        str, Choix(codes=_FRAIS), key("Qui paie les frais du groupement ; le coordonnateur est-il rémunéré ?")
    ] = ""
    remuneration: Annotated[bool | None, Unwritten()] = None
    comite_par_an: Annotated[
        Annotated[int, Reads(parse_comite)] | None,
        key("« 2 fois par an », ou « aucun ».", name="comite_de_pilotage"),
    ] = None
    adhesion: Annotated[str, Choix(codes=_ADHESION), key("Quand un nouveau membre peut adhérer.")] = ""
    retrait: Annotated[str, Choix(codes=_RETRAIT), key("Quand un membre peut se retirer.")] = ""
    preavis_mois: Annotated[Mois, key("Préavis du retrait.", name="preavis", told=False)] = 0
    effets_du_retrait: Annotated[
        Texte,
        key(
            "Retrait exclu : ce que doit le membre qui se retire malgré tout, par exemple « sa part des "
            "dépenses communes jusqu’à l’échéance »."
        ),
    ] = ""
    signature: Annotated[str, Choix(codes=_SIGNATURE), key("Comment les membres signent.")] = ""
    minimum_non_atteint: Annotated[
        Texte,
        key(
            "Qui paie ce qui manque si le minimum de l’accord-cadre n’est pas atteint, par exemple « les "
            "membres fixent par avenant la part de chacun » ; vide : la convention n’en dit rien."
        ),
    ] = ""
    modification: Annotated[
        Texte,
        key(
            "Comment un avenant est adopté, par exemple « approuvé et signé par tous les membres » ; vide : "
            "la convention dit seulement qu’un avenant peut la modifier."
        ),
    ] = ""
    entree_en_vigueur: Annotated[
        Texte,
        key(
            "Quand la convention entre en vigueur, si ce n’est « à la date de la dernière signature, après "
            "transmission »."
        ),
    ] = ""

    def completed(self, context: FileContext, keys: Container[str]) -> Self:
        """Who pays, and whether the coordinator is paid, are told by one choice."""
        if self.retrait == "annuel" and "preavis" not in keys:
            context.tell(
                GC_CLAUSE.tell(
                    "Un membre peut se retirer chaque année, mais le préavis n'est pas écrit.",
                    self.lieux["preavis"],
                    self.lieux["retrait"],
                    hint="Ajoutez une ligne « preavis: », par exemple « 3 mois ».",
                )
            )
        if not self.frais:
            return self
        payeur = self.frais.removesuffix(_REMUNERE)
        return replace(self, frais=payeur, remuneration=payeur != self.frais)


class DemandeAuxConseils(Fact, frozen=True):
    """Ce qui est demandé aux conseils des communes (actgen batch).

    The letter goes with the model of deliberation; models cite the law of `a_deliberer_avant`.
    """

    a_deliberer_avant: Annotated[
        DateFr | None,
        key(
            "Date avant laquelle les conseils sont priés de délibérer ; les modèles suivent le droit de ce "
            "jour-là."
        ),
    ] = None
    lettre_du: Annotated[
        DateFr | None, key("Date de la lettre d’envoi ; vide : portée à la main en signant.")
    ] = None
    contact: Annotated[
        Texte, key("Service à joindre, par exemple « service de la commande publique, tél. … ».")
    ] = ""


_CAO = (("celle du coordonnateur", "coordonnateur"), ("mixte", "mixte"))
_ANNEXE_1 = Under("annexe_1", "La liste des membres.")
_ANNEXE_2 = Under("annexe_2", "Les modalités financières.")
_TOUS, _CONCERNES = "tous les membres", "coordonnateur et membres concernés"


class ArticleModifie(Fact, frozen=True):
    """Un article de la convention qu’un avenant écrit lui-même."""

    titre: Annotated[Texte, key("Titre de l’article, tel que la convention l’écrit ou l’écrira.")]
    texte: Annotated[Fichier, key("Fichier Word ou Markdown de ce que l’article devient.")]


class MontantsModifies(Fact, frozen=True):
    """Les montants de l’accord-cadre qu’un avenant change."""

    minimum_ht: Annotated[MontantOuAucun | None, key("Montant minimum hors taxes, ou « aucun ».")] = None
    maximum_ht: Annotated[Montant | None, key("Montant maximum hors taxes.")] = None


class Avenant(Fact, frozen=True, kw_only=True):
    """Un avenant à la convention : seul ce qui change est écrit.

    `signataires`: all members approve and sign it, or those whom it concerns alone. It takes effect on its
    last signature, unless `effet` or `entree_en_vigueur` says otherwise.
    """

    numero: Annotated[int, Unwritten()] = 0
    objet: Annotated[Texte, key("Objet de l’avenant, avec son article : « l’adhésion de Daoulas ».")]
    contexte: Annotated[Fichier | None, key("Fichier Word ou Markdown : pourquoi cet avenant.")] = None
    version: Annotated[Texte, key("Version du texte soumise aux conseils.")] = ""
    approuvee_le: Annotated[DateFr | None, key("Date à laquelle ce texte a été approuvé.")] = None
    noms_entrants: Annotated[Noms, key("Communes qui adhèrent par cet avenant.", name="entrent")] = ()
    noms_sortants: Annotated[Noms, key("Membres qui se retirent par cet avenant.", name="sortent")] = ()
    entrants: Annotated[tuple[Collectivite, ...], Unwritten()] = ()
    sortants: Annotated[tuple[Collectivite, ...], Unwritten()] = ()
    effets_du_retrait: Annotated[
        Texte,
        key("Ce que doit encore celui qui se retire, par exemple « sa part des commandes déjà passées »."),
    ] = ""
    accord_cadre: Annotated[MontantsModifies, key("Les montants qui changent.")] = field(
        default_factory=MontantsModifies
    )
    cao: Annotated[str, Choix(codes=_CAO), key("Commission d’appel d’offres compétente, si elle change.")] = (
        ""
    )
    clauses: Annotated[Clauses, key("Les choix de la convention qui changent, ceux-là seuls.")] = field(
        default_factory=Clauses
    )
    annee_population: Annotated[
        Compte | None, key("Année de la population retenue, si elle change."), _ANNEXE_2
    ] = None
    rubriques: Annotated[
        tuple[Rubrique, ...], key("Les rubriques, toutes, si elles changent."), _ANNEXE_2
    ] = ()
    couts: Annotated[Couts, key("Les coûts prévus, entre les membres à venir."), _ANNEXE_2] = field(
        default_factory=Couts
    )
    articles: Annotated[
        tuple[ArticleModifie, ...],
        key("Les articles que l’avenant écrit lui-même, si un choix n’y suffit pas."),
    ] = ()
    signataires: Annotated[
        str,
        Choix(parmi=(_TOUS, _CONCERNES)),
        key("Qui approuve et signe l’avenant, selon la clause de modification de la convention."),
    ] = _TOUS
    effet: Annotated[DateFr | None, key("Date d’effet, si ce n’est pas la dernière signature.")] = None
    entree_en_vigueur: Annotated[
        Texte, key("Quand l’avenant entre en vigueur, si ce n’est ni la dernière signature ni un jour.")
    ] = ""
    conseils: Annotated[DemandeAuxConseils, key("Ce qui est demandé aux conseils.")] = field(
        default_factory=DemandeAuxConseils
    )
    arretee_au: Annotated[DateFr | None, key("Date à laquelle la liste des membres est arrêtée.")] = None
    retours: Annotated[
        tuple[MembreGroupement, ...] | str,
        OuFichier("papeterie-avenant-1-retours.csv"),
        key("Ce qui est revenu des membres sur cet avenant : un tableau, ou la liste elle-même."),
    ] = ()

    @property
    def par_tous(self) -> bool:
        """Whether every member approves and signs it."""
        return self.signataires == _TOUS


class Groupement(Fact, frozen=True, kw_only=True):
    """Un groupement de commandes.

    As its file tells it: choices not made are empty or None, never a default. `nom` is that of the file,
    `cao` "coordonnateur" or "mixte", `unite` what the group counts in its keys.

    Each amendment makes another version of it, in `avenants`: there, `avenant` says what it is, `avant` is
    the version before, `membres` are those who decide on it and what came back from them on that.
    """

    nom: Annotated[str, Unwritten()] = ""
    fichier: Annotated[str, Unwritten()] = ""
    objet: Annotated[Texte, key("Objet du groupement, avec son article : « la fourniture de papier ».")]
    nom_d_usage: Annotated[Texte, key("Nom d’usage, imprimé en tête de chaque page.", name="nom")] = ""
    contexte: Annotated[Fichier | None, key("Fichier Word ou Markdown : exposé et préambule.")] = None
    version: Annotated[Texte, key("Version du texte soumise aux conseils.")] = ""
    approuvee_le: Annotated[DateFr | None, key("Date à laquelle ce texte a été approuvé.")] = None
    coordonnateur: Annotated[Coordonnateur, key("Le coordonnateur.")]
    adhesions: Annotated[Adhesions, key("Les membres.", name="membres")] = field(default_factory=Adhesions)
    membres: Annotated[tuple[MembreGroupement, ...], Unwritten()] = ()
    accord_cadre: Annotated[AccordCadre, key("L’accord-cadre à passer.")] = field(default_factory=AccordCadre)
    cao: Annotated[str, Choix(codes=_CAO), key("Commission d’appel d’offres compétente.")] = ""
    clauses: Annotated[Clauses, key("Les choix de la convention.")] = field(default_factory=Clauses)
    conseils: Annotated[DemandeAuxConseils, key("Ce qui est demandé aux conseils des communes.")] = field(
        default_factory=DemandeAuxConseils
    )
    annexe_1_arretee_au: Annotated[
        DateFr | None, key("Date à laquelle la liste est arrêtée.", name="arretee_au"), _ANNEXE_1
    ] = None
    unite: Annotated[
        Texte, key("Ce que l’on compte dans les clés, par exemple « téléservice »."), _ANNEXE_2
    ] = "service"
    annee_population: Annotated[
        Compte | None,
        key(
            "Année de la population municipale retenue dans les clés, et comptée à l’annexe 1 : celle du "
            "recensement, non celle de son entrée en vigueur."
        ),
        _ANNEXE_2,
    ] = None
    rubriques: Annotated[tuple[Rubrique, ...], key("Les rubriques."), _ANNEXE_2] = ()
    couts: Annotated[Couts, key("Les coûts prévus, s’ils sont connus."), _ANNEXE_2] = field(
        default_factory=Couts
    )
    tribunal: Annotated[Texte, key("Tribunal administratif, s’il ne peut pas être trouvé.")] = ""
    avenants_ecrits: Annotated[
        tuple[Avenant, ...],
        key("Les avenants à la convention, dans leur ordre : le premier porte le n° 1.", name="avenants"),
    ] = ()
    avenants: Annotated[tuple["Groupement", ...], Unwritten()] = ()
    avenant: Annotated[Avenant | None, Unwritten()] = None
    avant: Annotated["Groupement | None", Unwritten()] = None

    def completed(self, context: FileContext, keys: Container[str]) -> Self:
        """Its members in their places, its headings that say who pays, and costs by their names."""
        beside = context.references
        if not isinstance(beside, Beside) or self.coordonnateur.collectivite is None:
            return self
        membres = read_members(self.adhesions, self.coordonnateur, beside)
        rubriques = tuple(each for each in self.rubriques if each.cas)
        aside = frozenset(cle(each.titre) for each in self.rubriques if not each.cas)
        couts = Names(membres, rubriques, aside, beside.findings).costs(self.couts)
        complete = replace(
            self,
            nom=PurePosixPath(beside.file).stem,
            fichier=beside.file,
            membres=with_populations(membres, couts, self.annee_population),
            rubriques=rubriques,
            couts=couts,
        )
        versions: list[Groupement] = []
        for rang, avenant in enumerate(self.avenants_ecrits, start=1):
            avant = versions[-1] if versions else complete
            versions.append(avant.amended(replace(avenant, numero=rang), beside))
        return replace(complete, avenants=tuple(versions))

    def amended(self, avenant: Avenant, beside: Beside) -> Self:
        """The version that this amendment makes of this one: what it doesn't say is as it was."""
        siens = tuple(membre.collectivite for membre in self.possibles)
        avenant = replace(
            avenant,
            entrants=read_names(avenant.noms_entrants, avenant, "entrent", self.coordonnateur, beside),
            sortants=read_names(avenant.noms_sortants, avenant, "sortent", self.coordonnateur, beside, siens),
        )
        decision = replace(self.coordonnateur.deliberation, date=None, mandat="")
        coordonnateur = replace(self.coordonnateur, deliberation=decision)
        decident = (*(siens if avenant.par_tous else avenant.sortants), *avenant.entrants)
        membres = read_members(
            Adhesions(retours=avenant.retours, lieu=avenant.lieu, lieux=avenant.lieux),
            coordonnateur,
            beside,
            tuple({each.code: each for each in decident}.values()),
        )
        sienne = membres[0]
        if sienne.resultat != "rejetée" and not sienne.a_corriger:
            decision = replace(decision, date=sienne.deliberation_le)
            coordonnateur = replace(coordonnateur, deliberation=decision)
        lieux = {nom: self.lieux[nom] for nom in self.lieux}
        version = replace(
            self,
            version=avenant.version,
            approuvee_le=avenant.approuvee_le,
            coordonnateur=coordonnateur,
            membres=membres,
            accord_cadre=replace(self.accord_cadre, **_written(avenant.accord_cadre)),
            cao=avenant.cao or self.cao,
            clauses=replace(self.clauses, **_written(avenant.clauses)),
            conseils=avenant.conseils,
            annexe_1_arretee_au=avenant.arretee_au,
            annee_population=avenant.annee_population or self.annee_population,
            rubriques=tuple(each for each in avenant.rubriques if each.cas) or self.rubriques,
            lieux=MappingProxyType(lieux | {nom: avenant.lieux[nom] for nom in avenant.lieux}),
            avenants=(),
            avenant=avenant,
            avant=self,
        )
        if avenant.couts.depenses:
            aside = frozenset(cle(each.titre) for each in avenant.rubriques if not each.cas)
            names = Names(version.membres_ensuite, version.rubriques, aside, beside.findings)
            return replace(version, couts=names.costs(avenant.couts))
        bouge = avenant.entrants or avenant.sortants
        return replace(version, couts=Couts()) if bouge else version

    @property
    def cle(self) -> str:
        """What tells its text from all others: « papeterie », « papeterie-avenant-1 »."""
        return self.nom if self.avenant is None else f"{self.nom}-avenant-{self.avenant.numero}"

    @property
    def possibles(self) -> tuple[MembreGroupement, ...]:
        """Those who may be members once this text is in force: all but those who have refused, or leave."""
        partis = {sortant.code for sortant in self.avenant.sortants} if self.avenant else set()
        avant = self.avant.possibles if self.avant is not None else ()
        siens = {membre.collectivite.code: membre for membre in (*avant, *self.membres)}
        return tuple(m for code, m in siens.items() if code not in partis and m.resultat != "rejetée")

    @property
    def nom_du_texte(self) -> str:
        """« convention », « avenant n° 1 »."""
        return "convention" if self.avenant is None else f"avenant n°\u00a0{self.avenant.numero}"

    @property
    def reference(self) -> str:
        """How a session names this version: « papeterie », « papeterie, avenant 1 »."""
        return self.nom if self.avenant is None else f"{self.nom}, avenant {self.avenant.numero}"

    def version_nommee(self, nom: str, lieu: Location) -> "Groupement | Diagnostic":
        """The version that « avenant 1 » names, or that there is none."""
        lu = _AVENANT.fullmatch(nom)
        if lu is not None and 1 <= int(lu[1]) <= len(self.avenants):
            return self.avenants[int(lu[1]) - 1]
        return GC_FICHIER.finding(
            say("Le groupement « {nom} » n'a pas d'« {suite} ».", nom=self.nom, suite=nom),
            lieu,
            hint=say("Écrivez « {nom}, avenant 1 » ; ses avenants sont dans son dossier.", nom=self.nom),
            mender=Mender.SECRETAIRE,
        )

    def suit(self, avant: "Groupement") -> "Groupement":
        """This version after that state of the one before, whose members alone decide with those who join."""
        siens = {membre.collectivite.code for membre in avant.membres_ensuite}
        siens |= {entrant.code for entrant in self.avenant.entrants} if self.avenant else set()
        membres = tuple(membre for membre in self.membres if membre.collectivite.code in siens)
        return replace(self, avant=avant, membres=membres)

    @property
    def ensuite(self) -> "Groupement":
        """The same with the members to come, who share its costs."""
        return self if self.avenant is None else replace(self, membres=self.membres_ensuite)

    @property
    def _ont_adhere(self) -> tuple[MembreGroupement, ...]:
        """The parties: those who have signed; while nobody is told to have, those who decided to, or may.

        An answer that is to be mended makes no party.
        """
        code = self.coordonnateur.collectivite.code

        def avec(connu: Callable[[MembreGroupement], bool]) -> tuple[MembreGroupement, ...]:
            return tuple(m for m in self.possibles if connu(m) or m.collectivite.code == code)

        signataires = avec(lambda m: m.signee_le is not None and not m.a_corriger)
        decides = avec(lambda m: m.deliberation_le is not None)
        return next((each for each in (signataires, decides) if len(each) > 1), self.possibles)

    def fait_entrer(self, code: str) -> bool:
        """Whether that collectivity joins by this amendment."""
        return self.avenant is not None and any(each.code == code for each in self.avenant.entrants)

    @property
    def proses(self) -> tuple[Prose, ...]:
        """Every text that its file names for this version."""
        avenant = self.avenant
        siens = (avenant.contexte, *(a.texte for a in avenant.articles)) if avenant is not None else ()
        textes = (self.contexte, *(rubrique.couvre for rubrique in self.rubriques), *siens)
        return tuple(texte for texte in textes if texte is not None)

    @property
    def origine(self) -> "Groupement":
        """The group as its convention made it."""
        return self if self.avant is None else self.avant.origine

    @property
    def membres_ensuite(self) -> tuple[MembreGroupement, ...]:
        """The members once this text is in force, each with what it sent back on the text it joined by."""
        if self.avenant is None or self.avant is None:
            return self._ont_adhere
        partis = {sortant.code for sortant in self.avenant.sortants}
        entres = {entrant.code for entrant in self.avenant.entrants}
        restes = (m for m in self.avant.membres_ensuite if m.collectivite.code not in partis)
        return (*restes, *(m for m in self.membres if m.collectivite.code in entres))


def _written(said: Fact) -> dict[str, Any]:
    """What was said of these choices: the others are as they were."""
    neuf = type(said)()
    champs = (nom for nom in field_names(type(said)) if nom not in said.apart)
    return {nom: getattr(said, nom) for nom in champs if getattr(said, nom) != getattr(neuf, nom)}


class Situation(StrEnum):
    """How far a member has come; the values are words for a list of members."""

    PARTIE = "partie à la convention"  # its decision is executory, and it has signed
    EXECUTOIRE = "convention à signer"  # its decision is executory
    ADOPTEE = "pas encore exécutoire"  # it has decided to join
    EN_ATTENTE = "en attente"  # it has not decided yet, or what it sent back is to be mended
    REJETEE = "adhésion rejetée"


class LigneAnnexe(Struct, frozen=True):
    """What is known of a member: its rank is that in annexe 1, or in the list of the others.

    `etape_manquante` is empty once the member is party to the convention, `signee_le` until it is.
    """

    rang: int
    membre: MembreGroupement
    est_coordonnateur: bool
    executoire_le: Jour | None
    situation: Situation
    etape_manquante: str = ""

    @property
    def signee_le(self) -> Jour | None:
        """When it signed; a signature given before its decision is executory is void."""
        return self.membre.signee_le if self.situation is Situation.PARTIE else None


class EtatGroupement(Struct, frozen=True):
    """The group as at a date (None: with all that is known), computed once.

    Each member is in exactly one of the five lists, in the order of the group's file. `a_signer`: it is that
    of the convention which is about to be signed, by those alone who have decided to join.
    """

    groupement: Groupement
    au: Jour | None
    parties: tuple[LigneAnnexe, ...] = ()
    executoires: tuple[LigneAnnexe, ...] = ()
    adoptees: tuple[LigneAnnexe, ...] = ()
    en_attente: tuple[LigneAnnexe, ...] = ()
    rejetees: tuple[LigneAnnexe, ...] = ()
    a_signer: bool = False

    @property
    def adherents(self) -> tuple[LigneAnnexe, ...]:
        """The members that have decided to join, whether or not they have signed, by rank."""
        return tuple(sorted((*self.parties, *self.executoires, *self.adoptees), key=lambda each: each.rang))

    @property
    def annexe_1(self) -> tuple[LigneAnnexe, ...]:
        """The members that annexe 1 names; of the convention to be signed, those alone who may sign it.

        A signature before the decision is executory is void. The coordinator is named whatever it lacks.
        """
        return tuple(
            ligne
            for ligne in self.adherents
            if not self.a_signer or ligne.est_coordonnateur or ligne.situation is not Situation.ADOPTEE
        )

    @property
    def coordonnateur_peut_signer(self) -> bool:
        """Whether the decision of the first of those who sign is executory."""
        return any(ligne.est_coordonnateur for ligne in (*self.parties, *self.executoires))

    @property
    def lignes(self) -> tuple[LigneAnnexe, ...]:
        """Every member, in the order of the group's file."""
        par_code = {
            ligne.membre.collectivite.code: ligne
            for ligne in (*self.adherents, *self.en_attente, *self.rejetees)
        }
        return tuple(par_code[membre.collectivite.code] for membre in self.groupement.membres)
