"""`actgen batch`: all the papers of a group, from what is to be sent to what has come back."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct, field

from actgen.acts.tree.inline import Lacune
from actgen.base.diagnostics import Diagnostic, Report, Severity
from actgen.base.errors import EnvironmentFault
from actgen.base.records import replace
from actgen.checks.groupements.convention import check_duree, check_procedure
from actgen.checks.groupements.coordonnateur import refus_du_coordonnateur
from actgen.council.facts.groupement import Groupement
from actgen.council.figures.reponses import AUTRE_TEXTE, EN_ERREUR
from actgen.session.cache import Cache
from actgen.session.files import folder_of
from actgen.session.jobs import Workers
from actgen.session.result import Options
from actgen.session.retouches import ACTE_RETOUCHE, corrected
from actgen.session.writing.journal import JOURNAL, UnreadableJournal, read_journal
from actgen.session.writing.names import BEFORE, COMMUNES, COORDONNATEUR, commune_folder
from actgen.session.writing.write import locked

from .answers import to_be_written
from .attendus import attendus, sans_date, signatures_attendues, trop_tard
from .by_hand import folder_of_group
from .composition import Composition, written_acts
from .dossier import Dossier, OldFolders, check_owner, dossier, folder_of_member, old_folders
from .folders import Composed, FolderJob, FolderResult, RefusedPapers, write_folders
from .papers import A_SIGNER
from .same_text import KeptWordings
from .seances import SeanceDuGroupe
from .sent_text import check_unchanged, folder_of_text, read_kept

_PATIENCE = 5.0  # seconds to wait for another batch of this group, which may be at its end


class Batch(Struct):
    """A batch that was asked for; `run` writes it. Findings and refusals gather while folders are composed.

    `dossier.groupement` is None when the group's own file can't be read: there is nothing to run.
    """

    dossier: Dossier
    options: Options
    cache: Cache
    findings: list[Diagnostic] = field(default_factory=list)
    refus: list[RefusedPapers] = field(default_factory=list)
    results: list[FolderResult] = field(default_factory=list)
    wordings: KeptWordings = field(default_factory=KeptWordings)
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
        return folder_of_group(groupement, self.options)

    @property
    def expected(self) -> int:
        """How many folders there are to write, as far as can be told before they are composed."""
        groupement = self.dossier.groupement
        if groupement is None:
            return 0
        seances = (each for siennes in self.dossier.seances.values() for each in siennes)
        decidees = sum(each.point.delibere and not each.erreurs for each in seances)
        envois = (
            0 if refus_du_coordonnateur(groupement) else len(attendus(groupement, self.options.aujourd_hui))
        )
        return max(1 + envois + decidees, len(self.results))

    @property
    def old_folders(self) -> OldFolders:
        """The folders of communes that are there and not written; none where that can't be told."""
        if self.dossier.groupement is None:
            return OldFolders()
        return old_folders(self.dossier, self.folder / COMMUNES, BEFORE, self.options.aujourd_hui)

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
            check_owner(self.folder, groupement.fichier, self.dossier.sources)
            for result in write_folders(self._jobs(groupement), workers):
                self.results.append(result)
                yield result

    def _jobs(self, groupement: Groupement) -> Iterator[FolderJob]:
        """Each folder in turn; what it shows is gathered.

        The coordinator's, what is sent to each commune that has not decided yet, then the acts of sessions.
        """
        refus = refus_du_coordonnateur(groupement)  # nobody is asked any more to join its group
        self._tell(() if refus is None else (refus,))
        of_the_text = folder_of_text(
            self.folder / COORDONNATEUR, groupement.fichier, 1 if groupement.avenant is None else 2
        )
        kept = read_kept(of_the_text)
        composition = Composition(
            self.dossier, groupement, self.options, self.cache, refus, deja=kept is not None and kept.approuve
        )
        changed = yield from self._before_the_vote(groupement, composition, refus, of_the_text)
        if changed:
            return  # a deliberation made now would cite a text that its council has not approved
        for seances in self.dossier.seances.values():
            for seance in to_be_written(seances):
                yield from self._session(seance, groupement, composition)
        self.findings += self.wordings.close_proof(groupement, self.dossier.seances)

    def _before_the_vote(
        self, groupement: Groupement, composition: Composition, refus: Diagnostic | None, of_the_text: Path
    ) -> Generator[FolderJob, None, bool]:
        """What is sent; true when the text that it bears is no longer the one that councils approved."""
        if (fault := sans_date(groupement)) is not None:
            self.findings.append(fault)  # and what its contract would be refused for once that day is told
            self._tell(each for rule in (check_duree, check_procedure) for each in rule(groupement, date.max))
            return False
        made = self._refused(composition.coordonnateur(self.folder / COORDONNATEUR))
        job = made.job
        self._tell(made.findings)
        if job is None and any(map(_by_hand, made.refus)):
            return True  # nobody knows which of the two texts is the one to approve
        if job is None or refus is not None:  # then what was to be signed goes, if all else is right
            yield from () if job is None or set(self.report.errors) - {refus} else (job,)
            return False
        change = check_unchanged(groupement, made.empreinte, lambda: composition.texte, of_the_text)
        self.findings += () if change is None else (change,)
        if change is not None and change.severity is Severity.ERROR:
            return True
        self._noted(made)
        yield replace(job, due=_due_despite_errors(job, groupement)) if self.report.errors else job
        late = trop_tard(groupement, self.options.aujourd_hui)
        self._tell(() if late is None else (late,))
        self._tell(signatures_attendues(groupement, self.options.aujourd_hui))
        for membre in attendus(groupement, self.options.aujourd_hui):
            folder = folder_of_member(self.folder / COMMUNES, membre) / BEFORE
            made = self._refused(composition.envoi(membre, folder))
            self._noted(made)
            self.wordings.keep_model(membre, made.texte)
            yield from () if made.job is None else (made.job,)
        return False

    def _session(
        self, seance: SeanceDuGroupe, groupement: Groupement, composition: Composition
    ) -> Iterator[FolderJob]:
        """The acts of a commune's own session: the deliberation on this group, and its certificate."""
        tenue = seance.figures.seance
        nom = f"{tenue.collectivite.nom}, {tenue.date:%d/%m/%Y}"
        communes = self.folder / COMMUNES
        try:
            folder = folder_of(tenue, communes)
        except EnvironmentFault as fault:  # of two sessions of a day, one has a journal that can't be read
            place = communes / commune_folder(tenue.collectivite.code, tenue.collectivite.nom)
            self.results.append(FolderResult(nom, place, fault=fault))
            return
        made = self._refused(composition.seance(seance, nom, folder))
        self._tell(made.findings)
        if made.job is not None:
            self.wordings.keep_adopted(seance, made.texte, groupement)
            yield made.job

    @property
    def by_hand(self) -> tuple[Diagnostic, ...]:
        """What Word files of its folders say otherwise than the papers made again; nothing is written.

        The papers are composed where a file has changed, alone.
        """
        groupement = self.dossier.groupement
        if groupement is None or not any(map(_has_corrected, self.folder.glob(f"**/{JOURNAL}"))):
            return ()
        for _ in self._jobs(groupement):
            pass
        told = (finding for refus in self.refus if _by_hand(refus) for finding in refus.findings)
        of_drafts = (each for each in self.findings if each.code == ACTE_RETOUCHE.name)
        return tuple(dict.fromkeys((*told, *of_drafts)))

    def _refused(self, made: Composed) -> Composed:
        """A folder as composed; what is refused of it is gathered, each once."""
        self.refus += (refus for refus in made.refus if refus not in self.refus)
        return made

    def _tell(self, findings: Iterable[Diagnostic]) -> None:
        """Gather what was found, each once."""
        known = {(finding.code, finding.message): finding for finding in (*self.findings, *findings)}
        self.findings[:] = known.values()

    def _noted(self, made: Composed) -> None:
        """Gather what a folder showed, and what makes papers a PROJET, told once for papers of one name."""
        self._tell(made.findings)
        for nom, found in made.projets:
            manques = (*self.projets.get(nom, ()), *found)
            self.projets[nom] = tuple(
                {(each.key, each.label, each.location): each for each in manques}.values()
            )


def _by_hand(refus: RefusedPapers) -> bool:
    return any(each.code == ACTE_RETOUCHE.name for each in refus.findings)


def _has_corrected(journal: Path) -> bool:
    try:
        return bool(corrected(journal.parent, read_journal(journal.parent)))
    except UnreadableJournal:  # who writes there is told so
        return False


def _due_despite_errors(job: FolderJob, groupement: Groupement) -> tuple[str, ...] | None:
    """All that the folder holds, since what follows from an error may be due, but the sheets of some.

    They are those of members whose answer was read and makes no party: nobody may sign them.
    """
    fautives = {
        f"{A_SIGNER[1]}{membre.collectivite.code}"
        for membre in groupement.membres
        if membre.a_corriger in (EN_ERREUR, AUTRE_TEXTE)
    }
    if job.due is None or not fautives:
        return None
    ecrits = sorted(act for act, _ in written_acts(job.folder))
    return tuple(act for act in dict.fromkeys((*job.due, *ecrits)) if act not in fautives)


def prepare_batch(file: Path, options: Options, cache: Cache | None = None) -> Batch:
    """Read a group's file and what has come back; nothing is composed or written yet."""
    cache = cache or Cache()
    return Batch(dossier(file, cache, options), options, cache)
