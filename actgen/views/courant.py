"""What the head and the foot of the pages may tell of an act, beside what its text tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from .sens import Sens


@dataclass(frozen=True)
class VueCourante:
    """Ce que l’en-tête et le pied de page d’un modèle Word peuvent dire, en plus des variables du texte."""

    entete: Annotated[str, Sens("Collectivité et séance, en une ligne.")]
    titre: Annotated[str, Sens("Titre de l’acte, avec son numéro.")]
    objet: Annotated[str, Sens("Objet de l’acte.")]
    auteur: Annotated[str, Sens("Collectivité de qui est l’acte.")]
    projet: Annotated[bool, Sens("Oui si l’acte est un PROJET.")]
