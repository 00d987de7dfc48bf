"""Folders of a batch: each with its acts, made by whoever is there to, and written as soon as they are.

An act that several folders hold is made once. What an earlier run made from the same is not made again. Each
folder is written all or nothing: a run that is stopped leaves those that it finished, and the next one does
the rest. Folders are composed while others are made, and forgotten once written: a group of five hundred
takes the room of one of fifty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

from msgspec import Struct, field

from actgen.acts.outputs.formats import cheapest_first
from actgen.acts.outputs.house.look import Order
from actgen.acts.tree.inline import Lacune
from actgen.acts.tree.nodes import Document
from actgen.base.diagnostics import Diagnostic
from actgen.base.errors import EnvironmentFault
from actgen.base.records import replace
from actgen.session.jobs import WORTH_PROCESSES, Done, Task, Workers
from actgen.session.making import Made, make, task
from actgen.session.writing.journal import JournalDraft
from actgen.session.writing.plan import Fresh, OutputFile, Written, fresh
from actgen.session.writing.write import write_outputs

from .same_text import DecidedText

_MANY = 8  # acts to make, after which there is no end in sight: processes start while the rest is composed
_NONE = Document("", ())  # in place of a tree that has been sent to be made


class FolderAct(Struct, frozen=True):
    """An act of a folder: its key, the name of its files without suffix, what they are made from, its stamp.

    `acquis`: why it may no longer change. `commun`: other folders hold it too.
    """

    key: str
    stem: str
    order: Order
    mark: str
    acquis: str = ""
    commun: bool = False

    def file(self, form: str, content: bytes) -> OutputFile:
        """One of its files."""
        return OutputFile(f"{self.stem}.{form}", content, self.key, self.acquis, made_from=self.mark)


class FolderJob(Struct, frozen=True):
    """A folder to write: what users call it, its acts, files that are ready, its journal.

    `due`: the keys of all the acts that it should hold, be they refused today; None where others share it.
    """

    nom: str
    folder: Path
    actes: tuple[FolderAct, ...]
    journal: JournalDraft
    files: tuple[OutputFile, ...] = ()
    due: tuple[str, ...] | None = None


class RefusedPapers(Struct, frozen=True):
    """Papers that are not written, and why: of a commune, or the convention of all."""

    nom: str
    findings: tuple[Diagnostic, ...]


class Composed(Struct, frozen=True):
    """A folder as composed, None when nothing of it can be written; what it showed; what is refused.

    `projets`: by what users call them, its papers that are a PROJET, and the facts that they lack. `texte`:
    the wording of its deliberation. `empreinte`: that of the convention that councils approve.
    """

    job: FolderJob | None
    findings: tuple[Diagnostic, ...] = ()
    projets: tuple[tuple[str, tuple[Lacune, ...]], ...] = ()
    texte: DecidedText | None = None
    empreinte: str = ""
    refus: tuple[RefusedPapers, ...] = ()


class FolderResult(Struct, frozen=True):
    """What became of a folder; `fault` when it was not written, with what to do.

    `lost` is that of a format that this machine can't make, the others written.
    """

    nom: str
    folder: Path
    written: tuple[Written, ...] = ()
    fault: EnvironmentFault | None = None
    lost: EnvironmentFault | None = None


def write_folders(jobs: Iterable[FolderJob], workers: Workers) -> Iterator[FolderResult]:
    """Make and write each folder; the outcomes come as they are known, one a folder.

    Raises what a fault of actgen's own has raised, once what was finished is written.
    """
    site = _Site(iter(jobs))
    tasks = site.tasks()
    first = tuple(islice(tasks, _MANY))  # where there is little to make, no process is started
    yield from site.finished()
    if first:
        number = WORTH_PROCESSES if len(first) == _MANY else len(first)
        for done in workers.each(make, chain(first, tasks), number):
            site.know(done)
            yield from site.finished()
    yield from site.finished()


class _Begun(Struct):
    """A folder on its way: the files that need not be made, and the acts that do, without their trees."""

    job: FolderJob
    ready: list[OutputFile]
    awaited: list[tuple[FolderAct, tuple[str, ...]]]


class _Site(Struct):
    """All the folders of a batch that are begun, and what was made for them so far, by stamp and format."""

    jobs: Iterator[FolderJob]
    begun: list[_Begun] = field(default_factory=list)
    failed: list[FolderResult] = field(default_factory=list)
    asked: dict[str, set[str]] = field(default_factory=dict)
    made: dict[tuple[str, str], bytes | EnvironmentFault] = field(default_factory=dict)
    forms: dict[Task, tuple[str, tuple[str, ...]]] = field(default_factory=dict)

    def tasks(self) -> Iterator[Task]:
        """What is to be made for each folder in turn, each act once."""
        for job in self.jobs:
            if not job.actes:  # nothing to make: its files are ready
                self.begun.append(_Begun(job, list(job.files), []))
                continue
            try:
                there = fresh(job.folder)
            except EnvironmentFault as fault:
                self.failed.append(FolderResult(job.nom, job.folder, fault=fault))
                continue
            begun = _Begun(replace(job, actes=()), list(job.files), [])
            tasks = [each for acte in job.actes if (each := self._missing(acte, there, begun)) is not None]
            self.begun.append(begun)
            yield from tasks

    def _missing(self, acte: FolderAct, there: Fresh, begun: _Begun) -> Task | None:
        """What must be made of an act that nobody has asked for; the rest is noted as ready or awaited."""
        mark, missing = acte.mark, []
        for form in acte.order.forms:
            known = there.known(f"{acte.stem}.{form}", mark)
            if known is None:
                missing.append(form)
            else:
                begun.ready.append(replace(acte.file(form, b""), known=known))
        if missing:
            missing += _temoin(acte, there)
            bare = replace(acte, order=replace(acte.order, document=_NONE))
            begun.awaited.append((bare, tuple(missing)))
        asked = self.asked.setdefault(mark, set())
        new = tuple(form for form in missing if form not in asked)
        asked.update(new)
        if not new:
            return None
        asked_now = task(f"{begun.job.nom}, {acte.stem}", replace(acte.order, forms=new))
        self.forms[asked_now] = (mark, new)
        return asked_now

    def know(self, done: Done) -> None:
        """Keep what came of a task, format by format."""
        mark, forms = self.forms.pop(done.task)
        if done.fault is not None and not isinstance(done.fault, EnvironmentFault):
            raise done.fault
        for form in forms:
            self.made[mark, form] = done.fault or _of_form(done.result, form)

    def finished(self) -> Iterator[FolderResult]:
        """Write the folders that wait for nothing more."""
        yield from self.failed
        self.failed.clear()
        done = [begun for begun in self.begun if self._is_made(begun)]
        self.begun = [begun for begun in self.begun if begun not in done]
        for rank, begun in enumerate(done, 1):
            result = self._write(begun)
            self._forget(begun, (*done[rank:], *self.begun))
            yield result

    def _is_made(self, begun: _Begun) -> bool:
        return all((acte.mark, form) in self.made for acte, forms in begun.awaited for form in forms)

    def _forget(self, begun: _Begun, others: tuple[_Begun, ...]) -> None:
        """Free what no other folder waits for: two sessions of a day may have one certificate."""
        waited = {acte.mark for other in others for acte, _ in other.awaited}
        for acte, forms in begun.awaited:
            if not acte.commun and acte.mark not in waited:
                self.asked.pop(acte.mark, None)
                for form in forms:
                    self.made.pop((acte.mark, form), None)

    def _write(self, begun: _Begun) -> FolderResult:
        job, files, lost = begun.job, list(begun.ready), None
        temoins: list[OutputFile] = []
        for acte, forms in begun.awaited:
            for form in forms:
                match self.made[acte.mark, form]:
                    case EnvironmentFault() as fault:
                        lost = fault
                    case bytes() as content:
                        asked = files if form in acte.order.forms else temoins
                        asked.append(acte.file(form, content))
        try:
            whole = files or lost is None
            written = (
                write_outputs(job.folder, files, job.journal, witnesses=temoins, due=job.due) if whole else ()
            )
        except EnvironmentFault as fault:
            return FolderResult(job.nom, job.folder, fault=fault)
        return FolderResult(job.nom, job.folder, written, lost=lost)


def _temoin(acte: FolderAct, there: Fresh) -> list[str]:
    """A format of an act that may no longer change, made again to be compared with what was signed or sent.

    Without it, a format that is asked for later would say what the signed one does not.
    """
    autres = (form for form in cheapest_first() if form not in acte.order.forms)
    ecrites = {form: there.journal.files.get(f"{acte.stem}.{form}") for form in autres if acte.acquis}
    changees = [form for form, entry in ecrites.items() if entry and entry.made_from != acte.mark]
    return changees[:1]


def _of_form(made: Made, form: str) -> bytes | EnvironmentFault:
    return made.files[form] if form in made.files else EnvironmentFault(made.faults[form])
