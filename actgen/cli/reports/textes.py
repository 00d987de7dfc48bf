"""Which article gives a figure that day, there: replaced by local law, carried over to an EPCI."""

from __future__ import annotations

from actgen.checks.outils import cgct, cgct_du_conseil
from actgen.figures.seance import FiguresSeance
from actgen.law.articles import Article, Replaced, article
from actgen.law.citations import numero
from actgen.text.lists import enumeration


def texte(figures: FiguresSeance, nombre: str) -> str:
    """« art. L. 2121-17 CGCT », or what stands for it there; empty when nothing does on that day."""
    regime = figures.regime
    found = article("CGCT", nombre, regime.jour, regime)
    if isinstance(found, Replaced):
        return enumeration(cgct(each) for each in found.par)
    return cgct_du_conseil(figures, nombre) if isinstance(found, Article) else ""


def texte_du_quorum(figures: FiguresSeance) -> str:
    """The article of the quorum, or the law of the window then in force."""
    cited = figures.regime.quorum.texte
    return texte(figures, cited) if numero(cited) else cited
