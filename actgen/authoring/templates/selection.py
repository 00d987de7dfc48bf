"""What `templates check` is asked to look at: everything, some kinds, or a folder of texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from actgen.diagnostics import Diagnostic
from actgen.kinds.catalogue import Catalogue, search_path
from actgen.kinds.manifest import Kind
from actgen.sources import SHIPPED_LABEL, Sources, shipped, workspace_of
from actgen.text.keys import nearest
from actgen.text.messages import say

from .strays import levels
from .texts import Library

_OPTION = "modeles"
_LIKENESS = 0.5


@dataclass(frozen=True, slots=True)
class Level:
    """A folder of texts of one commune or one group; both "" for those of everybody."""

    commune: str = ""
    group: str = ""

    @property
    def folder(self) -> str:
        return self.commune or self.group

    @property
    def words(self) -> str:
        """« textes de la commune 68072, »; empty for those of everybody."""
        if self.commune:
            return f"textes de la commune {self.commune},"
        return f"textes du groupement {self.group}," if self.group else ""

    def seen_by(self, catalogue: Catalogue) -> Catalogue:
        """The catalogue as this commune or this group sees it."""
        return catalogue.for_commune(self.commune) if self.commune else catalogue.for_group(self.group)


@dataclass(frozen=True, slots=True)
class Selection:
    """The texts to look at. `folders` come first in the search; `within`: only what is in these places.

    `kinds` are those that a text in these places serves.
    """

    catalogue: Catalogue
    kinds: tuple[Kind, ...]
    folders: tuple[Path, ...] = ()
    within: tuple[str, ...] = ()

    def holds(self, finding: Diagnostic) -> bool:
        """Whether a finding is about what was asked for."""
        files = [place.file for place in finding.locations]
        return not self.within or any(_inside(file, self.within) for file in files)

    @property
    def levels(self) -> tuple[Level, ...]:
        """Everybody, then each commune and each group that has texts of its own."""
        return _levels(self.catalogue)

    def tried_at(self, level: Level) -> tuple[Kind, ...]:
        """The kinds to try as a level sees them: all for everybody, then those that its own texts serve."""
        if not level.folder:
            return self.kinds
        own = (f"templates/{level.folder}",)
        if self.within and not any(_inside(own[0], (place,)) or _inside(place, own) for place in self.within):
            return ()
        library = Library(level.seen_by(self.catalogue))
        return tuple(kind for kind in self.kinds if _serves(library, kind, own))


class Unknown(Exception):
    """A word that names neither a folder nor a kind: `args[0]` says so in French."""


def select(words: Sequence[str], folders: Sequence[Path] = ()) -> Selection:
    """What these words name, from the current folder. Raises Unknown."""
    named = [Path(word) for word in words if Path(word).is_dir()]
    extra = tuple(folders)
    workspace = workspace_of(named[0] if named else Path())
    inner = workspace / "templates"
    if named and not _is_of(named[0], inner):  # loose texts: tried before those of the current folder
        workspace = workspace_of(Path())
        loose = {_root_of(place): None for place in named if not _is_of(place, shipped("templates"))}
        extra = (*extra, *loose)
    roots = {f"{_OPTION}-{rank}": folder for rank, folder in enumerate(extra, start=1)}
    catalogue = Catalogue(Sources(workspace, roots=roots), search_path(workspace, extra))
    within = tuple(_label(place, workspace, extra) for place in named)
    kinds = tuple(_kind(catalogue, word) for word in words if not Path(word).is_dir())
    if kinds and not within:
        return Selection(catalogue, kinds, extra)
    every = tuple(catalogue.kinds.values())
    if not within:
        return Selection(catalogue, every, extra)
    libraries = [Library(level.seen_by(catalogue)) for level in _levels(catalogue)]
    served = (
        kind for kind in every if kind in kinds or any(_serves(each, kind, within) for each in libraries)
    )
    return Selection(catalogue, tuple(served), extra, within)


def _levels(catalogue: Catalogue) -> tuple[Level, ...]:
    return (Level(), *(Level(*each) for each in levels(catalogue)))


def _kind(catalogue: Catalogue, word: str) -> Kind:
    kind = catalogue.get(word)
    if kind is not None:
        return kind
    near = nearest(word, catalogue.kinds, _LIKENESS)
    advice = say(" La nature d'acte la plus proche : {nom}.", nom=near) if near else ""
    raise Unknown(say("« {mot} » n'est ni un dossier, ni une nature d'acte.", mot=word) + advice)


def _serves(library: Library, kind: Kind, within: tuple[str, ...]) -> bool:
    """Whether a text of a kind is in these places."""
    return any(_inside(file, within) for file in library.files(kind))


def _inside(file: str, within: tuple[str, ...]) -> bool:
    return any(file == place or file.startswith(f"{place}/") for place in within)


def _is_of(place: Path, folder: Path) -> bool:
    return folder.is_dir() and place.resolve().is_relative_to(folder.resolve())


def _root_of(place: Path) -> Path:
    """The folder of templates that a folder is, or that the folder of a kind is in."""
    return place.resolve().parent.parent if (place / "acte.yaml").is_file() else place


def _label(place: Path, workspace: Path, extra: tuple[Path, ...]) -> str:
    """A folder as findings name the files in it."""
    real = place.resolve()
    known = {f"{SHIPPED_LABEL}/templates": shipped("templates")}
    known |= {f"{_OPTION}-{rank}": folder for rank, folder in enumerate(extra, start=1)}
    known["templates"] = workspace / "templates"
    for label, folder in known.items():
        if real.is_relative_to(folder.resolve()):
            rest = real.relative_to(folder.resolve()).as_posix()
            return label if rest == "." else f"{label}/{rest}"
    return place.as_posix()
