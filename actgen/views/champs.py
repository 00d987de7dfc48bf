"""What the templates of a kind see of the fields that it declares: one frozen view made for each kind.

`type_des_champs` gives the type of `{{ champs }}`: names, types and meanings, for the check of templates
and for their authors. `vue_des_champs` is beside the other builders.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from types import GenericAlias
from typing import Annotated, Any

from actgen.document.inline import Lacune
from actgen.document.nodes import Block
from actgen.facts.champs import Champ, TypeChamp
from actgen.text.dates import Millesime

from .commun import VuePersonne
from .sens import Sens


@dataclasses.dataclass(frozen=True)
class VueChamps:
    """Ce que cette nature d’acte demande en propre au point."""


@dataclasses.dataclass(frozen=True)
class VueLigne:
    """Une ligne d’un tableau que le point écrit."""


@dataclasses.dataclass(frozen=True)
class VueTotaux:
    """Les totaux des colonnes d’un tableau."""


@dataclasses.dataclass(frozen=True)
class VueGroupe:
    """Les lignes d’un tableau qui ont la même valeur dans une colonne, et leurs totaux."""


_TYPES: dict[TypeChamp, Any] = {
    TypeChamp.TEXTE: str,
    TypeChamp.TEXTE_LONG: tuple[Block, ...],
    TypeChamp.MONTANT: Decimal,
    TypeChamp.NOMBRE: int,
    TypeChamp.ANNEE: Millesime,
    TypeChamp.DATE: date,
    TypeChamp.OUI_NON: bool,
    TypeChamp.CHOIX: str,
    TypeChamp.PERSONNE: VuePersonne,
}
_VIDES = frozenset({TypeChamp.TEXTE, TypeChamp.TEXTE_LONG, TypeChamp.CHOIX, TypeChamp.OUI_NON})
"""What is not written and not obligatory is empty, or « non »; any other value is None."""


@lru_cache(maxsize=256)
def type_des_champs(champs: tuple[Champ, ...]) -> type[VueChamps]:
    """The type of the view of these fields: a frozen dataclass whose fields bear their meaning (`Sens`)."""
    fields = [field for champ in champs for field in _fields(champ)]
    return _made("VueChamps", VueChamps, fields)


@lru_cache(maxsize=256)
def type_de_ligne(champ: Champ) -> type[VueLigne]:
    """The type of a row of this table."""
    fields = [
        (colonne.nom, Annotated[_annotation(colonne), Sens(_sens(colonne))]) for colonne in champ.colonnes
    ]
    return _made("VueLigne", VueLigne, fields)


@lru_cache(maxsize=256)
def type_des_totaux(champ: Champ) -> type[VueTotaux]:
    """The type of the totals of this table: one for each column of amounts or numbers."""
    fields = [
        (colonne.nom, Annotated[_TYPES[colonne.type], Sens(f"Total de la colonne « {colonne.titre} ».")])
        for colonne in champ.sommes
    ]
    return _made("VueTotaux", VueTotaux, fields)


@lru_cache(maxsize=256)
def type_de_groupe(champ: Champ) -> type[VueGroupe]:
    """The type of the rows of this table that share one value of the column `par`."""
    titre = next(colonne.titre for colonne in champ.colonnes if colonne.nom == champ.par)
    fields: list[tuple[str, Any]] = [
        (champ.par, Annotated[str, Sens(f"{titre}, commun à ces lignes.")]),
        ("lignes", Annotated[_several(type_de_ligne(champ)), Sens("Les lignes.")]),
    ]
    if champ.sommes:
        fields.append(("totaux", Annotated[type_des_totaux(champ), Sens("Leurs totaux.")]))
    return _made("VueGroupe", VueGroupe, fields)


def vide(champ: Champ) -> object:
    """What a field that is not written and not obligatory is."""
    if champ.type in (TypeChamp.LISTE, TypeChamp.LIGNES, TypeChamp.TEXTE_LONG):
        return ()
    if champ.type is TypeChamp.OUI_NON:
        return False
    return "" if champ.type in _VIDES else None


def _fields(champ: Champ) -> Iterator[tuple[str, Any]]:
    """The field, and what is made of it: totals of a table, its rows by group, « aucune » for a long text."""
    yield champ.nom, Annotated[_annotation(champ), Sens(_sens(champ))]
    if champ.admet_aucun:
        yield (
            champ.nom_du_neant,
            Annotated[bool, Sens(f"Oui si « aucun » ou « aucune » est écrit : {champ.titre}.")],
        )
    if champ.type is not TypeChamp.LIGNES:
        return
    if champ.sommes:
        totaux = f"Totaux des colonnes de « {champ.titre} »."
        yield champ.nom_des_totaux, Annotated[type_des_totaux(champ), Sens(totaux)]
    if champ.par:
        groupes = f"Les lignes de « {champ.titre} », groupées par {champ.par}."
        yield champ.nom_des_groupes, Annotated[_several(type_de_groupe(champ)), Sens(groupes)]


def _annotation(champ: Champ) -> Any:
    if champ.type is TypeChamp.LIGNES:
        plain: Any = _several(type_de_ligne(champ))
    elif champ.type is TypeChamp.LISTE:
        plain = _several(_TYPES[champ.de])  # its one element is a blank when it is needed and not written
    else:
        plain = _TYPES[champ.type]
    if champ.obligatoire and champ.type not in (TypeChamp.LISTE, TypeChamp.LIGNES):
        return plain | Lacune
    return plain if vide(champ) is not None else plain | None


def _several(element: Any) -> Any:
    return GenericAlias(tuple, (element, ...))


def _sens(champ: Champ) -> str:
    """« Montant de la subvention : 1 500 €. »."""
    exemple = f" : « {champ.exemple[0]} »" if champ.exemple and champ.type is not TypeChamp.LIGNES else ""
    told_by_its_type = champ.obligatoire or vide(champ) is None
    suite = "" if told_by_its_type else " ; facultatif"
    return f"{champ.titre}{exemple}{suite}."


def _made(name: str, base: type[Any], fields: list[tuple[str, Any]]) -> type[Any]:
    return dataclasses.make_dataclass(
        name,
        fields,
        bases=(base,),
        frozen=True,
        namespace={"__doc__": base.__doc__, "__module__": __name__},
    )
