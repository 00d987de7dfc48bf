"""Everything that can be told of a session before any file is made."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from pathlib import Path

from msgspec import Struct, field

from actgen.acts.views.avant_seance import ON_REQUEST
from actgen.acts.views.plan import ActPlan, Due
from actgen.base.diagnostics import Diagnostic, Report, Severity
from actgen.base.records import replace
from actgen.base.text.keys import cle
from actgen.checks import RuleCrash, check_groups, check_session
from actgen.council.facts.groupement import EtatGroupement
from actgen.council.facts.seance import EtatSeance, Seance
from actgen.council.figures.a_venir import a_ce_jour
from actgen.council.figures.seance import FiguresSeance, compute
from actgen.council.kinds.catalogue import Catalogue
from actgen.council.kinds.manifest import FAMILLES
from actgen.law.workspace import law_of
from actgen.reading.apart import together
from actgen.reading.sources import Sources
from actgen.session.attached import unattached
from actgen.session.cache import Cache
from actgen.session.compose import Composer
from actgen.session.files import EXTRAIT
from actgen.session.load import load_session
from actgen.session.looks import Looks, files_of, look_of, looks_of
from actgen.session.planner import Planner, plan_acts
from actgen.session.reasons import Reasons, check_derogations
from actgen.session.result import Examination, Options
from actgen.session.surplus import Surplus, surplus_of, told_left
from actgen.session.texts import Texts
from actgen.session.wording import Marked, Retold, Wording, check_characters, corrected_words
from actgen.session.workspace import aside


class Context(Struct, frozen=True):
    """What the later steps of a run go on with: the sources read and the texts used.

    `retold`: what makes one of its acts again, with where each of its values was written.
    """

    examination: Examination
    sources: Sources
    texts: Texts | None = None
    looks: Looks = field(default_factory=Looks)
    retold: Retold | None = None


def examine(path: Path, options: Options, cache: Cache | None = None) -> Examination:
    """Read, compute, check and compose a session; nothing is rendered, nothing is written.

    `cache` holds what other sessions of the same call have made already.
    """
    return prepare(path, options, cache or Cache(), words=options.full).examination


def prepare(
    path: Path,
    options: Options,
    cache: Cache,
    *,
    words: bool = True,
    shown: str = "",
    whole: bool = True,
    complete: Callable[[Seance], Seance] = lambda seance: seance,
    etat: EtatGroupement | None = None,
) -> Context:
    """The examination with what rendering needs besides: `count`, then `Counted.composed`."""
    return count(path, options, cache, complete, etat).composed(words=words, shown=shown, whole=whole)


def count(
    path: Path,
    options: Options,
    cache: Cache,
    complete: Callable[[Seance], Seance] = lambda seance: seance,
    etat: EtatGroupement | None = None,
) -> Counted:
    """The figures of a session and what was found of them: no act is composed.

    `complete` adds what is known of the session elsewhere than in its file; `etat` is a group as its councils
    are told of it.
    """
    place = path.absolute()
    sources = Sources.of(place, options.templates, options.overlay)
    droit = law_of(sources, options.aujourd_hui)
    catalogue = cache.catalogue(sources, options.templates)
    loaded = load_session(place, sources, catalogue, cache.files, cache.annees)
    seance = loaded.seance
    looks = looks_of(seance) if seance is not None else Looks(findings=look_of(loaded.charte)[1])
    letterheads = frozenset(source.path for source in files_of(seance, sources)) if seance else frozenset()
    found = (*droit, *loaded.findings, *aside(place, sources), *looks.findings)
    found += tuple(check_characters(sources, letterheads))
    if loaded.seance is None or Report(found).stops_everything:
        left = loaded.partial or loaded.seance
        partial = compute(left, cache.catalogue_of(catalogue, left.collectivite.code)) if left else None
        return Counted(Context(Examination(None, None, Report(found), partial=partial), sources, looks=looks))
    seance = a_ce_jour(complete(loaded.seance), options.aujourd_hui)
    return _checked(seance, sources, options, cache, found, looks, catalogue, etat)


def by_hand(context: Context, options: Options, folder: Path | None = None) -> tuple[Diagnostic, ...]:
    """What Word files that were corrected say otherwise than the acts of a session whose words are unchecked.

    What a reason of its file sets aside is left out. `folder`: where these files are, if it is not where the
    session writes its own.
    """
    told, texts = context.examination, context.texts
    if told.figures is None or texts is None:
        return ()
    reasons = Reasons(told.figures.seance, options.overrides)
    wording = Wording(
        told.figures, context.sources, texts, options, reasons, folder=folder, retold=context.retold
    )
    if not wording.corrected:
        return ()
    composed = ((p, p.document) for p in told.plans if not (p.copie or p.projet))
    found = (wording.of_retouches(plan, document) for plan, document in composed if document is not None)
    with together():
        told_of = reasons.remain(chain.from_iterable(found))
    return tuple(
        each for each in told_of if each.severity is Severity.ERROR
    )  # of a PROJET, nothing is kept back


def counted_by_hand(counted: Counted, options: Options) -> tuple[Diagnostic, ...]:
    """The same of a session whose acts aren't composed: they are where a Word file has changed, alone."""
    seance = counted.context.examination.seance
    if seance is None or options.out is None or not corrected_words(seance, options.out):
        return ()
    return by_hand(counted.composed(words=False), options)


