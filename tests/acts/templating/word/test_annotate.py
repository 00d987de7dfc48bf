"""Findings as comments of Word: at their place, by the same author, the same bytes each time."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest

from actgen.acts.templating.word.annotate import annotate
from actgen.acts.templating.word.reading import read_word_template
from actgen.base.diagnostics import Diagnostic
from tests.hostile.word.builder import WORD, document, p, part, saved, t, table, with_notes, word
from tests.hostile.word.corpus import CASES, box

BOLD = "<w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r>"


def annotated(content: bytes) -> tuple[bytes, tuple[Diagnostic, ...]]:
    _, findings = read_word_template(content, "corps.docx", lambda name: name == "visas")
    assert findings
    return annotate(content, findings), findings


def comments(content: bytes) -> list[str]:
    return [one.text for one in docx.Document(io.BytesIO(content)).comments]


def marked(content: bytes) -> list[str]:
    """The words that each comment is set on, in the order of the text."""
    found: list[str] = []
    opened: dict[str, int] = {}
    for node in docx.Document(io.BytesIO(content)).element.iter():
        key = next((value for attribute, value in node.attrib.items() if attribute.endswith("}id")), "")
        if node.tag.endswith("}commentRangeStart"):
            opened[key] = len(found)
            found.append("")
        elif node.tag.endswith("}commentRangeEnd"):
            del opened[key]
        elif node.tag.endswith("}t"):
            for place in opened.values():
                found[place] += node.text or ""
    return found


def test_a_comment_is_set_on_the_paragraph_and_quotes_the_tag() -> None:
    content, findings = annotated(
        word(p("La ", BOLD.format("commune de {{ nom | majus"), t("cule }} décide.")))
    )
    assert marked(content) == ["La commune de {{ nom | majuscule }} décide."]
    (said,) = comments(content)
    assert findings[0].message in said and "\n{{ nom | majuscule }}\n" in said
    assert findings[0].hint in said and said.endswith("GABARIT-INCONNU")
    assert (
        docx.Document(io.BytesIO(content)).paragraphs[0].text == "La commune de {{ nom | majuscule }} décide."
    )


def test_each_place_of_a_finding_has_its_comment() -> None:
    content, _ = annotated(word("{{ a() }} et {{ b() }}", "{{ c() }}", table(("{{ d() }}", "x"))))
    assert marked(content) == [*["{{ a() }} et {{ b() }}"] * 2, "{{ c() }}", "{{ d() }}"]
    assert len(comments(content)) == 4


def test_a_finding_of_a_header_or_a_note_is_told_on_the_first_paragraph() -> None:
    made = with_notes(document("Vu le code", header=["Mairie"]), "footnotes", "{{ b() }}")
    content, _ = annotated(saved(made))
    assert marked(content) == ["Vu le code"] * 2
    told = comments(content)
    assert any("en-tête, paragraphe 1" in one for one in told)
    assert any("notes de bas de page, paragraphe 1" in one for one in told)
    for entry in ("word/header1.xml", "word/footnotes.xml"):
        assert "commentRange" not in part(content, entry)


def test_a_finding_of_a_text_box_is_told_on_its_paragraph() -> None:
    content, _ = annotated(word(p("Texte", box("{{ a }}"))))
    assert marked(content)[0].startswith("Texte")
    boxes = docx.Document(io.BytesIO(content)).element.iter(f"{{{WORD}}}txbxContent")
    assert not any("comment" in node.tag for one in boxes for node in one.iter())


def test_comments_bear_no_date_of_the_day_and_the_same_bytes_come_back() -> None:
    source = word("{{ a() }}", "{%p if b %}")
    content, findings = annotated(source)
    assert content == annotate(source, findings)
    assert {one.author for one in docx.Document(io.BytesIO(content)).comments} == {"actgen"}
    assert 'w:date="1980-01-01T00:00:00Z"' in part(content, "word/comments.xml")


def test_a_file_that_can_not_be_opened_comes_back_as_it_is() -> None:
    _, findings = read_word_template(b"PK", "corps.docx")
    assert annotate(b"PK", findings) == b"PK"


@pytest.mark.parametrize("name", CASES)
def test_each_file_of_the_corpus_is_annotated(name: str) -> None:
    content, findings = annotated(CASES[name].content)
    if findings[0].code != "GABARIT-WORD":
        assert len(comments(content)) >= sum(len(finding.locations) for finding in findings)


@pytest.mark.slow
def test_libreoffice_opens_what_was_annotated(tmp_path: Path) -> None:
    """And shows each comment: saved again by it, the file has as many."""
    expected: dict[str, int] = {}
    for number, case in enumerate(CASES.values()):
        content, findings = annotated(case.content)
        if findings[0].code != "GABARIT-WORD":
            (tmp_path / f"f{number}.docx").write_bytes(content)
            expected[f"f{number}"] = len(comments(content))
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}", "--headless"]
    files = [str(tmp_path / f"{name}.docx") for name in expected]
    subprocess.run(
        [*command, "--convert-to", "docx", "--outdir", str(tmp_path / "sortie"), *files],
        stdin=subprocess.DEVNULL,
        check=True,
        capture_output=True,
        timeout=280,
    )
    shown: dict[str, int] = {}
    for name in expected:
        with zipfile.ZipFile(tmp_path / "sortie" / f"{name}.docx") as archive:
            shown[name] = archive.read("word/comments.xml").count(b"<w:comment ")
    # it writes a comment on a table of contents twice
    assert {name: count for name, count in expected.items() if shown[name] < count} == {}
