"""A commune or an EPCI: what it is, where, how it publishes, who sits."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated

from actgen.diagnostics import Location
from actgen.facts.charte import Charte
from actgen.facts.personne import Membre
from actgen.law.natures import GenreCollectivite
from actgen.reading.facts import Context, Fact, Unwritten, key
from actgen.reading.fields import As, Compte
from actgen.records import dataclass

MOT_DU_RANG = "rang"
MOTS_DU_NUMERO = ("date", "annee", "mois", "jour", "point", MOT_DU_RANG)
"""What a number scheme holds between braces."""
SYNDICAT = "syndicat"
"""The nature of an EPCI without own taxation: of communes, or mixed and closed (art. L. 5711-1)."""


class ModePublicite(StrEnum):
    AFFICHAGE = "affichage"
    PAPIER = "papier"
    ELECTRONIQUE = "électronique"


@dataclass(frozen=True, slots=True)
class Territoire:
    """A département or an arrondissement: `type_liaison` is INSEE's code for article and elision."""

    code: str
    nom: str
    type_liaison: str | None = None


def _known(annee: int, _context: Context) -> int:
    return annee


@dataclass(frozen=True)
class Population(Fact):
    """Une population municipale, toujours avec son année.

    Only shipped data (`de_reference`) may lack its year.
    """

    habitants: Annotated[Compte, key("Nombre d’habitants.")]
    annee: Annotated[int | None, As(Compte, _known), key("Année de cette population.")]
    de_reference: Annotated[bool, Unwritten()] = False


@dataclass(frozen=True, slots=True)
class Publicite:
    """How the collectivity publishes; `jamais_choisi` tells that its council took no option.

    `adresse`: where each deliberation is read on line, with words in braces for what changes.
    """

    mode: ModePublicite | None = None
    choisi_le: date | None = None
    jamais_choisi: bool = False
    adresse: str = ""
    lieu: Location | None = None
    lieu_choix: Location | None = None


@dataclass(frozen=True, slots=True)
class SiegeAuBureau:
    """A seat in the Bureau of an EPCI: the member of that name, between its days if they are written."""

    nom: str  # as `Membre.nom_complet`
    depuis: date | None = None
    jusqu_au: date | None = None

    def en_exercice(self, jour: date) -> bool:
        """Whether the seat is held on that day; both bounds are days of it."""
        return (self.depuis or date.min) <= jour <= (self.jusqu_au or date.max)


@dataclass(frozen=True, slots=True)
class Collectivite:
    """A collectivity. `code` is the INSEE code of a commune, the SIREN of an EPCI."""

    genre: GenreCollectivite
    code: str
    nom: str
    type_liaison: str | None
    departement: Territoire
    arrondissement: Territoire | None = None
    siege: str = ""
    siren: str = ""
    siret: str = ""
    nature: str = ""  # « communauté d’agglomération », « syndicat », for an EPCI
    sigle: str = ""
    population: Population | None = None
    population_totale: Population | None = None  # with those counted apart: what R. 2151-2 goes by
    population_renouvellement: Population | None = None  # at the last general renewal: gives the seats
    commune_nouvelle: bool = False
    publicite: Publicite = Publicite()
    prefecture: str = ""  # who receives its acts: « PREF068 », « SPREF0684 »
    numerotation: str = "{date}-{point}"
    tribunal: str = ""
    site_internet: bool | None = None
    membres: tuple[Membre, ...] = ()
    bureau: tuple[SiegeAuBureau, ...] = ()
    charte: Charte | None = None
    lieux: MappingProxyType[str, Location] = field(default_factory=lambda: MappingProxyType({}))
    lieu: Location | None = None

    @property
    def est_commune(self) -> bool:
        return self.genre is GenreCollectivite.COMMUNE

    @property
    def est_syndicat(self) -> bool:
        """Whether it is an EPCI without own taxation, to which several rules of the others don't apply."""
        return self.nature == SYNDICAT

    def en_exercice(self, jour: date) -> tuple[Membre, ...]:
        """Members holding a seat on that day, in the order of the table."""
        return tuple(membre for membre in self.membres if membre.en_exercice(jour))

    def suppleants(self, jour: date) -> tuple[Membre, ...]:
        """Those who may stand in for a member in office that day."""
        return tuple(membre.suppleant for membre in self.en_exercice(jour) if membre.suppleant)

    def bureau_en_exercice(self, jour: date) -> tuple[Membre, ...]:
        """Members of the Bureau on that day, in the order of the table."""
        sieges = {siege.nom for siege in self.bureau if siege.en_exercice(jour)}
        return tuple(membre for membre in self.en_exercice(jour) if membre.nom_complet in sieges)


def emploie_le_rang(regle: str) -> bool:
    """Whether a number scheme counts the acts of the year."""
    return f"{{{MOT_DU_RANG}}}" in regle
