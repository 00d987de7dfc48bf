"""Everything wrong with texts of kinds, in one pass: as they are written, then as they show on acts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actgen.diagnostics import Diagnostic, Location, Mender, Report, Severity
from actgen.records import dataclass
from actgen.templating.inlines import CLAUSE
from actgen.templating.interpret import VALEUR
from actgen.templating.sandbox import INCONNU
from actgen.templating.vocabulary import VOCABULAIRE

from .selection import Selection
from .static import check_texts
from .trials import try_texts
from .workbench import workbench

_AS_WRITTEN = (INCONNU.name, VOCABULAIRE.name)
_AS_FILLED = frozenset({*_AS_WRITTEN, VALEUR.name})
"""The same slip, seen when an act is made: a name that doesn't exist has no value either."""
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found on the texts, and how many sessions and acts they were tried on."""

    report: Report
    sessions: int
    acts: int


def check_templates(selection: Selection) -> Checked:
    """Check the texts selected. Nothing is written; what a fault of form hides is told once it is mended."""
    static = check_texts(selection.catalogue, selection.kinds)
    filled: list[Diagnostic] = []
    sessions = acts = 0
    for level in selection.levels:
        kinds = selection.tried_at(level)
        if not kinds:
            continue
        with workbench(level.seen_by(selection.catalogue), selection.folders) as bench:
            if level.folder:
                bench.see_from(level.folder, of_commune=bool(level.commune))
            filled += try_texts(bench, kinds, level.words)
            sessions += bench.sessions
            acts += bench.acts
    kept = [_of_authors(finding) for finding in _once(static, filled) if selection.holds(finding)]
    return Checked(Report(tuple(sorted(kept, key=_rank))), sessions, acts)


def _once(static: Sequence[Diagnostic], filled: Sequence[Diagnostic]) -> list[Diagnostic]:
    """One finding for one slip: what is told of a text as written isn't told again of an act made of it.

    Two findings of one code at one place are two slips when they say two things: in Word many places are the
    whole paragraph.
    """
    known: dict[tuple[str, Location, str], Diagnostic] = {}
    told: set[tuple[str, Location]] = set()
    others: dict[tuple[str, str, frozenset[str]], Diagnostic] = {}
    for rank, finding in enumerate((*static, *filled)):
        place = finding.location
        if place is None or not place.line:
            files = frozenset(each.file for each in finding.locations)
            others.setdefault((finding.code, finding.message, files), finding)
            continue
        here = _spot(place)
        if finding.code in _AS_FILLED and any(
            (code, here) in told for code in _AS_WRITTEN if code != finding.code or rank >= len(static)
        ):
            continue
        if finding.code == INCONNU.name and (CLAUSE.name, here) in told:
            continue  # a clause out of its place is no variable
        if rank < len(static):
            told.add((finding.code, here))
        key = finding.code, replace(here, excerpt=""), finding.message
        if key not in known or _ORDER[finding.severity] < _ORDER[known[key].severity]:
            known[key] = finding
    return [*known.values(), *others.values()]


def _spot(place: Location) -> Location:
    """The place without the length of what is marked; in a long paragraph of Word only the words tell it."""
    return replace(place, length=0, excerpt=place.excerpt if place.part else "")


def _of_authors(finding: Diagnostic) -> Diagnostic:
    return replace(finding, mender=Mender.SERVICE_JURIDIQUE)


def _rank(finding: Diagnostic) -> tuple[int, Location]:
    return _ORDER[finding.severity], finding.location or Location("")
