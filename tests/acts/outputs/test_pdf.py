from __future__ import annotations

import io
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pydyf
import pytest

from actgen.acts.outputs import finishers
from actgen.acts.outputs.engine import engine, silence_asserted, without_notes
from actgen.acts.outputs.finishers import FINISHERS, only_our_face
from actgen.acts.outputs.pdf import render_pdf
from actgen.acts.tree.inline import LineBreak, Text
from actgen.acts.tree.nodes import (
    Block,
    Document,
    ListBlock,
    ListItem,
    Row,
    SignaturePlace,
    Signatures,
    Style,
    Table,
)
from actgen.acts.tree.words import plain_words
from actgen.base.errors import EnvironmentFault
from actgen.base.records import replace
from tests.acts.outputs.pdf_text import page_texts, words
from tests.acts.outputs.sample_act import cell, heading, paragraph, sample

ROOT = Path(__file__).parents[3]
LONG = "Le conseil municipal examine la convention et ses annexes, dont chaque membre a reçu le texte. "


@pytest.fixture(scope="module")
def act() -> bytes:
    return render_pdf(sample())


@pytest.fixture(scope="module")
def final() -> bytes:
    """With signature fields, which a draft has not."""
    return render_pdf(sample(projet=False))


@pytest.fixture(scope="module")
def opened(act: bytes) -> Any:
    with pikepdf.open(io.BytesIO(act)) as pdf:
        yield pdf


def elements(pdf: pikepdf.Pdf, tag: str) -> list[Any]:
    return [
        thing
        for thing in pdf.objects
        if isinstance(thing, pikepdf.Dictionary)
        and thing.get("/Type") == "/StructElem"
        and thing.get("/S") == tag
    ]


def test_every_word_of_the_tree_is_extracted_in_order(act: bytes) -> None:
    expected = [word.replace("\u2011", "-") for word in plain_words(sample())]
    found, head = words(act), ["N°", "Membre", "Population", "Délibération"]
    starts = [place for place in range(len(found)) if found[place : place + 4] == head]
    assert len(starts) == 2, "the head of the long table, on its two pages"
    title = starts[1] - 8  # « Communes membres et date de leur délibération (suite) »
    assert found[title] == "Communes" and found[starts[1] - 1] == "(suite)"
    del found[title : starts[1] + 4]
    assert found == expected


def test_it_is_tagged_and_says_its_language_title_and_level(opened: pikepdf.Pdf) -> None:
    assert opened.Root.Lang == "fr-FR" and opened.Root.MarkInfo.Marked
    with opened.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert metadata["dc:title"] == sample().title
    assert opened.docinfo["/Author"] == "Commune de Dietwiller"
    assert {"/CreationDate", "/ModDate"}.isdisjoint(opened.docinfo.keys())


def test_only_our_face_is_embedded(opened: pikepdf.Pdf) -> None:
    names = {str(font.BaseFont) for page in opened.pages for font in page.Resources.Font.values()}
    assert {name.partition("+")[2] for name in names} <= {
        "Spectral",
        "Spectral-Bold",
        "Spectral-Italic",
        "Spectral-Bold-Italic",
    }


def test_an_act_in_another_font_is_not_written() -> None:
    pdf = pydyf.PDF()
    pdf.add_object(pydyf.Dictionary({"Type": "/Font", "BaseFont": b"/ABCDEF+DejaVu-Serif-Bold"}))
    with pytest.raises(EnvironmentFault, match="DejaVu-Serif-Bold"):
        only_our_face(None, pdf)


def test_headings_are_bookmarks(opened: pikepdf.Pdf) -> None:
    with opened.open_outline() as outline:
        (top,) = outline.root
        assert (
            top.title.replace("\u00a0", " ") == "Extrait du registre des délibérations du conseil municipal"
        )
        assert [item.title for item in top.children][:2] == ["Exposé", "Annexe 1. Membres du groupement"]


def test_header_cells_say_what_they_head(opened: pikepdf.Pdf) -> None:
    scopes = {str(cell.A.Scope): str(cell.P.P.S) for cell in elements(opened, "/TH")}
    assert scopes == {"/Column": "/THead", "/Row": "/TBody"}


def test_signature_places_are_no_table_for_a_screen_reader(opened: pikepdf.Pdf) -> None:
    # One piece of a table a page: the shares on one, the members on two.
    assert len(elements(opened, "/Table")) == 3


def test_each_page_bears_what_it_belongs_to() -> None:
    for projet in (True, False):
        pages = page_texts(render_pdf(sample(projet=projet)), margins=True)
        for number, text in enumerate(pages, 1):
            running = "Dietwiller · conseil municipal du 15 décembre 2022" in text
            assert running is (number > 1), "the first page begins with the letterhead"
            assert "Délibération n° 9 – Adhésion au groupement" in text
            assert f"page {number}/{len(pages)}" in text
            assert ("PROJET" in text.split()) is projet


