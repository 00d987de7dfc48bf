"""The acts of the worked examples, rendered once for all the tests of this folder."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from actgen.acts.outputs.docx.render import render_docx
from actgen.acts.outputs.html import render_html
from actgen.acts.outputs.pdf import render_pdf
from tests.session.acts import document, shipped_examination
from tests.session.outputs import docx_words, html_words, pdf_words, without_contents

Words = Callable[[str, str, str], list[str]]


@cache
def _words(session: str, key: str, form: str) -> tuple[str, ...]:
    tree = document(session, key)
    if form == "pdf":
        return tuple(without_contents(pdf_words(render_pdf(tree)), tree, paged=True))
    if form == "html":
        return tuple(html_words(render_html(tree)))
    seance = shipped_examination(session).seance
    assert seance is not None
    return tuple(without_contents(docx_words(render_docx(tree, dated=seance.date)), tree, paged=False))


@pytest.fixture(scope="session")
def words_of() -> Words:
    """The words of an act of a session, read back from a format, its contents looked at and left out."""
    return lambda session, key, form: list(_words(session, key, form))
