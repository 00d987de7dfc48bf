"""Where the acts of a session are sorted: written, not due yet, refused; then the page that tells of all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import chain

from msgspec import Struct, field

from actgen.acts.templating.interpret import VALEUR
from actgen.acts.tree.inline import Lacune
from actgen.acts.tree.nodes import Document, lacunes
from actgen.acts.views.a_faire import VueGeste, VueTache, vue_a_faire
from actgen.acts.views.avant_seance import ON_REQUEST
from actgen.acts.views.families import FAMILIES
from actgen.acts.views.plan import ActPlan, Due, line, without_line
from actgen.base.diagnostics import ByItem, Diagnostic, Mender, Scope, Severity
from actgen.base.records import replace
from actgen.base.rules import rule
from actgen.base.text.dates import date_chiffres, date_longue
from actgen.base.text.messages import phrase, say
from actgen.checks.points import CHAMP_ABSENT
from actgen.council.facts.groupement import Groupement
from actgen.council.facts.seance import EtatSeance
from actgen.council.figures.seance import FiguresPoint, FiguresSeance
from actgen.council.kinds.catalogue import Catalogue
from actgen.council.kinds.manifest import Famille, Kind, blocking
from actgen.session.attached import drafts_approved
from actgen.session.compose import Composer
from actgen.session.extrait import extracts_of
from actgen.session.files import COPIE
from actgen.session.gestes import Geste, gestes
from actgen.session.publication import Publication, copies_of, private_data_told
from actgen.session.tasks import Tache, taches
from actgen.session.wording import Wording

ACTE_BLANC = rule("ACTE-BLANC")
A_FAIRE = "a-faire"
"""The key of the page that tells of all the acts."""


class Planned(Struct, frozen=True):
    """The acts of a session, and what planning them has shown."""

    plans: tuple[ActPlan, ...]
    findings: tuple[Diagnostic, ...] = ()


class Planner(Struct):
    """Sorts the acts of a session that the families plan; `known` is what was found of it before.

    With `wording`, the words of each act are checked before it is said to be due. `only`: what was asked for
    by name, for the acts that are made on request alone. `shown`: the one act to compose, which is looked at
    while somebody types; all, when it is empty. `whole`: with the copies of acts and the page that tells of
    all, in which nothing lacks that doesn't lack in the acts themselves.
    """

    figures: FiguresSeance
    catalogue: Catalogue
    composer: Composer
    known: tuple[Diagnostic, ...]
    wording: Wording | None = None
    only: frozenset[str] = frozenset()
    shown: str = ""
    whole: bool = True
    _blanks: dict[Lacune, list[ActPlan]] = field(default_factory=dict)
    _consequences: frozenset[Diagnostic] = frozenset()
    _known: ByItem = field(default_factory=ByItem)
    _told: ByItem = field(default_factory=ByItem)  # the blanks, as they were met

    def __post_init__(self) -> None:
        self._known.extend(self.known)

    @property
    def blanks(self) -> tuple[Diagnostic, ...]:
        """Each blank that was met in an adopted act."""
        return tuple(_blank((plan,), each) for each, plans in self._blanks.items() for plan in plans)

    @property
    def of_texts(self) -> tuple[Diagnostic, ...]:
        """What is wrong with texts, but what a field that lacks brings about."""
        return tuple(each for each in self.composer.texts.findings if each not in self._consequences)

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What was found so far."""
        return (*self.known, *self.blanks)

    def deciding(self) -> Iterator[tuple[FiguresPoint, Kind]]:
        """The items that give an act, with its kind."""
        for point in self.figures.points:
            kind = self.catalogue.get(point.point.acte) if point.point.acte else None
            if kind is not None and not point.point.abandon:
                yield point, kind

    def not_voted(self, point: FiguresPoint) -> str:
        """Why an item has no vote to tell; empty when it has, or before the session."""
        if self.figures.etat is EtatSeance.SANS_QUORUM:
            return phrase("le quorum n’a pas été atteint : rien n’a pu être voté")
        if self.figures.etat is not EtatSeance.TENUE or point.delibere:
            return ""
        if point.point.vote is None and not point.quorum.atteint and not point.quorum.dispense:
            return f"le quorum n’était pas atteint au point {point.point.numero}{line(point.point.lieu)}"
        return f"le vote du point {point.point.numero} n’est pas écrit{line(point.point.lieu)}"

    def not_yet(self, plan: ActPlan, raison: str) -> ActPlan:
        """The act with what it still waits for; refused where its item says what can't be read."""
        point = self.figures.point(plan.point) if plan.point is not None else None
        unread = point is not None and point.point.illisibles
        if refus := blocking(plan.kind.famille, plan.point, self._known.of(plan.point)) if unread else ():
            return self._refused(plan, refus)
        return replace(plan, due=Due.NOT_YET, raisons=(raison,), consigne="")

    def written(
        self,
        plan: ActPlan,
        compose: Callable[[], Document],
        groupement: Groupement | None = None,
        undated: Callable[[], Document] | None = None,
        *,
        of_items: bool = False,
    ) -> ActPlan:
        """The act composed, or refused with the errors that keep it from being written."""
        words = self.wording.of_items(plan.point) if self.wording is not None else ()
        known = (*self._known.of(plan.point), *self._told.of(plan.point), *words)
        refus = blocking(plan.kind.famille, plan.point, known)
        if refus := (*refus, *(each for each in known if of_items and _of_an_item(each))):
            return self._refused(plan, refus)
        if not self._composes(plan):
            return plan
        told = self.of_texts
        document, faults = self.composer.texts.watched(compose)
        if faults:
            return self._refused(plan, self._causes(faults, told))
        plan = self._held(replace(plan, enonce=document), undated)
        refus = self.wording.refusals(plan, document, groupement) if self.wording is not None else ()
        manques = lacunes(document)
        if manques and plan.kind.famille.traits.sans_blanc and self.figures.etat is EtatSeance.TENUE:
            blancs = tuple(_blank((plan,), lacune) for lacune in manques)
            for lacune in manques:
                self._blanks.setdefault(lacune, []).append(plan)
            self._told.extend(blancs)
            return self._refused(plan, (*blancs, *refus))
        if refus:
            return self._refused(plan, refus)
        return replace(plan, projet=document.projet, manques=manques, document=document)

    def _held(self, plan: ActPlan, undated: Callable[[], Document] | None) -> ActPlan:
        """An act that takes the day of its posting stays as it was in all that it says besides.

        A convocation may name its means before it is sent, and not after: it is told without from the start.
        """
        before = plan.kind.famille is Famille.AVANT_SEANCE
        if undated is not None and (before or plan.acquis is not None):
            plan = replace(plan, enonce=undated())
        if plan.acquis is None:
            return plan
        held = self.wording is not None and self.wording.otherwise(plan) is not None
        return replace(plan, contredit=held, acquis=plan.acquis if held or undated is None else None)

    def blanks_told_once(self, plans: tuple[ActPlan, ...]) -> Planned:
        """The acts, those that one blank stops refused for one finding that names them all."""
        once = {
            _blank((plan,), each): _blank(told, each) for each, told in self._blanks.items() for plan in told
        }
        return Planned(
            tuple(
                replace(plan, refus=tuple(dict.fromkeys(once.get(each, each) for each in plan.refus)))
                for plan in plans
            ),
            tuple(dict.fromkeys(once.values())),
        )

    def hidden(self, document: Document, kind: Kind) -> Document:
        """The act without what is private, which it says at its end."""
        publication = Publication(self.composer)
        occultation = publication.hide_private(document, kind)
        if not publication.hides_private(occultation):
            return occultation.document
        mention = publication.notice(kind)
        return replace(occultation.document, blocks=(*occultation.document.blocks, *mention))

    def copies(self, acte: ActPlan) -> Iterator[ActPlan]:
        """The copies of an act to be published, as far as it has any, and of one for who asks for it."""
        if not self.whole:
            return
        yield from copies_of(self, acte)
        if acte.kind.famille.traits.est_votee:
            point = self.figures.point(acte.point) if acte.point is not None else None
            if point is not None and point.delibere:
                yield from extracts_of(self, acte, point)

    def copied(self, plan: ActPlan, compose: Callable[[], Document]) -> ActPlan:
        """A copy of an act whose words were checked: only the fault of a template refuses it."""
        if self.shown not in ("", plan.key):
            return plan
        document, faults = self.composer.texts.watched(compose)
        if faults:
            return self._refused(plan, faults)
        return replace(plan, document=document)

    def _composes(self, plan: ActPlan) -> bool:
        """Whether an act is the one shown, or what that one is a copy of."""
        copied = self.shown.removeprefix(COPIE)
        return self.shown in ("", plan.key) or (copied != self.shown and f"-{plan.key}".endswith(copied))

    def _causes(self, faults: tuple[Diagnostic, ...], told: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
        """Why an act can't be composed: the fields that lack stand for what their absence brings about.

        A fault that was told before was met where no field lacks: it is the template's own.
        """
        absents, consequences = missing_fields(faults, self.findings, self.deciding())
        consequences -= set(told)
        self._consequences = (self._consequences - set(faults)) | consequences
        return (*absents, *(each for each in faults if each not in consequences))

    def _refused(self, plan: ActPlan, refus: tuple[Diagnostic, ...]) -> ActPlan:
        return replace(plan, due=Due.REFUSED, refus=refus, consigne="")


def _blank(plans: Sequence[ActPlan], lacune: Lacune) -> Diagnostic:
    return ACTE_BLANC.finding(
        say("Il manque à l'acte « {titre} » : {libelle}.", titre=plans[0].titre, libelle=lacune.label)
        if len(plans) == 1
        else say("Il manque à {n} actes ({titres}) : ", n=len(plans), titres=Tache(tuple(plans), "").titre)
        + f"{lacune.label}.",
        lacune.location,
        hint=say("Complétez « {cle} », puis relancez.", cle=lacune.key),
        point=plans[0].point if len(plans) == 1 else None,
        mender=_owner(lacune),
    )


def _owner(lacune: Lacune) -> Mender:
    """A blank of the group's file is the coordinator's to fill, never a clerk's."""
    place = lacune.location
    of_group = place is not None and place.file.startswith("groupements/")
    return Mender.COORDONNATEUR if of_group else Mender.SECRETAIRE


def _of_an_item(finding: Diagnostic) -> bool:
    """Whether it refuses all that an item tells."""
    return finding.severity is Severity.ERROR and finding.scope is Scope.STATED and finding.point is not None


def missing_fields(
    faults: Iterable[Diagnostic], found: Iterable[Diagnostic], items: Iterable[tuple[FiguresPoint, Kind]]
) -> tuple[tuple[Diagnostic, ...], frozenset[Diagnostic]]:
    """The fields that lack (errors in `found`), and the faults that come of it.

    These are values met in a text of the kind of an item that lacks some.
    """
    absents = [each for each in found if each.code == CHAMP_ABSENT.name and each.severity is Severity.ERROR]
    kinds = {point.point.numero: kind.chemin for point, kind in items}
    causes: list[Diagnostic] = []
    consequences = set()
    for fault in faults:
        siens = [each for each in absents if each.point and _stands_in(fault, kinds.get(each.point, ""))]
        if siens:
            consequences.add(fault)
            causes += siens
    return tuple(dict.fromkeys(causes)), frozenset(consequences)


def _stands_in(fault: Diagnostic, chemin: str) -> bool:
    """Whether a fault is of a value, in a text of that kind's folder."""
    file = fault.location.file if fault.location is not None else ""
    return fault.code == VALEUR.name and bool(chemin) and f"/{chemin}/" in f"/{file}"


__all__ = ["ON_REQUEST", "Planner", "plan_acts"]


def plan_acts(planner: Planner) -> Planned:
    """Every act of the session, then the page that tells what to do with them.

    Of a model, what the council will adopt, or what is asked for by name of it, the convention being one for
    all: the rest is its own to call, to tell and to post.
    """
    if planner.figures.seance.modele:
        models = tuple(
            plan
            for name, family in FAMILIES.items()
            if family.of_a_model and family.plan is not None and name in (planner.only or {name})
            for plan in family.plan(planner)
        )
        return Planned(models, (*planner.blanks, *planner.of_texts))
    plans = (family.plan(planner) for family in FAMILIES.values() if family.plan is not None)
    planned = planner.blanks_told_once(tuple(chain.from_iterable(plans)))
    if planner.shown:
        return planned
    wording = planner.wording
    if wording is not None:
        planned = replace(planned, plans=wording.kept_back(planned.plans))
    told = (
        *(wording.beside(planned.plans) if wording is not None else ()),
        *(wording.left(planned.plans, whole=planner.whole) if wording is not None else ()),
        *private_data_told(planner, planned.plans),
        *drafts_approved(planner.figures, planned.plans),
    )
    page = tuple(plan_a_faire(planner, planned.plans)) if planner.whole else ()
    return Planned((*planned.plans, *page), (*planned.findings, *told, *planner.of_texts))


def plan_a_faire(planner: Planner, plans: Sequence[ActPlan]) -> Iterator[ActPlan]:
    """The page, when at least one act is written."""
    kind = planner.catalogue.get("a_faire")
    if kind is None or not any(plan.document is not None for plan in plans):
        return
    plan = ActPlan(
        key=A_FAIRE,
        kind=kind,
        point=None,
        titre="page «\u00a0À faire\u00a0»",
        consigne="à imprimer\u00a0: tout ce qui reste à faire, et pour quand",
        fixed=True,  # to print and to tick: nobody corrects it in Word
    )
    yield planner.copied(plan, partial(_page, planner, kind, tuple(plans)))


def _page(planner: Planner, kind: Kind, plans: tuple[ActPlan, ...]) -> Document:
    """It is for the office alone: never a PROJET, whatever the acts of which it tells."""
    composer = planner.composer
    tasks = taches(plans, planner.figures.seance.fichier)
    parts = {
        due: tuple(_vue(each) for each in tasks if each.due is due and not _told_with(each)) for due in Due
    }
    rows = gestes(planner.figures, plans)
    done = [each for each in rows if each.fait_le is not None]
    view = vue_a_faire(
        planner.figures,
        tuple(_vue_geste(each, rows) for each in rows if each.fait_le is None),
        tuple(_vue_geste(each, rows) for each in sorted(done, key=lambda each: each.fait_le or date.min)),
        parts[Due.NOT_YET],
        parts[Due.REFUSED],
    )
    title = f"À faire, séance du {date_longue(composer.seance.date, jour=False)}"
    body = composer.texts.body(kind, view)
    return Document(
        title=title,
        blocks=body,
        header=composer.header(),
        subject=title,
        author=composer.seance.collectivite.nom,
    )


def _vue(task: Tache) -> VueTache:
    titre = task.titre
    return VueTache(titre[:1].upper() + titre[1:], without_line(task.quoi))


def _told_with(task: Tache) -> bool:
    """Whether it waits for minutes, whose row tells what follows."""
    return task.due is Due.NOT_YET and all(
        each.copie and each.kind.famille is Famille.PROCES_VERBAL for each in task.plans
    )


def _vue_geste(geste: Geste, rows: Sequence[Geste]) -> VueGeste:
    """A row; the nearest date of what remains is set apart."""
    nearest = next((each for each in rows if each.fait_le is None), None)
    return VueGeste(
        quand=f"Le {date_chiffres(geste.fait_le)}" if geste.fait_le else geste.quand,
        premier=geste is nearest and geste.le is not None,
        quoi=geste.quoi,
        qui=geste.qui,
        article=geste.article,
        fichiers=geste.fichiers,
    )
