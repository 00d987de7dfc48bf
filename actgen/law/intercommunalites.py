"""EPCI with own taxation, found by SIREN or by name as people write it.

The reference has "CA Mulhouse Alsace Agglomération"; people write "Mulhouse Alsace Agglomération",
"communauté d'agglomération Mulhouse Alsace Agglomération", "m2A" in brackets. Where it has initials in
brackets, "CA Intercommunale du Nord de la Réunion (CINOR)", these are a name too, and what is before them.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from enum import StrEnum
from functools import cache

from actgen.law.communes import PopulationsDgcl, communes_de
from actgen.law.keys import key, split_precision
from actgen.law.places import Departement, departement_named, rows
from actgen.records import dataclass
from actgen.text.places import nom_de_lieu

_LINKS = ("de-la-", "de-l-", "des-", "de-", "du-", "d-", "la-", "les-", "le-", "l-")
_CLOSE = 0.7
_MOST_INITIALS = 8
_SMALL_WORDS = frozenset({"de", "du", "des", "d", "la", "le", "les", "l", "et", "en", "sur"})


class NatureJuridique(StrEnum):
    """What kind of EPCI: the values are the words that acts use."""

    COMMUNAUTE_DE_COMMUNES = "communauté de communes"
    COMMUNAUTE_D_AGGLOMERATION = "communauté d’agglomération"
    COMMUNAUTE_URBAINE = "communauté urbaine"
    METROPOLE = "métropole"
    METROPOLE_DE_LYON = "métropole de Lyon"


_NATURES = {
    "CC": NatureJuridique.COMMUNAUTE_DE_COMMUNES,
    "CA": NatureJuridique.COMMUNAUTE_D_AGGLOMERATION,
    "CU": NatureJuridique.COMMUNAUTE_URBAINE,
    "METRO": NatureJuridique.METROPOLE,
    "MET69": NatureJuridique.METROPOLE_DE_LYON,
}
_PREFIXES = {
    "communaute-d-agglomeration": "CA",
    "communaute-de-communes": "CC",
    "communaute-urbaine": "CU",
    "ca": "CA",
    "cc": "CC",
    "cu": "CU",
}


@dataclass(frozen=True, slots=True)
class Epci:
    """An EPCI with own taxation. `nom` is without the initials of its type.

    `cle` is the comparison key of `nom_reference`, the name as the DGCL writes it.
    """

    siren: str
    nom: str
    nom_reference: str
    cle: str
    nature: NatureJuridique
    populations_dgcl: PopulationsDgcl
    nombre_de_communes: int

    @property
    def nom_complet(self) -> str:
        """As acts write it, with its nature: "communauté d’agglomération Mulhouse Alsace Agglomération"."""
        if self.nature in (NatureJuridique.METROPOLE, NatureJuridique.METROPOLE_DE_LYON):
            return self.nom  # says it already
        return f"{self.nature} {self.nom}"

    @property
    def nom_seul(self) -> str:
        """As it stands in a list: "Lannion-Trégor Communauté", "Communauté de communes du Ternois"."""
        nom = self.nom_complet if self.nom[0].islower() else self.nom
        return nom[0].upper() + nom[1:]


@cache
def tous_les_epci() -> tuple[Epci, ...]:
    """All of them, in the order of the file (by SIREN)."""
    return tuple(map(_parse, _rows()))


@cache
def _rows() -> tuple[dict[str, str], ...]:
    """The file as it is: to find one EPCI, the others need not be made."""
    return tuple(rows("epci.csv"))


def epci(designation: str) -> Epci | tuple[Epci, ...] | None:
    """An EPCI by SIREN or by name, with or without its type; a tuple of homonyms; None when there is none.

    What stands in brackets after the name may be a département of one of its communes ("CC des Quatre
    Rivières (70)"), which tells homonyms apart; anything else there (initials) is set aside.
    """
    digits = re.sub(r"\s", "", designation)
    if re.fullmatch(r"\d{9}", digits):
        return next((_parse(row) for row in _rows() if row["siren"] == digits), None)
    name, precision = split_precision(designation)
    found = _bearing(name)
    place = departement_named(precision) if precision else None
    if place is not None:
        found = [each for each in found if place in departements_de(each.siren)]
    if not found:
        return None
    return found[0] if len(found) == 1 else tuple(found)


def epci_proches(name: str, limit: int = 5) -> tuple[Epci, ...]:
    """The EPCI whose name looks most like this one, or begins its words with these letters; best first."""
    _, wanted = _split_type(key(split_precision(name)[0]))
    by_name: dict[str, list[Epci]] = {}
    for each in tous_les_epci():
        by_name.setdefault(_short(each), []).append(each)
    best = get_close_matches(wanted, list(by_name), n=limit, cutoff=_CLOSE) if wanted else []
    near = [each for one in best for each in by_name[one]]
    return tuple({each.siren: each for each in (*_of_initials(wanted), *near)}.values())[:limit]


def departements_de(siren: str) -> tuple[Departement, ...]:
    """The départements where an EPCI has communes: its seat is in one of them."""
    found = {each.departement.code: each.departement for each in communes_de(siren)}
    return tuple(found[code] for code in sorted(found))


def _bearing(name: str) -> list[Epci]:
    """The whole name as the reference has it, else without type, or the initials, of the type if given."""
    wanted = key(name)
    if exact := [row for row in _rows() if wanted in (row["cle"], *_otherwise(row)[:1])]:
        return list(map(_parse, exact))
    kind, short = _split_type(wanted)
    if not short:
        return []
    of_type = (row for row in _rows() if kind in (None, row["type"]))
    return [
        _parse(row) for row in of_type if any(_ends(each, short) for each in (row["cle"], *_otherwise(row)))
    ]


def _ends(wanted: str, short: str) -> bool:
    return wanted.endswith(short) and _split_type(wanted)[1] == short


def _otherwise(row: dict[str, str]) -> tuple[str, ...]:
    """The keys of a name that has brackets: of what stands before them, then of what they hold."""
    if not row["nom"].endswith(")"):
        return ()
    return tuple(map(key, split_precision(row["nom"])))


def _of_initials(wanted: str) -> list[Epci]:
    """Those whose words begin with these letters, the type told or not: CUGR is the CU du Grand Reims."""
    if not wanted.isalpha() or not 1 < len(wanted) <= _MOST_INITIALS:
        return []
    return [each for each in tous_les_epci() if wanted in _initials(each.cle)]


def _initials(whole: str) -> tuple[str, str]:
    kind, *words = (word for word in whole.split("-") if word not in _SMALL_WORDS)
    letters = "".join(word[0] for word in words)
    return f"{kind}{letters}", letters


def _short(each: Epci) -> str:
    return _split_type(each.cle)[1]


def _split_type(wanted: str) -> tuple[str | None, str]:
    """The type that a key begins with, if any, and the rest without its linking words."""
    for prefix, kind in _PREFIXES.items():
        if wanted.startswith(f"{prefix}-"):
            return kind, _without_link(wanted.removeprefix(f"{prefix}-"))
    return None, _without_link(wanted)


def _without_link(rest: str) -> str:
    link = next((each for each in _LINKS if rest.startswith(each)), "")
    return rest.removeprefix(link)


def _parse(row: dict[str, str]) -> Epci:
    reference = nom_de_lieu(row["nom"])
    return Epci(
        siren=row["siren"],
        nom=reference.removeprefix(f"{row['type']} "),
        nom_reference=reference,
        cle=row["cle"],
        nature=_NATURES[row["type"]],
        populations_dgcl=PopulationsDgcl(
            int(row["population_municipale_dgcl"]), int(row["population_totale_dgcl"])
        ),
        nombre_de_communes=int(row["nombre_de_communes"]),
    )
