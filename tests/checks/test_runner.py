"""All the rules run in one pass; one that crashes is named and hides nothing; what they cite exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from types import ModuleType

import pytest

from actgen.base.diagnostics import Diagnostic, Scope, Severity, Status
from actgen.base.records import replace
from actgen.base.rules import Rule, RuleRow, every_code, nearest_code
from actgen.base.text.lists import etendue, points_numerotes
from actgen.checks import KnownGroups, RuleCrash, check_groups, runner
from actgen.checks.citations import ccp
from actgen.checks.runner import run
from actgen.council.facts.groupement import Groupement
from actgen.council.figures.seance import FiguresSeance
from actgen.law.articles import shipped_articles
from actgen.law.citations import cgct, numero
from tests.french import typing_faults
from tests.rows import every
from tests.session.acts import SESSIONS, shipped_examination


def _finds(code: str) -> Iterator[Diagnostic]:
    yield Diagnostic(code, Severity.WARNING, "Un constat.")


def _crashes_after_one() -> Iterator[Diagnostic]:
    yield Diagnostic("AVANT", Severity.WARNING, "Un constat.")
    raise ZeroDivisionError("bug")


def test_the_findings_keep_the_order_of_the_rules() -> None:
    found = run([("a", lambda: _finds("A")), ("b", lambda: _finds("B"))])
    assert [finding.code for finding in found] == ["A", "B"]


def test_a_rule_that_crashes_hides_none_of_the_others() -> None:
    rules = [("a", lambda: _finds("A")), ("b.ruin", _crashes_after_one), ("c", lambda: _finds("C"))]
    with pytest.raises(RuleCrash, match=r"b\.ruin") as crash:
        run(rules)
    assert crash.value.rules == ("b.ruin",)
    assert [finding.code for finding in crash.value.findings] == ["A", "AVANT", "C"]
    assert isinstance(crash.value.__cause__, ExceptionGroup)
    assert isinstance(crash.value.__cause__.exceptions[0], ZeroDivisionError)


class Asked:
    """A rule on groups that counts how often it runs."""

    __module__, __name__ = "actgen.checks.essai", "check_essai"

    def __init__(self, *found: Diagnostic) -> None:
        self.found, self.times = found, 0

    def __call__(self, groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
        self.times += 1
        yield from self.found


@pytest.fixture(scope="module")
def figures() -> FiguresSeance:
    """Those of a session that decides on a group."""
    found = shipped_examination("dietwiller-2022-12-15").figures
    assert found is not None
    return found


def test_a_rule_on_groups_is_asked_once_for_a_group_and_a_day(
    monkeypatch: pytest.MonkeyPatch, figures: FiguresSeance
) -> None:
    said = Diagnostic("ESSAI", Severity.WARNING, "Un constat.")
    rule, known = Asked(said), KnownGroups()
    monkeypatch.setattr(runner, "GROUP_RULES", (rule,))
    assert check_groups(figures, known) == check_groups(figures, known) == (said,)
    assert rule.times == 1
    (point,) = (each for each in figures.points if each.point.groupement)
    groupe = point.point.groupement
    assert groupe is not None
    assert list(known.told(rule, groupe, date(2001, 1, 1))) == [said]
    assert list(known.told(rule, replace(groupe), figures.seance.date)) == [said]  # equal: not the same
    assert rule.times == 3


def test_groups_that_are_known_are_few(monkeypatch: pytest.MonkeyPatch, figures: FiguresSeance) -> None:
    rule, known = Asked(), KnownGroups()
    groupe = next(each.point.groupement for each in figures.points if each.point.groupement)
    for _ in range(50):
        assert not list(known.told(rule, replace(groupe), figures.seance.date))
    assert len(known._known) < 10


def test_a_rule_on_groups_that_crashes_is_told_each_time(
    monkeypatch: pytest.MonkeyPatch, figures: FiguresSeance
) -> None:
    def check_ruine(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
        return _crashes_after_one()

    known = KnownGroups()
    monkeypatch.setattr(runner, "GROUP_RULES", (check_ruine,))
    for _ in range(2):
        with pytest.raises(RuleCrash, match="check_ruine") as crash:
            check_groups(figures, known)
        assert [finding.code for finding in crash.value.findings] == ["AVANT"]


OF_NO_CODE = {
    "CE, 25/06/1948, Société du journal L’Aurore",
    "celui que nomme la nature de l’acte",
    "celui que vise la nature de l’acte",
    "CE, avis, 10/06/1996, préfet de la Côte-d’Or",
    "loi 2000-321, art.\u00a010, et décret 2001-495",
    "loi 2005-102, art.\u00a047, et décret 2019-768",
    "recommandation de la direction des affaires juridiques",
    "transmission @CTES, d’après les plateformes",
}
"""What rules rest on that is no article of a code: named as it is, not looked up."""


def _topics() -> list[ModuleType]:
    return [value for value in vars(runner).values() if getattr(value, "__package__", "") in _ROOMS]


_ROOMS = ("actgen.checks", "actgen.checks.groupements")


def _codes() -> list[RuleRow]:
    return [value.code for topic in _topics() for value in vars(topic).values() if isinstance(value, Rule)]


def test_every_rule_written_is_run() -> None:
    written = {
        value
        for topic in _topics()
        for name, value in vars(topic).items()
        if name.startswith("check_") and callable(value)
    }
    listed = (*runner.SESSION_RULES, *runner.CATALOGUE_RULES, *runner.DATED_RULES, *runner.GROUP_RULES)
    assert written - {runner.check_session, runner.check_group, runner.check_groups} == set(listed)


def test_every_article_cited_is_known_to_the_law_that_ships() -> None:
    cited = {code.article for code in _codes() if code.article}
    assert len(cited) > 10
    for citation in cited - OF_NO_CODE:
        found = re.fullmatch(
            r"art\.\u00a0(?P<number>[LRD]\.\u00a0[\d-]+) (?P<code>CGCT|CCP|CJA|CRPA|du code électoral)",
            citation,
        )
        assert found, citation
        code = "CElectoral" if found["code"].startswith("du") else found["code"]
        key = (code, numero(found["number"]) or "")
        assert key in shipped_articles().redactions, citation


def test_a_legal_rule_names_its_article_and_only_firm_ones_block() -> None:
    for code in _codes():
        assert code.watches.endswith("."), code.name
        if code.severity is Severity.ERROR:
            assert code.status in (Status.COHERENCE, Status.VERIFIED, Status.PARTLY), code.name
        if code.scope is Scope.LEGAL and code.status is not Status.COHERENCE:
            assert code.article, code.name


def test_articles_are_named_as_in_messages() -> None:
    assert cgct("L2131-1", "IV") == "art.\u00a0L.\u00a02131-1, IV CGCT"
    assert ccp("R2162-4") == "art.\u00a0R.\u00a02162-4 CCP"


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ([], ""),
        ([9], "9"),
        ([2, 1], "1 et 2"),
        ([1, 2, 3], "1 à 3"),
        ([1, 2, 3, 5, 7, 8], "1 à 3, 5, 7 et 8"),
        ([4, 4, 5, 6, 10], "4 à 6 et 10"),
    ],
)
def test_numbers_are_told_by_runs(values: list[int], shown: str) -> None:
    assert etendue(values) == shown


def test_one_item_is_told_in_the_singular() -> None:
    assert (points_numerotes([1]), points_numerotes(range(1, 13))) == ("point 1", "points 1 à 12")


# Codes: each is known by its name wherever it is declared, and says in good French what it watches


@every("code", every_code().values())
def test_each_code_says_what_it_watches(code: RuleRow) -> None:
    assert code.watches.endswith(".")
    assert typing_faults(code.watches) == []


def test_the_nearest_code() -> None:
    assert nearest_code("PUBMODE") == "PUB-MODE"
    assert nearest_code("?") is None


@pytest.mark.parametrize("session", SESSIONS)
def test_findings_and_plans_are_typeset_as_they_are_made(session: str) -> None:
    """The JSON report shows them to the letter: no screen mends their spaces."""
    examination = shipped_examination(session)
    shown = [text for f in examination.report.findings for text in (f.message, f.hint)]
    shown += [text for plan in examination.plans for text in (plan.titre, plan.consigne, *plan.raisons)]
    assert {text: faults for text in shown if (faults := typing_faults(text))} == {}
