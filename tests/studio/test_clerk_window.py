"""The first session of the guide, its evening and its acts, from a bare folder and by the keyboard alone.

The files that come of it say what the guide writes by hand, and the acts are those of `render`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, Route, expect

from actgen.studio.desk import address_of
from tests.acts.outputs.conformity.pages.browser import chromium
from tests.evening.gestures import PREPARED
from tests.studio.clerk import Clerk
from tests.studio.house import DATA, SESSION, furnish
from tests.studio.window import running, window
from tests.test_guide_du_secretaire import COUNCIL, EVENING, block

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

MEMBERS = re.findall(r"^  - (\w+): (Mme |M\. |)(\S+) (\d+)", block("yaml: collectivite le-trehou"), re.M)
DEPUTIES = ("adjoint", "adjointe")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


# the first time


def _begin(clerk: Clerk) -> None:
    page = clerk.page
    expect(page.locator("#nom")).to_be_focused()
    clerk.type("Le Tréhou")
    clerk.press("Enter")
    expect(page.locator(".trouve")).to_contain_text("Le Tréhou (29294), Finistère")
    expect(page.locator("[name=mode]").first).to_be_focused()
    clerk.press("ArrowDown", "ArrowDown")
    expect(page.get_by_label("Sur le site internet")).to_be_checked()
    clerk.write("#chef", "Mme Membre 1")
    clerk.enter(page.get_by_role("button", name="Préparer la fiche"))
    expect(page.locator("h1")).to_have_text("Votre commune est prête")


def _council(clerk: Clerk) -> None:
    page = clerk.page
    clerk.go_to("Le conseil")
    clerk.enter("#volet-ajout > summary")
    for rank, (office, title, first, last) in enumerate(MEMBERS[1:], start=2):
        if title:
            clerk.choose("#ajout-civilite", title.strip())
        clerk.write("#ajout-prenom", first)
        clerk.write("#ajout-nom", last)
        if office in DEPUTIES:
            clerk.choose("#ajout-fonction", "Adjoint")
        clerk.enter(page.get_by_role("button", name="Ajouter ce membre"))
        expect(page.locator("#effectif")).to_contain_text(f"{rank}\u00a0membres en exercice")
        expect(page.locator("#ajout-civilite")).to_be_focused()
    expect(page.locator("#effectif")).to_contain_text("la loi en prévoit 15 ✓")
    clerk.save("#champ-population", "636 en 2022")
    with clerk.saving():
        clerk.choose("#champ-numero", "D")


# the days before


def _convene(clerk: Clerk) -> None:
    page = clerk.page
    clerk.go_to("Mes séances")
    clerk.enter("#preparer")
    expect(page.locator("#jour")).to_be_focused()
    clerk.write("#jour", "14/11/2024")
    clerk.write("#heure", "20h00")
    clerk.write("#lieu", "salle du conseil de la mairie")
    clerk.enter(page.get_by_role("button", name="Préparer la séance"))
    clerk.save("#champ-convocation-mode", "courriel")
    _add(clerk, 0, "Vote sans", "Arrêt du procès-verbal de la séance du 10 octobre 2024")
    _add(clerk, 1, "Adh", "")
    with clerk.saving():
        clerk.choose("#champ-points-1-rapporteur", "Adjoint 3")
    _add(clerk, 2, "Autre d", "Tarifs de location de la salle polyvalente")
    clerk.save("#champ-points-2-decide", "fixe le tarif à 90 € la journée")
    clerk.save("#champ-points-2-matiere", "7.10")
    with page.context.expect_page() as opened:
        clerk.enter("#voir-convocation")
    expect(opened.value.locator("h1")).to_contain_text("Convocation")
    opened.value.close()
    clerk.go_to("Relire")
    _write(clerk)
    expect(page.locator("#ecriture")).to_contain_text("À envoyer avec la convocation")


def _sent(clerk: Clerk) -> None:
    clerk.go_to("Préparer la séance")
    clerk.save("#champ-convocation-envoyee_le", "07/11/2024")
    expect(clerk.page.locator("#delai")).to_contain_text("Partie le")


def _add(clerk: Clerk, rank: int, kind: str, subject: str) -> None:
    clerk.choose("#nature", kind)
    clerk.write("#intitule", subject)
    clerk.enter("#ajouter")
    expect(clerk.page.locator(f"#carte-{rank}")).to_have_attribute("open", "")
    expect(clerk.page.locator(f"#carte-{rank} > summary")).to_be_focused()


# the evening


def _counts(clerk: Clerk, words: str) -> None:
    expect(clerk.page.locator("[data-dit]")).to_contain_text(words)


def _roll(clerk: Clerk) -> None:
    page = clerk.page
    clerk.go_to("La feuille du soir")
    clerk.reach("#present-1")
    clerk.press(*"pppppp")
    expect(page.locator("#present-7")).to_be_focused()
    expect(page.locator("#membre-6")).to_have_class("present")
    clerk.press("o")
    clerk.choose("#pouvoir-a-7", "Adjointe 2", then="Enter")
    clerk.reach("#pouvoir-du-7")
    clerk.type("12/11/2024")
    clerk.press("Enter")
    clerk.reach("#present-8")
    clerk.press(*"ppppapep")
    _counts(clerk, "12 présents · 1 pouvoir · 13 votants · quorum de 8 atteint")
    clerk.choose("#dit-presidence", "Membre 1")
    clerk.choose("#dit-secretaire", "Membre 6")
    clerk.write("#dit-assistait", "le secrétariat de mairie")


def _items(clerk: Clerk) -> None:
    page = clerk.page
    clerk.enter("#unanimite-1")
    _counts(clerk, "Point 2")
    clerk.enter("#autre-2 > summary")
    clerk.choose("#b-2", "Membre 12 arrive")
    clerk.write("#h-2", "20h15")
    clerk.enter("#bouger-2")
    _counts(clerk, "13 présents")
    clerk.choose("#i-2", "Membre 9")
    clerk.choose("#q-2", "oui")
    clerk.enter("#interesse-2")
    expect(page.locator("#point-2 .sort")).to_contain_text("ne prend pas part\u00a0: Membre 9")
    clerk.write("#pour-2", "9")
    clerk.write("#contre-2", "2")
    clerk.write("#abstentions-2", "2")
    expect(page.locator("#point-2 .partage .somme")).to_have_text("13 sur 13 ✓")
    clerk.enter("#partage-2")
    _counts(clerk, "Point 3")
    clerk.enter("#unanimite-3")
    expect(page.locator("#point-3 .sort")).to_contain_text("adopté")


def _close(clerk: Clerk) -> None:
    clerk.write("#dit-levee", "21h10")
    clerk.write("#compte-presents", "13")
    clerk.write("#compte-representes", "1")
    clerk.enter("#compter")
    expect(clerk.page.locator("#fin")).to_contain_text("Concorde avec la feuille")


def _acts(clerk: Clerk) -> None:
    """What remains to be read leads to its place; then the acts are written."""
    page = clerk.page
    clerk.go_to("Relire")
    expect(page.locator("#bandeau")).to_contain_text("Rien à corriger")
    clerk.enter(page.get_by_role("link", name="Corriger au point 1"))  # nobody has told what was said of it
    clerk.reach("#debats-1")
    clerk.go_to("Relire")
    _write(clerk)


def _write(clerk: Clerk) -> None:
    clerk.enter("#ecrire")
    expect(clerk.page.locator("progress")).to_be_visible()
    expect(clerk.page.locator(".fait")).to_contain_text("fichiers écrits", timeout=120_000)


# what comes of it

_APART = ("journal.json", "modeles.zip", ".actgen.lock")
"""What is no act: it keeps the hashes of the files, of the papers written before the session, too."""
_BEFORE = ("0-convocation", "0-feuille-de-presence", "0-pouvoir")


def _told(written: Any) -> Any:
    """What a file says: a key that is left empty says nothing yet."""
    if isinstance(written, dict):
        found = {key: _told(each) for key, each in written.items()}
        return {key: each for key, each in found.items() if each not in (None, {})}
    return [_told(each) for each in written] if isinstance(written, list) else written


def _values(place: Path) -> Any:
    """As another reader than ours has them: without quotes, the matter 7.10 would be 7.1 to it."""
    return _told(yaml.safe_load(place.read_text(encoding="utf-8")))


def _acts_of(folder: Path) -> dict[str, bytes]:
    places = (place for place in folder.glob("output/**/*") if place.is_file() and place.name not in _APART)
    return {place.name: place.read_bytes() for place in places}


def _rendered(folder: Path) -> dict[str, bytes]:
    """The acts that the command makes of the evening of a workspace."""
    subprocess.run(
        [sys.executable, "-m", "actgen", "render", EVENING],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(DATA.parent)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return _acts_of(folder)


def _copied(folder: Path, copy: Path) -> Path:
    return Path(shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("output")))


def _receive_the_group(folder: Path) -> None:
    """The folder of a purchasing group comes from its coordinator: it is copied there, as the guide says."""
    for place in DATA.glob("groupements/papeterie*"):
        shutil.copy(place, folder / "groupements")


def _by_hand(folder: Path) -> Path:
    """The same workspace, its files written as the guide has them."""
    for name in ("collectivites", "groupements", "seances"):
        (folder / name).mkdir(parents=True)
    _receive_the_group(folder)
    (folder / COUNCIL).write_text(block("yaml: collectivite le-trehou"), encoding="utf-8")
    (folder / EVENING).write_text(block("yaml: session"), encoding="utf-8")
    return folder


def test_the_first_session_of_the_guide_by_the_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    """The bytes of the files differ: comments and empty keys of the studio's tell what may still be said."""
    bare, guide = tmp_path / "mairie", _by_hand(tmp_path / "guide")
    bare.mkdir()
    with running(bare) as studio, window(browser, studio) as page:
        clerk = Clerk(page)
        _begin(clerk)
        _receive_the_group(bare)
        _council(clerk)
        _convene(clerk)
        before, papers = _copied(bare, tmp_path / "avant"), _acts_of(bare)
        for part in (_sent, _roll, _items, _close, _acts):
            part(clerk)
    for name in (COUNCIL, EVENING):
        assert _values(bare / name) == _values(guide / name)
    assert papers == _rendered(before)
    made, acts = _acts_of(bare), _rendered(_copied(bare, tmp_path / "copie"))
    kept = {name: content for name, content in papers.items() if name.startswith(_BEFORE)}
    assert made == acts | kept
    assert acts == _rendered(guide)
    assert {"1-deliberation-02-adhesion-groupement.pdf", "3-proces-verbal.docx"} < acts.keys()
    assert len(kept) == 3 * len(_BEFORE)


