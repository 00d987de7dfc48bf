"""What one run reads: every file once, with its hash."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Mapping, Sequence, Set
from copy import copy
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath

from msgspec import Struct

from actgen.base.shipped import SHIPPED_LABEL
from actgen.reading.sources import faults
from actgen.reading.sources.faults import SourceFault
from actgen.reading.sources.places import shipped_folders, workspace_of
from actgen.reading.sources.texts import ONE_MEGABYTE, decoded

_OWN_TEXTS = f"{SHIPPED_LABEL}/templates"


class Source(Struct, frozen=True):
    """A file that was read: its name in the workspace ("seances/x.yaml"), its bytes, their SHA-256."""

    path: str
    content: bytes
    sha256: str

    @property
    def text(self) -> str:
        """The content as text: see `decoded`."""
        return decoded(self.content)


class Basis(Struct, frozen=True):
    """The user's files that something was made of, wherever they are; `everything`: all of the workspace.

    So is made what was looked for and not found: any file that comes may be that one, or the name to advise.
    """

    places: frozenset[Path]
    everything: bool = False

    def is_touched(self, changed: Set[Path]) -> bool:
        """Whether these files, which came, went or changed, may make it another."""
        return bool(changed) and (self.everything or not self.places.isdisjoint(changed))


class Sources:
    """All that one run reads: each file once, each with its hash.

    `workspace` is the folder that references may not leave, symbolic links followed. `roots` are
    other folders that this run may read (a folder of templates given by an option), by the label
    that stands for them in the journal. What ships with actgen may always be read. `overlay` lays texts that
    are not saved over files, by their place: they are what this run reads there, and what its journal names.
    """

    def __init__(
        self,
        workspace: Path,
        *,
        roots: Mapping[str, Path] | None = None,
        overlay: Mapping[Path, bytes] | None = None,
    ) -> None:
        self.workspace = workspace.resolve()
        self._roots = {label: folder.resolve() for label, folder in (roots or {}).items()}
        self._overlay = {place.resolve(): content for place, content in (overlay or {}).items()}
        self._read: dict[Path, Source] = {}
        self._taken: set[str] = set()  # the names of what was read
        # a clause is asked for by each text that calls it
        self._places: dict[tuple[Path, str], tuple[Path, str | None]] = {}
        self._everything = False

    @classmethod
    def of(
        cls, place: Path, templates: Sequence[Path] = (), overlay: Mapping[Path, bytes] | None = None
    ) -> Sources:
        """Those of the workspace that a file or a folder is in; `templates`: loose folders of templates."""
        roots = {f"modeles-{rank}": folder for rank, folder in enumerate(templates, start=1)}
        return cls(workspace_of(place), roots=roots, overlay=overlay)

    def read(
        self, path: Path | str, *, base: Path | None = None, limit: int = ONE_MEGABYTE, anywhere: bool = False
    ) -> Source | SourceFault:
        """Read a file, or say why it can't be.

        A relative path is looked for in `base` (the folder of the file that names it), else in the
        workspace. `limit` is in bytes and is checked before anything is read. `anywhere` is for a
        file that the user named on the command line, who may point where he likes; a name that
        comes from inside a file may not leave the workspace.
        """
        found = self._found(path, base or self.workspace, limit, anywhere=anywhere)
        self._everything |= isinstance(found, SourceFault)
        return found

    def _found(self, path: Path | str, base: Path, limit: int, *, anywhere: bool) -> Source | SourceFault:
        written = _as_written(path)
        try:
            place, name = self._place(base, written)
        except (OSError, ValueError, RuntimeError):  # a null character, a loop of links
            return faults.unreadable(written)
        if name is None and not anywhere:
            return faults.outside(written)
        if (known := self._read.get(place)) is None:
            found = self._load(place, name or place.name, written, limit)
            if isinstance(found, SourceFault):
                return found
            known = self._read[place] = self._distinct(found)
        return known if len(known.content) <= limit else faults.too_big(known.path, len(known.content), limit)

    def apart(self) -> Sources:
        """A log of its own on the same folders, for what is made once and serves several runs."""
        other = copy(self)
        other._read, other._taken, other._everything = {}, set(), False
        return other

    def reads_as(self, other: Sources) -> bool:
        """Whether what another log has read says the same here: no text was laid over it since, or before."""
        laid = self._overlay.keys() | other._overlay.keys()
        return all(
            self._overlay.get(place) == other._overlay.get(place) for place in laid & other._read.keys()
        )

    def adopt(self, other: Sources) -> None:
        """This run uses what another log has read: it counts as read here too."""
        self._everything |= other._everything
        for place, source in other._read.items():
            if place not in self._read:
                self._read[place] = self._distinct(source)

    def depend_on_everything(self) -> None:
        """What this run makes follows from more than the files it reads: see `Basis`."""
        self._everything = True

    @property
    def basis(self) -> Basis:
        """What it was made of, so far."""
        own = (place for place, source in self._read.items() if not _ships(source))
        return Basis(frozenset(own), self._everything)

    @property
    def log(self) -> tuple[tuple[str, str], ...]:
        """Name and SHA-256 of every file read so far, sorted by name."""
        return tuple(sorted((source.path, source.sha256) for source in self._read.values()))

    @property
    def places(self) -> tuple[Path, ...]:
        """Where the files read so far are on this machine, to be watched; the journal never tells it."""
        return tuple(self._read)

    def read_by_user(self) -> tuple[Source, ...]:
        """The files read so far that are the user's own, sorted by name: what ships is left out."""
        own = (source for source in self._read.values() if not _ships(source))
        return tuple(sorted(own, key=lambda source: source.path))

    def templates_read(self) -> tuple[Source, ...]:
        """The texts of templates read so far, shipped or not, sorted by name."""
        texts = (s for s in self._read.values() if "templates/" in s.path or "modeles-" in s.path)
        return tuple(sorted(texts, key=lambda source: source.path))

    def _place(self, base: Path, written: str) -> tuple[Path, str | None]:
        """Where a file is, and its name."""
        asked = base, written
        if asked not in self._places:
            place = _resolved(base / written)
            self._places[asked] = place, self._name(place)
        return self._places[asked]

    def _load(self, place: Path, name: str, written: str, limit: int) -> Source | SourceFault:
        content = self._overlay.get(place)
        if content is None:
            return _load(place, name, written, limit)
        return faults.too_big(name, len(content), limit) if len(content) > limit else _source(name, content)

    def name_of(self, place: Path) -> str | None:
        """How findings and the journal call a file or a folder; None when it is in no known folder."""
        return self._name(place.resolve())

    def folder_of(self, name: str) -> Path:
        """The folder of a file that was read, by its name: what it names itself stands there."""
        beside = PurePosixPath(name).parent
        for label, folder in shipped_folders().items():
            if beside.is_relative_to(label):
                return folder / beside.relative_to(label)
        return self.workspace / beside

    def _name(self, place: Path) -> str | None:
        parts = place.parts
        for label, folder in self._labels.items():
            if parts[: len(folder)] == folder:
                return PurePosixPath(label, *parts[len(folder) :]).as_posix()
        return None

    @cached_property
    def _labels(self) -> dict[str, tuple[str, ...]]:
        """The parts of the known folders by label: the first that holds a file names it.

        What ships comes first: in a checkout, data/ is at once the example's workspace and shipped. A root
        inside the workspace comes before it: a folder of templates has one name wherever it is. The
        workspace's own templates keep theirs.
        """
        templates = self.workspace / "templates"
        inside = {
            label: folder
            for label, folder in self._roots.items()
            if folder != self.workspace and folder.is_relative_to(self.workspace)
        }
        own = {"templates": templates, **inside, "": self.workspace}
        known = {**shipped_folders(), **own, **self._roots}
        return {label: folder.parts for label, folder in known.items()}

    def _distinct(self, source: Source) -> Source:
        """The same source under a name of its own: two files from elsewhere may share theirs."""
        name, number = source.path, 2
        while name in self._taken:
            name, number = f"{source.path} ({number})", number + 1
        self._taken.add(name)
        return source if name == source.path else Source(name, source.content, source.sha256)


