"""A body in which the collectivity is represented, and what a decision gives to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from actgen.diagnostics import Location
from actgen.facts.personne import Membre


class Avantage(StrEnum):
    """What a decision gives to the body; the law of the day says from which its representatives withdraw."""

    COMMANDE_PUBLIQUE = "commande_publique"
    GARANTIE = "garantie_d_emprunt"
    AIDE = "aide"
    DESIGNATION = "designation"  # or pay, of the representatives themselves
    DEPENSE_OBLIGATOIRE = "depense_obligatoire"
    BUDGET = "budget"
    RIEN = "rien"


class NatureOrganisme(StrEnum):
    """What kind of body: from the decisions about some of them nobody withdraws (art. L. 1111-6 III)."""

    GROUPEMENT = "groupement de collectivités"
    CCAS = "CCAS"
    CAISSE_DES_ECOLES = "caisse des écoles"
    AUTRE = "autre"


@dataclass(frozen=True, slots=True)
class Organisme:
    """The body that an item regards. None for the rest: not said."""

    nom: str
    representants: tuple[Membre, ...] = ()
    designes_par_la_loi: bool | None = None
    remuneres: bool | None = None
    recoit: Avantage | None = None
    nature: NatureOrganisme | None = None
    lieu: Location | None = None
