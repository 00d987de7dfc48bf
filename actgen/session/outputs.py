"""The files of a run: each act made by whoever is there to, then put in order.

Nothing in the outcome depends on who made what, nor on who was first.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path, PurePath

from msgspec import Struct

from actgen.acts.outputs.formats import FORMATS, cheapest_first, formats
from actgen.acts.outputs.house.look import Order
from actgen.acts.tree.nodes import Document
from actgen.acts.views.plan import ActPlan
from actgen.base.errors import EnvironmentFault
from actgen.council.facts.seance import Seance
from actgen.session.files import name_of
from actgen.session.jobs import Workers
from actgen.session.looks import Looks
from actgen.session.making import Made, make, task
from actgen.session.result import Examination
from actgen.session.writing.journal import read_journal
from actgen.session.writing.plan import OutputFile


class Orders(Struct, frozen=True):
    """How the acts of a session are made: in these formats, each in its look, dated of the session."""

    seance: Seance
    looks: Looks
    formats: tuple[str, ...]

    def of(self, plan: ActPlan) -> Order:
        """What is made of an act that has a tree."""
        assert plan.document is not None, "only planned acts with a tree are rendered"
        forms = tuple(form for form in sorted(formats(fixed=plan.fixed)) if form in self.formats)
        est_acte = plan.kind.famille.traits.est_acte
        return Order(plan.document, forms, self.looks.of(plan), self.seance.date, est_acte, self._private())

    def form(self, form: str, plan: ActPlan, document: Document) -> bytes:
        """One file, made here and now; raises as its maker does."""
        order = Order(document, (form,), self.looks.of(plan), self.seance.date, prives=self._private())
        return FORMATS[form].make(order)

    def _private(self) -> tuple[str, ...]:
        return tuple(donnee.texte for donnee in self.seance.tout_ce_qui_est_prive)


def make_acts(
    plans: Sequence[ActPlan], orders: Orders, workers: Workers
) -> tuple[list[OutputFile], EnvironmentFault | None]:
    """The files of these acts, and a format that could not be made: had for none when one act lacks it.

    They come format after format, act after act, as if one had been made after the other. Raises what a fault
    of actgen's own has raised, wherever it rose.
    """
    asked = {task(plan.titre, order): plan for plan in plans if (order := orders.of(plan)).forms}
    workers.progress.expect(len(asked), sum(each.weight for each in asked))
    made: dict[str, Made] = {}
    lost: dict[str, EnvironmentFault] = {}
    for done in workers.each(make, sorted(asked, key=lambda each: -each.weight), len(asked)):
        plan = asked[done.task]
        workers.progress.done(plan.titre, done.task.weight)
        if isinstance(done.fault, EnvironmentFault):
            lost[plan.key] = done.fault
        elif done.fault is not None:
            raise done.fault
        else:
            made[plan.key] = done.result
    missing = {form: fault for each in made.values() for form, fault in each.faults.items()}
    files = [
        OutputFile(name_of(plan, form), content, plan.key, _etat(plan), plan.copie_de)
        for form in sorted(FORMATS)
        if form not in missing
        for plan in plans
        if plan.key in made and (content := made[plan.key].files.get(form)) is not None
    ]
    faults = [*(lost[plan.key] for plan in plans if plan.key in lost)]
    faults += [EnvironmentFault(missing[form]) for form in sorted(missing, reverse=True)]
    return files, next(iter(faults), None)


def _etat(plan: ActPlan) -> str:
    return plan.acquis.etat if plan.acquis is not None else ""


def witnesses(
    examination: Examination, files: list[OutputFile], folder: Path, orders: Orders
) -> list[OutputFile]:
    """One form of each act that may no longer change, there in a form that this run does not make.

    A form that the machine can't make is left out. Raises EnvironmentFault for a journal that can't be read.
    """
    made = {file.act for file in files} | {file.copie_de for file in files}
    plans = (*examination.plans, *examination.originals)
    held = [plan for plan in plans if plan.acquis and plan.document is not None and plan.key in made]
    if not held:
        return []
    known = read_journal(folder).files
    forms = {(entry.act, PurePath(name).suffix.removeprefix(".")) for name, entry in known.items()}
    forms -= {(file.act, PurePath(file.name).suffix.removeprefix(".")) for file in files}
    found = []
    for plan in held:
        assert plan.document is not None, "it was written"
        for form in (form for form in cheapest_first() if (plan.key, form) in forms):
            with suppress(EnvironmentFault):
                content = orders.form(form, plan, plan.document)
                found.append(OutputFile(name_of(plan, form), content, plan.key, _etat(plan)))
                break
    return found
