r"""Facts of reference: communes, EPCI, départements, arrondissements (data/reference, INSEE and DGCL).

One commune among 34 969 is found in the bytes of the file without parsing it: `check` has no time to parse
2.5 MB for one. Each line is `code,key,name,…`, so a code is found as "\n68072," and a name as ",dietwiller,"
(names begin with a capital, keys never do), in well under a millisecond. The members of an EPCI are the lines
that end with its SIREN.

An EPCI is found by SIREN or by name as people write it. The reference has "CA Mulhouse Alsace Agglomération";
people write "Mulhouse Alsace Agglomération", "communauté d'agglomération Mulhouse Alsace Agglomération",
"m2A" in brackets. Where it has initials in brackets, "CA Intercommunale du Nord de la Réunion (CINOR)", these
are a name too, and what is before them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from difflib import get_close_matches
from enum import StrEnum
from functools import cache, lru_cache

from msgspec import Struct

from actgen.base.text.elision import nom_de_lieu
from actgen.base.text.keys import sans_accents
from actgen.law.files import shipped_bytes

# one spelling for the many ways a place is written, so that names can be compared as bytes

_SEPARATORS = re.compile(r"[^a-z0-9]+")
_ABBREVIATIONS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_PRECISION = re.compile(r"^(?P<nom>.*?)\s*\((?P<precision>[^()]*)\)\s*$", re.DOTALL)


def key(text: str) -> str:
    """The comparison key of a name: ASCII lower case words joined by hyphens, `st` written `saint`.

    Empty when the text holds no letter and no digit. Unlike `text.keys.cle`, words stay apart, so that
    `St` and `Ste` can be told from the letters of another word.
    """
    words = _SEPARATORS.sub(" ", sans_accents(sans_accents(text).casefold())).split()
    return "-".join(_ABBREVIATIONS.get(word, word) for word in words)


def split_precision(text: str) -> tuple[str, str]:
    """`Sainte-Colombe (Hautes-Alpes)` → the name and what the brackets say ("" without brackets)."""
    found = _PRECISION.match(text)
    return (found["nom"], found["precision"].strip()) if found else (text, "")


# départements and arrondissements of the official geographic code

_OVERSEAS = ("97", "98")


class Departement(Struct, frozen=True):
    """A département or an overseas territory. `type_liaison`: see `text.places.de_lieu`."""

    code: str
    nom: str
    type_liaison: str
    region: str


class Arrondissement(Struct, frozen=True):
    """An arrondissement of the State (the seat of a sub-prefecture's district)."""

    code: str
    nom: str
    departement: str


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a small reference file. Not for communes.csv, which is searched and not parsed."""
    return csv.DictReader(shipped_bytes("reference", name).decode("utf-8").splitlines())


@cache
def departements() -> dict[str, Departement]:
    """All of them, by code ("01" to "989")."""
    return {
        row["code"]: Departement(row["code"], nom_de_lieu(row["nom"]), row["type_liaison"], row["region"])
        for row in rows("departements.csv")
    }


@cache
def _arrondissements() -> dict[str, Arrondissement]:
    return {
        row["code"]: Arrondissement(row["code"], nom_de_lieu(row["nom"]), row["departement"])
        for row in rows("arrondissements.csv")
    }


def departement(code: str) -> Departement | None:
    """The département of this code ("68", "2A", "974"); None when there is none."""
    return departements().get(code.strip().upper())


def departement_named(text: str) -> Departement | None:
    """A département by code or by name, accents, case and hyphens set aside."""
    if (found := departement(text)) is not None:
        return found
    wanted = key(text)
    return next((each for each in departements().values() if key(each.nom) == wanted), None)


def departement_of(code_insee: str) -> str:
    """The code of the département that a commune's INSEE code begins with."""
    return code_insee[:3] if code_insee.startswith(_OVERSEAS) else code_insee[:2]


def arrondissement(code: str) -> Arrondissement | None:
    """The arrondissement of this code (three or four characters); None when there is none."""
    return _arrondissements().get(code.strip().upper())


# communes

_CODE = re.compile(r"\d[\dAB]\d{3}")
_KEYS = re.compile(rb"^[0-9AB]{5},([a-z0-9-]+),", re.MULTILINE)
_ARTICLES = ("le-", "la-", "les-", "l-")
_CLOSE = 0.75
_ARTICLE = re.compile(r"^(?:les?|la|l)-")
_BEGUN = 6  # letters of a name: fewer begin too many
_LENGTH_GAP = 3
_ENDING = 3
_MAYOTTE = "976"
_FIRST_OVERSEAS_COLLECTIVITY = ("975", "977", "978", "98")


class PopulationInsee(Struct, frozen=True):
    """A municipal population and where it comes from: the report always names both.

    `annee` is the reference year, None where the origin doesn't state it.
    """

    habitants: int
    annee: int | None
    source: str


class PopulationsDgcl(Struct, frozen=True):
    """The populations of the DGCL's list of EPCI. Another year than INSEE's: never add one to the other."""

    municipale: int
    totale: int


class Commune(Struct, frozen=True):
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
    population_municipale: PopulationInsee | None
    populations_dgcl: PopulationsDgcl | None
    siren_epci: str | None


@lru_cache(maxsize=2048)  # the same members are looked for in every act of a group, half a millisecond each
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


@lru_cache(maxsize=256)  # each commune of a group asks it of its own
def communes_de(siren_epci: str) -> tuple[Commune, ...]:
    """The communes that are members of an EPCI, by INSEE code; empty for an unknown SIREN."""
    siren = re.sub(r"\s", "", siren_epci)
    if not re.fullmatch(r"\d{9}", siren):
        return ()
    return tuple(map(_commune, _lines_holding(f",{siren}\n".encode())))


def communes_proches(name: str, limit: int = 5) -> tuple[Commune, ...]:
    """The communes whose name begins so, then looks most like this one, best first, homonyms by code.

    For a message about a name that is no commune's. Takes some tens of milliseconds.
    """
    wanted = key(split_precision(name)[0])
    keys = sorted({found.decode() for found in _KEYS.findall(_content())})
    near = [each for each in keys if _comparable(each, wanted)]
    asked = _ARTICLE.sub("", wanted)
    begun = (
        [each for each in keys if _ARTICLE.sub("", each).startswith(f"{asked}-")]
        if len(asked) >= _BEGUN
        else []
    )
    best = get_close_matches(wanted, near, n=limit, cutoff=_CLOSE) if wanted else []
    found = dict.fromkeys((*sorted(begun, key=len)[:limit], *best))
    return tuple(each for one in found for each in _communes_bearing(one))[:limit]


def _comparable(candidate: str, wanted: str) -> bool:
    """A cheap sieve before the costly comparison: one slip spares the first letter or the ending."""
    if abs(len(candidate) - len(wanted)) > _LENGTH_GAP:
        return False
    return candidate[:1] == wanted[:1] or candidate[-_ENDING:] == wanted[-_ENDING:]


def _designated(name: str) -> list[Commune]:
    if _CODE.fullmatch(name.upper()):
        return [_commune(line) for line in _lines_holding(f"\n{name.upper()},".encode())]
    wanted = key(name)
    if not wanted:
        return []
    return _communes_bearing(wanted) or [
        each for article in _ARTICLES for each in _communes_bearing(article + wanted)
    ]


def _communes_bearing(wanted: str) -> list[Commune]:
    return [_commune(line) for line in _lines_holding(f",{wanted},".encode()) if line.split(",")[1] == wanted]


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


def _commune(line: str) -> Commune:
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


def _population(code: str, habitants: str) -> PopulationInsee | None:
    """The origins of the column `population_insee` differ overseas: see data/reference/README.md."""
    if not habitants:
        return None
    if code.startswith(_MAYOTTE):
        return PopulationInsee(int(habitants), 2017, "Insee, population municipale de 2017 (Mayotte)")
    if code.startswith(_FIRST_OVERSEAS_COLLECTIVITY):
        return PopulationInsee(int(habitants), None, "Insee, collectivités d’outre-mer (année non indiquée)")
    return PopulationInsee(int(habitants), 2023, "Insee, population municipale de référence de 2023")


# EPCI with own taxation

_LINKS = ("de-la-", "de-l-", "des-", "de-", "du-", "d-", "la-", "les-", "le-", "l-")
_CLOSE_EPCI = 0.7
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


class Epci(Struct, frozen=True):
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
    return tuple(map(_epci, _epci_rows()))


@cache
def _epci_rows() -> tuple[dict[str, str], ...]:
    """The file as it is: to find one EPCI, the others need not be made."""
    return tuple(rows("epci.csv"))


def epci(designation: str) -> Epci | tuple[Epci, ...] | None:
    """An EPCI by SIREN or by name, with or without its type; a tuple of homonyms; None when there is none.

    What stands in brackets after the name may be a département of one of its communes ("CC des Quatre
    Rivières (70)"), which tells homonyms apart; anything else there (initials) is set aside.
    """
    digits = re.sub(r"\s", "", designation)
    if re.fullmatch(r"\d{9}", digits):
        return next((_epci(row) for row in _epci_rows() if row["siren"] == digits), None)
    name, precision = split_precision(designation)
    found = _epci_bearing(name)
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
    best = get_close_matches(wanted, list(by_name), n=limit, cutoff=_CLOSE_EPCI) if wanted else []
    near = [each for one in best for each in by_name[one]]
    return tuple({each.siren: each for each in (*_of_initials(wanted), *near)}.values())[:limit]


def departements_de(siren: str) -> tuple[Departement, ...]:
    """The départements where an EPCI has communes: its seat is in one of them."""
    found = {each.departement.code: each.departement for each in communes_de(siren)}
    return tuple(found[code] for code in sorted(found))


def _epci_bearing(name: str) -> list[Epci]:
    """The whole name as the reference has it, else without type, or the initials, of the type if given."""
    wanted = key(name)
    if exact := [row for row in _epci_rows() if wanted in (row["cle"], *_otherwise(row)[:1])]:
        return list(map(_epci, exact))
    kind, short = _split_type(wanted)
    if not short:
        return []
    of_type = (row for row in _epci_rows() if kind in (None, row["type"]))
    return [
        _epci(row) for row in of_type if any(_ends(each, short) for each in (row["cle"], *_otherwise(row)))
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


def _epci(row: dict[str, str]) -> Epci:
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
