"""What the headings of annexe 2 should cost, and who uses what: the facts that shares follow from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from types import MappingProxyType

from actgen.diagnostics import Location
from actgen.records import dataclass
from actgen.rules import rule

GC_COUTS = rule("GC-COUTS")


@dataclass(frozen=True, slots=True)
class Service:
    """What the group counts (« téléservice »): `membres` are the codes of the members that use it."""

    nom: str
    membres: tuple[str, ...]
    lieu: Location | None = None


@dataclass(frozen=True, slots=True)
class Depense:
    """A cost of a heading, by the rank of the heading and of its case among those of the group.

    `service` is what it pays for, when it pays for one; `demandeur` is the code of the member that asked for
    it alone, where the key is that member.
    """

    rubrique: int
    cas: int
    montant: Decimal
    objet: str = ""
    service: Service | None = None
    demandeur: str = ""
    lieu: Location | None = None


@dataclass(frozen=True, slots=True)
class Couts:
    """The forecast: `taxes` is "hors taxes", "toutes taxes comprises" or not said.

    `populations` are those that the file gives itself, by code, of the year that the group retains.
    `en_defaut`: something of it could not be read or shared out, so that no total of it may be printed.
    """

    periode: str = ""
    taxes: str = ""
    populations: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    services: tuple[Service, ...] = ()
    depenses: tuple[Depense, ...] = ()
    en_defaut: bool = False
    lieux: MappingProxyType[str, Location] = field(default_factory=lambda: MappingProxyType({}))
