"""The guide du secrétaire is true when it is followed to the letter: its lines, typed in its workspace.

Its fragments and the screens of `check` and `calendar` are tried by `test_docs`.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from actgen.cli import main
from tests.council.facts.recus import accuse

GUIDE = (Path(__file__).parents[1] / "docs/guide-du-secretaire.md").read_text(encoding="utf-8")
COUNCIL = "collectivites/le-trehou.yaml"
EVENING = "seances/le-trehou-2024-11-14.yaml"


def block(mark: str) -> str:
    """What stands between the fences below a mark of the guide."""
    (found,) = re.findall(rf"^<!-- {mark} -->\n```\w*\n(.*?)^```$", GUIDE, re.M | re.S)
    return str(found)


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


@pytest.fixture
def mairie(checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The workspace that the guide has its reader make, as the current folder."""
    for name in ("collectivites", "groupements", "seances"):
        (tmp_path / name).mkdir()
    for group in (checkout / "data/groupements").glob("papeterie*"):
        shutil.copy(group, tmp_path / "groupements")
    (tmp_path / COUNCIL).write_text(block("yaml: collectivite le-trehou"), encoding="utf-8")
    (tmp_path / EVENING).write_text(block("yaml: session"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    return tmp_path


def shown(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    capsys.readouterr()
    code = main(words)
    out = plain(capsys.readouterr().out)
    assert code == 0, out
    return out


def test_each_line_is_typed_within_the_workspace_about_files_that_are_there(mairie: Path) -> None:
    typed = re.findall(r"^actgen (.+)$", GUIDE, re.M)
    assert len(typed) > 10
    for line in typed:
        for word in line.split():
            assert not word.startswith("mairie/"), line
            assert not word.endswith(".yaml") or list(mairie.glob(word)), line


@pytest.mark.slow
@pytest.mark.usefixtures("mairie")
def test_the_screen_of_register_is_that_of_the_program(capsys: pytest.CaptureFixture[str]) -> None:
    assert plain(block("ecran: register")) in shown(capsys, "register", COUNCIL, "--year", "2024")


def test_the_receipt_is_that_of_an_act_of_the_evening(
    mairie: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (name,) = re.findall(r"`([\w-]+-1-2_1\.xml)`", GUIDE)
    (mairie / "seances" / name).write_bytes(accuse(name.removesuffix("-1-2_1.xml"), "2024-11-18"))
    assert "accusé de réception lu : point 2" in shown(capsys, "check", EVENING)


def test_the_papers_of_before_the_session_are_those_of_the_table(
    mairie: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same evening, as `new session` leaves it: nothing that the night tells."""
    told = re.sub(
        r"^(absents|mouvements|compte|suites):.*?(?=^\w|\Z)", "", block("yaml: session"), flags=re.M | re.S
    )
    told = re.sub(r"^ +(levee|presidence|secretaire|assistait|interesse|vote):.*\n", "", told, flags=re.M)
    (mairie / EVENING).write_text(told, encoding="utf-8")
    shown(capsys, "render", EVENING, "--formats", "html")
    made = {re.sub(r"(-PROJET)?\.html$", "", place.name) for place in mairie.glob("output/*/*/*.html")}
    (table,) = re.findall(r"^<!-- dossier: avant -->\n(.*?)\n\n", GUIDE, re.M | re.S)
    names = set(re.findall(r"^\| `([^`]+)`", table, re.M))
    # « le projet de chaque délibération », and a note that this commune need not make
    assert made - {"1-deliberation-03-libre"} == names - {"0-note-de-synthese"}


@pytest.mark.slow
@pytest.mark.usefixtures("mairie")
def test_both_items_go_to_the_prefecture(capsys: pytest.CaptureFixture[str]) -> None:
    """The free deliberation says its matter, without which nothing is made ready."""
    shown(capsys, "render", EVENING, "--formats", "pdf")
    out = shown(capsys, "export", "transmission", EVENING)
    assert plain(block("ecran: transmission")) in out
    assert "Point 3" in out and "2 actes à transmettre" in out
