"""A valid session: what its files say, and what its author knows of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .ecriture import Chemin
from .loi import Droit

VOTES = ("main_levee", "unanimite", "partage", "public", "secret")
"""Kinds of items with an ordinary vote."""
COMPTES = ("compte_administratif", "compte_financier_unique")


@dataclass
class FaitsPoint:
    """What happened at an item. `presents` and `pouvoirs` are those of its vote."""

    rang: int
    numero: int
    genre: str
    debut: list[str]
    presents: list[str]
    pouvoirs: dict[str, str]
    president: str
    interesses: list[str] = field(default_factory=list)
    ecartes: list[str] = field(default_factory=list)  # present and kept from voting: interested, mayor
    votants: int = 0
    voix: list[str] = field(default_factory=list)  # those whose voice counts, in person or by proxy
    quorum: int = 0
    comptes: int = 0
    dispense: bool = False
    adopte: bool = True
    huis_clos: bool = False
    representants: list[str] = field(default_factory=list)  # who withdrew for the body they sit in

    @property
    def vote(self) -> bool:
        return self.genre in (*VOTES, *COMPTES, "nomination", "nomination_levee", "groupement")

    @property
    def chemin(self) -> Chemin:
        return ("seance", "points", self.rang)


@dataclass
class Faits:
    """What the author of a session knows of it, by this bench's own reading of the law."""

    droit: Droit
    etat: str  # a_tenir, tenue, sans_quorum
    nature: str
    bureau: bool
    envoi: date
    urgence: bool
    seconde: bool
    effectif: list[str]  # members in office of the body that meets
    conseil: list[str]  # members in office of the council
    chef: str
    adjoints: list[str]
    anciens: list[str] = field(default_factory=list)
    presents: list[str] = field(default_factory=list)
    pouvoirs: dict[str, str] = field(default_factory=dict)
    president: str = ""
    secretaires: list[str] = field(default_factory=list)
    points: list[FaitsPoint] = field(default_factory=list)
    premier: int = 1  # number in the year of the first act
    supplee: str = ""  # the member of an EPCI whose substitute sits
    suppleant: str = ""  # this substitute, among those present
    a_part: bool = False  # the collectivity has its own file
    publiee: date | None = None
    transmise: date | None = None

    @property
    def jour(self) -> date:
        return self.droit.jour

    @property
    def absents(self) -> list[str]:
        return [nom for nom in self.effectif if nom not in self.presents]

    @property
    def votes(self) -> list[FaitsPoint]:
        return [point for point in self.points if point.vote]


Fichiers = dict[str, dict[str, Any]]


@dataclass
class Dossier:
    """Files by the name of what they hold: seance, collectivite, groupement."""

    fichiers: Fichiers
    faits: Faits
    proses: dict[str, str] = field(default_factory=dict)  # texts by their path in the workspace
    autres: dict[str, dict[str, Any]] = field(default_factory=dict)  # the year's other sessions, by file