def left_over(context: Context, options: Options) -> tuple[tuple[Surplus, ...], tuple[Diagnostic, ...]]:
    """The files of acts that a session whose words are unchecked gives no more, and what is told of them."""
    told = context.examination
    if told.figures is None or options.out is None or options.only:
        return (), ()
    found = surplus_of(told.figures.seance, told.plans, options.out)
    reasons = Reasons(told.figures.seance, options.overrides)
    return found, tuple(reasons.remain(told_left(each, told.figures) for each in found))


def prepare_model(
    seance: Seance, sources: Sources, options: Options, etat: EtatGroupement, cache: Cache
) -> Context:
    """The same for a session that no file tells: the model that is sent to a council.

    `sources` has read the files that it was made from; what those show wrong, their reader has told.
    """
    catalogue, looks = cache.catalogue(sources, options.templates), looks_of(seance)
    return _checked(seance, sources, options, cache, looks.findings, looks, catalogue, etat).composed()


def _checked(
    seance: Seance,
    sources: Sources,
    options: Options,
    cache: Cache,
    found: tuple[Diagnostic, ...],
    looks: Looks,
    catalogue: Catalogue,
    etat: EtatGroupement | None,
) -> Counted:
    """Compute and check what was read; `found`: what reading it has shown."""
    seen = frozenset(source.path for source in sources.read_by_user())
    communal = cache.catalogue_of(catalogue, seance.collectivite.code)
    # the workspace's own manifests have been read and told of before
    found += tuple(finding for finding in communal.findings if finding not in found)
    figures = compute(seance, communal)
    crashes = list[RuleCrash]()
    checked = (
        *found,
        *_surviving(lambda: check_session(figures, communal, options.as_of), crashes),
        *_surviving(lambda: check_groups(figures, cache.groupes), crashes),
        *unattached(figures, sources),
        *check_derogations(seance),
    )
    reasons = Reasons(seance, options.overrides)
    report = Report((*reasons.remain(checked), *reasons.idle(everything=False)))
    told = Examination(seance, figures, report, set_aside=reasons.set_aside, crashes=tuple(crashes))
    context = Context(told, sources, looks=looks)
    if crashes or report.stops_everything:
        return Counted(context)
    return Counted(context, _Run(figures, sources, options, cache, communal, checked, seen, etat))


class Counted(Struct, frozen=True):
    """A session whose figures were checked; without a run, no act can be made of it."""

    context: Context
    _run: _Run | None = None

    def composed(self, *, words: bool = True, shown: str = "", whole: bool = True) -> Context:
        """The same with its acts; `words`: those of the acts are checked too.

        `shown`: the one act that is composed, with what it is a copy of, the others being planned alone.
        `whole`: with the papers that are made of its acts.
        """
        if self._run is None:
            return self.context
        return replace(self._run.composed(words, shown, whole), looks=self.context.looks)


