"""`actgen batch`: all the papers of a group, from what is to be sent to what has come back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property
from pathlib import Path

from msgspec import Struct, field

from actgen.checks.groupements.convention import check_duree, check_procedure
from actgen.checks.groupements.coordonnateur import refus_du_coordonnateur
from actgen.diagnostics import Diagnostic, Report, Scope, Severity
from actgen.document.inline import Lacune
from actgen.errors import EnvironmentFault
from actgen.facts.collectivite import Collectivite
from actgen.facts.groupement import Groupement, MembreGroupement
from actgen.jobs import Workers
from actgen.kinds.manifest import Famille, blocking
from actgen.records import replace
from actgen.session.cache import Cache
from actgen.session.files import folder_of
from actgen.session.result import DEFAULT_OUT, Options
from actgen.writing.names import commune_folder, group_folder
from actgen.writing.write import locked

from .answers import a_ecrire
from .attendus import attendus, sans_date
from .composition import Composition
from .dossier import Dossier, dossier, dossier_de, old_folders, verifie_le_maitre
from .folders import Composed, FolderJob, FolderResult, RefusedPapers, write_folders
from .same_text import Temoin
from .seances import SeanceDuGroupe
from .sent_text import dossier_du_texte, gardee, texte_change

Starter = Callable[[Collectivite, Groupement], str]
"""The text of the session file that is begun for a commune."""

COMMUNES, COORDONNATEUR, BEFORE = "communes", "coordonnateur", "avant-le-vote"
_PATIENCE = 5.0  # seconds to wait for another batch of this group, which may be at its end


class Batch(Struct):
    """A batch that was asked for; `run` writes it. Findings and refusals gather while folders are composed.

    `dossier.groupement` is None when the group's own file can't be read: there is nothing to run.
    """

    dossier: Dossier
    options: Options
    starter: Starter
    cache: Cache
    findings: list[Diagnostic] = field(default_factory=list)
    refus: list[RefusedPapers] = field(default_factory=list)
    results: list[FolderResult] = field(default_factory=list)
    temoin: Temoin = field(default_factory=Temoin)
    projets: dict[str, tuple[Lacune, ...]] = field(default_factory=dict)
    """By what users call them, the papers that are a PROJET, and the facts that they lack."""

    @property
    def faults(self) -> tuple[EnvironmentFault, ...]:
        """Why folders that were begun are not written."""
        return tuple(result.fault for result in self.results if result.fault is not None)

    @property
    def report(self) -> Report:
        """All that was found so far."""
        return Report((*self.dossier.findings, *self.findings))

    @property
    def folder(self) -> Path:
        """Where everything of this group goes."""
        groupement = self.dossier.groupement
        assert groupement is not None, "asked for first"
        whole = (self.options.out or DEFAULT_OUT) / group_folder(groupement.nom_d_usage or groupement.nom)
        return whole if groupement.avenant is None else whole / f"avenant-{groupement.avenant.numero}"

    @property
    def expected(self) -> int:
        """How many folders there are to write, as far as can be told before they are composed."""
        groupement = self.dossier.groupement
        if groupement is None:
            return 0
        seances = (each for siennes in self.dossier.seances.values() for each in siennes)
        decidees = sum(each.point.delibere and not each.erreurs for each in seances)
        envois = 0 if refus_du_coordonnateur(groupement) else len(attendus(groupement))
        return max(1 + envois + decidees, len(self.results))

    @property
    def old_folders(self) -> tuple[str, ...]:
        """The folders of communes that are there and serve no more; none where that can't be told."""
        return old_folders(self.dossier, self.folder / COMMUNES, BEFORE) if self.dossier.groupement else ()

    def run(self, workers: Workers) -> Iterator[FolderResult]:
        """Write each folder; the outcomes come as they are known.

        Raises EnvironmentFault when the group's folder can't be written, another run holds it, or it is that
        of another group.
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
            verifie_le_maitre(self.folder, groupement.fichier, self.dossier.sources)
            for result in write_folders(_BatchRun(self, groupement).jobs(), workers):
                self.results.append(result)
                yield result

    def tell(self, findings: Iterable[Diagnostic]) -> None:
        """Gather what was found, each once."""
        known = {(finding.code, finding.message): finding for finding in (*self.findings, *findings)}
        self.findings[:] = known.values()

    def tell_projets(self, projets: Iterable[tuple[str, tuple[Lacune, ...]]]) -> None:
        """Gather what makes papers a PROJET, told once for papers of one name."""
        for nom, found in projets:
            manques = (*self.projets.get(nom, ()), *found)
            self.projets[nom] = tuple(
                {(each.key, each.label, each.location): each for each in manques}.values()
            )


class _BatchRun(Struct, dict=True):
    """The folders of a batch, each composed in turn."""

    batch: Batch
    groupement: Groupement
    texte_change: bool = False

    def __post_init__(self) -> None:
        batch = self.batch
        self.sources = batch.dossier.sources
        garde = gardee(self._of_the_text)
        self.deja = garde is not None and garde.approuve

    @property
    def _of_the_text(self) -> Path:
        """The folder that keeps the text that councils were sent."""
        above = 1 if self.groupement.avenant is None else 2
        return dossier_du_texte(self.batch.folder / COORDONNATEUR, self.groupement.fichier, above)

    def jobs(self) -> Iterator[FolderJob]:
        """Each folder in turn; what it shows is gathered in the batch."""
        yield from self._before_the_vote()
        if self.texte_change:
            return  # a deliberation made now would cite a text that its council has not approved
        for seances in self.batch.dossier.seances.values():
            for seance in a_ecrire(seances):
                yield from self._session(seance)
        self.batch.findings += self.batch.temoin.clore(self.groupement, self.batch.dossier.seances)

    def _before_the_vote(self) -> Iterator[FolderJob]:
        """The coordinator's folder, then what is sent to each commune that has not decided yet."""
        groupement, batch = self.groupement, self.batch
        batch.tell(() if self._refus is None else (self._refus,))
        if (fault := sans_date(groupement)) is not None:
            batch.findings.append(fault)  # and what its contract would be refused for once that day is told
            batch.tell(each for rule in (check_duree, check_procedure) for each in rule(groupement, date.max))
            return
        folder = batch.folder / COORDONNATEUR
        made = self._refused(self._composition.coordonnateur(folder))
        job = made.job
        batch.tell(made.findings)
        if job is None or self._refus is not None:  # then what was to be signed goes, if all else is right
            yield from () if job is None or set(batch.report.errors) - {self._refus} else (job,)
            return
        change = texte_change(groupement, made.empreinte, lambda: self._composition.texte, self._of_the_text)
        if change is not None:
            batch.findings.append(change)
            self.texte_change = change.severity is Severity.ERROR
        if self.texte_change:
            return
        batch.tell_projets(made.projets)
        # what follows from an answer in error may be due: nothing is removed then
        yield replace(job, due=None) if batch.report.errors else job
        for membre in attendus(groupement):
            yield from self._envoi(membre)

    def _envoi(self, membre: MembreGroupement) -> Iterator[FolderJob]:
        folder = dossier_de(self.batch.folder / COMMUNES, membre) / BEFORE
        made = self._refused(self._composition.envoi(membre, folder))
        self.batch.tell(made.findings)
        self.batch.tell_projets(made.projets)
        self.batch.temoin.modele(membre, made.texte)
        if made.job is not None:
            yield made.job

    def _session(self, seance: SeanceDuGroupe) -> Iterator[FolderJob]:
        """The acts of a commune's own session: the deliberation on this group, and its certificate."""
        tenue = seance.figures.seance
        nom = f"{tenue.collectivite.nom}, {tenue.date:%d/%m/%Y}"
        communes = self.batch.folder / COMMUNES
        try:
            folder = folder_of(tenue, communes)
        except EnvironmentFault as fault:  # of two sessions of a day, one has a journal that can't be read
            place = communes / commune_folder(tenue.collectivite.code, tenue.collectivite.nom)
            self.batch.results.append(FolderResult(nom, place, fault=fault))
            return
        made = self._refused(self._composition.seance(seance, nom, folder))
        if made.job is not None:
            self.batch.temoin.adoptee(seance, made.texte, self.groupement)
            yield made.job

    def _refused(self, made: Composed) -> Composed:
        """A folder as composed; what is refused of it is gathered, each once."""
        self.batch.refus += (refus for refus in made.refus if refus not in self.batch.refus)
        return made

    @cached_property
    def _composition(self) -> Composition:
        batch = self.batch
        return Composition(
            self.groupement,
            self.sources,
            batch.options,
            batch.starter,
            batch.cache,
            self._fautes,
            self.deja,
            batch.dossier.findings,
        )

    @cached_property
    def _refus(self) -> Diagnostic | None:
        """That the coordinator has refused: nobody is asked any more to join its group."""
        return refus_du_coordonnateur(self.groupement)

    @cached_property
    def _fautes(self) -> tuple[Diagnostic, ...]:
        """What refuses the convention: faults of the group's file, and that its coordinator has refused."""
        found = blocking(Famille.CONVENTION, None, self.batch.dossier.findings)
        fautes = tuple(finding for finding in found if finding.scope is not Scope.ANSWERS)
        return fautes if self._refus is None else (*fautes, self._refus)


def prepare_batch(file: Path, options: Options, starter: Starter, cache: Cache | None = None) -> Batch:
    """Read a group's file and what has come back; nothing is composed or written yet."""
    cache = cache or Cache()
    return Batch(dossier(file, cache, options), options, starter, cache)
