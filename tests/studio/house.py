"""A studio to ask: a workspace of its own, the application behind its gate, and a browser that came in."""

from __future__ import annotations

import shutil
from pathlib import Path
from threading import enumerate as threads
from urllib.parse import urlsplit

from starlette.testclient import TestClient

import actgen
from actgen.studio.application import application
from actgen.studio.desk import Desk, Identity, address_of
from actgen.studio.keys import Keys
from actgen.studio.lifetime import Lifetime

PORT = 8123
DATA = Path(__file__).resolve().parent.parent.parent / "data"
SESSION = "seances/le-trehou-2024-11-14.yaml"
OTHER = "seances/locronan-2025-01-23-quorum-perdu.yaml"
COUNCIL = "collectivites/le_trehou.yaml"
WRITES = {"sec-fetch-site": "same-origin"}


def furnish(folder: Path) -> None:
    """Two councils of the worked examples with a session each, one without faults and one without quorum."""
    for pattern in (
        "groupements/papeterie*",
        "collectivites/le_trehou*",
        "collectivites/locronan*",
        "seances/le-trehou-2024*",
        OTHER.replace(".yaml", "*"),
    ):
        for place in DATA.glob(pattern):
            target = folder / place.relative_to(DATA)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(place, target)


class Browser(TestClient):
    """A browser at a studio; `root`: the folder of that one."""

    root: Path


class Studio:
    """The studio of a folder so furnished."""

    def __init__(self, folder: Path, *, bare: bool = False, everything: bool = False) -> None:
        if everything:
            shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("regles", "droit", "reference"))
        else:
            folder.mkdir()
        if not bare and not everything:
            furnish(folder)
        self.root = folder
        self.keys, self.lifetime = Keys(PORT), Lifetime()
        self.desk = Desk(actgen.Workspace(folder), Identity("Membre 1"))
        self.app = application(self.desk, self.keys, self.lifetime)

    def stranger(self) -> Browser:
        """A browser that was not let in."""
        base = f"http://127.0.0.1:{PORT}"
        client = Browser(self.app, base_url=base, follow_redirects=False, raise_server_exceptions=False)
        client.root = self.root
        return client

    def browser(self) -> Browser:
        """A browser that came in by the launch."""
        client = self.stranger()
        entered = urlsplit(self.keys.address(self.keys.new_code()))
        assert client.get(f"{entered.path}?{entered.query}").status_code == 200
        return client

    def revision(self, name: str = SESSION) -> str:
        return actgen.Workspace(self.root).read(name)[1]


def page_of(name: str = SESSION) -> str:
    return address_of(name)


def once_made(browser: TestClient, address: str) -> str:
    """The page once what was begun is over; asked for again and again, it took the time of what is made."""
    for thread in threads():
        if thread.daemon and thread.name.endswith("(_do)"):
            thread.join()
    page = browser.get(address).text
    assert "data-suivi" not in page
    return page
