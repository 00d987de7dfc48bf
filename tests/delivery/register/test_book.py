"""The book itself: each deliberation once, sheets without a gap, the words of its own pages."""

from __future__ import annotations

import io
import re
import shutil
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actgen.acts.outputs.book import Printing
from actgen.acts.templating.reading import parse_template
from actgen.acts.templating.tags import TemplateText
from actgen.acts.templating.vocabulary import check_vocabulary
from actgen.acts.tree.nodes import Document, Paragraph, Part, Style, inlines, walk
from actgen.acts.tree.transcription import dump
from actgen.acts.tree.words import inline_text
from actgen.acts.views.registre import VueCloture, VueOuverture, VueTables
from actgen.delivery.register.book import CLOTURE, Printed, levels_in_book
from actgen.delivery.register.register import Register, make_register
from actgen.delivery.register.sessions import RegisterOptions
from tests.acts.outputs.conformity.clauses import faults
from tests.acts.outputs.conformity.tags import Tagged
from tests.acts.outputs.house.samples import shield_png
from tests.delivery.register.annee import Year
from tests.golden.expected import compare
from tests.session.acts import ROOT

KIND = ROOT / "templates" / "registres" / "registre_annuel"
GROUP = ROOT / "templates" / "conventions" / "groupement_commandes"


def made(council: Path, year: int = 2023, **options: object) -> Register:
    asked = {"year": year, "formats": ("html",), "out": council.parents[1] / "output", **options}
    return make_register(council, RegisterOptions(**asked))  # type: ignore[arg-type]


def printed(register: Register) -> Printed:
    assert register.printed is not None, register.report.findings
    return register.printed


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Register:
    council = Year(tmp_path_factory.mktemp("annee"), days=(date(2023, 3, 16), date(2023, 6, 15))).write()
    return made(council, formats=("pdf", "html"), first_sheet=12)


def test_the_arms_of_the_collectivity_open_the_book_and_its_colour_runs_through(tmp_path: Path) -> None:
    council = Year(tmp_path, days=(date(2023, 3, 16),)).write()
    (council.parent / "blason.png").write_bytes(shield_png())
    style = "\ncharte:\n  blason: blason.png\n  texte_du_blason: Blason d’essai\n  couleur: 1f3a5f\n"
    council.write_text(council.read_text(encoding="utf-8") + style, encoding="utf-8")
    register = made(council, formats=("pdf",))
    with pikepdf.open(io.BytesIO(printed(register).content)) as pdf:
        figures = [
            str(thing.Alt)
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure"
        ]
    assert figures == ["Blason d’essai"]
    assert register.folder is not None
    journal = (register.folder / "journal.json").read_text(encoding="utf-8")
    assert journal.count('"collectivites/blason.png"') == 2, "among the sources, and with its copy"


def _words(document: Document) -> str:
    return " ".join(inline_text(inlines(block)) for block in walk(document.blocks))


