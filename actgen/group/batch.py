"""`actgen batch`: all the papers of a group, from what is to be sent to what has come back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from actgen.diagnostics import Diagnostic, Report, Severity
from actgen.document.nodes import Document, Lacune, lacunes
from actgen.errors import EnvironmentFault
from actgen.jobs import Crew
from actgen.model.collectivite import Collectivite
from actgen.model.groupement import Groupement
from actgen.pipeline.examine import Bench, prepare
from actgen.pipeline.files import name_of
from actgen.pipeline.folders import folder_of
from actgen.pipeline.journals import journal_of
from actgen.pipeline.making import FORMS, Order
from actgen.pipeline.options import ActPlan, Due, Options
from actgen.pipeline.outputs import Orders
from actgen.pipeline.render import DEFAULT_OUT
from actgen.pipeline.stamp import stamp
from actgen.pipeline.workshop import Workshop
from actgen.writing import OutputFile, locked
from actgen.writing.names import DRAFT_MARK, commune_folder, group_folder

from .dossier import Dossier, dossier
from .lots import Acte, Issue, Lot, write_lots
from .modeles import Envoi, Modeles, attendus, etat_soumis, sans_date
from .temoin import Temoin
from .texte_approuve import soumis, texte_change, texte_soumis

Starter = Callable[[Collectivite, Groupement], str]
"""The text of the session file that is begun for a commune."""

COMMUNES, COORDONNATEUR, BEFORE = "communes", "coordonnateur", "avant-le-vote"
SESSION_FILE = "seance-a-completer.yaml"
_PATIENCE = 5.0  # seconds to wait for another batch of this group, which may be at its end


@dataclass(frozen=True, slots=True)
class Refus:
    """Papers that are not written, and why: of a commune, or the convention of all."""

    nom: str
    findings: tuple[Diagnostic, ...]


@dataclass
class Batch:
    """A batch that was asked for; `run` writes it. Findings and refusals gather while folders are composed.

    `dossier.groupement` is None when the group's own file can't be read: there is nothing to run.
    """

    dossier: Dossier
    options: Options
    starter: Starter
    workshop: Workshop
    findings: list[Diagnostic] = field(default_factory=list)
    refus: list[Refus] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    temoin: Temoin = field(default_factory=Temoin)
    projets: dict[str, tuple[Lacune, ...]] = field(default_factory=dict)
    """By what users call them, the papers that are a PROJET, and the facts that they lack."""

    def __post_init__(self) -> None:
        self.temoin.suivre(self.workshop)

    @property
    def faults(self) -> tuple[EnvironmentFault, ...]:
        """Why folders that were begun are not written."""
        return tuple(issue.fault for issue in self.issues if issue.fault is not None)

    @property
    def report(self) -> Report:
        """All that was found so far."""
        return Report((*self.dossier.findings, *self.findings))

    @property
    def folder(self) -> Path:
        """Where everything of this group goes."""
        groupement = self.dossier.groupement
        assert groupement is not None, "asked for first"
        return (self.options.out or DEFAULT_OUT) / group_folder(groupement.nom_d_usage or groupement.nom)

    @property
    def expected(self) -> int:
        """How many folders there are to write, as far as can be told before they are composed."""
        groupement = self.dossier.groupement
        if groupement is None:
            return 0
        return 1 + len(attendus(groupement)) + sum(map(len, self.dossier.seances.values()))

    def run(self, crew: Crew) -> Iterator[Issue]:
        """Write each folder; the outcomes come as they are known.

        Raises EnvironmentFault when the group's folder can't be written, or another run holds it.
        """
        groupement = self.dossier.groupement
        if groupement is None:
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise EnvironmentFault(
                f"Le dossier «\u00a0{self.folder}\u00a0» ne peut pas être créé. Choisissez un autre dossier "
                "avec --out."
            ) from error
        with locked(self.folder, _PATIENCE):
            for issue in write_lots(self._lots(groupement), crew):
                self.issues.append(issue)
                yield issue

    def _lots(self, groupement: Groupement) -> Iterator[Lot]:
        yield from self._before_the_vote(groupement)
        yield from self._sessions(groupement)
        self.findings += self.temoin.clore(groupement)

    def _before_the_vote(self, groupement: Groupement) -> Iterator[Lot]:
        """The coordinator's folder, then what is sent to each commune that has not decided yet."""
        if (fault := sans_date(groupement)) is not None:
            self.findings.append(fault)
            return
        modeles = Modeles(groupement, self.dossier.sources, self.workshop, self.options)
        bench, plan = modeles.convention()
        self._gather(modeles)
        convention = self._act(bench, plan, "convention", figee=soumis(groupement))
        if convention is None:
            return
        change = texte_change(groupement, modeles.empreinte, self.folder / COORDONNATEUR)
        if change is not None:
            self.findings.append(change)
            return
        self._projet("convention à approuver", plan.document)
        yield self._du_coordonnateur(modeles, bench, convention)
        annexe = replace(convention, stem=f"3-{convention.stem}")
        for membre in attendus(groupement):
            envoi = modeles.envoi(membre.collectivite)
            self._gather(modeles)
            if envoi.bench.texts is not None:
                self.temoin.modele(membre, envoi.bench.texts, groupement)
            lot = self._envoi(envoi, annexe, groupement)
            if lot is not None:
                yield lot

    def _du_coordonnateur(self, modeles: Modeles, bench: Bench, convention: Acte) -> Lot:
        papiers = modeles.papiers()
        actes = [replace(convention, stem=convention.stem.replace("convention", "1-convention-a-approuver"))]
        for papier in papiers.papiers():
            if papier.document is None:
                self.refus.append(Refus(papier.stem, tuple(papiers.texts.faults)))
                continue
            order = replace(convention.order, document=papier.document)
            mark = self._projet(papier.nom, papier.document)
            actes.append(Acte(papier.key, f"{papier.stem}{mark}", order, stamp(order), papier.fige))
        journal = journal_of(bench, bench.examination)
        files = (texte_soumis(modeles.groupement, modeles.empreinte), *papiers.files())
        return Lot("coordonnateur", self.folder / COORDONNATEUR, tuple(actes), journal, files)

    def _gather(self, modeles: Modeles) -> None:
        self.findings += (f for f in modeles.findings if f.severity is not Severity.INFO)
        modeles.findings.clear()
        known = {(finding.code, finding.message): finding for finding in self.findings}
        self.findings[:] = known.values()

    def _envoi(self, envoi: Envoi, convention: Acte, groupement: Groupement) -> Lot | None:
        bench, commune = envoi.bench, envoi.commune
        deliberation = self._act(bench, envoi.deliberation, "2-deliberation-MODELE")
        if deliberation is None:
            return None
        self._projet("modèles de délibération", envoi.deliberation.document)
        actes = [deliberation, convention]
        if envoi.lettre is not None:
            order = Order(envoi.lettre, self._formats(), convention.order.look, convention.order.dated)
            mark = self._projet("lettres aux communes", envoi.lettre)
            actes.insert(0, Acte("lettre", f"1-lettre{mark}", order, stamp(order)))
        started = self.starter(commune, groupement).encode("utf-8")
        return Lot(
            commune.nom,
            self.folder / COMMUNES / commune_folder(commune.code, commune.nom) / BEFORE,
            tuple(actes),
            journal_of(bench, bench.examination),
            (OutputFile(SESSION_FILE, started, "seance-a-completer"),),
        )

    def _projet(self, nom: str, document: Document | None) -> str:
        """The mark of a paper's name; what makes it a PROJET is noted, told once for papers of one name."""
        if document is None or not document.projet:
            return ""
        manques = (*self.projets.get(nom, ()), *lacunes(document))
        self.projets[nom] = tuple({(each.key, each.location): each for each in manques}.values())
        return DRAFT_MARK

    def _act(self, bench: Bench, plan: ActPlan, stem: str, *, figee: bool = False) -> Acte | None:
        """An act of a model as files are made of it; None, and a refusal, when something keeps it back."""
        seance = bench.examination.seance
        if plan.document is None or seance is None:
            self.refus.append(Refus(_nom(plan, bench), plan.refus))
            return None
        order = Orders(seance, bench.looks, self._formats()).of(plan)
        commun = plan.kind.famille.value == "convention"
        mark = DRAFT_MARK if plan.projet else ""
        return Acte(plan.key, f"{stem}{mark}", order, stamp(order), figee, commun)

    def _formats(self) -> tuple[str, ...]:
        return tuple(form for form in FORMS if form in self.options.formats)

    def _sessions(self, groupement: Groupement) -> Iterator[Lot]:
        """The acts of the communes' own sessions: the deliberation on this group, and its certificate."""
        for seances in self.dossier.seances.values():
            for seance in seances:
                numero = seance.point.point.numero
                place = self.dossier.sources.workspace / seance.figures.seance.fichier
                only = (f"deliberation-{numero:02}", f"certificat-{numero:02}")
                bench = prepare(place, replace(self.options, only=only), etat_soumis, self.workshop)
                lot = self._session(place, bench)
                if lot is not None and bench.texts is not None:
                    self.temoin.adoptee(seance, bench.texts, groupement)
                if lot is not None:
                    yield lot

    def _session(self, place: Path, bench: Bench) -> Lot | None:
        examination = bench.examination
        seance = examination.seance
        if seance is None:
            self.refus.append(Refus(place.name, examination.report.errors))
            return None
        nom = f"{seance.collectivite.nom}, {seance.date:%d/%m/%Y}"
        refused = tuple(plan for plan in examination.plans if plan.due is Due.REFUSED)
        if refused or examination.report.stops_everything:
            refus = tuple(dict.fromkeys(finding for plan in refused for finding in plan.refus))
            self.refus.append(Refus(nom, refus or examination.report.errors))
        plans = [plan for plan in examination.plans if plan.document is not None]
        if not plans:
            return None
        orders = Orders(seance, bench.looks, self.options.formats)
        actes = tuple(
            Acte(plan.key, name_of(plan, "")[:-1], order, stamp(order), plan.transmis)
            for plan in plans
            if (order := orders.of(plan)).forms
        )
        folder = folder_of(seance, self.folder / COMMUNES)
        return Lot(nom, folder, actes, journal_of(bench, examination))


def prepare_batch(file: Path, options: Options, starter: Starter, workshop: Workshop | None = None) -> Batch:
    """Read a group's file and what has come back; nothing is composed or written yet."""
    workshop = workshop or Workshop()
    return Batch(dossier(file, workshop, options), options, starter, workshop)


def _nom(plan: ActPlan, bench: Bench) -> str:
    seance = bench.examination.seance
    return plan.titre if seance is None or plan.point is None else seance.collectivite.nom