def test_the_head_of_a_table_is_repeated_and_no_annex_shares_a_page(act: bytes) -> None:
    pages = page_texts(act)
    annex = [text for text in pages if "Population" in text]
    assert len(annex) == 2 and all("Membre" in text for text in annex)
    assert annex[0].lstrip().startswith("Annexe 1")
    assert pages[-1].lstrip().startswith("Annexe 2")


@pytest.mark.parametrize("lines", range(38, 52))
def test_signatures_are_never_alone_on_a_page(lines: int) -> None:
    text = [piece for _ in range(lines) for piece in (Text("Une ligne."), LineBreak())]
    blocks = (
        heading(1, "Titre"),
        paragraph(*text[:-1]),
        Signatures((SignaturePlace("Le maire,", "Membre 1"),)),
    )
    last = page_texts(render_pdf(Document("Titre", blocks)))[-1]
    assert last.index("Une ligne.") < last.index("Le maire,") < last.index("Membre 1")


@pytest.mark.parametrize("lines", range(34, 46))
def test_two_paragraphs_and_their_heading_go_with_the_signatures(lines: int) -> None:
    text = [piece for _ in range(lines) for piece in (Text("Une ligne."), LineBreak())]
    blocks = (
        heading(1, "Titre"),
        paragraph(*text[:-1]),
        heading(2, "Fin de la séance"),
        paragraph("La séance est levée."),
        paragraph("Procès-verbal arrêté."),
        Signatures((SignaturePlace("Le maire,", "Membre 1"),)),
    )
    last = page_texts(render_pdf(Document("Titre", blocks)))[-1]
    assert last.index("Fin de la séance") < last.index("La séance est levée.") < last.index("Membre 1")


@pytest.mark.parametrize("lines", range(33, 38))
def test_the_last_round_of_an_election_may_begin_a_page(lines: int) -> None:
    text = [piece for _ in range(lines) for piece in (Text("Une ligne."), LineBreak())]
    rounds = [
        Table(
            (Row((cell(f"Tour {n}", header=True), cell("Voix", header=True))),),
            tuple(Row((cell(f"Membre {rank} au tour {n}"), cell("5"))) for rank in range(7)),
            whole=True,
        )
        for n in (1, 2)
    ]
    result = paragraph("Membre 1 est élu.", style=Style.VOTE)
    blocks: tuple[Block, ...] = (heading(1, "Titre"), paragraph(*text[:-1]), *rounds, result)
    pages = page_texts(render_pdf(Document("Titre", blocks)))
    held = [{n for n in (1, 2) if f"au tour {n}" in page} for page in pages]
    assert held == [{1}, {2}] and "est élu" in pages[1]


@pytest.mark.parametrize("lines", range(38, 48))
def test_a_heading_is_never_last_on_a_page(lines: int) -> None:
    text = [piece for _ in range(lines) for piece in (Text("Une ligne."), LineBreak())]
    blocks = (heading(1, "Titre"), paragraph(*text[:-1]), heading(2, "Un article"), paragraph(LONG * 5))
    pages = page_texts(render_pdf(Document("Titre", blocks)))
    (where,) = [text for text in pages if "Un article" in text]
    assert len(where.partition("Un article")[2].strip().splitlines()) >= 2


@pytest.mark.parametrize("lines", range(38, 52))
def test_the_figures_of_a_vote_stay_with_its_result_and_what_was_decided(lines: int) -> None:
    text = [piece for _ in range(lines) for piece in (Text("Une ligne."), LineBreak())]
    blocks = (
        heading(1, "Titre"),
        paragraph(*text[:-1]),
        paragraph("APPROUVE", style=Style.OPERATIVE, keep=True),
        Table((Row((cell("Votants", header=True),)),), (Row((cell("13"),)),)),
        paragraph("Adopté.", style=Style.VOTE),
    )
    (where,) = [page for page in page_texts(render_pdf(Document("Titre", blocks))) if "APPROUVE" in page]
    assert where.index("APPROUVE") < where.index("Votants") < where.index("Adopté.")


def test_a_long_label_stands_before_its_text_and_moves_nothing() -> None:
    """« Article 1 – » on one line, each item and what follows where a paragraph of the act would begin."""
    blocks: tuple[Block, ...] = (
        paragraph("Avant."),
        ListBlock(tuple(ListItem((paragraph(f"Objet {n}."),), f"Article {n} –") for n in (1, 2)), True),
        paragraph("Après."),
    )
    content = render_pdf(Document("Acte", (heading(1, "Acte"), *blocks)))
    said = [line for line in page_texts(content)[0].split("\n") if line]
    assert said == ["Acte", "Avant.", "Article 1 – Objet 1.", "Article 2 – Objet 2.", "Après."]
    starts: dict[float, float] = {}
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for step in pikepdf.parse_content_stream(pdf.pages[0]):
            if str(step.operator) == "Tm":
                left, line = map(float, list(step.operands)[4:])
                starts[line] = min(left, starts.get(line, left))
    title, *lines, _foot = (starts[line] for line in sorted(starts))
    assert len(lines) == 4 and {title, *lines} == {title}, "one axis"