def test_the_example_gives_its_expected_text(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """The pages that the register adds; those of the deliberation are tried beside its own kind."""
    for part in ("collectivites", "groupements", "seances"):
        (tmp_path / part).mkdir()
    shutil.copy(KIND / "exemple.yaml", tmp_path / "seances")
    shutil.copy(KIND / "exemple-collectivite.yaml", tmp_path / "collectivites")
    for name in ("exemple.yaml", "exemple-contexte.md"):
        shutil.copy(GROUP / name, tmp_path / "groupements")
    register = made(tmp_path / "collectivites" / "exemple-collectivite.yaml", 2024, formats=("pdf",))
    assert register.report.errors == ()
    (night,) = register.parts
    closing = Document("", night.document.blocks[-1:], night.document.header)
    told = "\n".join(map(dump, (printed(register).opening, closing, printed(register).tables)))
    compare(told, KIND / "attendu.md", request.config.getoption("--ecrire-attendus"))


@pytest.mark.parametrize(
    ("name", "view"), [("ouverture", VueOuverture), ("cloture", VueCloture), ("tables", VueTables)]
)
def test_the_texts_use_only_what_their_view_has(name: str, view: type) -> None:
    def source(place: Path) -> TemplateText:
        text = place.read_text(encoding="utf-8").partition("\n---\n")[2]
        return TemplateText(text, place.name)

    clauses = ROOT / "templates" / "socle" / "clauses"
    template, found = parse_template(
        source(KIND / f"{name}.md"), lambda asked: source(clauses / f"{asked}.md")
    )
    assert found == () and template is not None
    assert check_vocabulary(template, view) == ()


def test_each_deliberation_stands_in_the_book_once(book: Register) -> None:
    for part in book.parts:
        titles = [
            inline_text(block.children).partition(" ·")[0]
            for block in walk(part.document.blocks)
            if isinstance(block, Paragraph) and block.style is Style.SUBTITLE
        ]
        for each in part.inscrites:
            assert titles.count(f"n°\u00a0{each.numero}") == 1
    numbers = [each.numero for part in book.parts for each in part.inscrites]
    assert numbers == sorted(set(numbers)) and len(numbers) == 6


def test_the_acts_are_those_of_render_whole(book: Register) -> None:
    for part, session in zip(book.parts, book.sessions, strict=True):
        for block, plan in zip(part.document.blocks, session.plans, strict=False):
            assert isinstance(block, Part) and plan.document is not None
            assert _words(Document("", block.blocks)) == _words(plan.document)


def test_the_book_holds_originals_and_no_sheet_says_it_is_an_extract(book: Register) -> None:
    """Art. R. 2121-9 CGCT; circular of 14/12/2010."""
    for part in book.parts:
        told = _words(part.document).casefold()
        assert "délibération du conseil municipal" in told
        assert "extrait" not in told


def test_a_closing_sheet_ends_each_session(book: Register) -> None:
    for part in book.parts:
        last = part.document.blocks[-1]
        assert isinstance(last, Part) and last.name == CLOTURE
        assert "Délibérations\u00a0: prises sous les numéros d’ordre 1 à 3" in _words(
            Document("", last.blocks)
        )


def test_sheets_follow_each_other_from_the_first_asked_for(book: Register) -> None:
    ranges = printed(book).ranges
    assert ranges[0].sheets[0] == 12 and len(ranges[0].sheets) == 1
    for before, after in pairwise(ranges):
        assert after.sheets.start == before.sheets.stop


def test_the_bound_book_has_every_page_and_leads_to_every_act(book: Register) -> None:
    with pikepdf.open(io.BytesIO(printed(book).content)) as pdf:
        assert len(pdf.pages) == 2 * len(printed(book).sheets)
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
            inner = [child.title for item in outline.root for child in item.children]
    assert titles == ["Ouverture", *(part.titre for part in book.parts), "Tables"]
    assert inner == [f"{e.numero}\u00a0: {e.objet}" for part in book.parts for e in part.inscrites]


def test_the_bound_book_has_one_title_and_headings_in_order(book: Register) -> None:
    """Each act comes second, printed though it is under a title of its own; so does what closes a session."""
    content = printed(book).content
    assert faults(content) == ["headings_are_bookmarks: not each heading is a bookmark"]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        levels = Tagged(pdf).headings
    acts = sum(len(part.inscrites) for part in book.parts)
    assert levels[0] == 1 and levels.count(2) >= acts + len(book.parts)


def test_what_closes_a_session_is_not_under_its_last_act(book: Register) -> None:
    assert levels_in_book(book.parts[0].document)[-1] == 2
    written = page_of(book)
    acts = re.findall(r"<h(\d)[^>]*>2023-", written)
    closings = re.findall(r"<h(\d)[^>]*>Clôture de la séance", written)
    assert {*acts} == {*closings} == {"3"}


def page_of(book: Register) -> str:
    """The page for the screen, without the spans that keep a number on one line."""
    assert book.folder is not None
    (page,) = book.folder.glob("*.html")
    return re.sub(r'<span class="tenu">(.*?)</span>', r"\1", page.read_text(encoding="utf-8"))


def test_the_tables_name_the_sheet_where_each_act_begins(book: Register) -> None:
    tables = printed(book).tables
    rows = re.findall(r"\| 16 mars 2023 \| (\S+) \| Affaire numéro \d \| (\d+)", dump(tables))
    first = printed(book).ranges[1].sheets
    assert [number for number, _ in rows] == ["2023-03-16-01", "2023-03-16-02", "2023-03-16-03"]
    assert rows[0][1] == str(first[0])
    assert all(int(sheet) in first for _, sheet in rows)


def test_on_one_side_each_page_is_a_sheet(tmp_path: Path) -> None:
    register = made(Year(tmp_path, days=(date(2023, 3, 16),)).write(), formats=("pdf",), both_sides=False)
    with pikepdf.open(io.BytesIO(printed(register).content)) as pdf:
        assert len(pdf.pages) == len(printed(register).sheets)


def test_equal_years_give_equal_books(tmp_path: Path) -> None:
    council = Year(tmp_path, days=(date(2023, 3, 16),), items=1).write()
    first, again = (printed(made(council, formats=("pdf",))).content for _ in range(2))
    assert first == again


def test_a_second_run_rewrites_nothing_and_a_changed_file_is_kept(tmp_path: Path) -> None:
    council = Year(tmp_path, days=(date(2023, 3, 16),), items=1).write()
    register = made(council)
    assert register.folder is not None
    assert [each.outcome.value for each in made(council).written] == ["inchangé"]
    place = register.folder / "registre-2023.html"
    place.write_text("signé", encoding="utf-8")
    assert [each.outcome.value for each in made(council).written] == ["gardé"]
    assert place.read_text(encoding="utf-8") == "signé"


def test_before_july_2022_every_member_present_has_a_place_to_sign(tmp_path: Path) -> None:
    council = Year(tmp_path, days=(date(2021, 6, 10),), items=1).write()
    closing = made(council, 2021).parts[0].document.blocks[-1]
    assert isinstance(closing, Part)
    text = dump(Document("", closing.blocks))
    assert [text.count(f"**Membre {rank}**") for rank in range(1, 12)] == [1] * 11
    assert "[signature" not in text


def test_who_arrives_late_is_among_the_members_present(tmp_path: Path) -> None:
    year = Year(tmp_path, days=(date(2023, 3, 16),), items=2)
    council = year.write()
    text = year.files[0].read_text(encoding="utf-8")
    late = "absents:\n  - Membre 9, excusé\n  - Membre 10, excusé\n"
    late += "mouvements:\n  - Membre 9 arrive à 20h30, avant le point 2\n"
    year.files[0].write_text(text.replace("absents: aucun\n", late), encoding="utf-8")
    closing = made(council).parts[0].document.blocks[-1]
    assert isinstance(closing, Part)
    words = _words(Document("", closing.blocks)).replace("\u00a0", " ")
    assert "Présents : Membre 1" in words and "Membre 9" in words and "Membre 10" not in words


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=8), st.integers(1, 400), st.booleans())
def test_parts_of_any_length_leave_no_sheet_out(pages: list[int], first: int, both: bool) -> None:
    """Sheets are handed out as the press does it: no number is skipped, none is given twice."""
    printing = Printing(both)
    sheet = first
    given_out: list[int] = []
    for count in pages:
        given_out += range(sheet, sheet + printing.sheets(count))
        sheet += printing.sheets(count)
    assert given_out == list(range(first, sheet))
    assert all(printing.sheets(n) * printing.pages_a_sheet - n in (0, 1) for n in pages)


@settings(max_examples=5, deadline=None)
@given(offsets=st.lists(st.integers(0, 300), min_size=1, max_size=3, unique=True), items=st.integers(1, 3))
def test_any_year_holds_each_act_once(
    offsets: list[int], items: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    days = [date(2023, 1, 20) + timedelta(days=offset) for offset in offsets]
    register = made(Year(tmp_path_factory.mktemp("annee"), days=days, items=items).write())
    numbers = [each.numero for part in register.parts for each in part.inscrites]
    assert numbers == [f"{day.isoformat()}-{rank:02}" for day in sorted(days) for rank in range(1, items + 1)]
    page = page_of(register)
    assert all(page.count(f">n°\u00a0{number} · ") == 1 for number in numbers)
    assert len(re.findall(r"<h1[ >]", page)) == 1
    anchors = re.findall(r' id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
