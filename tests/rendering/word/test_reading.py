"""A Word template without fault: its tags whole, renamed, known; its outline that of any template."""

from __future__ import annotations

import io
import re

import docx
import pytest
from lxml import etree

from actgen.rendering.templates.tags import Kind
from actgen.rendering.templates.tree import For, If, Include, ParagraphNode
from actgen.rendering.templates.vocabulary import check_vocabulary
from actgen.rendering.word.reading import read_word_template
from actgen.rendering.word.template import WordTemplate, mark
from tests.hostile.word.builder import document, p, part, saved, t, table, with_notes, word

FILE = "corps.docx"


def read(content: bytes) -> WordTemplate:
    template, findings = read_word_template(content, FILE)
    assert [finding.message for finding in findings] == []
    assert template is not None
    return template


def texts(template: WordTemplate) -> list[str]:
    return [line.text for line in docx.Document(io.BytesIO(template.package)).paragraphs]


def test_each_tag_bears_a_key() -> None:
    template = read(
        word(
            "{% set ville = commune %}",
            "Le conseil de {{ ville | de_lieu }} décide{% if unanime %} à l’unanimité{% endif %}.",
            "{%p if adopte %}",
            "Adopté.",
            "{%p elif reporte %}",
            "Reporté.",
            "{%p else %}",
            "Rejeté.",
            "{%p endif %}",
            "{%p for membre in membres if membre.present %}",
            "{{ membre.nom }}",
            "{%p endfor %}",
            "{{ clause.visas }}",
        )
    )
    assert texts(template) == [
        "Le conseil de {{ v1 }} décide{% if v2 %} à l’unanimité{% endif %}.",
        "{%p if v3 %}",
        "Adopté.",
        "{%p elif v4 %}",
        "Reporté.",
        "{%p else %}",
        "Rejeté.",
        "{%p endif %}",
        "{%p for membre in v5 %}",
        "{{ v6 }}",
        "{%p endfor %}",
        "{{ v7 }}",
    ]
    tags = template.tags
    assert [tags[key].kind for key in ("v1", "v2", "v4", "v5")] == [Kind.OUTPUT, Kind.IF, Kind.ELIF, Kind.FOR]
    assert tags["v5"].target == "membre" and tags["v5"].test is not None
    assert tags["v7"].clause == "visas" and tags["v7"].expression is None
    assert [setting.name for setting in template.outline.settings] == ["ville"]
    assert [type(node) for node in template.outline.blocks] == [ParagraphNode, If, If, For, Include]
    assert tags["v3"].location.line == 3 and tags["v3"].location.part == "corps"


def test_indents_that_acts_have_as_well_are_not_told() -> None:
    """Those of a style said again, as LibreOffice does; of lists; of lines of tags, which vanish."""
    under = '<w:ind w:left="{}"/>'.format
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'  # its text stands at 369
    read(
        word(
            p("Vu le code", style="ActeVisa", properties='<w:ind w:start="369" w:hanging="369"/>'),
            p("{%p if a %}", properties=under(454)),
            p("un", properties=item + under(2000)),
            p("suite de un", properties=under(369)),
            p("{%p endif %}", properties=under(227)),
            p("Fin", properties='<w:ind w:left="0" w:hanging="0" w:right="7"/>'),
            p("Fin", properties='<w:ind w:left="beaucoup" w:firstLine="10cm"/>'),
        )
    )


def test_rows_are_repeated_by_rows_of_their_own() -> None:
    template = read(
        word(
            table(
                ("Nom", "Voix"),
                ("{%tr for membre in membres %}", ""),
                ("{{ membre.nom }}", "{{ membre.voix }}"),
                ("{%tr endfor %}", ""),
            )
        )
    )
    cells = docx.Document(io.BytesIO(template.package)).tables[0].column_cells(0)
    assert [cell.text for cell in cells] == ["Nom", "{%tr for membre in v1 %}", "{{ v2 }}", "{%tr endfor %}"]


