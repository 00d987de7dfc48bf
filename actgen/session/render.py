"""From the trees of the acts to files in the output folder."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from actgen.acts.plan import ActPlan, Due
from actgen.errors import EnvironmentFault
from actgen.facts.seance import Derogation
from actgen.jobs import Workers
from actgen.law.files import all_read
from actgen.session.cache import Cache
from actgen.session.examination import Context, prepare
from actgen.session.files import folder_of
from actgen.session.looks import files_of
from actgen.session.outputs import Orders, make_acts, witnesses
from actgen.session.result import DEFAULT_OUT, Examination, Options
from actgen.sources import shipped
from actgen.writing.fingerprint import library_versions
from actgen.writing.journal import JournalDraft, Override
from actgen.writing.plan import Written
from actgen.writing.write import write_outputs


class Rendering(Struct, frozen=True):
    """What a run wrote and where. `fault` is a format that this machine can't make; `read`: its files."""

    examination: Examination
    folder: Path | None = None
    written: tuple[Written, ...] = ()
    fault: EnvironmentFault | None = None
    read: tuple[Path, ...] = ()


def render(
    path: Path, options: Options, cache: Cache | None = None, workers: Workers | None = None
) -> Rendering:
    """Write the acts of a session that are due, in the formats asked for.

    `workers` make the files; without one they are made in this process. The bytes are the same. A format that
    the machine can't make (PDF without Pango) leaves the others written. Raises EnvironmentFault when the
    folder can't be written.
    """
    return write_acts(prepare(path, options, cache or Cache()), options, workers)


def write_acts(context: Context, options: Options, workers: Workers | None = None) -> Rendering:
    """The same from an examination that read the words of the acts too."""
    seance = context.examination.seance
    plans = [plan for plan in context.examination.plans if plan.document is not None]
    if seance is None or not plans:
        return Rendering(context.examination, read=context.sources.places)
    orders = Orders(seance, context.looks, options.formats)
    made = make_acts(plans, orders, workers or Workers(jobs=1))
    folder = folder_of(seance, options.out or DEFAULT_OUT)
    examination = context.examination
    sent = witnesses(examination, made.files, folder, orders.form)
    written = write_outputs(folder, made.files, journal_of(context, examination), witnesses=sent)
    return Rendering(examination, folder, written, made.fault, context.sources.places)


_LOOK = ("entete.docx", "impression.css", "page.css", "page-noms.css")


def journal_of(context: Context, examination: Examination) -> JournalDraft:
    """The journal of a session that has figures, as it ended.

    The sheets and the letterhead make the acts too: the journal keeps their hash and a copy.
    """
    figures, seance = examination.figures, examination.seance
    assert figures is not None and seance is not None, "a session that is rendered has figures"
    for name in _LOOK:
        context.sources.read(shipped("templates", "socle", name))
    return JournalDraft(
        session=seance.fichier,
        state=figures.etat.value,
        versions=library_versions(),
        sources=all_read(context.sources.log),
        templates=(*context.sources.templates_read(), *files_of(seance, context.sources)),
        stages={plan.key: plan.stade.value for plan in examination.plans if _written(plan)},
        findings=examination.report.findings,
        overrides=tuple(_override(derogation, examination) for derogation in seance.derogations),
    )


def _written(plan: ActPlan) -> bool:
    return plan.due is Due.WRITTEN and plan.document is not None


def _override(derogation: Derogation, examination: Examination) -> Override:
    """A reason of the file, and everything that it has set aside."""
    lifted = tuple(each.finding for each in examination.set_aside if each.derogation == derogation)
    return Override(derogation.code, derogation.motif, derogation.point, lifted)
