"""A block copied from a spreadsheet fills rows and columns of a table, or is refused whole at its place."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from actgen.studio.desk import address_of
from tests.studio.house import WRITES, Studio
from tests.studio.test_preparer import NAME, PAGE, begin, leave, tell, text

TARIFFS = (
    "Prestation\tUnité\tMontant\r\n"
    "Habitants\tle week-end\t250,00 €\r\n"
    '"Extérieurs, ""tous"""\tle week-end\t1 250,00 €\r\n'
    "Associations\tla journée\t-   €\r\n"
)


@pytest.fixture
def begun(studio: Studio, browser: TestClient) -> Studio:
    assert begin(browser).headers["location"] == PAGE
    return studio


def paste(studio: Studio, browser: TestClient, kind: str, cell: str, block: str) -> str:
    tell(studio, browser, "ajouter", nature=kind)
    answer = leave(studio, browser, f"points/0/{cell}", block, "cellule")
    return answer.text if answer.status_code == 422 else ""


def test_tariffs_with_their_headings(begun: Studio, browser: TestClient) -> None:
    assert paste(begun, browser, "tarifs", "tarifs/0/prestation", TARIFFS) == ""
    assert (
        "    tarifs:\n      - Habitants ; le week-end ; 250,00 €\n"
        '      - Extérieurs, "tous" ; le week-end ; 1 250,00 €\n'
        "      - Associations ; la journée\n"
    ) in text(begun)
    before = text(begun)
    leave(begun, browser, "points/0/tarifs/1/montant", "300 €\n320 €\n340 €", "cellule")
    assert '"tous" ; le week-end ; 300 €\n      - Associations ; la journée ; 320 €\n' in text(begun)
    assert " ;  ; 340 €" in text(begun)
    browser.post(address_of(NAME, "annuler"), data={"retour": "preparer"}, headers=WRITES)
    assert text(begun) == before  # one gesture, one change to take back


def test_the_lines_of_an_amended_budget(begun: Studio, browser: TestClient) -> None:
    block = "Investissement\t2135\t\t8 000,00 €\t\nInvestissement\t021\tVirement\t\t8 000,00 €\n"
    assert paste(begun, browser, "decision_modificative", "lignes/0/section", block) == ""
    assert "en équilibre" in browser.get(PAGE).text


def test_the_first_line_is_no_heading_for_being_free(begun: Studio, browser: TestClient) -> None:
    paste(begun, browser, "tarifs", "tarifs/0/prestation", "Enfants\t\tgratuit\nAdultes\t\t5 €\n")
    assert "- Enfants ;  ; gratuit\n      - Adultes ;  ; 5 €\n" in text(begun)
    block = "Prestation proposée\tDurée\tPrix TTC\nBébés\t\t1 €\n"
    leave(begun, browser, "points/0/tarifs/2/prestation", block, "cellule")
    assert "- Bébés ;  ; 1 €\n" in text(begun) and "Durée" not in text(begun)


@pytest.mark.parametrize(
    ("cell", "block", "told"),
    [
        ("tarifs/0/montant", "250 €\tpar jour\n300 €\tpar jour\n", "ce bloc a 2 colonnes"),
        ("tarifs/0/prestation", "Habitants\t\t250 €\nTOTAL\t\t250 €\n", "est un total"),
        ("tarifs/0/prestation", "Unité\tPrestation\tPrix\nle jour\tTous\t5 €", "dans l’ordre"),
    ],
)
def test_what_does_not_fit_is_told_under_the_table_and_nothing_is_written(
    begun: Studio,
    browser: TestClient,
    cell: str,
    block: str,
    told: str,
) -> None:
    page = paste(begun, browser, "tarifs", cell, block)
    assert told in page.partition('id="boite-points-0-tarifs"')[2].replace("\u00a0", " ")
    assert "tarifs:\n      - " not in text(begun)


def test_a_cell_that_can_not_be_read_is_told_under_the_table(
    begun: Studio,
    browser: TestClient,
) -> None:
    assert (
        paste(begun, browser, "tarifs", "tarifs/0/prestation", "Habitants\t\tgratuit ?\nAutres\t\t5 €\n")
        == ""
    )
    page = browser.get(PAGE).text.partition('id="boite-points-0-tarifs"')[2]
    assert "gratuit ?" in page.partition('id="fautes-points-0-tarifs"')[2]
