"""What is sent to each commune before the vote: its model of deliberation, the convention, a letter.

The models follow the law of the day before which the councils are asked to decide: nothing that is sent
depends on the day it was made.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from actgen.checks.recours import REC_TA
from actgen.diagnostics import Code, Diagnostic, Mender, Scope, Severity, declare
from actgen.document.nodes import Document
from actgen.figures.seance import tribunal_competent
from actgen.kinds.manifest import Kind
from actgen.model.collectivite import Collectivite
from actgen.model.groupement import EtatGroupement, Groupement, MembreGroupement
from actgen.model.seance import Point, Seance
from actgen.pipeline.conventions import convention, empreinte_imprimee
from actgen.pipeline.examine import Bench, prepare_model
from actgen.pipeline.notices import finished
from actgen.pipeline.options import ActPlan, Options
from actgen.pipeline.texts import Texts
from actgen.pipeline.workshop import Workshop
from actgen.sources import Sources
from actgen.text.messages import phrase, say
from actgen.text.places import de_lieu
from actgen.views.builders.lettre import vue_lettre

from .coordonnateur import Papiers
from .etat import etat

GC_CONSEILS: Code = declare(
    "GC-CONSEILS",
    Severity.ERROR,
    "Le dossier dit avant quelle date les conseils sont priés de délibérer\u00a0: le droit que citent les "
    "modèles est celui de ce jour-là.",
    scope=Scope.RUN,
    mender=Mender.COORDONNATEUR,
)
ACTE = "adhesion_groupement"


def attendus(groupement: Groupement) -> tuple[MembreGroupement, ...]:
    """The members whose council has not decided yet; the coordinator's own decision is another text."""
    coordonnateur = groupement.coordonnateur.collectivite.code
    return tuple(
        membre
        for membre in groupement.membres
        if membre.collectivite.code != coordonnateur
        and membre.collectivite.est_commune
        and membre.deliberation_le is None
        and not membre.resultat
        and not membre.a_corriger
    )


def jour_du_droit(groupement: Groupement) -> date | None:
    """The day whose law the models follow: the one asked of the councils, else that of their answers."""
    demande = groupement.conseils.a_deliberer_avant
    votes = [membre.deliberation_le for membre in groupement.membres if membre.deliberation_le is not None]
    return demande or (None if attendus(groupement) else max(votes, default=groupement.approuvee_le))


def sans_date(groupement: Groupement) -> Diagnostic | None:
    """Why no model can be made: nobody knows whose law it follows."""
    demande = groupement.conseils
    if jour_du_droit(groupement) is not None:
        return None
    return GC_CONSEILS.finding(
        say("Il n'est pas dit avant quelle date les conseils délibèrent : aucun modèle ne peut être fait."),
        demande.lieux.get("a_deliberer_avant"),
        hint=say("Complétez « a_deliberer_avant » à la rubrique « conseils »."),
    )


def etat_soumis(groupement: Groupement) -> EtatGroupement:
    """The group as the councils are told of it: only the coordinator may have decided.

    The convention that they approve changes neither with an answer that comes back, nor with what follows
    the coordinator's own decision: of that, its file tells the day.
    """
    coordonnateur = groupement.coordonnateur
    membres = tuple(
        MembreGroupement(
            membre.collectivite,
            deliberation_le=coordonnateur.deliberation.date
            if membre.collectivite.code == coordonnateur.collectivite.code
            else None,
            lieu=membre.lieu,
        )
        for membre in groupement.membres
    )
    return etat(replace(groupement, membres=membres))


def _sans_tribunal(groupement: Groupement, commune: Collectivite) -> Diagnostic:
    departement = commune.departement
    return REC_TA.finding(
        phrase(
            "Le tribunal administratif des communes {du_departement} ({code}) n'est pas dans les données "
            "livrées : leurs modèles restent des projets.",
            du_departement=de_lieu(departement.nom, departement.type_liaison),
            code=departement.code,
        ),
        groupement.lieux.get("membres"),
        hint=say("Écrivez dans le dossier du groupement : « tribunal: tribunal administratif de … »."),
        severity=Severity.WARNING,
        mender=Mender.COORDONNATEUR,
    )


