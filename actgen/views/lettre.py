"""The view of the letter by which a coordinator asks a council to join the group."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from actgen.document.inline import Inline
from actgen.document.nodes import Signatures

from .commun import Connu, JourConnu, VueCollectivite
from .groupement import VueClauses, VueCoordonnateur, VueGroupement
from .sens import Sens


@dataclass(frozen=True, slots=True)
class VueLettre:
    """La lettre qui accompagne le modèle de délibération envoyé à une commune."""

    groupement: VueGroupement
    coordonnateur: VueCoordonnateur
    clauses: VueClauses
    collectivite: Annotated[VueCollectivite, Sens("La commune à qui la lettre est adressée.")]
    version: Annotated[Connu, Sens("Version du texte que les conseils approuvent.")]
    empreinte: Annotated[str, Sens("Empreinte du texte, par groupes de quatre signes.")]
    datee_du: Annotated[Inline | date, Sens("Date de la lettre, ou la place où la porter à la main.")]
    a_deliberer_avant: Annotated[JourConnu, Sens("Date avant laquelle le conseil est prié de délibérer.")]
    contact: Annotated[str, Sens("Service à joindre, dans les mots du groupement ; ou vide.")]
    signatures: Annotated[Signatures, Sens("Place de la signature du coordonnateur.")]
