"""Which article is in force on a day, in a place, and what to cite instead when it is not."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import groupby

from actgen.diagnostics import Diagnostic
from actgen.law.citations import Code, numero
from actgen.law.dated import rows, versions
from actgen.law.files import label, shipped_bytes
from actgen.law.natures import GenreCollectivite
from actgen.law.periods import Periode, at
from actgen.law.regimes import Regime
from actgen.law.tables import Fields, Origine, Table
from actgen.records import dataclass
from actgen.rules import rule

LOI_ARTICLE = rule("LOI-ARTICLE")

_FILE = "articles.yaml"
_WHOLE = "tout"
_PART = re.compile(r"tout|alinéa [1-9]\d?|[1-9]\d?°")
_HEADS = frozenset({_WHOLE, "alinéa 1", "1°"})


class _OuiNon(StrEnum):
    OUI = "oui"
    NON = "non"


class Territoire(StrEnum):
    """Where an article applies, or whom it is about."""

    PARTOUT = "partout"
    ALSACE_MOSELLE = "alsace_moselle"
    COMMUNES = "communes"
    EPCI = "epci"


class Motif(StrEnum):
    """Why an article can't be cited: the values are words for a message."""

    PAS_ENCORE = "pas encore en vigueur"
    PLUS = "n’est plus en vigueur"
    TERRITOIRE = "propre aux communes de la Moselle, du Bas-Rhin et du Haut-Rhin"


@dataclass(frozen=True, slots=True)
class Article:
    """One wording of an article, with its period.

    `exclus` lists what doesn't apply in the communes of Alsace-Moselle ("tout", "alinéa 2", "1°") and `par`
    the articles to cite there instead. `objet` is in our own words, no quotation; its spaces are plain:
    `typeset` it to print it.
    """

    code: Code
    numero: str
    objet: str
    periode: Periode
    territoire: Territoire
    exclus: tuple[str, ...]
    par: tuple[str, ...]
    origine: Origine
    seul: bool = False  # no other article in its chapter

    def concerne(self, genre: GenreCollectivite) -> bool:
        """Whether the article is about such a body: a commune cites none of the rules of an EPCI."""
        autres = Territoire.COMMUNES if genre is GenreCollectivite.EPCI else Territoire.EPCI
        return self.territoire is not autres

    @property
    def parties_exclues(self) -> tuple[str, ...]:
        """The numbered points that don't apply there, of an article that does."""
        return tuple(partie for partie in self.exclus if partie.endswith("°"))


@dataclass(frozen=True, slots=True)
class NotInForce:
    """A known article that can't be cited that day or there; `redactions`: its wordings, oldest first."""

    motif: Motif
    redactions: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Replaced:
    """An article that communes of Alsace-Moselle don't apply; `par`: what to cite instead, if anything."""

    article: Article
    par: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Articles:
    """Every article of data/droit/articles.yaml."""

    codes: dict[str, Code]
    redactions: dict[tuple[str, str], tuple[Article, ...]]


def article(
    code: str, number: str, jour: date, regime: Regime | None = None, precision: str = ""
) -> Article | NotInForce | Replaced | None:
    """The article as it stands on a day for the collectivité of this regime; None when it is unknown.

    `number` may have any spelling. Without `regime` only the date is looked at. `precision` ("alinéa 2") is
    the part that is cited: with it, only the exclusion of that part replaces the article; without it, the
    exclusion of the whole or of what it begins with.
    """
    wanted = numero(number)
    redactions = shipped_articles().redactions.get((code, wanted or ""), ())
    if not redactions:
        return None
    found = at(redactions, jour)
    if found is None:
        return NotInForce(_out_of_date(redactions, jour), redactions)
    if regime is None:
        return found
    if found.territoire is Territoire.ALSACE_MOSELLE and not regime.alsace_moselle:
        return NotInForce(Motif.TERRITOIRE, redactions)
    concerned = {_WHOLE, precision} if precision else _HEADS
    if regime.alsace_moselle and concerned.intersection(found.exclus):
        return Replaced(found, found.par)
    return found


