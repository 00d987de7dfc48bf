from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK, WD_COLOR_INDEX
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st

from actgen.acts.templating.prose import MAX_BYTES, read_prose
from actgen.acts.tree.inline import Text
from actgen.acts.tree.nodes import Block, Heading, ListBlock, ListItem, Paragraph, Table
from actgen.base.diagnostics import Diagnostic, Severity
from tests.acts.templating.fill import shape

MARKDOWN = """\
# Contexte

Le groupement {{ secret }} & <b>gras</b> : **important**, *léger*.
{: .visa }

::: visa

## Détail

1. un
2. deux
   - a
   - b

| Poste | Part |
|-------|-----:|
| x{% if %} | 1 |

[lien](http://exemple.fr) ![image](a.png) `code`

> citation

---
"""


def codes(findings: tuple[Diagnostic, ...]) -> list[str]:
    return [finding.code for finding in findings]


def test_markdown_becomes_blocks_and_tags_or_html_stay_text() -> None:
    blocks, findings = read_prose(MARKDOWN.encode(), "texte.md", heading_offset=2)
    assert findings == ()
    assert shape(blocks) == [
        "### Contexte",
        "Le groupement {{ secret }} & <b>gras</b> : <b>important</b>, <i>léger</i>. {: .visa }",
        "::: visa",
        "#### Détail",
        ["1", ["un"], ["deux", ["-", ["a"], ["b"]]]],
        [[["Poste", "Part"]], [["x{% if %}", "1"]]],
        "[lien](http://exemple.fr) ![image](a.png) `code`",
        "> citation",
        "---",
    ]


def test_prose_is_printed_as_written_without_typography() -> None:
    blocks, _ = read_prose(b'Vu l\'article 1 ; "x".', "t.md")
    assert shape(blocks) == ['Vu l\'article 1 ; "x".']


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("\ufeffé".encode(), ["é"]),
        ("été".encode("cp1252"), ["été"]),
        (b"a\r\n\r\nb", ["a", "b"]),
        ("\U000f0001 a".encode(), ["\U000f0001 a"]),
    ],
)
def test_text_files_of_all_kinds_are_read(content: bytes, expected: list[str]) -> None:
    assert read_prose(content, "t.txt") == (tuple(Paragraph((Text(text),)) for text in expected), ())


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "PROSE-VIDE"),
        (b"  \n\n", "PROSE-VIDE"),
        (b"a\x00b", "PROSE-ILLISIBLE"),
        (b"%PDF-1.7", "PROSE-ILLISIBLE"),
        (b"\xd0\xcf\x11\xe0abc", "PROSE-ILLISIBLE"),
        (b"a" * 1_100_000, "PROSE-ILLISIBLE"),
        (b"PK" + b"a" * MAX_BYTES, "PROSE-ILLISIBLE"),
        (b"PK\x03\x04 nothing", "PROSE-WORD"),
    ],
)
def test_what_is_not_a_prose_is_a_finding(content: bytes, code: str) -> None:
    blocks, findings = read_prose(content, "t.md")
    assert blocks == ()
    assert codes(findings) == [code]


def test_a_cell_that_would_be_lost_is_said() -> None:
    _, findings = read_prose(b"| a | b |\n|---|---|\n| 1 | 2 | 3 |\n", "t.md")
    assert codes(findings) == ["PROSE-FORME"]
    assert findings[0].location is not None
    assert findings[0].location.line == 3


@given(st.text(max_size=200))
def test_any_text_gives_blocks_or_findings(text: str) -> None:
    blocks, findings = read_prose(text.encode("utf-8", errors="replace"), "t.md")
    assert blocks or findings


@given(st.binary(max_size=60))
def test_any_bytes_give_blocks_or_findings(content: bytes) -> None:
    for start in (b"", b"PK\x03\x04"):
        blocks, findings = read_prose(start + content, "t.docx")
        assert blocks or findings