def test_every_part_is_read() -> None:
    made = document("Corps {{ a }}", header=["Tête {{ b }}"], footer=["Pied {{ c }}"])
    template = read(
        saved(with_notes(with_notes(made, "footnotes", "Note {{ d }}"), "endnotes", "Fin {{ e }}"))
    )
    assert [tag.location.part for tag in template.tags.values()] == [
        "corps",
        "en-tête",
        "pied de page",
        "notes de bas de page",
        "notes de fin",
    ]
    assert "Note {{ v4 }}" in "".join(
        etree.fromstring(part(template.package, "word/footnotes.xml").encode()).itertext()
    )


def test_the_headers_of_a_first_page_and_of_even_pages_are_told_apart() -> None:
    made = document("Corps", header=["{{ a }}"])
    section = made.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "{{ b }}"
    section.even_page_footer.paragraphs[0].text = "{{ c }}"
    told = {tag.location.part for tag in read(saved(made)).tags.values()}
    assert told == {"en-tête", "en-tête de première page", "pied de page des pages paires"}


def test_the_words_around_a_tag_and_the_title_above_are_known() -> None:
    template = read(word(p("Article 2", style="Titre2"), "La part de {{ commune }} est fixée."))
    place = template.tags["v1"].location
    assert place.heading == "Article 2" and place.excerpt == "La part de {{ commune }} est fixée."
    assert place.excerpt[place.column - 1 :][: place.length] == "{{ commune }}"


def test_names_are_checked_as_those_of_any_template() -> None:
    template = read(word("{%p for m in membres %}", "{{ m.nmo }}", "{%p endfor %}", "{{ loop.index }}"))
    found = check_vocabulary(template.outline, {"membres": tuple[str, ...]})
    assert [(finding.code, finding.location.line if finding.location else 0) for finding in found] == [
        ("GABARIT-INCONNU", 2),
        ("GABARIT-INCONNU", 4),
    ]


@pytest.mark.parametrize(
    "runs",
    [
        (t("{{ com"), t("mune }}")),
        (t("{"), t("{ commune"), t(" }"), t("}")),
        (t("{{ com"), '<w:proofErr w:type="spellStart"/>', t("mune }}")),
        (
            t("{{ com"),
            '<w:bookmarkStart w:id="3" w:name="signet"/>',
            t("mune }}"),
            '<w:bookmarkEnd w:id="3"/>',
        ),
        ("<w:r><w:rPr><w:b/></w:rPr><w:t>{{ com</w:t></w:r>", t("mune }}")),
        (t("{{ com"), '<w:hyperlink w:anchor="a">' + t("mune }}") + "</w:hyperlink>"),
    ],
)
def test_a_tag_cut_into_runs_is_put_together(runs: tuple[str, ...]) -> None:
    template = read(word(p("De ", *runs, " même.")))
    expression = template.tags["v1"].expression
    assert expression is not None and expression.source == "commune"
    assert re.search(r"<w:t[^>]*>\{\{ v1 \}\}</w:t>", part(template.package, "word/document.xml"))
    assert docx.Document(io.BytesIO(template.package)).paragraphs[0].text == "De {{ v1 }} même."


def test_a_tag_keeps_the_format_of_its_first_words_in_a_run_of_its_own() -> None:
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>M. {{ nom</w:t></w:r>"
    template = read(word(p(bold, t(" }} est élu."))))
    runs = docx.Document(io.BytesIO(template.package)).paragraphs[0].runs
    assert [(run.text, bool(run.bold)) for run in runs] == [
        ("M. ", True),
        ("{{ v1 }}", True),
        (" est élu.", False),
    ]


def test_notes_leave_nothing_behind() -> None:
    template = read(
        word("{# à relire : le service #}", "Vu{# lequel ? #} le code.", table(("{# ici #}", "b")))
    )
    assert texts(template) == ["Vu le code."]
    assert len(docx.Document(io.BytesIO(template.package)).tables[0].cell(0, 0).paragraphs) == 1


def test_a_part_is_a_mark_alone() -> None:
    template = read(word("{%p partie annexe_1 hors-empreinte %}", "Annexe", "{%p finpartie %}"))
    assert texts(template) == [mark("partie annexe_1 hors-empreinte"), "Annexe", mark("finpartie")]


def test_the_same_file_gives_the_same_bytes() -> None:
    content = word("{{ a }}", "{%p if b %}", "x", "{%p endif %}")
    assert read(content).package == read(content).package
