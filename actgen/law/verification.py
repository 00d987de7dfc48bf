"""Everything that can be wrong in data/droit, in one pass: for the tests, and for `actgen doctor`.

A run reads the tables that it uses, and stops at a fault in one of them (`tables.law`). What this tells
besides, a source or an article that no other table knows, changes no verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from actgen.base.diagnostics import Diagnostic, Location, Status
from actgen.base.rules import rule
from actgen.law.articles import LOI_ARTICLE, Articles
from actgen.law.files import added, label, shipped_bytes
from actgen.law.groupements import DroitDesGroupements, Seuils, Subventions
from actgen.law.nomenclature import Delegations, Nomenclature
from actgen.law.ordre_du_jour import Vocabulaire
from actgen.law.reformes import Reformes
from actgen.law.regimes import Effectifs, Regimes
from actgen.law.scrutins import Elections, Interets, RegleElection, ReglesDeVote
from actgen.law.seuils import SeuilsDesActes
from actgen.law.suites import SuitesLegales, Tribunaux
from actgen.law.tables import Content, LawFile, Origine, Sourced, load
from actgen.law.textes import Textes
from actgen.reading.sources import Source

LOI_SOURCE = rule("LOI-SOURCE")
TABLES: tuple[type[Content], ...] = (
    Articles,
    Delegations,
    Effectifs,
    Elections,
    DroitDesGroupements,
    Interets,
    Nomenclature,
    Vocabulaire,
    Reformes,
    Regimes,
    ReglesDeVote,
    Seuils,
    SeuilsDesActes,
    Subventions,
    SuitesLegales,
    Textes,
    Tribunaux,
)

_FILE = "sources.yaml"
_CODE = "CGCT"
_NEED_A_SOURCE = (Status.VERIFIED, Status.PARTLY)


def verify() -> tuple[Diagnostic, ...]:
    """Every fault of the law in use, rows of the workspace too: a table alone, then one against another."""
    loaded = [load(each) for each in TABLES]
    rows = [row for table, _ in loaded for row in table.lignes]
    keys, faults = read_sources(shipped_bytes("droit", _FILE), label("droit", _FILE), added(_FILE))
    return (
        *(finding for _, found in loaded for finding in found),
        *faults,
        *check_sources((row.origine for row in rows), keys),
        *check_articles(_named_articles(rows)),
    )


def read_sources(
    content: bytes, file: str, more: Source | None = None
) -> tuple[dict[str, str], tuple[Diagnostic, ...]]:
    """What each key of a source stands for, and every fault of the file and of what another adds to it."""
    table = LawFile(content, file, more)
    table.top.only("verifie_le", "sources", origin=False)
    section = table.top.section("sources")
    return {name: section.text(name) for name in section.names}, tuple(table.findings)


def check_sources(origins: Iterable[Origine], keys: dict[str, str]) -> Iterator[Diagnostic]:
    """Sources that nothing declares, each place once; facts said to be verified that name no source."""
    told: set[tuple[str, Location]] = set()  # a file may name its sources once for all its rows
    for origin in origins:
        place = origin.lieu_sources or origin.location
        for key in origin.sources:
            if key not in keys and (key, place) not in told:
                told.add((key, place))
                yield LOI_SOURCE.finding(f"Source inconnue\u00a0: «\u00a0{key}\u00a0».", place)
        if not origin.sources and origin.statut in _NEED_A_SOURCE:
            yield LOI_SOURCE.finding(
                "Un fait donné pour vérifié ne cite aucune source.",
                origin.location,
                hint="Ajoutez la clé de la source, ou changez le statut (memoire, deduction).",
            )


def check_articles(named: Iterable[tuple[str, str, Origine]]) -> Iterator[Diagnostic]:
    """Articles, by code and number, that a table names and that articles.yaml doesn't have."""
    known = load(Articles)[0].redactions
    for code, article, origin in named:
        if (code, article) not in known:
            yield LOI_ARTICLE.finding(
                f"Article inconnu\u00a0: «\u00a0{article}\u00a0».",
                origin.lieu_article or origin.location,
                hint="Ajoutez-le à articles.yaml, ou corrigez son numéro.",
            )


def _named_articles(rows: Iterable[Sourced]) -> Iterator[tuple[str, str, Origine]]:
    """The article that a row names, of the code that it names or of the general one."""
    for row in rows:
        if article := getattr(row, "article", ""):
            yield getattr(row, "code", _CODE), article, row.origine
        if isinstance(row, RegleElection):
            yield from ((code, number, row.origine) for code, number in row.cites)
