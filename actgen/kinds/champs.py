"""What may be written of a field in an acte.yaml."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from actgen.facts.champs import TypeChamp
from actgen.reading.fields import Choix, OuiNon, Texte
from actgen.reading.shapes import Shape


def un_ou_plusieurs(valeur: Any) -> Any:
    """A list as it is; one value as a list of one."""
    return [valeur] if isinstance(valeur, str) else valeur


Exemples = Annotated[tuple[Texte, ...], BeforeValidator(un_ou_plusieurs)]


class ColonneShape(Shape):
    """Une colonne d’un champ « lignes »."""

    nom: Texte = Field(
        description="Nom que les séances et le gabarit écrivent : minuscules sans accent, soulignés."
    )
    type: Annotated[TypeChamp, Choix()] = Field(
        description="Ce qu’on y écrit ; une colonne n’est ni un texte long, ni une liste, ni des lignes."
    )
    titre: Texte = Field(description="Nom en clair, pour les messages et l’aide.")
    obligatoire: OuiNon = Field(
        False, description="Faut-il l’écrire ? Tant qu’il manque, l’acte reste un projet."
    )
    minimum: Texte | None = Field(
        None,
        description="Le moins qu’on puisse y écrire : montant, nombre, date, longueur d’un texte.",
    )
    maximum: Texte | None = Field(None, description="Le plus qu’on puisse y écrire.")
    choix: tuple[Texte, ...] = Field((), description="Les valeurs admises, pour le type « choix ».")


class EquilibreShape(Shape):
    """Deux colonnes de montants dont les totaux doivent être égaux."""

    gauche: Texte = Field(description="Première colonne, « depenses » par exemple.")
    droite: Texte = Field(description="Seconde colonne, « recettes » par exemple.")
    par: Texte | None = Field(None, description="Colonne dont chaque valeur doit être en équilibre.")
    excedent: Texte | None = Field(
        None,
        description="Celle des deux dont le total peut dépasser l’autre : c’est signalé, sans rien empêcher.",
    )


class ChampShape(ColonneShape):
    """Un champ qu’une nature d’acte demande en propre au point."""

    question: Texte | None = Field(None, description="Question posée à qui prépare la séance.")
    exemple: Exemples = Field((), description="Un exemple de valeur, tel qu’on l’écrirait.")
    aide: Texte | None = Field(None, description="Ce qu’il faut savoir pour le remplir.")
    de: Annotated[TypeChamp, Choix()] = Field(
        TypeChamp.TEXTE, description="Type des éléments d’une liste : texte, personne, montant…"
    )
    colonnes: tuple[ColonneShape, ...] = Field((), description="Colonnes d’un champ « lignes ».")
    par: Texte | None = Field(
        None, description="Colonne par laquelle les lignes sont regroupées, avec leurs sous-totaux."
    )
    equilibre: EquilibreShape | None = Field(None, description="Les totaux qui doivent être égaux.")
