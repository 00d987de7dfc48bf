"""The name of a person as tables write it → first name and surname, or that it can't be told.

Capitals and particles tell; where neither does, the order of the heading is followed and said. What would be
read otherwise in the file of the council is not read at all: a name is asked for rather than misread.
"""

from __future__ import annotations

import re
from enum import StrEnum

from msgspec import Struct

from actgen.base.text.characters import APOSTROPHE
from actgen.base.text.grammar import Genre
from actgen.base.text.keys import cle, majuscules
from actgen.base.text.names import cut_name, has_particle, in_capitals, is_particle, printed_name
from actgen.base.text.patterns import pattern
from actgen.council.facts.phrases.presence import split_civility

_NAME = pattern(r"[^\W\d_](?:[^\W\d_]|[ .’'\-\u2010\u2011])*(?: \d{1,3})?(?: ?\([^\W\d_][^\W_]*\))?")
_LINKS = {
    **dict.fromkeys(("epouse", "epse", "ep"), "épouse"),
    **dict.fromkeys(("veuve", "vve"), "veuve"),
    "nee": "née",
    "ne": "né",
    "dit": "dit",
    "dite": "dite",
}
_LINKED = pattern(rf"\(\s*(?=(?:{'|'.join(_LINKS)}|née|né|épouse|ép|épse)\b)([^()]*)\)", re.IGNORECASE)
_AFTER = frozenset(
    {"fils", "pere", "mere", "fille", "aine", "ainee", "cadet", "cadette", "jeune", "junior", "senior"}
)
_TITLES = frozenset({"dr", "docteur", "me", "maitre", "pr", "professeur", "monsieur", "madame"})
_YOUNG = frozenset({"mlle", "melle", "mademoiselle"})
_CIVILITIES = {"M.": Genre.MASCULIN, "Mme": Genre.FEMININ}


class Doubt(StrEnum):
    """What a name was read by, where neither capitals nor particles told."""

    ORDRE = "ordre"
    CAPITALES = "capitales"
    DEUX_NOMS = "deux noms"
    PARTICULE = "particule"


class Identity(Struct, frozen=True):
    """A person's names as a file writes them, and what of them is to be looked at."""

    genre: Genre
    prenom: str
    nom: str
    doubt: Doubt | None = None


def tidy(text: str) -> str:
    """A name without spaces about a hyphen or after « d’ », nor brackets about « née X »."""
    spaced = re.sub(r"(?<=\w)(?:\s*[-\u2010\u2011]\s+|\s+[-\u2010\u2011])(?=\w)", "-", text)
    joined = re.sub(r"\b([dDlL])\s?['’]\s+(?=\w)", rf"\1{APOSTROPHE}", spaced)
    return printed_name(" ".join(_LINKED.sub(r" \1 ", joined).split()))


def is_name(text: str) -> bool:
    """Whether a text may be a name: letters and what holds them together, nothing that a phrase reads."""
    return _NAME.fullmatch(tidy(text)) is not None


def surname(text: str) -> str:
    """A surname in capitals, unless it already has a word in capitals (« d’ORNANO »), or a number."""
    kept = text[-1:].isdigit() or any(in_capitals(word) for word in text.split())
    return text if kept else majuscules(text)


def split_identity(text: str, *, surname_first: bool | None) -> Identity | None:
    """Who « M. Jean DUPONT », « du PLESSIS Guy », « ROUX Anne née MARTIN » names; None when it can't be told.

    `surname_first`: what the heading says of the order, for names that capitals don't tell; None: nothing.
    """
    genre, name = _civility(tidy(text))
    words = name.split()
    if len(words) > 1 and words[-1].isdigit():  # « Membre 1 »
        return Identity(genre, "", name)
    after = ""
    if words[-1:] and words[-1].startswith("("):
        after = words.pop()
        if cle(after.strip("()")) not in _AFTER:
            return None
    at = next((rank for rank, word in enumerate(words) if rank and _link(word)), len(words))
    given, family, doubt = _parted(words[:at], surname_first=surname_first)
    other = words[at + 1 :]
    if words[at:] and not family and given:  # « ROUX née MARTIN Anne »
        given, family, end = [], given, _end_of_capitals(other)
        given, other = other[end:], other[:end]
    linked = [_link(words[at]), surname(" ".join(other))] if other else []
    if not given or not family or (words[at:] and not other):
        return None
    if cle(given[0].rstrip(".")) in _TITLES or any(map(is_particle, given)) or any(map(_link, given)):
        return None
    nom = " ".join([surname(" ".join(family)), *linked, *([after] if after else [])])
    if linked and doubt is None:
        doubt = Doubt.DEUX_NOMS
    return _as_read_back(genre, " ".join(given), nom, doubt)


