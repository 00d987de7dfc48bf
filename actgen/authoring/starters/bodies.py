"""The commune or EPCI that a file is prepared for: found by its name, and what is known of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec import Struct

from actgen.authoring.starters.collectivite import CollectiviteStarter
from actgen.base.text.elision import de_lieu
from actgen.base.text.keys import slug
from actgen.base.text.lists import enumeration
from actgen.base.text.numbers import nombre
from actgen.law.natures import GenreCollectivite
from actgen.law.reference import Commune, Epci, commune, communes_proches, departements_de, epci, epci_proches
from actgen.law.regimes import effectif_legal, publication_electronique_seule

Place = Commune | Epci
ARTICLE = "art.\u00a0L.\u00a02121-2 du CGCT"


class Body(Struct, frozen=True):
    """A commune or an EPCI, alone of its name or not."""

    place: Place
    homonyms: bool = False

    @property
    def code(self) -> str:
        """What designates it and no other: INSEE code or SIREN."""
        return self.place.code if isinstance(self.place, Commune) else self.place.siren

    @property
    def described(self) -> str:
        """In a few words, with what tells it from its homonyms."""
        return described(self.place)

    def file(self, workspace: Path) -> Path:
        """Where its file goes."""
        name = slug(self.place.nom)
        if self.homonyms and isinstance(self.place, Commune):
            name += f"-{self.place.code}"
        return workspace / "collectivites" / f"{name}.yaml"

    def online_only(self, today: date) -> bool:
        """Whether the law leaves it no choice of how it publishes."""
        if isinstance(self.place, Epci):
            return True
        known = self.place.population_municipale
        return known is not None and publication_electronique_seule(
            today, GenreCollectivite.COMMUNE, known.habitants
        )

    def seats(self, today: date) -> int | None:
        """How many members the law gives the council of a commune, by its population now."""
        known = self.place.population_municipale if isinstance(self.place, Commune) else None
        return None if known is None else effectif_legal(known.habitants, today, self.code)

    @property
    def population(self) -> str:
        """« 1 417 habitants en 2021 »; empty where that is not known."""
        known = self.place.population_municipale if isinstance(self.place, Commune) else None
        if known is None:
            return ""
        year = f" en {known.annee}" if known.annee else ""
        return f"{nombre(known.habitants)} habitants{year}"

    def starter(self, mode: str, chef: str, today: date) -> CollectiviteStarter:
        """Its file, with these answers: how it publishes, who is mayor or president (may be empty)."""
        if isinstance(self.place, Epci):
            return CollectiviteStarter("epci", self.code, self.place.nom_complet, mode=mode, chef=chef)
        seats, population = self.seats(today), self.population
        told = f"\u202f; la loi en prévoit {seats} pour {population} ({ARTICLE})" if seats is not None else ""
        return CollectiviteStarter(
            genre="commune",
            designation=self.code if self.homonyms else self.place.nom,
            trouve=self.described,
            population=population,
            mode=mode,
            chef=chef,
            effectif=told,
        )


def bodies_named(answer: str) -> tuple[Body, ...]:
    """The communes of that name or INSEE code, else the EPCI of that name or SIREN."""
    found: Place | tuple[Commune, ...] | tuple[Epci, ...] | None = commune(answer) or epci(answer)
    if found is None:
        return ()
    places = found if isinstance(found, tuple) else (found,)
    return tuple(Body(place, homonyms=len(places) > 1) for place in places)


def near_names(answer: str) -> tuple[str, ...]:
    """Names like the one that nobody bears."""
    near = [each.nom for each in communes_proches(answer, 3)]
    near += [each.nom for each in epci_proches(answer, 2)]
    return tuple(dict.fromkeys(near))


def described(place: Place) -> str:
    """A commune or an EPCI in a few words, with what tells it from its homonyms."""
    if isinstance(place, Epci):
        where = enumeration(each.nom for each in departements_de(place.siren))
        return f"{place.nom_complet} (SIREN {place.siren}), {where}"
    district = place.arrondissement
    where = f", arrondissement {de_lieu(district.nom, None)}" if district else ""
    return f"{place.nom} ({place.code}), {place.departement.nom}{where}"
