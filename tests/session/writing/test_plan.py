from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actgen.session.writing.fingerprint import Fingerprint
from actgen.session.writing.journal import Entry, Journal
from actgen.session.writing.plan import NOT_A_FILE, Change, Outcome, OutputFile, Plan, make_plan

NAME, DRAFT, OTHER = "1-deliberation-09.pdf", "1-deliberation-09-PROJET.pdf", "1-deliberation-09-ancien.pdf"
ACT = "deliberation-09"
SENT = "acte déjà transmis"


def mark(word: str) -> Fingerprint:
    return Fingerprint(word, f"contenu {word}")


def journal(files: Mapping[str, str], act: str = ACT) -> Journal:
    return Journal({name: Entry(act, mark(word)) for name, word in files.items()})


def plan(
    present: Mapping[str, str], known: Mapping[str, str], *, name: str = NAME, sent: bool = False
) -> Plan:
    file = OutputFile(name, b"neuf", ACT, SENT if sent else "")
    return make_plan(present, journal(known), [(file, mark("neuf"))])


def outcomes(decided: Plan) -> dict[str, Outcome]:
    return {told.name: told.outcome for told in decided.written}


def test_a_new_file_is_written() -> None:
    decided = plan({}, {})
    assert outcomes(decided) == {NAME: Outcome.WRITTEN}
    assert decided.changes == (Change(NAME, None, "neuf", b"neuf"),)
    assert decided.entries == {NAME: Entry(ACT, mark("neuf"))}


def test_our_own_file_is_replaced() -> None:
    decided = plan({NAME: "vieux"}, {NAME: "vieux"})
    assert outcomes(decided) == {NAME: Outcome.WRITTEN}
    assert decided.changes == (Change(NAME, "vieux", "neuf", b"neuf"),)


def test_the_same_bytes_are_left_alone() -> None:
    decided = plan({NAME: "neuf"}, {NAME: "neuf"})
    assert (outcomes(decided), decided.changes) == ({NAME: Outcome.UNCHANGED}, ())


def test_a_file_changed_by_hand_is_kept() -> None:
    decided = plan({NAME: "signé"}, {NAME: "vieux"})
    assert (outcomes(decided), decided.changes) == ({NAME: Outcome.KEPT}, ())
    assert decided.entries == {NAME: Entry(ACT, mark("vieux"))}
    assert "modifié à la main" in decided.written[0].phrase


def test_a_file_in_no_journal_is_a_stranger() -> None:
    for state in ("autre", NOT_A_FILE):
        decided = plan({NAME: state}, {})
        assert (outcomes(decided), decided.changes) == ({NAME: Outcome.KEPT}, ())
        assert decided.entries == {}


def test_a_stranger_with_our_bytes_becomes_ours() -> None:
    decided = plan({NAME: "neuf"}, {})
    assert decided.entries == {NAME: Entry(ACT, mark("neuf"))}


def test_a_transmitted_act_is_not_rewritten() -> None:
    decided = plan({NAME: "vieux"}, {NAME: "vieux"}, sent=True)
    assert (outcomes(decided), decided.changes) == ({NAME: Outcome.NOT_REWRITTEN}, ())
    assert "donneraient maintenant un autre contenu" in decided.written[0].phrase


def test_a_transmitted_act_with_the_same_bytes_is_unchanged() -> None:
    decided = plan({NAME: "neuf"}, {NAME: "neuf"}, sent=True)
    assert decided.written[0].phrase.startswith("inchangé, acte déjà transmis")


def test_a_transmitted_act_compressed_otherwise_is_unchanged() -> None:
    known = Journal({NAME: Entry(ACT, Fingerprint("vieux", "contenu neuf"))})
    file = OutputFile(NAME, b"neuf", ACT, acquis=SENT)
    decided = make_plan({NAME: "vieux"}, known, [(file, mark("neuf"))])
    assert (outcomes(decided), decided.changes) == ({NAME: Outcome.UNCHANGED}, ())
    assert decided.entries == known.files, "the journal keeps the hash of what lies in the folder"


def test_a_transmitted_act_that_was_signed_is_kept() -> None:
    decided = plan({NAME: "signé"}, {NAME: "vieux"}, sent=True)
    assert (outcomes(decided), decided.changes) == ({NAME: Outcome.KEPT}, ())
    assert "renommez" not in decided.written[0].phrase


