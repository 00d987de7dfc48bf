"""The view of what is added to an act in the copy to be published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from .commun import JourConnu, VueCollectivite
from .sens import Sens


@dataclass(frozen=True, slots=True)
class VueSignataire:
    """Qui a signé l’acte, sa qualité et son nom."""

    qualite: Annotated[str, Sens("Qualité : « Le maire », « La secrétaire de séance ».")]
    nom: Annotated[str, Sens("Nom.")]


@dataclass(frozen=True, slots=True)
class VuePublication:
    """La copie d’un acte destinée à la publication."""

    collectivite: VueCollectivite
    mode: Annotated[
        str,
        Sens(
            "Manière de publier : « mise en ligne », « affichage », « mise à disposition sur "
            "papier », « publication »."
        ),
    ]
    publiee_le: Annotated[JourConnu, Sens("Date de publication, ou la place où la porter à la main.")]
    transmise_le: Annotated[
        date | None, Sens("Date de transmission au représentant de l’État ; peut manquer.")
    ]
    occulte: Annotated[bool, Sens("Oui si des mentions ont été occultées dans cette copie.")]
    signataires: Annotated[tuple[VueSignataire, ...], Sens("Qui a signé l’acte.")]
    nombreux: Annotated[
        bool,
        Sens("Oui s’ils sont trop pour une ligne chacun : tous les membres présents, avant juillet 2022."),
    ]
    signataires_en_ligne: Annotated[
        str, Sens("Signataires à la suite : « A, maire ; B, première adjointe ; C, conseiller municipal ».")
    ]
