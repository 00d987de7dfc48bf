"""The door: what a program asks of actgen, and what its own command line and pages ask.

    workspace = actgen.Workspace("mairie")
    session = workspace.session("seances/2022-12-15.yaml", text=edited)   # unsaved text is welcome
    session.findings, session.acts, session.figures                       # values
    session.to_json()                                                     # what `check --report json` prints
    session.html("deliberation-09")                                       # the page of one act
    session.preview("deliberation-09")                                    # the same, its values marked
    session.render("output", formats=("pdf",))
    workspace.save("seances/2022-12-15.yaml", edited, session.revision)

What is wrong in a file is a finding, never raised. Raised is an `ActgenError` and nothing else: see
`actgen.errors`. Nothing here prints, nor asks what day it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from actgen.acts.plan import ActPlan
from actgen.authoring import Page
from actgen.diagnostics import Diagnostic
from actgen.errors import UsageError, quoted
from actgen.facts.seance import Organe
from actgen.figures.groupements import etat, etat_connu
from actgen.figures.parts import ENTRE_TOUS
from actgen.figures.seance import FiguresSeance
from actgen.jobs import Progress, Silent, Workers
from actgen.kinds.manifest import Kind
from actgen.outputs.formats import formats
from actgen.outputs.formats import formats as formats_of
from actgen.reading.scalars.dates import parse_date
from actgen.records import replace
from actgen.report.as_json import session_report
from actgen.session.cache import Cache
from actgen.session.examination import Context, prepare
from actgen.session.load import load_groupement
from actgen.session.outputs import Orders
from actgen.session.receipts import APART
from actgen.session.render import Rendering, render
from actgen.session.result import DEFAULT_OUT, Examination, Options
from actgen.sources import SESSIONS, YAML, SourceFault, Sources, aside_files, workspace_of, yaml_files
from actgen.sources import session_files as files_of
from actgen.text.keys import slug
from actgen.writing.fingerprint import library_versions
from actgen.writing.journal import JournalDraft
from actgen.writing.replace import save
from actgen.writing.write import locked, write_outputs

if TYPE_CHECKING:  # each is loaded when it is asked for: a check of one session needs none of them
    from actgen.authoring.templates.offered import Templates, Trial
    from actgen.document.nodes import Document
    from actgen.exports.archive import Archive
    from actgen.exports.fields import Classification
    from actgen.exports.opendata.file import OpenData
    from actgen.exports.transmission import Transmission
    from actgen.figures.suivi import Suivi
    from actgen.group.batch import Batch
    from actgen.group.dossier import Dossier
    from actgen.register.register import Register
    from actgen.report.simulate import Simulation
    from actgen.session.places import Preview
    from actgen.verify.result import Verification
    from actgen.writing.plan import Written

__all__ = [
    "Examination",
    "Group",
    "Kind",
    "Options",
    "Page",
    "Rendering",
    "Session",
    "Templates",
    "Trial",
    "Workers",
    "Workspace",
    "day",
    "formats",
    "guide",
    "library_versions",
    "session_files",
    "to_json",
    "verify",
    "workers",
]

FOLDERS = (SESSIONS, "collectivites", "groupements")


class Workspace:
    """The folder of a town hall: `collectivites/`, `groupements/`, `seances/`, perhaps `templates/`.

    Given any file or folder in it. It keeps what its sessions share (templates, collectivities, groups), read
    once: call `refresh` when other programs may have changed files since.
    """

    def __init__(self, place: Path | str = ".") -> None:
        self.root = workspace_of(Path(place))
        self._cache = Cache()
        self._seen: _State | None = None  # of the files, when `refresh` last looked

    # files

    def files(self) -> tuple[str, ...]:
        """The names of its sessions, collectivities and groups: « seances/2022-12-15.yaml »."""
        found = (place for folder in FOLDERS for place in yaml_files(self.root / folder))
        return tuple(place.relative_to(self.root).as_posix() for place in found)

    def read(self, name: str) -> tuple[str, str]:
        """The text of one of its files and its revision. Raises UsageError when it can't be read."""
        source = Sources(self.root).read(self._place(name))
        if isinstance(source, SourceFault):
            raise UsageError(f"{source.message} {source.hint}".rstrip())
        return source.content.decode("utf-8-sig", errors="replace"), source.sha256

    def save(self, name: str, text: str, revision: str | None) -> str:
        """Save the text of one of its YAML files; the new revision.

        `revision` is that of the text that this one was made from, as `read` or `Session.revision` told it;
        None: there was no file. All or nothing, under a lock. Raises Conflict, with both texts safe, when
        somebody else has saved the file meanwhile; UsageError for a name that leads elsewhere.
        """
        place = self._place(name)
        if place.suffix not in YAML:
            raise UsageError(f"«\u00a0{name}\u00a0» n’est pas un fichier YAML (.yaml).")
        place.parent.mkdir(parents=True, exist_ok=True)
        with locked(place.parent):
            saved = save(place, text.encode("utf-8"), revision, name)
        self.refresh()
        return saved

    def refresh(self) -> None:
        """Forget what files no longer say; what is unchanged stays at hand."""
        now = _State.of(self.root)
        if self._seen is None or now.shared != self._seen.shared:
            self._cache = Cache()
        elif now.sessions != self._seen.sessions:
            self._cache.annees = type(self._cache.annees)()
        self._seen = now

    def _place(self, name: str) -> Path:
        """Where a file of this workspace is; it never leaves it, symbolic links followed."""
        try:
            place = (self.root / name).resolve()
            inside = place.is_relative_to(self.root.resolve())
        except (OSError, ValueError, RuntimeError):  # a null character, a loop of links
            inside = False
        if not inside:
            raise UsageError(f"«\u00a0{name}\u00a0» n’est pas un fichier de cet espace de travail.")
        return place

    # what it holds

    def session(self, file: Path | str, text: str | None = None, options: Options | None = None) -> Session:
        """A session by the name of its file; `text`: what is being typed, instead of what is saved."""
        place = self.root / file
        return Session(self, place, _laid(options or Options(full=True, origins=True), place, text))

    def group(self, file: Path | str, text: str | None = None, options: Options | None = None) -> Group:
        """A purchasing group by the name of its file, with what came back from its members."""
        place = self.root / file
        return Group(self, place, _laid(options or Options(), place, text))

    def register(
        self,
        file: Path | str,
        year: int,
        *,
        organe: str = "conseil",
        formats: Sequence[str] = ("pdf",),
        first_sheet: int = 1,
        sheets: int | None = None,
        both_sides: bool = True,
        out: Path | None = None,
        templates: Sequence[Path] = (),
    ) -> Register:
        """Write the register of a collectivity for a year, unless something keeps it from being true.

        `first_sheet`: the number of the first sheet. `sheets`: how many have been initialled, None when
        that is not said.
        """
        from actgen.register.register import make_register  # a check loads none of it
        from actgen.register.sessions import RegisterOptions

        printed = formats_of(formats, fixed=True)
        options = RegisterOptions(
            year, Organe(organe), printed, first_sheet, sheets, both_sides, out, tuple(templates)
        )
        return make_register(self.root / file, options, self._cache)

    def opendata(self, file: Path | str, year: int | None = None, options: Options | None = None) -> OpenData:
        """Write the deliberations of a session, a collectivity's year or a group as open data."""
        from actgen.exports.opendata.file import export_rows  # a check loads none of it

        asked = options or Options()
        return export_rows(self.root / file, year, asked, self._cache)

    def templates(self, folders: Sequence[Path] = ()) -> Templates:
        """The texts of the acts that it can make; `folders`: of texts that come before its own."""
        from actgen.authoring.templates.offered import Templates  # reads Word, which a session hardly does

        return Templates(self.root, tuple(folders))

    def schemas(self) -> dict[str, bytes]:
        """The JSON schema of each sort of file by its name, with the fields of its own kinds of acts."""
        from actgen.authoring.schema import schemas  # a check loads none of it

        return schemas(self.templates().catalogue.kinds.values())

    def verify(self, place: Path | str, journal: Path | str | None = None) -> list[Verification]:
        """Whether the acts of a folder, or one file, still are what was written, by the journal beside them.

        `journal`: the folder of another. Raises UsageError where there is nothing to compare with.
        """
        return verify(Path(place), self.root, Path(journal) if journal is not None else None)

    def write_agenda(self, place: Path, sessions: Iterable[Session], days: int | None = None) -> bool:
        """Write the duties of these sessions for an agenda (iCalendar); False when they were there already.

        `days`: an alarm so long before each. Raises NotOurs where another file has that name.
        """
        from actgen.exports.agenda import agenda, write_agenda  # a check loads none of it

        return write_agenda(place, agenda([each.figures for each in sessions if each.figures], days))


