"""The declared fields of an item, read back before its act is written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from actgen.model.champs import ChampEcrit
from actgen.model.personne import Membre
from actgen.model.seance import Point
from actgen.model.texte import Prose
from actgen.text.amounts import euros
from actgen.text.dates import date_chiffres
from actgen.text.grammar import compte
from actgen.text.lists import enumeration
from actgen.text.messages import shorten

_LONGEST = 60


def fields_told(point: Point) -> Iterator[str]:
    """« Montant de la subvention : 1 500 € », for each field that is written."""
    for ecrit in point.champs.values():
        if not ecrit.manque:
            yield f"{ecrit.champ.titre}\u00a0: {_told(ecrit)}"


def _told(ecrit: ChampEcrit) -> str:
    if ecrit.lignes:
        return compte(len(ecrit.lignes), "ligne")
    if isinstance(ecrit.valeur, tuple):
        return enumeration(_value(valeur) for valeur in ecrit.valeur)
    return _value(ecrit.valeur)


def _value(valeur: object) -> str:
    """A value as it will be printed; a year has no space in it."""
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, Decimal):
        return euros(valeur)
    if isinstance(valeur, date):
        return date_chiffres(valeur)
    if isinstance(valeur, Membre):
        return valeur.nom_complet
    if isinstance(valeur, Prose):
        return valeur.fichier
    return shorten(str(valeur), _LONGEST)
