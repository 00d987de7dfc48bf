"""A template that stumbles on a field its item lacks: the field is told, not the template.

The deliberation of such an item isn't composed at all; its texts stand in the minutes too.
"""

from __future__ import annotations

from collections.abc import Iterable

from actgen.checks.champs import CHAMP_ABSENT
from actgen.diagnostics import Diagnostic, Severity
from actgen.figures.seance import FiguresPoint
from actgen.kinds.manifest import Kind
from actgen.rendering.templates.interpret import VALEUR


def missing_fields(
    faults: Iterable[Diagnostic], found: Iterable[Diagnostic], items: Iterable[tuple[FiguresPoint, Kind]]
) -> tuple[tuple[Diagnostic, ...], frozenset[Diagnostic]]:
    """The fields that lack (errors in `found`), and the faults that come of it.

    These are values met in a text of the kind of an item that lacks some.
    """
    absents = [each for each in found if each.code == CHAMP_ABSENT.name and each.severity is Severity.ERROR]
    kinds = {point.point.numero: kind.chemin for point, kind in items}
    causes: list[Diagnostic] = []
    consequences = set()
    for fault in faults:
        siens = [each for each in absents if each.point and _stands_in(fault, kinds.get(each.point, ""))]
        if siens:
            consequences.add(fault)
            causes += siens
    return tuple(dict.fromkeys(causes)), frozenset(consequences)


def _stands_in(fault: Diagnostic, chemin: str) -> bool:
    """Whether a fault is of a value, in a text of that kind's folder."""
    file = fault.location.file if fault.location is not None else ""
    return fault.code == VALEUR.name and bool(chemin) and f"/{chemin}/" in f"/{file}"
