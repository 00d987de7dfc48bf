"""A small view that templates are tried on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Personne:
    nom: str
    lots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class View:
    oui: bool
    non: bool
    nom: str
    membres: tuple[Personne, ...]
    personne: tuple[Personne, ...]
