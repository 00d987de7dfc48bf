"""The office that a cell of a table names, with its rank and what it is in charge of."""

from __future__ import annotations

import re

from msgspec import Struct

from actgen.base.records import replace
from actgen.base.text.grammar import Genre
from actgen.base.text.keys import sans_accents

_ORDINALS = {
    word: rank
    for rank, words in enumerate(
        ("premier premiere", "deuxieme second seconde", "troisieme", "quatrieme", "cinquieme", "sixieme",
         "septieme", "huitieme", "neuvieme", "dixieme", "onzieme", "douzieme", "treizieme", "quatorzieme",
         "quinzieme", "seizieme"), start=1)
    for word in words.split()
}  # fmt: skip
_RANK = re.compile(rf"(?:(\d{{1,2}}) ?(?:er|ere|e|eme|ieme|nd|nde|d|de)?|({'|'.join(_ORDINALS)})) (?=\D)")
_RANK_ALONE = re.compile(r"(\d{1,2}) ?(?:er|ere|e|eme|ieme|nd|nde)?")
_RANK_AFTER = re.compile(r" (?:no |n |numero )?(\d{1,2})$")
_TOWARDS = r"((?: (?:charge|chargee|delegue|deleguee|au maire|a|au|aux|de la|de l|du|de|des|en)\b.*)?)"
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


_TOLD_APART = re.compile(r"\s*(?:[(:,;–—/]|\s-\s)\s*")  # « 3e adjoint (travaux, voirie) », « … - travaux »
_IN_CHARGE = ("maire", "adjoint", "vice_president", "conseiller_delegue")
_OTHER_OFFICE = re.compile(r"(?:maire |)delegue|honoraire|ancien|interim|suppleant|adjoint|de la commune")


class Office(Struct, frozen=True):
    """An office: its masculine key, the gender that its word bears, its rank (third deputy: 3).

    `charge`: the cell also says what its holder is in charge of.
    """

    key: str
    genre: Genre = Genre.INCONNU
    rank: int = 0
    charge: bool = False


def office_of(text: str) -> Office | None:
    """The office that a cell names; an empty cell is a plain member's; None for one that is unknown."""
    if (read := _office(_words(text))) is not None:
        return read
    head, *rest = _TOLD_APART.split(text, maxsplit=1)
    read, said = _office(_words(head)), _words(" ".join(rest))
    if not said or not head.strip() or read is None or read.key not in _IN_CHARGE:
        return None
    if read.key == "maire" and _OTHER_OFFICE.match(said):
        return None  # « maire (déléguée) » is another office
    if rank := _RANK_ALONE.fullmatch(said):
        return None if read.rank else replace(read, rank=int(rank[1]))
    return replace(read, charge=True)


def _words(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", sans_accents(text.replace("°", "o")).casefold()))


def _office(words: str) -> Office | None:
    if not words:
        return Office("conseiller")
    rank = 0
    if found := _RANK.match(words):
        rank, words = int(found[1]) if found[1] else _ORDINALS[found[2]], words[found.end() :]
    elif found := _RANK_AFTER.search(words):
        rank, words = int(found[1]), words[: found.start()]
    for key, genre, office in _PATTERNS:
        if told := office.fullmatch(words):
            return Office(key, genre, rank, charge=_in_charge(told))
    return None


def _in_charge(told: re.Match[str]) -> bool:
    said = told[told.lastindex].strip() if told.lastindex else ""
    return said not in ("", "au maire")
