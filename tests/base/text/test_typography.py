from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actgen.base.text.characters import plain
from actgen.base.text.typography import article_de_code, typeset, typeset_runs
from tests.rows import every


def shown(text: str) -> str:
    """The no-break spaces made visible: ~ for U+00A0, ^ for U+202F."""
    return text.replace("\u00a0", "~").replace("\u202f", "^")


RIGHT = [
    # apostrophes
    ("l'article d'Illzach", "l’article d’Illzach"),
    ("aujourd'hui, jusqu'à", "aujourd’hui, jusqu’à"),
    ('l\'"école"', "l’«~école~»"),
    ("un angle de 5' et 30''", "un angle de 5' et 30''"),
    # quotation marks
    ('"oui"', "«~oui~»"),
    ("« oui »", "«~oui~»"),
    ("«oui»", "«~oui~»"),
    ("“oui”", "«~oui~»"),
    ('" oui "', "«~oui~»"),
    ('dit "un "oui" net" hier', "dit «~un “oui” net~» hier"),
    ("« un “oui” net »", "«~un “oui” net~»"),
    ('un écran de 24" et un "mur"', 'un écran de 24" et un «~mur~»'),
    ('(le "groupement")', "(le «~groupement~»)"),
    ('"non fermé', '"non fermé'),
    # before punctuation
    ("Objet : vente", "Objet~: vente"),
    ("Objet: vente", "Objet~: vente"),
    ("le CGCT ; le code", "le CGCT^; le code"),
    ("le CGCT; le code", "le CGCT^; le code"),
    ("Quoi? Non!", "Quoi^? Non^!"),
    ("Quoi ?! Non !!!", "Quoi^?! Non^!!!"),
    ("(?) [!]", "(?) [!]"),
    ("« Qui ? »", "«~Qui^?~»"),
    ("à 20:30 précises", "à 20:30 précises"),
    ("échelle 1:200", "échelle 1:200"),
    # numbers
    ("1 600 000 €", "1^600^000~€"),
    ("1600000 €", "1^600^000~€"),
    ("1600 euros", "1^600~euros"),
    ("12345,67€", "12^345,67~€"),
    ("0,12345 €", "0,12345~€"),
    ("1 417 habitants", "1^417 habitants"),
    ("66,67 %, 50%", "66,67~%, 50~%"),
    ("en 2022 pour 2024", "en 2022 pour 2024"),
    ("68440 Dietwiller", "68440 Dietwiller"),
    ("SIREN 200 066 009", "SIREN 200 066 009"),
    ("SIREN : 200 066 009", "SIREN~: 200 066 009"),
    ("SIRET 200 066 009 00017", "SIRET 200 066 009 00017"),
    ("03 89 44 00 00", "03 89 44 00 00"),
    ("12 ha et 3 m²", "12~ha et 3~m²"),
    ("100 € HT, 120 € TTC", "100~€~HT, 120~€~TTC"),
    # what holds together
    ("n° 9, n°9, N° 9", "n°~9, n°~9, N°~9"),
    ("nº 9", "n°~9"),
    ("§ 3", "§~3"),
    ("M. FRANTZ, MM. A et B", "M.~FRANTZ, MM.~A et B"),
    ("M.Frantz", "M.~Frantz"),
    ("M. LE GOFF et Mme LE BIHAN", "M.~LE~GOFF et Mme~LE~BIHAN"),
    ("M. le maire, Mme la présidente", "M.~le maire, Mme~la présidente"),
    ("Mme Kempf", "Mme~Kempf"),
    ("M. A. Beck", "M.~A. Beck"),
    ("art. L. 2121-17", "art.~L.~2121-17"),
    ("l'article L.2121-17", "l’article~L.~2121-17"),
    ("articles L. 2121-17 et R. 2121-9", "articles~L.~2121-17 et R.~2121-9"),
    ("art. 3, p. 4, alinéa 2", "art.~3, p.~4, alinéa~2"),
    ("annexe 1", "annexe~1"),
    # hours and dates
    ("à 20 h 30", "à 20~h~30"),
    ("à 20h30", "à 20~h~30"),
    ("à 8h", "à 8~h"),
    ("15 décembre 2022", "15~décembre 2022"),
    ("1er avril", "1er~avril"),
    ("le 3 mars", "le 3~mars"),
    ("3 marsouins", "3 marsouins"),
]


@every(("typed", "printed"), RIGHT)
def test_typography(typed: str, printed: str) -> None:
    assert shown(typeset(typed)) == printed


@every(("typed", "printed"), RIGHT)
def test_what_is_right_stays_so(typed: str, printed: str) -> None:
    assert shown(typeset(typeset(typed))) == printed


