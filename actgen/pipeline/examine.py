"""Everything that can be told of a session before any file is made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from actgen.checks import check_group, check_session
from actgen.diagnostics import Diagnostic, Report
from actgen.figures.seance import compute
from actgen.kinds.catalogue import Catalogue, search_path
from actgen.law.verification import verify
from actgen.loading.session import load_session
from actgen.model.groupement import Groupement
from actgen.model.seance import Seance
from actgen.sources import Sources, workspace_of

from .characters import check_characters
from .compose import Composer, EtatDe
from .derogations import check_derogations, set_aside
from .options import ActPlan, Examination, Options
from .plans import Planner
from .texts import Texts


@dataclass(frozen=True, slots=True)
class Bench:
    """What the later steps of a run go on with: the sources read and the texts used."""

    examination: Examination
    sources: Sources
    texts: Texts | None = None


def examine(path: Path, options: Options, etat_de: EtatDe) -> Examination:
    """Read, compute, check and compose a session; nothing is rendered, nothing is written.

    `etat_de` gives the state of a group that the session names: it is computed above the pipeline.
    """
    return prepare(path, options, etat_de).examination


def prepare(path: Path, options: Options, etat_de: EtatDe) -> Bench:
    """The examination with what rendering needs besides."""
    place = path.absolute()
    sources = Sources(workspace_of(place), roots=_roots(options))
    catalogue = Catalogue(sources, search_path(sources.workspace, extra=options.templates))
    law = verify()
    loaded = load_session(place, sources, catalogue)
    found = (*law, *loaded.findings, *check_characters(sources))
    if loaded.seance is None or Report(found).stops_everything:
        return Bench(Examination(None, None, Report(found)), sources)
    return _examine(loaded.seance, found, sources, catalogue, options, etat_de)


def _examine(
    seance: Seance,
    found: tuple[Diagnostic, ...],
    sources: Sources,
    catalogue: Catalogue,
    options: Options,
    etat_de: EtatDe,
) -> Bench:
    catalogue = catalogue.for_commune(seance.collectivite.code)
    figures = compute(seance, catalogue)
    checked = (*found, *check_session(figures, catalogue), *_check_groups(seance))
    reasons = tuple(check_derogations(seance))
    report = set_aside(Report((*checked, *reasons)), seance, options.overrides)
    if report.stops_everything:
        return Bench(Examination(seance, figures, report), sources)
    texts = Texts(catalogue)
    composer = Composer(figures, catalogue, texts, etat_de, options.draft)
    findings = list(report.findings)
    plans = Planner(figures, catalogue, composer, findings).plans()
    # once more: the texts of a workspace's own templates have been read since
    unprintable = (f for f in check_characters(sources) if f not in findings)
    whole = Report((*findings, *texts.findings, *unprintable))
    if whole.stops_everything:
        return Bench(Examination(seance, figures, whole), sources, texts)
    return Bench(Examination(seance, figures, whole, _asked_for(plans, options)), sources, texts)


def _check_groups(seance: Seance) -> tuple[Diagnostic, ...]:
    groups: dict[str, Groupement] = {
        point.groupement.nom: point.groupement for point in seance.points if point.groupement
    }
    return tuple(finding for group in groups.values() for finding in check_group(group, seance.date))


def _asked_for(plans: tuple[ActPlan, ...], options: Options) -> tuple[ActPlan, ...]:
    """All, or those that `--only` names by key, kind or family."""
    if not options.only:
        return plans
    return tuple(
        plan for plan in plans if {plan.key, plan.kind.code, plan.kind.famille.value} & set(options.only)
    )


def _roots(options: Options) -> dict[str, Path]:
    return {f"modeles-{rang}": folder for rang, folder in enumerate(options.templates, start=1)}