class Session(Struct, frozen=True, dict=True):
    """One session, read, counted and checked when something is first asked of it."""

    workspace: Workspace
    file: Path
    options: Options

    @property
    def examination(self) -> Examination:
        """All that can be told of it: what the reports print."""
        return self._context.examination

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What is wrong, each with its place and who can mend it; what a reason sets aside is left out."""
        return self.examination.report.findings

    @property
    def acts(self) -> tuple[ActPlan, ...]:
        """Its acts: stage, whether due, what is missing, what refuses them, what to do with them."""
        return self.examination.plans

    @property
    def figures(self) -> FiguresSeance | None:
        """Everything counted: who sits, who votes, quorum, results, dates; None when it can't be read."""
        return self.examination.figures

    @property
    def revision(self) -> str | None:
        """The revision of its text, as it was read; None when there is no such file."""
        source = self._context.sources.read(self.file, anywhere=True)
        return None if isinstance(source, SourceFault) else source.sha256

    def to_json(self) -> dict[str, Any]:
        """The session as `check --report json` gives it: the shape is told in `actgen.report.as_json`."""
        return session_report(self.name, self.examination)

    @property
    def name(self) -> str:
        """Its file as findings and the journal name it."""
        return self._context.sources.name_of(self.file) or self.file.name

    def act(self, key: str) -> ActPlan:
        """The act of that key. Raises UsageError for another."""
        found = next((plan for plan in self.acts if key in (plan.key, plan.copie)), None)
        if found is None:
            known = ", ".join(plan.key for plan in self.acts) or "aucun"
            raise UsageError(f"«\u00a0{key}\u00a0» n’est pas un acte de cette séance. Actes\u00a0: {known}.")
        return found

    def html(self, key: str) -> str:
        """The page of one act, as `render` writes it. Raises UsageError for an act that has no text yet."""
        plan, document = self._composed(key)
        return self._page(plan, document)

    def preview(self, key: str) -> Preview:
        """The same page with its values marked, and where in the user's files each of them was written."""
        from actgen.session.places import Preview, placed  # of no use to a command

        if not self.options.origins:
            return replace(self, options=replace(self.options, origins=True)).preview(key)
        plan, document = self._composed(key)
        figures, texts = self.figures, self._context.texts
        assert figures is not None, "an act was composed of figures"
        assert texts is not None, "and of texts"
        marked, places = placed(document, plan, figures, texts)
        return Preview(self._page(plan, marked), places)

    def _composed(self, key: str) -> tuple[ActPlan, Document]:
        plan = self.act(key)
        if plan.document is None:
            raise UsageError(f"«\u00a0{plan.titre}\u00a0» n’a pas encore de texte.")
        return plan, plan.document

    def _page(self, plan: ActPlan, document: Document) -> str:
        seance = self.examination.seance
        assert seance is not None, "an act was composed of it"
        orders = Orders(seance, self._context.looks, ("html",))
        return orders.form("html", plan, document).decode("utf-8")

    def render(
        self,
        out: Path | str | None = None,
        formats: Sequence[str] | None = None,
        workers: Workers | None = None,
    ) -> Rendering:
        """Write the acts that are due; a file that was signed, sent or mended by hand is never replaced.

        Raises EnvironmentFault when the folder can't be written.
        """
        options = replace(
            self.options,
            out=Path(out) if out is not None else self.options.out,
            formats=tuple(formats) if formats is not None else self.options.formats,
        )
        return render(self._to_write, options, workers)

    @property
    def planned(self) -> Examination:
        """The examination that `render` writes from; it tells a name of `options.only` that no act has."""
        return self._to_write.examination

    @property
    def out(self) -> Path:
        """The folder in which each session has its own."""
        return self.options.out or DEFAULT_OUT

    @property
    def watched(self) -> tuple[Path, ...]:
        """The folders where a file that comes may change its acts: templates, and receipts put apart."""
        return (*self.options.templates, self.workspace.root / "templates", self.file.parent / APART)

    def transmission(self, points: Iterable[int] = (), typologie: Path | None = None) -> Transmission:
        """Write the folder to deposit for the State's representative, or say what keeps it back.

        `typologie`: the list of natures and matters that the platform gave. Raises UsageError.
        """
        from actgen.exports.transmission import transmit_session  # a check loads none of it

        told = _classification(typologie) if typologie is not None else None
        return transmit_session(self.file, self.options, frozenset(points), told, self.workspace._cache)

    def archive(self) -> Archive:
        """Write the zip of all that proves its acts, or say what keeps it from proving anything."""
        from actgen.exports.archive import archive_session  # a check loads none of it

        return archive_session(self.file, self.options, self.workspace._cache)

    @cached_property
    def _to_write(self) -> Context:
        # the words are checked whatever was asked for; advice on them is not for the journal
        return prepare(self.file, replace(self.options, full=False, origins=False), self.workspace._cache)

    @cached_property
    def _context(self) -> Context:
        options, cache = self.options, self.workspace._cache
        return prepare(self.file, options, cache, words=options.full)


