"""The conventions annexed to deliberations."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from actgen.document.nodes import Document
from actgen.facts.groupement import Groupement
from actgen.figures.execution import Stade
from actgen.kinds.manifest import Kind
from actgen.session.plans.desk import Desk
from actgen.session.plans.publications import copie_de_la_convention
from actgen.session.result import ActPlan, Due


def plan_conventions(desk: Desk) -> Iterator[ActPlan]:
    """The convention that the items of this session adopt, once a group."""
    for groupement, kind in _groups(desk):
        plan = ActPlan(
            key=f"convention-{groupement.nom}",
            kind=kind,
            point=None,
            titre="convention",
            stade=Stade.ADOPTE if groupement.approuvee_le else Stade.MODELE,
            due=Due.WRITTEN,
            consigne="à joindre à la délibération",
        )
        acte = desk.written(plan, partial(_convention, desk, groupement, kind), groupement)
        yield acte
        yield from copie_de_la_convention(desk, acte)


def _convention(desk: Desk, groupement: Groupement, kind: Kind) -> Document:
    return desk.composer.convention(groupement, kind).document


def _groups(desk: Desk) -> Iterator[tuple[Groupement, Kind]]:
    seen: set[str] = set()
    for point, kind in desk.deciding():
        groupement = point.point.groupement
        annexe = desk.catalogue.get(kind.annexe) if kind.annexe else None
        if groupement is not None and annexe is not None and groupement.nom not in seen:
            seen.add(groupement.nom)
            yield groupement, annexe
