"""The collectivity file: written once, changed when the council changes."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from actgen.facts.charte import Marges
from actgen.facts.collectivite import ModePublicite, Population
from actgen.facts.phrases.charte import (
    parse_charte,
    parse_couleur,
    parse_marges,
    parse_police,
)
from actgen.facts.phrases.presence import decouper_civilite, parse_personne
from actgen.facts.phrases.votes import parse_population
from actgen.reading.fields import (
    VALEUR_FORME,
    AdresseWeb,
    Choix,
    DateFr,
    OuiNon,
    Phrase,
    Prefecture,
    Reads,
    Siren,
    Siret,
    Texte,
    une_ou_plusieurs,
)
from actgen.reading.scalars import Problem
from actgen.reading.shapes import Shape, refuse
from actgen.text.messages import say

Couleur = Annotated[str, Reads(parse_couleur, ("1f3a5f",))]


class PoliceShape(Shape):
    """La police des actes : son nom, ou ses fichiers."""

    nom: Texte | None = Field(None, description="Nom d’une police fournie avec actgen : Spectral.")
    normale: Texte | None = Field(None, description="Fichier .ttf ou .otf des lettres droites.")
    grasse: Texte | None = Field(None, description="Fichier des lettres grasses.")
    italique: Texte | None = Field(None, description="Fichier des italiques.")
    grasse_italique: Texte | None = Field(None, description="Fichier des italiques grasses.")


class CharteShape(Shape):
    """La charte graphique : ce à quoi ressemblent les actes."""

    blason: Texte | None = Field(
        None, description="Image du blason ou du logo, à côté du fichier : PNG, JPEG ou SVG."
    )
    texte_du_blason: Texte | None = Field(
        None, description="Ce que montre l’image, pour qui ne la voit pas ; nécessaire avec « blason »."
    )
    blason_word: Texte | None = Field(
        None,
        description="Avec un blason SVG : la même image en PNG, pour LibreOffice et les anciens Word.",
    )
    couleur: Couleur | None = Field(
        None, description="Couleur des titres et des filets : six chiffres, sans « # » ou entre guillemets."
    )
    police: Annotated[PoliceShape, Phrase(parse_police, ("Spectral", "mairie.ttf"))] | None = Field(
        None, description="Police des actes : un nom, un fichier, ou les fichiers de chaque graisse."
    )
    marges: Annotated[Marges, Phrase(parse_marges, ("2 cm",))] | None = Field(
        None, description="Marges de la page : une pour les quatre côtés, ou une par côté."
    )
    entete: Texte | None = Field(
        None, description="Papier à en-tête de la collectivité, un fichier Word (.docx) à côté du fichier."
    )


class CharteNommee(CharteShape):
    """Le nom d’un fichier de charte ou d’un papier à en-tête, ou les rubriques d’une charte."""

    fichier: Texte | None = Field(None, description="Nom du fichier de la charte, à côté de celui-ci.")


Charte = Annotated[CharteNommee, Phrase(parse_charte, ("charte.yaml", "papier.docx"))]


class PublicationShape(Shape):
    """Comment la collectivité publie ses actes."""

    mode: Annotated[ModePublicite, Choix()] | None = Field(
        None, description="Affichage, papier ou mise en ligne."
    )
    choisi_le: Texte | None = Field(
        None, description="Date de la délibération qui a choisi ce mode, ou « jamais »."
    )
    adresse: AdresseWeb | None = Field(
        None,
        description="Adresse où se lit chaque délibération publiée, avec {date}, {annee}, {point}, {numero} "
        "et {fichier}, le nom de sa copie à publier. Elle remplit les données ouvertes (DELIB_URL).",
    )


class PersonneShape(Shape):
    """Un membre : son nom et, s’il le faut, les dates de son mandat."""

    nom: Texte = Field(description="Prénom et nom.")
    civilite: Annotated[Literal["M.", "Mme"], Choix()] | None = Field(None, description="M. ou Mme.")
    depuis: DateFr | None = Field(
        None, description="Premier jour du mandat, s’il a commencé après les autres."
    )
    jusqu_au: DateFr | None = Field(None, description="Dernier jour du mandat, s’il a pris fin.")
    commune: Texte | None = Field(None, description="EPCI : commune que ce membre représente.")
    suppleant: Texte | None = Field(
        None,
        description="EPCI : suppléant de ce membre, seul de sa commune à siéger, ou délégué suppléant d’un "
        "syndicat : « Mme Prénom NOM ».",
    )


Personne = Annotated[
    PersonneShape, Phrase(parse_personne, ("Mme Prénom NOM", "M. Prénom NOM, depuis le 03/05/2021"))
]


class MembreShape(Shape):
    """Un membre du conseil, sous la rubrique qui dit sa fonction."""

    maire: Personne | None = Field(None, description="Le maire ou la maire.")
    adjoint: Personne | None = Field(None, description="Un adjoint, dans l’ordre du tableau.")
    adjointe: Personne | None = Field(None, description="Une adjointe, dans l’ordre du tableau.")
    conseiller_delegue: Personne | None = Field(None, description="Un conseiller délégué.")
    conseillere_deleguee: Personne | None = Field(None, description="Une conseillère déléguée.")
    conseiller: Personne | None = Field(None, description="Un conseiller.")
    conseillere: Personne | None = Field(None, description="Une conseillère.")
    membre: Personne | None = Field(
        None, description="Un conseiller ou une conseillère : M. ou Mme n’est pas connu."
    )
    president: Personne | None = Field(None, description="Le président d’un EPCI.")
    presidente: Personne | None = Field(None, description="La présidente d’un EPCI.")
    vice_president: Personne | None = Field(None, description="Un vice-président.")
    vice_presidente: Personne | None = Field(None, description="Une vice-présidente.")


_FONCTIONS = {"M.": "conseiller", "Mme": "conseillere", "": "membre"}


def _avec_fonction(valeur: Any) -> Any:
    """« - M. Prénom NOM », without the office that comes before it."""
    if isinstance(valeur, str) and valeur.strip():
        cle = _FONCTIONS[decouper_civilite(valeur)[0]]
        refuse(
            Problem(
                VALEUR_FORME,
                say("Il manque la fonction de « {nom} ».", nom=valeur),
                say("Écrivez par exemple « - {cle}: {nom} ».", cle=cle, nom=valeur),
            )
        )
    return valeur


class CollectiviteShape(Shape):
    """Une commune, un EPCI ou un syndicat."""

    commune: Texte | None = Field(
        None, description="Nom de la commune, ou son code INSEE s’il y a des homonymes."
    )
    epci: Texte | None = Field(None, description="Nom de l’EPCI à fiscalité propre, ou son numéro SIREN.")
    syndicat: Texte | None = Field(
        None,
        description="Nom d’un syndicat de communes ou d’un syndicat mixte fermé, à la place de « epci » ; "
        "avec « siren » et « departement ».",
    )
    sigle: Texte | None = Field(None, description="Sigle sous lequel il est connu.")
    departement: Texte | None = Field(None, description="Code du département, s’il ne peut pas être trouvé.")
    siege: Texte | None = Field(None, description="Commune du siège.")
    siren: Siren | None = Field(None, description="Numéro SIREN.")
    siret: Siret | None = Field(None, description="Numéro SIRET.")
    prefecture: Prefecture | None = Field(
        None,
        description="Identifiant @CTES du service de l’État qui reçoit les actes : PREF068, ou SPREF0684 "
        "pour une sous-préfecture.",
    )
    tribunal: Texte | None = Field(None, description="Tribunal administratif, s’il ne peut pas être trouvé.")
    site_internet: OuiNon | None = Field(None, description="La collectivité a-t-elle un site internet ?")
    population: Annotated[Population, Phrase(parse_population, ("1417 en 2021",))] | None = Field(
        None, description="Population municipale et son année."
    )
    population_totale: Annotated[Population, Phrase(parse_population, ("1439 en 2021",))] | None = Field(
        None,
        description="Population totale et son année, si la municipale est sous 3 500 et celle-ci au-delà.",
    )
    population_renouvellement: Annotated[Population, Phrase(parse_population, ("1439 en 2018",))] | None = (
        Field(
            None,
            description="Population municipale en vigueur au dernier renouvellement du conseil (celle de "
            "2017 pour 2020, de 2023 pour 2026) : elle fixe ses sièges, le délai de convocation, la note de "
            "synthèse.",
        )
    )
    commune_nouvelle: OuiNon = Field(
        False, description="Commune nouvelle, dont le nombre de sièges suit d’autres règles."
    )
    publication: PublicationShape = Field(PublicationShape(), description="Comment la collectivité publie.")
    numero: Texte = Field(
        "{date}-{point}",
        description="Numéro des délibérations, avec {date}, {annee}, {mois}, {jour}, {point} et {rang}, leur "
        "rang dans l’année.",
    )
    membres: Annotated[
        tuple[Annotated[MembreShape, BeforeValidator(_avec_fonction)], ...], BeforeValidator(une_ou_plusieurs)
    ] = Field((), description="Les membres, dans l’ordre du tableau.")
    bureau: Annotated[tuple[Personne, ...], BeforeValidator(une_ou_plusieurs)] = Field(
        (),
        description="Bureau d’un EPCI : les noms de ceux des membres qui y siègent, le président compris.",
    )
    charte: Charte | None = Field(
        None, description="Charte graphique : rubriques, nom de son fichier, ou papier à en-tête Word."
    )


class CollectiviteNommee(CollectiviteShape):
    """Le nom d’un fichier de collectivites/, ou les rubriques d’une collectivité."""

    fichier: Texte | None = Field(None, description="Nom du fichier, sans son extension.")


def parse_reference(phrase: str) -> dict[str, object]:
    """The name of a file of the workspace."""
    return {"fichier": phrase}
