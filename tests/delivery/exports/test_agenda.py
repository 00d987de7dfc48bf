"""The calendar of a session as an iCalendar file: read back, equal bytes, safe writing."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from actgen.base.diagnostics import Location
from actgen.base.errors import EnvironmentFault, NotOurs
from actgen.base.records import replace
from actgen.council.facts.suites import Accuse, ListeDeliberations, ProcesVerbal
from actgen.council.figures.seance import FiguresSeance, compute
from actgen.council.kinds.catalogue import Catalogue, search_path
from actgen.delivery.exports.agenda import MARK, agenda, write_agenda
from actgen.reading.sources import Sources
from actgen.session.load import load_session
from tests.french import typing_faults


def _figures(checkout: Path, name: str) -> FiguresSeance:
    sources = Sources(checkout / "data")
    catalogue = Catalogue(sources, search_path(checkout / "data"))
    loaded = load_session(checkout / "data" / "seances" / f"{name}.yaml", sources, catalogue)
    assert loaded.seance is not None
    return compute(loaded.seance, catalogue)


@pytest.fixture
def dietwiller(checkout: Path) -> FiguresSeance:
    return _figures(checkout, "dietwiller-2022-12-15")


@pytest.fixture
def le_trehou(checkout: Path) -> FiguresSeance:
    return _figures(checkout, "le-trehou-2024-11-14")


def _events(content: bytes) -> dict[str, Any]:
    """The events by their identifier, as the library reads them back."""
    calendar: Any = Calendar.from_ical(content)
    events = calendar.walk("VEVENT")
    found = {str(event["UID"]): event for event in events}
    assert len(found) == len(events), "an identifier given twice would lose an event"
    return found


def test_the_dates_of_the_worked_example(dietwiller: FiguresSeance) -> None:
    days = {
        uid.partition("-68072-")[0]: event["DTSTART"].dt
        for uid, event in _events(agenda([dietwiller])).items()
    }
    assert days == {
        "convocation": date(2022, 12, 12),
        "liste-des-deliberations": date(2022, 12, 22),
        "recours": date(2023, 2, 20),
        "defere": date(2023, 2, 20),
    }


def test_each_event_is_one_whole_day_in_good_french(
    dietwiller: FiguresSeance, le_trehou: FiguresSeance
) -> None:
    events = _events(agenda([dietwiller, le_trehou]))
    assert len(events) > 7
    for event in events.values():
        assert type(event["DTSTART"].dt) is date
        assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1)
        assert event["TRANSP"] == "TRANSPARENT"
        for words in (str(event["SUMMARY"]), str(event["DESCRIPTION"])):
            assert typing_faults(words) == [], words
        assert "art.\u00a0" in event["DESCRIPTION"]


def test_an_indication_says_so(dietwiller: FiguresSeance) -> None:
    event = _events(agenda([dietwiller]))["recours-68072-20221215-conseil@actgen"]
    assert event["SUMMARY"].startswith("Fin indicative")
    assert "Date indicative" in event["DESCRIPTION"]


def test_equal_facts_give_equal_bytes_in_lines_that_agendas_read(dietwiller: FiguresSeance) -> None:
    content = agenda([dietwiller], 3)
    assert content == agenda([dietwiller], 3)
    assert content.startswith(b"BEGIN:VCALENDAR\r\n") and content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    content.decode("utf-8")
    assert b"DTSTAMP:20221215T000000Z" in content


def test_a_new_fact_keeps_the_identifier_and_raises_the_sequence(dietwiller: FiguresSeance) -> None:
    liste = ListeDeliberations(affichee_le=date(2022, 12, 20))
    later = replace(dietwiller, seance=replace(dietwiller.seance, liste=liste))
    before, after = _events(agenda([dietwiller])), _events(agenda([later]))
    assert before.keys() <= after.keys()
    assert all(after[uid]["SEQUENCE"] > before[uid]["SEQUENCE"] for uid in before)
    event = after["liste-des-deliberations-68072-20221215-conseil@actgen"]
    assert event["SUMMARY"].startswith("Fait") and "Fait le 20/12/2022" in event["DESCRIPTION"]


def test_an_alarm_rings_for_what_is_to_be_done_and_for_nothing_else(dietwiller: FiguresSeance) -> None:
    assert not any(event.walk("VALARM") for event in _events(agenda([dietwiller])).values())
    ringing = {uid: event for uid, event in _events(agenda([dietwiller], 3)).items() if event.walk("VALARM")}
    assert [uid.partition("-68072-")[0] for uid in ringing] == ["liste-des-deliberations"]
    (alarm,) = next(iter(ringing.values())).walk("VALARM")
    assert alarm["TRIGGER"].dt == timedelta(days=-3)


def test_minutes_that_wait_for_the_next_session_have_no_event(le_trehou: FiguresSeance) -> None:
    assert not any(uid.startswith("publication-du") for uid in _events(agenda([le_trehou])))
    suivi = ProcesVerbal(arrete_le=date(2024, 12, 12))
    later = replace(le_trehou, seance=replace(le_trehou.seance, proces_verbal=suivi))
    event = _events(agenda([later]))["publication-du-proces-verbal-29294-20241114-conseil@actgen"]
    assert event["DTSTART"].dt == date(2024, 12, 19)


# writing


def test_a_file_is_written_once_and_replaced_when_it_is_ours(
    tmp_path: Path, dietwiller: FiguresSeance
) -> None:
    place = tmp_path / "agendas" / "echeances.ics"
    assert write_agenda(place, agenda([dietwiller]))
    assert not write_agenda(place, agenda([dietwiller]))
    assert write_agenda(place, agenda([dietwiller], 3))
    assert place.read_bytes() == agenda([dietwiller], 3)
    assert [each.name for each in place.parent.iterdir()] == ["echeances.ics"]


@pytest.mark.parametrize(
    "content", [b"", b"BEGIN:VCALENDAR\r\nPRODID:autre\r\n", b"x" * 2_000 + MARK.encode()]
)
def test_a_file_of_somebody_else_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    place = tmp_path / "echeances.ics"
    place.write_bytes(content)
    with pytest.raises(NotOurs):
        write_agenda(place, b"BEGIN:VCALENDAR\r\n")
    assert place.read_bytes() == content


def test_a_replacement_that_fails_leaves_the_old_file(
    tmp_path: Path, dietwiller: FiguresSeance, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "echeances.ics"
    write_agenda(place, agenda([dietwiller]))

    def held_open(*_: object) -> None:
        raise PermissionError(13, "held open by an agenda")

    monkeypatch.setattr(os, "replace", held_open)
    with pytest.raises(EnvironmentFault, match="Rien n’a changé"):
        write_agenda(place, agenda([dietwiller], 3))
    assert place.read_bytes() == agenda([dietwiller])
    assert [each.name for each in tmp_path.iterdir()] == ["echeances.ics"]


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "agendas").write_bytes(b"")
    with pytest.raises(EnvironmentFault, match="--ics"):
        write_agenda(tmp_path / "agendas" / "echeances.ics", b"BEGIN:VCALENDAR\r\n")


def test_the_remedies_against_an_election_are_events_of_their_own(checkout: Path) -> None:
    events = _events(agenda([_figures(checkout, "locronan-2026-03-21-installation")]))
    days = {uid.partition("-29134-")[0]: event["DTSTART"].dt for uid, event in events.items()}
    assert days["recours-1-3"] == date(2026, 3, 27)
    assert days["recours"] == date(2026, 5, 26)


def test_acts_received_on_other_days_have_events_of_their_own(
    checkout: Path, le_trehou: FiguresSeance
) -> None:
    """Their prefect's two months differ; what they share keeps the identifier that it had."""
    avant = set(_events(agenda([le_trehou])))
    seance = le_trehou.seance
    premier = next(each.point.numero for each in le_trehou.points if each.delibere and each.transmissible)
    accuse = Accuse("id", date(2024, 11, 20), Location("recu.xml"))
    recue = replace(
        seance,
        points=tuple(
            replace(point, accuse=accuse) if point.numero == premier else point for point in seance.points
        ),
    )
    catalogue = Catalogue(Sources(checkout / "data"), search_path(checkout / "data"))
    apres = set(_events(agenda([compute(recue, catalogue)])))
    assert avant < apres
    assert {uid.partition(f"-{premier}-")[0] for uid in apres - avant} == {"defere"}
