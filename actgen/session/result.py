"""What a run is asked for, and what it answers for each act."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct, field

from actgen.acts.outputs.formats import formats
from actgen.acts.views.plan import ActPlan
from actgen.base.diagnostics import Report
from actgen.checks import RuleCrash
from actgen.council.facts.seance import Seance
from actgen.council.figures.seance import FiguresSeance
from actgen.session.reasons import SetAside
from actgen.session.retouches import Retouche
from actgen.session.surplus import Surplus

DEFAULT_OUT = Path("output")


class Options(Struct, frozen=True):
    """What the user asked for. `only` holds keys or families of acts; empty means all that is due.

    `full`: the words of the acts are checked too, with advice; `render` always checks them. `as_of` is the
    day on which to tell what is late; None: nothing is. `aujourd_hui`: what followed a session, or came back
    to a group, and is told of a later day is not believed; no act says it. `avenant`: of a group, the papers
    of that amendment instead of its convention's. `overlay`: texts that are not saved, by the file that they
    are laid over.
    `origins`: the tree of each act tells of its values by which way its template came to them, for a preview;
    what is rendered has no need of it.
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
    avenant: int | None = None
    overlay: Mapping[Path, bytes] = field(default_factory=dict)
    origins: bool = False


class Examination(Struct, frozen=True):
    """Everything that can be told of a session without rendering or writing anything.

    `set_aside` are the findings that a reason of the file has lifted: they are not in `report`. `crashes`:
    rules that failed, a bug of actgen's own; what the others found is told, but no act is planned.
    `originals`: acts that were not asked for, of which a copy was. `unknown`: what was asked for by a name
    that none of its acts has; `keys`: those of all its acts. `partial`: what can be counted of a session that
    is at fault, to be shown to who mends it; there are then neither `figures` nor acts. `retouches`: what
    Word files that were corrected by hand say otherwise than its acts, act by act. `surplus`: files of acts
    that it gives no more.
    """

    seance: Seance | None
    figures: FiguresSeance | None
    report: Report
    plans: tuple[ActPlan, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    crashes: tuple[RuleCrash, ...] = ()
    originals: tuple[ActPlan, ...] = ()
    unknown: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    partial: FiguresSeance | None = None
    retouches: tuple[Retouche, ...] = ()
    surplus: tuple[Surplus, ...] = ()
