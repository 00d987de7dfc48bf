"""An item of a given kind of act: the keys of every item, and the fields that the kind declares.

A declared field stays optional here, be it obligatory for the act: an empty value means *pas encore connu*.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, Field, create_model

from actgen.diagnostics import Diagnostic
from actgen.facts.champs import Champ, TypeChamp
from actgen.kinds.declaration import CHAMP_DECLARE
from actgen.kinds.manifest import Kind
from actgen.reading.fields import (
    AnneeCivile,
    Choix,
    Compte,
    DateFr,
    MontantSigne,
    OuiNon,
    Phrase,
    Prose,
    Texte,
)
from actgen.reading.scalars import Problem
from actgen.reading.shape_errors import VALEUR_REFUSEE
from actgen.reading.shapes import Shape
from actgen.text.messages import say

from .communs import une_ou_plusieurs
from .point import PointShape

_SEPARATEUR = ";"
_TYPES: dict[TypeChamp, Any] = {
    TypeChamp.TEXTE: Texte,
    TypeChamp.TEXTE_LONG: Prose,
    TypeChamp.MONTANT: MontantSigne,
    TypeChamp.NOMBRE: Compte,
    TypeChamp.ANNEE: AnneeCivile,
    TypeChamp.DATE: DateFr,
    TypeChamp.OUI_NON: OuiNon,
    TypeChamp.PERSONNE: Texte,
}


class LigneShape(Shape):
    """Une ligne d’un tableau que l’acte demande."""


def refine_points(
    get: Callable[[str], Kind | None],
) -> Callable[[type[BaseModel], Mapping[str, Any]], type[BaseModel] | None]:
    """For the reader of a session: the shape of an item by the kind of act that it names."""

    def refine(shape: type[BaseModel], written: Mapping[str, Any]) -> type[BaseModel] | None:
        acte = written.get("acte")
        if shape is not PointShape or not isinstance(acte, str):
            return None
        kind = get(acte)
        return point_shape(kind.champs) if kind is not None and kind.champs else None

    return refine


@lru_cache(maxsize=64)
def point_shape(champs: tuple[Champ, ...]) -> type[PointShape]:
    """The shape of an item whose kind declares these fields, but those that hide a key of every item."""
    libres = [champ for champ in champs if champ.nom not in PointShape.model_fields]
    declared: dict[str, Any] = {champ.nom: _field(champ) for champ in libres}
    return create_model("PointShape", __base__=PointShape, **declared)


def champs_caches(kind: Kind) -> Iterator[Diagnostic]:
    """The declared fields that bear the name of a key of every item."""
    for champ in kind.champs:
        if champ.nom in PointShape.model_fields:
            yield CHAMP_DECLARE.finding(
                say("« {nom} » est déjà une rubrique de tous les points.", nom=champ.nom),
                champ.lieu,
                hint=say("Donnez un autre nom à ce champ, par exemple « {nom}_de_l_acte ».", nom=champ.nom),
            )


def _field(champ: Champ) -> tuple[Any, Any]:
    """The annotation of a field and its default: none, or an empty list."""
    told = f"{champ.titre}. {champ.aide}" if champ.aide else f"{champ.titre}."
    if champ.type is TypeChamp.LIGNES:
        ligne = _row(champ)
        return _several(ligne), Field((), description=told)
    if champ.type is TypeChamp.LISTE:
        return _several(_scalar(champ, champ.de)), Field((), description=told)
    return _scalar(champ, champ.type) | None, Field(None, description=told, examples=_examples(champ))


def _several(element: Any) -> Any:
    return Annotated[tuple[element, ...], BeforeValidator(une_ou_plusieurs)]


def _scalar(champ: Champ, kind: TypeChamp) -> Any:
    if kind is TypeChamp.CHOIX:
        return Annotated[Literal[champ.choix], Choix()]
    return _TYPES[kind]


def _row(champ: Champ) -> Any:
    """A row: its keys, or its cells in the order of the columns on one line."""
    noms = [colonne.nom for colonne in champ.colonnes]
    cells: dict[str, Any] = {
        colonne.nom: (
            _scalar(colonne, colonne.type) | None,
            Field(None, description=f"{colonne.titre}."),
        )
        for colonne in champ.colonnes
    }
    shape = create_model(f"Ligne_{champ.nom}", __base__=LigneShape, __doc__=LigneShape.__doc__, **cells)

    def parse(phrase: str) -> dict[str, object] | Problem:
        """« fonctionnement ; 6232 ; 1 500 € »."""
        written = [cell.strip() for cell in phrase.split(_SEPARATEUR)]
        if len(written) > len(noms):
            return Problem(
                VALEUR_REFUSEE,
                say("Cette ligne a {n} cellules ; le tableau en a {max}.", n=len(written), max=len(noms)),
                say("Dans l'ordre : {noms}.", noms=f" {_SEPARATEUR} ".join(noms)),
            )
        return {nom: cell for nom, cell in zip(noms, written, strict=False) if cell}

    examples = tuple(champ.exemple) or (f" {_SEPARATEUR} ".join(noms),)
    return Annotated[shape, Phrase(parse, examples)]


def _examples(champ: Champ) -> list[Any] | None:
    return list(champ.exemple) or None
