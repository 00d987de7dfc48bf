"""From the trees of the acts to files in the output folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from actgen.diagnostics import Diagnostic
from actgen.errors import EnvironmentFault
from actgen.law.files import fingerprints
from actgen.model.seance import Derogation, Seance
from actgen.rendering.html import render_html
from actgen.rendering.pdf import render_pdf
from actgen.sources import shipped
from actgen.writing import (
    JournalDraft,
    OutputFile,
    Override,
    Written,
    library_versions,
    write_outputs,
)

from .conventions import EtatDe
from .examine import Bench, prepare
from .files import name_of
from .folders import folder_of
from .looks import Looks, files_of
from .options import ActPlan, Due, Examination, Options
from .witnesses import Make, witnesses
from .word_files import WordsDiffer, refusal, with_refusals, word_file
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


def render(path: Path, options: Options, etat_de: EtatDe, workshop: Workshop | None = None) -> Rendering:
    """Write the acts of a session that are due, in the formats asked for.

    A format that the machine can't make (PDF without Pango) leaves the others written. Raises
    EnvironmentFault when the folder can't be written.
    """
    bench = prepare(path, options, etat_de, workshop or Workshop())
    seance = bench.examination.seance
    plans = [plan for plan in bench.examination.plans if plan.document is not None]
    if seance is None or not plans:
        return Rendering(bench.examination, read=bench.sources.places)
    makers = _makers(seance, bench.looks)
    made = _outputs(plans, makers, options)
    _log_the_look(bench)
    folder = folder_of(seance, options.out or DEFAULT_OUT)
    examination = with_refusals(bench.examination, made.refused)
    sent = witnesses(examination, made.files, folder, makers)
    written = write_outputs(folder, made.files, _journal(bench, examination, seance), witnesses=sent)
    return Rendering(examination, folder, written, made.fault, bench.sources.places)


def _log_the_look(bench: Bench) -> None:
    """The sheets and the letterhead make the acts too: the journal keeps their hash and a copy."""
    for name in LOOK:
        bench.sources.read(shipped("templates", "socle", name))


def _makers(seance: Seance, looks: Looks) -> dict[str, Make]:
    return {
        "docx": lambda plan, document: word_file(document, seance, looks.of(plan)),
        "html": lambda plan, document: render_html(document, looks.of(plan)),
        "pdf": lambda plan, document: render_pdf(document, looks.of(plan)),
    }


@dataclass
class _Made:
    """The files of a run, a format that could not be made, acts whose Word file would not be true."""

    files: list[OutputFile] = field(default_factory=list)
    fault: EnvironmentFault | None = None
    refused: list[tuple[ActPlan, Diagnostic]] = field(default_factory=list)


def _outputs(plans: list[ActPlan], makers: dict[str, Make], options: Options) -> _Made:
    made = _Made()
    for form in (form for form in makers if form in options.formats):
        try:
            _make(made, form, makers[form], [plan for plan in plans if form in plan.formats])
        except EnvironmentFault as found:
            made.fault = found
    return made


def _make(made: _Made, form: str, make: Make, plans: list[ActPlan]) -> None:
    """The files of one format; those in Word come first, so that an act they refuse has no other."""
    refused = {plan.key for plan, _ in made.refused}
    for plan in plans:
        if plan.key in refused:
            continue
        try:
            made.files.append(_file(plan, form, make))
        except WordsDiffer as differ:
            made.refused.append((plan, refusal(plan, differ)))


def _file(plan: ActPlan, form: str, make: Make) -> OutputFile:
    assert plan.document is not None, "only planned acts with a tree are rendered"
    return OutputFile(name_of(plan, form), make(plan, plan.document), plan.key, plan.transmis, plan.copie_de)


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
