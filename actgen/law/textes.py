"""What is looked for in the words of composed acts: blanks, terms, private data, clauses.

These are patterns as data (data/droit/textes.yaml), so that legal staff can add one with its examples. The
file is read, and its patterns compiled, only when the text of an act is checked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from actgen.law.tables import Content, Fields, Sourced, cell, each_row, law, perhaps, text, word, yes


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


def examples(key: str) -> Any:
    """What a test tries, and no run reads."""
    return cell(lambda row, name: None, key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cherche(Sourced):
    """What is looked for, with texts where it is found and where it is not."""

    exemples: None = examples("exemples")
    contre_exemples: None = examples("contre_exemples")


@dataclass(frozen=True, slots=True, kw_only=True)
class Blanc(Cherche):
    """Something left to fill in; `dit` names it in a message."""

    motif: re.Pattern[str] = cell(_motif)
    dit: str = text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Terme(Cherche):
    """A spelling to avoid and the one to write; `actes`: those of a purchasing group alone, or all."""

    motif: re.Pattern[str] = cell(_motif)
    ecrire: str = text()
    raison: str = text()
    actes: ActesVises = word(ActesVises, ActesVises.TOUS)


@dataclass(frozen=True, slots=True, kw_only=True)
class DonneePersonnelle(Cherche):
    """A private datum. `pres_d_une_personne`: only in a sentence that names a private person."""

    motif: re.Pattern[str] = cell(_motif)
    champ: str = text()
    gravite: Gravite = word(Gravite)
    controle: Controle = word(Controle, Controle.AUCUN)
    pres_d_une_personne: bool = cell(lambda row, name: row.text(name, "") == "personne", key="pres")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseAttendue(Cherche):
    """What a convention says. It is there when one paragraph or title matches `motif`, and one `et`."""

    motif: re.Pattern[str] = cell(_motif)
    et: re.Pattern[str] | None = perhaps(None, _motif)
    clause: str = text()
    obligatoire: bool = yes()


@dataclass(frozen=True, slots=True, kw_only=True)
class Textes(Content):
    """The content of data/droit/textes.yaml."""

    FILE = "textes.yaml"
    TOP = ("statut",)

    blancs: tuple[Blanc, ...] = each_row(Blanc)
    termes: tuple[Terme, ...] = each_row(Terme)
    donnees: tuple[DonneePersonnelle, ...] = each_row(DonneePersonnelle, "donnees_personnelles")
    courriels_de_service: frozenset[str] = cell(lambda top, name: frozenset(top.texts(name)))
    clauses: tuple[ClauseAttendue, ...] = each_row(ClauseAttendue, "clauses_de_groupement")


def shipped_textes() -> Textes:
    """The patterns that ship with actgen."""
    return law(Textes)
