"""A tag that is never closed in its paragraph: one sign that lacks is not a tag that goes on in the next."""

from __future__ import annotations

import io

import docx
import pytest

from actgen.templating.word.reading import read_word_template


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("{{ point.rapporteur }, qui rapporte", "Il manque un signe : écrivez {{ point.rapporteur }}."),
        ("{% if rejete } Rejeté", "Il manque un signe : écrivez {% if rejete %}."),
        ("{{ point.rapporteur", "Écrivez la balise entière dans un seul paragraphe."),
        ("{{ a {{ b }}", "Écrivez la balise entière dans un seul paragraphe."),
    ],
)
def test_an_open_tag_says_what_to_write(text: str, advice: str) -> None:
    document, file = docx.Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(file)
    _, findings = read_word_template(file.getvalue(), "corps.docx")
    told = [each.hint.replace("\u00a0", " ") for each in findings if each.code == "GABARIT-BALISE"]
    assert told[0] == advice