def test_a_hyphen_at_a_line_end_is_no_letter_of_the_word() -> None:
    text = " ".join(["Ainsi, constitution\u00adnellement"] * 30)
    document = Document("Titre", (heading(1, "Titre"), paragraph(text)))
    pdf = render_pdf(document)
    assert "\u00ad" in page_texts(pdf)[0]
    assert words(pdf) == ["Titre", *text.replace("\u00ad", "").split()]


def test_no_word_is_cut_of_itself() -> None:
    text = " ".join(["Il constitutionnellement"] * 30)
    pages = page_texts(render_pdf(Document("Titre", (heading(1, "Titre"), paragraph(text)))))
    assert "\u00ad" not in pages[0]


def test_spaces_and_hyphens_that_do_not_break_are_found_by_a_plain_search() -> None:
    text = "Coût\u00a0: 1\u202f600\u202f000\u00a0€\u202f; porte\u2011parole."
    document = Document("Titre", (paragraph(text),))
    assert "Coût : 1 600 000 € ; porte-parole." in page_texts(render_pdf(document))[0]


def test_amounts_and_joined_words_are_never_cut() -> None:
    whole = "1\u202f600\u202f000\u00a0€ porte\u2011parole"
    for width in range(40, 80, 3):
        text = "m" * width + " " + whole
        lines = page_texts(render_pdf(Document("Titre", (paragraph(text, style=Style.VOTE),))))[
            0
        ].splitlines()
        for piece in ("1 600 000 €", "porte-parole"):
            assert any(piece in line for line in lines)


RENDER = """
import sys
from actgen.acts.outputs.pdf import render_pdf
from tests.acts.outputs.sample_act import paragraph, sample
from actgen.acts.tree.nodes import Document
if "before" in sys.argv:
    render_pdf(Document("Autre", (paragraph("Ô 1 ;"),)))
sys.stdout.buffer.write(render_pdf(sample(projet=False)))
"""


@pytest.mark.parametrize(
    ("seed", "zone", "argument"), [("1", "Pacific/Auckland", ""), ("4242", "America/Lima", "before")]
)
def test_equal_bytes_whatever_the_process(
    final: bytes, tmp_path: Path, seed: str, zone: str, argument: str
) -> None:
    environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT), "LC_ALL": "C"}
    command = [sys.executable, "-c", RENDER, argument]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, cwd=tmp_path, env=environment, capture_output=True, check=True
    )
    assert done.stdout == final
    assert done.stderr == b""


def test_the_settings_and_fonts_of_the_machine_are_never_looked_at(final: bytes, tmp_path: Path) -> None:
    settings = tmp_path / "fontconfig" / "fonts.conf"
    settings.parent.mkdir()
    settings.write_text(
        '<?xml version="1.0"?><fontconfig><dir>/usr/share/fonts</dir><match target="pattern">'
        '<edit name="family" mode="assign" binding="strong"><string>DejaVu Serif</string></edit></match>'
        "</fontconfig>",
        encoding="utf-8",
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT), "FONTCONFIG_FILE": str(settings)}
    environment |= {"XDG_CONFIG_HOME": str(tmp_path), "TMPDIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", RENDER],
        stdin=subprocess.DEVNULL,
        env=environment,
        capture_output=True,
        check=True,
    )
    assert done.stdout == final
    assert [path.name for path in tmp_path.iterdir()] == ["fontconfig"], "a folder was left behind"


@pytest.mark.parametrize(
    "markup",
    [
        '<img alt="x" src="file:///etc/hostname">',
        '<link rel="stylesheet" href="http://127.0.0.1/x.css">',
        '<style>@import "http://127.0.0.1/x.css";</style>',
        '<style>@font-face { font-family: x; src: url("file:///x.ttf") }</style>',
        '<link rel="attachment" href="file:///etc/hostname">',
        '<img alt="x" src="data:image/png;base64,AAAA">',
    ],
)
def test_nothing_is_ever_fetched(markup: str) -> None:
    fresh = engine.__wrapped__()  # a rule for a font would leave its mark on the shared one
    with pytest.raises(RuntimeError, match="asked for a resource"):
        fresh.pdf(f'<html lang="fr"><title>x</title><body>{markup}', FINISHERS)


def test_what_the_engine_mutters_is_a_fault() -> None:
    with pytest.raises(RuntimeError, match="no-such-property"):
        engine().pdf('<html lang="fr"><title>x</title><p style="no-such-property: 1">x', FINISHERS)


