"""Composes the folders of a batch: what is sent to communes, the coordinator's papers, acts of sessions."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from msgspec import Struct, field

from actgen.acts.outputs.house.look import Order
from actgen.acts.tree.inline import Lacune
from actgen.acts.tree.nodes import Document, lacunes
from actgen.acts.views.families import text_of
from actgen.acts.views.papiers_du_groupe import LETTRE, RAPPEL
from actgen.acts.views.plan import ActPlan, Due
from actgen.base.diagnostics import Diagnostic, Scope, Severity
from actgen.base.errors import EnvironmentFault
from actgen.base.records import replace
from actgen.base.text.grammar import compte
from actgen.council.facts.groupement import EtatGroupement, Groupement, MembreGroupement
from actgen.council.figures.groupements import relance, submitted_state
from actgen.council.figures.reponses import a_reprendre
from actgen.council.kinds.manifest import Famille, blocking
from actgen.session.cache import Cache
from actgen.session.examination import Context
from actgen.session.files import stem_of
from actgen.session.outputs import Orders
from actgen.session.render import journal_of
from actgen.session.result import Options
from actgen.session.stamp import stamp
from actgen.session.writing.journal import read_journal
from actgen.session.writing.names import COORDONNATEUR, DRAFT_MARK
from actgen.session.writing.plan import SIGNED, OutputFile

from .attendus import attendus, soumis
from .by_hand import examined, held
from .dossier import Dossier
from .folders import Composed, FolderAct, FolderJob, RefusedPapers
from .modeles import Mailings
from .papers import A_SIGNER, Papier, faults_of_costs, shares_for_spreadsheets
from .same_text import DecidedText, WordingListener
from .seances import SeanceDuGroupe
from .sent_text import read_kept, sent_text_file
from .starter import seance_du_groupe

_WITHOUT_LETTER = "lettres aux communes, non écrites (celles déjà produites sont gardées)"
SESSION_FILE = "seance-a-completer.yaml"


class Composition(Struct, dict=True):
    """Composes the folders of one group, each when it is asked for; the convention of all, once.

    `refus`: that the coordinator has refused. `deja`: an earlier run has seen a council approve the text.
    """

    dossier: Dossier
    groupement: Groupement
    options: Options
    cache: Cache
    refus: Diagnostic | None = None
    deja: bool = False

    def __post_init__(self) -> None:
        self._listener = WordingListener(self.cache)

    @cached_property
    def _submitted(self) -> EtatGroupement:
        return submitted_state(self.groupement)

    @cached_property
    def _mailings(self) -> Mailings:
        found = blocking(Famille.CONVENTION, None, self.dossier.findings)
        fautes = [finding for finding in found if finding.scope is not Scope.ANSWERS]
        fautes += [] if self.refus is None else [self.refus]
        return Mailings(self.groupement, self.dossier.sources, self.cache, self.options, tuple(fautes))

    def coordonnateur(self, folder: Path) -> Composed:
        """The convention to approve, and what is made of the answers."""
        context, plan, convention = self._convention
        note = _Note(self._found())
        if convention is None:
            refus_du_texte = RefusedPapers(_all_told(self.groupement), plan.refus)
            return note.compose(self._pointless(folder, context), refus=(refus_du_texte,))
        nom = self.nom
        note.projet(f"{nom} à approuver", plan.document)
        texts = self._mailings.texts(context.sources)
        refus, signes = [], {}
        actes = [replace(convention, stem=f"1-{nom}-a-approuver{convention.stem.removeprefix(nom)}")]
        due, la = [convention.key], written_acts(folder)
        for papier in self._mailings.papiers(texts, faults_of_costs(self.dossier.findings)):
            due.append(papier.key)
            if papier.fige:
                signes[papier.key] = SIGNED
            if papier.document is None:
                refus.append(RefusedPapers(papier.stem, papier.refus or texts.faults))
                continue
            order = _as_signed(papier, replace(convention.order, document=papier.document), la)
            mark = note.projet(papier.nom, papier.document)
            actes.append(
                FolderAct(
                    papier.key,
                    f"{papier.stem}{mark}",
                    order,
                    stamp(order),
                    "papier déjà signé" if papier.fige else "",
                )
            )
        note.found += _to_tell(texts.findings)
        empreinte = self._mailings.empreinte
        kept = sent_text_file(self.groupement, empreinte, self.texte, read_kept(folder), deja=self.deja)
        files = (kept, *shares_for_spreadsheets(self.groupement))
        journal = journal_of(context, context.examination)
        journal = replace(journal, stages={**journal.stages, **signes})
        due += (file.act for file in files)
        known = None if refus else tuple(due)  # a text at fault hides what follows from it
        job = FolderJob(COORDONNATEUR, folder, tuple(actes), journal, files, known)
        beside = held(job, context, self.options)
        note.found += beside.of_drafts
        return note.compose(beside.job, empreinte=empreinte, refus=(*refus, *beside.refus))

    def _pointless(self, folder: Path, context: Context) -> FolderJob | None:
        """The folder of a coordinator that has refused, as far as there is one: it keeps what was sent."""
        ecrits = {act for act, _ in written_acts(folder)}
        if not ecrits or self.refus is None:
            return None
        due = tuple(sorted(act for act in ecrits if not act.startswith(A_SIGNER)))
        return FolderJob(COORDONNATEUR, folder, (), journal_of(context, context.examination), (), due)

    def envoi(self, membre: MembreGroupement, folder: Path) -> Composed:
        """What a commune is sent: the model of its deliberation, the convention, a letter, a session file."""
        *_, convention = self._convention
        self._found()  # of the convention: told with the coordinator's folder
        envoi = self._mailings.envoi(membre.collectivite)
        note, context, plan = _Note(self._found()), envoi.context, envoi.deliberation
        texte = None if context.texts is None else self._listener.texte(context.texts, self.groupement)
        deliberation = self._act(context, plan, "2-deliberation-MODELE")
        if deliberation is None or convention is None:
            return note.compose(
                None, texte=texte, refus=(RefusedPapers(_name_of(plan, context), plan.refus),)
            )
        note.projet("modèles de délibération", plan.document)
        actes = [deliberation, replace(convention, stem=f"3-{convention.stem}")]
        if envoi.rejointe is not None and (acte := self._act(*envoi.rejointe, "4-convention")) is not None:
            actes.append(acte)
        if envoi.lettre is not None:
            order = Order(envoi.lettre, self._formats, convention.order.look, convention.order.dated)
            mark = note.projet("lettres aux communes", envoi.lettre)
            again = a_reprendre(self.groupement, membre) is not None
            key = RAPPEL if again or relance(self.groupement, self.options.aujourd_hui) else LETTRE
            actes.insert(0, FolderAct(key, f"1-{key}{mark}", order, stamp(order)))
        started = seance_du_groupe(envoi.commune, self._mailings.soumis).encode("utf-8")
        files = (OutputFile(SESSION_FILE, started, "seance-a-completer"),)
        journal = journal_of(context, context.examination)
        # who reminds a council keeps the letter that was sent first
        due = (LETTRE, RAPPEL, *(acte.key for acte in actes), *(file.act for file in files))
        job = FolderJob(envoi.commune.nom, folder, tuple(actes), journal, files, due)
        refus = (RefusedPapers(_WITHOUT_LETTER, envoi.refus),) if envoi.refus else ()
        beside = held(job, context, self.options)
        note.found += beside.of_drafts
        return note.compose(beside.job, texte=texte, refus=(*refus, *beside.refus))

    def seance(self, seance: SeanceDuGroupe, nom: str, folder: Path) -> Composed:
        """The acts of a commune's own session: the deliberation on this group, and its certificate."""
        numero = seance.point.point.numero
        place = self.dossier.sources.workspace / seance.figures.seance.fichier
        context = examined(seance, self.dossier.sources, self.options, self.cache, self._submitted)
        examination, lue = context.examination, context.examination.seance
        if lue is None:
            return Composed(None, refus=(RefusedPapers(place.name, examination.report.errors),))
        refus: tuple[RefusedPapers, ...] = ()
        refused = tuple(plan for plan in examination.plans if plan.due is Due.REFUSED)
        if refused or examination.report.stops_everything:
            why = tuple(dict.fromkeys(finding for plan in refused for finding in plan.refus))
            refus = (RefusedPapers(nom, why or examination.report.errors),)
        plans = [plan for plan in examination.plans if plan.document is not None]
        if not plans:
            return Composed(None, refus=refus)
        orders = Orders(lue, context.looks, self.options.formats)
        actes = tuple(
            FolderAct(plan.key, stem_of(plan), order, stamp(order), plan.acquis.etat if plan.acquis else "")
            for plan in plans
            if (order := orders.of(plan)).forms
        )
        texte = (
            None if context.texts is None else self._listener.texte(context.texts, self.groupement, numero)
        )
        job = FolderJob(nom, folder, actes, journal_of(context, examination))
        beside = held(job, context, self.options)
        return Composed(beside.job, beside.of_drafts, texte=texte, refus=(*refus, *beside.refus))

    @property
    def nom(self) -> str:
        """What the text that councils adopt is called: convention, avenant."""
        return text_of(self.groupement).nom

    @property
    def texte(self) -> tuple[str, ...]:
        """The convention that the councils approve, a paragraph each."""
        return self._mailings.texte

    @cached_property
    def _convention(self) -> tuple[Context, ActPlan, FolderAct | None]:
        context, plan = self._mailings.convention()
        frozen = self.deja or soumis(self.groupement)
        return context, plan, self._act(context, plan, self.nom, frozen=frozen)

    def _act(self, context: Context, plan: ActPlan, stem: str, *, frozen: bool = False) -> FolderAct | None:
        """An act of a model as files are made of it; None when something keeps it back."""
        seance = context.examination.seance
        if plan.document is None or seance is None:
            return None
        order = Orders(seance, context.looks, self._formats).of(plan)
        commun = plan.kind.famille.traits.du_groupe
        mark = DRAFT_MARK if plan.projet else ""
        return FolderAct(
            plan.key, f"{stem}{mark}", order, stamp(order), "texte déjà soumis" if frozen else "", commun
        )

    @property
    def _formats(self) -> tuple[str, ...]:
        return tuple(sorted(self.options.formats))

    def _found(self) -> list[Diagnostic]:
        """What composing models has shown since the last time."""
        found = _to_tell(self._mailings.findings)
        self._mailings.findings.clear()
        return found