def pair_identity(first: str, last: str) -> Identity | None:
    """Who two cells name, a first name and a surname; None when one of them holds something else."""
    genre, prenom = _civility(tidy(first))
    told, nom = _civility(tidy(last))
    words, given = nom.split(), prenom.split()
    if not words:
        return None
    capital = [in_capitals(word) for word in words]
    if any(capital):
        plain = [word for word, caps in zip(words, capital, strict=True) if not caps]
        foreign = [word for word in plain if not (is_particle(word) or _link(word) or word.startswith("("))]
        if foreign:
            return None  # « DUPONT Michel »
    elif any(map(in_capitals, given)) or {cle(word) for word in words} & {cle(word) for word in given}:
        return None  # the two columns are the wrong way round, or say the same
    if any(word.islower() and is_particle(word) for word in given) or (
        given and cle(given[0].rstrip(".")) in _TITLES
    ):
        return None
    at = next((rank for rank, word in enumerate(words) if rank and _link(word)), len(words))
    parts = [surname(" ".join(words[:at]))]
    if words[at:]:
        parts += [_link(words[at]), surname(" ".join(words[at + 1 :]))]
    doubt = Doubt.DEUX_NOMS if words[at:] else Doubt.PARTICULE if any(map(is_particle, given)) else None
    return _as_read_back(
        genre if genre is not Genre.INCONNU else told, prenom, " ".join(parts).strip(), doubt
    )


def genre_before(text: str) -> Genre:
    """What « M. » or « Mme » says before a name, be the name itself unclear."""
    return _civility(tidy(text))[0]


def told_identity(prenom: str, nom: str, genre: Genre) -> Identity | None:
    """The same, of what somebody typed to tell who it is: taken as it is, if a file can say it."""
    prenom, nom = tidy(prenom), tidy(nom)
    if not nom or not is_name(nom) or (prenom and not is_name(prenom)):
        return None
    return _as_read_back(genre, prenom, nom if nom[-1:].isdigit() else _told_surname(nom), None)


def _told_surname(nom: str) -> str:
    words = nom.split()
    at = next((rank for rank, word in enumerate(words) if rank and _link(word)), len(words))
    parts = [
        surname(" ".join(words[:at])),
        *map(_link, words[at : at + 1]),
        surname(" ".join(words[at + 1 :])),
    ]
    return " ".join(filter(None, parts))


def _as_read_back(genre: Genre, prenom: str, nom: str, doubt: Doubt | None) -> Identity | None:
    """The names, the first one as a first name is written; None when a file would not say the same."""
    given = " ".join(word.title() if in_capitals(word) else word for word in prenom.split())
    if given != prenom and doubt is None:
        doubt = Doubt.CAPITALES
    read = Identity(genre, given, nom, doubt)
    return read if not given or cut_name(f"{given} {nom}") == (given, nom) else None


def _civility(text: str) -> tuple[Genre, str]:
    civilite, name = split_civility(text)
    first, _, rest = name.partition(" ")
    if not civilite and cle(first.rstrip(".")) in _YOUNG and rest:
        return Genre.FEMININ, rest
    return _CIVILITIES.get(civilite, Genre.INCONNU), name


def _link(word: str) -> str:
    """« épouse », « née »: what stands between two surnames of one person; empty for another word."""
    if in_capitals(word) and cle(word) not in ("nee", "epouse"):
        return ""  # « JEAN DIT PANNEL » is one surname
    return _LINKS.get(cle(word.rstrip(".")), "")


def _parted(words: list[str], *, surname_first: bool | None) -> tuple[list[str], list[str], Doubt | None]:
    """First names and surname of a name without « née »; the first names alone when there is no surname."""
    capital = [in_capitals(word) for word in words]
    if not any(capital) or all(caps or is_particle(word) for word, caps in zip(words, capital, strict=True)):
        return _by_order(words, surname_first=surname_first)
    start, end = capital.index(True), len(capital) - capital[::-1].index(True)
    while start and is_particle(words[start - 1]):
        start -= 1
    family = words[start:end]
    if not all(in_capitals(word) or is_particle(word) for word in family) or (start and end < len(words)):
        return [], [], None
    return words[:start] + words[end:], family, None


def _by_order(words: list[str], *, surname_first: bool | None) -> tuple[list[str], list[str], Doubt | None]:
    """Two names that look alike: a particle tells the surname, else the order of the heading."""
    groups: list[list[str]] = [[]]
    for word in words:
        groups[-1].append(word)
        if not is_particle(word):
            groups.append([])
    if groups.pop() or len(groups) != 2:
        return (words, [], None) if words else ([], [], None)
    marked = [any(map(has_particle, group)) for group in groups]
    if all(marked) or (not any(marked) and surname_first is None):
        return [], [], None
    first = marked[0] if any(marked) else surname_first
    family, given = groups if first else reversed(groups)
    return given, family, Doubt.ORDRE


def _end_of_capitals(words: list[str]) -> int:
    """Where a surname in capitals ends, particles with it."""
    return next(
        (rank for rank, word in enumerate(words) if not (in_capitals(word) or is_particle(word))), len(words)
    )
