"""From the trees of the acts to files in the output folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from actgen.errors import EnvironmentFault
from actgen.jobs import Workers
from actgen.writing import Written, write_outputs

from .examine import prepare
from .folders import folder_of
from .journals import journal_of
from .options import DEFAULT_OUT, Examination, Options
from .origines import origines_of
from .outputs import Orders, make_acts
from .witnesses import witnesses
from .word_files import with_refusals
from .workshop import Workshop


@dataclass(frozen=True, slots=True)
class Rendering:
    """What a run wrote and where. `fault` is a format that this machine can't make; `read`: its files."""

    examination: Examination
    folder: Path | None = None
    written: tuple[Written, ...] = ()
    fault: EnvironmentFault | None = None
    read: tuple[Path, ...] = ()


def render(
    path: Path, options: Options, workshop: Workshop | None = None, workers: Workers | None = None
) -> Rendering:
    """Write the acts of a session that are due, in the formats asked for.

    `workers` make the files; without one they are made in this process. The bytes are the same. A format that
    the machine can't make (PDF without Pango) leaves the others written. Raises EnvironmentFault when the
    folder can't be written.
    """
    bench = prepare(path, options, workshop or Workshop())
    seance = bench.examination.seance
    plans = [plan for plan in bench.examination.plans if plan.document is not None]
    if seance is None or not plans:
        return Rendering(bench.examination, read=bench.sources.places)
    orders = Orders(seance, bench.looks, options.formats)
    made = make_acts(plans, orders, workers or Workers(jobs=1))
    folder = folder_of(seance, options.out or DEFAULT_OUT)
    examination = with_refusals(bench.examination, made.refused, origines_of(bench.sources))
    sent = witnesses(examination, made.files, folder, orders.form)
    written = write_outputs(folder, made.files, journal_of(bench, examination), witnesses=sent)
    return Rendering(examination, folder, written, made.fault, bench.sources.places)
