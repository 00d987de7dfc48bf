r"""One commune among 34 969, found in the bytes of the file without parsing it.

`check` has no time to parse 2.5 MB for one commune: each line is `code,key,name,…`, so a code is
found as "\n68072," and a name as ",dietwiller," (names begin with a capital, keys never do), in well
under a millisecond. The members of an EPCI are the lines that end with its SIREN.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from difflib import get_close_matches

from actgen.law.files import shipped_bytes
from actgen.law.keys import key, split_precision
from actgen.law.places import (
    Arrondissement,
    Departement,
    arrondissement,
    departement,
    departement_named,
    departement_of,
)
from actgen.records import dataclass
from actgen.text.places import nom_de_lieu

_CODE = re.compile(r"\d[\dAB]\d{3}")
_KEYS = re.compile(rb"^[0-9AB]{5},([a-z0-9-]+),", re.MULTILINE)
_ARTICLES = ("le-", "la-", "les-", "l-")
_CLOSE = 0.75
_LENGTH_GAP = 3
_ENDING = 3
_MAYOTTE = "976"
_FIRST_OVERSEAS_COLLECTIVITY = ("975", "977", "978", "98")


@dataclass(frozen=True, slots=True)
class Population:
    """A municipal population and where it comes from: the report always names both.

    `annee` is the reference year, None where the origin doesn't state it.
    """

    habitants: int
    annee: int | None
    source: str


@dataclass(frozen=True, slots=True)
class PopulationsDgcl:
    """The populations of the DGCL's list of EPCI. Another year than INSEE's: never add one to the other."""

    municipale: int
    totale: int


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune as the official geographic code has it.

    `type_liaison` is INSEE's code of article and preposition, for `text.places.de_lieu`. Overseas it may
    be None, like `siren`, `arrondissement`, populations and `siren_epci`. `population_municipale` is the
    latest population of reference known to the file: a default for a collectivité that gives none, and
    not the one that sets the size of a council elected before.
    """

    code: str
    nom: str
    type_liaison: str | None
    siren: str | None
    departement: Departement
    arrondissement: Arrondissement | None
    population_municipale: Population | None
    populations_dgcl: PopulationsDgcl | None
    siren_epci: str | None


def commune(designation: str, departement: str = "") -> Commune | tuple[Commune, ...] | None:
    """A commune by INSEE code or by name; a tuple when several bear the name; None when none does.

    Accents, capitals, hyphens, apostrophes, `St` for `Saint` and a missing article don't matter.
    Homonyms are told apart by `departement` (code or name), or in brackets: "Sainte-Colombe (05)".
    """
    name, precision = split_precision(designation)
    found = _designated(name.strip())
    if precision or departement:
        chosen = departement_named(departement or precision)
        found = [each for each in found if each.departement == chosen]
    if not found:
        return None
    return found[0] if len(found) == 1 else tuple(found)


def communes_de(siren_epci: str) -> tuple[Commune, ...]:
    """The communes that are members of an EPCI, by INSEE code; empty for an unknown SIREN."""
    siren = re.sub(r"\s", "", siren_epci)
    if not re.fullmatch(r"\d{9}", siren):
        return ()
    return tuple(map(_parse, _lines_holding(f",{siren}\n".encode())))


def communes_proches(name: str, limit: int = 5) -> tuple[Commune, ...]:
    """The communes whose name looks most like this one, best first, homonyms by code.

    For a message about a name that is no commune's. Takes some tens of milliseconds.
    """
    wanted = key(split_precision(name)[0])
    keys = sorted({found.decode() for found in _KEYS.findall(_content())})
    near = [each for each in keys if _comparable(each, wanted)]
    best = get_close_matches(wanted, near, n=limit, cutoff=_CLOSE) if wanted else []
    return tuple(each for one in best for each in _bearing(one))[:limit]


def _comparable(candidate: str, wanted: str) -> bool:
    """A cheap sieve before the costly comparison: one slip spares the first letter or the ending."""
    if abs(len(candidate) - len(wanted)) > _LENGTH_GAP:
        return False
    return candidate[:1] == wanted[:1] or candidate[-_ENDING:] == wanted[-_ENDING:]


def _designated(name: str) -> list[Commune]:
    if _CODE.fullmatch(name.upper()):
        return [_parse(line) for line in _lines_holding(f"\n{name.upper()},".encode())]
    wanted = key(name)
    if not wanted:
        return []
    return _bearing(wanted) or [each for article in _ARTICLES for each in _bearing(article + wanted)]


def _bearing(wanted: str) -> list[Commune]:
    return [_parse(line) for line in _lines_holding(f",{wanted},".encode()) if line.split(",")[1] == wanted]


def _content() -> bytes:
    return shipped_bytes("reference", "communes.csv")


def _lines_holding(wanted: bytes) -> Iterator[str]:
    """The lines where these bytes stand; a newline that begins or ends them ties them to an end of line."""
    content = _content()
    place = content.find(wanted, content.find(b"\n"))  # the head of the columns is no commune
    while place >= 0:
        # The newline that `wanted` may begin with ends the line before: the line begins after it.
        inside = place + 1
        start = content.rfind(b"\n", 0, inside) + 1
        end = content.find(b"\n", inside)
        yield content[start:end].decode("utf-8")
        place = content.find(wanted, end)


def _parse(line: str) -> Commune:
    code, _, nom, liaison, siren, district, insee, dgcl, dgcl_total, epci = next(csv.reader([line]))
    place = departement(departement_of(code))
    assert place is not None, f"no département for {code}"
    return Commune(
        code=code,
        nom=nom_de_lieu(nom),
        type_liaison=liaison or None,
        siren=siren or None,
        departement=place,
        arrondissement=arrondissement(district) if district else None,
        population_municipale=_population(code, insee),
        populations_dgcl=PopulationsDgcl(int(dgcl), int(dgcl_total)) if dgcl and dgcl_total else None,
        siren_epci=epci or None,
    )


def _population(code: str, habitants: str) -> Population | None:
    """The origins of the column `population_insee` differ overseas: see data/reference/README.md."""
    if not habitants:
        return None
    if code.startswith(_MAYOTTE):
        return Population(int(habitants), 2017, "Insee, population municipale de 2017 (Mayotte)")
    if code.startswith(_FIRST_OVERSEAS_COLLECTIVITY):
        return Population(int(habitants), None, "Insee, collectivités d’outre-mer (année non indiquée)")
    return Population(int(habitants), 2023, "Insee, population municipale de référence de 2023")