class _Run(Struct, frozen=True):
    """A session that was checked, on its way to its acts; `seen`: the files that it was read from."""

    figures: FiguresSeance
    sources: Sources
    options: Options
    cache: Cache
    catalogue: Catalogue
    checked: tuple[Diagnostic, ...]
    seen: frozenset[str]
    etat: EtatGroupement | None

    def composed(self, words: bool, shown: str, whole: bool) -> Context:
        figures, catalogue, options = self.figures, self.catalogue, self.options
        reasons = Reasons(figures.seance, options.overrides)
        known = tuple(dict.fromkeys(reasons.remain(self.checked)))
        texts = Texts(catalogue, self.cache, options.origins)
        composer = Composer(figures, catalogue, texts, options.draft, self.etat)
        wording = (
            Wording(figures, self.sources, texts, options, reasons, retold=self.retold) if words else None
        )
        asked_by_name = frozenset(map(_key, options.only))
        only = frozenset(name for name in (*ON_REQUEST, *FAMILLES) if _key(name) in asked_by_name)
        only |= frozenset(name for name in asked_by_name if name.startswith(EXTRAIT))
        planner = Planner(figures, catalogue, composer, known, wording, only, shown, whole)
        with together():  # Word files that were corrected, of whom one doesn't know
            planned = plan_acts(planner)
        plans = planned.plans
        found = (*known, *reasons.remain(planned.findings))
        found += wording.findings if wording is not None else ()
        # a workspace's own templates have been read since
        of_files = check_characters(self.sources, self.seen)
        if wording is not None and not of_files:
            of_files = tuple(wording.unprintable(plans))
        report = Report((*found, *of_files, *reasons.idle(everything=words)))
        crashes = tuple(wording.crashes) if wording is not None else ()
        asked = () if crashes else _asked_for(plans, asked_by_name)
        if report.stops_everything:
            # a model that is sent to a council is told to be refused, with the reason
            refused = (replace(plan, document=None, refus=report.errors) for plan in asked)
            asked = tuple(refused) if figures.seance.modele else ()
        behind = {plan.copie_de for plan in asked} - {plan.key for plan in asked}
        originals = tuple(plan for plan in plans if plan.key in behind)
        told = Examination(figures.seance, figures, report, asked, reasons.set_aside, crashes, originals)
        if wording is not None:
            told = replace(told, retouches=tuple(wording.retouches), surplus=tuple(wording.surplus))
        if options.only and not (crashes or report.stops_everything):
            told = replace(
                told,
                unknown=_unknown(plans, options),
                keys=_keys(plans, frozenset() if figures.etat is EtatSeance.A_TENIR else only),
            )
        return Context(told, self.sources, texts, retold=self.retold)

    def retold(self, key: str) -> Marked | None:
        """One act with where each of its values was written; None where it has no text."""
        from actgen.session.places import placed  # what nobody has corrected needs none

        told = replace(self, options=replace(self.options, origins=True, only=()))
        context = told.composed(words=False, shown=key, whole=False)
        plan = next((each for each in context.examination.plans if each.key == key), None)
        if plan is None or plan.document is None or context.texts is None:
            return None
        return placed(plan.document, plan, self.figures, context.texts)


def _surviving(
    check: Callable[[], tuple[Diagnostic, ...]], crashes: list[RuleCrash]
) -> tuple[Diagnostic, ...]:
    """What was found, be it in spite of rules that crashed."""
    try:
        return check()
    except RuleCrash as crash:
        crashes.append(crash)
        return crash.findings


def _key(name: str) -> str:
    """A name of an act as it may be written: « procès-verbal », « proces_verbal »."""
    return cle(name.replace("_", "-"))


def _asked_for(plans: tuple[ActPlan, ...], asked: frozenset[str]) -> tuple[ActPlan, ...]:
    """All, or those that `--only` names by key, kind or family."""
    return tuple(plan for plan in plans if asked & set(map(_key, _names(plan)))) if asked else plans


def _unknown(plans: tuple[ActPlan, ...], options: Options) -> tuple[str, ...]:
    """What `--only` names and no act of the session is called."""
    families = (plan.kind.famille.value for plan in plans)
    names = {
        *families,
        *(name for plan in plans for name in (plan.key, plan.copie, plan.kind.code)),
        *ON_REQUEST,
    }
    known = set(map(_key, names - {""}))
    return tuple(name for name in options.only if _key(name) not in known)


def _keys(plans: tuple[ActPlan, ...], on_request: frozenset[str]) -> tuple[str, ...]:
    """The names of its acts and of their copies, but of papers that were asked for after they had served."""
    own = [plan for plan in plans if plan.key not in on_request]
    return (*(plan.key for plan in own), *(plan.copie for plan in own if plan.copie))


def _names(plan: ActPlan) -> set[str]:
    """What an act may be asked for by. A copy that is not due answers to its own names alone."""
    own = {plan.key, plan.copie}
    waiting = plan.copie and plan.due is Due.NOT_YET
    return own if waiting else own | {plan.kind.code, plan.kind.famille.value}