@contextmanager
def _answer_held(page: Page) -> Iterator[None]:
    """The next answer of the sheet comes when all is done."""
    held: list[Route] = []
    page.route("**/soir", lambda route: held.append(route))
    yield
    (route,) = held
    route.continue_()
    page.unroute("**/soir")


@pytest.fixture
def evening(browser: Browser, tmp_path: Path) -> Iterator[Clerk]:
    """At the sheet of an evening, all being there."""
    furnish(tmp_path / "mairie")
    (tmp_path / "mairie" / SESSION).write_text(PREPARED, encoding="utf-8")
    with running(tmp_path / "mairie") as studio, window(browser, studio) as page:
        page.goto(f"{studio.origin}{address_of(SESSION, 'soir')}")
        clerk = Clerk(page)
        clerk.enter("#autres")
        _counts(clerk, "15 présents")
        yield clerk


def test_a_list_gone_through_by_its_letters_is_one_choice(evening: Clerk) -> None:
    """« M » chooses Membre 1 for a moment: it is not noted, nor does an answer take the letters away."""
    page = evening.page
    gestures = page.locator("#gestes li")
    evening.reach("#dit-heure")
    evening.press("Control+a")
    evening.type("20h05")
    with _answer_held(page):
        with page.expect_request("**/soir"):
            evening.press("Tab")
        evening.spell("Membre 6")
        page.locator("#dit-presidence").evaluate("each => { each.dataset.marque = 1; }")
    expect(gestures.first).to_contain_text("Ouverte à")
    assert page.locator("#dit-presidence[data-marque]").evaluate("each => each.value") == "Membre 6"
    expect(page.locator("#dit-presidence")).to_be_focused()
    evening.press("Tab")
    expect(gestures.first).to_contain_text("Préside\u00a0: Membre 6")
    expect(gestures.nth(1)).to_contain_text("Ouverte à")
    expect(page.locator("#dit-heure")).to_have_attribute("value", "20h05")
    expect(page.locator("#dit-secretaire")).to_be_focused()


def test_what_came_while_a_list_was_gone_through_is_shown_when_it_is_left(evening: Clerk) -> None:
    page = evening.page
    evening.enter("#autre-1 > summary")
    evening.reach("#absent-15")
    with _answer_held(page):
        with page.expect_request("**/soir"):
            evening.press("Enter")
        evening.choose("#b-1", "Membre 6 part", then="Shift")
    _counts(evening, "14 présents")
    expect(page.locator("#point-1 .sort")).to_contain_text("15\u00a0votants")
    evening.press("Tab")
    expect(page.locator("#point-1 .sort")).to_contain_text("14\u00a0votants")
    expect(page.locator("#h-1")).to_be_focused()
    expect(page.locator("#b-1")).to_have_value("Membre 6|part")
    evening.type("20h30")
    evening.press("Enter")
    _counts(evening, "13 présents")


def test_enter_takes_what_the_letters_have_chosen(evening: Clerk) -> None:
    evening.go_to("Relire")
    evening.choose("#acte", "Proc", then="Enter")
    shown = evening.page.frame_locator("#cadre").locator("body")
    expect(evening.page.locator("#acte option[selected]")).to_have_attribute("value", "proces-verbal")
    expect(shown).to_have_attribute("data-acte", "proces-verbal")
