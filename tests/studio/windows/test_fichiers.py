"""Files let fall on the pages of a real window: each is taken where it is dropped, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from actgen.studio.desk import address_of
from tests.delivery.exports.atelier import Atelier
from tests.studio.house import COUNCIL, SESSION
from tests.studio.test_allure import ARMS
from tests.studio.test_exposes import WORD
from tests.studio.test_signes import SCAN, SECOND
from tests.studio.window import Running
from tests.studio.windows.hands import dropped, focused, held
from tests.studio.windows.readers import faults

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def test_a_text_is_dropped_on_its_card_and_no_file_beside_it_is_opened(
    page: Page, studio: Running, root: Path
) -> None:
    page.goto(f"{studio.origin}{address_of(SESSION, 'preparer')}?ouvre=2")
    assert dropped(page, "[for=exposer-2]", ("Exposé.docx", WORD))
    expect(page.locator("#boite-points-2-texte")).to_contain_text("expose.docx")
    focused(page, "champ-points-2-texte")
    assert faults(page) == []
    expect(page.frame_locator("iframe").locator("body")).to_contain_text("louée aux associations")
    assert dropped(page, "#objet-2", ("Exposé.docx", b"")), "not opened instead of the page"
    assert dropped(page, "[for=exposer-2]", ("autre.docx", b"%PDF"))
    focused(page, "faute-exposer-2")
    expect(page.locator("#faute-exposer-2")).to_contain_text("c’est un PDF")
    assert faults(page) == []
    assert (root / "seances/expose.docx").read_bytes() == WORD


def test_signed_acts_are_dropped_beside_the_receipts(page: Page, studio: Running, root: Path) -> None:
    folder = Atelier(root).ecrire(SESSION)
    page.goto(f"{studio.origin}{address_of(SESSION, 'lendemain')}")
    assert dropped(page, "[for=scans]", ("D2024-11-02.pdf", SCAN), ("scan.pdf", SCAN))
    expect(page.locator("#signes")).to_contain_text(SECOND)
    expect(page.locator("#signes")).to_contain_text("nommez-le par son numéro")
    expect(page.locator("#deposes")).not_to_contain_text("lu")
    assert faults(page) == []
    page.locator("#point-signe").select_option("3")
    page.locator("#scans").set_input_files({"name": "scan.pdf", "mimeType": "", "buffer": SCAN})
    expect(page.locator("#signes li")).to_have_count(2)
    assert sorted(each.name for each in folder.glob("*-SIGNE.pdf"))[0] == SECOND


def test_arms_are_dropped_on_the_council_and_shown(page: Page, studio: Running, root: Path) -> None:
    page.goto(f"{studio.origin}{address_of(COUNCIL, 'conseil')}")
    assert dropped(page, "[for=prendre-blason]", ("ecu.png", b"rien"))
    expect(page.locator("#faute-blason")).to_contain_text("ni en PNG")
    assert dropped(page, "[for=prendre-blason]", ("ecu.png", ARMS))
    shown = page.get_by_role("img", name="Blason de la commune")
    expect(shown).to_be_visible()
    expect(shown).to_have_js_property("naturalWidth", 200)
    assert faults(page) == []
    page.locator("#retirer-blason").press("Enter")
    expect(shown).to_have_count(0)
    held(page)
    assert "charte" not in (root / COUNCIL).read_text(encoding="utf-8").replace("charte:\n", "")
