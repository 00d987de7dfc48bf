from datetime import date

import pytest

from actgen.law.articles import (
    Article,
    Articles,
    Motif,
    NotInForce,
    Replaced,
    article,
    code,
    shipped_articles,
)
from actgen.law.citations import Citation, citation_courte, citations, numero, numero_imprime
from actgen.law.regimes import regime

SESSION = date(2022, 12, 15)
DIETWILLER = regime(SESSION, "commune", "68", 1417)
BOURGOGNE = regime(SESSION, "commune", "21", 1417)
M2A = regime(SESSION, "epci", "68", 272_950)


def the_article(sigle: str, number: str, jour: date = SESSION) -> Article:
    found = article(sigle, number, jour)
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize("written", ["L.2113-6", "L. 2113-6", "L2113-6", "l 2113-6", "L.\u00a02113-6"])
def test_one_number_for_every_spelling(written: str) -> None:
    assert numero(written) == "L2113-6"
    assert the_article("CCP", written).numero == "L2113-6"


def test_what_is_not_a_number() -> None:
    assert numero("2113") is None
    assert numero("L2113-6 et suivants") is None
    assert article("CCP", "n'importe quoi", SESSION) is None


def test_a_range_hides_repealed_articles() -> None:
    numbers = [f"R2123-{each}" for each in range(1, 9)]
    found = {number: article("CCP", number, SESSION) for number in numbers}
    assert [number for number, each in found.items() if isinstance(each, NotInForce)] == [
        "R2123-3",
        "R2123-8",
    ]


def test_a_repealed_article_was_in_force_until_its_last_day() -> None:
    assert isinstance(article("CCP", "R2123-3", date(2021, 3, 31)), Article)
    gone = article("CCP", "R2123-3", date(2021, 4, 1))
    assert isinstance(gone, NotInForce)
    assert gone.motif is Motif.PLUS
    early = article("CCP", "L2113-6", date(2019, 3, 31))
    assert isinstance(early, NotInForce)
    assert early.motif is Motif.PAS_ENCORE
    assert isinstance(article("CGCT", "R2121-11", SESSION), NotInForce)


@pytest.mark.parametrize(
    ("number", "instead"),
    [
        ("L2121-9", ("L2541-2",)),
        ("L2121-29", ("L2541-12", "L2541-14", "L2541-16")),
        ("L2121-1", ()),
    ],
)
def test_local_law_replaces_general_articles(number: str, instead: tuple[str, ...]) -> None:
    found = article("CGCT", number, SESSION, DIETWILLER)
    assert isinstance(found, Replaced)
    assert found.par == instead
    assert isinstance(article("CGCT", number, SESSION, BOURGOGNE), Article)
    assert isinstance(article("CGCT", number, SESSION, M2A), Article)


@pytest.mark.parametrize(
    "number", ["L2121-12", "L2121-17", "L2121-18", "L2121-20", "L2121-21", "L2121-23", "L2131-11"]
)
def test_articles_that_local_law_keeps(number: str) -> None:
    assert isinstance(article("CGCT", number, SESSION, DIETWILLER), Article)


def test_a_part_that_local_law_sets_aside() -> None:
    second = article("CGCT", "L2121-17", SESSION, DIETWILLER, "alinéa 2")
    assert isinstance(second, Replaced)
    assert second.par == ("L2541-4",)
    assert isinstance(article("CGCT", "L2121-17", SESSION, DIETWILLER, "alinéa 1"), Article)
    assert isinstance(article("CGCT", "L2121-29", SESSION, DIETWILLER, "alinéa 3"), Article)
    assert isinstance(article("CGCT", "L2122-21", SESSION, DIETWILLER, "8°"), Replaced)


def test_local_articles_are_for_local_communes() -> None:
    assert isinstance(article("CGCT", "L2541-12", SESSION, DIETWILLER), Article)
    for rules in (BOURGOGNE, M2A):
        found = article("CGCT", "L2541-12", SESSION, rules)
        assert isinstance(found, NotInForce)
        assert found.motif is Motif.TERRITOIRE


def test_every_local_substitute_can_be_cited_in_dietwiller() -> None:
    for versions in shipped_articles().redactions.values():
        for each in versions:
            for instead in each.par:
                assert isinstance(article(each.code.sigle, instead, SESSION, DIETWILLER), Article), instead


def test_the_wording_is_that_of_the_day() -> None:
    assert "signature de tous" in the_article("CGCT", "L2121-23", date(2022, 6, 15)).objet
    assert "signature du maire" in the_article("CGCT", "L2121-23", SESSION).objet
    assert "peut certifier" not in the_article("CGCT", "L2131-1", date(2015, 8, 8)).objet
    assert "peut certifier" in the_article("CGCT", "L2131-1", date(2015, 8, 9)).objet
    assert "seule présence" in the_article("CGCT", "L2131-11", date(2025, 12, 24)).objet
    assert "moins de 500" in the_article("CGCT", "L2121-2-1", date(2026, 3, 14)).objet
    assert "moins de 1 000" in the_article("CGCT", "L2121-2-1", date(2026, 3, 15)).objet


def _cited(article: Article, precision: str = "") -> Citation:
    return Citation(article.code, article.numero, precision)


def test_citations_long_and_short() -> None:
    quorum = _cited(the_article("CGCT", "L2121-17"))
    assert (
        citations((quorum,)) == "article\u00a0L.\u00a02121-17 du code général des collectivités territoriales"
    )
    assert citation_courte(quorum) == "art.\u00a0L.\u00a02121-17 CGCT"
    assert numero_imprime("R2162-13") == "R.\u00a02162-13"


def test_citations_of_several_articles() -> None:
    group = [_cited(the_article("CCP", number)) for number in ("L2113-6", "L2113-7")]
    assert (
        citations(group) == "articles\u00a0L.\u00a02113-6 et L.\u00a02113-7 du code de la commande publique"
    )
    board = _cited(the_article("CGCT", "L1414-3"), "II")
    assert (
        citations([board])
        == "article\u00a0L.\u00a01414-3, II, du code général des collectivités territoriales"
    )
    assert citations([*group, board]).endswith(
        "publique et article\u00a0L.\u00a01414-3, II, du code général des collectivités territoriales"
    )
    assert citation_courte(_cited(the_article("CGCT", "L2121-17"), "alinéa 2")) == (
        "art.\u00a0L.\u00a02121-17, alinéa\u00a02 CGCT"
    )


def test_codes() -> None:
    found = code("CRPA")
    assert found is not None
    assert found.nom == "code des relations entre le public et l’administration"
    assert code("XYZ") is None


def test_what_is_not_yaml_is_a_finding_too() -> None:
    table, findings = Articles.read(b"articles: [", "articles.yaml")
    assert table.redactions == {}
    assert findings
