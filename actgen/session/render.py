"""From the trees of the acts to files in the output folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from actgen.acts.views.plan import ActPlan, Due
from actgen.base.errors import EnvironmentFault
from actgen.council.facts.seance import Derogation, Seance
from actgen.council.figures.execution import Stade
from actgen.council.kinds.manifest import Famille
from actgen.law.files import all_read
from actgen.reading.sources import shipped
from actgen.session.examination import Context
from actgen.session.files import folder_of
from actgen.session.jobs import Workers
from actgen.session.looks import files_of
from actgen.session.outputs import Orders, make_acts, witnesses
from actgen.session.result import DEFAULT_OUT, Examination, Options
from actgen.session.sent import said
from actgen.session.surplus import said_signed, still_given
from actgen.session.writing.fingerprint import library_versions
from actgen.session.writing.journal import JournalDraft, Override, read_journal
from actgen.session.writing.plan import Written
from actgen.session.writing.write import write_outputs


class Rendering(Struct, frozen=True):
    """What a run wrote and where. `fault` is a format that this machine can't make; `read`: its files."""

    examination: Examination
    folder: Path | None = None
    written: tuple[Written, ...] = ()
    fault: EnvironmentFault | None = None
    read: tuple[Path, ...] = ()


def render(context: Context, options: Options, workers: Workers | None = None) -> Rendering:
    """Write the acts of a session that are due, in the formats asked for; `context` has read their words.

    `workers` make the files; without one they are made in this process. The bytes are the same. A format that
    the machine can't make (PDF without Pango) leaves the others written. Raises EnvironmentFault when the
    folder can't be written.
    """
    examination = context.examination
    plans = [plan for plan in examination.plans if plan.document is not None]
    if examination.seance is None or not plans:
        return Rendering(examination, read=context.sources.places)
    orders = Orders(examination.seance, context.looks, options.formats)
    files, fault = make_acts(plans, orders, workers or Workers(jobs=1))
    folder = folder_of(examination.seance, options.out or DEFAULT_OUT)
    sent = witnesses(examination, files, folder, orders)
    due, signed = _due(folder, examination.seance, examination.plans, options)
    written = write_outputs(
        folder, files, journal_of(context, examination), witnesses=sent, due=due, signed=signed
    )
    return Rendering(examination, folder, written, fault, context.sources.places)


def _due(
    folder: Path, seance: Seance, plans: Sequence[ActPlan], options: Options
) -> tuple[frozenset[str] | None, frozenset[str]]:
    """All the acts that its folder is to hold, and those of it that are signed.

    No PROJET takes one away, nor does what is asked by name.
    """
    if options.only or options.draft:
        return None, frozenset()
    try:
        journal = read_journal(folder)
    except EnvironmentFault:  # writing there tells why
        return None, frozenset()
    written = {plan.key for plan in plans if plan.due is Due.WRITTEN}
    return still_given(journal, plans) | written, said_signed(seance, journal)


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
        stages={
            plan.key: plan.stade.value
            for plan in examination.plans
            if plan.due is Due.WRITTEN and plan.document is not None
        },
        said={
            plan.key: said(plan.enonce)
            for plan in examination.plans
            if plan.enonce is not None and _is_final(plan)
        },
        findings=examination.report.findings,
        overrides=tuple(_override(derogation, examination) for derogation in seance.derogations),
    )


def _is_final(plan: ActPlan) -> bool:
    """Whether it is an act that somebody signs or posts, as it was when they did: no draft, no copy."""
    famille = plan.kind.famille
    sent = famille in (Famille.LISTE, Famille.PROCES_VERBAL) or plan.kind.code == "convocation"
    told = sent or famille.traits.est_votee or famille.traits.atteste
    return told and not (plan.copie or plan.projet or plan.stade is Stade.MODELE)


def _override(derogation: Derogation, examination: Examination) -> Override:
    """A reason of the file, and everything that it has set aside."""
    lifted = tuple(each.finding for each in examination.set_aside if each.derogation == derogation)
    return Override(derogation.code, derogation.motif, derogation.point, lifted)
