"""`check --details`: the law applied and every figure, each with the text that gives it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from actgen.cli.layout import grid, paragraph
from actgen.cli.reports.chiffres import Chiffre, chiffres_de_seance, chiffres_du_point
from actgen.cli.reports.droit import droit_applique
from actgen.cli.screen import Screen, Style
from actgen.figures.actes import objet
from actgen.figures.seance import FiguresSeance
from actgen.kinds.manifest import Kind
from actgen.model.seance import EtatSeance
from actgen.text.dates import date_chiffres
from actgen.text.typography import typeset

_INDENT = 2


def show_details(figures: FiguresSeance, kinds: Mapping[int, Kind], screen: Screen) -> None:
    """The law of the day, the opening, then each item, a table each."""
    jour = date_chiffres(figures.seance.date)
    _table(f"LE DROIT DU {jour}", droit_applique(figures), screen)
    opening = "AVANT LA SÉANCE" if figures.etat is EtatSeance.A_TENIR else "À L’OUVERTURE"
    _table(opening, chiffres_de_seance(figures), screen)
    for point in figures.points:
        subject = typeset(objet(point.point, kinds.get(point.point.numero)))
        title = f"POINT {point.point.numero}"
        if subject:
            title += f"  {subject}"
        _table(title, chiffres_du_point(figures, point), screen)


def _table(title: str, told: Iterable[Chiffre], screen: Screen) -> None:
    rows = [(each.libelle, each.valeur, each.calcul, each.texte) for each in told]
    if not rows:
        return
    screen.line()
    for line in paragraph(title, screen.width):
        screen.line(line, Style.STRONG)
    for line in grid(rows, screen.width, _INDENT):
        screen.line(line)
