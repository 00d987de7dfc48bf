"""A small view that templates are tried on."""

from __future__ import annotations

from msgspec import Struct


class Personne(Struct, frozen=True):
    nom: str
    lots: tuple[str, ...]


class View(Struct, frozen=True):
    oui: bool
    non: bool
    nom: str
    membres: tuple[Personne, ...]
    personne: tuple[Personne, ...]
