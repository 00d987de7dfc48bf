"""What a run tells the journal of its folder: what the acts were made from, and what was found."""

from __future__ import annotations

from actgen.acts.plan import ActPlan, Due
from actgen.facts.seance import Derogation
from actgen.law.files import all_read
from actgen.session.examination import Context
from actgen.session.looks import files_of
from actgen.session.result import Examination
from actgen.sources import shipped
from actgen.writing import JournalDraft, Override, library_versions

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
