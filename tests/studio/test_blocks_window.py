"""What a spreadsheet puts on the clipboard, pasted in a cell of a real window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from actgen.studio.desk import address_of
from tests.acts.outputs.conformity.pages.browser import chromium
from tests.studio.house import Studio
from tests.studio.test_preparer import NAME, PAGE, begin, tell, text
from tests.studio.window import running, window

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def _paste(page: Page, cell: str, block: str) -> None:
    """As a clerk does: on the clipboard, the cell, Ctrl and V."""
    page.evaluate("text => navigator.clipboard.writeText(text)", block)
    page.locator(f"#champ-{cell}").focus()
    page.keyboard.press("Control+v")


def test_blocks_of_a_spreadsheet_fill_three_tables(tmp_path: Path, chrome: Browser) -> None:
    studio = Studio(tmp_path / "mairie")
    client = studio.browser()
    assert begin(client).headers["location"] == PAGE
    for kind in ("tarifs", "demande_de_subvention", "decision_modificative"):
        tell(studio, client, "ajouter", nature=kind)
    how = {"permissions": ["clipboard-read", "clipboard-write"], "viewport": {"width": 1280, "height": 1400}}
    with running(studio.root) as started, window(chrome, started, **how) as page:
        page.goto(started.origin + address_of(NAME, "preparer"))
        for rank in range(3):
            if page.locator(f"#carte-{rank}").get_attribute("open") is None:
                page.locator(f"#carte-{rank} > summary").click()
        _paste(page, "points-0-tarifs-0-prestation",
               "Prestation\tUnité\tTarif\r\nTous\tle jour\t1 250,00 €\r\n"
               '"Hiver, ""seul"""\t\t5 €\r\n')  # fmt: skip
        expect(page.locator("#champ-points-0-tarifs-1-montant")).to_have_value("5 €")
        expect(page.locator("#champ-points-0-tarifs-0-prestation")).to_be_focused()
        _paste(page, "points-1-plan-0-financeur",
               "État\tDETR\t100 000,00 €\t40 %\t40 000,00 €\tSollicitée\r\n"
               "Commune\t\t\t\t60 000,00 €\tpart propre\r\n")  # fmt: skip
        expect(page.locator("#champ-points-1-plan-0-etat")).to_have_value("sollicitée")
        expect(page.locator("#champ-points-1-plan-1-montant")).to_have_value("60 000,00 €")
        _paste(page, "points-2-lignes-0-section",
               "Section\tChapitre ou article\tLibellé\tDépenses\tRecettes\r\n"
               "Investissement\t2135\tInstallations\t8 000,00 €\t\r\n"
               "Investissement\t1641\tEmprunt\t\t8 000,00 €\r\n")  # fmt: skip
        expect(page.locator("#boite-points-2-lignes .solde")).to_contain_text("en équilibre")
        _paste(page, "points-2-lignes-2-recettes", "1 €\ttrop\r\n2 €\tlarge\r\n")
        expect(page.locator("#boite-points-2-lignes")).to_contain_text("ce bloc a 2 colonnes")
        expect(page.locator("#champ-points-2-lignes-2-recettes")).to_have_value("")
        page.screenshot(path=str(tmp_path / "tables.png"), full_page=True)
    assert "      - investissement ; 1641 ; Emprunt ;  ; 8 000,00 €\n" in text(studio)
    assert "      - Commune ;  ;  ;  ; 60 000,00 € ; part propre\n" in text(studio)
