"""The tables of data/droit that a code rests on, in words: periods, articles out of force, articles alone.

Read from the law each time, so that a new period needs no other line than its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from actgen.diagnostics import Status
from actgen.law.articles import Article, shipped_articles
from actgen.law.citations import Citation, citation_courte, numero
from actgen.law.regimes import Compte, Quorum, shipped_regimes
from actgen.records import dataclass
from actgen.text.grammar import compte
from actgen.text.messages import phrase
from actgen.text.typography import typeset

CCP, CGCT = "CCP", "CGCT"
_COMPTES = {Compte.PRESENTS: "présents", Compte.PRESENTS_OU_REPRESENTES: "présents ou représentés"}


@dataclass(frozen=True, slots=True)
class Donnees:
    """Rows of the law under a title, as sentences without their full stop."""

    titre: str
    lignes: tuple[str, ...]


def donnees(name: str) -> Donnees:
    """The table that an entry of data/regles names. Raises KeyError for one that doesn't exist."""
    title, rows = TABLES[name]
    return Donnees(title, tuple(rows()))


def _quorums() -> Iterator[str]:
    """Each exception by its days, then what holds outside them."""
    table = shipped_regimes()
    for each in table.quorum_derogatoire:
        origin = each.origine
        doubt = f" ({typeset(origin.note)})" if origin.note and origin.statut is not Status.VERIFIED else ""
        yield phrase("{periode} : {regle}", periode=each.periode.shown, regle=_regle(each)) + doubt
    for each in table.quorum_ordinaire:
        days = f", {each.periode.shown}" if len(table.quorum_ordinaire) > 1 else ""
        yield phrase("hors de ces périodes{jours} : {regle}", jours=days, regle=_regle(each))


def _regle(quorum: Quorum) -> str:
    number = numero(quorum.texte)
    text = citation_courte(Citation(shipped_articles().codes[CGCT], number)) if number else quorum.texte
    return phrase(
        "{part} des membres en exercice, {comptes} ; {pouvoirs} par membre ; {texte}",
        part=quorum.part.dite,
        comptes=_COMPTES[quorum.compte],
        pouvoirs=compte(quorum.pouvoirs, "pouvoir"),
        texte=typeset(text),
    )


def _hors_vigueur(kept: Callable[[str], bool]) -> Iterator[str]:
    """How many articles of these codes are known, then those that are out of force, with their last day."""
    known = [rows for (sigle, _), rows in shipped_articles().redactions.items() if kept(sigle)]
    yield phrase("{articles} de la table data/droit/articles.yaml", articles=compte(len(known), "article"))
    for rows in known:
        if rows[-1].periode.au is not None:
            last = rows[-1]
            yield phrase("{article} : en vigueur {jours}", article=_nom(last), jours=last.periode.shown)


def _seuls() -> Iterator[str]:
    for rows in shipped_articles().redactions.values():
        if rows[-1].seul:
            yield phrase("{article} : aucun article ne le suit", article=_nom(rows[-1]))


def _nom(article: Article) -> str:
    return citation_courte(Citation(article.code, article.numero))


TABLES: Mapping[str, tuple[str, Callable[[], Iterator[str]]]] = {
    "quorums": ("Périodes", _quorums),
    "articles_ccp": ("Articles", lambda: _hors_vigueur(lambda sigle: sigle == CCP)),
    "articles_autres": ("Articles", lambda: _hors_vigueur(lambda sigle: sigle != CCP)),
    "articles_seuls": ("Seuls de leur chapitre", _seuls),
}
