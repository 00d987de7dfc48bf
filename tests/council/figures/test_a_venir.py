"""What is dated of a day that has not come: what is not believed, and what stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from actgen.base.diagnostics import Location
from actgen.base.records import replace
from actgen.council.facts.suites import Accuse
from actgen.council.figures.a_venir import a_ce_jour
from actgen.session.examination import examine
from actgen.session.result import Options

SESSION = Path(__file__).parent.parent.parent.parent / "data/seances/le-trehou-2024-11-14.yaml"
LATE = date(2032, 11, 18)


def test_a_receipt_of_a_day_to_come_proves_nothing() -> None:
    seance = examine(SESSION, Options()).seance
    assert seance is not None
    place = Location("seances/accuse.xml", 1)
    received = replace(seance.points[1], accuse=Accuse("029-1", LATE, place))
    seance = replace(seance, points=(seance.points[0], received, *seance.points[2:]))
    assert a_ce_jour(seance, LATE) == seance == a_ce_jour(seance, None)
    believed = a_ce_jour(seance, date(2026, 12, 1))
    assert believed.points[1].accuse is None
    assert [(each.champ, each.le, each.lieu, each.point) for each in believed.a_venir] == [
        ("recue_le", LATE, place, 2)
    ]
    assert (believed.suites, believed.liste) == (seance.suites, seance.liste)


def test_what_is_planned_is_believed() -> None:
    seance = examine(SESSION, Options(aujourd_hui=date(2024, 11, 1))).seance
    assert seance is not None
    assert (seance.date, seance.convocation.envoyee_le) == (date(2024, 11, 14), date(2024, 11, 7))
    assert seance.suites.transmise_le is None and seance.suites.lieux["transmise_le"].line