def _out_of_date(redactions: tuple[Article, ...], jour: date) -> Motif:
    first = redactions[0].periode.du
    return Motif.PAS_ENCORE if first is not None and jour < first else Motif.PLUS


def code(sigle: str) -> Code | None:
    """The code with these initials ("CGCT"); None when actgen doesn't know it."""
    return shipped_articles().codes.get(sigle)


def shipped_articles() -> Articles:
    """The articles that ship with actgen, read at the first call."""
    return load_shipped()[0]


@cache
def load_shipped() -> tuple[Articles, tuple[Diagnostic, ...]]:
    """The same with what is wrong in the file."""
    return read_articles(shipped_bytes("droit", _FILE), label("droit", _FILE))


def read_articles(content: bytes, file: str) -> tuple[Articles, tuple[Diagnostic, ...]]:
    """The articles of a file, and every fault in it: a faulty wording is left out."""
    table = Table(content, file)
    table.top.only("verifie_le", "codes", "articles", origin=False)
    codes = {each.sigle: each for row in table.rows("codes") if (each := _code(row)) is not None}
    found = rows(table, "articles", lambda row: _article(row, codes, table))
    redactions = _by_number(found, table)
    _check_substitutes(found, redactions, table)
    return Articles(codes, redactions), table.result


def _code(row: Fields) -> Code | None:
    row.only("sigle", "nom", origin=False)
    found = Code(row.text("sigle"), row.text("nom"))
    return found if row.sound else None


def _article(row: Fields, codes: dict[str, Code], table: Table) -> Article | None:
    row.only("code", "numero", "objet", "du", "au", "territoire", "exclus", "par", "seul")
    sigle, number = row.text("code"), row.text("numero")
    if sigle and sigle not in codes:
        table.findings.append(
            LOI_ARTICLE.finding(f"Code inconnu\u00a0: «\u00a0{sigle}\u00a0».", row.place("code"))
        )
    if number and numero(number) != number:
        table.fault(
            f"«\u00a0{number}\u00a0» n’est pas un numéro d’article.",
            row.place("numero"),
            hint="Écrivez L2121-17.",
        )
    territory = row.word("territoire", Territoire, Territoire.PARTOUT)
    period, origin, subject = row.periode(), row.origine(), row.text("objet")
    excluded, instead = _excluded(row, table), row.texts("par")
    alone = row.word("seul", _OuiNon, _OuiNon.NON) is _OuiNon.OUI
    if territory is None or sigle not in codes:
        return None
    return Article(codes[sigle], number, subject, period, territory, excluded, instead, origin, alone)


def _excluded(row: Fields, table: Table) -> tuple[str, ...]:
    """The parts set aside by local law, each written as a citation names it: else it would match nothing."""
    parts = row.texts("exclus")
    for part, place in zip(parts, row.places("exclus"), strict=False):
        if _PART.fullmatch(part) is None:
            table.fault(
                f"«\u00a0{part}\u00a0» n’est pas une partie d’article.",
                place,
                hint="Écrivez tout, alinéa 2 ou 1°.",
            )
    return parts


def _by_number(rows: Iterable[Article], table: Table) -> dict[tuple[str, str], tuple[Article, ...]]:
    def number(row: Article) -> tuple[str, str]:
        return row.code.sigle, row.numero

    groups = groupby(sorted(rows, key=number), key=number)
    return {each: versions(table, group, f"Article {each[1]} du {each[0]}") for each, group in groups}


def _check_substitutes(found: Iterable[Article], known: Container[tuple[str, str]], table: Table) -> None:
    for row in found:
        for instead in row.par:
            if (row.code.sigle, instead) not in known:
                table.findings.append(
                    LOI_ARTICLE.finding(
                        f"L’article {row.numero} renvoie à l’article inconnu «\u00a0{instead}\u00a0».",
                        row.origine.location,
                        hint="Ajoutez cet article au fichier, ou corrigez son numéro.",
                    )
                )
