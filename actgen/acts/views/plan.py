"""What becomes of an act: due, not yet, refused; and what a family of acts asks of who plans and composes it.

A family stands in one module: what its templates see, when its acts are due and what they lack, who signs,
what is left to do with them. It composes nothing itself: texts belong to whoever fills templates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from enum import StrEnum
from typing import Protocol, TypeVar

from msgspec import Struct

from actgen.acts.tree.inline import Lacune
from actgen.acts.tree.nodes import Block, Document
from actgen.acts.tree.words import fingerprint_of
from actgen.acts.views.seance import signatures_de_seance, signatures_du_point
from actgen.base.diagnostics import Diagnostic, Location, Severity
from actgen.base.text.lists import enumeration
from actgen.council.facts.groupement import EtatGroupement, Groupement
from actgen.council.facts.seance import Seance
from actgen.council.facts.texte import Prose
from actgen.council.figures.execution import Stade
from actgen.council.figures.seance import FiguresPoint, FiguresSeance
from actgen.council.kinds.catalogue import Catalogue
from actgen.council.kinds.manifest import Kind

T = TypeVar("T")


class Due(StrEnum):
    """What becomes of an act in this run."""

    WRITTEN = "écrit"
    NOT_YET = "pas encore"
    REFUSED = "refusé"


class Acquis(Struct, frozen=True):
    """Why an act stays as it was written: it was signed, sent, posted, adopted.

    `etat` is how files are told of it (« acte déjà signé »), `depuis` how a remark says it of the act
    (« signée le 28 novembre 2026 »), `aide` what to do with a session that would say something else.
    """

    etat: str
    depuis: str
    aide: str


class ActPlan(Struct, frozen=True):
    """One act of a session: its stage, whether it is written, and why not.

    `manques` are the facts that make it a PROJET; `raisons` say why it is not due, `refus` why it is refused;
    `consigne` says what to do with it, `geste` the same without what the calendar dates, where they differ.
    `document` is its tree, None when it isn't written. `copie` marks another state of an act that keeps its
    own file ("publication"), and `copie_de` is the key of that act; `fixed`: it is had only in formats that
    nobody corrects. `acquis`: why it may no longer change, `contredit`: the session would say otherwise now;
    `enonce` is its tree without the days that are written on it afterwards, which an act that is posted or
    adopted still takes.
    """

    key: str
    kind: Kind
    point: int | None
    titre: str
    stade: Stade = Stade.ADOPTE
    due: Due = Due.WRITTEN
    projet: bool = False
    manques: tuple[Lacune, ...] = ()
    raisons: tuple[str, ...] = ()
    refus: tuple[Diagnostic, ...] = ()
    consigne: str = ""
    geste: str = ""
    transmis: bool = False
    acquis: Acquis | None = None
    contredit: bool = False
    copie: str = ""
    copie_de: str = ""
    fixed: bool = False
    document: Document | None = None
    enonce: Document | None = None


class Convention(Struct, frozen=True):
    """A convention as composed, its text as councils approve it, and what was found wrong on the way."""

    document: Document
    texte: tuple[str, ...]
    findings: tuple[Diagnostic, ...]

    @property
    def at_fault(self) -> bool:
        """Whether a text of it could not be filled."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def empreinte(self) -> str:
        """The fingerprint of its text."""
        return fingerprint_of(self.texte)


class Filling(Protocol):
    """Who fills the texts of kinds, those of a group first."""

    @property
    def catalogue(self) -> Catalogue:
        """The kinds that a text may name."""

    def body(self, kind: Kind, view: object) -> tuple[Block, ...]:
        """The kind's main text, filled."""

    def clause(self, kind: Kind, name: str, view: object) -> tuple[Block, ...]:
        """Another text of the kind, or a shared clause."""

    def proses(self, groupement: Groupement) -> dict[str, tuple[Block, ...]]:
        """The blocks of every text that a group's file names, by the name of its file."""


