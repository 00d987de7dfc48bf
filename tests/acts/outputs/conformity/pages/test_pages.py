"""Every page, in a real browser: axe-core, 200 % and 400 %, paper, dark and forced colours."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.acts.outputs.conformity.pages.broken import (
    FOR_AXE,
    FOR_AXE_ON_A_PHONE,
    FOR_LAYOUT,
    FOR_PAPER,
    broken,
    links,
    long_table,
    many_titles,
    whole,
)
from tests.acts.outputs.conformity.pages.browser import (
    DESK,
    NARROW_RULES,
    PHONE,
    ZOOMED,
    axe,
    axe_version,
    chromium,
    layout,
    show,
    tab,
    widen,
)
from tests.acts.outputs.conformity.pages.given import every_page
from tests.acts.outputs.conformity.pages.paper import on_paper, printed, read
from tests.acts.outputs.conformity.pages.skeleton import skeleton
from tests.session.acts import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

Way = int | str
WIDTHS = (DESK, ZOOMED, PHONE)  # the last one is also that of the rules which a narrow window may break
WAYS: tuple[Way, ...] = ("axe", *WIDTHS, "axe, narrow", "paper")

# What axe-core says that it can't tell, looked at by eye: each is right.
LOOKED_AT = {
    # a cell of two rows, over which it takes the second row to lie: dark on white or on light grey
    # a box to tick, which it takes for a drawing: dark on white
    "color-contrast": ("rowspan", "☐"),
    # a form: its cells are filled by hand
    "th-has-data-cells": ("<table",),
}
OF_EACH_SORT = (
    "convention-papeterie",
    "deliberation-03",
    "publication-03",
    "a-faire",
    "suivi",
    "variables-",
    "blason",
    "acte en deux langues",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with tab(browser) as opened:
        yield opened


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return every_page(tmp_path_factory.mktemp("pages"))


class Seen:
    """What is wrong with each page, by the way it was looked at."""

    def __init__(self) -> None:
        self.wrong: dict[Way, dict[str, object]] = {way: {} for way in WAYS}
        self.untold: defaultdict[str, set[str]] = defaultdict(set)
        self.count: Counter[Way] = Counter()

    def note(self, way: Way, name: str, faults: object) -> None:
        self.count[way] += 1
        if faults:
            self.wrong[way][name] = faults


@pytest.fixture(scope="module")
def seen(browser: Browser, pages: dict[str, Path]) -> Seen:
    """Each page opened once and looked at in every way, its window made narrow as a reader makes it."""
    told, judged = Seen(), _one_of_each_skeleton(pages)
    with tab(browser) as page:
        for name, file in pages.items():
            show(page, file)
            if name in judged:
                found, doubts = axe(page)
                told.note("axe", name, found)
                for rule, places in doubts.items():
                    told.untold[rule] |= set(places)
            for width in WIDTHS:
                widen(page, width)
                told.note(width, name, layout(page))
            told.note("axe, narrow", name, axe(page, NARROW_RULES)[0])
            widen(page, DESK)
            told.note("paper", name, on_paper(page))
    return told


def _one_of_each_skeleton(pages: dict[str, Path]) -> set[str]:
    kept = {skeleton(file.read_text(encoding="utf-8")): name for name, file in pages.items()}
    assert len(kept) > 100
    return set(kept.values())


def test_axe_finds_nothing_wrong_in_any_page(seen: Seen, pages: dict[str, Path]) -> None:
    _everything_is_there(pages)
    assert axe_version() == "4.14.1"  # what the README says
    assert seen.count["axe"] > 100
    assert seen.wrong["axe"] == {}
    assert [
        (rule, place)
        for rule, places in seen.untold.items()
        for place in places
        if not any(known in place for known in LOOKED_AT.get(rule, ()))
    ] == []


def _everything_is_there(pages: dict[str, Path]) -> None:
    """Every kind, drafts and final acts, each command's pages: or the verdict says too much."""
    names = "\n".join(pages)
    for manifest in ROOT.glob("templates/*/*/acte.yaml"):
        if manifest.parent.parent.name not in ("registres", "conventions"):
            assert f"exemple de {manifest.parent.name} " in names
    for part in (
        "convention-",
        "guide.html",
        "variables-",
        "suivi/",
        "registres/",
        "lot/",
        "blason",
        "en-tête",
        "acte en deux langues",
    ):
        assert part in names
    drafts = {b'class="projet"' in file.read_bytes() for file in pages.values()}
    assert drafts == {True, False}


@pytest.mark.parametrize("way", [*WIDTHS, "axe, narrow"])
def test_every_page_can_be_read_at(way: Way, seen: Seen, pages: dict[str, Path]) -> None:
    assert seen.count[way] == len(pages)
    assert seen.wrong[way] == {}


def test_every_page_prints_well(seen: Seen, pages: dict[str, Path]) -> None:
    assert seen.count["paper"] == len(pages)
    assert seen.wrong["paper"] == {}


@pytest.mark.parametrize(
    "how", [{"color_scheme": "dark"}, {"forced_colors": "active"}], ids=["dark", "forced"]
)
def test_pages_hold_in_the_colours_of_their_reader(
    how: dict[str, Any], browser: Browser, pages: dict[str, Path]
) -> None:
    with tab(browser, **how) as coloured:
        for sort in OF_EACH_SORT:
            file = next(file for name, file in pages.items() if sort in name)
            show(coloured, file)
            assert (axe(coloured)[0], layout(coloured)) == ({}, []), sort


def test_a_table_of_several_sheets_has_its_head_on_each(page: Page) -> None:
    page.set_content(long_table())
    sheets = read(printed(page))
    assert len(sheets) > 2
    assert all("N°MembreDélibération" in sheet.lines[:3] for sheet in sheets)
    page.set_content(
        long_table().replace(
            "</head>", "<style>thead { display: table-row-group !important; }</style></head>"
        )
    )
    assert "N°MembreDélibération" not in read(printed(page))[1].lines


def test_no_title_is_alone_at_the_foot_of_a_sheet(page: Page) -> None:
    page.set_content(many_titles())
    assert on_paper(page) == []
    page.set_content(
        many_titles().replace("</head>", "<style>h2 { break-after: auto !important; }</style></head>")
    )
    assert any("ends on a title" in fault for fault in on_paper(page))


def test_paper_bears_the_address_that_the_words_of_a_link_do_not_say(page: Page) -> None:
    page.set_content(links())
    (sheet,) = read(printed(page))
    assert sheet.lines[1:4] == [
        "Voirlesitedelacommune(www.example.org/actes).",
        "Voirwww.example.org.",
        "Voirmairie@example.org.",
    ]


def test_a_whole_page_has_no_fault(page: Page) -> None:
    page.set_content(whole())
    assert (axe(page)[0], layout(page), on_paper(page)) == ({}, [], [])


def test_what_is_broken_is_found(browser: Browser) -> None:
    """Each breakage by its name."""
    with tab(browser) as desk, tab(browser, PHONE) as phone:
        for tested, breakages in ((desk, FOR_AXE), (phone, FOR_AXE_ON_A_PHONE)):
            for rule, change in breakages.items():
                tested.set_content(broken(change))
                assert rule in axe(tested)[0], rule
        for fault, change in FOR_LAYOUT.items():
            phone.set_content(broken(change))
            assert any(told.startswith(fault) for told in layout(phone)), (fault, layout(phone))
        for fault, change in FOR_PAPER.items():
            desk.set_content(broken(change))
            assert any(fault in told for told in on_paper(desk)), fault