class Group(Struct, frozen=True, dict=True):
    """A purchasing group: its file, what came back from its members, and their own sessions."""

    workspace: Workspace
    file: Path
    options: Options

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What is wrong in its file, in the returns, or between them and the sessions."""
        return self.dossier.findings

    @cached_property
    def dossier(self) -> Dossier:
        """Everything that is known of it; no `groupement` as soon as its own file can't be read."""
        from actgen.group.dossier import dossier  # a check loads none of it
        from actgen.group.suivi import with_annexe_1

        return with_annexe_1(dossier(self.file, self.workspace._cache, self.options))

    def status(self, day: date | None = None) -> Suivi | None:
        """Where each member stood on that day, else where each stands by all that is known."""
        from actgen.figures.suivi import suivi  # a check loads none of it

        groupement = self.dossier.groupement
        if groupement is None:
            return None
        return suivi(etat(groupement, day) if day else etat_connu(groupement))

    def to_json(self, day: date | None = None) -> dict[str, Any]:
        """The follow-up as `status --report json` gives it."""
        from actgen.report.group import status_report  # a check loads none of it

        return status_report(Path(self.name), self.dossier, self.status(day), ())

    @property
    def name(self) -> str:
        """Its file as findings name it."""
        return self.dossier.sources.name_of(self.file) or self.file.name

    def write_status(self, out: Path | str, day: date | None = None) -> tuple[Written, ...]:
        """Write the follow-up: a page, a workbook, a table. Nothing without a group that can be read."""
        from actgen.group.suivi import files_of_suivi  # a check loads none of it

        seen, known = self.status(day), self.dossier
        if seen is None:
            return ()
        journal = JournalDraft(
            session=seen.etat.groupement.fichier,
            state="",
            versions=library_versions(),
            sources=known.sources.log,
            findings=known.findings,
        )
        return write_outputs(Path(out), files_of_suivi(seen, known.findings), journal)

    def batch(self) -> Batch:
        """All its papers: iterate `run(workers)` to have each folder written in turn."""
        from actgen.group.batch import prepare_batch  # a check loads none of it

        return prepare_batch(self.file, self.options)

    def simulate(self, cles: Sequence[str] = ()) -> Simulation:
        """What each member would pay of the forecast costs, by its own keys, then by each of these.

        They are named « population-services », « population », « services », « parts-egales »; none: all.
        """
        from actgen.report.simulate import Simulation  # a check loads none of it

        sources = Sources.of(self.file, overlay=self.options.overlay)
        groupement, found = load_groupement(self.file, sources)
        if groupement is not None and groupement.couts.en_defaut:
            groupement = None  # a part of the costs would be shared as if it were the whole
        known = {slug(cle.value): cle for cle in ENTRE_TOUS}
        if unknown := [name for name in cles if name not in known]:
            raise UsageError(f"{quoted(unknown[0])} n’est pas une clé. Clés\u00a0: {', '.join(known)}.")
        asked = [known[name] for name in dict.fromkeys(cles)]
        return Simulation.of(groupement, found, asked or ENTRE_TOUS)


