"""The view of what is added to an act in the copy to be published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .commun import JourConnu, VueCollectivite


@dataclass(frozen=True, slots=True)
class VueSignataire:
    """Qui a signé l’acte, sa qualité et son nom."""

    qualite: str  # « Le maire », « La secrétaire de séance »
    nom: str


@dataclass(frozen=True, slots=True)
class VuePublication:
    """La copie d’un acte destinée à la publication."""

    collectivite: VueCollectivite
    mode: str  # « mise en ligne », « affichage », « mise à disposition sur papier », « publication »
    publiee_le: JourConnu
    transmise_le: date | None
    occulte: bool  # des mentions ont été occultées dans cette copie
    signataires: tuple[VueSignataire, ...]
    nombreux: bool  # trop pour une ligne chacun : tous les membres présents, avant juillet 2022
    signataires_en_ligne: str  # « A, maire ; B, première adjointe ; C, conseiller municipal »
