"""The texts that an act cites: those of its kind, of its election, of accounts, by the law of the day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby

from actgen.base.diagnostics import Status
from actgen.council.facts.seance import Point
from actgen.council.figures.comptes import COMPTES
from actgen.council.figures.population import population_du_conseil
from actgen.council.figures.seance import FiguresPoint, FiguresSeance
from actgen.council.kinds.calculs import ReferenceArticle
from actgen.council.kinds.formules import Formule
from actgen.council.kinds.manifest import Kind
from actgen.law.articles import Article, article
from actgen.law.regimes import Regime
from actgen.law.scrutins import adoption_des_comptes

_CGCT = "CGCT"
_COMPETENCE = frozenset({"L2121-29", "L2541-12"})  # of a council over its affairs: no election rests on it


def references(
    kind: Kind,
    point: Point,
    jour: date,
    elit: Iterable[tuple[str, str]] = (),
    vrai: Callable[[Formule], bool] = lambda _: False,
) -> tuple[ReferenceArticle, ...]:
    """The articles that an act may cite that day: its kind's; of accounts and elections, theirs in order.

    `vrai` tells of an article that is cited on a condition. `elit`: what the text of its own election makes
    it cite, and not the general competence of a council. An article that the item itself writes under `vu` is
    not cited twice.
    """
    elit = tuple(elit)
    comptes = adoption_des_comptes(jour).visas if point.nature in COMPTES else ()
    propres = (
        *(ReferenceArticle(_CGCT, numero) for numero in comptes),
        *(ReferenceArticle(*e) for e in elit),
    )
    siens = tuple(each for each in kind.visas if each.si is None or vrai(each.si))
    if not propres:
        return siens
    ecrits = re.sub(r"[\s.]", "", " ".join(point.vus))
    usuels = (each for each in siens if not (elit and each.numero in _COMPETENCE))
    toutes = dict.fromkeys((*usuels, *propres))
    codes = list(dict.fromkeys(each.code for each in toutes))
    libres = (each for each in toutes if not re.search(rf"{each.numero}(?![\d-])", ecrits))
    return tuple(
        sorted(libres, key=lambda each: (codes.index(each.code), "LRD".find(each.numero[0]), each.numero))
    )


def visas(
    references: Iterable[ReferenceArticle], jour: date, regime: Regime
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The texts that the act cites that day, there: (name of the code, article numbers), in order.

    A kind lists general and local articles alike; what is not in force, or not applicable in that
    territory, drops out, and so does what nobody has read in its wording of that day.
    """
    retenus = (each for each in _en_vigueur(references, jour, regime) if not _incertain(each))
    return tuple(
        (code.nom, tuple(each.numero for each in groupe))
        for code, groupe in groupby(retenus, key=lambda each: each.code)
    )


def visas_du_point(
    figures: FiguresSeance, point: FiguresPoint, kind: Kind
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The texts that the act of an item cites."""
    return visas(_du_point(figures, point, kind), figures.seance.date, figures.regime)


def visas_incertains(figures: FiguresSeance, point: FiguresPoint, kind: Kind) -> tuple[Article, ...]:
    """The articles that this act would cite, had anyone read them in their wording of that day."""
    found = _en_vigueur(_du_point(figures, point, kind), figures.seance.date, figures.regime)
    ecrits = re.sub(r"[\s.]", "", " ".join(point.point.vus))
    return tuple(each for each in found if _incertain(each) and each.numero not in ecrits)


def _du_point(figures: FiguresSeance, point: FiguresPoint, kind: Kind) -> tuple[ReferenceArticle, ...]:
    valeurs = point.valeurs
    return references(
        kind,
        point.point,
        figures.seance.date,
        _de_son_election(figures, point),
        valeurs.vrai if valeurs is not None else lambda _: False,
    )


def _de_son_election(figures: FiguresSeance, point: FiguresPoint) -> tuple[tuple[str, str], ...]:
    """What the text of its own election makes an act cite."""
    if point.regle_election is None:
        return ()
    population = population_du_conseil(figures.seance.collectivite, figures.seance.date).habitants
    return point.regle_election.vise(figures.regime, population)


def _en_vigueur(references: Iterable[ReferenceArticle], jour: date, regime: Regime) -> Iterator[Article]:
    """Those of them that apply that day, there."""
    for reference in references:
        found = article(reference.code, reference.numero, jour, regime)
        if isinstance(found, Article) and found.concerne(regime.genre):
            yield found


def _incertain(article: Article) -> bool:
    return article.origine.statut in (Status.MEMORY, Status.INFERENCE)
