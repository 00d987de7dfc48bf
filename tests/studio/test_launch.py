"""How a window comes to be open: what leads to it is for one user, serves once, and is gone."""

from __future__ import annotations

import errno
import re
import stat
import sys
import webbrowser
from pathlib import Path

import pytest

from actgen.base.errors import EnvironmentFault
from actgen.cli import main
from actgen.cli.commands import studio as command
from actgen.studio import browser
from actgen.studio.browser import open_window, way_in
from actgen.studio.instance import Instance, private_folder
from actgen.studio.keys import Keys
from actgen.studio.launch import Door, _bound, launch
from tests.studio.test_lifetime import Clock

PRIVATE = pytest.mark.skipif(
    sys.platform == "win32", reason="the folder of a user of Windows is private itself"
)


class Shown:
    """What stands in for a browser."""

    def __init__(self, *, works: bool = True) -> None:
        self.works, self.files, self.text = works, list[Path](), ""

    def __call__(self, file: Path) -> bool:
        self.files.append(file)
        self.text = file.read_text(encoding="utf-8")
        return self.works


@pytest.fixture
def said() -> list[str]:
    return []


def _door(
    folder: Path, said: list[str], shown: Shown, clock: Clock, *, asked: bool = True
) -> tuple[Door, Keys]:
    keys = Keys(8000)
    return Door(keys, folder, said.append, browser=asked, show=shown, clock=clock), keys


def _code(text: str) -> str:
    return text.partition("/entrer?code=")[2][:43]


@PRIVATE
def test_the_way_in_is_for_this_user_alone(tmp_path: Path) -> None:
    file = way_in(tmp_path, "http://127.0.0.1:1/entrer?code=x&y")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert 'url=http://127.0.0.1:1/entrer?code=x&amp;y"' in file.read_text(encoding="utf-8")


def test_the_way_in_is_gone_once_somebody_came(tmp_path: Path, said: list[str]) -> None:
    shown, clock = Shown(), Clock()
    door, keys = _door(tmp_path, said, shown, clock)
    door.open()
    (file,) = shown.files
    door.look()
    assert file.exists()
    assert keys.spend(_code(shown.text))
    door.look()
    assert not file.exists()
    clock.now += 1000
    door.look()
    assert said == []  # nothing private on the screen


def test_a_window_that_does_not_come_is_told_of_once(tmp_path: Path, said: list[str]) -> None:
    shown, clock = Shown(), Clock()
    door, keys = _door(tmp_path, said, shown, clock)
    door.open()
    clock.now += 16
    door.look()
    door.look()
    assert len(said) == 1
    assert said[0].startswith("La fenêtre ne vient pas\u202f? Collez cette adresse")
    assert list(tmp_path.iterdir()) == []
    assert keys.spend(_code(said[0]))


@pytest.mark.parametrize(("asked", "works"), [(False, True), (True, False)])
def test_without_a_browser_the_address_is_told(
    tmp_path: Path, said: list[str], asked: bool, works: bool
) -> None:
    shown = Shown(works=works)
    door, keys = _door(tmp_path, said, shown, Clock(), asked=asked)
    door.open()
    assert len(shown.files) == asked
    assert said[0].startswith("Ouvrez cette adresse")
    assert keys.spend(_code(said[0]))
    assert list(tmp_path.iterdir()) == []


def test_a_closed_door_leaves_nothing(tmp_path: Path, said: list[str]) -> None:
    door, _ = _door(tmp_path, said, Shown(), Clock())
    door.open()
    door.open()
    assert len(list(tmp_path.iterdir())) == 1
    door.close()
    assert list(tmp_path.iterdir()) == []


def test_the_program_is_given_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr("shutil.which", lambda name: f"/bin/{name}" if name == "chromium" else None)
    monkeypatch.setattr("subprocess.Popen", lambda words, **_: started.append(words))
    file = way_in(tmp_path, "http://127.0.0.1:1/entrer?code=secret")
    assert open_window(file)
    assert started == [["/bin/chromium", f"--app={file.as_uri()}"]]
    assert "secret" not in str(started)