def test_a_transmitted_act_first_written_after_the_facts_is_written() -> None:
    assert outcomes(plan({}, {}, sent=True)) == {NAME: Outcome.WRITTEN}


def test_a_transmitted_act_that_is_gone_comes_back_as_it_was_or_not_at_all() -> None:
    assert outcomes(plan({}, {NAME: "neuf"}, sent=True)) == {NAME: Outcome.WRITTEN}
    assert outcomes(plan({}, {NAME: "vieux"}, sent=True)) == {NAME: Outcome.NOT_REWRITTEN}


def test_a_transmitted_act_gets_no_new_form_that_differs() -> None:
    word = OutputFile("1-deliberation-09.docx", b"", ACT, acquis=SENT)
    pdf = OutputFile(NAME, b"", ACT, acquis=SENT)
    decided = make_plan({NAME: "vieux"}, journal({NAME: "vieux"}), [(word, mark("mot")), (pdf, mark("neuf"))])
    assert set(outcomes(decided).values()) == {Outcome.NOT_REWRITTEN}
    assert decided.changes == ()


def test_a_copy_never_tells_what_the_transmitted_act_does_not() -> None:
    copy_name = "1-deliberation-09-PUBLICATION.pdf"
    copy = OutputFile(copy_name, b"", "publication-09", copie_de=ACT)
    for sent, outcome in ((True, Outcome.NOT_REWRITTEN), (False, Outcome.WRITTEN)):
        act = OutputFile(NAME, b"", ACT, acquis=SENT if sent else "")
        decided = make_plan(
            {NAME: "vieux"}, journal({NAME: "vieux"}), [(act, mark("neuf")), (copy, mark("copie"))]
        )
        assert outcomes(decided)[copy_name] is outcome


def test_a_copy_asked_for_alone_is_held_by_its_act_which_is_compared_and_not_written() -> None:
    copy_name = "1-deliberation-09-PUBLICATION.pdf"
    copy = OutputFile(copy_name, b"", "publication-09", copie_de=ACT)
    act = OutputFile(NAME, b"", ACT, acquis=SENT)
    for now, outcome in (("neuf", Outcome.NOT_REWRITTEN), ("vieux", Outcome.WRITTEN)):
        decided = make_plan(
            {NAME: "vieux"}, journal({NAME: "vieux"}), [(copy, mark("copie"))], [(act, mark(now))]
        )
        assert outcomes(decided) == {copy_name: outcome}
        assert NAME not in {change.name for change in decided.changes}
        assert decided.entries[NAME] == Entry(ACT, mark("vieux"))


@pytest.mark.parametrize("now", ["neuf", "vieux"])
def test_a_scan_of_a_transmitted_act_holds_what_would_contradict_it(now: str) -> None:
    word, copy_name = "1-deliberation-09.docx", "1-deliberation-09-PUBLICATION.pdf"
    files = [
        (OutputFile(NAME, b"", ACT, acquis=SENT), mark(now)),
        (OutputFile(word, b"", ACT, acquis=SENT), mark("mot")),
        (OutputFile(copy_name, b"", "publication-09", copie_de=ACT), mark("copie")),
    ]
    told = outcomes(make_plan({NAME: "signé"}, journal({NAME: "vieux"}), files))
    held = Outcome.NOT_REWRITTEN if now == "neuf" else Outcome.WRITTEN
    assert told == {NAME: Outcome.KEPT, word: held, copy_name: held}


def test_a_copy_of_a_transmitted_act_that_is_the_same_may_change() -> None:
    name = "1-deliberation-09-PUBLICATION.pdf"
    files = [
        (OutputFile(NAME, b"", ACT, acquis=SENT), mark("neuf")),
        (OutputFile(name, b"", "publication-09", copie_de=ACT), mark("occulté")),
    ]
    known = Journal({NAME: Entry(ACT, mark("neuf")), name: Entry("publication-09", mark("copie"))})
    assert outcomes(make_plan({NAME: "neuf", name: "copie"}, known, files))[name] is Outcome.WRITTEN


def test_a_final_act_takes_the_place_of_its_draft() -> None:
    decided = plan({DRAFT: "projet"}, {DRAFT: "projet"})
    assert outcomes(decided) == {NAME: Outcome.WRITTEN, DRAFT: Outcome.REMOVED}
    assert decided.changes == (Change(NAME, None, "neuf", b"neuf"), Change(DRAFT, "projet", None))
    assert set(decided.entries) == {NAME}