def word(fill: Callable[[WordDocument], object]) -> bytes:
    document = docx.Document()
    fill(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def read(
    fill: Callable[[WordDocument], object], offset: int = 0
) -> tuple[tuple[Block, ...], tuple[Diagnostic, ...]]:
    return read_prose(word(fill), "texte.docx", heading_offset=offset)


def test_word_paragraphs_headings_and_formats() -> None:
    def fill(document: WordDocument) -> None:
        document.add_heading("Contexte", 2)
        paragraph = document.add_paragraph("Le {{ x }} ")
        paragraph.add_run("gras ").bold = True
        paragraph.add_run("et").bold = True
        italic = paragraph.add_run(" léger")
        italic.italic = True
        italic.add_break()
        paragraph.add_run("fin & <b>").add_break(WD_BREAK.PAGE)
        document.add_paragraph("   ")
        document.add_heading("Détail", 3)

    blocks, findings = read(fill, offset=1)
    assert findings == ()
    assert blocks[0] == Heading(2, (Text("Contexte"),))
    assert shape(blocks) == [
        "## Contexte",
        "Le {{ x }} <b>gras et</b><i> léger⏎</i>fin & <b>",
        "### Détail",
    ]


def test_word_lists_nest_and_keep_their_kind() -> None:
    def fill(document: WordDocument) -> None:
        for style, text in (
            ("List Bullet", "a"),
            ("List Bullet", "b"),
            ("List Number", "1"),
            ("List Number", "2"),
        ):
            document.add_paragraph(text, style=style)
        document.add_paragraph("texte")
        document.add_paragraph("3", style="List Number")
        deep = document.add_paragraph("3.1", style="List Number")
        properties = deep._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 1

    blocks, findings = read(fill)
    assert findings == ()
    assert shape(blocks)[:3] == [["-", ["a"], ["b"]], ["1", ["1"], ["2"]], "texte"]
    last = blocks[3]
    assert isinstance(last, ListBlock)
    # Word goes on counting after a text that cuts a list
    assert last.start == 3
    assert isinstance(last.items[0], ListItem)
    assert isinstance(last.items[0].blocks[1], ListBlock)


def test_word_tables_with_merged_cells_and_heads() -> None:
    def fill(document: WordDocument) -> None:
        table = document.add_table(rows=3, cols=3)
        for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
            cell.text = str(number)
        table.cell(0, 1).merge(table.cell(0, 2)).text = "large"
        table.cell(1, 0).merge(table.cell(2, 0)).text = "haut"
        properties = table.rows[0]._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:tblHeader"))

    (table,), findings = read(fill)
    assert findings == ()
    assert isinstance(table, Table)
    assert shape((table,)) == [[[["0", "large"]], [["haut", "4", "5"], ["7", "8"]]]]
    assert table.head[0].cells[1].colspan == 2
    assert table.head[0].cells[0].header
    assert table.body[0].cells[0].rowspan == 2


def test_hidden_text_and_tracked_deletions_are_left_out_and_said() -> None:
    def fill(document: WordDocument) -> None:
        document.add_paragraph("visible").add_run("caché").font.hidden = True
        paragraph = document.add_paragraph("gardé")
        paragraph._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>ôté</w:delText></w:r></w:del>"))
        paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t> ajouté</w:t></w:r></w:ins>"))

    blocks, findings = read(fill)
    assert shape(blocks) == ["visible", "gardé ajouté"]
    assert codes(findings) == ["PROSE-PERTE", "PROSE-PERTE"]
    assert "paragraphe 1" in findings[0].message
    assert "paragraphe 2" in findings[1].message
    assert {finding.severity for finding in findings} == {Severity.WARNING}


def test_links_fields_and_controls_keep_their_words() -> None:
    inner = [
        f"<w:hyperlink {nsdecls('w')}><w:r><w:t>lien</w:t></w:r></w:hyperlink>",
        f"<w:fldSimple {nsdecls('w')} w:instr='DATE'><w:r><w:t> champ</w:t></w:r></w:fldSimple>",
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:r><w:t> choix</w:t></w:r></w:sdtContent></w:sdt>",
    ]

    def fill(document: WordDocument) -> None:
        paragraph = document.add_paragraph()
        for xml in inner:
            paragraph._p.append(parse_xml(xml))

    blocks, findings = read(fill)
    assert shape(blocks) == ["lien champ choix"]
    assert codes(findings) == ["PROSE-PERTE"] and "(champ DATE)" in findings[0].message


def test_what_was_highlighted_is_said_where_it_stands() -> None:
    def fill(document: WordDocument) -> None:
        document.add_paragraph("Le prix")
        run = document.add_paragraph("Le bénéficiaire est ").add_run("à voir avec le service")
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW

    (finding,) = read(fill)[1]
    assert finding.code == "PROSE-PERTE" and finding.severity is Severity.WARNING
    assert "paragraphe 2" in finding.message and "surligné" in finding.message


def test_pictures_are_said_and_struck_passages_refused() -> None:
    def fill(document: WordDocument) -> None:
        document.add_paragraph("a ").add_run("barré").font.strike = True
        run = document.add_paragraph("b").add_run()
        run._r.append(OxmlElement("w:drawing"))

    _, findings = read(fill)
    assert codes(findings) == ["PROSE-BARRE", "PROSE-PERTE"]
    assert "barré" in findings[0].message


def test_capitals_are_printed_as_they_are_seen() -> None:
    def fill(document: WordDocument) -> None:
        document.add_paragraph().add_run("décide").font.all_caps = True

    assert shape(read(fill)[0]) == ["DÉCIDE"]


def rezipped(content: bytes, **parts: bytes) -> bytes:
    """The file with parts replaced or added."""
    out = io.BytesIO()
    names = {name.replace("__", "/").replace("_DOT_", "."): data for name, data in parts.items()}
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename not in names:
                new.writestr(entry, old.read(entry))
        for name, data in names.items():
            new.writestr(name, data)
    return out.getvalue()


SIMPLE = word(lambda document: document.add_paragraph("a"))
RELATIONS = zipfile.ZipFile(io.BytesIO(SIMPLE)).read("word/_rels/document.xml.rels")
BODY = zipfile.ZipFile(io.BytesIO(SIMPLE)).read("word/document.xml")


def external(kind: str) -> bytes:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = (
        f'<Relationship Id="rX" Type="{base}/{kind}" '
        'Target="file:///etc/passwd" TargetMode="External"/></Relationships>'
    )
    return RELATIONS.replace(b"</Relationships>", relation.encode())


HOSTILE: dict[str, Callable[[], bytes]] = {
    "a bomb": lambda: rezipped(SIMPLE, word__media__x_DOT_xml=b" " * 50_000_000),
    "many bombs": lambda: rezipped(SIMPLE, **{f"word__x{i}_DOT_bin": b" " * 900_000 for i in range(70)}),
    "entities": lambda: rezipped(
        SIMPLE,
        word__document_DOT_xml=BODY.replace(b"<w:document", b'<!DOCTYPE a [<!ENTITY b "c">]><w:document', 1),
    ),
    "another encoding": lambda: rezipped(SIMPLE, word__document_DOT_xml=BODY.decode().encode("utf-16")),
    "a linked picture": lambda: rezipped(SIMPLE, word___rels__document_DOT_xml_DOT_rels=external("image")),
    "a linked file": lambda: rezipped(SIMPLE, word___rels__document_DOT_xml_DOT_rels=external("subDocument")),
    "broken XML": lambda: rezipped(SIMPLE, word__document_DOT_xml=b"<w:document"),
    "XML without namespace": lambda: rezipped(SIMPLE, word__document_DOT_xml=b"<a/>"),
    "no document": lambda: rezipped(SIMPLE, word__document_DOT_xml=b""),
    "a spreadsheet": lambda: rezipped(SIMPLE, **{"[Content_Types]_DOT_xml": b"<Types/>"}),
    "half a file": lambda: SIMPLE[: len(SIMPLE) // 2],
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_word_file_is_refused_before_it_is_read(case: str) -> None:
    blocks, findings = read_prose(HOSTILE[case](), "t.docx")
    assert blocks == ()
    assert codes(findings) == ["PROSE-WORD"]


@pytest.mark.parametrize("kind", ["hyperlink", "attachedTemplate"])
def test_links_that_are_never_followed_are_admitted(kind: str) -> None:
    blocks, findings = read_prose(
        rezipped(SIMPLE, word___rels__document_DOT_xml_DOT_rels=external(kind)), "t.docx"
    )
    assert (shape(blocks), findings) == (["a"], ())


def test_depth_without_end_is_refused() -> None:
    deep = b"<w:p>" + b"<w:smartTag>" * 3000 + b"</w:smartTag>" * 3000 + b"</w:p>"
    content = rezipped(SIMPLE, word__document_DOT_xml=BODY.replace(b"<w:p>", deep + b"<w:p>", 1))
    assert codes(read_prose(content, "t.docx")[1]) == ["PROSE-WORD"]


@pytest.mark.parametrize("text", ["*" * 3000 + "a" + "*" * 3000, "- " * 40 + "a", "[" * 20_000, "> " * 9000])
def test_a_text_made_to_exhaust_is_read_or_refused(text: str) -> None:
    blocks, findings = read_prose(text.encode(), "t.md")
    assert blocks or findings
