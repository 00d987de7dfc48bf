"""Every file that is shipped, on every screen: its fields sent as they came change no byte of it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from actgen.studio.desk import address_of
from tests.studio.house import DATA, WRITES, Studio

SCREENS = {
    "seances": ("preparer", "soir", "relire", "lendemain", "fichier"),
    "collectivites": ("conseil", "annee", "fichier"),
    "groupements": ("groupement", "fichier"),
}
MEMBER = "/membre"  # where « Le groupement » sends what came back of a member
MOST_MEMBERS = 3  # of a group whose forms are sent, from its first to its last
FILES = sorted(
    place.relative_to(DATA).as_posix() for folder in SCREENS for place in (DATA / folder).glob("*.yaml")
)
FAST = "collectivites/le_trehou.yaml"


_LEFT = {"data-au-depart", "data-choix"}


class Forms(HTMLParser):
    """The forms of a page that are sent when a field is left, with what they hold; else those sent `to`."""

    def __init__(self, page: str, to: str = "") -> None:
        super().__init__()
        self._to = to
        self.found: list[tuple[str, dict[str, str]]] = []
        self._form: dict[str, str] | None = None
        self._text = self._select = ""
        self._name, self._option = "", False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            action = told.get("action", "")
            asked = action.partition("?")[0].endswith(self._to) if self._to else _LEFT & told.keys()
            left = told.get("method") == "post" and asked
            self._form = {} if left else None
            if left:
                self.found.append((action, self._form or {}))
                self._form = self.found[-1][1]
        if self._form is None or "disabled" in told:
            return
        if tag == "input" and told.get("name"):
            if told.get("type") not in ("checkbox", "radio") or "checked" in told:
                self._form[told["name"]] = told.get("value", "")
        elif tag == "textarea":
            self._name, self._text = told.get("name", ""), ""
        elif tag == "select":
            self._select = told.get("name", "")
        elif tag == "option" and self._select and ("selected" in told or self._select not in self._form):
            self._form[self._select] = told.get("value", "")
            self._option = "value" not in told

    def handle_data(self, data: str) -> None:
        self._text += data
        if self._option and self._form is not None:  # an option without a value is worth its words
            self._form[self._select] = data
        self._option = False

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._form is not None and self._name:
            self._form[self._name] = self._text.removeprefix("\n").replace("\n", "\r\n")
        if tag == "select":
            self._select = ""
        if tag == "form":
            self._form = None


def shown(browser: TestClient, name: str, screen: str) -> Iterator[tuple[str, str]]:
    """A screen of a file, by its address; of a group, each of its texts, and some members of each."""
    addresses = [address_of(name, screen)]
    for page in addresses:
        answer = browser.get(page)
        assert answer.status_code == 200, (page, answer.text[-600:])
        yield page, answer.text
        if screen == "groupement" and "membre=" not in page:
            linked = [
                unescape(each) for each in re.findall(r'href="([^"#]+/groupement\?[^"#]+)', answer.text)
            ]
            members = [each for each in linked if "membre=" in each]
            addresses += [each for each in linked if each not in (*members, *addresses)]
            addresses += members[:: len(members) // MOST_MEMBERS or 1]


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Studio:
    studio = Studio(tmp_path_factory.mktemp("tout") / "mairie", bare=True)
    for folder in SCREENS:
        shutil.copytree(DATA / folder, studio.root / folder)
    return studio


@pytest.fixture(scope="module")
def browser(studio: Studio) -> TestClient:
    return studio.browser()


@pytest.mark.parametrize(
    "name", [name if name == FAST else pytest.param(name, marks=pytest.mark.slow) for name in FILES]
)
def test_what_is_opened_and_left_is_the_same_to_the_byte(
    studio: Studio, browser: TestClient, name: str
) -> None:
    place, sent = studio.root / name, 0
    before = {each: each.read_bytes() for each in studio.root.rglob("*") if each.is_file()}
    for screen in SCREENS[name.partition("/")[0]]:
        for page, text in shown(browser, name, screen):
            if screen == "soir":
                continue  # it notes what is sent to it, whatever the file says
            for action, form in (*Forms(text).found, *Forms(text, MEMBER).found):
                told = browser.post(action or page, data=form, headers=WRITES)
                assert told.status_code in (200, 303), (page, form, told.text[-600:])
                sent += 1
                assert place.read_bytes() == before[place], (page, form)
    least = {"collectivites": 40, "seances": 1, "groupements": 3}[name.partition("/")[0]]
    assert sent >= least, "fields were not found"
    assert {each: each.read_bytes() for each in studio.root.rglob("*") if each.is_file()} == before


def test_fields_are_seen_by_the_reader_of_this_test(browser: TestClient) -> None:
    page = browser.get(address_of(FILES[0], "conseil" if FILES[0].startswith("coll") else "preparer")).text
    assert len(Forms(page).found) > 5
    assert Path(FILES[0]).suffix == ".yaml"
