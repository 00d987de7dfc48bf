"""The files of a run: each act made by whoever is there to, then put in order.

Nothing in the outcome depends on who made what, nor on who was first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path, PurePath

from msgspec import Struct, field

from actgen.acts.plan import ActPlan
from actgen.document.nodes import Document
from actgen.errors import EnvironmentFault
from actgen.facts.seance import Seance
from actgen.figures.suites import donnees_privees
from actgen.jobs import Task, Workers
from actgen.outputs.formats import FORMATS, cheapest_first, formats
from actgen.outputs.house.look import Order
from actgen.records import replace
from actgen.session.files import name_of
from actgen.session.looks import Looks
from actgen.session.making import Made, make, task, weight
from actgen.session.result import Examination
from actgen.writing.journal import read_journal
from actgen.writing.plan import OutputFile


class Orders(Struct, frozen=True):
    """How the acts of a session are made: in these formats, each in its look, dated of the session."""

    seance: Seance
    looks: Looks
    formats: tuple[str, ...]

    def of(self, plan: ActPlan) -> Order:
        """What is made of an act that has a tree."""
        assert plan.document is not None, "only planned acts with a tree are rendered"
        forms = tuple(form for form in sorted(formats(fixed=plan.fixed)) if form in self.formats)
        est_acte = plan.kind.famille.est_acte
        return Order(plan.document, forms, self.looks.of(plan), self.seance.date, est_acte, self._prives())

    def form(self, form: str, plan: ActPlan, document: Document) -> bytes:
        """One file, made here and now; raises as its maker does."""
        order = Order(document, (form,), self.looks.of(plan), self.seance.date, prives=self._prives())
        return FORMATS[form].make(order)

    def _prives(self) -> tuple[str, ...]:
        return tuple(donnee.texte for donnee in donnees_privees(self.seance))


class Outputs(Struct, frozen=True):
    """The files of a run, a format that could not be made, acts whose Word file would not be true."""

    files: list[OutputFile] = field(default_factory=list)
    fault: EnvironmentFault | None = None


def make_acts(plans: Sequence[ActPlan], orders: Orders, workers: Workers) -> Outputs:
    """Have the files of these acts made. A format that the machine can't make for one is had for none.

    Raises what a fault of actgen's own has raised, wherever it rose.
    """
    wanted = {plan.key: (plan, order) for plan in plans if (order := orders.of(plan)).forms}
    made: dict[str, Made] = {}
    lost: dict[str, EnvironmentFault] = {}
    weights = {key: weight(order) for key, (_, order) in wanted.items()}
    workers.progress.expect(len(wanted), sum(weights.values()))
    keys: dict[Task, str] = {}
    for done in workers.each(make, _tasks(wanted, made, keys), len(wanted)):
        key = keys[done.task]
        workers.progress.done(wanted[key][0].titre, weights[key])
        if done.result is not None:
            made[key] = done.result
        elif isinstance(done.fault, EnvironmentFault):
            lost[key] = done.fault
        elif done.fault is not None:
            raise done.fault
    return _in_order(plans, made, lost)


def _tasks(
    wanted: Mapping[str, tuple[ActPlan, Order]], made: Mapping[str, Made], keys: dict[Task, str]
) -> Iterator[Task]:
    """The heaviest first; a format that one act could not be had in is asked for no more."""
    for key, (plan, order) in sorted(wanted.items(), key=lambda item: -weight(item[1][1])):
        missing = {form for each in made.values() for form in each.faults}
        forms = tuple(form for form in order.forms if form not in missing)
        asked = task(plan.titre, replace(order, forms=forms))
        keys[asked] = key
        yield asked


def _in_order(
    plans: Sequence[ActPlan], made: Mapping[str, Made], lost: Mapping[str, EnvironmentFault]
) -> Outputs:
    """Format after format, act after act, as if one had been made after the other."""
    files: list[OutputFile] = []
    fault: EnvironmentFault | None = None
    for form in sorted(FORMATS):
        missing = next((each.faults[form] for each in made.values() if form in each.faults), None)
        if missing is not None:
            fault = EnvironmentFault(missing)
            continue
        for plan in plans:
            if plan.key in made and form in made[plan.key].files:
                files.append(_file(plan, form, made[plan.key].files[form]))
    first_lost = next((lost[plan.key] for plan in plans if plan.key in lost), None)
    return Outputs(files, first_lost or fault)


def _file(plan: ActPlan, form: str, content: bytes) -> OutputFile:
    return OutputFile(name_of(plan, form), content, plan.key, plan.transmis, plan.copie_de)


Make = Callable[[str, ActPlan, Document], bytes]

"""Makes a file of an act in a format, in the look of the act."""


def witnesses(
    examination: Examination,
    files: list[OutputFile],
    folder: Path,
    make: Make,
) -> list[OutputFile]:
    """One form of each transmitted act that the folder holds in a form that this run does not make.

    A form that the machine can't make is left out. Raises EnvironmentFault for a journal that can't be read.
    """
    made = {file.act for file in files} | {file.copie_de for file in files}
    sent = [
        plan
        for plan in (*examination.plans, *examination.originals)
        if plan.transmis and plan.document is not None and plan.key in made
    ]
    if not sent:
        return []
    known = read_journal(folder).files
    forms = {(entry.act, PurePath(name).suffix.removeprefix(".")) for name, entry in known.items()}
    forms -= {(file.act, PurePath(file.name).suffix.removeprefix(".")) for file in files}
    usable = {plan.key: [form for form in cheapest_first() if (plan.key, form) in forms] for plan in sent}
    found = (_made(plan, usable[plan.key], make) for plan in sent)
    return [file for file in found if file is not None]


def _made(plan: ActPlan, forms: list[str], make: Make) -> OutputFile | None:
    assert plan.document is not None, "only acts with a tree are witnesses"
    for form in forms:
        try:
            return OutputFile(name_of(plan, form), make(form, plan, plan.document), plan.key, plan.transmis)
        except EnvironmentFault:
            continue
    return None