@pytest.mark.parametrize(
    "literal",
    [
        "https://www.legifrance.gouv.fr/codes/id?x=1;y=2&z='a'&t=1",
        "www.dietwiller.fr/actes?n=9",
        "mairie@dietwiller.fr",
        "e-services.mulhouse-alsace.fr",
        "convention-groupement.pdf",
        "2022-12-15-09",
        "DEL-2022-20h30",
        "D.2022-15",
        "2022/12/09",
        "20h30-22h00",
        "15/12/2022",
        "20:30",
    ],
)
def test_what_is_never_touched(literal: str) -> None:
    assert typeset(literal) == literal
    assert shown(typeset(f"voir {literal} ; et")) == f"voir {literal}^; et"
    assert shown(typeset(f'"{literal}"')) == f"«~{literal}~»"


def test_punctuation_after_an_address_is_not_part_of_it() -> None:
    assert shown(typeset("voir https://a.fr/b; puis a@b.fr!")) == "voir https://a.fr/b^; puis a@b.fr^!"


def test_typography_sees_across_pieces() -> None:
    pieces = ("Le 15 ", "décembre", " 2022, n°", "9", ' : "', "oui", '"')
    assert tuple(map(shown, typeset_runs(pieces))) == (
        "Le 15~",
        "décembre",
        " 2022, n°~",
        "9",
        "~: «~",
        "oui",
        "~»",
    )


def test_a_literal_piece_is_printed_to_the_letter() -> None:
    pieces = ("Par ", 'Membre "1" l\'A: 20h30', " ; et n°", "9", "!")
    assert tuple(map(shown, typeset_runs(pieces, literal={1, 3}))) == (
        "Par ",
        'Membre "1" l\'A: 20h30',
        "^; et n°~",
        "9",
        "^!",
    )


SLIPPERY = st.text(alphabet=" '\"«»“”’;:!?.,()-/%€§°1230hnMmLRDartse\u00a0\u202f@fr…", max_size=30)
TEXTS = st.one_of(
    st.text(),
    SLIPPERY,
    st.lists(st.sampled_from([typed for typed, _ in RIGHT] + [" ", "https://a.fr/", "a@b.fr", "n°"])).map(
        "".join
    ),
)


@given(TEXTS)
def test_twice_is_the_same_as_once(text: str) -> None:
    assert typeset(typeset(text)) == typeset(text)


@given(TEXTS)
def test_only_spaces_quotes_apostrophes_and_the_number_sign_change(text: str) -> None:
    def rest(words: str) -> str:
        return "".join(sign for sign in words if sign not in " \u00a0\u2007\u2009\u202f'’\"«»“”º°")

    assert rest(typeset(text)) == rest(text)


@given(st.lists(TEXTS, max_size=6))
def test_pieces_get_what_the_whole_gets(pieces: list[str]) -> None:
    assert "".join(typeset_runs(pieces)) == typeset("".join(pieces))


@given(st.lists(TEXTS, max_size=6), st.sets(st.integers(0, 5)))
def test_literal_pieces_never_change(pieces: list[str], literal: set[int]) -> None:
    done = typeset_runs(pieces, literal)
    assert len(done) == len(pieces)
    assert all(done[i] == pieces[i] for i in literal if i < len(pieces))


@pytest.mark.parametrize(
    "pattern", ["a", "a-", "1 ", "1 111", '"', "“»", " ", "a.", "[;", "'a", "h", "9" * 50, "a@", "n°"]
)
def test_a_hostile_text_takes_little_time(pattern: str) -> None:
    text = (pattern * 50_000)[:50_000]
    start = time.process_time()
    typeset(text)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("L. 2121-17", "L. 2121-17"),
        ("L.2121-17", "L. 2121-17"),
        ("L2121-17", "L. 2121-17"),
        ("L 2121-17", "L. 2121-17"),
        (" l.\u00a02121-17 ", "L. 2121-17"),
        ("art. L. 2541-1", "L. 2541-1"),
        ("Article R*123-1", "R. 123-1"),
        ("R. 2131-1-A", None),
        ("D. 1611-3-1", "D. 1611-3-1"),
        ("L.O. 141", "LO. 141"),
        ("432-12", None),
        ("Dietwiller", None),
        ("", None),
    ],
)
def test_numbers_of_articles(typed: str, written: str | None) -> None:
    found = article_de_code(typed)
    assert (None if found is None else plain(found)) == written


def test_the_number_of_an_article_does_not_break() -> None:
    assert article_de_code("L2121-17") == "L.\u00a02121-17"


@given(SLIPPERY)
def test_an_article_is_normalised_once(text: str) -> None:
    found = article_de_code(text)
    assert found is None or article_de_code(found) == found


def test_the_reader_sees_ordinary_spaces_and_hyphens() -> None:
    assert plain("1\u202f600\u202f000\u00a0€, L.\u00a02121\u201117, mu\u00adni\u00adcipal") == (
        "1 600 000 €, L. 2121-17, municipal"
    )


@given(st.text())
def test_once_is_enough(text: str) -> None:
    assert plain(plain(text)) == plain(text)


def test_typography_does_not_change_the_words_of_a_text_already_right() -> None:
    text = "Vu l’article L. 2121-17 ; le 15 décembre 2022 à 20 h 30 : « oui » !"
    assert plain(typeset(text)) == text
