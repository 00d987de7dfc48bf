"""Every act of both sessions has the same words in PDF, in Word and on the page."""

import pytest

from actgen.acts.tree.words import plain_words
from tests.session.acts import ACTS, DIETWILLER, document
from tests.session.conftest import Words
from tests.session.outputs import plain, without_repeats


@pytest.mark.parametrize(("session", "key"), ACTS)
@pytest.mark.parametrize("form", ["docx", "html"])
def test_word_and_page_have_the_words_of_the_tree(session: str, key: str, form: str, words_of: Words) -> None:
    expected = [plain(word) for word in plain_words(document(session, key))]
    assert [plain(word) for word in words_of(session, key, form)] == expected


@pytest.mark.parametrize(
    ("session", "key"),
    [
        pytest.param(
            session,
            key,
            marks=() if session == DIETWILLER and key != "convention-e_services" else pytest.mark.slow,
        )
        for session, key in ACTS
    ],
)
def test_the_pdf_has_them_too(session: str, key: str, words_of: Words) -> None:
    tree = document(session, key)
    assert without_repeats(words_of(session, key, "pdf"), tree) == [plain(w) for w in plain_words(tree)]