def _ships(source: Source) -> bool:
    return source.path.startswith(f"{SHIPPED_LABEL}/")


def _as_written(path: Path | str) -> str:
    """A path with slashes, as it may have been written on Windows in a session file."""
    return path.as_posix() if isinstance(path, Path) else path.replace("\\", "/")


def _load(place: Path, name: str, written: str, limit: int) -> Source | SourceFault:
    try:
        status = place.stat()
        if not stat.S_ISREG(status.st_mode):
            return faults.not_a_file(name)
        if status.st_size > limit:
            return faults.too_big(name, status.st_size, limit)
        if name.startswith(_OWN_TEXTS):
            return _own_text(place, name, status.st_mtime_ns, status.st_size)
        with place.open("rb") as file:
            content = file.read(limit + 1)  # the file may have grown since
    except (FileNotFoundError, NotADirectoryError):
        return faults.missing(place, name)
    except (OSError, ValueError):  # no right to read it, a name too long, a lone surrogate
        return faults.unreadable(name or written)
    if len(content) > limit:
        return faults.too_big(name, len(content), limit)
    return _source(name, content)


def _resolved(place: Path) -> Path:
    """Where a file really is; our own texts are where they are named, which spares as many questions."""
    ours = place.is_relative_to(shipped_folders()[_OWN_TEXTS]) and ".." not in place.parts
    return place if ours else place.resolve()


@lru_cache(maxsize=512)
def _own_text(place: Path, name: str, changed: int, size: int) -> Source:
    """A text that ships, read once while it stays as it is: every workspace has the same hundred."""
    return _source(name, place.read_bytes())


def _source(name: str, content: bytes) -> Source:
    return Source(name, content, hashlib.sha256(content).hexdigest())
