"""Which article is in force on a day, in a place, and what to cite instead when it is not."""

import re
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Annotated

from msgspec import Struct

from actgen.base.rules import rule
from actgen.law.citations import Code, numero
from actgen.law.natures import GenreCollectivite
from actgen.law.periods import at
from actgen.law.regimes import Regime
from actgen.law.tables import Content, FieldReading, Fields, LawRow, law, rows, versions

LOI_ARTICLE = rule("LOI-ARTICLE")

_WHOLE = "tout"
_PART = re.compile(r"tout|alinéa [1-9]\d?|[1-9]\d?°")
_HEADS = frozenset({_WHOLE, "alinéa 1", "1°"})


class TerritoireArticle(StrEnum):
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


def _code(row: Fields, name: str) -> Code | None:
    sigle, codes = row.text(name), row.table.known["codes"]
    if sigle and sigle not in codes:
        row.table.findings.append(
            LOI_ARTICLE.finding(f"Code inconnu\u00a0: «\u00a0{sigle}\u00a0».", row.place(name))
        )
    found: Code | None = codes.get(sigle)
    return found


def _numero(row: Fields, name: str) -> str:
    number = row.text(name)
    if number and numero(number) != number:
        row.fault(f"«\u00a0{number}\u00a0» n’est pas un numéro d’article.", name, hint="Écrivez L2121-17.")
    return number


def _exclus(row: Fields, name: str) -> tuple[str, ...]:
    """The parts set aside by local law, each written as a citation names it: else it would match nothing."""
    parts = row.texts(name)
    for part, place in zip(parts, row.places(name), strict=False):
        if _PART.fullmatch(part) is None:
            row.table.fault(
                f"«\u00a0{part}\u00a0» n’est pas une partie d’article.",
                place,
                hint="Écrivez tout, alinéa 2 ou 1°.",
            )
    return parts


class Article(LawRow, frozen=True, kw_only=True):
    """One wording of an article, with its period.

    `exclus` lists what doesn't apply in the communes of Alsace-Moselle ("tout", "alinéa 2", "1°") and `par`
    the articles to cite there instead. `objet` is in our own words, no quotation; its spaces are plain:
    `typeset` it to print it.
    """

    code: Annotated[Code, FieldReading(_code)]
    numero: Annotated[str, FieldReading(_numero)]
    objet: str
    territoire: TerritoireArticle = TerritoireArticle.PARTOUT
    exclus: Annotated[tuple[str, ...], FieldReading(_exclus)]
    par: tuple[str, ...] = ()
    seul: bool = False  # no other article in its chapter
    fin_deduite: bool = False  # what repeals it was not read

    def concerne(self, genre: GenreCollectivite) -> bool:
        """Whether the article is about such a body: a commune cites none of the rules of an EPCI."""
        autres = TerritoireArticle.COMMUNES if genre is GenreCollectivite.EPCI else TerritoireArticle.EPCI
        return self.territoire is not autres

    @property
    def parties_exclues(self) -> tuple[str, ...]:
        """The numbered points that don't apply there, of an article that does."""
        return tuple(partie for partie in self.exclus if partie.endswith("°"))


class NotInForce(Struct, frozen=True):
    """A known article that can't be cited that day or there; `redactions`: its wordings, oldest first."""

    motif: Motif
    redactions: tuple[Article, ...]


class Replaced(Struct, frozen=True):
    """An article that communes of Alsace-Moselle don't apply; `par`: what to cite instead, if anything."""

    article: Article
    par: tuple[str, ...]


def _codes(top: Fields, name: str) -> dict[str, Code]:
    found: dict[str, Code] = {}
    for row in top.rows(name):
        row.only("sigle", "nom", origin=False)
        each = Code(row.text("sigle"), row.text("nom"))
        if row.sound and found.setdefault(each.sigle, each) is not each:
            row.fault(f"Le code «\u00a0{each.sigle}\u00a0» a déjà un nom.", "sigle")
    return found


def _redactions(top: Fields, name: str) -> dict[tuple[str, str], tuple[Article, ...]]:
    """The wordings of each article, by its code and number."""

    def number(row: Article) -> tuple[str, str]:
        return row.code.sigle, row.numero

    found = rows(top, name, Article)
    groups = groupby(sorted(found, key=number), key=number)
    known = {each: versions(top, group, name, f"Article {each[1]} du {each[0]}") for each, group in groups}
    for row in found:
        for instead in row.par:
            if (row.code.sigle, instead) not in known:
                top.table.findings.append(
                    LOI_ARTICLE.finding(
                        f"L’article {row.numero} renvoie à l’article inconnu «\u00a0{instead}\u00a0».",
                        row.origine.location,
                        hint="Ajoutez cet article au fichier, ou corrigez son numéro.",
                    )
                )
    return known


class Articles(Content, frozen=True):
    """Every article of data/droit/articles.yaml."""

    FILE = "articles.yaml"

    codes: Annotated[dict[str, Code], FieldReading(_codes)]
    redactions: Annotated[
        dict[tuple[str, str], tuple[Article, ...]], FieldReading(_redactions, key="articles")
    ]


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
    if found.territoire is TerritoireArticle.ALSACE_MOSELLE and not regime.alsace_moselle:
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
    """The articles that ship with actgen."""
    return law(Articles)
