"""Which articles give a figure that day, there: replaced by local law, carried over to an EPCI."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.figures.seance import FiguresSeance
from actgen.law.articles import Article, Replaced, article
from actgen.law.citations import numero, numero_imprime
from actgen.text.lists import enumeration

_OF_COUNCILS = "L2121-"  # the chapter that article L. 5211-1 carries over to an EPCI
_CARRIES_OVER = "L5211-1"


def texte(figures: FiguresSeance, *nombres: str) -> str:
    """« art. L. 2121-17 CGCT », or what stands for it there; empty when nothing does on that day."""
    cited = [each for nombre in nombres for each in _in_force(figures, nombre)]
    if not figures.seance.collectivite.est_commune and any(each.startswith(_OF_COUNCILS) for each in cited):
        cited.insert(0, _CARRIES_OVER)
    return f"art.\u00a0{enumeration(map(numero_imprime, cited))} CGCT" if cited else ""


def texte_du_quorum(figures: FiguresSeance) -> str:
    """The article of the quorum, or the law of the window then in force."""
    cited = figures.regime.quorum.texte
    return texte(figures, cited) if numero(cited) else cited


def _in_force(figures: FiguresSeance, nombre: str) -> Iterator[str]:
    regime = figures.regime
    found = article("CGCT", nombre, regime.jour, regime)
    if isinstance(found, Replaced):
        yield from found.par
    elif isinstance(found, Article):
        yield nombre
