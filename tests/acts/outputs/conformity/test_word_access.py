"""Every Word file can be read by everyone; each point is seen to fail on a file broken on purpose."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

import pytest

from actgen.acts.outputs.docx.package import zip_parts
from actgen.acts.outputs.docx.render import render_docx
from actgen.acts.outputs.house.look import DEFAULT
from actgen.acts.tree.nodes import Document
from tests.acts.outputs.conformity.corpus import each_once, of_kinds, of_sessions
from tests.acts.outputs.conformity.corpus import house_looks as looks
from tests.acts.outputs.conformity.word import POINTS, faults
from tests.acts.outputs.docx.word_file import WordFile
from tests.acts.outputs.sample_act import fact, paragraph, sample
from tests.session.acts import ROOT, examined

DOCUMENT, STYLES, CORE = "word/document.xml", "word/styles.xml", "docProps/core.xml"
Change = Callable[[str], str]


def of_one_session() -> Iterator[tuple[str, Document]]:
    for plan in examined(ROOT / "data" / "seances" / "dietwiller-2022-12-15.yaml").plans:
        if plan.document is not None:
            yield plan.key, plan.document


def test_the_word_files_of_a_session_can_be_read_by_everyone() -> None:
    found = {name: faults(render_docx(document)) for name, document in of_one_session()}
    assert len(found) > 3 and not any(found.values())


@cache
def _drawn() -> bytes:
    """An act with all that the points look at: a picture, tables, an agenda, places, a link."""
    act = sample()
    agenda = (fact("Convocation", "hier"), paragraph("entre"))
    return render_docx(
        Document(act.title, (*act.blocks, *agenda), act.header), look=dict(looks())["blason png"]
    )


def _sub(part: str, old: str, new: str) -> tuple[str, Change]:
    def change(content: str) -> str:
        found, times = re.subn(old, new, content, count=1, flags=re.DOTALL)
        assert times, f"nothing to break: {old}"
        return found

    return part, change


EMPTY = '<w:p><w:pPr><w:pStyle w:val="ActeCorps"/></w:pPr></w:p>'


def _line(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _before_the_end(*lines: str) -> tuple[str, Change]:
    return _sub(DOCUMENT, "<w:sectPr>", "".join(lines) + "<w:sectPr>")


BROKEN: dict[str, list[tuple[str, Change]]] = {
    "says_its_language": [
        _sub(STYLES, "<w:lang [^>]*/>", ""),
        _sub(STYLES, ' w:eastAsia="fr-FR"', ""),
        _sub("word/settings.xml", "<w:themeFontLang [^>]*/>", ""),
        _sub(CORE, "<dc:language>.*?</dc:language>", ""),
    ],
    "has_a_title": [_sub(CORE, "<dc:title>.*?</dc:title>", "<dc:title></dc:title>")],
    "headings_are_styles_in_order": [
        _sub(DOCUMENT, 'w:val="Titre1"', 'w:val="Titre2"'),
        _sub(DOCUMENT, 'w:val="Titre2"', 'w:val="Titre4"'),
        _sub(DOCUMENT, 'w:val="Titre2"', 'w:val="Titre1"'),
    ],
    "words_set_apart_have_a_style": [
        _sub(DOCUMENT, '<w:rStyle w:val="ActeGras"/>', "<w:b/>"),
        _sub("word/header1.xml", '<w:rStyle w:val="ActeMention"/>', "<w:color/>"),
    ],
    "lists_are_lists": [
        _sub(DOCUMENT, '<w:numId w:val="[0-9]+"/>', '<w:numId w:val="0"/>'),
        _before_the_end(_line("– un point")),
        _before_the_end(_line("1. Un"), _line("2. Deux")),
    ],
    "tables_are_plain": [
        _sub(DOCUMENT, "<w:cantSplit/>", ""),
        _sub(DOCUMENT, "<w:tblHeader/>", ""),
        _sub(DOCUMENT, "<w:tblDescription [^>]*/>", ""),
        _sub(DOCUMENT, "(<w:tcW [^>]*/>)", r'\1<w:gridSpan w:val="1"/>'),
    ],
    "pictures_are_told": [_sub(DOCUMENT, 'descr="[^"]+"', 'descr=" "')],
    "nothing_empty_makes_room": [_before_the_end(EMPTY, EMPTY)],
    "places_are_lines": [
        _before_the_end(_line("Fait le ………")),
    ],
    "links_say_where": [
        _before_the_end('<w:p><w:r><w:instrText> HYPERLINK "https://exemple.fr" </w:instrText></w:r></w:p>')
    ],
    "pages_are_counted": [_sub("word/footer1.xml", " NUMPAGES ", " DATE ")],
}


def test_each_point_is_broken_once() -> None:
    assert set(BROKEN) == set(POINTS)
    assert faults(_drawn()) == []


@pytest.mark.parametrize(
    ("point", "part", "change"), [(point, *each) for point, breaks in BROKEN.items() for each in breaks]
)
def test_a_file_broken_on_purpose_is_found(point: str, part: str, change: Change) -> None:
    parts = dict(WordFile(_drawn()).parts)
    parts[part] = change(parts[part].decode()).encode()
    assert [fault.partition(":")[0] for fault in faults(zip_parts(parts))].count(point) >= 1


@pytest.mark.slow
@pytest.mark.timeout(1500)
def test_every_word_file_can_be_read_by_everyone_at_each_stage() -> None:
    acts = [
        (name, document, DEFAULT)
        for each in (of_kinds(), of_sessions())
        for name, document in each_once(each)
    ]
    acts += [
        (f"sample {name} {projet}", sample(projet=projet), look)
        for name, look in looks()
        for projet in (True, False)
        if look.arms
    ]
    found = {
        name: told for name, document, look in acts if (told := faults(render_docx(document, look=look)))
    }
    assert found == {}
