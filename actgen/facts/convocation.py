"""The convocation of a session and its agenda."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from actgen.diagnostics import Location
from actgen.facts.personne import Membre


@dataclass(frozen=True, slots=True)
class LigneOrdreDuJour:
    numero: int
    objet: str
    lieu: Location | None = None


@dataclass(frozen=True, slots=True)
class SecondeConvocation:
    """A convocation sent again after a session without quorum.

    `ordre_du_jour` is that of the first convocation: its items alone are spared the quorum.
    """

    premiere_seance: date | None = None
    rappel_sans_quorum: bool | None = None
    ordre_du_jour: tuple[LigneOrdreDuJour, ...] | None = None
    lieu: Location | None = None


@dataclass(frozen=True, slots=True)
class Convocation:
    """The convocation; `envoyee_le` is the day of dispatch, neither signature nor receipt.

    `papier_demande_par`: members who asked for it on paper.
    """

    envoyee_le: date | None = None
    mode: str = ""
    auteur: str = ""
    affichee_le: date | None = None
    note_de_synthese: bool | None = None
    ordre_du_jour: tuple[LigneOrdreDuJour, ...] | None = None
    urgence: bool = False
    urgence_motif: str = ""
    urgence_approuvee: bool | None = None
    seconde: SecondeConvocation | None = None
    papier_demande_par: tuple[Membre, ...] = ()
    lieu: Location | None = None
    lieu_envoi: Location | None = None
    lieux: MappingProxyType[str, Location] = field(default_factory=lambda: MappingProxyType({}))