def test_it_is_heard_in_a_program_that_silences_its_log(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging.getLogger(), "level", logging.CRITICAL)
    monkeypatch.setattr(logging.getLogger("weasyprint"), "level", logging.NOTSET)
    monkeypatch.setattr(logging.getLogger("weasyprint"), "disabled", True)
    logging.getLogger("weasyprint")._cache.clear()  # type: ignore[attr-defined]
    with pytest.raises(RuntimeError, match="no-such-property"):
        engine().pdf('<html lang="fr"><title>x</title><p style="no-such-property: 1">x', FINISHERS)


def test_a_character_that_the_face_lacks_is_never_printed() -> None:
    with pytest.raises(ValueError, match="1f600"):
        render_pdf(Document("Titre", (paragraph("😀"),)))


def test_a_missing_subsetter_is_the_machine_s_fault() -> None:
    with pytest.raises(EnvironmentFault, match=r"sudo apt install .*libharfbuzz-subset0"), silence_asserted():
        logging.getLogger("weasyprint").warning("Please install HarfBuzz-Subset >= 4.1.0")


def test_without_pango_the_user_is_told_what_to_type() -> None:
    script = (
        "import cffi, sys\n"
        "def lost(self, name, *args): raise OSError(f'cannot load library {name!r}')\n"
        "cffi.FFI.dlopen = lost\n"
        "from actgen.base.errors import EnvironmentFault\n"
        "from actgen.acts.outputs.html import render_html\n"
        "from actgen.acts.outputs.pdf import render_pdf\n"
        "from tests.acts.outputs.sample_act import sample\n"
        "render_html(sample())\n"
        "try: render_pdf(sample())\n"
        "except EnvironmentFault as fault: sys.stdout.buffer.write(fault.args[0].encode())\n"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", script],
        stdin=subprocess.DEVNULL,
        env=environment,
        capture_output=True,
        check=True,
    )
    assert "sudo apt install libpango-1.0-0" in done.stdout.decode() and "Word" in done.stdout.decode()
    assert done.stderr == b""


def test_without_a_temporary_folder_the_user_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/a/folder/that/does/not/exist")
    with pytest.raises(EnvironmentFault, match="TMPDIR"):
        engine.__wrapped__()


# The engine of PDFs is made ready without help from other programs


_LOADED = """
import ctypes.util, subprocess
started, search, begin = [], ctypes.util.find_library, subprocess.Popen.__init__
def begun(self, *told, **asked):
    started.append(told)
    begin(self, *told, **asked)
subprocess.Popen.__init__ = begun
from actgen.acts.outputs.engine import engine
engine()
assert ctypes.util.find_library is search
print(len(started))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere libraries are searched for in folders")
def test_no_program_is_started_to_find_the_system_libraries() -> None:
    run = subprocess.run(
        [sys.executable, "-c", _LOADED],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == "0"


# What is spared the PDF engine changes no byte of a PDF


PAGE = """<!DOCTYPE html><html lang="fr-FR"><head><meta charset="utf-8"><title>Acte</title></head><body>
<h1>Acte</h1><h2 id="un">Article 1</h2><p>Le <strong>conseil</strong> <em>municipal</em><br>adopte.</p>
<ul><li>un<ul><li>deux</li></ul></li></ul><ol start="3"><li>trois</li></ol>
<table><caption>Membres</caption><thead><tr><th scope="col">Nom</th></tr></thead>
<tbody><tr><td>Membre 1</td></tr></tbody></table></body></html>"""


def _drawn() -> bytes:
    return engine().pdf(PAGE, FINISHERS)


def test_the_sheet_without_notes_draws_the_same_bytes() -> None:
    from weasyprint import HTML

    plain = replace(engine(), html=HTML)
    assert plain.pdf(PAGE, FINISHERS) == _drawn()


def test_rules_for_notes_are_left_out_and_no_other() -> None:
    from weasyprint.html import UA_STYLESHEET

    before, after = UA_STYLESHEET.matcher, without_notes(UA_STYLESHEET).matcher
    names = [selector[3] for selector in before.other_selectors if selector not in after.other_selectors]
    assert sorted(names) == ["footnote-call", "footnote-marker", "note-call", "note-callback", "note-marker"]
    assert any(selector[3] == "marker" for selector in after.other_selectors)
    assert after.lower_local_name_selectors == before.lower_local_name_selectors


def test_objects_turned_into_bytes_once_give_the_same_file(monkeypatch: pytest.MonkeyPatch) -> None:
    made = _drawn()
    turned: list[int] = []

    def leave(_document: Any, pdf: Any) -> None:
        turned.append(len(pdf.objects))

    monkeypatch.setattr(finishers, "freeze", leave)
    assert _drawn() == made and turned
