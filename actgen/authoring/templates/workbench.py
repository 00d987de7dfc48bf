"""A workspace of its own, made for the time of a trial: the examples of kinds, filled as `render` fills acts.

The texts tried are those of the user's workspace, copied so that findings name them as the user does.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import field, replace
from pathlib import Path

from actgen.acts.plan import ActPlan
from actgen.diagnostics import Report
from actgen.document.nodes import Document
from actgen.kinds.catalogue import Catalogue
from actgen.kinds.manifest import Kind
from actgen.records import dataclass
from actgen.session.cache import Cache
from actgen.session.examination import examine
from actgen.session.result import Examination, Options
from actgen.session.texts import Texts
from actgen.sources import Source, Sources, shipped

from .communes import COMMUNES, Commune
from .groupe import fill_group_papers
from .plain import plain_file, written
from .registre import register_pages
from .sessions import Affaire, Moment, affaire, session, without_fields

_FOLDERS = ("collectivites", "groupements", "seances")
_TEXTS = frozenset({".md", ".docx", ".yaml", ".yml"})
_MOST_FILES = 5_000
_LARGEST = 20_000_000


@dataclass(frozen=True, slots=True)
class Filled:
    """A text that was filled: its kind, its name, the view that it was filled with."""

    kind: Kind
    name: str
    view: object


@dataclass
class Workbench:
    """Tries sessions in `folder`; everything is made once for all of them.

    `filled` are the texts of the last trial, `composed` its acts, those that errors refuse among them.
    `sessions` and `acts` count what was tried so far.
    """

    folder: Path
    catalogue: Catalogue
    templates: tuple[Path, ...] = ()
    filled: list[Filled] = field(default_factory=list)
    composed: list[tuple[ActPlan, Document]] = field(default_factory=list)
    sessions: int = 0
    acts: int = 0

    def __post_init__(self) -> None:
        self._cache = Cache(
            fills=lambda *text: self.filled.append(Filled(*text)),
            composes=lambda *act: self.composed.append(act),
        )
        self._groups: set[str] = set()

    def see_from(self, level: str, *, of_commune: bool) -> None:
        """Try the texts of one commune or one group: of the copy of its folder, what its acts read of it.

        A commune has no convention of its own, and no manifest is read in the folder of a group.
        """
        own = self.folder / "templates" / level
        if of_commune:
            shutil.rmtree(own / "conventions", ignore_errors=True)
        else:
            for manifest in own.glob("*/*/acte.yaml"):
                manifest.unlink()
        self.templates = (*self.templates, own)

    def example(self, kind: Kind) -> Examination | None:
        """The kind's own example, examined; None when it has none."""
        told = self._example_of(kind)
        if told is None:
            return None
        owner, source = told
        self._beside(owner)
        return self._examine(source.content, (kind,))

    def bare_example(self, kind: Kind) -> Examination | None:
        """The kind's own example without the fields that may be left out; None when it writes none."""
        source = self.catalogue.text(kind, "exemple.yaml")
        optional = frozenset(champ.nom for champ in kind.champs if not champ.obligatoire)
        if source is None or not optional:
            return None
        whole = plain_file(source.content, source.path)
        bare = without_fields(whole, kind.code, optional)
        if bare == whole:
            return None
        self._beside(kind)
        return self._examine(written(bare).encode(), (kind,))

    def values(self, kind: Kind) -> dict[str, list[object]]:
        """The views that the texts of a kind are filled with in its own example, by the name of the text."""
        found: dict[str, list[object]] = {}
        if self.example(kind) is not None:
            for each in self.filled:
                if each.kind.code == kind.code:
                    found.setdefault(each.name, []).append(each.view)
        return found

    def affaire(self, kind: Kind) -> Affaire | None:
        """The item that the example of a kind of deliberation decides."""
        source = self.catalogue.text(kind, "exemple.yaml")
        if source is None:
            return None
        self._beside(kind)
        return affaire(kind.code, plain_file(source.content, source.path))

    def trial(
        self, commune: Commune, moment: Moment, affaires: Sequence[Affaire], kinds: Sequence[Kind] = ()
    ) -> Examination:
        """A session of that commune that decides these affairs; in the registers among `kinds` too."""
        return self._examine(written(session(commune, moment, affaires)).encode(), kinds)

    def _examine(self, content: bytes, kinds: Sequence[Kind]) -> Examination:
        self.filled.clear()
        self.composed.clear()
        place = self.folder / "seances" / "essai.yaml"
        place.write_bytes(content)
        options = Options(full=True, templates=self.templates)
        examination = examine(place, options, self._cache)
        examination = self._beyond_acts(examination, kinds)
        self.sessions += 1
        self.acts += len(self.composed)
        return examination

    def _beyond_acts(self, examination: Examination, kinds: Sequence[Kind]) -> Examination:
        """The examination with what the texts of registers and of groups' papers show wrong."""
        roots = {f"modeles-{rank}": folder for rank, folder in enumerate(self.templates, start=1)}
        sources = Sources(self.folder, roots=roots)
        texts = Texts(self._cache.catalogue(sources, self.templates), self._cache)
        for kind in kinds:
            if kind.famille.de_l_annee:
                self.composed += register_pages(examination, kind, texts)
        if examination.seance is not None:
            fill_group_papers(examination.seance, kinds, texts)
        return replace(examination, report=examination.report + Report(tuple(texts.findings)))

    def _example_of(self, kind: Kind) -> tuple[Kind, Source] | None:
        """A convention is shown by a deliberation that annexes it, whose example names its group."""
        owners: Iterable[Kind] = (kind,)
        if kind.famille.du_groupe:
            owners = [each for each in self.catalogue.kinds.values() if each.annexe == kind.chemin]
        for owner in owners:
            if source := self.catalogue.text(owner, "exemple.yaml"):
                return owner, source
        return None

    def _beside(self, kind: Kind) -> None:
        """The files that the example of a kind names: its texts, a collectivity, the group that it joins."""
        self._copy(kind, "seances")
        self._copy(kind, "collectivites")
        if kind.annexe and (annexed := self.catalogue.get(kind.annexe)):
            self._copy(annexed, "groupements")
            self._with_the_communes(annexed)
        elif not kind.famille.du_groupe:
            for other in self.catalogue.kinds.values():  # the item of an example may join a group
                if other.famille.du_groupe:
                    self._copy(other, "groupements")
                    self._with_the_communes(other)

    def _copy(self, kind: Kind, folder: str) -> None:
        for place in self._examples(kind):
            if place.name != "exemple.yaml" or folder == "groupements":
                shutil.copyfile(place, self.folder / folder / place.name)

    def _examples(self, kind: Kind) -> Iterator[Path]:
        """The files `exemple…` of a kind, each from the nearest folder that has it."""
        seen: set[str] = set()
        for root in self.catalogue.path.for_kind(kind.famille):
            for place in sorted(root.joinpath(*kind.chemin.split("/")).glob("exemple*")):
                if place.name not in seen and _may_be_copied(place, root):
                    seen.add(place.name)
                    yield place

    def _with_the_communes(self, kind: Kind) -> None:
        """The group of an example has the three communes among its members."""
        place = self.folder / "groupements" / "exemple.yaml"
        if kind.code in self._groups or not place.is_file():
            return
        self._groups.add(kind.code)
        group = plain_file(place.read_bytes(), place.name)
        members = group.get("membres")
        named = members.get("communes") if isinstance(members, dict) else None
        if isinstance(named, list):
            named += [commune.code for commune in COMMUNES if commune.code not in named]
            place.write_text(written(group), encoding="utf-8")


@contextmanager
def workbench(catalogue: Catalogue, templates: Sequence[Path] = ()) -> Iterator[Workbench]:
    """A workbench on the texts of a catalogue; `templates` are folders that come first."""
    with tempfile.TemporaryDirectory(prefix="actgen-essai-") as made:
        folder = Path(made).resolve()
        for name in _FOLDERS:
            (folder / name).mkdir()
        _bring_templates(catalogue.sources.workspace / "templates", folder / "templates")
        yield Workbench(folder, catalogue, tuple(templates))


def _may_be_copied(place: Path, folder: Path) -> bool:
    """A file of a bounded size that a link doesn't fetch from elsewhere."""
    real = place.resolve()
    return real.is_file() and real.is_relative_to(folder.resolve()) and real.stat().st_size <= _LARGEST


def _bring_templates(own: Path, target: Path) -> None:
    if not own.is_dir() or own.resolve() == shipped("templates").resolve():
        return
    for count, place in enumerate(sorted(own.rglob("*"))):
        if count > _MOST_FILES:
            return
        if place.suffix in _TEXTS and _may_be_copied(place, own):
            copy = target / place.relative_to(own)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(place, copy)
