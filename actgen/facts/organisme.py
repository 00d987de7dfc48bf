"""A body in which the collectivity is represented, and what a decision gives to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from actgen.reading.facts import Fact, key
from actgen.reading.fields import Choix, OuiNon, Texte

from .references import Membres


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


_AVANTAGES = (
    ("subvention", "aide"),
    ("dépense obligatoire", "depense_obligatoire"),
    ("rémunération", "designation"),
)
_NATURES = (
    ("syndicat", "groupement de collectivités"),
    ("EPCI", "groupement de collectivités"),
    ("centre communal d’action sociale", "CCAS"),
)


@dataclass(frozen=True)
class Organisme(Fact):
    """Un organisme où la collectivité est représentée, et que le point concerne."""

    nom: Annotated[Texte, key("Nom de l’organisme.")]
    nature: Annotated[
        Annotated[NatureOrganisme, Choix(_NATURES)] | None,
        key(
            "Dans un groupement de collectivités (syndicat, EPCI), un CCAS ou une caisse des écoles, le "
            "retrait n’est pas exigé."
        ),
    ] = None
    representants: Annotated[Membres, key("Membres qui y représentent la collectivité.")] = ()
    designes_par_la_loi: Annotated[OuiNon | None, key("Y sont-ils désignés en application de la loi ?")] = (
        None
    )
    remuneres: Annotated[
        OuiNon | None, key("Y reçoivent-ils une rémunération ou un avantage particulier ?")
    ] = None
    recoit: Annotated[
        Annotated[Avantage, Choix(_AVANTAGES)] | None,
        key(
            "Ce que la décision lui donne ; « designation » : la désignation ou la rémunération de ses "
            "représentants."
        ),
    ] = None
