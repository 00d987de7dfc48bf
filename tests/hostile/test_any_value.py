"""Any text as a value of a session is in its act to the letter, in each output, or is refused by its key.

The act comes from the shipped Markdown templates; tests/acts/templating/word does so with Word templates.
"""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import html

from actgen.acts.outputs.docx.render import render_docx
from actgen.acts.outputs.html import render_html
from actgen.acts.outputs.pdf import render_pdf
from actgen.acts.tree.nodes import Document
from actgen.acts.tree.words import plain_words
from actgen.base.text.typography import typeset
from actgen.session.examination import examine
from actgen.session.result import Options
from tests.acts.outputs.pdf_text import words as pdf_words
from tests.hostile.test_any_text import quoted

EMPLOI = "la restauration du refuge de montagne"
LINE = f"    emploi: {EMPLOI}\n"
OPENED, CLOSED = "Ouvrez", "Fermez"
SIGNS = "aéŒ9 &<>\"'*_|#[](){}%\\`~-+=:;!?./,@$^«»’\u00a0\u202f\u2011\u00ad€ \n"
TRAPS = (
    "{{ secret }}", "{% if x %}", "{# note #}", "{_{", "}}", "**gras**", "![x](http://127.0.0.1)", "1. un",
    "<script>alert(1)</script>", "&amp;", "]]>", "<!-- x -->", "2022. Année", "---", "| a | b |",
    "\U000f0000", "# titre", "mot-clé", "\u05d0\u05d1", "\U0001f642", "\x0b", "\ufffe", "\u2028",
)  # fmt: skip
VALUES = (
    st.text(max_size=60)
    | st.text(st.sampled_from(SIGNS), max_size=60)
    | st.lists(st.sampled_from(TRAPS), min_size=1, max_size=6).map(" ".join)
    | st.builds(
        lambda text, times: (text * times)[:10_000],
        st.text(st.sampled_from(SIGNS), min_size=1),
        st.just(10_000),
    )
)


@pytest.fixture(scope="module")
def session(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example of the subsidy, in a workspace of its own."""
    folder = tmp_path_factory.mktemp("valeur") / "seances"
    folder.mkdir()
    source = checkout / "templates" / "deliberations" / "subvention" / "exemple.yaml"
    place = folder / "essai.yaml"
    place.write_bytes(source.read_bytes())
    return place


def act_of(session: Path, value: str) -> Document | None:
    """The deliberation with that value, or None when the value was refused at its own line."""
    original = session.read_text(encoding="utf-8")
    assert original.count(LINE) == 1
    number = original[: original.index(LINE)].count("\n") + 1
    try:
        text = original.replace(LINE, f"    emploi: {quoted(f'{OPENED} {value} {CLOSED}')}\n")
        session.write_bytes(text.encode("utf-8", "surrogatepass"))
        examination = examine(session, Options())
    finally:
        session.write_text(original, encoding="utf-8")
    errors = examination.report.errors
    if errors:
        places = [place for finding in errors for place in finding.locations]
        assert {place.line for place in places} == {number}, [finding.message for finding in errors]
        return None
    (document,) = [plan.document for plan in examination.plans if plan.key == "deliberation-01"]
    assert document is not None
    return document


def letters(text: str) -> str:
    """The text without its spaces, which French typography and the ends of lines decide."""
    return "".join(text.split())


def unhyphenated(text: str) -> str:
    """The letters without the hyphens that the reader of PDF drops at the end of a line.

    U+2011, which the face lacks, is printed as a plain hyphen.
    """
    return letters(text).translate(dict.fromkeys(map(ord, "-\u00ad\u2010\u2011")))


def as_word_tells(text: str) -> str:
    """What is read of a Word file that has marks, and no signs, for these two hyphens."""
    return text.replace("\u2011", "-").replace("\u00ad", "")


def kept(value: str, words: list[str]) -> bool:
    """Whether the value stands whole among the words, once at least and never otherwise."""
    whole = as_word_tells(letters(typeset(f"{OPENED} {value} {CLOSED}")))
    text = as_word_tells(letters(" ".join(words)))
    return text.count(whole) == text.count(OPENED) > 0


def html_words(document: Document) -> list[str]:
    tree = html.document_fromstring(render_html(document).decode())
    for line in tree.iter("br"):
        line.tail = "\n" + (line.tail or "")
    return str(tree.body.text_content()).split()


def word_words(document: Document) -> list[str]:
    content = docx.Document(io.BytesIO(render_docx(document)))
    return " ".join(paragraph.text for paragraph in content.paragraphs).split()


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(value=VALUES)
@example(value="{{ secret }} & <b> **x** | [a](b)\nune autre ligne")
@example(value="x" * 10_000)
@example(value="\x00")
def test_any_value_is_in_the_page_and_in_the_word_file(session: Path, value: str) -> None:
    if OPENED in value or CLOSED in value or (document := act_of(session, value)) is None:
        return
    assert kept(value, plain_words(document))
    assert kept(value, html_words(document))
    assert kept(value, word_words(document))


@pytest.mark.slow
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(value=VALUES)
@example(value="{{ secret }} & <b> **x** | [a](b)\nune autre ligne")
@example(value="\u2010")
@example(value="\u2011")
def test_any_value_is_in_the_pdf(session: Path, value: str) -> None:
    if (document := act_of(session, value)) is None:
        return
    whole = unhyphenated(typeset(f"{OPENED} {value} {CLOSED}"))
    assert whole in unhyphenated(" ".join(pdf_words(render_pdf(document))))


def test_plain_words_are_not_refused(session: Path) -> None:
    for value in (EMPLOI, "A & B <C>", "l’an 2022 : 3 %", "{{ x }}"):
        assert act_of(session, value) is not None
