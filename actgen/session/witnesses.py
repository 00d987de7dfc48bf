"""Acts already transmitted that a run was not asked for, made again to be compared: none is written.

Without them `render --only publication` would publish words that are not those that were sent.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePath

from actgen.acts.plan import ActPlan
from actgen.document.nodes import Document
from actgen.errors import EnvironmentFault
from actgen.rendering.formats import cheapest_first
from actgen.session.files import name_of
from actgen.session.result import Examination
from actgen.writing import OutputFile, read_journal

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
