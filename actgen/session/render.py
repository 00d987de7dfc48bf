"""From the trees of the acts to files in the output folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from actgen.errors import EnvironmentFault
from actgen.jobs import Workers
from actgen.session.cache import Cache
from actgen.session.examination import Context, prepare
from actgen.session.files import folder_of
from actgen.session.journals import journal_of
from actgen.session.outputs import Orders, make_acts
from actgen.session.result import DEFAULT_OUT, Examination, Options
from actgen.session.witnesses import witnesses
from actgen.writing import Written, write_outputs


@dataclass(frozen=True, slots=True)
class Rendering:
    """What a run wrote and where. `fault` is a format that this machine can't make; `read`: its files."""

    examination: Examination
    folder: Path | None = None
    written: tuple[Written, ...] = ()
    fault: EnvironmentFault | None = None
    read: tuple[Path, ...] = ()


def render(
    path: Path, options: Options, cache: Cache | None = None, workers: Workers | None = None
) -> Rendering:
    """Write the acts of a session that are due, in the formats asked for.

    `workers` make the files; without one they are made in this process. The bytes are the same. A format that
    the machine can't make (PDF without Pango) leaves the others written. Raises EnvironmentFault when the
    folder can't be written.
    """
    return write_acts(prepare(path, options, cache or Cache()), options, workers)


def write_acts(context: Context, options: Options, workers: Workers | None = None) -> Rendering:
    """The same from an examination that read the words of the acts too."""
    seance = context.examination.seance
    plans = [plan for plan in context.examination.plans if plan.document is not None]
    if seance is None or not plans:
        return Rendering(context.examination, read=context.sources.places)
    orders = Orders(seance, context.looks, options.formats)
    made = make_acts(plans, orders, workers or Workers(jobs=1))
    folder = folder_of(seance, options.out or DEFAULT_OUT)
    examination = context.examination
    sent = witnesses(examination, made.files, folder, orders.form)
    written = write_outputs(folder, made.files, journal_of(context, examination), witnesses=sent)
    return Rendering(examination, folder, written, made.fault, context.sources.places)