def verify(place: Path, workspace: Path | None = None, journal: Path | None = None) -> list[Verification]:
    """As `Workspace.verify`; without a workspace, the one that the journal tells of is looked for."""
    from actgen.verify.asked import verified  # a check loads none of it

    return verified(place, workspace, journal)


def session_files(folder: Path) -> list[Path]:
    """The session files in a folder, as a register takes them, then those that it leaves aside."""
    return [*files_of(folder), *aside_files(folder)]


def day(written: str) -> date:
    """A day as the files write it: « 15/12/2022 », « jeudi 15 décembre 2022 ». Raises UsageError."""
    read = parse_date(written)
    if isinstance(read, date):
        return read
    raise UsageError(f"{read.message} {read.hint}".rstrip())


def workers(processes: int | None = None, cluster: str = "", progress: Progress | None = None) -> Workers:
    """Who makes files: so many processes, those of a Dask scheduler at that address, or as many as it takes.

    `progress` is told how far they are.
    """
    found = Workers(processes, progress or Silent())
    if cluster:
        from actgen.session.stamp import installation  # a check loads none of it

        found.cluster, found.versions = cluster, installation
    return found


def guide() -> Page:
    """The guides as one page for the browser."""
    from actgen.authoring.guide import FILE_NAME, MARK, guide_page  # a check loads none of it

    return Page(FILE_NAME, guide_page(), MARK, "un guide d’actgen")


