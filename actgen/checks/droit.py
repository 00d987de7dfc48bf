"""How fresh the law is that a session is judged by: said to whoever writes the acts, never in them."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.diagnostics import Diagnostic
from actgen.figures.seance import FiguresSeance
from actgen.law.calendar import mois_plus_tard
from actgen.law.files import read_until
from actgen.rules import rule
from actgen.text.dates import date_longue

DROIT_ANCIEN = rule("DROIT-ANCIEN")

_MONTHS = 12
"""A law of finance a year, a reform of councils every few: what is older has surely missed one."""


def check_fraicheur(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A session held more than a year after the law was last read."""
    seance, lu = figures.seance, read_until()
    if seance.date > mois_plus_tard(lu, _MONTHS):
        yield DROIT_ANCIEN.tell(
            "Séance du {seance} : le droit qu'actgen connaît a été relu jusqu'au {lu}. Une loi parue depuis "
            "n'y est pas.",
            seance.lieux.get("date"),
            seance=date_longue(seance.date, jour=False),
            lu=date_longue(lu, jour=False),
            hint="Installez la version la plus récente d'actgen, ou faites relire ces actes par un juriste ; "
            "les lignes d'une loi nouvelle s'ajoutent dans le dossier « droit » de l'espace de travail.",
        )
