"""The minutes of the session."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from actgen.facts.seance import EtatSeance
from actgen.facts.suites import ProcesVerbal
from actgen.figures.execution import Stade
from actgen.pipeline.minutes import proces_verbal
from actgen.pipeline.options import ActPlan, Due
from actgen.text.dates import date_chiffres

from .desk import Desk, signataires
from .publications import copie_du_proces_verbal


def plan_minutes(desk: Desk) -> Iterator[ActPlan]:
    """The minutes, once the session was held or found without quorum."""
    kind = desk.catalogue.get("proces_verbal")
    if kind is None:
        return
    plan = ActPlan(
        key="proces-verbal",
        kind=kind,
        point=None,
        titre="procès-verbal",
        stade=Stade.ADOPTE,
        due=Due.WRITTEN,
        consigne=f"{_arret(desk.figures.seance.proces_verbal)} ({signataires(desk.figures)})",
    )
    if desk.figures.etat is EtatSeance.A_TENIR:
        yield desk.not_yet(plan, "la séance ne s’est pas encore tenue")
    else:
        acte = desk.written(plan, partial(proces_verbal, desk.composer, kind))
        yield acte
        yield from copie_du_proces_verbal(desk, acte)


def _arret(suivi: ProcesVerbal) -> str:
    """What is left to do with it: nobody adopts minutes a second time."""
    if suivi.arrete_le is None:
        return "à arrêter au début de la prochaine séance, puis à signer"
    return f"arrêté le {date_chiffres(suivi.arrete_le)}\u00a0: à signer"
