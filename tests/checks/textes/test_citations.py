"""Articles are read in every spelling, with their code, their range and what follows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actgen.checks.textes.articles import AUTRE, Cite, citations
from actgen.law.articles import shipped_articles
from actgen.law.citations import numero_imprime


def read(text: str) -> list[tuple[str, str]]:
    return [(cite.numero, cite.code) for cite in citations(text)]


@pytest.mark.parametrize("written", ["L.2113-6", "L. 2113-6", "L2113-6", "L 2113-6"])
def test_one_number_for_every_spelling(written: str) -> None:
    assert read(f"l'article {written} du code de la commande publique") == [("L2113-6", "CCP")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "le code général des collectivités territoriales, notamment ses articles L. 2541-12 et L. 1414-3",
            [("L2541-12", "CGCT"), ("L1414-3", "CGCT")],
        ),
        ("les articles L.2113-6 et L.2113-7 du Code de la commande publique dont", [("L2113-6", "CCP")] * 1),
        ("l'article R. 421-1 du code de l'urbanisme", [("R421-1", AUTRE)]),
        ("l'article L. 2121-1 du CGPPP et L. 2121-29 du CGCT", [("L2121-1", "CGPPP"), ("L2121-29", "CGCT")]),
        ("l'article L. 2113-6 du CCP. Le 2° de l'article R. 2123-1 du même code", None),
        ("L. 2113-6 sans code", [("L2113-6", "CCP")]),
        ("L. 9999-9 sans code", [("L9999-9", "")]),
        ("la loi n° 2022-217 et l'article L. 2121-1", [("L2121-1", AUTRE)]),
    ],
)
def test_an_article_belongs_to_the_code_named_with_it(
    text: str, expected: list[tuple[str, str]] | None
) -> None:
    if expected is None:
        assert read(text) == [("L2113-6", "CCP"), ("R2123-1", "CCP")]
    else:
        assert read(text)[: len(expected)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "D2024-11-02",
        "D2024-001 et D2024-112",
        "le format A4",
        "2022-12-15-09",
        "M14 et M57",
        "L'an 2022",
        "R+1",
        "la RD 1066",
    ],
)
def test_what_is_no_article(text: str) -> None:
    assert citations(text) == ()


def the(text: str) -> Cite:
    (cite,) = citations(text)
    return cite


@pytest.mark.parametrize(
    ("text", "fin", "suivants"),
    [
        ("R.2123-1 à R.2123-8 du code", "R2123-8", ""),
        ("R. 2123-1 à 8 du code", "R2123-8", ""),
        ("R2162-1 et suivants", "", "et suivants"),
        ("L. 2125-1 et suivant", "", "et suivant"),
        ("L. 2125-1 et s. du CCP", "", "et s."),
        ("L. 2125-1 à 20 heures", "", ""),
    ],
)
def test_a_range_and_what_follows(text: str, fin: str, suivants: str) -> None:
    assert (the(text).fin, the(text).suivants) == (fin, suivants)


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("l'article L. 2121-17, alinéa 2, du CGCT", "alinéa 2"),
        ("l'article L. 2121-17 al. 2", "alinéa 2"),
        ("le deuxième alinéa de l'article L. 2121-17", "alinéa 2"),
        ("le 2e alinéa de l'article L. 2121-17", "alinéa 2"),
        ("le 2° de l'article R. 2123-1", "2°"),
        ("l'article R. 2123-1, 2°", "2°"),
        ("l'article L. 2121-17", ""),
    ],
)
def test_the_part_that_is_cited(text: str, precision: str) -> None:
    assert the(text).precision == precision


# a number without a hyphen (« L. 283 ») is not looked for in a text
@given(
    st.sampled_from(sorted(each for each in shipped_articles().redactions if "-" in each[1])),
    st.sampled_from(["{}", "art. {}", "({})"]),
)
def test_every_known_article_is_read_back_as_printed(known: tuple[str, str], around: str) -> None:
    sigle, number = known
    printed = numero_imprime(number).replace("\u00a0", " ")
    assert read(around.format(f"{printed} du {sigle}")) == [(number, sigle)]


@given(st.text(alphabet="LRD.-0123456789 àetsuivnc°'«»\n;", max_size=80))
def test_any_text_is_read(text: str) -> None:
    for cite in citations(text):
        assert 0 <= cite.start < cite.end <= len(text)