def test_a_final_act_already_sent_takes_the_place_of_its_draft() -> None:
    decided = plan({DRAFT: "projet"}, {DRAFT: "projet"}, sent=True)
    assert outcomes(decided) == {NAME: Outcome.WRITTEN, DRAFT: Outcome.REMOVED}


def test_a_draft_corrected_by_hand_stays_beside_the_final_act() -> None:
    decided = plan({DRAFT: "annoté"}, {DRAFT: "projet"})
    assert outcomes(decided) == {NAME: Outcome.WRITTEN, DRAFT: Outcome.KEPT}
    assert [change.name for change in decided.changes] == [NAME]
    assert set(decided.entries) == {NAME, DRAFT}


def test_a_draft_already_removed_is_forgotten_without_a_word() -> None:
    decided = plan({}, {DRAFT: "projet"})
    assert outcomes(decided) == {NAME: Outcome.WRITTEN}
    assert (set(decided.entries), len(decided.changes)) == ({NAME}, 1)


def test_a_final_act_is_not_removed_for_a_draft() -> None:
    decided = plan({NAME: "signable"}, {NAME: "signable"}, name=DRAFT)
    assert outcomes(decided) == {DRAFT: Outcome.WRITTEN, NAME: Outcome.KEPT}


def test_a_transmitted_act_is_not_rewritten_under_another_name() -> None:
    for name in (NAME, DRAFT):
        decided = plan({OTHER: "vieux"}, {OTHER: "vieux"}, name=name, sent=True)
        assert (outcomes(decided), decided.changes) == ({name: Outcome.NOT_REWRITTEN}, ())
        assert OTHER in decided.written[0].phrase


def test_a_draft_stays_when_what_replaces_it_was_not_written() -> None:
    decided = plan({DRAFT: "projet", NAME: "étranger"}, {DRAFT: "projet"})
    assert outcomes(decided) == {NAME: Outcome.KEPT}
    assert (decided.changes, set(decided.entries)) == ((), {DRAFT})


def test_files_of_other_acts_and_formats_are_left_alone() -> None:
    before = journal({"4-certificat-09.pdf": "x"}, "certificat-09")
    word = {"1-deliberation-09-PROJET.docx": Entry(ACT, mark("mot"))}
    known = Journal({**before.files, **word})
    present = {"4-certificat-09.pdf": "x", "1-deliberation-09-PROJET.docx": "mot"}
    decided = make_plan(present, known, [(OutputFile(NAME, b"", ACT), mark("neuf"))])
    assert outcomes(decided) == {NAME: Outcome.WRITTEN}
    assert set(decided.entries) == {NAME, *present}


STATES = st.sampled_from(["vieux", "neuf", "signé", NOT_A_FILE])
NAMES = st.sampled_from([NAME, DRAFT, OTHER])


@given(
    present=st.dictionaries(NAMES, STATES),
    known=st.dictionaries(NAMES, st.sampled_from(["vieux", "neuf"])),
    name=NAMES,
    sent=st.booleans(),
)
def test_nothing_but_our_own_unsent_file_is_ever_touched(
    present: dict[str, str], known: dict[str, str], name: str, sent: bool
) -> None:
    decided = plan(present, known, name=name, sent=sent)
    for change in decided.changes:
        assert change.old == present.get(change.name)
        assert change.old is None or change.old == known.get(change.name)
        assert not (sent and change.old is not None and "PROJET" not in change.name)
        assert change.old != change.new


@given(
    present=st.dictionaries(NAMES, STATES),
    known=st.dictionaries(NAMES, st.sampled_from(["vieux", "neuf"])),
    name=NAMES,
    sent=st.booleans(),
)
def test_a_second_run_has_nothing_to_do(
    present: dict[str, str], known: dict[str, str], name: str, sent: bool
) -> None:
    first = plan(present, known, name=name, sent=sent)
    after = dict(present)
    for change in first.changes:
        after.pop(change.name, None)
        if change.new is not None:
            after[change.name] = change.new
    file = OutputFile(name, b"neuf", ACT, SENT if sent else "")
    second = make_plan(after, Journal(first.entries), [(file, mark("neuf"))])
    assert second.changes == ()
    assert second.entries == first.entries
