"""What a declared field may hold: one row a type, which is all that a new type needs.

How a file writes it, what it is once read, how a sentence says it, what bounds it, whether it adds up.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from msgspec import Struct

from actgen.base.text.amounts import euros
from actgen.base.text.dates import Millesime, date_longue
from actgen.base.text.numbers import nombre
from actgen.base.text.quantites import Contenance, DureeCalendaire, Heures, Taux
from actgen.council.facts.personne import Membre
from actgen.council.facts.references import MembreNomme
from actgen.reading import scalars
from actgen.reading.fields import (
    AnneeCivile,
    Compte,
    DateFr,
    Duree,
    HeuresDeTravail,
    MontantSigne,
    OuiNon,
    Pourcentage,
    Prose,
    Surface,
    Texte,
)


class TypeChamp(StrEnum):
    """What a declared field holds."""

    TEXTE = "texte"
    TEXTE_LONG = "texte_long"  # a few sentences, or the name of a Word or Markdown file
    MONTANT = "montant"
    NOMBRE = "nombre"  # a whole number
    TAUX = "taux"  # « 3,25 % »
    ANNEE = "annee"  # « 2024 », which no space divides
    DATE = "date"
    DUREE = "duree"  # « 15 ans », « 18 mois »
    HEURES = "heures"  # of work: « 17 h 30 »
    CONTENANCE = "contenance"  # of land: « 8 a 25 ca »
    OUI_NON = "oui_non"
    CHOIX = "choix"
    PERSONNE = "personne"  # a member of the council
    LISTE = "liste"  # several values of one of the types above
    LIGNES = "lignes"  # a table: rows of typed columns


Lecture = Callable[[str], Any]
"""A value from its text, or the Problem of it."""


class TypeDeChamp(Struct, frozen=True, kw_only=True):
    """A row. `lu`: the annotation that reads it, where the type alone tells; `valeur`: what it is then.

    `exemples`: two values as a file writes them, the smaller first; for starters, and to try formulas on.
    `lecture`, of types that a formula may hold: a value from its text. `dit`: the value within a sentence.
    `borne` reads a bound of the value, or of how many signs or elements it has (`compte`). `zero`: what no
    value adds up to. `filtre`: how a template prints it. `simple`: a column of a table may be of that type.
    """

    valeur: Any
    lu: Any = None
    exemples: tuple[str, ...] = ()
    lecture: Lecture | None = None
    dit: Callable[[Any], str] | None = None
    borne: Lecture | None = None
    compte: tuple[str, str] | None = None
    zero: Any = None
    filtre: str = ""
    simple: bool = True


def _montant(texte: str) -> Any:
    return scalars.parse_amount(texte, negative=True)


def _entier(texte: str) -> Any:
    """A whole number, be it nought or negative."""
    lu = _montant(texte)
    return lu if not isinstance(lu, Decimal) or lu == lu.to_integral_value() else scalars.parse_count(texte)


def _jour(valeur: date) -> str:
    return date_longue(valeur, jour=False)


_SIGNES = ("signe", "signes")
TYPES: dict[TypeChamp, TypeDeChamp] = {
    TypeChamp.TEXTE: TypeDeChamp(
        valeur=str, lu=Texte, exemples=("Exemple", "Modèle"), lecture=scalars.parse_text, dit=str,
        borne=_entier, compte=_SIGNES,
    ),
    TypeChamp.TEXTE_LONG: TypeDeChamp(
        valeur=None, lu=Prose, exemples=("Une phrase ou deux.",), borne=_entier, compte=_SIGNES, simple=False
    ),
    TypeChamp.MONTANT: TypeDeChamp(
        valeur=Decimal, lu=MontantSigne, exemples=("1 500 €", "2 000,50 €"), lecture=_montant, dit=euros,
        borne=_montant, zero=Decimal(0), filtre="montant",
    ),
    TypeChamp.NOMBRE: TypeDeChamp(
        valeur=int, lu=Compte, exemples=("3", "12"), lecture=scalars.parse_count, dit=nombre, borne=_entier,
        zero=0, filtre="nombre",
    ),
    TypeChamp.TAUX: TypeDeChamp(
        valeur=Taux, lu=Pourcentage, exemples=("3,25 %", "40 %"), lecture=scalars.parse_rate, dit=str,
        borne=scalars.parse_rate, zero=Taux(Decimal(0)),
    ),
    TypeChamp.ANNEE: TypeDeChamp(
        valeur=Millesime, lu=AnneeCivile, exemples=("2024", "2026"), lecture=scalars.parse_year, dit=str,
        borne=_entier,
    ),
    TypeChamp.DATE: TypeDeChamp(
        valeur=date, lu=DateFr, exemples=("01/10/2024", "31/12/2026"), lecture=scalars.parse_date, dit=_jour,
        borne=scalars.parse_date, filtre="date",
    ),
    TypeChamp.DUREE: TypeDeChamp(
        valeur=DureeCalendaire, lu=Duree, exemples=("6 mois", "15 ans"), lecture=scalars.parse_duration,
        dit=str, borne=scalars.parse_duration,
    ),
    TypeChamp.HEURES: TypeDeChamp(
        valeur=Heures, lu=HeuresDeTravail, exemples=("17 h 30", "35 h"), lecture=scalars.parse_hours_of_work,
        dit=str, borne=scalars.parse_hours_of_work, zero=Heures(0),
    ),
    TypeChamp.CONTENANCE: TypeDeChamp(
        valeur=Contenance, lu=Surface, exemples=("8 a 25 ca", "1 ha 02 a"), lecture=scalars.parse_area,
        dit=str, borne=scalars.parse_area, zero=Contenance(0),
    ),
    TypeChamp.OUI_NON: TypeDeChamp(
        valeur=bool, lu=OuiNon, exemples=("oui", "non"), lecture=scalars.parse_yes_no,
    ),
    TypeChamp.CHOIX: TypeDeChamp(valeur=str, lecture=scalars.parse_text, dit=str),
    TypeChamp.PERSONNE: TypeDeChamp(valeur=Membre, lu=MembreNomme, exemples=("Membre 2",)),
    TypeChamp.LISTE: TypeDeChamp(
        valeur=tuple, borne=_entier, compte=("élément", "éléments"), simple=False
    ),
    TypeChamp.LIGNES: TypeDeChamp(valeur=tuple, borne=_entier, compte=("ligne", "lignes"), simple=False),
}  # fmt: skip


@cache
def specimens(genre: TypeChamp) -> tuple[Any, ...]:
    """The examples of a type, read; none of one that no formula holds."""
    lecture = TYPES[genre].lecture
    return tuple(lecture(each) for each in TYPES[genre].exemples) if lecture is not None else ()
