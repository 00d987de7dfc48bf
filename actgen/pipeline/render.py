"""From the trees of the acts to files in the output folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from actgen.errors import EnvironmentFault
from actgen.jobs import Crew
from actgen.law.files import fingerprints
from actgen.model.seance import Derogation, Seance
from actgen.sources import shipped
from actgen.writing import (
    JournalDraft,
    Override,
    Written,
    library_versions,
    write_outputs,
)

from .conventions import EtatDe
from .examine import Bench, prepare
from .folders import folder_of
from .looks import files_of
from .options import ActPlan, Due, Examination, Options
from .outputs import Orders, make_acts
from .witnesses import witnesses
from .word_files import with_refusals
from .workshop import Workshop

DEFAULT_OUT = Path("output")
LOOK = ("entete.docx", "impression.css", "page.css", "page-noms.css")


@dataclass(frozen=True, slots=True)
class Rendering:
    """What a run wrote and where. `fault` is a format that this machine can't make; `read`: its files."""

    examination: Examination
    folder: Path | None = None
    written: tuple[Written, ...] = ()
    fault: EnvironmentFault | None = None
    read: tuple[Path, ...] = ()


def render(
    path: Path, options: Options, etat_de: EtatDe, workshop: Workshop | None = None, crew: Crew | None = None
) -> Rendering:
    """Write the acts of a session that are due, in the formats asked for.

    `crew` makes the files; without one they are made in this process. The bytes are the same. A format that
    the machine can't make (PDF without Pango) leaves the others written. Raises EnvironmentFault when the
    folder can't be written.
    """
    bench = prepare(path, options, etat_de, workshop or Workshop())
    seance = bench.examination.seance
    plans = [plan for plan in bench.examination.plans if plan.document is not None]
    if seance is None or not plans:
        return Rendering(bench.examination, read=bench.sources.places)
    orders = Orders(seance, bench.looks, options.formats)
    made = make_acts(plans, orders, crew or Crew(jobs=1))
    _log_the_look(bench)
    folder = folder_of(seance, options.out or DEFAULT_OUT)
    examination = with_refusals(bench.examination, made.refused)
    sent = witnesses(examination, made.files, folder, orders.form)
    written = write_outputs(folder, made.files, _journal(bench, examination, seance), witnesses=sent)
    return Rendering(examination, folder, written, made.fault, bench.sources.places)


def _log_the_look(bench: Bench) -> None:
    """The sheets and the letterhead make the acts too: the journal keeps their hash and a copy."""
    for name in LOOK:
        bench.sources.read(shipped("templates", "socle", name))


def _journal(bench: Bench, examination: Examination, seance: Seance) -> JournalDraft:
    figures = examination.figures
    assert figures is not None, "a session that is rendered has figures"
    return JournalDraft(
        session=seance.fichier,
        state=figures.etat.value,
        versions=library_versions(),
        sources=tuple(sorted({*bench.sources.log, *fingerprints()})),
        templates=(*bench.sources.templates_read(), *files_of(seance, bench.sources)),
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
