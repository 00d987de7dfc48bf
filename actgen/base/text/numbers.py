"""Whole numbers as French acts write them: in words, as ordinals, in grouped digits.

Traditional spelling (no hyphen around « et », « cent », « mille »), which is that of the codes.
"""

from __future__ import annotations

import re
from decimal import Decimal

from actgen.base.text.characters import MINUS, NARROW_NO_BREAK_SPACE

LARGEST = 999_999_999_999

_BELOW_SEVENTEEN = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
)
_UNITS = (*_BELOW_SEVENTEEN.split(), "dix-sept", "dix-huit", "dix-neuf")
_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}
_GREAT = ((1_000_000_000, "milliard"), (1_000_000, "million"))


def cardinal(n: int, feminin: bool = False) -> str:
    """`n` in words: « vingt et un », « quatre-vingts », « deux cent un mille », « un million ».

    `feminin` agrees a final « un »: « vingt et une voix ». Raises ValueError outside 0..LARGEST.
    """
    if not 0 <= n <= LARGEST:
        raise ValueError(f"number out of range: {n}")
    if n == 0:
        return _UNITS[0]
    words = []
    for size, name in _GREAT:
        count, n = divmod(n, size)
        if count:
            # « million » and « milliard » are nouns: « deux cents millions » keeps its s
            words.append(f"{_below_thousand(count)} {name}{'s' if count > 1 else ''}")
    thousands, rest = divmod(n, 1000)
    if thousands:
        # « mille » is not a noun: « deux cent mille », and never « un mille »
        words.append("mille" if thousands == 1 else f"{_below_thousand(thousands, final=False)} mille")
    if rest:
        words.append(_below_thousand(rest, feminin=feminin))
    return " ".join(words)


def needs_de(n: int) -> bool:
    """Whether the thing counted follows with « de »: « un million d’euros », « deux milliards de parts »."""
    return n >= 1_000_000 and n % 1_000_000 == 0


def ordinal_lettres(n: int, feminin: bool = False) -> str:
    """`n` as an ordinal in words: « première », « deuxième », « vingt et unième », « quatre-vingtième ».

    Raises ValueError below 1 and above LARGEST.
    """
    if n < 1:
        raise ValueError(f"no ordinal for {n}")
    if n == 1:
        return "première" if feminin else "premier"
    words = cardinal(n)
    for plural in ("vingts", "cents", "millions", "milliards"):
        if words.endswith(plural):
            words = words.removesuffix("s")
    for alone in ("un million", "un milliard"):
        if words == alone:  # « millionième », but « deux millionième »
            words = words.removeprefix("un ")
    if words.endswith("cinq"):
        words += "u"
    elif words.endswith("neuf"):
        words = words.removesuffix("f") + "v"
    return words.removesuffix("e") + "ième"


def ordinal(n: int, feminin: bool = False) -> str:
    """`n` as an ordinal in digits: « 1er », « 1re », « 2e ». Raises ValueError below 1."""
    if n < 1:
        raise ValueError(f"no ordinal for {n}")
    if n == 1:
        return "1re" if feminin else "1er"
    return f"{nombre(n)}e"


def nombre(n: int | Decimal) -> str:
    """`n` in digits, thousands set apart by a narrow no-break space, with a decimal comma.

    All the decimals given are kept: nothing is rounded here. Not for years, nor for what is read
    digit by digit (SIREN, postcode, number of an act).
    """
    number = Decimal(n)
    if not number.is_finite():
        raise ValueError(f"not a number: {n}")
    whole, _, decimals = f"{number.copy_abs():f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", NARROW_NO_BREAK_SPACE)
    sign = MINUS if number < 0 else ""
    return f"{sign}{grouped},{decimals}" if decimals else f"{sign}{grouped}"


def _below_thousand(n: int, *, feminin: bool = False, final: bool = True) -> str:
    """1..999 in words; `final` is False before « mille », where « cent » and « vingt » take no s."""
    hundreds, rest = divmod(n, 100)
    if not hundreds:
        return _below_hundred(rest, feminin, final)
    words = "cent" if hundreds == 1 else f"{_UNITS[hundreds]} cent"
    if rest:
        return f"{words} {_below_hundred(rest, feminin, final)}"
    return f"{words}s" if hundreds > 1 and final else words


