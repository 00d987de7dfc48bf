"""How an article is named: read in every spelling, printed in one.

`L.2113-6`, `L. 2113-6`, `L2113-6` and `l2113-6` are the same number; acts print `L. 2113-6` with a
no-break space.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from msgspec import Struct

from actgen.base.text.lists import enumeration
from actgen.base.text.typography import article_de_code

_NBSP = "\u00a0"
_RENVOIS = {"L2121": "L5211-1", "L2122": "L5211-2", "D2122": "L5211-2", "L2131": "L5211-3"}


class Code(Struct, frozen=True):
    """A code of law: its initials and its name ("code de la commande publique")."""

    sigle: str
    nom: str


class Citation(Struct, frozen=True):
    """An article of a code, perhaps a part of it (`precision`: "II", "1°", "alinéa 2")."""

    code: Code
    numero: str
    precision: str = ""


def numero(text: str) -> str | None:
    """The number of an article without space or dot ("L2113-6"), however spelt; None for anything else."""
    printed = article_de_code(text)
    return None if printed is None else printed.replace(f".{_NBSP}", "")


def numero_imprime(number: str) -> str:
    """The number "L2113-6" as it is printed: "L. 2113-6", the space being a no-break one."""
    return article_de_code(number) or number


def citation_courte(article: Citation) -> str:
    """As in a message: "art. L. 2121-17 CGCT"."""
    return f"art.{_NBSP}{_number(article)} {article.code.sigle}"


def cgct(numero: str, precision: str = "", *, commune: bool = True) -> str:
    """« art. L. 2121-17 CGCT »; for an EPCI, after the article by which it applies there."""
    court = citation_courte(Citation(Code("CGCT", ""), numero, precision))
    renvoi = "" if commune else _RENVOIS.get(numero.partition("-")[0], "")
    return court.replace(_NBSP, f"{_NBSP}{numero_imprime(renvoi)} et ", 1) if renvoi else court


def citations(articles: Sequence[Citation]) -> str:
    """Several articles in the order given, those of one code together.

    "articles L. 2113-6 et L. 2113-7 du code de la commande publique".
    """
    return " et ".join(
        _of_one_code(tuple(group)) for _, group in groupby(articles, key=lambda each: each.code)
    )


def _of_one_code(articles: tuple[Citation, ...]) -> str:
    numbers = [_number(each) for each in articles]
    closing = "," if articles[-1].precision else ""
    noun = "articles" if len(articles) > 1 else "article"
    return f"{noun}{_NBSP}{enumeration(numbers, points_virgules=False)}{closing} du {articles[0].code.nom}"


def _number(article: Citation) -> str:
    shown = numero_imprime(article.numero)
    return f"{shown}, {article.precision.replace(' ', _NBSP)}" if article.precision else shown
