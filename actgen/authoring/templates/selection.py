"""What `templates check` is asked to look at: everything, some kinds, or a folder of texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from msgspec import Struct

from actgen.authoring.templates.strays import Owner, asked_place, owners, root_of
from actgen.authoring.templates.texts import Library
from actgen.base.diagnostics import Diagnostic
from actgen.base.errors import UsageError
from actgen.base.text.keys import nearest
from actgen.base.text.messages import say
from actgen.council.kinds.catalogue import Catalogue, search_path
from actgen.council.kinds.manifest import Kind
from actgen.reading.sources import Sources, shipped, workspace_of

_SHARED = "/socle/clauses/"
_LIKENESS = 0.5


class Selection(Struct, frozen=True):
    """The texts to look at. `folders` come first in the search; `within`: only what is in these places.

    `kinds` are those that a text in these places serves, `clauses` the shared clauses that are there.
    """

    catalogue: Catalogue
    kinds: tuple[Kind, ...]
    folders: tuple[Path, ...] = ()
    within: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()

    def holds(self, finding: Diagnostic) -> bool:
        """Whether a finding is about what was asked for, or about a folder that holds it."""
        files = tuple(place.file for place in finding.locations)
        return not self.within or any(
            _inside(file, self.within) or _any_inside(self.within, (file,)) for file in files if file
        )

    @property
    def owners(self) -> tuple[Owner, ...]:
        """Everybody, then each commune and each group that has texts of its own."""
        return owners(self.catalogue)

    def tried_at(self, owner: Owner) -> tuple[Kind, ...]:
        """The kinds to try as an owner sees them: all for everybody, then those that its own texts serve."""
        if not owner.folder:
            owned = tuple(each.place for each in self.owners if each.folder)
            alone = self.within and all(_inside(place, owned) for place in self.within)
            return () if alone else self.kinds
        own = (owner.place,)
        if self.within and not any(_inside(own[0], (place,)) or _inside(place, own) for place in self.within):
            return ()
        library = Library(owner.seen_by(self.catalogue))
        return tuple(kind for kind in self.kinds if _any_inside(library.files(kind), own))


class Unknown(UsageError):
    """A word that names no template: `args[0]` says so in French."""


def select(words: Sequence[str], folders: Sequence[Path] = ()) -> Selection:
    """What these words name, from the current folder. Raises Unknown."""
    named = [asked_place(Path(word)) for word in words if Path(word).exists()]
    codes = [word for word in words if not Path(word).exists()]
    extra = tuple(folders)
    workspace = workspace_of(named[0] if named else Path())
    inner = workspace / "templates"
    if named and not _is_of(named[0], inner):  # loose texts: tried before those of the current folder
        workspace = workspace_of(Path())
        loose = {root_of(place): None for place in named if not _is_of(place, shipped("templates"))}
        extra = (*extra, *loose)
    catalogue = Catalogue(Sources.of(workspace, extra), search_path(workspace, extra))
    within = tuple(catalogue.sources.name_of(place) or place.as_posix() for place in named)
    faulty = tuple(_manifests(catalogue, word) for word in codes if catalogue.get(word) is None)
    within += tuple(file for files in faulty for file in files)
    kinds = tuple(kind for word in codes if (kind := catalogue.get(word)) is not None)
    if not within:
        return Selection(catalogue, kinds or tuple(catalogue.kinds.values()), extra)
    libraries = [Library(owner.seen_by(catalogue)) for owner in owners(catalogue)]
    files = {kind.code: _files(libraries, kind) for kind in catalogue.kinds.values()}
    every = frozenset().union(*files.values())
    clauses = tuple(sorted(file for file in every if _SHARED in file and _inside(file, within)))
    within += tuple(file for kind in kinds for file in sorted(files[kind.code]))
    served = (kind for kind in catalogue.kinds.values() if _any_inside(files[kind.code], within))
    return Selection(catalogue, tuple(served), extra, within, clauses)


def _files(libraries: Sequence[Library], kind: Kind) -> frozenset[str]:
    """Every file that serves a kind, for whoever reads it."""
    return frozenset().union(*(library.files(kind) for library in libraries))


def _manifests(catalogue: Catalogue, word: str) -> tuple[str, ...]:
    """The manifests that tell why no kind has this code. Raises Unknown when there is none."""
    if faults := catalogue.faults(word):
        return tuple(dict.fromkeys(place.file for fault in faults for place in fault.locations[:1]))
    place = PurePosixPath(word.replace("\\", "/"))
    meant = place.parent.name if place.suffix and place.parent.name else place.name
    near = nearest(meant, catalogue.kinds, _LIKENESS)
    advice = say(" La nature d'acte la plus proche : {nom}.", nom=near) if near else ""
    message = "« {mot} » n'est ni un fichier, ni un dossier, ni une nature d'acte."
    raise Unknown(say(message, mot=word) + advice)


def _any_inside(files: Iterable[str], within: tuple[str, ...]) -> bool:
    return any(_inside(file, within) for file in files)


def _inside(file: str, within: tuple[str, ...]) -> bool:
    return any(file == place or file.startswith(f"{place}/") for place in within)


def _is_of(place: Path, folder: Path) -> bool:
    return folder.is_dir() and place.resolve().is_relative_to(folder.resolve())