def _below_hundred(n: int, feminin: bool, final: bool) -> str:
    one = "une" if feminin else "un"
    if n == 1:
        return one
    if n < 20:
        return _UNITS[n]
    if n == 80:
        return "quatre-vingts" if final else "quatre-vingt"
    if n > 80:
        return f"quatre-vingt-{one if n == 81 else _UNITS[n - 80]}"
    tens = 60 if n >= 60 else n - n % 10
    rest = n - tens
    if not rest:
        return _TENS[tens]
    if rest in (1, 11):
        return f"{_TENS[tens]} et {one if rest == 1 else _UNITS[rest]}"
    return f"{_TENS[tens]}-{_UNITS[rest]}"


def nombre_lu(lettres: str) -> int | None:
    """The whole number that words tell, old and new spelling alike; None for what isn't one, well written.

    `nombre_lu(cardinal(n)) == n`.
    """
    mots = _words(lettres)
    total = groupe = 0
    for mot in mots:
        if mot in ("million", "milliard", "mille"):
            total += max(groupe, 1) * _ECHELLES[mot]
            groupe = 0
        elif mot == "cent":
            groupe = max(groupe, 1) * 100
        elif mot == "vingt" and groupe % 100 == 4:
            groupe += 76
        elif mot in _LUS:
            groupe += _LUS[mot]
        else:
            return None
    found = total + groupe
    return found if mots and found <= LARGEST and _words(cardinal(found)) == mots else None


def nombre_final(texte: str) -> tuple[int, Decimal] | None:
    """The number that ends a text, in figures or in words, after the place where it begins.

    None too for words that are only the end of a badly written one.
    """
    loin = max(0, len(texte) - _AU_PLUS)
    if chiffres := _EN_CHIFFRES.search(texte, loin):
        entier = chiffres["entier"].replace(" ", "").replace(".", "")
        return chiffres.start(), Decimal(f"{entier}.{chiffres['decimales'] or 0}")
    dernier = _words(texte[loin:].replace("'", " ").rpartition(" ")[2])
    suite = _EN_LETTRES.search(texte, loin) if dernier[-1:] and dernier[-1] in _DE_NOMBRES else None
    mots = list(_MOT.finditer(texte, suite.start())) if suite else []
    lus = ((rang, nombre_lu(texte[mot.start() :])) for rang, mot in enumerate(mots) if mot[0] != "et")
    rang, lu = next((found for found in lus if found[1] is not None), (0, None))
    if lu is None or (rang and nombre_lu(mots[rang - 1][0]) is not None):
        return None
    return mots[rang].start(), Decimal(lu)


def annees_dites(texte: str) -> tuple[Decimal, ...]:
    """The numbers of years that a text tells: « quinze ans », « 15 années »."""
    lu = " ".join(texte.split())
    dits = (nombre_final(lu[: an.start()]) for an in _ANNEES.finditer(lu))
    return tuple(dit[1] for dit in dits if dit is not None)


_ANNEES = re.compile(r" (?:ans?|années?)\b", re.IGNORECASE)
_AU_PLUS = 150  # letters of a number
_EN_CHIFFRES = re.compile(r"(?<![\d,.])(?P<entier>\d{1,3}(?:[ .]\d{3})+|\d+)(?:[,.](?P<decimales>\d{1,2}))?$")
_MOT = re.compile(r"[^\W\d_]+")
_EN_LETTRES = re.compile(r"(?:[^\W\d_]+[ -]){0,15}[^\W\d_]+$")


def _words(lettres: str) -> list[str]:
    """The words of a number, without what spellings write differently: hyphens, « et », marks of plural."""
    ecrites = {"une": "un", "mil": "mille", "zero": "zéro"}
    mots = [ecrites.get(mot, mot) for mot in lettres.lower().replace("-", " ").split()]
    return [mot.removesuffix("s") if mot != "trois" else mot for mot in mots if mot != "et"]


_ECHELLES = {"mille": 1000} | {name: size for size, name in _GREAT}
_LUS = {mot: n for n, mot in enumerate(_BELOW_SEVENTEEN.split())} | {mot: n for n, mot in _TENS.items()}
_DE_NOMBRES = frozenset({"cent", *_ECHELLES, *_LUS})
