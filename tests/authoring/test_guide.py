"""The guide as one page: whole, self-contained, in French, and found by whoever reads it with a keyboard."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest

from actgen.api.report.screen import Screen
from actgen.authoring import guide
from actgen.authoring.guide import MARK, PAGES, guide_page, page_text
from actgen.base.errors import EnvironmentFault, UsageError
from actgen.cli.commands.reference import run_guide
from actgen.cli.line import Line

VOID = {"meta", "br", "hr", "img", "link", "input"}


class Page(HTMLParser):
    """What a reader's program sees: the tags in order, each with its attributes, and the text."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(content.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.texts.append(data)

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def content() -> bytes:
    return guide_page()


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    """Where it is written matters, and not how it is made: a second each time."""
    monkeypatch.setattr(guide, "guide_page", lambda: content)


@pytest.fixture(scope="module")
def page(content: bytes) -> Page:
    return Page(content)


def test_it_is_a_french_page_with_one_title_and_a_table_of_contents(page: Page) -> None:
    assert page.named("html") == [{"lang": "fr"}]
    assert len(page.named("title")) == len(page.named("h1")) == len(page.named("main")) == 1
    assert [nav["aria-label"] for nav in page.named("nav")] == ["Sommaire"]


def test_nothing_is_fetched(page: Page, content: bytes) -> None:
    assert [name for name, _ in page.tags if name in {"script", "link", "img", "iframe", "object"}] == []
    assert [attributes for _, attributes in page.tags if "src" in attributes] == []
    assert b"@import" not in content and b"url(" not in content
    policies = [meta["content"] for meta in page.named("meta") if "http-equiv" in meta]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'"]


def test_each_link_inside_leads_to_one_place(page: Page) -> None:
    places = Counter(attributes["id"] for _, attributes in page.tags if "id" in attributes)
    assert [name for name, count in places.items() if count > 1] == []
    links = [str(link["href"]) for link in page.named("a")]
    assert [link for link in links if not link.startswith("https://") and link[1:] not in places] == []


def test_every_heading_of_the_pages_is_there(page: Page) -> None:
    text = " ".join(page.texts)
    for name in PAGES:
        prose = re.sub(r"^```.*?^```$", "", page_text(name), flags=re.M | re.S)
        for heading in re.findall(r"^#+ (.+)$", prose, re.M):
            assert all(part.strip() in text for part in heading.split("`")), heading


def test_no_mark_of_the_tests_is_left(content: bytes) -> None:
    assert b"<!-- " not in content


def test_equal_bytes_whatever_the_hash_seed(content: bytes) -> None:
    code = "import sys; from actgen.authoring.guide import guide_page; sys.stdout.buffer.write(guide_page())"
    root = str(Path(guide.__file__).parents[2])
    environment = {"PYTHONHASHSEED": "7", "PYTHONPATH": root, "TZ": "Asia/Tokyo"}
    run_ = subprocess.run(
        [sys.executable, "-c", code],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=environment,
        check=True,
    )
    assert run_.stdout == content


def test_a_lost_page_is_said_in_french(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guide, "PAGES", ("absente.md",))
    with pytest.raises(EnvironmentFault, match="absente"):
        guide_page()


def test_a_page_beyond_measure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guide, "_LARGEST", 100)
    with pytest.raises(EnvironmentFault, match="abîmée"):
        guide_page()


def _write(out: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert run_guide(Line(options={"--out": [str(out)]}), Screen.of_process()) == 0
    return capsys.readouterr().out


def test_the_command_writes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes) -> None:
    out = tmp_path / "aide" / "guide.html"
    assert "écrit" in _write(out, capsys)
    assert out.read_bytes() == content


@pytest.mark.usefixtures("made")
def test_a_guide_that_is_the_same_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    (out := tmp_path / "guide.html").write_bytes(content)
    assert "déjà à jour" in _write(out, capsys)


@pytest.mark.usefixtures("made")
def test_an_older_guide_is_replaced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    out = tmp_path / "guide.html"
    out.write_text(f'<html>{MARK} 0.0.1">', encoding="utf-8")
    assert "écrit" in _write(out, capsys)
    assert out.read_bytes() == content


@pytest.mark.usefixtures("made")
def test_another_file_is_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "notes.html"
    out.write_text("mes notes", encoding="utf-8")
    with pytest.raises(UsageError, match="laissé tel quel"):
        run_guide(Line(options={"--out": [str(out)]}), Screen.of_process())
    assert out.read_text(encoding="utf-8") == "mes notes"


@pytest.mark.usefixtures("made")
def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("", encoding="utf-8")
    with pytest.raises(EnvironmentFault, match="ne peut pas être écrit"):
        run_guide(Line(options={"--out": [str(tmp_path / "fichier" / "guide.html")]}), Screen.of_process())
