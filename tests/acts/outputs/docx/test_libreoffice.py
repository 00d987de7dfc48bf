"""What another program makes of our files: LibreOffice opens them, lays them out and saves them."""

import re
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from actgen.acts.outputs.docx.check import check_letterhead
from actgen.acts.outputs.docx.letterhead import house_letterhead
from actgen.acts.outputs.docx.render import render_docx
from actgen.acts.tree.inline import LineBreak, Place, Text
from actgen.acts.tree.nodes import (
    Block,
    Document,
    ListBlock,
    ListItem,
    PageBreak,
    Paragraph,
    SignaturePlace,
    Signatures,
    Stamp,
    Table,
    walk,
)
from actgen.acts.tree.words import plain_words
from actgen.base.records import replace
from tests.acts.outputs.docx.word_file import WordFile, faults, spoken
from tests.acts.outputs.sample_act import heading, items, paragraph, sample

pytestmark = pytest.mark.slow

Convert = Callable[[dict[str, bytes], str], dict[str, Path]]


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Convert files (name → bytes) in one run of LibreOffice, with a profile of its own."""
    profile = tmp_path_factory.mktemp("profil").as_uri()

    def run(files: dict[str, bytes], kind: str) -> dict[str, Path]:
        folder = tmp_path_factory.mktemp("fichiers")
        target = folder / "sortie"
        for name, content in files.items():
            (folder / f"{name}.docx").write_bytes(content)
        command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind]
        sources = [str(folder / f"{name}.docx") for name in files]
        subprocess.run(
            [*command, "--outdir", str(target), *sources],
            stdin=subprocess.DEVNULL,
            check=True,
            capture_output=True,
            timeout=300,
        )
        suffix = kind.partition(":")[0]
        return {name: target / f"{name}.{suffix}" for name in files}

    return run


def page_texts(file: Path) -> list[str]:
    """The text of each page as pdftotext reads it, lines in the order of the page."""
    with pikepdf.open(file) as pdf:
        count = len(pdf.pages)
    return [
        subprocess.run(
            ["pdftotext", "-f", str(page), "-l", str(page), str(file), "-"],
            stdin=subprocess.DEVNULL,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for page in range(1, count + 1)
    ]


def lost(document: Document, pages: list[str]) -> Counter[str]:
    """The words of the tree that are on no page.

    Hyphens are left aside: one that ends a line is dropped by pdftotext. So are capitals (small capitals
    are printed as capitals), the narrow spaces before high marks, which are not always found again, and
    the place between a number and its superior letters, which pdftotext reads as lines of their own.
    """
    expected, found = (_comparable(text) for text in (" ".join(plain_words(document)), " ".join(pages)))
    return Counter(expected) - Counter(found)


def _comparable(text: str) -> list[str]:
    joined = re.sub(r"-\s*\n\s*|-|…", "", text.casefold().replace("\u2011", "-"))
    joined = re.sub(r"\b(\d{1,2})\s+(ers?|res?|es?)\b", r"\1\2", joined)
    return re.sub(r"\s+([;:!?»])", r"\1", joined).split()


def test_the_sample_opens_and_every_word_is_on_a_page(convert: Convert) -> None:
    document = sample()
    pages = page_texts(convert({"acte": render_docx(document)}, "pdf")["acte"])
    assert lost(document, pages) == Counter()
    for number, page in enumerate(pages, 1):
        assert (document.header in page) is (number > 1), "the first page begins with the letterhead"
        assert f"page {number}/{len(pages)}" in page


def test_the_head_of_a_table_is_repeated_on_its_second_page(convert: Convert) -> None:
    table = next(
        block for block in walk(sample().blocks) if isinstance(block, Table) and len(block.body) > 20
    )
    long = Document("Annexe", (replace(table, body=(*table.body, *table.body)),))
    pages = page_texts(convert({"acte": render_docx(long)}, "pdf")["acte"])
    assert sum("Population" in page.split() for page in pages) == len(pages) > 1


def test_a_part_begins_a_page(convert: Convert) -> None:
    pages = page_texts(convert({"acte": render_docx(sample())}, "pdf")["acte"])
    [page] = [page for page in pages if "Annexe 1. Membres du groupement" in page]
    assert "pour ce qui le concerne" not in page
    assert "Fait et délibéré" not in page


def test_lists_bear_the_numbers_that_the_tree_says(convert: Convert) -> None:
    def item(text: str, *more: Block) -> ListItem:
        return ListItem((paragraph(text), *more))

    def numbered(*lines: ListItem, start: int = 1) -> ListBlock:
        return ListBlock(lines, True, start)

    blocks = (
        numbered(
            item("un", items("un-a", "un-b", ordered=True)),
            item(
                "deux",
                paragraph("suite de deux"),
                items("deux-a", ordered=True),
                items("encore-a", ordered=True),
            ),
            item("trois", ListBlock((item("trois-tiret", items("trois-tiret-un", ordered=True)),))),
            item("quatre", items("quatre-d", "quatre-e", ordered=True, start=4)),
            item("cinq"),
        ),
        paragraph("Article suivant"),
        numbered(item("un encore")),
        items("sept", "huit", ordered=True, start=7),
        items("point"),
        numbered(item("un enfin", items("un-enfin-a", ordered=True))),
    )
    text = convert({"listes": render_docx(Document("t", blocks))}, "txt:Text (encoded):UTF8")["listes"]
    # the text export has bullets of its own, whatever the mark on the page
    marks = str.maketrans("•◦", "––")
    found = text.read_text(encoding="utf-8-sig").translate(marks).splitlines()
    lines = [" ".join(line.split()) for line in found if line.strip()]
    assert lines == [
        "1. un",
        "a. un-a",
        "b. un-b",
        "2. deux",
        "suite de deux",
        "a. deux-a",
        "a. encore-a",
        "3. trois",
        "– trois-tiret",
        "a. trois-tiret-un",
        "4. quatre",
        "d. quatre-d",
        "e. quatre-e",
        "5. cinq",
        "Article suivant",
        "1. un encore",
        "7. sept",
        "8. huit",
        "– point",
        "1. un enfin",
        "a. un-enfin-a",
    ]


def test_a_reference_to_an_article_says_its_number(convert: Convert) -> None:
    heads = [heading(2, f"Article {number}. Objet {number}") for number in range(1, 11)]
    said = "À la date que fixe l’article 10, selon l’article 2."
    [page] = page_texts(
        convert({"articles": render_docx(Document("t", (paragraph(said), *heads)))}, "pdf")["articles"]
    )
    assert said in page.replace("\u00a0", " ")
    assert "Article 10. Objet 10" in page.replace("\u00a0", " "), "the number of the list"


def ink(file: Path) -> list[int]:
    """The dark points of each page."""
    run = ["pdftoppm", "-gray", "-r", "60", str(file), str(file.with_suffix(""))]
    subprocess.run(run, stdin=subprocess.DEVNULL, check=True, capture_output=True)
    pages = sorted(file.parent.glob(f"{file.stem}-*.pgm"))
    return [sum(point < 160 for point in page.read_bytes()[20:]) for page in pages]


def test_a_place_to_fill_is_drawn_wherever_the_line_ends(convert: Convert) -> None:
    def lines(*place: Place) -> Document:
        pages = (
            (PageBreak(), Paragraph((Text(("abcd " * 20)[:letters]), *place, Text("."))))
            for letters in range(40, 100, 4)
        )
        return Document("t", (heading(1, "Titre"), *(block for page in pages for block in page)))

    made = {"avec": render_docx(lines(Place("date", 40))), "sans": render_docx(lines())}
    files = convert(made, "pdf")
    with_place, without = ink(files["avec"]), ink(files["sans"])
    drawn = [one - other for one, other in zip(with_place[1:], without[1:], strict=True)]
    assert len(drawn) == 15
    assert min(drawn) > max(drawn) / 2 > 30


def act_of(lines: int, *, last: Block | None = None) -> Document:
    """An act whose signatures fall lower by one line at each step."""
    filling = Paragraph(tuple(part for n in range(lines) for part in (Text(f"ligne {n}"), LineBreak())))
    places = (
        SignaturePlace("Le maire,", "Christian FRANTZ"),
        SignaturePlace("La secrétaire,", "Pierrette KEMPF"),
    )
    ending = last or paragraph("Fait et délibéré, les jour, mois et an susdits.")
    blocks = (
        heading(1, "Titre"),
        filling,
        paragraph("AVANT la fin."),
        ending,
        Signatures(places),
        Stamp("Cachet"),
    )
    return Document("t", blocks)


@pytest.mark.parametrize(
    "last",
    [None, items("premier", "Fait et délibéré, en dernier point.")],
    ids=["after a paragraph", "after a list"],
)
def test_signatures_are_never_alone_on_a_page(convert: Convert, last: Block | None) -> None:
    files = {f"acte{lines}": render_docx(act_of(lines, last=last)) for lines in range(24, 44)}
    places = []
    for file in convert(files, "pdf").values():
        pages = page_texts(file)
        [page] = [page for page in pages if "Le maire," in page]
        assert "Fait et délibéré" in page
        assert "Christian FRANTZ" in page
        places.append(pages.index(page))
    assert set(places) == {0, 1}  # else the lengths prove nothing


def test_forty_signatures_begin_below_the_text_and_go_on_without_being_cut(convert: Convert) -> None:
    places = Signatures(tuple(SignaturePlace(f"Qualité {n},", f"Membre {n}.") for n in range(40)))
    files = {}
    for lines in (3, 30, 36, 39, 41):
        filling = act_of(lines).blocks[:-2]
        files[f"acte{lines}"] = render_docx(Document("t", (*filling, places)))
    for file in convert(files, "pdf").values():
        pages = page_texts(file)
        [first] = [page for page in pages if "Qualité 0," in page]
        assert "Fait et délibéré" in first
        for n in range(40):
            [page] = [page for page in pages if f"Qualité {n}," in page]
            assert f"Membre {n}." in page


def test_a_letterhead_that_libreoffice_saved_still_works(convert: Convert) -> None:
    saved = convert({"entete": house_letterhead()}, "docx:MS Word 2007 XML")["entete"].read_bytes()
    assert check_letterhead(saved, "entete.docx") == ()
    document = sample()
    result = render_docx(document, saved)
    assert [fault for fault in faults(result) if "order in" not in fault] == []
    assert spoken(WordFile(result).words()) == spoken(plain_words(document))
    pages = page_texts(convert({"acte": result}, "pdf")["acte"])
    assert lost(document, pages) == Counter()


def test_an_act_that_libreoffice_saved_keeps_its_words_and_its_pages(convert: Convert) -> None:
    document = sample()
    content = render_docx(document)
    saved = convert({"acte": content}, "docx:MS Word 2007 XML")["acte"].read_bytes()
    assert spoken(WordFile(saved).words()) == spoken(plain_words(document))
    before, after = (
        len(page_texts(convert({"acte": version}, "pdf")["acte"])) for version in (content, saved)
    )
    assert before == after


def test_headings_become_the_outline_of_the_pdf(convert: Convert) -> None:
    kind = 'pdf:writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"true"}}'
    with (
        pikepdf.open(convert({"acte": render_docx(sample())}, kind)["acte"]) as pdf,
        pdf.open_outline() as outline,
    ):
        titles = [entry.title for entry in outline.root[0].children]
    assert outline.root[0].title.startswith("Extrait du registre")
    assert any(re.match("Annexe 1", title) for title in titles)