@pytest.mark.parametrize(("name", "shown"), [("w3m", []), ("firefox", ["open"])])
def test_a_browser_of_a_terminal_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, shown: list[str]
) -> None:
    asked: list[str] = []

    class Found(webbrowser.GenericBrowser):
        def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
            asked.append("open")
            return True

    monkeypatch.setattr("shutil.which", lambda _name: None)
    monkeypatch.setattr("webbrowser.get", lambda: Found(name))
    assert open_window(way_in(tmp_path, "http://127.0.0.1:1/")) == bool(shown)
    assert asked == shown


def test_edge_is_found_where_windows_puts_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _name: None)
    monkeypatch.setenv("ProgramFiles(x86)", str(tmp_path))
    monkeypatch.setattr(browser, "_OF_WINDOWS", ("msedge.exe",))
    (tmp_path / "msedge.exe").touch()
    monkeypatch.setattr("sys.platform", "win32")
    assert browser._app() == str(tmp_path / "msedge.exe")


def test_it_listens_on_this_machine_alone() -> None:
    listening = _bound()
    address, port = listening.getsockname()
    listening.close()
    assert address == "127.0.0.1"
    assert port > 1023


# two on one folder


def test_the_second_rings_and_the_first_hears_it_once(tmp_path: Path) -> None:
    first, second = Instance(tmp_path, tmp_path), Instance(tmp_path / ".", tmp_path)
    elsewhere = tmp_path / "autre"
    elsewhere.mkdir()
    assert first.take()
    assert not second.take()
    assert Instance(elsewhere, tmp_path).take()
    assert not first.rung()
    second.ring()
    assert (first.rung(), first.rung()) == (True, False)
    first.leave()
    assert second.take()


def test_a_ring_that_nobody_heard_opens_no_window_later(tmp_path: Path) -> None:
    Instance(tmp_path, tmp_path).ring()
    again = Instance(tmp_path, tmp_path)
    assert again.take()
    assert not again.rung()


def test_a_second_launch_says_so_and_ends(
    tmp_path: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    first = Instance(tmp_path, private_folder())
    assert first.take()
    launch(tmp_path, said.append)
    assert said == [
        "Le studio est déjà ouvert sur ce dossier\u00a0: il montre une nouvelle fenêtre, ou dit son "
        "adresse là où il a été lancé."
    ]
    assert first.rung()


@PRIVATE
def test_the_folder_of_the_studio_is_closed_to_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    (tmp_path / "actgen-studio").mkdir(mode=0o777)
    assert stat.S_IMODE(private_folder().stat().st_mode) == 0o700


@PRIVATE
def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plein").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "plein"))
    with pytest.raises(EnvironmentFault, match="ne peut pas être écrit"):
        private_folder()


def test_a_folder_that_is_not_there_yet_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the guide has it begin: `actgen studio mairie`."""
    opened: list[Path] = []
    monkeypatch.setattr(command, "launch", lambda place, say, *, browser: opened.append(place))
    assert main(["studio", str(tmp_path / "mairie")]) == 0
    assert opened == [tmp_path / "mairie"]
    assert list((tmp_path / "mairie").iterdir()) == []


def test_a_place_in_no_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["studio", str(tmp_path / "absent" / "mairie")]) == 2
    assert "est introuvable" in " ".join(capsys.readouterr().err.split())
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_can_not_be_made_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def forbidden(place: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(place))

    monkeypatch.setattr(Path, "mkdir", forbidden)
    assert main(["studio", str(tmp_path / "mairie")]) == EnvironmentFault.exit_code
    told = capsys.readouterr().err
    assert "mairie" in told
    assert "Permission" not in told


def test_the_script_of_pages_is_ours_and_stays_small() -> None:
    static = Path(browser.__file__).parent / "static"
    scripts = {place.name: place.read_text(encoding="utf-8") for place in static.glob("*.js")}
    assert sum(text.count("\n") for text in scripts.values()) <= 600
    own = {f"/statique/{name}" for name in scripts}
    for name, text in scripts.items():
        assert text.startswith("//"), f"{name} says what it is for"
        assert set(re.findall(r'\bfrom "([^"]+)"|\bimport\("([^"]+)"\)', text)) <= {
            (each, "") for each in own
        }
