import subprocess
import sys
import zipfile
import zlib
from io import BytesIO
from itertools import product
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from actgen.acts.outputs.docx.check import check_letterhead
from actgen.acts.outputs.docx.letterhead import house_letterhead
from actgen.acts.outputs.docx.render import _parent, render_docx
from actgen.acts.outputs.house.fonts import Font, read_font
from actgen.acts.outputs.house.look import Look
from actgen.acts.tree.nodes import Document, ListBlock, ListItem
from actgen.acts.tree.words import plain_words
from tests.acts.outputs.docx.word_file import W, WordFile, faults, has, plain, value
from tests.acts.outputs.sample_act import paragraph, sample

ROOT = Path(__file__).parents[4]


def foreign(*lines: str, header: str = "") -> bytes:
    """A letterhead that knows nothing of actgen: python-docx's own file, in English, on US Letter."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.sections[0].header.paragraphs[0].text = header
    return saved(document)


def saved(document: WordDocument) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def edited(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            found = source.read(name)
            target.writestr(name, found.replace(old, new) if name == part else found)
    return buffer.getvalue()


def messages(content: bytes) -> list[str]:
    return [finding.code + " " + finding.message for finding in check_letterhead(content, "entete.docx")]


def test_the_house_letterhead_is_what_its_script_builds() -> None:
    code = "import sys; from tools.build_letterhead import letterhead; sys.stdout.buffer.write(letterhead())"
    built = subprocess.run(
        [sys.executable, "-c", code], stdin=subprocess.DEVNULL, cwd=ROOT, capture_output=True, check=True
    ).stdout
    assert built == house_letterhead()


def test_the_house_letterhead_carries_its_faces_under_the_keys_that_it_tells() -> None:
    file = WordFile(house_letterhead())
    (font,) = file.xml("word/fontTable.xml").iter(f"{W}font")
    keys = [node.get(f"{W}fontKey") for node in font if node.get(f"{W}fontKey")]
    assert len(keys) == 4
    with zipfile.ZipFile(BytesIO(render_docx(sample()))) as archive:
        for rank, key in enumerate(keys, 1):
            face = archive.read(f"word/fonts/font{rank}.odttf")
            mask = bytes.fromhex(key.strip("{}").replace("-", ""))[::-1] * 2
            plain_face = bytes(a ^ b for a, b in zip(face, mask, strict=False)) + face[32:]
            assert isinstance(read_font(plain_face), Font)


def test_the_house_letterhead_is_slim_a4_french_and_modern() -> None:
    content = house_letterhead()
    file = WordFile(content)
    page = file.body.find(f"{W}sectPr/{W}pgSz")
    assert (page.get(f"{W}w"), page.get(f"{W}h")) == ("11906", "16838")
    assert len(content) < 125_000  # 10 000 without its faces
    mode = file.xml("word/settings.xml").find(f"{W}compat/{W}compatSetting")
    assert mode.get(f"{W}val") == "15"
    assert value(file.xml("word/styles.xml"), "docDefaults/rPrDefault/rPr/lang") == "fr-FR"
    assert messages(content) == []


@pytest.mark.parametrize("lines", [(), ("Mairie", "{{p corps }}", "Adresse")])
def test_a_letterhead_that_lacks_our_styles_and_lists_receives_them(lines: tuple[str, ...]) -> None:
    content = foreign(*lines, header="{{ entete }}")
    assert messages(content) == []
    result = render_docx(sample(), content)
    assert faults(result) == []
    words = WordFile(result).words()
    assert plain(words) == plain([*lines[:1], *plain_words(sample()), *lines[2:]])
    assert WordFile(result).running("header") == sample().header
    assert value(WordFile(result).xml("word/styles.xml"), "docDefaults/rPrDefault/rPr/lang") == "fr-FR"


def test_a_style_that_the_commune_made_its_own_is_kept() -> None:
    document = docx.Document()
    document.styles.add_style("Acte – Visa", WD_STYLE_TYPE.PARAGRAPH).font.size = Pt(20)
    file = WordFile(render_docx(sample(), saved(document)))
    visa = value(file.paragraph("Vu le code général"), "pPr/pStyle")
    styles = [n for n in file.xml("word/styles.xml").iter(f"{W}style") if value(n, "name") == "Acte – Visa"]
    assert [node.get(f"{W}styleId") for node in styles] == [visa]
    assert value(styles[0], "rPr/sz") == "40"


def test_a_letterhead_without_any_numbering_gets_one() -> None:
    document = docx.Document()
    part = document.part
    for key, relation in list(part.rels.items()):
        if relation.reltype.endswith("/numbering"):
            del part.rels[key]
    assert faults(render_docx(sample(), saved(document))) == []


@pytest.mark.parametrize(
    "content", [house_letterhead(), foreign("{{ titre }}", "{{ corps }}", header="{{ objet }}")]
)
def test_acts_written_one_after_the_other_have_nothing_of_one_another(content: bytes) -> None:
    looks = (Look(letterhead=content), Look(letterhead=content, ink="a0b1c2", accent="d3e4f5"))
    items = ListBlock((ListItem((paragraph("un"),)),), ordered=True)
    acts = (sample(), Document("Autre", (items, items), header="En-tête", language="de-DE"), sample())
    alone = []
    for act, look in product(acts, looks):
        _parent.cache_clear()
        alone.append(render_docx(act, look=look))
    assert [render_docx(act, look=look) for act, look in product(acts, looks)] == alone
    assert len(set(alone)) == 4


def test_what_a_letterhead_says_of_another_file_is_not_kept() -> None:
    file = WordFile(render_docx(sample(), foreign()))
    assert not [name for name in file.names if "thumbnail" in name or "app.xml" in name]
    assert b"python-docx" not in file.parts["docProps/core.xml"]


def test_the_width_of_tables_is_that_of_the_letterhead() -> None:
    document = docx.Document()
    section = document.sections[0]
    section.left_margin = section.right_margin = Cm(5)
    assert section.page_width is not None
    expected = (section.page_width - 2 * Cm(5)) // 635
    file = WordFile(render_docx(sample(), saved(document)))
    table = next(n for n in file.body.iter(f"{W}tbl") if has(n, "tblPr/tblStyle"))
    assert int(table.find(f"{W}tblPr/{W}tblW").get(f"{W}w")) == expected


LINKED_PICTURE = (
    b'<Relationship Id="r9" Type="x/image" Target="http://ailleurs/x.png" TargetMode="External"/>'
    b"</Relationships>"
)
ROWS = b"<w:tbl>" + b"<w:tr><w:tc><w:p/></w:tc></w:tr>" * 3_000 + b"</w:tbl>"
RUNS = b"<w:p>" + b"<w:r/>" * 400_000 + b"</w:p>"
SECTION = b"<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>{{p corps }}</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"", "ENTETE-ILLISIBLE", "il est vide"),
        (b"PK\x03\x04rest", "ENTETE-ILLISIBLE", "abîmé"),
        (foreign("{{ nom }}"), "ENTETE-BALISE", "«\u00a0nom\u00a0»"),
        (foreign("{{ entete | upper }}"), "ENTETE-BALISE", "mal formée ou interdite"),
        (foreign("{{ entete.__class__ }}"), "ENTETE-BALISE", "mal formée ou interdite"),
        (foreign("{{ 'x' * 999999999 }}"), "ENTETE-BALISE", "mal formée ou interdite"),
        (foreign("{% for x in titre %}{% endfor %}"), "ENTETE-BALISE", "mal formée ou interdite"),
        (foreign("{% if projet %}"), "ENTETE-BALISE", "mal formée ou interdite"),
        (foreign("{{ titre"), "ENTETE-BALISE", "mal formée ou interdite"),
        (foreign("Mairie {{p corps }}"), "ENTETE-BALISE", "texte qui serait perdu"),
        (foreign("{{p corps }}", "{{p corps }}"), "ENTETE-BALISE", "2 fois"),
        (foreign(header="{{p corps }}"), "ENTETE-BALISE", "en-tête ou un pied de page"),
        (
            edited(house_letterhead(), "word/document.xml", b"<w:body>", b"<w:body>" + SECTION),
            "ENTETE-BALISE",
            "saut de section",
        ),
        (edited(house_letterhead(), "word/document.xml", b"</w:body>", b""), "ENTETE-ILLISIBLE", "abîmé"),
        (
            edited(house_letterhead(), "word/document.xml", b"<w:body>", b"<w:body>" + b"<w:p/>" * 19_000),
            "ENTETE-ILLISIBLE",
            "au plus 1\u202f000",
        ),
        (
            edited(house_letterhead(), "word/document.xml", b"<w:body>", b"<w:body>" + ROWS),
            "ENTETE-ILLISIBLE",
            "3\u202f00",
        ),
        (
            edited(house_letterhead(), "word/document.xml", b"<w:body>", b"<w:body>" + RUNS),
            "ENTETE-ILLISIBLE",
            "éléments, au plus 50\u202f000",
        ),
        (
            edited(
                house_letterhead(),
                "word/_rels/document.xml.rels",
                b"</Relationships>",
                b'<Relationship Id="r9" Type="x/header" Target="document.xml"/></Relationships>',
            ),
            "ENTETE-ILLISIBLE",
            "pas à sa place",
        ),
        (
            edited(house_letterhead(), "_rels/.rels", b"word/document.xml", b"word/autre.xml"),
            "ENTETE-ILLISIBLE",
            "pas à sa place",
        ),
        (
            edited(
                house_letterhead(),
                "word/styles.xml",
                b"<w:styles",
                b'<!DOCTYPE x [<!ENTITY a "b">]><w:styles',
            ),
            "ENTETE-ILLISIBLE",
            "déclaration interdite",
        ),
        (
            edited(
                house_letterhead(),
                "word/_rels/document.xml.rels",
                b"</Relationships>",
                LINKED_PICTURE,
            ),
            "ENTETE-ILLISIBLE",
            "fichier extérieur",
        ),
        (
            edited(
                house_letterhead(),
                "word/_rels/document.xml.rels",
                b"</Relationships>",
                LINKED_PICTURE.replace(b"x/image", b"x/attachedTemplate"),
            ),
            "ENTETE-ILLISIBLE",
            "http://ailleurs/x.png",
        ),
    ],
)
def test_what_is_wrong_with_a_letterhead_is_said_before_any_act(
    content: bytes, code: str, words: str
) -> None:
    found = messages(content)
    assert any(message.startswith(code) and words in message for message in found), found


def test_all_faults_of_tags_are_told_at_once() -> None:
    assert len(messages(foreign("{{ un }}", "{{ deux }}", "{{ titre | x }}"))) == 3


def test_a_bomb_is_refused_by_its_declared_size() -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 30_000_000)
    assert "démesurée" in messages(buffer.getvalue())[0]


def test_a_body_tag_in_a_table_is_refused() -> None:
    document = docx.Document()
    document.add_table(1, 1).rows[0].cells[0].paragraphs[0].text = "{{p corps }}"
    assert "tableau" in messages(saved(document))[0]


def test_a_properties_relation_in_lower_case_gives_no_second_properties_part() -> None:
    """What LibreOffice writes."""
    official = b"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    wrong = b"http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata/core-properties"
    content = edited(foreign(), "_rels/.rels", official, wrong)
    assert faults(render_docx(sample(), content)) == []


def test_a_heading_style_is_found_by_its_name_whatever_its_identifier() -> None:
    document = docx.Document()
    document.styles["Heading 1"].element.set(qn("w:styleId"), "Berschrift1")
    file = WordFile(render_docx(sample(), saved(document)))
    assert value(file.paragraph("Extrait du registre"), "pPr/pStyle") == "Berschrift1"


def test_a_logo_in_the_header_is_kept() -> None:
    document = docx.Document()
    run = document.sections[0].header.paragraphs[0].add_run("{{ entete }}")
    run.add_picture(BytesIO(one_grey_point()), Cm(2))
    content = saved(document)
    assert messages(content) == []
    file = WordFile(render_docx(sample(), content))
    [picture] = [name for name in file.names if name.startswith("word/media/")]
    assert file.parts[picture] == one_grey_point()
    relations = file.parts["word/_rels/header1.xml.rels"].decode()
    assert picture.removeprefix("word/") in relations


def one_grey_point() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)

    shape = (1).to_bytes(4) + (1).to_bytes(4) + bytes([8, 0, 0, 0, 0])
    pixels = zlib.compress(b"\x00\x80")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", shape) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
