"""What is sent to each commune before the vote: its model of deliberation, the convention, a letter.

The models follow the law of the day before which the councils are asked to decide: nothing that is sent
depends on the day it was made, but the letter, which becomes a reminder once that day is past, and the model
of a council that would decide once the consultation is out: the convention says what it may still have.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from msgspec import Struct, field

from actgen.acts.tree.nodes import Document
from actgen.acts.views.convention import convention_key, empreinte_imprimee
from actgen.acts.views.families import text_of
from actgen.acts.views.papiers_du_groupe import reprise_dite, vue_lettre
from actgen.acts.views.plan import ActPlan, Convention
from actgen.base.diagnostics import Diagnostic, Mender, Report, Severity
from actgen.base.records import replace
from actgen.base.text.elision import de_lieu
from actgen.checks import check_group
from actgen.checks.execution import REC_TA
from actgen.council.facts.collectivite import Collectivite
from actgen.council.facts.groupement import Groupement, MembreGroupement
from actgen.council.facts.seance import Point, Seance
from actgen.council.figures.execution import tribunal_competent
from actgen.council.figures.groupements import as_submitted, lancee, submitted_state
from actgen.council.figures.reponses import decision_remise
from actgen.council.kinds.manifest import Kind, blocking
from actgen.reading.sources import Sources
from actgen.session.cache import Cache
from actgen.session.compose import convention, group_paper
from actgen.session.examination import Context, prepare_model
from actgen.session.result import Options
from actgen.session.texts import Texts

from .attendus import day_of_law
from .papers import Papier, papiers


def _without_court(groupement: Groupement, commune: Collectivite) -> Diagnostic:
    departement = commune.departement
    return REC_TA.tell(
        "Le tribunal administratif des communes {du_departement} ({code}) n'est pas dans les données "
        "livrées : leurs modèles restent des projets.",
        groupement.lieux.get("membres"),
        hint="Écrivez dans le dossier du groupement : « tribunal: tribunal administratif de … ».",
        severity=Severity.WARNING,
        mender=Mender.COORDONNATEUR,
        du_departement=de_lieu(departement.nom, departement.type_liaison),
        code=departement.code,
    )


def _of(context: Context, groupement: Groupement) -> ActPlan:
    """The text of that version of the group, among those that a model annexes."""
    key = convention_key(groupement)
    return next(plan for plan in context.examination.plans if plan.key == key)


class Mailing(Struct, frozen=True):
    """What goes to one commune: the plan of its deliberation, and the letter where nothing refuses it.

    `rejointe`: the convention itself, for who joins by an amendment. `refus`: why there is no letter.
    """

    commune: Collectivite
    context: Context
    deliberation: ActPlan
    lettre: Document | None
    rejointe: tuple[Context, ActPlan] | None = None
    refus: tuple[Diagnostic, ...] = ()


class Mailings(Struct, dict=True):
    """Makes what is sent to each commune of a group; what is found wrong gathers in `findings`, each once.

    `fautes`: what was found in the group's file that refuses the text that councils are sent.
    """

    groupement: Groupement
    sources: Sources
    cache: Cache
    options: Options
    fautes: tuple[Diagnostic, ...] = ()
    findings: list[Diagnostic] = field(default_factory=list)

    def __post_init__(self) -> None:
        jour = day_of_law(self.groupement)
        assert jour is not None, "asked for first: sans_date"
        self._jour: date = jour
        self.soumis = as_submitted(self.groupement)
        self._etat = submitted_state(self.groupement)
        self._catalogue = self.cache.catalogue(self.sources.apart(), self.options.templates)

    def convention(self) -> tuple[Context, ActPlan]:
        """The convention as councils approve it, one for all; examined as the last of them receives it.

        What is wrong with the group is told with it. An answer in error has made its member pending: it
        refuses nothing here.
        """
        context = self._examined(self.groupement.membres[-1].collectivite, "convention")
        plan = _of(context, self.groupement)
        found = check_group(self.groupement, self._jour)
        self._tell(found)
        refus = (*self.fautes, *blocking(plan.kind.famille, plan.point, found))
        if refus:
            plan = replace(plan, document=None, refus=tuple(dict.fromkeys((*plan.refus, *refus))))
        report = Report(tuple(dict.fromkeys((*context.examination.report.findings, *found))))
        return replace(context, examination=replace(context.examination, report=report)), plan

    def envoi(self, commune: Collectivite) -> Mailing:
        """What goes to that commune."""
        context = self._examined(commune, "deliberation", self._day_of_models)
        (deliberation,) = context.examination.plans
        texts = self.texts(context.sources)
        lettre = self._letter(commune, texts)
        errors = (finding for finding in texts.findings if finding.severity is Severity.ERROR)
        rejointe = None
        if self.groupement.fait_entrer(commune.code):
            annexes = self._examined(commune, "convention")
            rejointe = annexes, _of(annexes, self.groupement.origine)
        return Mailing(commune, context, deliberation, lettre, rejointe, () if lettre else tuple(errors))

    def papiers(self, texts: Texts, couts: tuple[Diagnostic, ...] = ()) -> Iterator[Papier]:
        """The coordinator's own papers, from what came back; `couts`: what is wrong with what it foresees."""
        kind = self._kind()
        assert kind is not None, "the convention was composed from it"
        return papiers(self.groupement, kind, texts, couts, draft=self.options.draft)

    def texts(self, sources: Sources | None = None) -> Texts:
        """The texts of this group, read by that log; what is found in them is told by who fills them."""
        catalogue = self._catalogue.read_by(sources or self.sources.apart())
        return Texts(catalogue.for_group(self.groupement.nom), self.cache)

    def _examined(self, commune: Collectivite, famille: str, jour: date | None = None) -> Context:
        log = self.sources.apart()
        log.adopt(self.sources)
        options = replace(self.options, only=(famille,))
        ici = self._with_court(commune)
        context = prepare_model(self._session(ici, jour or self._jour), log, options, self._etat, self.cache)
        self._tell(context.examination.report.findings)
        return context

    def _with_court(self, commune: Collectivite) -> Collectivite:
        """With the court that the group's file tells, where no table does (overseas), or a request for it."""
        if tribunal_competent(commune, self._jour) is not None:
            return commune
        if not self.groupement.tribunal:
            self._tell((_without_court(self.groupement, commune),))
        return replace(commune, tribunal=self.groupement.tribunal)

    @property
    def _day_of_models(self) -> date:
        """That of the law that models follow; once the consultation is out, of the session still to come."""
        au = self.options.aujourd_hui
        return max(self._jour, au) if au is not None and lancee(self.groupement, au) else self._jour

    def _session(self, commune: Collectivite, jour: date) -> Seance:
        point = Point(1, acte=text_of(self.groupement).acte, groupement=self.soumis)
        return Seance(commune, jour, self.groupement.fichier, points=(point,), modele=True)

    @property
    def has_text(self) -> bool:
        """Whether there is a kind of act to make the convention of."""
        return self._kind() is not None

    @cached_property
    def empreinte(self) -> str:
        """The fingerprint of the convention that the councils approve, what follows the answers left out."""
        return self._approved.empreinte

    @property
    def texte(self) -> tuple[str, ...]:
        """The text that this fingerprint stands for, a paragraph each."""
        return self._approved.texte

    @property
    def _approved(self) -> Convention:
        kind = self._kind()
        assert kind is not None, "the convention was composed from it"
        return convention(self.soumis, kind, self.texts(), self._etat, draft=self.options.draft)

    def _letter(self, commune: Collectivite, texts: Texts) -> Document | None:
        kind = self._kind()
        if kind is None:
            return None
        groupement = self.soumis
        empreinte = empreinte_imprimee(self.empreinte)
        au, membre = self.options.aujourd_hui, self._membres[commune.code]
        remise, reprise = decision_remise(membre), reprise_dite(self.groupement, membre)
        vue = vue_lettre(groupement, commune, texts.proses(groupement), empreinte, au, remise, reprise)
        lettre = group_paper(groupement, kind, texts, "lettre", vue, title="Lettre aux communes")
        self._tell(texts.findings)
        return lettre

    @cached_property
    def _membres(self) -> dict[str, MembreGroupement]:
        return {each.collectivite.code: each for each in self.groupement.membres}

    def _kind(self) -> Kind | None:
        acte = self._catalogue.get(text_of(self.groupement).acte)
        return self._catalogue.get(acte.annexe) if acte is not None and acte.annexe else None

    def _tell(self, findings: tuple[Diagnostic, ...] | list[Diagnostic]) -> None:
        told = {(finding.code, finding.message) for finding in self.findings}
        self.findings += [each for each in findings if (each.code, each.message) not in told]
