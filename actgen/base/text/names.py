"""Where a first name ends and a surname begins: capitals tell it, and the particles that go with a surname.

One telling for the files of acts and for the tables that people hand over: a name that a table gives is read
back in the file as it was shown.
"""

from __future__ import annotations

from actgen.base.text.characters import APOSTROPHE
from actgen.base.text.patterns import pattern

_PARTICLES = frozenset(
    {
        "de",
        "du",
        "des",
        "d",
        "l",
        "la",
        "le",
        "les",
        "von",
        "van",
        "vom",
        "der",
        "den",
        "ter",
        "ten",
        "zu",
        "zum",
        "di",
        "da",
        "del",
        "della",
        "dos",
        "das",
        "do",
        "el",
        "al",
        "ben",
        "ibn",
        "mac",
        "mc",
    }
)
_JOINED = pattern(r"^[dDlLnNoO]['’](?=.)")
_PREFIX = pattern(r"^(?:[dDlL]['’]|Ma?c(?=[A-Z]{2}))")
_INITIALS = pattern(r"(?:\w\.-?)+")


def printed_name(nom: str) -> str:
    """A name as acts and screens show it, with the apostrophe of print: never seen in two ways."""
    return nom.replace("'", APOSTROPHE)


def is_particle(word: str) -> bool:
    """Whether a word may stand before a surname and be part of it: « de », « Le », « van », « d’ »."""
    return word.rstrip("'’").casefold() in _PARTICLES


def has_particle(word: str) -> bool:
    """Whether a word holds one, be it joined to what follows: « d’Ornano », « N’Guyen »."""
    return is_particle(word) or _JOINED.match(word) is not None


def in_capitals(word: str) -> bool:
    """Whether a word is in capitals as a surname is; an initial (« J. ») is not, « d’ORNANO » is."""
    bare = _PREFIX.sub("", word)
    letters = sum(sign.isalpha() for sign in bare)
    return letters > 1 and bare.isupper() and not _INITIALS.fullmatch(bare)


def cut_name(nom: str) -> tuple[str, str]:
    """First name and surname: the surname begins at the first word in capitals, particles with it.

    Without capitals the last word is the surname; a single word is a surname. Both are as printed.
    """
    mots = printed_name(nom).split()
    debut = next((i for i, mot in enumerate(mots) if in_capitals(mot)), len(mots) - 1)
    while debut > 1 and is_particle(mots[debut - 1]):
        debut -= 1
    return " ".join(mots[:debut]), " ".join(mots[debut:])
