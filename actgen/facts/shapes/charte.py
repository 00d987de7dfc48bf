"""The house style of a collectivity, written in place or in a file of its own."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from actgen.facts.phrases.charte import (
    parse_charte,
    parse_couleur,
    parse_longueur,
    parse_marges,
    parse_police,
)
from actgen.reading.fields import Phrase, Reads, Texte
from actgen.reading.shapes import Shape

Couleur = Annotated[str, Reads(parse_couleur, ("1f3a5f",))]
Longueur = Annotated[int, Reads(parse_longueur, ("2 cm", "25 mm"))]


class MargesShape(Shape):
    """Les marges de la page, entre 1,5 et 5 cm."""

    haut: Longueur | None = Field(None, description="Marge du haut.")
    bas: Longueur | None = Field(None, description="Marge du bas.")
    gauche: Longueur | None = Field(None, description="Marge de gauche.")
    droite: Longueur | None = Field(None, description="Marge de droite.")


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
    marges: Annotated[MargesShape, Phrase(parse_marges, ("2 cm",))] | None = Field(
        None, description="Marges de la page : une pour les quatre côtés, ou une par côté."
    )
    entete: Texte | None = Field(
        None, description="Papier à en-tête de la collectivité, un fichier Word (.docx) à côté du fichier."
    )


class CharteNommee(CharteShape):
    """Le nom d’un fichier de charte ou d’un papier à en-tête, ou les rubriques d’une charte."""

    fichier: Texte | None = Field(None, description="Nom du fichier de la charte, à côté de celui-ci.")


Charte = Annotated[CharteNommee, Phrase(parse_charte, ("charte.yaml", "papier.docx"))]
