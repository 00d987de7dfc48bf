"""A workspace and its sessions through the door: all that a check needs, the rest when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from actgen.acts.plan import ActPlan
from actgen.diagnostics import Diagnostic
from actgen.errors import UsageError
from actgen.facts.seance import Organe
from actgen.figures.avancement import Avancement, avancement
from actgen.figures.echeances import prochaine
from actgen.figures.seance import FiguresSeance
from actgen.outputs.formats import formats
from actgen.outputs.formats import formats as formats_of
from actgen.reading.decoding import text_of
from actgen.reading.scalars.dates import parse_date
from actgen.records import replace
from actgen.report.as_json import session_report
from actgen.session.cache import Cache
from actgen.session.examination import Context, prepare
from actgen.session.planner import A_FAIRE
from actgen.session.receipts import APART
from actgen.session.result import DEFAULT_OUT, Examination, Options
from actgen.session.texts import in_brief
from actgen.sources import SESSIONS, YAML, Source, SourceFault, Sources, aside_files, workspace_of, yaml_files
from actgen.sources import session_files as files_of

if TYPE_CHECKING:  # each is loaded when it is asked for: a check of one session needs none of them
    from actgen.api.council import Council
    from actgen.api.editing import Change, Saved
    from actgen.api.fields import Fields
    from actgen.api.group import Group
    from actgen.api.overview import Overview
    from actgen.api.recognising import Recognised
    from actgen.api.year import Aside, Year
    from actgen.authoring.templates.offered import Templates
    from actgen.document.nodes import Document
    from actgen.exports.archive import Archive
    from actgen.exports.opendata.file import OpenData
    from actgen.exports.transmission import ToDeposit, Transmission
    from actgen.figures.echeances_des_actes import Echeance
    from actgen.jobs import Workers
    from actgen.register.register import Register
    from actgen.session.places import Preview
    from actgen.session.render import Rendering
    from actgen.verify.result import Verification

__all__ = ["Examination", "Options", "Session", "Workspace", "day", "formats", "session_files"]

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
        self._years: dict[tuple[str, int, str], Year] = {}
        self._overviews: dict[str, Overview] = {}  # as long as no file changes

    # files

    def files(self) -> tuple[str, ...]:
        """The names of its sessions, collectivities and groups: « seances/2022-12-15.yaml »."""
        found = (place for folder in FOLDERS for place in yaml_files(self.root / folder))
        return tuple(place.relative_to(self.root).as_posix() for place in found)

    def read(self, name: str) -> tuple[str, str]:
        """The text of one of its files and its revision. Raises UsageError when it can't be read."""
        source = self._sources.read(self._place(name))
        if isinstance(source, SourceFault):
            raise UsageError(f"{source.message} {source.hint}".rstrip())
        return text_of(source.content), source.sha256

    def save(self, name: str, text: str, revision: str | None) -> str:
        """Save the text of one of its YAML files; the new revision.

        `revision` is that of the text that this one was made from, as `read` or `Session.revision` told it;
        None: there was no file. All or nothing, under a lock. Raises Conflict, with both texts safe, when
        somebody else has saved the file meanwhile; UsageError for a name that leads elsewhere.
        """
        from actgen.writing.write import save  # a check loads none of it

        saved = save(self._yaml(name), text.encode("utf-8"), revision, name)
        self.refresh()
        return saved

    def edit(self, name: str, changes: Iterable[Change], revision: str) -> Saved:
        """Make these changes in one of its YAML files, byte for byte the same elsewhere; save it.

        All or nothing, as `save`. Raises Conflict when the file is of another revision; CannotEdit for a form
        of the file that isn't known, at its line.
        """
        from actgen.api.editing import changed  # a check loads none of it

        source = self._source(name, revision)
        content = changed(source.content, source.path, changes, self._cache.catalogue(self._sources, ()))
        return self._replace(name, content, source)

    def put_back(self, name: str, saved: Saved) -> Saved:
        """Make a file again what it was before an edit, byte for byte.

        Raises Conflict when anybody has changed it since.
        """
        return self._replace(name, saved.before, self._source(name, saved.revision))

    def fields(self, name: str) -> Fields:
        """One of its YAML files value by value, with what is wrong with each. Raises UsageError."""
        return self._fields(name, lambda: self.findings(name))

    def _fields(self, name: str, look: Callable[[], tuple[Diagnostic, ...]]) -> Fields:
        from actgen.api.fields import fields_of  # a check loads none of it

        source = self._sources.read(self._yaml(name))
        if isinstance(source, SourceFault):
            raise UsageError(f"{source.message} {source.hint}".rstrip())
        return fields_of(source.path, source.content, source.sha256, look)

    def council(self, name: str) -> Council:
        """The council that one of its files tells of, line by line. Raises UsageError."""
        from actgen.api.council import Council  # a check loads none of it
        from actgen.session.load import load_collectivite

        read, findings = load_collectivite(self._place(name), self._sources)
        return Council(self._fields(name, lambda: findings), read)

    def findings(self, name: str) -> tuple[Diagnostic, ...]:
        """What is wrong in one of its files: a session, a collectivity or a group."""
        from actgen.session.load import load_collectivite  # a check loads none of it

        match name.partition("/")[0]:
            case "collectivites":
                return load_collectivite(self._place(name), self._sources)[1]
            case "groupements":
                return self.group(name).findings
        return self.session(name).findings

    @property
    def _sources(self) -> Sources:
        return Sources(self.root)

    def _source(self, name: str, revision: str) -> Source:
        """A file of that revision. Raises Conflict when it is of another, UsageError."""
        from actgen.writing.write import conflict  # a check loads none of it

        place = self._yaml(name)
        if not place.exists():
            raise conflict(place, name, None)
        source = self._sources.read(place)
        if isinstance(source, SourceFault):
            raise UsageError(f"{source.message} {source.hint}".rstrip())
        if source.sha256 != revision:
            raise conflict(place, name, source.sha256)
        return source

    def _replace(self, name: str, content: bytes, source: Source) -> Saved:
        from actgen.api.editing import Saved  # a check loads none of it
        from actgen.writing.write import save

        revision = save(self._place(name), content, source.sha256, name)
        self.refresh()
        return Saved(text_of(content), revision, source.content)

    def _yaml(self, name: str) -> Path:
        place = self._place(name)
        if place.suffix not in YAML:
            raise UsageError(f"«\u00a0{name}\u00a0» n’est pas un fichier YAML (.yaml).")
        return place

    def refresh(self) -> None:
        """Forget what files no longer say; what is unchanged stays at hand."""
        now = _State.of(self.root)
        if self._seen == now:
            return
        self._overviews.clear()
        self._years.clear()
        if self._seen is None or now.shared != self._seen.shared:
            self._cache = Cache()
        else:
            self._cache.annees = type(self._cache.annees)()
            if _beside(now) != _beside(self._seen):  # a folder is listed once: a receipt has come or gone
                self._cache.files = type(self._cache.files)(self._cache.files.most)
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

    def overviews(self) -> tuple[Overview, ...]:
        """What a list tells of each session, the words of acts unread; kept until `refresh` sees a change."""
        from actgen.api.overview import overview_of  # a check loads none of it

        names = [name for name in self.files() if name.startswith(f"{SESSIONS}/")]
        for name in names:
            if name not in self._overviews:
                self._overviews[name] = overview_of(self.session(name, options=Options()))
        return tuple(self._overviews[name] for name in names)

    def session(self, file: Path | str, text: str | None = None, options: Options | None = None) -> Session:
        """A session by the name of its file; `text`: what is being typed, instead of what is saved."""
        place = self.root / file
        return Session(self, place, _laid(options or Options(full=True, origins=True), place, text))

    def group(self, file: Path | str, text: str | None = None, options: Options | None = None) -> Group:
        """A purchasing group by the name of its file, with what came back from its members."""
        from actgen.api.group import Group  # a check loads none of it

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

    def year(self, file: str, year: int, organe: str = "conseil") -> Year:
        """What the register of a collectivity's year would hold and lack, without writing anything."""
        from actgen.api.year import Year  # a check loads none of it

        return self._years.setdefault((file, year, organe), Year(self, file, year, organe))

    def years(self, file: str) -> tuple[int, ...]:
        """The years in which the sessions of a collectivity say that they take place, the last first."""
        from actgen.api.year import years  # a check loads none of it

        return years(self, file)

    def asides(self) -> tuple[Aside, ...]:
        """The sessions that their names, or the folder where they are, keep out of registers."""
        from actgen.api.year import asides  # a check loads none of it

        return asides(self)

    def rename_aside(self, file: str) -> str:
        """Give a session that its name leaves aside (« x.yaml.txt ») that by which it is taken; its new name.

        Raises UsageError for another file, or where a file has that name: it is never replaced.
        """
        from actgen.api.year import rename_aside  # a check loads none of it

        return rename_aside(self, file)

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
        from actgen.verify.asked import verified  # a check loads none of it

        return verified(Path(place), self.root, Path(journal) if journal is not None else None)

    def recognise(self, nom: str, content: bytes, out: Path | str) -> Recognised:
        """Whether a file from anywhere is an act that was written below `out`, which one, what to do."""
        from actgen.api.recognising import recognise  # a check loads none of it

        return recognise(self, nom, content, Path(out))

    def write_agenda(self, place: Path, sessions: Iterable[Session], days: int | None = None) -> bool:
        """Write the duties of these sessions for an agenda (iCalendar); False when they were there already.

        `days`: an alarm so long before each. Raises NotOurs where another file has that name.
        """
        from actgen.exports.agenda import write_agenda  # a check loads none of it

        return write_agenda(place, self.agenda(sessions, days))

    def agenda(self, sessions: Iterable[Session], days: int | None = None) -> bytes:
        """The same as the bytes of the file."""
        from actgen.exports.agenda import agenda  # a check loads none of it

        return agenda([each.figures for each in sessions if each.figures], days)


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
    def stage(self) -> Avancement | None:
        """How far it has come, « convoquée » or « exécutoire »; None when it can't be read."""
        return avancement(self.figures) if self.figures is not None else None

    @property
    def next_duty(self) -> Echeance | None:
        """The first dated duty that nothing says to be done."""
        return prochaine(self.figures) if self.figures is not None else None

    @property
    def missing(self) -> tuple[str, ...]:
        """What the town hall has yet to write for these acts to be whole, each thing once.

        The blanks of a group's file are its coordinator's.
        """
        lacking = (each for plan in self.acts for each in plan.manques)
        ours = (
            each for each in lacking if not (each.location and each.location.file.startswith("groupements/"))
        )
        return in_brief(each.label for each in ours)

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

    def glimpse(self, key: str) -> Session:
        """The session for who is typing, as soon as can be: of its acts this one alone has a text.

        Its words are not checked, so that it may be one that the checks would refuse.
        """
        alone = replace(self, options=replace(self.options, origins=True, full=False))
        shown = "" if key == A_FAIRE else key  # that page tells of all the others
        alone.__dict__["_context"] = prepare(
            self.file, alone.options, self.workspace._cache, words=False, shown=shown
        )
        return alone

    def _composed(self, key: str) -> tuple[ActPlan, Document]:
        plan = self.act(key)
        if plan.document is None:
            raise UsageError(f"«\u00a0{plan.titre}\u00a0» n’a pas encore de texte.")
        return plan, plan.document

    def _page(self, plan: ActPlan, document: Document) -> str:
        from actgen.session.outputs import Orders  # a check makes no file

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
        from actgen.session.render import render  # a check writes nothing

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
        from actgen.exports.transmission import (  # a check loads none of it
            classification_of,
            transmit_session,
        )

        told = classification_of(typologie) if typologie is not None else None
        return transmit_session(self.file, self.options, frozenset(points), told, self.workspace._cache)

    def to_deposit(self) -> ToDeposit:
        """What a clerk types on the platform for each act that goes to the State's representative."""
        from actgen.exports.transmission import to_deposit  # a check loads none of it

        return to_deposit(self.examination)

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


def session_files(folder: Path) -> list[Path]:
    """The session files in a folder, as a register takes them, then those that it leaves aside."""
    return [*files_of(folder), *aside_files(folder)]


def day(written: str) -> date:
    """A day as the files write it: « 15/12/2022 », « jeudi 15 décembre 2022 ». Raises UsageError."""
    read = parse_date(written)
    if isinstance(read, date):
        return read
    raise UsageError(f"{read.message} {read.hint}".rstrip())


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


def _beside(state: _State) -> frozenset[tuple[str, int, int]]:
    """The files among the sessions that are none: receipts, texts."""
    return frozenset(each for each in state.sessions if not each[0].endswith(tuple(YAML)))


def _laid(options: Options, place: Path, text: str | None) -> Options:
    if text is None:
        return options
    return replace(options, overlay={**options.overlay, place: text.encode("utf-8")})