def to_json(
    value: Register | Transmission | OpenData | Archive | Verification, file: str = ""
) -> dict[str, Any]:
    """What a register, an export or a verification became, as the command of that name gives it.

    `file`: the name of what it was made from, as the caller has it.
    """
    from actgen.register.register import Register  # a check loads none of it
    from actgen.report.exports import export_report, register_report
    from actgen.report.verify import verification_report
    from actgen.verify.result import Verification

    if isinstance(value, Verification):
        return verification_report(value)
    if isinstance(value, Register):
        return register_report(Path(file), value)
    return export_report(Path(file), value)


def _classification(typologie: Path) -> Classification:
    from actgen.exports.fields import read_classification  # a check loads none of it

    source = Sources(Path.cwd()).read(typologie, base=Path.cwd(), anywhere=True)
    if isinstance(source, SourceFault):
        raise UsageError(f"{source.message} {source.hint}")
    told = read_classification(source)
    if isinstance(told, str):
        raise UsageError(f"{quoted(str(typologie))}{told}")
    return told


class _State(Struct, frozen=True):
    """The files of a workspace as they are: those of its sessions, and those that sessions share."""

    sessions: frozenset[tuple[str, int, int]] = field(default_factory=frozenset)
    shared: frozenset[tuple[str, int, int]] = field(default_factory=frozenset)

    @classmethod
    def of(cls, root: Path) -> _State:
        folders = [root / name for name in (*FOLDERS[1:], "templates")]
        return cls(_seen([root / SESSIONS]), _seen(folders))


_MOST_FILES = 20_000  # of a workspace: those beyond are not looked at


def _seen(folders: Iterable[Path]) -> frozenset[tuple[str, int, int]]:
    found: set[tuple[str, int, int]] = set()
    for folder in folders:
        for place in folder.rglob("*") if folder.is_dir() else ():
            if len(found) >= _MOST_FILES:
                break
            try:
                status = place.stat()
            except OSError:  # gone meanwhile
                continue
            found.add((place.as_posix(), status.st_mtime_ns, status.st_size))
    return frozenset(found)


def _laid(options: Options, place: Path, text: str | None) -> Options:
    if text is None:
        return options
    return replace(options, overlay={**options.overlay, place: text.encode("utf-8")})
