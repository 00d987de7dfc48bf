"""Names of a spreadsheet → « Prénom NOM », as the files of collectivites/ write them."""

from __future__ import annotations

import re

from actgen.facts.phrases.presence import decouper_civilite
from actgen.text.grammar import Genre
from actgen.text.keys import cle, majuscules

_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[ .’'\-\u2010\u2011])*(?: ?\([^\W\d_][^\W_]*\))?")
_WOMAN = frozenset({"mme", "mmes", "madame", "f", "femme", "feminin", "mlle", "melle", "mademoiselle"})
_MAN = frozenset({"m", "m.", "mr", "monsieur", "h", "homme", "masculin"})
_PARTICLES = frozenset({"de", "du", "des", "d", "la", "le", "les", "von", "van", "der", "di", "da", "den"})
_CIVILITIES = {Genre.MASCULIN: "M.", Genre.FEMININ: "Mme", Genre.INCONNU: ""}


def genre_of(text: str) -> Genre | None:
    """The gender that a cell says; None when it says something else."""
    word = cle(text).rstrip(".")
    if not word:
        return Genre.INCONNU
    if word in _WOMAN:
        return Genre.FEMININ
    return Genre.MASCULIN if word in _MAN else None


def civility(genre: Genre) -> str:
    """« M. », « Mme », or nothing."""
    return _CIVILITIES[genre]


def is_name(text: str) -> bool:
    """Whether a text may be a name: letters and what holds them together, nothing that a phrase reads."""
    return _NAME.fullmatch(text) is not None


def surname(text: str) -> str:
    """A surname in capitals, unless it already has a word in capitals (« d’ORNANO »)."""
    return text if any(_capital(word) for word in text.split()) else majuscules(text)


def split_identity(text: str, *, surname_first: bool) -> tuple[Genre, str, str] | None:
    """Gender, first name and surname of « M. Jean DUPONT », « DUPONT Jean »; None when it can't be told.

    Capitals tell the surname; without them, two words are read in the order of the heading.
    """
    civilite, name = decouper_civilite(text)
    genre = genre_of(civilite) or Genre.INCONNU
    words = name.split()
    capital = [_capital(word) for word in words]
    if any(capital) and not all(capital):
        if capital[0]:
            end = capital.index(False)
            # « DUPONT Jean », and nothing in capitals after the first name
            return None if any(capital[end:]) else (genre, " ".join(words[end:]), " ".join(words[:end]))
        return genre, *_at_first_capital(words, capital.index(True))
    if len(words) != 2:
        return None
    first, last = (words[1], words[0]) if surname_first else (words[0], words[1])
    return genre, first, last


def _at_first_capital(words: list[str], start: int) -> tuple[str, str]:
    while start > 1 and cle(words[start - 1]) in _PARTICLES:
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:])


def _capital(word: str) -> bool:
    letters = "".join(sign for sign in word if sign.isalpha())
    elided = re.sub(r"^[dDlL]['’]", "", word)
    return len(letters) > 1 and elided.isupper() and not re.fullmatch(r"(?:\w\.-?)+", word)
