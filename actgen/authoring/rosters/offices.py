"""An office as town halls write it → the key of a file of collectivites/."""

from __future__ import annotations

import re

from actgen.records import dataclass
from actgen.text.grammar import Genre
from actgen.text.keys import sans_accents

_ORDINALS = {
    word: rank
    for rank, words in enumerate(
        ("premier premiere", "deuxieme second seconde", "troisieme", "quatrieme", "cinquieme", "sixieme",
         "septieme", "huitieme", "neuvieme", "dixieme", "onzieme", "douzieme", "treizieme", "quatorzieme",
         "quinzieme", "seizieme"), start=1)
    for word in words.split()
}  # fmt: skip
_RANK = re.compile(rf"(?:(\d{{1,2}}) ?(?:er|ere|e|eme|ieme|nd|nde|d|de)?|({'|'.join(_ORDINALS)})) (?=\D)")
_RANK_AFTER = re.compile(r" (?:no |n |numero )?(\d{1,2})$")
_TOWARDS = r"(?: (?:charge|chargee|delegue|deleguee|au maire|a|au|aux|de la|de l|du|de|des|en)\b.*)?"
_KINDS = r"(?: (?:municipal|municipale|communautaire|metropolitain|metropolitaine|syndical|syndicale))?"
_OFFICES: tuple[tuple[str, Genre, str], ...] = (
    ("maire", Genre.INCONNU, r"(?:le |la |madame le |madame la |monsieur le )?maire"),
    ("adjoint", Genre.FEMININ, r"(?:autre )?(?:maire )?adjointe" + _TOWARDS),
    ("adjoint", Genre.MASCULIN, r"(?:autre )?(?:maire )?adjoint" + _TOWARDS),
    ("president", Genre.FEMININ, r"presidente"),
    ("president", Genre.MASCULIN, r"president"),
    ("vice_president", Genre.FEMININ, r"vice presidente" + _TOWARDS),
    ("vice_president", Genre.MASCULIN, r"vice president" + _TOWARDS),
    ("conseiller_delegue", Genre.FEMININ, rf"conseillere{_KINDS} deleguee{_KINDS}" + _TOWARDS),
    ("conseiller_delegue", Genre.MASCULIN, rf"conseiller{_KINDS} delegue{_KINDS}" + _TOWARDS),
    ("conseiller", Genre.FEMININ, rf"(?:autre )?conseillere{_KINDS}|deleguee(?: titulaire)?|elue"),
    ("conseiller", Genre.MASCULIN, rf"(?:autre )?conseiller{_KINDS}|delegue(?: titulaire)?|elu"),
    ("conseiller", Genre.INCONNU, r"membre(?: du (?:bureau|conseil))?|titulaire|conseiller ere(?: .*)?"),
)  # fmt: skip
_PATTERNS = tuple((key, genre, re.compile(pattern)) for key, genre, pattern in _OFFICES)


@dataclass(frozen=True, slots=True)
class Office:
    """An office: its masculine key, the gender that its word bears, its rank (third deputy: 3)."""

    key: str
    genre: Genre = Genre.INCONNU
    rank: int = 0


def office_of(text: str) -> Office | None:
    """The office that a cell names; an empty cell is a plain member's; None for one that is unknown."""
    words = " ".join(re.findall(r"[a-z0-9]+", sans_accents(text.replace("°", "o")).casefold()))
    if not words:
        return Office("conseiller")
    rank = 0
    if found := _RANK.match(words):
        rank, words = int(found[1]) if found[1] else _ORDINALS[found[2]], words[found.end() :]
    elif found := _RANK_AFTER.search(words):
        rank, words = int(found[1]), words[: found.start()]
    return next(
        (Office(key, genre, rank) for key, genre, pattern in _PATTERNS if pattern.fullmatch(words)), None
    )


def key_of(office: Office, genre: Genre) -> str:
    """The key under which to write a member of this office: « conseillere », « membre » when unsure."""
    if office.key == "maire":
        return "maire"
    if genre is Genre.INCONNU and office.key == "conseiller":
        return "membre"
    feminine = {
        "adjoint": "adjointe", "president": "presidente", "vice_president": "vice_presidente",
        "conseiller_delegue": "conseillere_deleguee", "conseiller": "conseillere",
    }  # fmt: skip
    return feminine[office.key] if genre is Genre.FEMININ else office.key