class _Note(Struct):
    """What is noted while a folder is composed."""

    found: list[Diagnostic]
    projets: list[tuple[str, tuple[Lacune, ...]]] = field(default_factory=list)

    def projet(self, nom: str, document: Document | None) -> str:
        """The mark of a paper's name; what makes it a PROJET is noted."""
        if document is None or not document.projet:
            return ""
        self.projets.append((nom, lacunes(document)))
        return DRAFT_MARK

    def compose(
        self,
        job: FolderJob | None,
        *,
        texte: DecidedText | None = None,
        empreinte: str = "",
        refus: tuple[RefusedPapers, ...] = (),
    ) -> Composed:
        """The folder, with what was noted."""
        return Composed(job, tuple(self.found), tuple(self.projets), texte, empreinte, refus)


def written_acts(folder: Path) -> frozenset[tuple[str, str]]:
    """Each act of a folder, as its journal knows it, and what its files were made from."""
    try:
        files = read_journal(folder).files.values()
    except EnvironmentFault:  # told when the folder is written
        return frozenset()
    return frozenset((entry.act, entry.made_from) for entry in files)


def _as_signed(papier: Papier, order: Order, ecrits: frozenset[tuple[str, str]]) -> Order:
    """The paper as it was signed: the name of who did is often written down after the signature."""
    if papier.sans_nom is None:
        return order
    sans_nom = replace(order, document=papier.sans_nom)
    return sans_nom if (papier.key, stamp(sans_nom)) in ecrits else order


def _to_tell(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    return [finding for finding in findings if finding.severity is not Severity.INFO]


def _name_of(plan: ActPlan, context: Context) -> str:
    seance = context.examination.seance
    return plan.titre if seance is None or plan.point is None else seance.collectivite.nom


def _all_told(groupement: Groupement) -> str:
    """All that waits for the convention that councils approve: without it, nothing is sent."""
    envois = len(attendus(groupement))
    return f"coordonnateur et {compte(envois, 'envoi')} aux communes" if envois else "coordonnateur"
