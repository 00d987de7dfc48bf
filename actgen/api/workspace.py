"""A workspace through the door: its sessions and groups, its years, what it is written from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from actgen.acts.outputs.formats import formats
from actgen.acts.outputs.formats import formats as formats_of
from actgen.api.files import Files
from actgen.api.session import Session
from actgen.base.diagnostics import Diagnostic
from actgen.base.errors import UsageError
from actgen.base.records import replace
from actgen.council.facts.seance import Organe
from actgen.reading.scalars.dates import typed_date
from actgen.reading.sources import SESSIONS, aside_files, is_received
from actgen.reading.sources import session_files as files_of
from actgen.session.result import DEFAULT_OUT, Examination, Options

if TYPE_CHECKING:  # each is loaded when it is asked for: a check of one session needs none of them
    from actgen.api.council import Council
    from actgen.api.fields import Fields
    from actgen.api.group import Group
    from actgen.api.overview import Overview, Overviews
    from actgen.api.recognising import Recognised
    from actgen.api.year import Aside, Year
    from actgen.authoring.templates.offered import Templates
    from actgen.delivery.exports.opendata.file import OpenData
    from actgen.delivery.register.register import Register
    from actgen.delivery.verify.result import Verification

__all__ = [
    "DEFAULT_OUT",
    "Examination",
    "Options",
    "Session",
    "Workspace",
    "day",
    "formats",
    "session_files",
]


class Workspace(Files):
    """The folder of a town hall: `collectivites/`, `groupements/`, `seances/`, perhaps `templates/`.

    Given any file or folder in it. It keeps what its sessions share (templates, collectivities, groups), read
    once: call `refresh` when other programs may have changed files since. `aujourd_hui`: what a session tells
    as done after that day is not believed; None: all is.
    """

    def __init__(self, place: Path | str = ".", aujourd_hui: date | None = None) -> None:
        super().__init__(place)
        self._aujourd_hui = aujourd_hui
        self._years: dict[tuple[str, int, str], Year] = {}
        self._overviews: Overviews | None = None

    def _forget_all(self) -> None:
        super()._forget_all()
        self._years.clear()
        self._overviews = None

    def _forget(self, changed: frozenset[Path]) -> None:
        super()._forget(changed)
        self._years.clear()
        if self._overviews is not None:
            self._overviews.forget(changed)

    def seen_on(self, day: date) -> None:
        """The day from which it is seen, from now on: midnight passes while a studio is open."""
        if day != self._aujourd_hui:
            self._aujourd_hui = day
            self._forget_all()

    # a file by its name

    def fields(self, name: str) -> Fields:
        """One of its YAML files value by value, with what is wrong with each, as pages say it.

        Raises UsageError.
        """
        return self._fields(name, lambda: self._told(name))

    def council(self, name: str) -> Council:
        """The council that one of its files tells of, line by line. Raises UsageError."""
        from actgen.api.council import Council  # a check loads none of it
        from actgen.api.wording import said
        from actgen.session.load import load_collectivite

        read, findings = load_collectivite(self._place(name), self._sources)
        told = tuple(map(said, findings))
        return Council(self._fields(name, lambda: told), read)

    def _told(self, name: str) -> tuple[Diagnostic, ...]:
        if name.startswith(f"{SESSIONS}/"):
            return self.session(name).told
        from actgen.api.wording import said  # a check shows no page

        return tuple(map(said, self.findings(name)))

    def findings(self, name: str) -> tuple[Diagnostic, ...]:
        """What is wrong in one of its files: a session, a collectivity or a group."""
        from actgen.session.load import load_collectivite  # a check loads none of it

        match name.partition("/")[0]:
            case "collectivites":
                return load_collectivite(self._place(name), self._sources)[1]
            case "groupements":
                return self.group(name).findings
        return self.session(name).findings

    # what it holds

    def overviews(self, enough: Callable[[], bool] = lambda: False) -> tuple[Overview, ...]:
        """What a list tells of each session: as many errors as its own page.

        Kept until `refresh` sees a file change on which that session depends. Once it is `enough`, those that
        are not read yet are left out, the oldest: each call reads one more of them at least.
        """
        from actgen.api.overview import Overviews  # a check loads none of it

        if self._overviews is None:
            self._overviews = Overviews(self)
        return self._overviews.of(self.session_names(), enough)

    def session_names(self, *, received: bool = True) -> tuple[str, ...]:
        """The names of its sessions, those that it received from members of a group among them or not."""
        names = (name for name in self.files() if name.startswith(f"{SESSIONS}/"))
        return tuple(name for name in names if received or not is_received(name))

    def session(self, file: Path | str, text: str | None = None, options: Options | None = None) -> Session:
        """A session by the name of its file; `text`: what is being typed, instead of what is saved."""
        place = self.root / file
        asked = options or Options(full=True, origins=True, out=self.root / DEFAULT_OUT)
        return Session(self, place, _laid(self._dated(asked), place, text))

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
        from actgen.delivery.register.register import make_register  # a check loads none of it
        from actgen.delivery.register.sessions import RegisterOptions

        printed = formats_of(formats, fixed=True)
        options = RegisterOptions(
            year,
            Organe(organe),
            printed,
            first_sheet,
            sheets,
            both_sides,
            out,
            tuple(templates),
            self._aujourd_hui,
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
        from actgen.delivery.exports.opendata.file import export_rows  # a check loads none of it

        return export_rows(self.root / file, year, self._dated(options or Options()), self._cache)

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
        from actgen.delivery.verify.asked import verified  # a check loads none of it

        return verified(Path(place), self.root, Path(journal) if journal is not None else None)

    def recognise(self, nom: str, content: bytes, out: Path | str) -> Recognised:
        """Whether a file from anywhere is an act that was written below `out`, which one, what to do."""
        from actgen.api.recognising import recognise  # a check loads none of it

        return recognise(self, nom, content, Path(out))

    def recognise_all(self, files: Iterable[tuple[str, bytes]], out: Path | str) -> list[Recognised]:
        """The same of several, which share what they may take."""
        from actgen.api.recognising import recognise_all  # a check loads none of it

        return recognise_all(self, files, Path(out))

    def write_agenda(self, place: Path, sessions: Iterable[Session], days: int | None = None) -> bool:
        """Write the duties of these sessions for an agenda (iCalendar); False when they were there already.

        `days`: an alarm so long before each. Raises NotOurs where another file has that name.
        """
        from actgen.delivery.exports.agenda import write_agenda  # a check loads none of it

        return write_agenda(place, self.agenda(sessions, days))

    def agenda(self, sessions: Iterable[Session], days: int | None = None) -> bytes:
        """The same as the bytes of the file."""
        from actgen.delivery.exports.agenda import agenda  # a check loads none of it

        return agenda([each.figures for each in sessions if each.figures], days)

    def _dated(self, options: Options) -> Options:
        dated = options.aujourd_hui is not None or self._aujourd_hui is None
        return options if dated else replace(options, aujourd_hui=self._aujourd_hui)


def session_files(folder: Path) -> list[Path]:
    """The session files in a folder, as a register takes them, then those that it leaves aside."""
    return [*files_of(folder), *aside_files(folder)]


def day(written: str, near: date | None = None) -> date:
    """A day as the files write it: « 15/12/2022 », « jeudi 15 décembre 2022 ».

    `near`: where the year is left out, it is the one that makes it nearest to that day. Raises UsageError.
    """
    read = typed_date(written, near)
    if isinstance(read, date):
        return read
    raise UsageError(f"{read.message} {read.hint}".rstrip())


def _laid(options: Options, place: Path, text: str | None) -> Options:
    if text is None:
        return options
    return replace(options, overlay={**options.overlay, place: text.encode("utf-8")})
