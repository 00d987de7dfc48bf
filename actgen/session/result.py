"""What a run is asked for, and what it answers for each act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from actgen.checks import RuleCrash
from actgen.diagnostics import Diagnostic, Report
from actgen.document.inline import Lacune
from actgen.document.nodes import Document
from actgen.facts.seance import Seance
from actgen.figures.execution import Stade
from actgen.figures.seance import FiguresSeance
from actgen.kinds.manifest import Kind
from actgen.rendering.formats import formats
from actgen.session.reasons import SetAside

DEFAULT_OUT = Path("output")


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for. `only` holds keys or families of acts; empty means all that is due.

    `full`: the words of the acts are checked too, with advice; `render` always checks them. `as_of` is the
    day on which to tell what is late; None: nothing is. `aujourd_hui`: of what came back to a group, what is
    told of a later day is not believed; no act says it. `overlay`: texts that are not saved, by the file that
    they are laid over.
    """

    only: tuple[str, ...] = ()
    formats: tuple[str, ...] = field(default_factory=formats)
    out: Path | None = None
    draft: bool = False
    strict: bool = False
    templates: tuple[Path, ...] = ()
    overrides: frozenset[str] = frozenset()
    full: bool = False
    as_of: date | None = None
    aujourd_hui: date | None = None
    overlay: Mapping[Path, bytes] = field(default_factory=dict)


class Due(StrEnum):
    """What becomes of an act in this run."""

    WRITTEN = "écrit"
    NOT_YET = "pas encore"
    REFUSED = "refusé"


@dataclass(frozen=True, slots=True)
class ActPlan:
    """One act of a session: its stage, whether it is written, and why not.

    `manques` are the facts that make it a PROJET; `raisons` say why it is not due, `refus` why it is refused;
    `consigne` says what to do with it. `document` is its tree, None when it isn't written. `copie` marks
    another state of an act that keeps its own file ("publication"), and `copie_de` is the key of that act;
    `formats` are those it can be had in.
    """

    key: str
    kind: Kind
    point: int | None
    titre: str
    stade: Stade
    due: Due
    projet: bool = False
    manques: tuple[Lacune, ...] = ()
    raisons: tuple[str, ...] = ()
    refus: tuple[Diagnostic, ...] = ()
    consigne: str = ""
    transmis: bool = False
    copie: str = ""
    copie_de: str = ""
    formats: tuple[str, ...] = field(default_factory=formats)
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class Examination:
    """Everything that can be told of a session without rendering or writing anything.

    `set_aside` are the findings that a reason of the file has lifted: they are not in `report`. `crashes`:
    rules that failed, a bug of actgen's own; what the others found is told, but no act is planned.
    `originals`: acts that were not asked for, of which a copy was.
    """

    seance: Seance | None
    figures: FiguresSeance | None
    report: Report
    plans: tuple[ActPlan, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    crashes: tuple[RuleCrash, ...] = ()
    originals: tuple[ActPlan, ...] = ()
