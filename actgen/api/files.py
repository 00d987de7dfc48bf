"""The files of a workspace through the door: listed, read, saved all or nothing, and what is kept of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from actgen.base.diagnostics import Diagnostic
from actgen.base.errors import UsageError
from actgen.law.files import read_until
from actgen.reading.decoding import text_of
from actgen.reading.sources import SESSIONS, YAML, Source, SourceFault, Sources, workspace_of, yaml_files
from actgen.session.cache import Cache
from actgen.session.receipts import APART

if TYPE_CHECKING:  # each is loaded when it is asked for: a check of one session needs none of them
    from actgen.api.editing import Change, Saved
    from actgen.api.fields import Fields

FOLDERS = (SESSIONS, "collectivites", "groupements")
_MADE_OF = ("templates", "droit")  # what is made of them is made anew


class Files:
    """The YAML files of a folder, by their names, and what sessions share of them, read once."""

    def __init__(self, place: Path | str = ".") -> None:
        self.root = workspace_of(Path(place))
        self._cache = Cache()
        self._seen: _State | None = None  # of the files, when `refresh` last looked

    def law_read_until(self) -> date:
        """The last day until which all the law was read that its sessions are judged by."""
        return read_until()

    def files(self) -> tuple[str, ...]:
        """The names of its sessions, collectivities and groups: « seances/2022-12-15.yaml »."""
        found = (place for folder in FOLDERS for place in yaml_files(self.root / folder))
        return tuple(place.relative_to(self.root).as_posix() for place in found if not _leads_out(place))

    def strays(self) -> tuple[str, ...]:
        """The names of those that are links out of their folder: none is read."""
        found = (place for folder in FOLDERS for place in yaml_files(self.root / folder))
        return tuple(place.relative_to(self.root).as_posix() for place in found if _leads_out(place))

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
        from actgen.session.writing.write import save  # a check loads none of it

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

    def refresh(self) -> None:
        """Forget what files no longer say; what is unchanged stays at hand."""
        now, before = _state(self.root), self._seen
        if before is None or any(now[name] != before[name] for name in _MADE_OF):
            self._forget_all()
        elif changed := _changed(before, now):
            self._forget(changed)
        self._seen = now

    def _forget_all(self) -> None:
        self._cache = Cache()

    def _forget(self, changed: frozenset[Path]) -> None:
        """Forget what these files, which came, went or changed, may make another."""
        self._cache.files.forget(changed)
        if any(place.suffix not in YAML for place in changed):
            self._cache.files.drop(APART)  # a folder is listed once: a receipt has come or gone
        self._cache.annees.renew()

    def _fields(self, name: str, look: Callable[[], tuple[Diagnostic, ...]]) -> Fields:
        from actgen.api.fields import fields_of  # a check loads none of it

        source = self._sources.read(self._yaml(name))
        if isinstance(source, SourceFault):
            raise UsageError(f"{source.message} {source.hint}".rstrip())
        return fields_of(source.path, source.content, source.sha256, look)

    @property
    def _sources(self) -> Sources:
        return Sources(self.root)

    def _source(self, name: str, revision: str) -> Source:
        """A file of that revision. Raises Conflict when it is of another, UsageError."""
        from actgen.session.writing.write import conflict  # a check loads none of it

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
        from actgen.session.writing.write import save

        revision = save(self._place(name), content, source.sha256, name)
        self.refresh()
        return Saved(text_of(content), revision, source.content)

    def _yaml(self, name: str) -> Path:
        place = self._place(name)
        if place.suffix not in YAML:
            raise UsageError(f"«\u00a0{name}\u00a0» n’est pas un fichier YAML (.yaml).")
        return place

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


def _leads_out(place: Path) -> bool:
    """Whether a file is a link to one that is not below the same folder."""
    return place.is_symlink() and not place.resolve().is_relative_to(place.parent.resolve())


_Stamp = tuple[str, int, int, int]
_State = dict[str, dict[str, _Stamp]]
"""The files of each folder as they are, by their places: where a link leads, when changed, how long."""
_MOST_FILES = 20_000  # of a folder: those beyond are not looked at


def _state(root: Path) -> _State:
    return {name: _seen(root / name) for name in (*FOLDERS, *_MADE_OF)}


def _seen(folder: Path) -> dict[str, _Stamp]:
    """What is in a folder and in those inside it; no link to a folder is followed."""
    found: dict[str, _Stamp] = {}
    waiting = [os.path.realpath(folder)]
    while waiting and len(found) < _MOST_FILES:
        try:
            entries = list(os.scandir(waiting.pop()))
        except OSError:  # no such folder, or one that can't be listed
            continue
        for entry in entries:
            try:
                status = os.stat(entry.path)
            except OSError:  # gone meanwhile
                continue
            leads = os.path.realpath(entry.path) if entry.is_symlink() else ""
            # a file put in the place of another, or that may be read no more, has changed since then too
            found[entry.path] = (leads, status.st_mtime_ns, status.st_ctime_ns, status.st_size)
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
    return found


def _changed(before: _State, now: _State) -> frozenset[Path]:
    """The places of the files that came, went or changed, and those that links among them led or lead to."""
    changes = (change for name in now for change in before[name].items() ^ now[name].items())
    return frozenset(Path(place) for path, stamp in changes for place in (path, stamp[0]) if place)
