"""The view of the list of deliberations, and of the account of a session that it replaced in July 2022."""

from __future__ import annotations

from dataclasses import dataclass

from actgen.document.nodes import Lacune

from .commun import JourConnu, VueCollectivite, VuePresence, VueSeance


@dataclass(frozen=True, slots=True)
class VueLigneDeListe:
    """Un point examiné : son objet et ce qui en a été décidé. Aucun nom."""

    numero: int
    objet: str
    numero_acte: str  # vide pour un point reporté, ou qui ne donne pas d’acte
    sort: str  # « adopté », « rejeté », « reporté », « élection faite », « élection non acquise »
    vote: str  # « 9 pour, 2 contre, 1 abstention », ou vide


@dataclass(frozen=True, slots=True)
class VueListe:
    """La liste des délibérations examinées, ou le compte rendu affiché avant le 1er juillet 2022."""

    collectivite: VueCollectivite
    seance: VueSeance
    presence: VuePresence
    lignes: tuple[VueLigneDeListe, ...]
    points_non_saisis: tuple[Lacune, ...]  # une seule, s’il y en a
    affichee_le: JourConnu
    mise_en_ligne: bool  # la collectivité a un site internet, ou l’on ne sait pas
    mise_en_ligne_le: JourConnu
