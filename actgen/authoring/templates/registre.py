"""A register of one session: its texts, which no session's acts show, tried with the real views.

The register's own command binds those of a whole year.
"""

from __future__ import annotations

from collections.abc import Iterator

from actgen.acts.plan import ActPlan, Due
from actgen.acts.registre import Inscription, vue_cloture, vue_ouverture, vue_tables
from actgen.document.nodes import Document
from actgen.figures.execution import Stade
from actgen.figures.seance import FiguresSeance
from actgen.kinds.manifest import Kind
from actgen.session.result import Examination
from actgen.session.texts import Texts

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


def register_pages(examination: Examination, kind: Kind, texts: Texts) -> Iterator[tuple[ActPlan, Document]]:
    """Each text of a register filled, as an act of its own; what is wrong gathers in `texts`."""
    for name, view in register_views(examination).items():
        plan = ActPlan(f"registre-{name}", kind, None, f"registre, {name}", Stade.ADOPTE, Due.WRITTEN)
        yield plan, Document(kind.titre, texts.clause(kind, name, view))


def _inscriptions(examination: Examination, figures: FiguresSeance) -> list[Inscription]:
    return [
        Inscription(figures, figures.point(plan.point), plan.kind)
        for plan in examination.plans
        if plan.key.startswith("deliberation-") and plan.due is Due.WRITTEN
        if plan.point is not None and not plan.projet
    ]
