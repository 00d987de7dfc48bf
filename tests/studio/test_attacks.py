"""What a machine may do to a studio: killed, short of space, without the right to write, its file changed."""

from __future__ import annotations

import html
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import actgen
from actgen.studio.desk import address_of
from tests.evening.gestures import PREPARED
from tests.studio.house import SESSION, WRITES, Studio, furnish
from tests.studio.test_untouched import Forms

NOBODY = 65534
EVENING = address_of(SESSION, "soir")
PLACES = ("salle du conseil", "à l’école", "au gymnase, pour la durée des travaux de la mairie")


def flat(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).replace("\u00a0", " ").split())


def field(browser: TestClient, studio: Studio, value: str) -> tuple[int, str]:
    form = {"chemin": "seance/lieu", "valeur": value, "revision": studio.revision(), "retour": "fichier"}
    answer = browser.post(address_of(SESSION, "champ"), data=form, headers=WRITES)
    return answer.status_code, flat(answer.text)


def answered(browser: TestClient, member: str) -> tuple[int, str]:
    """A member says to be there, as the roll is called."""
    form = {"geste": "reponse", "membre": member, "etat": "present"}
    answer = browser.post(EVENING, data=form, headers=WRITES)
    return answer.status_code, flat(answer.text)


def there(browser: TestClient) -> list[int]:
    """The ranks of those who are."""
    page = browser.get(EVENING).text
    return [int(rank) for rank in re.findall(r'id="present-([0-9]+)" aria-pressed="true"', page)]


# killed


def _typing(root: Path) -> None:
    """A field is left again and again until the process is killed."""
    workspace = actgen.Workspace(root)
    for turn in range(100_000):
        change = actgen.Put(("seance", "lieu"), PLACES[turn % len(PLACES)])
        workspace.edit(SESSION, [change], workspace.read(SESSION)[1])


def _killed(root: Path, seconds: float) -> None:
    child = os.fork()
    if child == 0:
        try:
            _typing(root)
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


@pytest.mark.slow
def test_a_hundred_kills_leave_the_file_old_or_new(tmp_path: Path) -> None:
    furnish(tmp_path)
    place = tmp_path / SESSION
    known = {place.read_bytes()}
    for value in PLACES:
        workspace = actgen.Workspace(tmp_path)
        workspace.edit(SESSION, [actgen.Put(("seance", "lieu"), value)], workspace.read(SESSION)[1])
        known.add(place.read_bytes())
    beside = {each.name for each in place.parent.iterdir()}
    chance, seen = random.Random(7), set()
    for _ in range(100):
        _killed(tmp_path, chance.uniform(0.02, 0.2))
        seen.add(place.read_bytes())
        assert seen <= known
    assert len(seen) > 1, "it had the time to write"
    workspace = actgen.Workspace(tmp_path)
    workspace.edit(SESSION, [actgen.Put(("seance", "lieu"), "ici")], workspace.read(SESSION)[1])
    left = {each.name for each in place.parent.iterdir()} - beside
    assert not [name for name in left if not name.startswith(".")], "nothing that a secretary would see"


# no space, no right


