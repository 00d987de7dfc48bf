"""Advice on tags that aren't understood: the words that somebody would write who never programmed."""

from __future__ import annotations

import pytest

from actgen.acts.templating.reading import parse_template
from actgen.acts.templating.tags import TemplateText
from actgen.acts.templating.vocabulary import check_vocabulary
from actgen.acts.templating.word.reading import read_word_template
from tests.french import typing_faults
from tests.hostile.word.builder import word

TAGS = [
    ("{% si x %}", "« si » s’écrit « if »"),
    ("{% end if %}", "« end if » s’écrit « endif »"),
    ("{% else if x %}", "« else if » s’écrit « elif »"),
    ("{% fin %}", "« fin » s’écrit « endif »"),
    ("{% pour m dans x %}", "« pour » s’écrit « for »"),
    ("{{ x = 'a' }}", "deux fois le signe égal"),
    ("{{ x et y }}", "« et » s’écrit « and »"),
    ("{{ 'a' if x sinon 'b' }}", "« sinon » s’écrit « else »"),
    ("{{ 'b' if x connu else 'c' }}", "« is connu »"),
    ("{{{ x }}}", "l’accolade de trop"),
    ("{{ }}", "supprimez-la"),
    ("{{ x * 2 }}", "compté par actgen"),
    ("{{ x nom }}", "Exemples"),
]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(("tag", "said"), TAGS)
def test_what_to_write_is_said_in_both_formats(tag: str, said: str) -> None:
    _, markdown = parse_template(TemplateText(f"{tag}\n", "corps.md"))
    _, in_word = read_word_template(word(tag, "Fin."), "corps.docx")
    for findings in (markdown, in_word):
        assert any(said in plain(finding.hint) for finding in findings), [one.hint for one in findings]
        assert all(typing_faults(finding.hint) == [] for finding in findings)


def test_a_loop_says_how_its_words_are_written() -> None:
    _, findings = parse_template(TemplateText("{% for m dans x %}\n\nb\n\n{% endfor %}\n", "corps.md"))
    assert [plain(finding.hint) for finding in findings] == ["Dans une balise, « dans » s’écrit « in »."]


def test_a_word_that_lost_its_quotes_is_told() -> None:
    template, _ = parse_template(TemplateText("{% if x == commune %}\n\nb\n\n{% endif %}\n", "corps.md"))
    (finding,) = check_vocabulary(template, {"x": str})
    assert "entre guillemets droits : 'commune'" in plain(finding.hint)
