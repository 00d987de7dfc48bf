"""The evening sheet of one session by its forms: what a form tells, what the page and the file say then."""

from __future__ import annotations

import html
import re
from pathlib import Path

from starlette.testclient import TestClient

from actgen.studio.desk import address_of
from tests.studio.house import SESSION, WRITES, Browser, Studio

PAGE = address_of(SESSION, "soir")


def flat(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).replace("\u00a0", " ").split())


def counter(page: str) -> str:
    found = re.search(r"<p data-dit>(.*?)</p>", page, re.S)
    assert found is not None
    return flat(found[1])


def tell(browser: TestClient, **form: str) -> str:
    answer = browser.post(PAGE, data=form, headers=WRITES)
    if answer.status_code == 303:
        assert answer.headers["location"].partition("?")[0] == PAGE
        return browser.get(answer.headers["location"]).text
    assert answer.status_code == 422, answer.status_code
    return answer.text


def written(studio: Studio) -> str:
    return (studio.root / SESSION).read_text(encoding="utf-8")


_CALLED: dict[frozenset[tuple[str, bytes]], frozenset[tuple[str, bytes]]] = {}
"""What the roll leaves in a workspace, by what it held before."""


def call(browser: TestClient) -> str:
    """The roll: fourteen voters, Membre 7 by the proxy that Adjointe 2 holds, Membre 12 absent.

    Half the tests begin by it: its forms are sent once, for the first of those that begin alike.
    """
    assert isinstance(browser, Browser)
    if (called := _CALLED.get(before := _files(browser.root))) is not None:
        for name, content in called - before:
            (browser.root / name).write_bytes(content)
        return browser.get(PAGE).text
    tell(browser, geste="reponse", membre="Membre 12", etat="absent")
    proxy = {"mandataire": "Adjointe 2", "du": "12/11/2024"}
    tell(browser, geste="reponse", membre="Membre 7", etat="pouvoir", **proxy)
    page = tell(browser, geste="autres_presents")
    _CALLED[before] = _files(browser.root)
    return page


def _files(root: Path) -> frozenset[tuple[str, bytes]]:
    places = (place for place in root.rglob("*") if place.is_file())
    return frozenset((place.relative_to(root).as_posix(), place.read_bytes()) for place in places)


def values(page: str, *boxes: str) -> list[str]:
    found = (re.search(rf'id="{each}" value="([^"]*)"', page) for each in boxes)
    return [each[1] if each else "" for each in found]


def part(page: str, begins: str, ends: str) -> str:
    """What of a page stands from one mark to another."""
    start = page.index(begins)
    return page[start : page.index(ends, start)]
