"""The group file: the dossier of the coordinator, one for all the members."""

from __future__ import annotations

from dataclasses import field
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from actgen.facts.groupement import (
    AccordCadre,
    Clauses,
    CleDeRepartition,
    DeliberationCoordonnateur,
    DemandeAuxConseils,
)
from actgen.facts.shapes.collectivite import Charte
from actgen.reading.facts import Fact, key
from actgen.reading.fields import (
    Choix,
    Compte,
    DateFr,
    Montant,
    OuiNon,
    Texte,
    read_scalar,
    une_ou_plusieurs,
)
from actgen.reading.scalars import parse_text
from actgen.reading.shapes import Shape
from actgen.records import dataclass


@dataclass(frozen=True)
class OuFichier:
    """A list, or the name of the file that holds it: `Annotated[tuple[X, ...] | str, OuFichier("x.csv")]`."""

    exemple: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        liste = next(kind for kind in get_args(source) if kind is not str)
        return core_schema.no_info_wrap_validator_function(self._read, handler.generate_schema(liste))

    def _read(self, value: Any, read: core_schema.ValidatorFunctionWrapHandler) -> Any:
        return read_scalar(value, parse_text) if isinstance(value, str) else read(value)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string", "examples": [self.exemple]}, handler(schema)]}


Noms = Annotated[tuple[Texte, ...], BeforeValidator(une_ou_plusieurs)]


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


Organe = Annotated[Literal["conseil", "bureau", "maire", "président"], Choix()]
Mandat = Annotated[Literal["passation", "passation et exécution"], Choix()]


@dataclass(frozen=True)
class CoordonnateurShape(Fact):
    """Le coordonnateur : un des membres du groupement."""

    epci: Annotated[Texte | None, key("Nom de l’EPCI, ou son numéro SIREN.")] = None
    commune: Annotated[Texte | None, key("Nom de la commune, ou son code INSEE.")] = None
    nom: Annotated[
        Texte | None,
        key("Le nom qu’il emploie, s’il n’est pas celui de la liste : « Eurométropole de Metz »."),
    ] = None
    sigle: Annotated[Texte | None, key("Sigle employé dans les textes.")] = None
    siege: Annotated[Texte | None, key("Commune du siège.")] = None
    departement: Annotated[Texte | None, key("Code du département du siège.")] = None
    represente_par: Annotated[
        Texte | None, key("Nom et qualité du représentant, séparés par une virgule.")
    ] = None
    a_besoin_propre: Annotated[OuiNon | None, key("L’EPCI achète-t-il aussi pour lui-même ?")] = None
    statuts_l5211_4_4: Annotated[
        OuiNon | None,
        key(
            "S’il n’achète rien pour lui-même : ses statuts lui permettent-ils de mener des procédures pour "
            "ses communes (art. L. 5211-4-4 CGCT) ?"
        ),
    ] = None
    a_une_cao: Annotated[OuiNon | None, key("Le coordonnateur a-t-il une commission d’appel d’offres ?")] = (
        None
    )
    deliberation: Annotated[DeliberationCoordonnateur, key("Sa propre décision.")] = field(
        default_factory=DeliberationCoordonnateur
    )
    charte: Annotated[Charte | None, key("Charte graphique du coordonnateur, que suit la convention.")] = None


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


@dataclass(frozen=True, kw_only=True)
class FichierGroupement(Fact):
    """Un groupement de commandes."""

    objet: Annotated[Texte, key("Objet du groupement, avec son article : « la fourniture de papier ».")]
    nom: Annotated[Texte | None, key("Nom d’usage, imprimé en tête de chaque page.")] = None
    contexte: Annotated[Texte | None, key("Fichier Word ou Markdown : exposé et préambule.")] = None
    version: Annotated[Texte | None, key("Version du texte soumise aux conseils.")] = None
    approuvee_le: Annotated[DateFr | None, key("Date à laquelle ce texte a été approuvé.")] = None
    coordonnateur: Annotated[CoordonnateurShape, key("Le coordonnateur.")]
    membres: Annotated[MembresShape, key("Les membres.")] = field(default_factory=MembresShape)
    accord_cadre: Annotated[AccordCadre, key("L’accord-cadre à passer.")] = field(default_factory=AccordCadre)
    cao: Annotated[
        Annotated[Literal["celle du coordonnateur", "mixte"], Choix()] | None,
        key("Commission d’appel d’offres compétente."),
    ] = None
    clauses: Annotated[Clauses, key("Les choix de la convention.")] = field(default_factory=Clauses)
    conseils: Annotated[DemandeAuxConseils, key("Ce qui est demandé aux conseils des communes.")] = field(
        default_factory=DemandeAuxConseils
    )
    annexe_1: Annotated[Annexe1Shape, key("La liste des membres.")] = field(default_factory=Annexe1Shape)
    annexe_2: Annotated[Annexe2Shape, key("Les modalités financières.")] = field(default_factory=Annexe2Shape)
    tribunal: Annotated[Texte | None, key("Tribunal administratif, s’il ne peut pas être trouvé.")] = None
