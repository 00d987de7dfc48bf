"""A session prepared in a real window: from an empty folder, by the keyboard alone, the focus never lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import actgen
from actgen.base.diagnostics import Severity
from actgen.studio.desk import address_of
from tests.evening.gestures import PREPARED
from tests.studio.house import SESSION, furnish
from tests.studio.window import running, window
from tests.studio.windows.hands import focused, heard, held, keys, typed, unfolded
from tests.studio.windows.readers import faults, readable

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def _commune(page: Page) -> None:
    focused(page, "nom")
    page.keyboard.type("Dietwiller\n")
    page.wait_for_selector(".trouve")
    expect(page.locator("[name=mode]").first).to_be_focused()
    keys(page, "Space", "Tab")
    page.keyboard.type("M. Membre UN\n")
    expect(page.get_by_role("link", name="Écrire les membres")).to_be_focused()
    keys(page, "Tab")
    focused(page, "preparer")
    keys(page, "Enter")
    focused(page, "jour")
    assert faults(page) == []


def _session(page: Page) -> None:
    page.keyboard.type("bientôt\n")
    expect(page.locator("#faute-jour")).to_be_visible()
    focused(page, "jour")
    assert faults(page) == []
    keys(page, "Control+a")
    typed(page, "6/11/2099", "20h30")
    page.keyboard.type("mairie\n")
    expect(page.locator("#delai")).to_contain_text("Dernier jour d’envoi")
    assert faults(page) == []


def _added(page: Page, kind: str, objet: str, rank: int) -> None:
    page.locator("#nature").focus()
    page.keyboard.type(kind)
    keys(page, "Tab")
    page.keyboard.type(f"{objet}\n")
    expect(page.locator(f"#carte-{rank}")).to_have_attribute("open", "")
    expect(page.locator(f"#carte-{rank} > summary")).to_be_focused()


def _subvention(page: Page) -> None:
    _added(page, "Subvention", "", 0)
    keys(page, "Tab")
    focused(page, "champ-points-0-objet")
    keys(page, "Tab")
    typed(page, "Amicale des anciens", "association", "1 500", "2099", "la fête du village")
    expect(page.locator("#objet-0")).to_contain_text("Amicale des anciens")
    expect(page.locator("#suite-0")).not_to_contain_text("à compléter")
    focused(page, "champ-points-0-imputation")


def _tarifs(page: Page) -> None:
    _added(page, "Tarifs", "", 1)
    keys(page, "Tab", "Tab")
    typed(page, "location de la salle", "01/01/2100", "")
    focused(page, "champ-points-1-tarifs-0-prestation")
    typed(page, "Habitants", "la journée")
    page.keyboard.type("90 €")
    keys(page, "Enter")
    focused(page, "champ-points-1-tarifs-1-prestation")
    typed(page, "Autres", "la journée")
    page.keyboard.type("150 €")
    keys(page, "Enter")
    focused(page, "champ-points-1-tarifs-2-prestation")
    page.locator("#ote-points-1-tarifs-1").focus()
    keys(page, "Enter")
    expect(page.locator("#champ-points-1-tarifs-2-prestation")).to_have_count(0)
    held(page)
    expect(page.locator("#contenu")).not_to_be_focused()


def test_a_first_session_by_the_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    bare = tmp_path / "neuf"
    bare.mkdir()
    with running(bare) as studio, window(browser, studio) as page:
        _commune(page)
        _session(page)
        _subvention(page)
        _tarifs(page)
        _added(page, "Questions", "", 2)
        _added(page, "Autre d", "Achat d’une remorque", 2)
        page.get_by_label("Monter le point 3").focus()
        keys(page, "Enter")
        expect(page.locator("#objet-1")).to_contain_text("Achat d’une remorque")
        expect(page.get_by_label("Monter le point 2")).to_be_focused()
        keys(page, "Enter")
        expect(page.get_by_label("Descendre le point 1")).to_be_focused()
        page.locator("#partie").focus()
        keys(page, "Enter")
        expect(page.locator("#envoyer")).to_contain_text("La convocation est partie le")
        held(page)
        assert faults(page) == []
    workspace = actgen.Workspace(bare)
    session = workspace.session("seances/dietwiller-2099-11-06.yaml")
    assert [each for each in session.findings if each.severity is Severity.ERROR] == []
    assert session.figures is not None
    assert [each.objet for each in session.figures.points] == [
        "Achat d’une remorque",
        "Attribution d’une subvention\u00a0: Amicale des anciens",
        "Tarifs\u00a0: location de la salle",
        "Questions diverses",
    ]
    agenda = session.figures.seance.convocation.ordre_du_jour
    assert [each.numero for each in agenda or ()] == [1, 2, 3, 4]
    assert "- Habitants ; la journée ; 90 €\n" in workspace.read(session.name)[0]


def _late(page: Page) -> None:
    """The law is a key away from the field, and none in the way of who corrects it."""
    sent, why = (
        page.locator("#champ-convocation-envoyee_le"),
        page.locator("#pourquoi-convocation-envoyee_le"),
    )
    sent.fill("26/03/2025")
    keys(page, "Tab")
    expect(why).not_to_contain_text("L. 2121-11", use_inner_text=True)
    sent.focus()
    keys(page, "Tab", "Enter")
    expect(why).to_contain_text("L. 2121-11", use_inner_text=True)
    sent.press("End")
    page.keyboard.type("  ")
    keys(page, "Tab")
    focused(page, "champ-convocation-mode")
    expect(why).to_have_attribute("open", "")


def test_the_screen_can_be_read_at_each_stage(browser: Browser, tmp_path: Path) -> None:
    furnish(tmp_path / "mairie")
    with running(tmp_path / "mairie") as studio, window(browser, studio) as page:
        page.goto(f"{studio.origin}/preparer")
        readable(page)
        page.locator("#jour").fill("27/03/2025")
        keys(page, "Enter")
        page.wait_for_selector("#points")
        page.locator("#ajouter").click()
        expect(page.locator("#faute-ajouter")).to_be_visible()
        focused(page, "nature")
        readable(page)
        page.locator("#nature").select_option("decision_modificative")
        page.locator("#ajouter").click()
        expect(page.locator("#carte-0 > summary")).to_be_focused()
        unfolded(page)
        for name, value in (("compte", "2135"), ("depenses", "8 000 €")):
            page.locator(f"#champ-points-0-lignes-0-{name}").fill(value)
            keys(page, "Tab")
        expect(page.locator(".solde")).to_contain_text("à équilibrer")
        page.locator("#cherche").fill("parcelle")
        page.locator("#chercher").click()
        expect(page.locator("#trouves")).to_contain_text("parcelle chemin du Lavoir")
        readable(page)
        page.get_by_role("button", name="Oui, retirer le point 1").click()
        expect(page.get_by_role("button", name="Le remettre")).to_be_focused()
        _late(page)
        readable(page)
        page.get_by_role("button", name="Annuler la dernière saisie").click()
        page.get_by_role("button", name="Le remettre").click()
        expect(page.locator("#objet-0")).to_contain_text("Décision modificative")


def test_what_is_typed_meanwhile_stays(browser: Browser, tmp_path: Path) -> None:
    furnish(tmp_path / "mairie")
    with running(tmp_path / "mairie") as studio, window(browser, studio) as page:
        page.goto(f"{studio.origin}/preparer")
        page.locator("#jour").fill("27/03/2025")
        keys(page, "Enter")
        page.wait_for_selector("#points")
        page.locator("#nature").select_option("tarifs")
        page.locator("#ajouter").click()
        page.locator("#champ-points-0-tarifs-0-prestation").fill("Habitants")
        keys(page, "Tab")  # the answer comes while the next cells are typed
        page.keyboard.type("la journée entière", delay=15)
        heard(page, "Enregistré")
        expect(page.locator("#champ-points-0-tarifs-1-prestation")).to_be_attached()
        assert page.locator("#champ-points-0-tarifs-0-unite").input_value() == "la journée entière"
        focused(page, "champ-points-0-tarifs-0-unite")
        page.locator("#intitule").fill("Vente")
        page.get_by_role("button", name="Arrêter le procès-verbal").click()
        expect(page.locator("#carte-1")).to_be_attached()
        assert page.locator("#intitule").input_value() == "Vente"
        assert page.locator("#champ-points-0-objet").get_attribute("placeholder") == (
            "Procès-verbal de la séance du 23\u00a0janvier 2025"
        )


def test_nothing_moves_over_what_could_not_be_saved(browser: Browser, tmp_path: Path) -> None:
    furnish(tmp_path / "mairie")
    with running(tmp_path / "mairie") as studio, window(browser, studio) as page:
        page.goto(f"{studio.origin}/preparer")
        page.locator("#jour").fill("27/03/2025")
        keys(page, "Enter")
        page.wait_for_selector("#points")
        page.route("**/champ", lambda route: route.abort())
        page.locator("#champ-seance-lieu").fill("à l’école")
        keys(page, "Tab")
        heard(page, "n’est pas enregistré")
        page.unroute("**/champ")
        page.get_by_role("button", name="Arrêter le procès-verbal").click()
        heard(page, "Une saisie n’est pas encore enregistrée")
        assert page.locator("#champ-seance-lieu").input_value() == "à l’école"
        page.locator("#champ-seance-lieu").focus()
        keys(page, "Control+s")
        heard(page, "Enregistré")
        page.get_by_role("button", name="Arrêter le procès-verbal").click()
        expect(page.locator("#carte-0")).to_be_attached()
        assert page.locator("#champ-seance-lieu").input_value() == "à l’école"


def test_what_a_fault_took_away_comes_back_once_it_is_mended(browser: Browser, tmp_path: Path) -> None:
    furnish(tmp_path / "mairie")
    (tmp_path / "mairie" / SESSION).write_text(PREPARED.replace("14/11/2024", "14/13/2024"), encoding="utf-8")
    with running(tmp_path / "mairie") as studio, window(browser, studio) as page:
        page.goto(f"{studio.origin}{address_of(SESSION, 'preparer')}")
        expect(page.locator("#ajouts")).to_have_count(0)
        expect(page.locator("#bouger-1")).to_be_hidden()
        page.locator("#champ-seance-date").fill("14/11/2099")
        page.keyboard.press("Tab")
        expect(page.locator("#ajouts")).to_be_visible()
        expect(page.locator("#bouger-1")).to_be_visible()
        page.locator("#intitule").fill("Voirie")
        page.locator("#champ-seance-heure").fill("20h15")
        page.keyboard.press("Tab")
        expect(page.locator("#intitule")).to_have_value("Voirie")
