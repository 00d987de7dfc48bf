"""The views of a register's texts for one session: the register's own command binds those of a whole year."""

from __future__ import annotations

from actgen.figures.seance import FiguresSeance
from actgen.pipeline.options import Due, Examination
from actgen.views.builders.registre import Inscription, vue_cloture, vue_ouverture, vue_tables

_FEUILLETS = range(1, 5)  # as if the book had four sheets


def register_views(examination: Examination) -> dict[str, object]:
    """The view of each text of a register that holds this session; none when it has no deliberation."""
    figures = examination.figures
    inscrites = _inscriptions(examination, figures) if figures is not None else []
    if figures is None or not inscrites:
        return {}
    seance = figures.seance
    return {
        "ouverture": vue_ouverture(seance.collectivite, seance.organe, inscrites, _FEUILLETS),
        "cloture": vue_cloture(inscrites),
        "tables": vue_tables(inscrites, {each.numero: 2 for each in inscrites}),
        "verso": {},
    }


def _inscriptions(examination: Examination, figures: FiguresSeance) -> list[Inscription]:
    return [
        Inscription(figures, figures.point(plan.point), plan.kind)
        for plan in examination.plans
        if plan.key.startswith("deliberation-") and plan.due is Due.WRITTEN and plan.point is not None
    ]
