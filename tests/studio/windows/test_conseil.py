"""« Le conseil » in a real window: by the keyboard alone, read by everyone, the focus never lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from actgen.studio.desk import address_of
from tests.authoring.classeurs import COUNCIL as MEMBERS
from tests.authoring.classeurs import HEAD, workbook
from tests.studio.house import COUNCIL, DATA
from tests.studio.window import Running
from tests.studio.windows.hands import focused, heard, held, keys, unfolded
from tests.studio.windows.readers import faults, readable

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

PAGE = address_of(COUNCIL, "conseil")
GROUP = "collectivites/forets_seine_et_suzon.yaml"


@pytest.fixture
def root(root: Path) -> Path:
    """Nobody sat yet: of who did, a page would ask since when a name has changed."""
    shutil.copy(DATA / GROUP, root / GROUP)
    for place in (root / "seances").glob("le-trehou-*.yaml"):
        place.unlink()
    return root


@pytest.fixture
def page(page: Page, studio: Running) -> Page:
    page.goto(f"{studio.origin}{PAGE}")
    return page


def text(root: Path) -> str:
    return (root / COUNCIL).read_text(encoding="utf-8")


def test_a_council_is_kept_by_the_keyboard_alone(page: Page, root: Path) -> None:
    before = text(root)
    page.locator("#m-4-prenom").focus()
    keys(page, "Control+a")
    page.keyboard.type("Anne-Marie")
    keys(page, "Tab")
    page.keyboard.type("d’ORNANO")  # while the answer of the first field comes
    keys(page, "Tab")
    heard(page, "Enregistré à")
    expect(page.locator("#m-4-nom")).to_have_value("d’ORNANO")
    focused(page, "m-4-fonction")
    said = "conseiller: M. Anne-Marie d’ORNANO"
    expect(page.locator("#c-m-4-nom [name=ligne]")).to_have_value(f"4|{said}")
    assert text(root) == before.replace("conseiller: M. Membre 5", said)
    keys(page, "Alt+ArrowUp")
    expect(page.locator("#m-3-nom")).to_have_value("d’ORNANO")
    focused(page, "monter-3")
    keys(page, "Enter", "Enter", "Enter")
    expect(page.locator("#m-0-nom")).to_have_value("d’ORNANO")
    focused(page, "descendre-0")
    assert "membres:                            # ordre du tableau" in text(root)
    page.locator("#volet-arrivee summary").focus()
    keys(page, "Enter", "Tab")
    focused(page, "arrivee-civilite")
    page.keyboard.type("Mme")
    keys(page, "Tab")
    page.keyboard.type("Autre")
    keys(page, "Tab")
    page.keyboard.type("NOM")
    keys(page, "Tab", "Tab")
    page.keyboard.type("01/10/2026")
    keys(page, "Enter")
    expect(page.locator("#effectif")).to_contain_text(
        "16 membres en exercice, la loi en prévoit 15 : une ligne"
    )
    focused(page, "arrivee-civilite")
    expect(page.locator("#arrivee-nom")).to_have_value("")
    assert text(root).endswith("  - conseillere: Mme Autre NOM, depuis le 01/10/2026\n")
    page.locator("#retirer-15").focus()
    keys(page, "Enter")
    expect(page.locator("#effectif")).to_contain_text("la loi en prévoit 15 ✓")
    focused(page, "retirer-14")
    for _ in range(12):  # what was half typed when an answer came may have been saved too
        page.locator("#annuler-saisie").focus()
        revision = page.locator("#revision").input_value()
        keys(page, "Enter")
        expect(page.locator("#revision")).not_to_have_value(revision)
        held(page)
        if text(root) == before:
            break
    assert text(root) == before


def test_a_departure_and_a_wrong_day_by_the_keyboard(page: Page, root: Path) -> None:
    page.locator("#volet-depart summary").focus()
    keys(page, "Enter", "Tab")
    page.keyboard.type("Adjoint 3")
    keys(page, "Tab")
    page.keyboard.type("hier")
    keys(page, "Enter")
    expect(page.locator("#fautes-m-2-jusqu_au")).to_contain_text("« hier » n’est pas une date")
    focused(page, "depart-ligne")
    assert faults(page) == []
    page.locator("#remarques a").first.focus()
    keys(page, "Enter")
    focused(page, "m-2-jusqu_au")
    keys(page, "Control+a")
    page.keyboard.type("1/9/2026")
    keys(page, "Tab")
    expect(page.locator("#m-2-jusqu_au")).to_have_value("01/09/2026")
    expect(page.locator("#remarques")).to_be_hidden()
    expect(page.locator("#effectif")).to_contain_text("un siège est vacant")
    assert "- adjoint: M. Adjoint 3, jusqu’au 01/09/2026\n" in text(root)


def test_what_is_refused_stays_typed(page: Page, root: Path) -> None:
    before = text(root)
    page.locator("#m-0-nom").fill("UN, DEUX")
    page.locator("#m-0-nom").press("Tab")
    heard(page, "ni virgule")
    expect(page.locator("#m-0-nom")).to_have_value("UN, DEUX")
    assert text(root) == before


def test_a_table_is_taken_by_the_keyboard_alone(page: Page, root: Path, tmp_path: Path) -> None:
    table = tmp_path / "membres.xlsx"
    table.write_bytes(workbook([HEAD, *MEMBERS, ("Total : 3 membres", None, None, None, None)]))
    big = tmp_path / "gros.csv"
    big.write_bytes(b"a" * 1_100_000)
    page.locator("#volet-tableau summary").focus()
    keys(page, "Enter")
    page.set_input_files("#tableau", str(big))
    expect(page.locator("#trop-lourd")).to_contain_text("dépasse un mégaoctet")
    page.set_input_files("#tableau", str(table))
    expect(page.locator("#trop-lourd")).to_be_hidden()
    page.get_by_role("button", name="Lire ce tableau").focus()
    keys(page, "Enter")
    page.wait_for_selector(".releve")
    assert faults(page) == []
    page.get_by_role("button", name="Reprendre ces membres").focus()
    keys(page, "Enter")
    page.wait_for_selector("#faute-remplacer")
    focused(page, "remplacer")
    assert faults(page) == []
    keys(page, "Space", "Enter")
    page.wait_for_selector("#membres")
    focused(page, "membres")
    expect(page.locator("#effectif")).to_contain_text("3 membres en exercice")
    assert text(root).endswith("  - conseiller: M. Membre TROIS\n")


def test_the_council_can_be_read_at_each_stage(
    page: Page, studio: Running, root: Path, tmp_path: Path
) -> None:
    wrong = (
        text(root)
        .replace("M. Adjoint 3", "M. Adjoint 3, depuis le lundi")
        .replace("mode: électronique", "mode: pigeon")
    )
    (root / COUNCIL).write_text(
        wrong.replace("- membre: Membre 15", "- {membre: Membre 15}"), encoding="utf-8"
    )
    merged = tmp_path / "fusion.xlsx"
    merged.write_bytes(workbook([(*HEAD, "Téléphone"), *MEMBERS], lambda sheet: sheet.merge_cells("D3:D4")))
    for screen in ("/conseil", PAGE, address_of(GROUP, "conseil"), address_of(COUNCIL, "tableau")):
        page.goto(f"{studio.origin}{screen}")
        unfolded(page)
        readable(page, screen)
    page.set_input_files("#tableau", str(merged))
    page.get_by_role("button", name="Lire ce tableau").click()
    page.wait_for_selector(".releve")
    readable(page)
    page.get_by_role("button", name="Répéter la valeur").click()
    page.wait_for_selector(".ecrit", state="attached")
    readable(page)
