"""What Word does to a file and that is put right without a word: the tags are those that were meant."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import pytest
from docxtpl import DocxTemplate
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from actgen.diagnostics import Severity
from actgen.rendering.templates.tags import Kind
from actgen.rendering.word.normalise import normalised
from actgen.rendering.word.reading import read_word_template
from actgen.rendering.word.template import WordTemplate, mark
from tests.hostile.word.builder import edited, p, part, t, table, word
from tests.hostile.word.corpus import comment, control, revised

MAIN = "word/document.xml"


def read(content: bytes, *codes: str) -> WordTemplate:
    template, findings = read_word_template(content, "corps.docx")
    assert [finding.code for finding in findings] == list(codes), [one.message for one in findings]
    assert template is not None
    return template


def source(template: WordTemplate, key: str = "v1") -> str:
    expression = template.tags[key].expression
    assert expression is not None
    return expression.source


def lines(content: bytes) -> list[str]:
    return [line.text for line in docx.Document(io.BytesIO(content)).paragraphs]


def filled(template: WordTemplate, **values: Any) -> bytes:
    """The file as docxtpl alone fills it."""
    opened = DocxTemplate(io.BytesIO(template.package))
    opened.render(values)
    buffer = io.BytesIO()
    opened.save(buffer)
    return buffer.getvalue()


INSIDE = {
    "guillemets": ("x | accord(«\u00a0élu\u00a0», «\u202félue\u202f»)", 'x | accord("élu", "élue")'),
    "guillemets round a space meant": ("x | liste(«\u00a0 ou \u00a0»)", 'x | liste(" ou ")'),
    "curly double quotes": ("x | accord(“élu”, ”élue“)", 'x | accord("élu", "élue")'),
    "one straight, one curly": ('x | liste("ou”)', 'x | liste("ou")'),
    "curly single quotes": ("x | accord(‘élu’, ’élue’)", 'x | accord("élu", "élue")'),
    "an apostrophe in double quotes": ('x | accord("l’eau", "d’eau")', 'x | accord("l’eau", "d’eau")'),
    "an apostrophe in single quotes": ("x | accord('l’eau', 'b')", "x | accord('l’eau', 'b')"),
    "an apostrophe in curly quotes": ("x | accord(‘l’eau’, ‘d’eau’)", 'x | accord("l’eau", "d’eau")'),
    "quotes in guillemets": ('x | liste(« dit "ou" »)', "x | liste('dit \"ou\"')"),
    "guillemets in straight quotes": ('x | liste("« ou »")', 'x | liste("« ou »")'),
    "no-break spaces": ("\u00a0vote.pour\u202f>\u00a03\u00a0", "vote.pour > 3"),
    "a no-break space in a text": ('x | compte("voix\u00a0pour")', 'x | compte("voix\u00a0pour")'),
    "a soft hyphen": ("com\u00admune", "commune"),
    "nothing wide": ("com\u200bmune\ufeff", "commune"),
    "a tab and a line's end": ("vote\t|\nnombre", "vote | nombre"),
    "mathematical signs": ("vote.pour ≥ 3", "vote.pour >= 3"),
    "a quote never closed": ("x | liste(« ou)", "x | liste(« ou)"),
}


@pytest.mark.parametrize(("typed", "meant"), INSIDE.values(), ids=INSIDE.keys())
def test_the_inside_of_a_tag_is_what_was_meant(typed: str, meant: str) -> None:
    assert normalised(typed) == meant


def test_a_text_outside_of_tags_is_left_as_it_is() -> None:
    said = "« L’eau » – à 20\u00a0h, l’“unité” co\u00adûte \u2011 {} : {{ x }} – « fin »".replace(
        "{}", "5\u202f€"
    )
    template = read(word(said))
    assert lines(template.package) == [said.replace("{{ x }}", "{{ v1 }}")]


@pytest.mark.parametrize(
    ("opening", "ending"),
    [
        ("{%pfor m in x %}", "{%pendfor%}"),
        ("{%P For m in x %}", "{%p EndFor %}"),
        ("{% p for m in x %}", "{% p endfor %}"),
        ("{%p\u00a0for m in x %}", "{%p\u202fendfor %}"),
        ("{% for m in x %}", "{% endfor %}"),
        ("{%p for m in x %}", "{% endfor %}"),
        ("  {%p for m in x %} ", "\u00a0{%p endfor %}"),
        ("{# note #}{%p for m in x %}", "{%p endfor %}"),
    ],
)
def test_a_block_tag_is_understood(opening: str, ending: str) -> None:
    template = read(word(opening, "- {{ m }}", ending))
    assert [line.strip() for line in lines(template.package)] == [
        "{%p for m in v1 %}",
        "- {{ v2 }}",
        "{%p endfor %}",
    ]


@pytest.mark.parametrize(
    "opening", ["{%tr for m in x %}", "{%trfor m in x %}", "{% for m in x %}", "{%p for m in x %}"]
)
def test_tags_alone_in_rows_of_their_own_stand_round_rows(opening: str) -> None:
    template = read(word(table((opening, ""), ("{{ m }}", "b"), ("", "{% endfor %}"))))
    made = docx.Document(io.BytesIO(filled(template, v1=["u", "v"], v2="w")))
    assert [[cell.text for cell in row.cells] for row in made.tables[0].rows] == [["w", "b"], ["w", "b"]]


@pytest.mark.parametrize("written", ["{{ clause.visas }}", "{{p clause.visas }}", "{{pclause.visas }}"])
def test_a_clause_is_understood(written: str) -> None:
    template = read(word(written))
    assert template.tags["v1"].clause == "visas" and template.tags["v1"].kind is Kind.OUTPUT


@pytest.mark.parametrize(
    "cut",
    [
        revised(t("mune")),
        revised("<w:r><w:delText>zz</w:delText></w:r>", "del") + t("mune"),
        '<w:commentRangeStart w:id="0"/>' + t("mune"),
        '<w:smartTag w:element="x">' + t("mune") + "</w:smartTag>",
        control(t("mune")),
        "<w:r><w:lastRenderedPageBreak/><w:t>mune</w:t></w:r>",
        "<w:r><w:softHyphen/></w:r>" + t("mune"),
        '<w:r><w:rPr><w:i/><w:rPrChange w:id="1" w:author="x"><w:rPr/></w:rPrChange></w:rPr>'
        "<w:t>mune</w:t></w:r>",
    ],
)
def test_a_tag_is_whole_whatever_cuts_it(cut: str) -> None:
    template, _ = read_word_template(word(p(t("De {{ com"), cut, t(" }} !"))), "corps.docx")
    assert template is not None and source(template) == "commune"
    assert lines(template.package) == ["De {{ v1 }} !"]


def test_an_invisible_hyphen_in_the_name_of_a_part_is_read() -> None:
    hyphen = "<w:r><w:noBreakHyphen/></w:r>"
    template = read(
        word(p(t("{%p partie annexe_1 hors"), hyphen, t("empreinte %}")), "a", "{%p finpartie %}")
    )
    assert lines(template.package)[0] == mark("partie annexe_1 hors-empreinte")


def test_changes_are_taken_as_accepted() -> None:
    deleted = revised("<w:r><w:delText>non {{ b }}</w:delText></w:r>", "del")
    ended = '<w:rPr><w:del w:id="9" w:author="x"/></w:rPr>'
    row = f"<w:tr><w:trPr><w:del w:id='8' w:author='x'/></w:trPr><w:tc>{p('perdue')}</w:tc></w:tr>"
    rows = table(("gardée",)).replace("</w:tbl>", f"{row}</w:tbl>")
    content = word(
        p(t("Vu "), deleted, revised(t("{{ a }}"))), p("Une ", properties=ended), p("phrase"), rows
    )
    template = read(content, "GABARIT-SUIVI")
    assert lines(template.package) == ["Vu {{ v1 }}", "Une phrase"]
    assert len(docx.Document(io.BytesIO(template.package)).tables[0].rows) == 1
    assert "w:ins" not in part(template.package, MAIN) and "w:del" not in part(template.package, MAIN)


def test_hidden_words_do_not_pass_into_an_act() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>à revoir</w:t></w:r>"
    template = read(word(p("Vu ", hidden, "le code")), "GABARIT-PERTE")
    assert lines(template.package) == ["Vu le code"]


def test_comments_do_not_pass_into_an_act() -> None:
    template = read(comment("Demander au maire"))
    with zipfile.ZipFile(io.BytesIO(template.package)) as archive:
        said = b"".join(archive.read(name) for name in archive.namelist())
    assert b"Demander" not in said and b"comment" not in said
    assert lines(template.package) == ["Vu le code général"]


@pytest.mark.parametrize(
    "controlled", [p(t("a {{ b }}")), p(t("{%p if a %}")) + p("b") + p(t("{%p endif %}"))]
)
def test_a_content_control_leaves_its_content(controlled: str) -> None:
    template = read(word(control(controlled)))
    assert "w:sdt" not in part(template.package, MAIN)


def test_a_section_break_in_the_paragraph_of_a_tag_is_kept() -> None:
    section = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
    opening = p("{%p if a %}", properties="<w:sectPr/>")
    template = read(word("Avant", opening, "Annexe", p("{%p endif %}", properties=section), "Après"))
    for held in (True, False):
        made = docx.Document(io.BytesIO(filled(template, v1=held)))
        assert len(made.sections) == 3
        assert [int(one.page_width or 0) > int(one.page_height or 0) for one in made.sections] == [
            False,
            True,
            False,
        ]


def test_a_page_break_in_the_paragraph_of_a_tag_is_kept() -> None:
    broken = "<w:r><w:br w:type='page'/></w:r>"
    template = read(word("Avant", p(broken, "{%p if a %}"), "Annexe", "{%p endif %}"))
    assert part(filled(template, v1=True), MAIN).count('w:type="page"') == 1


def test_a_condition_may_be_all_that_a_cell_holds() -> None:
    inside = p(t("{%p if a %}")) + p("x") + p(t("{%p endif %}"))
    assert read(word(table((inside, "b")))).tags["v1"].kind is Kind.IF


@pytest.mark.parametrize("held", [True, False])
def test_words_after_a_condition_keep_their_own_format(held: bool) -> None:
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r>"
    template = read(word(p(bold.format("{% if a %}gras"), t(" maigre{% endif %} fin"))))
    runs = docx.Document(io.BytesIO(filled(template, v1=held))).paragraphs[0].runs
    said = [(run.text, bool(run.bold)) for run in runs if run.text]
    assert said == [("gras", True), (" maigre", False), (" fin", False)][0 if held else 2 :]


def test_a_file_of_libreoffice_has_its_properties_known() -> None:
    def lower(parts: dict[str, bytes]) -> None:
        parts["docProps/core.xml"] = (
            b"<cp:coreProperties xmlns:cp='http://schemas.openxmlformats.org/package/2006/metadata/core-properties'/>"
        )
        parts["_rels/.rels"] = parts["_rels/.rels"].replace(
            b"</Relationships>",
            b'<Relationship Id="rIdC" Target="docProps/core.xml" Type="http://schemas.openxmlformats.org/'
            b'officedocument/2006/relationships/metadata/core-properties"/></Relationships>',
        )
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
            b"</Types>",
            b'<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.'
            b'core-properties+xml"/></Types>',
        )

    plain = edited(word("{{ a }}"), lambda parts: _without(parts, "docProps/core.xml"))
    template = read(edited(plain, lower))
    assert "officedocument" not in part(template.package, "_rels/.rels")
    with zipfile.ZipFile(io.BytesIO(filled(template, v1="x"))) as archive:
        assert len(set(archive.namelist())) == len(archive.namelist())


def _without(parts: dict[str, bytes], entry: str) -> None:
    parts.pop(entry, None)
    for name in ("_rels/.rels", "[Content_Types].xml", "word/_rels/document.xml.rels"):
        root = etree.fromstring(parts[name])
        for child in list(root):
            if entry.endswith((child.get("Target") or child.get("PartName") or "?").lstrip("/")):
                root.remove(child)
        parts[name] = etree.tostring(root)


@pytest.mark.parametrize("entry", ["word/numbering.xml", "word/settings.xml", "word/fontTable.xml"])
def test_a_file_without_a_part_that_word_always_writes_is_read(entry: str) -> None:
    assert read(edited(word("{{ a }}"), lambda parts: _without(parts, entry))).tags.keys() == {"v1"}


def test_a_style_made_from_one_of_acts_is_one() -> None:
    made = (
        '<w:style w:type="paragraph" w:styleId="Mien"><w:name w:val="Acte – Encadré"/>{}</w:style></w:styles>'
    )

    def add(parts: dict[str, bytes]) -> None:
        based = made.format('<w:basedOn w:val="ActeVisa"/>').encode()
        parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"</w:styles>", based)

    read(edited(word(p("Vu", style="Mien"), p("Vu", style="ActeVisa")), add))


def test_a_table_without_its_grid_gets_one() -> None:
    content = word(table(("a", "{{ b }}")).replace("<w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>", ""))
    assert part(read(content).package, MAIN).count("gridCol") == 2


PIECES = st.sampled_from(
    [
        "{{ a }}",
        "{%p if a %}",
        "{% if a %}",
        "{% endif %}",
        "{%p endif %}",
        "{%p else %}",
        "{% for m in a %}",
        "{%tr for m in a %}",
        "{%tr endfor %}",
        "{% endfor %}",
        "{# n #}",
        "{{",
        "}}",
        "{%",
        "%}",
        "{",
        "texte",
        " ",
        "{%p partie a %}",
        "{%p finpartie %}",
        "{% set b = a %}",
        "{{ clause.x }}",
        "«",
        "’",
        "&",
        "<",
        "\t",
    ]
)
TEXTS = st.lists(PIECES, max_size=4).map("".join)


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXTS, max_size=6), st.lists(st.tuples(TEXTS, TEXTS), max_size=4))
def test_any_file_is_found_wrong_or_filled(paragraphs: list[str], rows: list[tuple[str, str]]) -> None:
    blocks = [p(t(text)) for text in paragraphs] + (
        [table(*[tuple(p(t(cell)) for cell in row) for row in rows])] if rows else []
    )
    template, findings = read_word_template(word(*blocks), "corps.docx")
    refused = any(finding.severity is Severity.ERROR for finding in findings)
    assert (template is None) == refused
    if template is not None:
        made = filled(template, **dict.fromkeys(template.tags, ("x",)))
        assert "{%" not in part(made, MAIN) and "{{" not in part(made, MAIN)
