"""The catalogue of rules: whole, readable, the same bytes each time; and `make docs`, which writes it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from actgen.authoring import pages
from actgen.authoring.pages import catalogue
from actgen.base.diagnostics import Severity
from actgen.base.rules import every_code
from actgen.base.text.keys import anchor


def _words() -> str:
    """The page without its blocks of code, whose lines may look like headings."""
    return re.sub(r"^(````?)\w*$.*?^\1$", "", catalogue(), flags=re.M | re.S)


def test_make_docs_writes_the_pages_and_the_schemas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("docs", "data"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(pages, "shipped", tmp_path.joinpath)
    pages.main()
    assert (tmp_path / "docs" / "regles.md").read_text(encoding="utf-8") == catalogue()
    assert {path.name for path in (tmp_path / "docs").iterdir()} == set(pages.BUILT)
    assert (tmp_path / "data" / "schema" / "seance.json").is_file()


def test_every_code_has_its_section_and_the_contents_lead_to_it() -> None:
    page = _words()
    headings = re.findall(r"^### (.+)$", page, re.M)
    assert sorted(headings) == sorted(every_code())
    links = re.findall(r"\]\(#([^)]+)\)", page)
    assert set(links) == {anchor(title) for title in re.findall(r"^##+ (.+)$", page, re.M)} - {
        "tous-les-codes"
    }
    assert len(links) == len(set(links))


@pytest.mark.slow
def test_every_section_has_both_examples_and_says_what_sets_it_aside() -> None:
    for section in re.split(r"^### ", _words(), flags=re.M)[1:]:
        name = section.splitlines()[0]
        assert len(re.findall("^Faux[\u00a0, ]", section, re.M)) == 1, name
        assert len(re.findall("^Juste[\u00a0, ]", section, re.M)) == 1, name
        assert "\n*Écarter ce constat.* " in section, name
        assert ("\n- Empêche\u00a0: " in section) == (every_code()[name].severity is Severity.ERROR), name


def test_no_sign_of_a_sentence_is_taken_for_a_mark() -> None:
    page = _words()
    assert re.findall(r"<(?!!)", page) == []
    assert "une ligne &lt;tr&gt; par ligne" in page
    assert "(&amp;)" in page and r"(\*)" in page


@pytest.mark.slow
def test_equal_bytes_whatever_the_hash_seed(checkout: Path) -> None:
    code = (
        "import sys; from actgen.authoring.pages import catalogue;"
        "sys.stdout.buffer.write(catalogue().encode())"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={"PYTHONHASHSEED": "7", "PYTHONPATH": str(checkout), "TZ": "Asia/Tokyo"},
        check=True,
    )
    assert run.stdout.decode() == catalogue()
