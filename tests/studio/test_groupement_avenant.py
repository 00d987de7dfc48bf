"""The amendment under way has its own page: where each member stands, what is told of it, its papers."""

from __future__ import annotations

import re
import shutil
from datetime import datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import actgen
from actgen.studio.application import pages
from actgen.studio.desk import Desk, Identity, address_of
from actgen.studio.gate import Gate
from tests.group.test_avenant import NOM, ROOT
from tests.studio.house import WRITES, Studio, once_made
from tests.studio.test_groupement import FORM
from tests.studio.test_screens import _flat

GROUP = f"groupements/{NOM}.yaml"
PAGE = address_of(GROUP, "groupement")
LOGONNA = "29137"
TODAY = datetime(2025, 12, 1, 9, 0)


class Group(Studio):
    """The studio of a coordinator whose convention is signed, and its first amendment under way."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, bare=True)
        (folder / "groupements").mkdir(exist_ok=True)
        for file in (ROOT / "data/groupements").glob(f"{NOM}*"):
            shutil.copy(file, folder / "groupements")
        desk = Desk(actgen.Workspace(folder), Identity("Membre 1"), lambda: TODAY)
        self.app = Gate(pages(desk, self.lifetime), self.keys, self.lifetime)

    @property
    def text(self) -> str:
        return (self.root / GROUP).read_text(encoding="utf-8")


@pytest.fixture
def studio(tmp_path: Path) -> Group:
    return Group(tmp_path / "epci")


def tell(browser: TestClient, avenant: int, **values: str) -> None:
    page = browser.get(PAGE, params={"avenant": avenant, "membre": LOGONNA}).text
    there = dict(re.findall(r'name="avant-(\w+)" value="(.*?)"', page))
    form = {"membre": LOGONNA} | there | {f"avant-{name}": told for name, told in there.items()} | values
    (action,) = re.findall(r'action="(\S+/membre\?avenant=\d)"', page)
    answer = browser.post(action, data=form, headers=WRITES)
    assert answer.headers["location"] == f"{PAGE}?avenant={avenant}&membre={LOGONNA}&fait=note"


def test_the_amendment_under_way_is_shown_and_the_convention_is_one_link_away(studio: Group) -> None:
    browser = studio.browser()
    page = browser.get(PAGE).text
    told = _flat(page)
    assert "La convention L’avenant n° 1 l’adhésion de Saint-Eloy, le retrait d’Irvillac" in told
    assert "Saint-Eloy – – – – – – Délibération, en retard" in told
    assert f'<a href="{PAGE}?avenant=1" aria-current="page">' in page
    assert f'href="{PAGE}?avenant=1&amp;membre={LOGONNA}#note"' in page
    convention = _flat(browser.get(PAGE, params={"avenant": "0"}).text)
    assert "Saint-Eloy –" not in convention
    assert "Logonna-Daoulas 27/09/2024" in convention


@pytest.mark.parametrize("asked", ["2", "-1", "x", "²", ""])
def test_no_other_amendment_is_shown(studio: Group, asked: str) -> None:
    assert studio.browser().get(PAGE, params={"avenant": asked}).status_code == 404


def test_what_is_told_of_a_member_is_written_under_the_text_that_is_shown(studio: Group) -> None:
    browser, before = studio.browser(), studio.text
    tell(browser, 1, vote="adoptée", deliberation="20/10/2025")
    line = (
        "      - commune: Logonna-Daoulas\n        resultat: adoptée\n        deliberation_du: 20/10/2025\n"
    )
    assert studio.text == before + line
    assert "Logonna-Daoulas 20/10/2025" in _flat(browser.get(PAGE).text)
    tell(browser, 0, notifiee_coordonnateur="02/10/2024")
    (convention,) = re.findall(r"Logonna-Daoulas\n(?:      \w.*\n)+", studio.text.partition("avenants:")[0])
    assert "      notifiee_le: 02/10/2024\n" in convention
    assert studio.text.endswith(line)


def test_the_page_tells_what_its_papers_would_and_a_signature_too_early_at_its_field(studio: Group) -> None:
    """A member that signed while another had decided nothing was shown as done, and nothing to verify."""
    waits = "L’avenant n° 1 à signer reste un projet"
    told = _flat(studio.browser().get(PAGE).text)
    assert waits in told and "il manque Logonna-Daoulas et Saint-Eloy" in told
    assert "avant sa dernière signature" not in told
    browser = studio.browser()
    hanvec = studio.text.rpartition("        publiee_le: 26/09/2025\n")
    signed = "".join((*hanvec[:2], "        signee_le: 01/12/2025\n", hanvec[2])).replace(
        "effet: 01/01/2026", "effet: 01/11/2025"
    )
    (studio.root / GROUP).write_text(signed, encoding="utf-8")
    page = browser.get(PAGE, params={"avenant": 1, "membre": "29078"}).text
    told = _flat(page)
    assert "prendrait effet le 01/11/2025, avant sa dernière signature, le 01/12/2025" in told
    early = (
        "avenant n° 1 signé le 01/12/2025 ; il manquait l’acte exécutoire de Logonna-Daoulas et de Saint-Eloy"
    )
    (at_field,) = re.findall(r'id="faute-signee">(.*?)</p>', page)
    assert f"Hanvec : {early}" in _flat(at_field)
    assert waits not in _flat(browser.get(PAGE, params={"avenant": "0"}).text)


@pytest.mark.slow
def test_its_papers_are_written_from_the_page(studio: Group) -> None:
    browser = studio.browser()
    browser.post(f"{address_of(GROUP, 'actes')}?avenant=1", data={}, headers=WRITES | FORM)
    page = once_made(browser, PAGE)
    assert "dossiers, 0 refus." in _flat(page)
    folder = studio.root / "output/groupement-fournitures-scolaires"
    assert [place.name for place in folder.iterdir() if place.is_dir()] == ["avenant-1"]
    assert list(folder.glob("avenant-1/communes/29246-saint-eloy/avant-le-vote/1-rappel.pdf"))
    assert "dossiers, 0 refus." not in _flat(browser.get(PAGE, params={"avenant": "0"}).text)
