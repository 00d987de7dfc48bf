"""`actgen explain`: every code whole, several by topic, the same words for a program."""

from __future__ import annotations

import json

import pytest

from actgen.authoring.explications import par_sujet
from actgen.base.rules import every_code
from tests.cli.conftest import Actgen
from tests.cli.test_screens import compare


@pytest.mark.parametrize("code", ["pouv-ecrit", "sec-membre", "fichier-trop-gros", "gc-clause"])
def test_a_code_is_shown_whole(actgen: Actgen, code: str) -> None:
    """A warning that a reason sets aside; an error that `--override` lifts; words; what is never lifted."""
    run = actgen("explain", code)
    assert (run.code, run.err) == (0, "")
    compare(f"explain-{code}", run.out)


def test_lines_to_copy_are_never_cut(actgen: Actgen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    run = actgen("explain", "SIREN-FAUX")
    told, _, examples = run.out.partition("Faux, ")
    assert all(len(line) <= 50 for line in told.splitlines())
    assert '\n      siren: "123 456 728"\n' in examples


def test_the_beginning_of_codes_lists_those_that_bear_it(actgen: Actgen) -> None:
    run = actgen("explain", "sec")
    assert (run.code, run.err) == (0, "")
    compare("explain-sec", run.out)


def test_a_word_that_no_code_bears_is_looked_for_in_what_codes_watch(actgen: Actgen) -> None:
    run = actgen("explain", "pouvoir")
    assert (run.code, run.err) == (0, "")
    assert "POUV-UNIQUE" in run.out and "JOUR-SEMAINE" not in run.out
    assert "PUB-MODE" in actgen("explain", "PUBMODE").err, "a code mistyped is no word"
    assert actgen("explain", "le").code == 2


def test_all_codes_are_listed_by_topic(actgen: Actgen) -> None:
    lines = actgen("explain").out.splitlines()
    topics = par_sujet(every_code())
    assert [line for line in lines[:-1] if line and not line.startswith(" ")] == [
        title for title, _ in topics
    ]
    shown = [line.split()[0] for line in lines if line.startswith("  ") and line[2] != " "]
    assert shown == [code.name for _, codes in topics for code in codes]
    assert sorted(shown) == sorted(every_code())


def test_an_unknown_code_gives_the_nearest_one(actgen: Actgen) -> None:
    run = actgen("explain", "PUBMODE")
    assert run.code == 2 and "PUB-MODE" in run.err


def test_a_program_reads_the_same(actgen: Actgen) -> None:
    (told,) = json.loads(actgen("explain", "sec-membre", "--report", "json").out)["codes"]
    assert (told["code"], told["gravite"], told["portee"]) == ("SEC-MEMBRE", "erreur", "legal")
    assert told["sujet"] == "La présidence et le secrétaire"
    (text,) = told["textes"]
    assert text["citation"] == "art.\u00a0L.\u00a02121-15 CGCT"
    assert [each["periode"] for each in text["redactions"]] == [
        "en vigueur jusqu’au 30/06/2022",
        "en vigueur à compter du 01/07/2022",
    ]
    assert "L.\u00a02541-6" in text["redactions"][1]["territoire"]
    assert (told["s_ecarte"], told["override"]) == (True, True)
    assert told["exemple"]["faux"].startswith("seance:\n  secretaire:")


def test_a_program_reads_every_code_at_once(actgen: Actgen) -> None:
    run = actgen("explain", "--report", "json")
    assert [told["code"] for told in json.loads(run.out)["codes"]] == sorted(every_code())
