"""What is looked for in the words of composed acts: blanks, terms, private data, clauses.

These are patterns as data (data/droit/textes.yaml), so that legal staff can add one with its examples. The
file is read, and its patterns compiled, only when the text of an act is checked.
"""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated

from actgen.law.tables import Content, FieldReading, Fields, Sourced, law, says


class Gravite(StrEnum):
    """How grave a private datum is in an act to be published."""

    ERREUR = "erreur"
    ATTENTION = "attention"


class Controle(StrEnum):
    """What else a match must satisfy: a key of control, a plausible birth, an address that is nobody's."""

    AUCUN = ""
    NIR = "nir"
    NAISSANCE = "naissance"
    COURRIEL = "courriel"
    IBAN = "iban"


class ActesVises(StrEnum):
    """The acts in which a term is looked for."""

    TOUS = ""
    GROUPEMENT = "groupement"


def _motif(row: Fields, name: str) -> re.Pattern[str] | None:
    """A pattern; a fault when it is none."""
    try:
        return re.compile(row.text(name), re.MULTILINE)
    except re.error:
        row.fault(
            f"«\u00a0{name}\u00a0» n’est pas une expression régulière.",
            name,
            hint="Vérifiez les parenthèses et les barres obliques inverses.",
        )
        return None


class Cherche(Sourced, frozen=True):
    """What is looked for, with texts where it is found and where it is not."""

    ALSO = ("exemples", "contre_exemples")  # what a test tries


class Blanc(Cherche, frozen=True):
    """Something left to fill in; `dit` names it in a message, `balise` what a template prints there."""

    motif: Annotated[re.Pattern[str], FieldReading(_motif)]
    dit: str
    balise: str = ""


class Decision(Cherche, frozen=True):
    """What the law forbids to decide so; `dit`: in a few words; `du`: since that day, or always."""

    motif: Annotated[re.Pattern[str], FieldReading(_motif)]
    dit: str
    voir: str
    depuis: date | None = None


class Terme(Cherche, frozen=True):
    """A spelling to avoid and the one to write; `actes`: those of a purchasing group alone, or all."""

    motif: Annotated[re.Pattern[str], FieldReading(_motif)]
    ecrire: str
    raison: str
    actes: ActesVises = ActesVises.TOUS


class DonneePersonnelle(Cherche, frozen=True, kw_only=True):
    """A private datum. `pres_d_une_personne`: only in a sentence that names a private person.

    `matieres`: only in what is decided in these matters of @ctes; none: everywhere.
    """

    motif: Annotated[re.Pattern[str], FieldReading(_motif)]
    champ: str
    gravite: Gravite
    controle: Controle = Controle.AUCUN
    pres_d_une_personne: Annotated[bool, FieldReading(says("personne"), "pres")]
    matieres: Annotated[tuple[str, ...], FieldReading(lambda row, name: tuple(row.texts(name)))] = ()


class ClauseAttendue(Cherche, frozen=True, kw_only=True):
    """What a convention says. It is there when one paragraph or title matches `motif`, and one `et`."""

    motif: Annotated[re.Pattern[str], FieldReading(_motif)]
    et: Annotated[re.Pattern[str] | None, FieldReading(_motif)] = None
    clause: str
    obligatoire: bool = False


class Textes(Content, frozen=True):
    """The content of data/droit/textes.yaml."""

    FILE = "textes.yaml"
    ALSO = ("statut",)

    blancs: tuple[Blanc, ...]
    decisions: Annotated[tuple[Decision, ...], FieldReading(key="decisions_a_revoir")]
    termes: tuple[Terme, ...]
    donnees: Annotated[tuple[DonneePersonnelle, ...], FieldReading(key="donnees_personnelles")]
    courriels_de_service: Annotated[
        frozenset[str], FieldReading(lambda top, name: frozenset(top.texts(name)))
    ]
    clauses: Annotated[tuple[ClauseAttendue, ...], FieldReading(key="clauses_de_groupement")]


def shipped_textes() -> Textes:
    """The patterns that ship with actgen."""
    return law(Textes)
