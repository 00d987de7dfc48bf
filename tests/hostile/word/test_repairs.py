"""What Word does to a file and that is put right without a word: the tags are those that were meant."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from actgen.acts.templating.evaluate import evaluate
from actgen.acts.templating.tags import normalised
from actgen.acts.templating.tree import Include, Template
from actgen.acts.templating.word.reading import read_word_template
from actgen.acts.tree.nodes import Document, Part
from actgen.acts.tree.words import plain_words
from actgen.base.diagnostics import Severity
from tests.acts.templating.fill import shape
from tests.acts.templating.word.filled import sources
from tests.hostile.word.builder import edited, p, t, table, word
from tests.hostile.word.corpus import comment, control, revised


def read(content: bytes, *codes: str) -> Template:
    template, findings = read_word_template(content, "corps.docx")
    assert [finding.code for finding in findings] == list(codes), [one.message for one in findings]
    assert template is not None
    return template


def seen(template: Template, **values: object) -> list[object]:
    """What an act made of a template says."""
    blocks, findings = evaluate(template, values)
    assert findings == ()
    return shape(blocks)


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
    assert seen(read(word(said)), x="y") == [said.replace("{{ x }}", "y")]


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
    assert seen(read(word(opening, "- {{ m }}", ending)), x=("u", "v")) == ["- u", "- v"]


@pytest.mark.parametrize(
    "opening", ["{%tr for m in x %}", "{%trfor m in x %}", "{% for m in x %}", "{%p for m in x %}"]
)
def test_tags_alone_in_rows_of_their_own_stand_round_rows(opening: str) -> None:
    template = read(word(table((opening, ""), ("{{ m }}", "b"), ("", "{% endfor %}"))))
    assert seen(template, x=("u", "v")) == [[[], [["u", "b"], ["v", "b"]]]]


@pytest.mark.parametrize("written", ["{{ clause.visas }}", "{{p clause.visas }}", "{{pclause.visas }}"])
def test_a_clause_is_understood(written: str) -> None:
    (clause,) = read(word(written)).blocks
    assert isinstance(clause, Include) and clause.name == "visas"


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
    assert template is not None and sources(template) == ["commune"]
    assert seen(template, commune="là") == ["De là !"]


def test_an_invisible_hyphen_in_the_name_of_a_part_is_read() -> None:
    hyphen = "<w:r><w:noBreakHyphen/></w:r>"
    template = read(
        word(p(t("{%p partie annexe_1 hors"), hyphen, t("empreinte %}")), "a", "{%p finpartie %}")
    )
    (part,) = evaluate(template, {})[0]
    assert isinstance(part, Part) and (part.name, part.fingerprinted) == ("annexe_1", False)


def test_changes_are_taken_as_accepted() -> None:
    deleted = revised("<w:r><w:delText>non {{ b }}</w:delText></w:r>", "del")
    ended = '<w:rPr><w:del w:id="9" w:author="x"/></w:rPr>'
    row = f"<w:tr><w:trPr><w:del w:id='8' w:author='x'/></w:trPr><w:tc>{p('perdue')}</w:tc></w:tr>"
    rows = table(("gardée",)).replace("</w:tbl>", f"{row}</w:tbl>")
    content = word(
        p(t("Vu "), deleted, revised(t("{{ a }}"))), p("Une ", properties=ended), p("phrase"), rows
    )
    template = read(content, "GABARIT-SUIVI")
    assert seen(template, a="x") == ["Vu x", "Une phrase", [[], [["gardée"]]]]


def test_hidden_words_do_not_pass_into_an_act() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>à revoir</w:t></w:r>"
    template = read(word(p("Vu ", hidden, "le code")), "GABARIT-PERTE")
    assert seen(template) == ["Vu le code"]


def test_comments_do_not_pass_into_an_act() -> None:
    template = read(comment("Demander au maire"))
    assert seen(template) == ["Vu le code général"]


@pytest.mark.parametrize(
    "controlled", [p(t("a {{ b }}")), p(t("{%p if a %}")) + p("b") + p(t("{%p endif %}"))]
)
def test_a_content_control_leaves_its_content(controlled: str) -> None:
    assert seen(read(word(control(controlled))), a=True, b="b")[0] in ("a b", "b")


def test_a_section_break_in_the_paragraph_of_a_tag_is_kept() -> None:
    opening = p("{%p if a %}", properties="<w:sectPr/>")
    template = read(word("Avant", opening, "Annexe", p("{%p endif %}", properties="<w:sectPr/>"), "Après"))
    for held in (True, False):
        assert seen(template, a=held).count("PageBreak") == 2


def test_a_page_break_in_the_paragraph_of_a_tag_is_kept() -> None:
    broken = "<w:r><w:br w:type='page'/></w:r>"
    template = read(word("Avant", p(broken, "{%p if a %}"), "Annexe", "{%p endif %}"))
    assert seen(template, a=True) == ["Avant", "PageBreak", "Annexe"]


def test_a_condition_may_be_all_that_a_cell_holds() -> None:
    inside = p(t("{%p if a %}")) + p("x") + p(t("{%p endif %}"))
    assert seen(read(word(table((inside, "b")))), a=True) == [[[], [["x", "b"]]]]


@pytest.mark.parametrize("held", [True, False])
def test_words_after_a_condition_keep_their_own_format(held: bool) -> None:
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r>"
    template = read(word(p(bold.format("{% if a %}gras"), t(" maigre{% endif %} fin"))))
    assert seen(template, a=held) == ["<b>gras</b> maigre fin" if held else "fin"]


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
    assert seen(read(edited(plain, lower)), a="x") == ["x"]


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
    assert sources(read(edited(word("{{ a }}"), lambda parts: _without(parts, entry)))) == ["a"]


def test_a_style_made_from_one_of_acts_is_one() -> None:
    made = (
        '<w:style w:type="paragraph" w:styleId="Mien"><w:name w:val="Acte – Encadré"/>{}</w:style></w:styles>'
    )

    def add(parts: dict[str, bytes]) -> None:
        based = made.format('<w:basedOn w:val="ActeVisa"/>').encode()
        parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"</w:styles>", based)

    read(edited(word(p("Vu", style="Mien"), p("Vu", style="ActeVisa")), add))


def test_a_table_without_its_grid_is_read() -> None:
    content = word(table(("a", "{{ b }}")).replace("<w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>", ""))
    assert seen(read(content), b="x") == [[[], [["a", "x"]]]]


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
    assert (template is None or template.broken) == refused
    if template is not None:
        made, _ = evaluate(template, {"a": ("x",)})
        said = " ".join(plain_words(Document("", made)))
        assert "{%" not in said and "{{" not in said
