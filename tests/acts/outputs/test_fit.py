"""How close a short act is set, so that a page that is signed says what was decided."""

import pytest

from actgen.acts.outputs.docx.render import render_docx
from actgen.acts.outputs.engine import Engine, Resources, engine
from actgen.acts.outputs.fit import AMPLE, CLOSEST, PLAIN, WHOLE, Fit, adjustable
from actgen.acts.outputs.house.look import Order
from actgen.acts.outputs.pdf import fit_of, render_pdf
from actgen.acts.tree.inline import Text
from actgen.acts.tree.nodes import (
    Block,
    Cell,
    Document,
    PageBreak,
    Row,
    SignaturePlace,
    Signatures,
    Style,
    Table,
)
from actgen.base.records import replace
from actgen.session.making import make
from tests.acts.outputs.docx.word_file import W, WordFile, value
from tests.acts.outputs.pdf_text import page_texts
from tests.acts.outputs.sample_act import paragraph

LINE = "Le conseil municipal a examiné cette affaire en commission, puis en séance. "
SIGNED = Signatures((SignaturePlace("Le maire", "Membre 1", field="maire"),))


def act(told: int, decided: int) -> Document:
    """A decision of so many paragraphs, after so many that tell of the affair."""
    blocks: list[Block] = [paragraph(LINE * 3) for _ in range(told)]
    blocks.append(paragraph("Après en avoir délibéré, le conseil municipal :", style=Style.FORMULA))
    blocks += [paragraph(LINE * 3, style=Style.OPERATIVE) for _ in range(decided)]
    return Document("Délibération", (*blocks, SIGNED))


@pytest.mark.parametrize(
    ("told", "decided", "fit"),
    [
        (3, 3, AMPLE),  # room for the seal
        (11, 5, Fit(size=10.5)),
        (12, 5, Fit(size=10)),
        (13, 8, WHOLE),  # two pages, the decision on the second
        (3, 30, AMPLE),  # a decision longer than a page is cut where the page ends
    ],
)
def test_an_act_is_set_as_close_as_its_pages_ask(told: int, decided: int, fit: Fit) -> None:
    assert fit_of(act(told, decided)) == fit


def test_the_closest_setting_leaves_less_between_paragraphs_too() -> None:
    """Two to six millimetres put four kinds on two pages."""
    full = act(12, 5)
    longer = replace(full, blocks=(paragraph("Une ligne de plus."), *full.blocks))
    assert fit_of(longer) == CLOSEST
    styles = WordFile(render_docx(longer)).xml("word/styles.xml")
    rooms = {
        style.get(f"{W}styleId"): style.find(f"{W}pPr/{W}spacing").get(f"{W}after")
        for style in styles.iter(f"{W}style")
        if style.find(f"{W}pPr/{W}spacing") is not None
    }
    assert rooms["ActeDispositif"] == "28"  # half of the house's


def test_a_second_page_begins_with_what_was_decided() -> None:
    kit, markup = engine(), "<p>…</p>" * 70
    page = f'<body>{markup}<p id="decision" class="formule">Décide</p>{markup[:8] * 5}<p>Fin</p></body>'
    drawn = kit._laid_out(page, {}, kit.fonts, WHOLE)
    assert [list(each.anchors) for each in drawn.pages] == [[], ["decision"]]


def test_a_word_file_is_set_as_the_pdf() -> None:
    close, cut = (WordFile(render_docx(act(*size))) for size in ((11, 5), (13, 8)))
    assert value(close.xml("word/styles.xml"), "docDefaults/rPrDefault/rPr/sz") == "21"
    held = [
        f"{W}keepNext" in {each.tag for each in node.find(f"{W}pPr")} for node in cut.body.findall(f"{W}p")
    ]
    assert held == [False] * 13 + [True] * 9 + [False]


def test_the_formats_of_an_act_share_its_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[Fit] = []
    draw = Engine._laid_out

    def counted(kit: Engine, markup: str, resources: Resources, fonts: object, fit: Fit) -> object:
        drawn.append(fit)
        return draw(kit, markup, resources, fonts, fit)

    monkeypatch.setattr(Engine, "_laid_out", counted)
    short, long = Order(act(4, 3), ("docx", "pdf")), Order(act(14, 8), ("docx", "pdf"))
    assert (list(make(short).files), drawn) == (["pdf", "docx"], [AMPLE])
    drawn.clear()
    make(long)
    assert drawn == [AMPLE, CLOSEST, WHOLE]


def chapters(count: int, above: int = 0) -> Document:
    """A section of a budget, after so many paragraphs."""

    def row(*words: str, header: bool = False) -> Row:
        return Row(tuple(Cell((paragraph(word),), header=header) for word in words))

    head = row("Chapitre", "Libellé", "Dépenses", "Recettes", header=True)
    rows = tuple(row(str(rank), "Opérations", "12,00 €", "") for rank in range(1, count + 1))
    table = Table((head,), rows, caption=(Text("Section d’investissement"),))
    return Document("Budget", (*[paragraph(LINE)] * above, table))


def pages_of(document: Document) -> list[str]:
    return [text.replace("\n", " ") for text in page_texts(render_pdf(document))]


def test_a_short_table_is_not_cut_and_a_longer_one_says_that_it_goes_on() -> None:
    short = pages_of(chapters(10, 21))
    assert [text.count("12,00 €") for text in short] == [0, 10]
    begun, *following = pages_of(chapters(90))
    assert "Section d’investissement" in begun and "(suite)" not in begun
    assert following and all("Section d’investissement (suite)" in text for text in following)
    assert all("Chapitre" in text for text in following)


def test_a_copy_to_publish_is_set_as_its_act() -> None:
    """Nobody signs it: it was set plainly, and its page 2 bore one line of the decision."""
    for (told, decided), fit in {(11, 5): Fit(size=10.5), (13, 8): WHOLE, (3, 30): AMPLE}.items():
        copy = replace(full := act(told, decided), blocks=(*full.blocks[:-1], paragraph("Le maire : X")))
        assert fit_of(copy) == fit, (told, decided)


def test_minutes_and_acts_with_annexes_run_on() -> None:
    one = act(1, 1)
    assert adjustable(one)
    assert not adjustable(Document("", (*one.blocks, *one.blocks)))
    assert not adjustable(Document("", (*one.blocks, PageBreak())))
    assert not adjustable(Document("", one.blocks[:1]))


def test_no_item_of_a_list_is_left_alone_by_a_page() -> None:
    """« – Membre 6 » stood alone above the signatures; « PROCLAME élus : » at the foot, without its names."""
    kit, seen = engine(), set()
    items = "".join(f'<li id="i{rank}">Membre {rank}</li>' for rank in range(1, 7))
    decided = f'<p class="dispositif" id="p">PROCLAME :</p><ul>{items}</ul><p class="vote" id="v">Vote</p>'
    for lines in range(34, 44):
        drawn = kit._laid_out(f"<body>{'<p>…</p>' * lines}{decided}</body>", {}, kit.fonts, PLAIN)
        cut = tuple(len(page.anchors) for page in drawn.pages)
        seen.add(cut)
        assert cut in {(8,), (0, 8), (3, 5), (4, 4), (5, 3)}, lines
    assert len(seen) > 2
