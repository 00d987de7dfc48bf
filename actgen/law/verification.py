"""Everything that can be wrong in data/droit, in one pass, before anybody trusts it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from actgen.diagnostics import Diagnostic, Location, Status
from actgen.law import (
    articles,
    delegations,
    effectifs,
    elections,
    groupements,
    interets,
    nomenclature,
    ordre_du_jour,
    regimes,
    scrutins,
    seuils,
    subventions,
    suites,
    territories,
    textes,
)
from actgen.law.dated import Sourced
from actgen.law.files import label, shipped_bytes
from actgen.law.tables import Origine, Table
from actgen.rules import rule

LOI_SOURCE = rule("LOI-SOURCE")

_FILE = "sources.yaml"
_CODE = "CGCT"
_NEED_A_SOURCE = (Status.VERIFIED, Status.PARTLY)


def verify() -> tuple[Diagnostic, ...]:
    """Every fault of the shipped law: a table alone, then what one table says of another.

    Reads all the files (some tens of milliseconds). The look-ups of this package leave a faulty row out:
    whoever writes an act calls this first and stops at an error.
    """
    loaded = (
        articles,
        delegations,
        effectifs,
        elections,
        groupements,
        interets,
        nomenclature,
        ordre_du_jour,
        regimes,
        scrutins,
        seuils,
        subventions,
        suites,
        territories,
    )
    alone = [finding for module in loaded for finding in module.load_shipped()[1]]
    keys, faults = _shipped_sources()
    return (*alone, *faults, *check_sources(_origins(), keys), *check_articles(_named_articles()))


@cache
def verify_textes() -> tuple[Diagnostic, ...]:
    """Every fault of what is looked for in the words of acts, a file that only a check of words reads."""
    patterns, faults = textes.load_shipped()
    keys, _ = _shipped_sources()
    named = ((each.code, each.numero, each.origine) for each in patterns.renvois)
    origins = (each.origine for rows in patterns.lignes for each in rows)
    return (*faults, *check_sources(origins, keys), *check_articles(named))


def _shipped_sources() -> tuple[dict[str, str], tuple[Diagnostic, ...]]:
    return read_sources(shipped_bytes("droit", _FILE), label("droit", _FILE))


def read_sources(content: bytes, file: str) -> tuple[dict[str, str], tuple[Diagnostic, ...]]:
    """What each key of a source stands for, and every fault of the file."""
    table = Table(content, file)
    table.top.only("sources", origin=False)
    section = table.top.section("sources")
    return {name: section.text(name) for name in section.names}, table.result


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


def _rows() -> Iterator[Sourced]:
    """Every dated row of the law, whatever its file."""
    yield from (each for versions in articles.shipped_articles().redactions.values() for each in versions)
    yield from regimes.shipped_regimes().lignes
    yield from scrutins.shipped_votes().lignes
    yield from interets.shipped_interets().lignes
    yield from suites.shipped_suites().lignes
    yield from elections.shipped_rules()
    yield from (row for ressort in territories.load_shipped()[0].values() for row in ressort)
    scales, limits = effectifs.shipped_effectifs(), seuils.shipped_seuils()
    yield from (*scales.legaux, *scales.reputes_complets)
    yield from limits.europeens
    yield from limits.petits_lots
    yield from limits.transmissions
    yield from (each for kind in limits.dispenses.values() for each in kind)
    yield from groupements.shipped_groupements().durees
    yield from groupements.shipped_groupements().maximums
    yield from (each for kind in groupements.shipped_groupements().contenu.values() for each in kind)
    yield from delegations.shipped_exclusions()
    yield from subventions.shipped_subventions().lignes


def _origins() -> Iterator[Origine]:
    yield from (each.origine for each in _rows())
    rules = regimes.shipped_regimes()
    yield from (each.origine for each in rules.bascules.values())
    yield from (each.origine for each in rules.renouvellements)
    yield rules.doute_population.origine
    yield nomenclature.shipped_nomenclature().origine


def check_articles(named: Iterable[tuple[str, str, Origine]]) -> Iterator[Diagnostic]:
    """Articles, by code and number, that a table names and that articles.yaml doesn't have."""
    known = articles.shipped_articles().redactions
    for code, article, origin in named:
        if (code, article) not in known:
            yield articles.LOI_ARTICLE.finding(
                f"Article inconnu\u00a0: «\u00a0{article}\u00a0».",
                origin.lieu_article or origin.location,
                hint="Ajoutez-le à articles.yaml, ou corrigez son numéro.",
            )


def _named_articles() -> Iterator[tuple[str, str, Origine]]:
    """The article that a row names, of the code that it names or of the general one."""
    for row in _rows():
        if article := getattr(row, "article", ""):
            yield getattr(row, "code", _CODE), article, row.origine
    for forms in elections.shipped_rules():
        yield from ((code, number, forms.origine) for code, number in (*forms.visas, *forms.visas_majorite))
