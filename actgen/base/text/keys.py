"""Comparing words as people mean them, whatever the accents, capitals, hyphens and spaces; file names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

from actgen.base.text.characters import plain
from actgen.base.text.patterns import pattern

_LIGATURES = str.maketrans(
    {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L"}
)
_JOINTS = pattern(r"[\s\-\u2010\u2011'’\u02bc]+")  # spaces, hyphens, apostrophes
_NUMBER_SIGN = pattern(r"\bn[°º]s?", re.IGNORECASE)
_REMARQUE = "(?:remarque|observation|commentaire|modification|correction|reserve)s?"
_NEANT = pattern(
    r"neant|non|r-?a-?s|aucune?|rien(?:-a-(?:signaler|dire|redire))?|"
    rf"(?:(?:il-)?n-y-a-(?:pas-)?(?:eu-)?)?(?:aucune?|sans|(?:pas-)?de?)-{_REMARQUE}(?:-particulieres?)?"
    rf"(?:-(?:ni|ou)-{_REMARQUE})?(?:-n-(?:est|a-ete)-(?:faite?|emise?|recue?|formulee?|presentee?))?"
)
_WORDS_OF_SIGNS = {"&": " et ", "€": " euros ", "%": " pour cent ", "§": " paragraphe "}
_WHOLE = 500  # an object is compared whole: far longer than any that is written
_ELIDED = frozenset("acdjlmnst")  # « l’école », « d’un », « à »
_ANNOUNCING = pattern(
    r"(?:-(?:[adlnsc]|au|aux|avec|ces?|cette|chez|dans|des?|du|en|entre|et|la|les?|ou|par|pour|qui?|sa|sans|"
    r"ses?|son|sous|sur|une?|vers))+$"
)
_SHORT = 3  # letters of a word that has no ending to lose
_STEM = 6  # letters that the words of one family share
# device names that Windows refuses as file names; « aux » is a French word
RESERVED = frozenset(
    {"aux", "con", "nul", "prn", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)


def majuscules(text: str) -> str:
    """Capitals with their accents and ligatures, as the law writes them: « DÉCIDE », « À L’UNANIMITÉ »."""
    return text.upper()


def capitale(text: str) -> str:
    """The same words from a capital on."""
    return majuscules(text[:1]) + text[1:]


def sans_accents(text: str) -> str:
    """The same letters without accents or ligatures, case kept: « Œuvre à Noël » → « OEuvre a Noel »."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def cle(text: str) -> str:
    """What two spellings of one name share: « Jean dit Pannel », « JEAN-DIT-PANNEL » → « jeanditpannel ».

    Accents, case, hyphens, spaces and apostrophes don't count; every other sign does. For finding a
    name, never for printing it. `cle(cle(x)) == cle(x)`.
    """
    return _JOINTS.sub("", sans_accents(sans_accents(text).casefold()))


def dit_neant(text: str) -> bool:
    """Whether an answer says in so many words that there is none: « RAS », « Pas de remarque. »."""
    return _NEANT.fullmatch(slug(text, 100)) is not None


def slug(text: str, limit: int = 60) -> str:
    """An ASCII name for a file: « Délibération n° 9 : l’école » → « deliberation-9-l-ecole ».

    Lower case letters, digits and single hyphens; cut after a whole word within `limit` characters, and never
    after an article or a preposition, which announces what is no longer there.
    Empty when no letter or digit is left (another alphabet): the caller has a name of its own then.
    """
    words = _NUMBER_SIGN.sub(" ", plain(text))
    for sign, word in _WORDS_OF_SIGNS.items():
        words = words.replace(sign, word)
    letters = sans_accents(words).casefold().encode("ascii", "replace").decode("ascii")
    name = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    if len(name) > limit:
        # the cut falls on the last hyphen that leaves whole words, if there is one
        words = (name[: limit + 1].rpartition("-")[0] or name[:limit]).strip("-")
        name = _ANNOUNCING.sub("", words) or words
    return f"fichier-{name}" if name in RESERVED else name


def radicaux(text: str) -> list[str]:
    """The stems of its words, for telling whether two texts speak of one thing: « l’école » → « ecole ».

    Plurals and endings don't count; an elision is left out, a number is kept whole.
    """
    return [_radical(word) for word in slug(text, _WHOLE).split("-") if word not in _ELIDED]


def _radical(word: str) -> str:
    if word.isdigit():
        return word.lstrip("0") or "0"
    if len(word) <= _SHORT:
        return word
    singular = f"{word[:-3]}al" if word.endswith("aux") else word.rstrip("sx")
    return singular[:_STEM]


def nearest(word: str, candidates: Iterable[str], likeness: float = 0.75) -> str | None:
    """The candidate that `word` was probably meant to be, or None when none is near.

    Compared by `cle`; the first of equals wins. `likeness` is difflib's ratio, 1 for the same word.
    """
    if not cle(word):  # a hyphen alone: nothing to compare
        return None
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(cle(word))
    best, best_ratio = None, 0.0
    for candidate in candidates:
        matcher.set_seq1(cle(candidate))
        floor = max(likeness, best_ratio)
        if matcher.real_quick_ratio() < floor or matcher.quick_ratio() < floor:
            continue
        ratio = matcher.ratio()
        if ratio >= likeness and ratio > best_ratio:
            best, best_ratio = candidate, ratio
    return best


_NOT_IN_AN_ANCHOR = pattern(r"[^\w\- ]")


def anchor(heading: str, separator: str = "-") -> str:
    """« Séance : points / vote » gives "séance--points--vote", as forges make it from a heading."""
    return _NOT_IN_AN_ANCHOR.sub("", heading.strip().lower()).replace(" ", separator)
