"""Which of a member's sessions decides for it."""

from __future__ import annotations

from collections.abc import Sequence

from actgen.model.seance import EtatSeance

from .seances import SeanceDuGroupe


def decisive(seances: Sequence[SeanceDuGroupe]) -> SeanceDuGroupe:
    """The last session that decided, else the last that was held, else the last to come."""
    tenues = [each for each in seances if each.figures.etat is not EtatSeance.A_TENIR]
    return ([each for each in seances if each.point.delibere] or tenues or list(seances))[-1]