@dataclass(frozen=True, slots=True)
class Envoi:
    """What goes to one commune: the plan of its deliberation, and the letter where nothing refuses it."""

    commune: Collectivite
    bench: Bench
    deliberation: ActPlan
    lettre: Document | None


@dataclass
class Modeles:
    """Makes what is sent to each commune of a group; what is found wrong gathers in `findings`, each once."""

    groupement: Groupement
    sources: Sources
    workshop: Workshop
    options: Options
    findings: list[Diagnostic] = field(default_factory=list)

    def __post_init__(self) -> None:
        jour = jour_du_droit(self.groupement)
        assert jour is not None, "asked for first: sans_date"
        self._jour: date = jour
        self._catalogue = self.workshop.catalogue(self.sources, self.options.templates)
        self._texts = Texts(self._catalogue.for_group(self.groupement.nom), self.workshop)

    def convention(self) -> tuple[Bench, ActPlan]:
        """The convention as councils approve it, one for all; examined as the last of them receives it."""
        bench = self._examined(self.groupement.membres[-1].collectivite, "convention")
        (plan,) = bench.examination.plans
        return bench, plan

    def envoi(self, commune: Collectivite) -> Envoi:
        """What goes to that commune."""
        bench = self._examined(commune, "deliberation")
        (deliberation,) = bench.examination.plans
        return Envoi(commune, bench, deliberation, self._lettre(commune))

    def papiers(self) -> Papiers:
        """The coordinator's own papers, from what came back."""
        kind = self._kind()
        assert kind is not None, "the convention was composed from it"
        return Papiers(self.groupement, kind, self._texts, self.options.draft)

    def _examined(self, commune: Collectivite, famille: str) -> Bench:
        log = self.sources.apart()
        log.adopt(self.sources)
        options = replace(self.options, only=(famille,))
        ici = self._avec_tribunal(commune)
        bench = prepare_model(self._seance(ici), log, options, etat_soumis, self.workshop)
        self._tell(bench.examination.report.findings)
        return bench

    def _avec_tribunal(self, commune: Collectivite) -> Collectivite:
        """With the court that the group's file tells, where no table does (overseas), or a request for it."""
        if tribunal_competent(commune) is not None:
            return commune
        if not self.groupement.tribunal:
            self._tell((_sans_tribunal(self.groupement, commune),))
        return replace(commune, tribunal=self.groupement.tribunal)

    def _seance(self, commune: Collectivite) -> Seance:
        point = Point(1, acte=ACTE, groupement=self.groupement)
        return Seance(commune, self._jour, self.groupement.fichier, points=(point,), modele=True)

    @property
    def empreinte(self) -> str:
        """The fingerprint of the convention that the councils approve, what follows the answers left out."""
        kind = self._kind()
        assert kind is not None, "the convention was composed from it"
        return convention(self.groupement, kind, self._texts, etat_soumis, draft=self.options.draft).empreinte

    def _lettre(self, commune: Collectivite) -> Document | None:
        kind = self._kind()
        if kind is None:
            return None
        faults = len(self._texts.faults)
        empreinte = empreinte_imprimee(self.empreinte)
        vue = vue_lettre(self.groupement, commune, self._texts.proses(self.groupement), empreinte)
        body = self._texts.paper(kind, "lettre", vue)
        document = Document(
            title="Lettre aux communes",
            blocks=body.blocks,
            header=f"Groupement de commandes\u00a0: {self.groupement.nom_d_usage or self.groupement.objet}",
            subject=self.groupement.objet,
            author=self.groupement.coordonnateur.collectivite.nom,
        )
        self._tell(self._texts.findings)
        if self._texts.faults[faults:]:
            return None
        return finished(self._texts, kind, body, document, force=False)

    def _kind(self) -> Kind | None:
        acte = self._catalogue.get(ACTE)
        return self._catalogue.get(acte.annexe) if acte is not None and acte.annexe else None

    def _tell(self, findings: tuple[Diagnostic, ...] | list[Diagnostic]) -> None:
        told = {(finding.code, finding.message) for finding in self.findings}
        self.findings += [each for each in findings if (each.code, each.message) not in told]