@contextmanager
def without_space(size: int) -> Iterator[None]:
    """No file of this process may grow beyond so many bytes: the disk's own refusal."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_leaves_the_file_and_says_so(studio: Studio, browser: TestClient) -> None:
    before = (studio.root / SESSION).read_bytes()
    with without_space(100):
        status, told = field(browser, studio, "à l’école")
    assert status == 500
    assert "Libérez de la place" in told
    assert (studio.root / SESSION).read_bytes() == before
    assert field(browser, studio, "à l’école")[0] == 303


def test_a_full_disk_takes_no_gesture_of_the_evening(studio: Studio, browser: TestClient) -> None:
    (studio.root / SESSION).write_text(PREPARED, encoding="utf-8")
    log = 0
    for rank, member in enumerate(
        ("Membre 1", "Adjointe 2"), start=1
    ):  # nothing is noted yet, then the roll is begun
        with without_space(log + 20):
            status, told = answered(browser, member)
        assert status == 500
        assert "rien de ce que vous venez de faire n’est enregistré" in told
        assert there(browser) == list(range(1, rank))
        assert answered(browser, member)[0] == 303
        assert there(browser) == list(range(1, rank + 1))
        log = (studio.root / SESSION).with_suffix(".salle.jsonl").stat().st_size


@contextmanager
def nobody() -> Iterator[None]:
    """A user who may read and not write, where these tests are run by one who may do anything."""
    mighty = os.geteuid() == 0
    if mighty:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if mighty:
            os.seteuid(0)


@pytest.fixture
def shown() -> Iterator[Path]:
    """A folder that anybody may read, and its owner alone change; nobody at all where he runs the tests."""
    folder = Path(tempfile.mkdtemp())
    furnish(folder / "mairie")
    for place in (folder, *folder.rglob("*")):
        place.chmod(0o555 if place.is_dir() else 0o444)
    yield folder / "mairie"
    for place in (folder, *folder.rglob("*")):
        place.chmod(0o755)
    shutil.rmtree(folder)


def _change_elsewhere(folder: Path, change: Sequence[actgen.Change]) -> None:
    """Load all that an edit loads: nobody may not read where Python is."""
    furnish(folder)
    workspace = actgen.Workspace(folder)
    assert workspace.session(SESSION).acts
    workspace.edit(SESSION, change, workspace.read(SESSION)[1])


def test_a_folder_that_can_only_be_read_is_read_and_nothing_more(shown: Path, tmp_path: Path) -> None:
    before = {place: place.read_bytes() for place in shown.rglob("*") if place.is_file()}
    change = [actgen.Put(("seance", "lieu"), "ici")]
    _change_elsewhere(tmp_path / "mairie", change)
    workspace = actgen.Workspace(shown)
    with nobody():
        assert workspace.session(SESSION).acts
        with pytest.raises(actgen.EnvironmentFault, match="droit"):
            workspace.edit(SESSION, change, workspace.read(SESSION)[1])
    assert {place: place.read_bytes() for place in shown.rglob("*") if place.is_file()} == before


def test_a_folder_that_can_only_be_read_takes_no_field_and_no_gesture(open_folder: Path) -> None:
    studio = Studio(open_folder / "mairie")
    browser, place = studio.browser(), studio.root / SESSION
    place.write_text(PREPARED, encoding="utf-8")
    with without_space(20):  # loads all that a refusal loads: nobody may not read where Python is
        assert field(browser, studio, "ici")[0] == answered(browser, "Membre 1")[0] == 500
    before = {each: each.read_bytes() for each in studio.root.rglob("*") if each.is_file()}
    places = (studio.root, *studio.root.rglob("*"))
    try:
        for each in places:
            each.chmod(0o555 if each.is_dir() else 0o444)
        with nobody():
            saved, noted = field(browser, studio, "ici"), answered(browser, "Membre 1")
            assert there(browser) == [], "the evening is not begun"
    finally:
        for each in places:
            each.chmod(0o755)
    assert (saved[0], noted[0]) == (500, 500)
    assert "est protégé en écriture" in saved[1]
    assert "Demandez le droit d’y écrire" in saved[1]
    assert "rien de ce que vous venez de faire n’est enregistré" in noted[1]
    assert "vérifiez vos droits sur ce dossier" in noted[1]
    assert {each: each.read_bytes() for each in studio.root.rglob("*") if each.is_file()} == before
    assert field(browser, studio, "ici")[0] == answered(browser, "Membre 1")[0] == 303
    assert there(browser) == [1]


# the file is changed, renamed or gone under the page


def elsewhere(place: Path, old: str, new: str) -> None:
    """Another program, in a process of its own, puts words in place of others."""
    code = "import sys, pathlib; p = pathlib.Path(sys.argv[1]); b = p.read_bytes()"
    code += "; a, z = map(str.encode, sys.argv[2:]); assert a in b; p.write_bytes(b.replace(a, z))"
    line = [sys.executable, "-I", "-S", "-X", "utf8", "-c", code, str(place), old, new]
    subprocess.run(line, stdin=subprocess.DEVNULL, check=True)


def test_another_process_between_a_page_and_what_it_sends(prepared: Studio, browser: TestClient) -> None:
    place, sent = prepared.root / SESSION, address_of(SESSION, "champ")
    page = browser.get(address_of(SESSION, "preparer")).text
    form = next(form for to, form in Forms(page).found if to == sent and form["chemin"] == "seance/lieu")
    elsewhere(place, "# La séance de novembre.", "# Vu par la maire.")
    typed = form | {"valeur": "à l’école"}
    assert browser.post(sent, data=typed, headers=WRITES).status_code == 303
    assert answered(browser, "Membre 1")[0] == 303
    elsewhere(place, "à l’école", "au gymnase")
    before = place.read_bytes()
    answer = browser.post(sent, data=form | {"valeur": "en mairie"}, headers=WRITES)
    assert answer.status_code == 409
    assert "au gymnase" in flat(answer.text)
    assert "en mairie" in flat(answer.text)
    assert place.read_bytes() == before
    assert b"# Vu par la maire." in before
    assert there(browser) == [1]


@pytest.mark.parametrize("screen", ["fichier", "soir"])
def test_a_file_that_is_gone_is_said_to_be(studio: Studio, browser: TestClient, screen: str) -> None:
    page = address_of(SESSION, screen)
    assert browser.get(page).status_code == 200
    (studio.root / SESSION).rename(studio.root / "seances" / "autre-nom.yaml")
    answer = browser.get(page)
    assert answer.status_code == 404
    assert "déplacé ou renommé" in flat(answer.text)


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"a: [", b"\x00" * 100, b"- 1\n- 2\n", b"seance: 3\n"]
)
def test_a_file_that_became_anything_at_all_is_shown(
    studio: Studio, browser: TestClient, content: bytes
) -> None:
    (studio.root / SESSION).write_bytes(content)
    assert browser.get(address_of(SESSION)).status_code == 200
    assert browser.get(address_of(SESSION, "soir")).status_code == 422
    assert browser.get("/").status_code == 200
    assert (studio.root / SESSION).read_bytes() == content
