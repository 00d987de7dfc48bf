"""The articles that a text cites, in every spelling, with their code; ranges and « et suivants »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from actgen.law.articles import shipped_articles
from actgen.law.citations import numero

AUTRE = "autre"
"""Stands for a text of law that actgen has no table of: nothing is said of its articles."""

_RANGS = {"premier": 1, "deuxième": 2, "second": 2, "troisième": 3, "quatrième": 4, "cinquième": 5}


@dataclass(frozen=True, slots=True)
class Cite:
    """One article cited, or a range of them (`fin`), or one and those that follow (`suivants`).

    `code` is the initials of its code, AUTRE for a text that actgen doesn't know, "" when nothing tells.
    `precision` is "alinéa 2" or "1°". `start` and `end` bound the words, `suivants` the words that it was
    written with.
    """

    numero: str
    code: str
    start: int
    end: int
    precision: str = ""
    fin: str = ""
    suivants: str = ""

    @property
    def plusieurs(self) -> bool:
        return bool(self.fin or self.suivants)


@dataclass(frozen=True, slots=True)
class _Mention:
    """A text of law named in a passage; `genitif`: « du code … », which follows its articles."""

    code: str
    start: int
    end: int
    genitif: bool


@cache
def _article() -> re.Pattern[str]:
    return re.compile(r"(?<![\w./-])(?:LO|[LRD])\.? ?\*? ?\d{3,4}(?:-\d{1,3}){1,3}(?![\w/]|-\d|\.\d)")


@cache
def _suite() -> re.Pattern[str]:
    return re.compile(
        r",? ?(?:à|au|jusqu'à|-|–) (?:l'article )?"
        r"(?P<fin>(?:LO|[LRD])\.? ?\*? ?\d{3,4}(?:-\d{1,3}){1,3})(?![\w/]|-\d)"
        r"|,? ?(?:à|au) -?(?P<court>\d{1,3})(?= (?:du|de la|inclus)\b|[,;).]|$)"
        r"|,? (?P<suivants>et (?:suivante?s?|suiv\.?|s\.))"
    )


@cache
def _apres() -> re.Pattern[str]:
    return re.compile(r",? ?\(?(?:(?:al\.|alinéa) ?(?P<al>\d)|(?P<deg>\d{1,2}) ?°)")


@cache
def _avant() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?P<rang>premier|deuxième|second|troisième|quatrième|cinquième|\d(?:er|e|ème)) alinéa"
        r"|alinéa (?P<al>\d)|(?P<deg>\d{1,2}) ?°) de (?:l'|son )article $"
    )


@cache
def _mention() -> re.Pattern[str]:
    known = "|".join(
        rf"(?P<{sigle}>{re.escape(code.nom.replace('’', chr(39)))}|\b{sigle}\b)"
        for sigle, code in shipped_articles().codes.items()
    )
    return re.compile(
        rf"(?P<genitif>\b(?:du|dudit|le|ledit|ce|au|de ce|même) )?(?:même )?(?:{known}"
        r"|(?P<repris>(?<=même )code|(?<=dudit )code|(?<=ledit )code|(?<=ce )code"
        r"|code (?:précité|susvisé|sus ?-?visé))"
        r"|(?P<autre>\bcode (?!postal|insee|officiel|d'accès|commune|siren|ape\b)[a-zéèàâêîôûç']+"
        r"|\b(?:CGPPP|CG3P|CGFP|CGI|CCH)\b"
        r"|\b(?:loi|ordonnance|décret|règlement) (?:n°|organique|du \d|\(UE\))))",
        re.IGNORECASE,
    )


@lru_cache(maxsize=4096)
def citations(text: str) -> tuple[Cite, ...]:
    """Every citation of a passage of plain text, in order. Kept: several rules and acts ask for it."""
    if not any(letter in text for letter in "LRD"):
        return ()
    found = list(_bare(text))
    return tuple(_with_codes(text, found)) if found else ()


def _bare(text: str) -> Iterator[Cite]:
    at = 0
    while (match := _article().search(text, at)) is not None:
        number = numero(match[0])
        at = match.end()
        if number is None or _is_a_date(number):
            continue
        precision, end = _precision(text, match.start(), match.end())
        fin, suivants = "", ""
        if (suite := _suite().match(text, end)) is not None:
            at = end = suite.end()
            fin = numero(suite["fin"]) or "" if suite["fin"] else ""
            if suite["court"]:
                fin = number.rpartition("-")[0] + "-" + suite["court"]
            suivants = suite["suivants"] or ""
        yield Cite(number, "", match.start(), end, precision, fin, suivants)


def _is_a_date(number: str) -> bool:
    """« D2024-11-02 » is the number of an act."""
    return re.fullmatch(r"D(?:19|20)\d\d-(?:0\d|1[0-2])(?:-\d+)?", number) is not None


def _precision(text: str, start: int, end: int) -> tuple[str, int]:
    """The part of the article that is cited, and where its words end."""
    if (after := _apres().match(text, end)) is not None:
        return (f"alinéa {after['al']}" if after["al"] else f"{after['deg']}°"), after.end()
    before = _avant().search(text, max(0, start - 40), start)
    if before is None:
        return "", end
    if before["deg"]:
        return f"{before['deg']}°", end
    rang = before["rang"] or before["al"]
    return f"alinéa {_RANGS.get(rang) or int(rang[0])}", end


def _with_codes(text: str, found: Sequence[Cite]) -> Iterator[Cite]:
    mentions = tuple(_mentions(text)) if found else ()
    for cite in found:
        code = _code(text, cite, mentions)
        yield Cite(cite.numero, code, cite.start, cite.end, cite.precision, cite.fin, cite.suivants)


def _mentions(text: str) -> Iterator[_Mention]:
    last = ""
    for match in _mention().finditer(text):
        word = (match["genitif"] or "").strip().lower()
        if match["repris"]:
            code = last
        else:
            code = AUTRE if match["autre"] else str(match.lastgroup)
            last = code
        yield _Mention(code, match.start(), match.end(), word not in ("le", "ledit"))


def _code(text: str, cite: Cite, mentions: Sequence[_Mention]) -> str:
    """The code named after the article in its sentence (« du code … »), else before it."""
    for mention in mentions:
        if (
            mention.start >= cite.end
            and mention.genitif
            and not _sentence_ends(text[cite.end : mention.start])
        ):
            return mention.code or _only_code(cite.numero)
    before = [mention for mention in mentions if mention.end <= cite.start]
    if before:
        return before[-1].code or _only_code(cite.numero)
    return AUTRE if any(mention.code == AUTRE for mention in mentions) else _only_code(cite.numero)


def _sentence_ends(between: str) -> bool:
    return re.search(r"(?<![LRD]|O)\. (?=[A-ZÀ-Ý])(?!\d)|;|\n", between) is not None


def _only_code(number: str) -> str:
    """The one code that has this article; "" when none or several have."""
    having = {sigle for sigle, known in shipped_articles().redactions if known == number}
    return having.pop() if len(having) == 1 else ""
