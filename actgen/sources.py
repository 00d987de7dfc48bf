"""The one way to read a file: its bytes and their hash, logged for the journal.

Everything that an act is made from goes through a `Sources`, so that the journal can name it with
its hash. A file is known by its place in the workspace, never by its place on this machine: the same
workspace gives the same journal, and the same messages, on every computer.
"""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path, PurePosixPath

from actgen.diagnostics import Code, Diagnostic, Location, Scope, Severity, declare
from actgen.errors import EnvironmentFault

ONE_MEGABYTE = 1_000_000
SHIPPED_LABEL = "actgen"
_MARK_OF_A_WORKSPACE = "collectivites"
_CLOSE = 0.75

FICHIER_ABSENT = declare(
    "FICHIER-ABSENT",
    Severity.ERROR,
    "Un fichier demandé, ou nommé par un autre fichier, existe.",
    scope=Scope.RUN,
)
FICHIER_TROP_GROS = declare(
    "FICHIER-TROP-GROS",
    Severity.ERROR,
    "Un fichier ne dépasse pas la taille prévue pour ce qu’il doit contenir.",
    scope=Scope.RUN,
)
FICHIER_HORS_ESPACE = declare(
    "FICHIER-HORS-ESPACE",
    Severity.ERROR,
    "Un fichier nommé par un autre se trouve dans le même espace de travail.",
    scope=Scope.RUN,
)
FICHIER_ILLISIBLE = declare(
    "FICHIER-ILLISIBLE",
    Severity.ERROR,
    "Un fichier demandé peut être ouvert et lu.",
    scope=Scope.RUN,
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: its name in the workspace ("seances/x.yaml"), its bytes, their SHA-256."""

    path: str
    content: bytes
    sha256: str

    @property
    def text(self) -> str:
        """The content as text: see `decoded`."""
        return decoded(self.content)


@dataclass(frozen=True, slots=True)
class SourceFault:
    """A file that could not be read, and why; the caller knows where it was named."""

    code: Code
    path: str
    message: str
    hint: str

    def finding(self, *places: Location | None, point: int | None = None) -> Diagnostic:
        """The fault as a finding, at the places that name the file, or else at the file itself."""
        known = [place for place in places if place is not None]
        return self.code.finding(self.message, *(known or [Location(self.path)]), hint=self.hint, point=point)


class Sources:
    """All that one run reads: each file once, each with its hash.

    `workspace` is the folder that references may not leave, symbolic links followed. `roots` are
    other folders that this run may read (a folder of templates given by an option), by the label
    that stands for them in the journal. What ships with actgen may always be read.
    """

    def __init__(self, workspace: Path, *, roots: Mapping[str, Path] | None = None) -> None:
        self.workspace = workspace.resolve()
        self._roots = {label: folder.resolve() for label, folder in (roots or {}).items()}
        self._read: dict[Path, Source] = {}

    def read(
        self,
        path: Path | str,
        *,
        base: Path | None = None,
        limit: int = ONE_MEGABYTE,
        anywhere: bool = False,
    ) -> Source | SourceFault:
        """Read a file, or say why it can't be.

        A relative path is looked for in `base` (the folder of the file that names it), else in the
        workspace. `limit` is in bytes and is checked before anything is read. `anywhere` is for a
        file that the user named on the command line, who may point where he likes; a name that
        comes from inside a file may not leave the workspace.
        """
        written = _as_written(path)
        try:
            place = ((base or self.workspace) / written).resolve()
        except (OSError, ValueError, RuntimeError):  # a null character, a loop of links
            return _unreadable(written)
        name = self._name(place)
        if name is None and not anywhere:
            return _outside(written)
        if (known := self._read.get(place)) is None:
            found = _load(place, name or place.name, written, limit)
            if isinstance(found, SourceFault):
                return found
            known = self._read[place] = self._distinct(found)
        return known if len(known.content) <= limit else _too_big(known.path, len(known.content), limit)

    def apart(self) -> Sources:
        """A log of its own on the same folders, for what is made once and serves several runs."""
        other = Sources(self.workspace)
        other._roots = self._roots
        return other

    def adopt(self, other: Sources) -> None:
        """This run uses what another log has read: it counts as read here too."""
        for place, source in other._read.items():
            if place not in self._read:
                self._read[place] = self._distinct(source)

    @property
    def log(self) -> tuple[tuple[str, str], ...]:
        """Name and SHA-256 of every file read so far, sorted by name."""
        return tuple(sorted((source.path, source.sha256) for source in self._read.values()))

    def read_by_user(self) -> tuple[Source, ...]:
        """The files read so far that are the user's own, sorted by name: what ships is left out."""
        own = (s for s in self._read.values() if not s.path.startswith(f"{SHIPPED_LABEL}/"))
        return tuple(sorted(own, key=lambda source: source.path))

    def templates_read(self) -> tuple[Source, ...]:
        """The texts of templates read so far, shipped or not, sorted by name."""
        texts = (s for s in self._read.values() if "templates/" in s.path or "modeles-" in s.path)
        return tuple(sorted(texts, key=lambda source: source.path))

    def _name(self, place: Path) -> str | None:
        """How the journal calls this file; None when it is in none of the known folders."""
        # What ships comes first: in a checkout, data/ is at once the example's workspace and shipped.
        for label, folder in {**_shipped_folders(), "": self.workspace, **self._roots}.items():
            if place.is_relative_to(folder):
                return (PurePosixPath(label) / place.relative_to(folder).as_posix()).as_posix()
        return None

    def _distinct(self, source: Source) -> Source:
        """The same source under a name of its own: two files from elsewhere may share theirs."""
        taken = {other.path for other in self._read.values()}
        name, number = source.path, 2
        while name in taken:
            name, number = f"{source.path} ({number})", number + 1
        return Source(name, source.content, source.sha256)


def workspace_of(path: Path) -> Path:
    """The nearest folder up from a file (or a folder) that holds `collectivites/`.

    Where there is none, the folder of the file itself: a session with everything written in place
    needs no workspace.
    """
    start = path.absolute()
    folder = start if start.is_dir() else start.parent
    for candidate in (folder, *folder.parents):
        if (candidate / _MARK_OF_A_WORKSPACE).is_dir():
            return candidate
    return folder


def shipped(*parts: str) -> Path:
    """The place of a file or folder that ships with actgen: `shipped("templates", "socle")`.

    Raises EnvironmentFault when the installation has lost its templates and data.
    """
    return _shipped_root().joinpath(*parts)


@cache
def _shipped_root() -> Path:
    package = Path(__file__).resolve().parent
    for root in (package / "_shipped", package.parent):  # a wheel; a checkout
        if (root / "templates").is_dir() and (root / "data").is_dir():
            return root
    raise EnvironmentFault(
        "L’installation d’actgen est incomplète\u00a0: ses modèles et ses données sont introuvables. "
        "Réinstallez-le (python -m pip install --force-reinstall actgen)."
    )


@cache
def _shipped_folders() -> Mapping[str, Path]:
    folders = (("templates",), ("data", "reference"), ("data", "droit"))
    return {"/".join((SHIPPED_LABEL, *parts)): shipped(*parts) for parts in folders}


def _as_written(path: Path | str) -> str:
    """A path with slashes, as it may have been written on Windows in a session file."""
    return path.as_posix() if isinstance(path, Path) else path.replace("\\", "/")


def _load(place: Path, name: str, written: str, limit: int) -> Source | SourceFault:
    try:
        status = place.stat()
        if not stat.S_ISREG(status.st_mode):
            return _not_a_file(name)
        if status.st_size > limit:
            return _too_big(name, status.st_size, limit)
        with place.open("rb") as file:
            content = file.read(limit + 1)  # the file may have grown since
    except (FileNotFoundError, NotADirectoryError):
        return _missing(place, name)
    except (OSError, ValueError):  # no right to read it, a name too long, a lone surrogate
        return _unreadable(name or written)
    if len(content) > limit:
        return _too_big(name, len(content), limit)
    return Source(name, content, hashlib.sha256(content).hexdigest())


def _missing(place: Path, name: str) -> SourceFault:
    nearest = _nearest_name(place)
    hint = (
        f"Le nom le plus proche dans ce dossier\u00a0: «\u00a0{nearest}\u00a0»."
        if nearest
        else "Vérifiez le nom et le dossier."
    )
    return SourceFault(FICHIER_ABSENT, name, f"Le fichier «\u00a0{name}\u00a0» est introuvable.", hint)


def _nearest_name(place: Path) -> str:
    try:
        present = sorted(entry.name for entry in place.parent.iterdir() if entry.is_file())
    except OSError:
        return ""
    by_folded = {name.casefold(): name for name in reversed(present)}
    close = get_close_matches(place.name.casefold(), list(by_folded), n=1, cutoff=_CLOSE)
    return by_folded[close[0]] if close else ""


def _not_a_file(name: str) -> SourceFault:
    return SourceFault(
        FICHIER_ILLISIBLE,
        name,
        f"«\u00a0{name}\u00a0» n’est pas un fichier.",
        "Indiquez un fichier, pas un dossier.",
    )


def _too_big(name: str, size: int, limit: int) -> SourceFault:
    return SourceFault(
        FICHIER_TROP_GROS,
        name,
        f"Le fichier «\u00a0{name}\u00a0» est trop gros\u00a0: plus de {french_size(limit)}"
        f" (il fait {french_size(size)}).",
        "Vérifiez que c’est le bon fichier, ou découpez-le.",
    )


def _outside(written: str) -> SourceFault:
    return SourceFault(
        FICHIER_HORS_ESPACE,
        written,
        f"Le fichier «\u00a0{written}\u00a0» est en dehors de l’espace de travail.",
        "Copiez-le dans l’espace de travail (le dossier qui contient «\u00a0collectivites\u00a0»), "
        "puis écrivez son nouveau nom.",
    )


def _unreadable(name: str) -> SourceFault:
    shown = name.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")
    return SourceFault(
        FICHIER_ILLISIBLE,
        shown,
        f"Le fichier «\u00a0{shown}\u00a0» ne peut pas être ouvert.",
        "Vérifiez son nom et que vous avez le droit de le lire.",
    )


def decoded(content: bytes) -> str:
    """A text or a template as text: UTF-8, else what Windows wrote (cp1252); U+FFFD for a byte of neither.

    For prose, where a doubtful letter is seen by its reader; a YAML file is read by `reading.decoding`,
    which refuses what it isn't sure of.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def french_size(size: int) -> str:
    """A size as it is said: « 999 octets », « 12 ko », « 1,5 Mo ». Rounded up, so that too big shows."""
    if size < 1_000:
        return f"{size}\u00a0octets"
    if size < ONE_MEGABYTE:
        return f"{-(-size // 1_000)}\u00a0ko"
    tenths = -(-size // 100_000)
    return f"{tenths // 10},{tenths % 10}\u00a0Mo".replace(",0\u00a0", "\u00a0")
