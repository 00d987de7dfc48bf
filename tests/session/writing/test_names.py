from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actgen.session.writing.names import file_name, is_draft, is_safe, session_folder, slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            file_name("deliberations", "adhésion groupement", "pdf", item=9),
            "1-deliberation-09-adhesion-groupement.pdf",
        ),
        (file_name("conventions", "groupement", "docx", draft=True), "2-convention-groupement-PROJET.docx"),
        (file_name("seances", "procès-verbal", "pdf", draft=True), "3-proces-verbal-PROJET.pdf"),
        (file_name("certificats", "", "pdf", item=9), "4-certificat-09.pdf"),
        (file_name("certificats", "", "html", item=112), "4-certificat-112.html"),
        (
            file_name("deliberations", "", "pdf", item=9, copy="publication"),
            "1-deliberation-09-PUBLICATION.pdf",
        ),
    ],
)
def test_files_are_named_by_kind_and_item(name: str, expected: str) -> None:
    assert name == expected


def test_names_sort_in_the_order_of_use() -> None:
    names = [
        file_name("deliberations", "adhesion", "pdf", item=2),
        file_name("deliberations", "adhesion", "pdf", item=10),
        file_name("conventions", "groupement", "pdf"),
        file_name("seances", "proces-verbal", "pdf"),
        file_name("certificats", "", "pdf", item=2),
    ]
    assert names == sorted(names)


def test_a_family_without_a_rank_is_refused() -> None:
    with pytest.raises(KeyError):
        file_name("arretes", "voirie", "pdf")


def test_the_folder_of_a_session() -> None:
    night = date(2022, 12, 15)
    assert session_folder("68072", "Dietwiller", night) == "68072-dietwiller/2022-12-15-conseil"
    assert session_folder("2a004", "Ajaccio", night, rank=2) == "2A004-ajaccio/2022-12-15-conseil-2"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("L’Haÿ-les-Roses", "l-hay-les-roses"),
        ("L'Haÿ-les-Roses", "l-hay-les-roses"),
        ("Mœurs & œuvres", "moeurs-et-oeuvres"),
        ("   ", "sans-nom"),
        ("مجلس", "sans-nom"),
        ("CON", "fichier-con"),
        ("lpt1", "fichier-lpt1"),
        ("aménagement et mise en accessibilité de la mairie", "amenagement-et-mise-en-accessibilite"),
        ("x" * 300, "x" * 40),
        ("../../etc/passwd", "etc-passwd"),
    ],
)
def test_slugs(words: str, expected: str) -> None:
    assert slug(words) == expected


@given(st.text(), st.integers(0, 10**6), st.booleans(), st.text(max_size=20))
def test_any_words_give_a_safe_name(words: str, item: int, draft: bool, copy: str) -> None:
    name = file_name("deliberations", words, "docx", item=item, draft=draft, copy=copy)
    assert is_safe(name)
    assert name.isascii()
    assert is_draft(name) is draft or "PROJET" in slug(copy).upper()


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "a/b.pdf",
        "a\\b.pdf",
        "/a.pdf",
        ".cache",
        "a.pdf.",
        "a b.pdf",
        "nul.pdf",
        "COM1.docx",
        "é.pdf",
        "C:a.pdf",
        "a\n.pdf",
        "a\0.pdf",
        "x" * 97 + ".pdf",
        "a.pdf\n",
    ],
)
def test_unsafe_names(name: str) -> None:
    assert not is_safe(name)
