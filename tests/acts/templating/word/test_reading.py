"""A Word template without fault: its tags whole, its tree that of any template."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml.ns import qn

from actgen.acts.outputs.docx.letterhead import house_letterhead
from actgen.acts.templating.evaluate import evaluate
from actgen.acts.templating.tree import (
    For,
    If,
    Include,
    LineNode,
    RowNode,
    RunNode,
    TableNode,
    Template,
)
from actgen.acts.templating.vocabulary import check_vocabulary
from actgen.acts.templating.word.reading import read_word_template
from actgen.acts.tree.words import inline_text
from tests.acts.templating.fill import shape
from tests.acts.templating.word.filled import expressions, sources
from tests.hostile.word.builder import document, p, saved, t, table, with_notes, word, xml

FILE = "corps.docx"


def read(content: bytes) -> Template:
    template, findings = read_word_template(content, FILE)
    assert [finding.message for finding in findings if finding.code != "GABARIT-PERTE"] == []
    assert template is not None
    return template


def test_tags_stand_in_the_tree_where_they_are_written() -> None:
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
    assert [setting.name for setting in template.settings] == ["ville"]
    assert [type(node) for node in template.blocks] == [LineNode, If, For, Include]
    line, choice, loop, clause = template.blocks
    assert isinstance(line, LineNode) and [type(node) for node in line.block.children] == [
        RunNode,
        If,
        RunNode,
    ]
    assert isinstance(choice, If) and [branch.condition is None for branch in choice.branches] == [
        False,
        False,
        True,
    ]
    assert isinstance(loop, For) and loop.target == "membre" and loop.test is not None
    assert isinstance(clause, Include) and clause.name == "visas"
    place = next(expressions(choice)).location
    assert (place.line, place.part) == (3, "corps")


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
    (table_,) = (node for node in template.blocks if isinstance(node, TableNode))
    assert [type(row) for row in table_.body] == [RowNode, For]
    assert sources(template) == ["membre in membres", "membre.nom", "membre.voix"]


def test_every_part_is_read() -> None:
    made = document("Corps {{ a }}", header=["Tête {{ b }}"], footer=["Pied {{ c }}"])
    template = read(
        saved(with_notes(with_notes(made, "footnotes", "Note {{ d }}"), "endnotes", "Fin {{ e }}"))
    )
    assert [each.location.part for body in template.bodies for each in expressions(body)] == [
        "corps",
        "notes de bas de page",
        "notes de fin",
    ]


def test_the_headers_of_a_first_page_and_of_even_pages_are_told_apart() -> None:
    made = document("Corps", header=["{{ a }}"])
    section = made.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "{{ b }}"
    section.even_page_footer.paragraphs[0].text = "{{ c }}"
    _, found = read_word_template(saved(made), FILE)
    told = {each.location.part for each in found if each.location}
    assert told == {"en-tête", "en-tête de première page", "pied de page des pages paires"}


def test_the_words_around_a_tag_and_the_title_above_are_known() -> None:
    template = read(word(p("Article 2", style="Titre2"), "La part de {{ commune }} est fixée."))
    place = next(expressions(template.blocks)).location
    assert place.heading == "Article 2" and place.excerpt == "La part de {{ commune }} est fixée."
    assert place.excerpt[place.column - 1 :][: place.length] == "{{ commune }}"


def test_names_are_checked_as_those_of_any_template() -> None:
    template = read(word("{%p for m in membres %}", "{{ m.nmo }}", "{%p endfor %}", "{{ loop.index }}"))
    found = check_vocabulary(template, {"membres": tuple[str, ...]})
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
    assert sources(template) == ["commune"]
    blocks, _ = evaluate(template, {"commune": "là"})
    assert inline_text(blocks[0].children) == "De là même."  # type: ignore[union-attr]


def test_notes_leave_nothing_behind() -> None:
    template = read(
        word("{# à relire : le service #}", "Vu{# lequel ? #} le code.", table(("{# ici #}", "b")))
    )
    blocks, _ = evaluate(template, {})
    assert shape(blocks) == ["Vu le code.", [[], [["", "b"]]]]


def test_a_head_that_says_something_else_than_that_of_the_house_is_told() -> None:
    """Acts bear the letterhead of the commune in every format (W9)."""
    _, own = read_word_template(word("Corps.", header=["Ville de Flavigny"]), FILE)
    assert [(each.code, each.locations[0].part, each.locations[0].line) for each in own] == [
        ("GABARIT-PERTE", "en-tête", 1)
    ]
    house = docx.Document(io.BytesIO(house_letterhead()))
    for section in house.sections:  # the numbers of pages, as another program counted them when it saved
        for number in section.footer._element.iter(qn("w:t")):
            number.text = "7" if (number.text or "").isdigit() else number.text
    _, kept = read_word_template(saved(house), FILE)
    assert not [each for each in kept if each.code == "GABARIT-PERTE"]


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (p(t("a"), '<w:r><w:br w:type="column"/></w:r>', t("b")), "saut de colonne"),
        (
            p("a", properties='<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'),
            "paysage",
        ),
        (
            p(
                t("Total"),
                "<w:r><w:tab/></w:r>",
                t("150"),
                properties='<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9000"/></w:tabs>',
            ),
            "tabulations et points de conduite",
        ),
        (
            p("a", properties='<w:pBdr><w:top w:val="single"/></w:pBdr><w:shd w:fill="DDDDDD"/>'),
            "bordures et trames",
        ),
        (p('<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>caché</w:t></w:r>'), "écrit en blanc"),
        (
            p(
                "<w:r><w:ruby><w:rt><w:r><w:t>x</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>mot</w:t></w:r>"
                "</w:rubyBase></w:ruby></w:r>"
            ),
            "annotation de prononciation",
        ),
    ],
)
def test_what_word_alone_shows_is_told_at_its_paragraph(made: str, said: str) -> None:
    """W4 to W8."""
    _, found = read_word_template(word("Premier.", made), FILE)
    (one,) = (each for each in found if said in each.message)
    assert one.code == "GABARIT-PERTE" and [place.line for place in one.locations] == [2]


def test_a_column_break_glues_no_words() -> None:
    line = p(t("MOTB"), '<w:r><w:br w:type="column"/></w:r>', t("MOTC"))
    assert shape(evaluate(read(word(line)), {})[0]) == ["MOTB⏎MOTC"]


def test_a_tag_in_the_address_of_a_link_is_told() -> None:
    """W2."""
    made = document("Premier.", "Voir ")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    key = made.part.relate_to("https://exemple.fr/%7B%7B%20x%20%7D%7D", kind, is_external=True)
    made.paragraphs[1]._p.append(xml(f'<w:hyperlink r:id="{key}">{t("le site")}</w:hyperlink>'))
    template, found = read_word_template(saved(made), FILE)
    assert template is not None and template.broken
    assert [(each.code, each.locations[0].line) for each in found] == [("GABARIT-LIEU", 2)]


def test_a_mail_merge_is_told() -> None:
    """W10: neither it nor the other settings of a file go into an act."""
    made = document("Corps.")
    made.settings.element.append(xml("<w:mailMerge><w:query/></w:mailMerge>"))
    _, found = read_word_template(saved(made), FILE)
    assert ["publipostage" in each.message for each in found] == [True]


# A tag that is never closed in its paragraph: one sign that lacks is not a tag that goes on in the next


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
