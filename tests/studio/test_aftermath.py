"""What follows a session: where each date is written, what is never replaced, when each duty comes."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

import actgen
from actgen.api.aftermath import Aftermath, Fait, ModePublicite, Suite
from actgen.api.duties import Duty, Moment, due, duties, key_of, settle
from actgen.api.receipts import deposit
from tests.council.facts.recus import accuse

DATA = Path(__file__).resolve().parent.parent.parent / "data"
SESSION = "seances/le-trehou-2024-11-14.yaml"
LOST = "seances/locronan-2025-01-23-quorum-perdu.yaml"
AGAIN = "seances/locronan-2025-01-30-seconde-convocation.yaml"
APART = "seances/treguennec-2025-10-16.yaml"
INSTALLED = "seances/locronan-2026-03-21-installation.yaml"
ACTE = "029-212902944-20241114-D2024_11_0{}-DE"


@pytest.fixture
def workspace(tmp_path: Path) -> actgen.Workspace:
    for folder in ("collectivites", "groupements"):
        shutil.copytree(DATA / folder, tmp_path / folder)
    (tmp_path / "seances").mkdir()
    for name in (SESSION, LOST, AGAIN, APART, INSTALLED):
        shutil.copy2(DATA / name, tmp_path / name)
    for place in DATA.glob("seances/*.md"):
        shutil.copy2(place, tmp_path / "seances")
    return actgen.Workspace(tmp_path)


@pytest.fixture
def held(workspace: actgen.Workspace) -> actgen.Workspace:
    """The session the day after: nothing has followed it yet."""
    place = workspace.root / SESSION
    place.write_text(place.read_text(encoding="utf-8").partition("suites:")[0], encoding="utf-8")
    return workspace


def followed(workspace: actgen.Workspace, name: str = SESSION) -> Aftermath:
    workspace.refresh()
    return Aftermath(workspace.session(name))


def text(workspace: actgen.Workspace, name: str = SESSION) -> str:
    return (workspace.root / name).read_text(encoding="utf-8")


def write(workspace: actgen.Workspace, changes: list[actgen.Change], name: str = SESSION) -> tuple[str, str]:
    """What a change took out of the file and what it put there instead, all the rest being the same."""
    before = text(workspace, name)
    workspace.edit(name, changes, workspace.read(name)[1])
    after = text(workspace, name)
    head = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before))
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return before[head : len(before) - tail], after[head : len(after) - tail]


# where dates are written


def test_a_date_for_all_is_written_once(held: actgen.Workspace) -> None:
    out, put = write(held, followed(held).tell_all(Fait.TRANSMISE, "18/11/2024"))
    assert (out, put.split()) == ("", ["suites:", "transmise_le:", "18/11/2024"])
    assert followed(held).empty(Fait.TRANSMISE) == ()


def test_the_date_of_one_act_sets_it_apart_with_what_it_shared(held: actgen.Workspace) -> None:
    write(held, followed(held).tell_all(Fait.SIGNEE, "15/11/2024"))
    write(held, followed(held).tell_act(Fait.TRANSMISE, 3, "18/11/2024"))
    found = {
        act.point: {fait: case.le for fait, case in act.cases.items() if case.le}
        for act in followed(held).acts
    }
    assert found == {
        2: {Fait.SIGNEE: date(2024, 11, 15)},
        3: {Fait.SIGNEE: date(2024, 11, 15), Fait.TRANSMISE: date(2024, 11, 18)},
    }
    own = "    suites:\n      deliberation_signee_le: 15/11/2024\n      transmise_le: 18/11/2024\n"
    assert own in text(held)
    write(held, followed(held).tell_act(Fait.TRANSMISE, 2, "19/11/2024"))
    assert "suites:\n  deliberation_signee_le: 15/11/2024\n  transmise_le: 19/11/2024\n" in text(held), (
        "alone now"
    )


def test_a_date_for_all_leaves_those_that_are_there(held: actgen.Workspace) -> None:
    write(held, followed(held).tell_act(Fait.PUBLIEE, 3, "20/11/2024"))
    write(held, followed(held).tell_all(Fait.PUBLIEE, "19/11/2024"))
    days = [act.cases[Fait.PUBLIEE].le for act in followed(held).acts]
    assert days == [date(2024, 11, 19), date(2024, 11, 20)]
    assert followed(held).tell_all(Fait.PUBLIEE, "21/11/2024") == []


def test_an_act_that_has_its_own_dates_keeps_them(workspace: actgen.Workspace) -> None:
    out, put = write(workspace, followed(workspace, APART).tell_act(Fait.NOTIFIEE, 2, "23/10/2025"), APART)
    assert (out, put) == ("2", "3")
    assert "# au coordonnateur" in text(workspace, APART)


def test_a_date_is_taken_back(workspace: actgen.Workspace) -> None:
    write(workspace, followed(workspace).tell_all(Fait.SIGNEE, "15/11/2024"))
    write(workspace, followed(workspace).tell_act(Fait.SIGNEE, 2, ""))
    days = [act.cases[Fait.SIGNEE].le for act in followed(workspace).acts]
    assert days == [None, date(2024, 11, 15)]
    assert [act.executoire_le for act in followed(workspace).acts] == [date(2024, 11, 19)] * 2


@pytest.mark.parametrize(
    ("written", "there"),
    [
        ("18/11", "18/11/2024"),
        ("13/11", "13/11/2024"),  # the day before the session: a slip, not next year's
        ("3.1", "03/01/2025"),
        ("lundi 18 novembre 2024", "18/11/2024"),
        ("2024-11-18", "18/11/2024"),
    ],
)
def test_a_date_as_people_write_it(held: actgen.Workspace, written: str, there: str) -> None:
    (change,) = followed(held).tell_all(Fait.TRANSMISE, written)
    assert change == actgen.Put(("suites", "transmise_le"), there)


def test_what_is_no_date_is_told_and_written_nowhere(held: actgen.Workspace) -> None:
    seen = followed(held)
    for written, why in (
        ("demain", "n’est pas une date"),
        ("31/02/2025", "28"),
        ("dimanche 18/11/2024", "lundi"),
    ):
        with pytest.raises(actgen.UsageError, match=why):
            seen.tell_all(Fait.TRANSMISE, written)
        with pytest.raises(actgen.UsageError, match=why):
            seen.tell(Suite.LISTE, written)
    with pytest.raises(actgen.UsageError, match="Écrivez d’abord"):
        seen.tell_all(Fait.TRANSMISE, " ")


def test_a_date_that_changed_meanwhile_is_not_replaced(workspace: actgen.Workspace) -> None:
    with pytest.raises(actgen.UsageError, match="«\u00a018/11/2024\u00a0»"):
        followed(workspace).tell_act(Fait.TRANSMISE, 2, "20/11/2024", before="")
    assert followed(workspace).tell_act(Fait.TRANSMISE, 2, "18/11/2024", before="18/11/2024") == []


def test_what_an_act_waits_for(workspace: actgen.Workspace) -> None:
    group, free = followed(workspace).acts
    assert set(group.cases) - set(free.cases) == {Fait.NOTIFIEE, Fait.CONVENTION}
    assert (group.mode, group.numero) == (ModePublicite.ELECTRONIQUE, "D2024-11-02")
    assert group.attestation is not None
    elections = followed(workspace, INSTALLED).acts
    assert Fait.ELECTION in elections[0].cases
    assert elections[0].attestation is None
    assert (elections[0].effet_immediat, elections[0].executoire_le) == (True, None)


def test_why_there_is_no_certificate_names_no_line(held: actgen.Workspace) -> None:
    write(held, followed(held).tell_all(Fait.TRANSMISE, "18/11/2024"))
    assert followed(held).acts[0].raison == "il manque la publication"


def test_what_was_rejected_waits_for_signatures_alone(held: actgen.Workspace) -> None:
    place = held.root / SESSION
    told = text(held).replace(
        "vote: 9 pour, 2 contre, 2 abstentions", "vote: 2 pour, 9 contre, 2 abstentions"
    )
    place.write_text(told, encoding="utf-8")
    rejected = followed(held).acts[0]
    assert (rejected.rejetee, set(rejected.cases)) == (True, {Fait.SIGNEE})
    with pytest.raises(actgen.UsageError, match="point 2 n’attend pas"):
        followed(held).tell_act(Fait.TRANSMISE, 2, "18/11/2024")


def test_the_dates_of_the_session_itself(held: actgen.Workspace) -> None:
    for suite in Suite:
        write(held, followed(held).tell(suite, "21/11/2024"))
        assert followed(held).day(suite) == date(2024, 11, 21)
    out, put = write(held, followed(held).tell(Suite.PROCES_VERBAL, ""))
    assert (out, put) == (" 21/11/2024", "")


def test_a_wrong_date_is_said_where_it_is(workspace: actgen.Workspace) -> None:
    place = workspace.root / SESSION
    place.write_text(
        text(workspace).replace("transmise_le: 18/11/2024", "transmise_le: 12/11/2024"), encoding="utf-8"
    )
    seen = followed(workspace)
    (found,) = seen.acts[0].cases[Fait.TRANSMISE].findings
    assert (found.code, seen.others) == ("EXEC-DATE", ())
    assert seen.acts[1].cases[Fait.TRANSMISE].findings == (), "a date that they share is told wrong once"


# receipts


def test_receipts_are_read_and_put_apart(held: actgen.Workspace) -> None:
    files = [(f"../../{n}.txt", accuse(ACTE.format(n), "2024-11-18")) for n in (2, 3)]
    held.refresh()
    assert [(each.point, each.pourquoi) for each in deposit(held, SESSION, files)] == [(2, ""), (3, "")]
    folder = held.root / "seances" / "accuses"
    assert sorted(each.name for each in folder.iterdir() if each.suffix == ".xml") == [
        f"{ACTE.format(2)}-1-2.xml",
        f"{ACTE.format(3)}-1-2.xml",
    ]
    cases = [act.cases[Fait.RECUE] for act in followed(held).acts]
    assert [(case.le, case.recue) for case in cases] == [(date(2024, 11, 18), True)] * 2
    assert followed(held).empty(Fait.RECUE) == ()
    with pytest.raises(actgen.UsageError, match="n’attend pas"):
        followed(held).tell_act(Fait.RECUE, 2, "19/11/2024")
    assert [each.pourquoi for each in deposit(held, SESSION, files)] == ["", ""], "told twice"


def test_a_date_goes_where_no_receipt_tells_it(held: actgen.Workspace) -> None:
    deposit(held, SESSION, [("un.xml", accuse(ACTE.format(2), "2024-11-18"))])
    write(held, followed(held).tell_all(Fait.RECUE, "19/11/2024"))
    assert [act.cases[Fait.RECUE].le for act in followed(held).acts] == [
        date(2024, 11, 18),
        date(2024, 11, 19),
    ]
    assert not any(each.code.startswith("ACCUSE") for each in followed(held).others)
    assert "\nsuites:\n  recue_le: 19/11/2024\n" in text(held), "alone among those that typed dates are for"


def test_a_receipt_that_is_named_for_all_is_not_named_again(held: actgen.Workspace) -> None:
    (held.root / "seances" / "recu.xml").write_bytes(accuse(ACTE.format(3), "2024-11-18"))
    place = held.root / SESSION
    place.write_text(f"{text(held)}suites:\n  accuse: recu.xml\n  publiee_le: 19/11/2024\n", encoding="utf-8")
    write(held, followed(held).tell_act(Fait.TRANSMISE, 2, "18/11/2024"))
    assert "    suites:\n      transmise_le: 18/11/2024\n      publiee_le: 19/11/2024\n" in text(held)
    assert followed(held).acts[1].cases[Fait.RECUE].recue
    assert not any(each.code.startswith("ACCUSE") for each in followed(held).others)


HOSTILE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (accuse(), "SIREN 216800722 au lieu de 212902944"),
        (accuse(ACTE.format(9), "2024-11-18"), "acte n° D2024_11_09, qu’aucun point"),
        (accuse(ACTE.format(2), "2024-11-01"), "avant la séance"),
        (HOSTILE, "DOCTYPE"),
        (b"%PDF-1.7", "pas un fichier XML"),
        (b"", "vide"),
        (accuse(ACTE.format(2))[:200], "s’arrête avant la fin"),
        (accuse(ACTE.format("2/../../../x"), "2024-11-18"), "acte n°"),
    ],
)
def test_what_is_no_receipt_of_this_session_is_left_out(
    held: actgen.Workspace, content: bytes, why: str
) -> None:
    before = sorted(held.root.rglob("*"))
    (told,) = deposit(held, SESSION, [("accusé.xml", content)])
    assert (told.nom, told.point) == ("accusé.xml", None)
    assert why in told.pourquoi
    assert sorted(held.root.rglob("*")) == before


def test_a_file_that_is_there_is_never_replaced(held: actgen.Workspace) -> None:
    folder = held.root / "seances" / "accuses"
    folder.mkdir()
    there = folder / f"{ACTE.format(2)}-1-2.xml"
    there.write_bytes(b"autre chose")
    (told,) = deposit(held, SESSION, [("a.xml", accuse(ACTE.format(2), "2024-11-18"))])
    assert "est déjà là" in told.pourquoi
    assert there.read_bytes() == b"autre chose"
    there.write_bytes(accuse(ACTE.format(2), "2024-11-18"))
    held.refresh()
    (told,) = deposit(held, SESSION, [("a.xml", accuse(ACTE.format(2), "2024-11-19"))])
    assert "a déjà un accusé de réception, du 18/11/2024" in told.pourquoi


def test_a_receipt_that_another_program_puts_there_is_seen(held: actgen.Workspace) -> None:
    assert followed(held).empty(Fait.RECUE) == (2, 3)
    (held.root / "seances" / "recu.xml").write_bytes(accuse(ACTE.format(2), "2024-11-18"))
    assert followed(held).empty(Fait.RECUE) == (3,)


# duties


def seen(workspace: actgen.Workspace, au: date, name: str = SESSION) -> dict[str, Duty]:
    workspace.refresh()
    return {each.key: each for each in duties(workspace.overviews(), au) if each.session.name == name}


@pytest.mark.parametrize(
    ("au", "moment"),
    [
        (date(2024, 11, 14), Moment.PLUS_TARD),
        (date(2024, 11, 15), Moment.SEMAINE),
        (date(2024, 11, 21), Moment.SEMAINE),
        (date(2024, 11, 22), Moment.EN_RETARD),
    ],
)
def test_when_a_duty_comes(held: actgen.Workspace, au: date, moment: Moment) -> None:
    found = seen(held, au)
    assert found["liste-des-deliberations"].moment is moment
    assert {key: each.moment for key, each in found.items() if each.echeance.le is None} == {
        "transmission-1-2-3": Moment.SEMAINE,
        "publication-1-2-3": Moment.SEMAINE,
        "notification-au-coordonnateur-2": Moment.PLUS_TARD,
        "arret-du-proces-verbal": Moment.PLUS_TARD,
    }


def test_a_member_notifies_as_soon_as_its_act_is_executory(held: actgen.Workspace) -> None:
    key = "notification-au-coordonnateur-2"
    write(held, settle(followed(held), "transmission-1-2-3", "18/11/2024"))
    assert seen(held, date(2024, 11, 20))[key].moment is Moment.PLUS_TARD
    write(held, settle(followed(held), "publication-1-2-3", "19/11/2024"))
    assert seen(held, date(2024, 11, 20))[key].moment is Moment.SEMAINE


def test_a_duty_is_settled_where_its_date_is_written(held: actgen.Workspace) -> None:
    for key, line in (
        ("liste-des-deliberations", "liste_des_deliberations:\n  affichee_le: 19/11/2024\n"),
        ("transmission-1-2-3", "suites:\n  transmise_le: 18/11/2024\n"),
        ("publication-1-2-3", "  publiee_le: 19/11/2024\n"),
        ("notification-au-coordonnateur-2", "  notifiee_le: 20/11/2024\n"),
    ):
        day = line.split()[-1]
        assert seen(held, date(2024, 11, 20))[key].told_here
        write(held, settle(followed(held), key, day))
        assert line in text(held)
        assert seen(held, date(2024, 11, 20))[key].moment is Moment.FAIT
        with pytest.raises(actgen.UsageError, match="n’est plus à noter"):
            settle(followed(held), key, day)


def test_what_a_date_alone_does_not_settle(held: actgen.Workspace) -> None:
    duty = seen(held, date(2024, 11, 20))["arret-du-proces-verbal"]
    assert not duty.told_here
    with pytest.raises(actgen.UsageError):
        settle(followed(held), duty.key, "20/11/2024")
    with pytest.raises(actgen.UsageError, match="Écrivez d’abord"):
        settle(followed(held), "liste-des-deliberations", "")


def test_minutes_are_published_once_adopted(held: actgen.Workspace) -> None:
    assert "publication-du-proces-verbal" not in seen(held, date(2024, 12, 1))
    write(held, [actgen.Put(("proces_verbal", "arrete_le"), "12/12/2024")])
    found = seen(held, date(2024, 12, 20))
    assert found["arret-du-proces-verbal"].moment is Moment.FAIT
    assert found["publication-du-proces-verbal"].moment is Moment.EN_RETARD
    limit = due(followed(held), Suite.PROCES_VERBAL)
    assert limit is not None
    assert limit.le == date(2024, 12, 19)


def test_a_second_session_settles_the_first(workspace: actgen.Workspace) -> None:
    au = date(2025, 2, 3)
    done = seen(workspace, au, LOST)["seconde-seance"]
    assert (done.moment, done.fait_le) == (Moment.FAIT, date(2025, 1, 30))
    (workspace.root / AGAIN).unlink()
    left = seen(workspace, au, LOST)["seconde-seance"]
    assert (left.moment, left.told_here, left.echeance.le) == (Moment.SANS_DELAI, False, date(2025, 1, 27))


def test_each_duty_of_a_session_has_its_own_key(workspace: actgen.Workspace) -> None:
    for name in workspace.files():
        if name.startswith("seances/") and workspace.session(name).figures is not None:
            keys = [key_of(each) for each in followed(workspace, name).duties]
            assert len(keys) == len(set(keys)), name


def test_a_list_is_told_again_once_a_file_changed(held: actgen.Workspace) -> None:
    held.refresh()
    first = held.overviews()
    held.refresh()
    assert all(a is b for a, b in zip(first, held.overviews(), strict=True))
    write(held, followed(held).tell(Suite.LISTE, "19/11/2024"))
    changed = [b.name for a, b in zip(first, held.overviews(), strict=True) if a != b]
    assert changed == [SESSION]


def test_what_is_typed_for_a_deposit(workspace: actgen.Workspace) -> None:
    told = workspace.session(SESSION).to_deposit()
    assert [(each.point, each.numero, each.code) for each in told.saisies] == [
        (2, "D2024_11_02", "1.7"),
        (3, "D2024_11_03", "7.10"),
    ]
    assert dict(told.saisies[1].lignes)["Matière"] == "7.10 Finances locales, divers"
