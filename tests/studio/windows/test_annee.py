"""The year, a group and a file that is brought, in a real window: by the keyboard alone, read by everyone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import actgen
from actgen.studio.desk import address_of
from tests.group.espaces import espace, seance
from tests.studio.house import COUNCIL, SESSION
from tests.studio.window import Running, running, window
from tests.studio.windows.hands import focused, heard
from tests.studio.windows.readers import readable

SLOW = 60_000  # milliseconds: files are opened in processes of their own, on a machine that may be busy

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

PAGE = address_of(COUNCIL, "annee")


@pytest.fixture
def root(root: Path) -> Path:
    place = root / SESSION
    text = place.read_text(encoding="utf-8").replace("jeudi 14/11/2024", "jeudi 19/12/2024")
    place.with_name("le-trehou-2024-12-19.yaml.txt").write_text(text, encoding="utf-8")
    return root


def _press(page: Page, button: str, made: str, words: str) -> None:
    """A button reached and pressed by the keyboard, until what it began is told."""
    page.locator(button).focus()
    page.keyboard.press("Enter")
    expect(page.locator(made).first).to_contain_text(words, timeout=2 * SLOW)


def test_a_year_is_made_by_the_keyboard_alone(page: Page, studio: Running, root: Path) -> None:
    page.goto(f"{studio.origin}{PAGE}")
    readable(page)
    page.locator("#dernier").focus()
    page.keyboard.type("2")
    _press(page, "#faire-registre", "#registre .issue.mauvais", "feuillet 2")
    focused(page, "faire-registre")
    readable(page)
    page.locator("#dernier").fill("")
    _press(page, "#faire-registre", "#registre .issue.bon", "4 feuillets")
    heard(page, "4 feuillets")
    _press(page, "#faire-archive", "#archive .issue", "rien n’est écrit")
    _press(page, "#faire-verification", "#verification .issue.bon", "1 fichier inchangé")
    focused(page, "faire-verification")
    readable(page)
    page.locator("#renommer-1").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#registre .resume")).to_contain_text("2 séances", timeout=SLOW)
    expect(page.locator("#registre")).to_be_focused(timeout=SLOW)
    page.goto(f"{studio.origin}{PAGE}?an=1999")
    readable(page)
    page.goto(f"{studio.origin}/annee")
    readable(page)
    assert (root / "seances" / "le-trehou-2024-12-19.yaml").exists()


def test_files_are_looked_at_by_the_keyboard_alone(
    page: Page, studio: Running, root: Path, tmp_path: Path
) -> None:
    options = actgen.Options(only=("certificat-02",), formats=("pdf",), out=root / "output")
    actgen.Workspace(root).session(SESSION, options=options).render()
    (act,) = root.glob("output/*/*/4-certificat-02.pdf")
    changed, heavy = tmp_path / act.name, tmp_path / "lourd.pdf"
    changed.write_bytes(act.read_bytes() + b"% x\n")
    heavy.write_bytes(b"x" * 1_200_000)
    page.goto(f"{studio.origin}/verifier")
    readable(page)
    page.locator("#fichier").set_input_files(heavy)
    expect(page.locator("#trop-lourd")).to_be_visible()
    page.locator("#relire").focus()
    page.keyboard.press("Enter")  # the browser keeps it back
    readable(page)
    page.locator("#fichier").set_input_files([act, changed])
    page.locator("#relire").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".rendu").first).to_be_focused(timeout=SLOW)
    expect(page.locator(".rendu.bon")).to_contain_text("rien n’a changé", timeout=SLOW)
    expect(page.locator(".rendu.mauvais")).to_contain_text(
        "n’est plus celui qui a été écrit ici", timeout=SLOW
    )
    readable(page)
    page.locator("#verifier-dossier").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".rendu.bon")).to_contain_text("1 fichier inchangé", timeout=SLOW)
    expect(page.locator(".rendu").first).to_be_focused(timeout=SLOW)
    readable(page)


def test_a_group_is_followed_by_the_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    root, page_of_group = tmp_path / "epci", address_of("groupements/papier.yaml", "groupement")
    espace(root, "    - commune: Hanvec\n      resultat: adoptée\n      deliberation_du: 14/11/2024\n")
    (root / "seances/hanvec.yaml").write_text(seance("Hanvec"), encoding="utf-8")
    logonna = tmp_path / "logonna.yaml"
    logonna.write_text(seance("Logonna-Daoulas"), encoding="utf-8")
    with running(root) as studio, window(browser, studio) as page:
        page.get_by_role("link", name="L’achat de papier").focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{page_of_group}", timeout=SLOW)
        expect(page.frame_locator("#cadre-annexe").locator("h1")).to_contain_text("Annexe 1", timeout=SLOW)
        readable(page)
        page.get_by_role("link", name="Daoulas", exact=True).focus()
        page.keyboard.press("Enter")
        focused(page, "note")
        page.keyboard.press("Tab")
        page.keyboard.type("adoptée")
        page.keyboard.press("Tab")
        page.keyboard.type("31/11/2024")
        page.keyboard.press("Enter")
        expect(page.locator("#faute-note")).to_contain_text("n’existe pas", timeout=SLOW)
        assert page.locator("#dit-deliberation").input_value() == "31/11/2024"
        readable(page)
        page.locator("#dit-deliberation").fill("12/11/2024")
        page.locator("#noter").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#membres")).to_contain_text("12/11/2024", timeout=SLOW)
        focused(page, "fait")
        expect(page.locator("#fait")).to_contain_text("Enregistré")
        readable(page)
        page.locator("#retour").set_input_files(logonna)
        page.locator("#deposer").focus()
        page.keyboard.press("Enter")
        focused(page, "recus")
        expect(page.locator("#recus")).to_contain_text("séance de Logonna-Daoulas", timeout=SLOW)
        readable(page)
        _press(page, "#ecrire-actes", "#envoi .issue strong", "dossiers, 0 refus")
        focused(page, "ecrire-actes")
        page.locator("#dossiers > summary").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#envoi .chemin")).to_be_visible()
        readable(page)
    written = (root / "groupements/papier.yaml").read_text(encoding="utf-8")
    assert "    - commune: Daoulas\n      resultat: adoptée\n      deliberation_du: 12/11/2024\n" in written
