"""The page « À faire »: planned last, because it tells of all the other acts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from actgen.acts.a_faire import VueTache, vue_a_faire
from actgen.document.nodes import Document
from actgen.figures.execution import Stade
from actgen.kinds.manifest import Kind
from actgen.rendering.formats import formats
from actgen.session.plans.desk import Desk
from actgen.session.result import ActPlan, Due
from actgen.session.tasks import Tache, taches
from actgen.text.dates import date_longue


def plan_a_faire(desk: Desk, plans: Sequence[ActPlan]) -> Iterator[ActPlan]:
    """The page, when at least one act is written."""
    kind = desk.catalogue.get("a_faire")
    if kind is None or not any(plan.document is not None for plan in plans):
        return
    plan = ActPlan(
        key="a-faire",
        kind=kind,
        point=None,
        titre="page «\u00a0À faire\u00a0»",
        stade=Stade.ADOPTE,
        due=Due.WRITTEN,
        consigne="à imprimer\u00a0: tout ce qui reste à faire, et pour quand",
        formats=formats(fixed=True),  # to print and to tick: nobody corrects it in Word
    )
    yield desk.copied(plan, partial(_page, desk, kind, tuple(plans)))


def _page(desk: Desk, kind: Kind, plans: tuple[ActPlan, ...]) -> Document:
    """It is for the office alone: never a PROJET, whatever the acts of which it tells."""
    composer = desk.composer
    tasks = taches(plans, desk.figures.seance.fichier)
    parts = {due: tuple(_vue(task) for task in tasks if task.due is due) for due in Due}
    view = vue_a_faire(desk.figures, parts[Due.WRITTEN], parts[Due.NOT_YET], parts[Due.REFUSED])
    title = f"À faire, séance du {date_longue(composer.seance.date, jour=False)}"
    body = composer.texts.body(kind, view)
    return Document(
        title=title,
        blocks=body,
        header=composer.header(),
        subject=title,
        author=composer.seance.collectivite.nom,
    )


def _vue(task: Tache) -> VueTache:
    titre = task.titre
    return VueTache(titre[:1].upper() + titre[1:], task.fichiers, task.quoi)