class GroupText(Struct, frozen=True):
    """A text that all the members of a group adopt and sign, as its family tells it.

    `nom` is what users call it, `acte` the kind of the deliberation that adopts it, `views` what each of its
    texts sees. `compose` gives its blocks, with the state of the group as told, and the text that councils
    approve, a paragraph each.
    """

    nom: str
    acte: str
    views: Mapping[str, type | None]
    compose: Callable[[Groupement, Kind, Filling, EtatGroupement], tuple[tuple[Block, ...], tuple[str, ...]]]


class Composing(Protocol):
    """Who makes trees of views: it fills the texts of kinds."""

    @property
    def figures(self) -> FiguresSeance:
        """Those of the session."""

    @property
    def catalogue(self) -> Catalogue:
        """The kinds as the commune sees them."""

    @property
    def seance(self) -> Seance:
        """The session as its file tells it."""

    def act(
        self,
        kind: Kind,
        view: object,
        title: str,
        *,
        subject: str = "",
        groupement: Groupement | None = None,
        force: bool = False,
    ) -> Document:
        """The act of that kind; `force`: a PROJET though nothing is missing."""

    def clause(
        self, kind: Kind, name: str, view: object, groupement: Groupement | None = None
    ) -> tuple[Block, ...]:
        """Another text of the kind, or a shared clause."""

    def prose(self, prose: Prose) -> tuple[Block, ...]:
        """The blocks of a text given by the user."""

    def textes(self, point: FiguresPoint) -> dict[str, tuple[Block, ...]]:
        """Those of an item and of its group, by the name of their file."""

    def convention(self, groupement: Groupement, kind: Kind) -> Convention:
        """The convention of a group."""

    def once(self, key: tuple[Hashable, ...], make: Callable[[], T]) -> T:
        """What several acts of the session see, made for the first of them."""


class Planning(Protocol):
    """Who sorts the acts of a session: `only` are those that were asked for by name."""

    @property
    def figures(self) -> FiguresSeance:
        """Those of the session."""

    @property
    def catalogue(self) -> Catalogue:
        """The kinds as the commune sees them."""

    @property
    def composer(self) -> Composing:
        """Who makes their trees."""

    @property
    def only(self) -> frozenset[str]:
        """What was asked for by name."""

    def deciding(self) -> Iterator[tuple[FiguresPoint, Kind]]:
        """The items that give an act, with its kind."""

    def not_voted(self, point: FiguresPoint) -> str:
        """Why an item has no vote to tell; empty when it has, or before the session."""

    def not_yet(self, plan: ActPlan, raison: str) -> ActPlan:
        """The act with what it still waits for."""

    def written(
        self,
        plan: ActPlan,
        compose: Callable[[], Document],
        groupement: Groupement | None = None,
        undated: Callable[[], Document] | None = None,
        *,
        of_items: bool = False,
    ) -> ActPlan:
        """The act composed, or refused with the errors that keep it from being written.

        `undated` composes it without the days that are written on it once it is posted or adopted. It is
        `of_items` when it tells all that they say: what can't be read in one refuses it.
        """

    def hidden(self, document: Document, kind: Kind) -> Document:
        """The act without what is private, which it says at its end."""

    def copies(self, acte: ActPlan) -> Iterator[ActPlan]:
        """The copies of an act to be published, as far as it has any."""


_LINE = re.compile(r" \(ligne \d+\)")


def line(lieu: Location | None) -> str:
    """« (ligne 12) », after what is to be filled in there."""
    return f" ({lieu.spot})" if lieu is not None and lieu.spot else ""


def without_line(raison: str) -> str:
    """The same on paper, where nobody looks up a line of a file."""
    return _LINE.sub("", raison)


def signataires(figures: FiguresSeance, point: FiguresPoint | None = None) -> str:
    """Who signs the act of an item, or the minutes (None): mayor and secretary; before 01/07/2022, all."""
    if not figures.regime.regime_2022:
        return "tous les membres présents"
    signatures = signatures_de_seance(figures) if point is None else signatures_du_point(figures, point)
    places = signatures.places
    return enumeration(place.quality[:1].lower() + place.quality[1:] for place in places)
