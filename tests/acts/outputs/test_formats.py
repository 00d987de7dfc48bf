"""Formats are told in one place: a new one is its maker and its row."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.acts.outputs.formats import FORMATS, Format, cheapest_first, formats
from actgen.session.result import Options
from tests.session.acts import DIETWILLER, render, session_file, workspace

TOY = Format("essai", "tests.acts.outputs.plain", 0.01, fixed=True)


def test_formats_are_in_the_order_in_which_they_are_told() -> None:
    assert formats() == ("pdf", "docx", "html")
    assert formats(["html", "pdf"]) == ("pdf", "html")
    assert formats(fixed=True) == ("pdf", "html")
    assert cheapest_first() == ("html", "docx", "pdf")


def test_a_format_that_is_registered_is_rendered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every act is had in it, the copies to be published too, and it stands beside the others."""
    monkeypatch.setitem(FORMATS, TOY.name, TOY)
    space = workspace(tmp_path)
    options = Options(formats=("essai", "html"), out=tmp_path / "sorties")
    done = render(session_file(DIETWILLER, space), options)
    assert done.fault is None and done.folder is not None
    pages = {place.stem for place in done.folder.glob("*.html")}
    assert pages and {place.stem for place in done.folder.glob("*.essai")} == pages
    (acte,) = done.folder.glob("1-deliberation-*[a-z].essai")
    assert "Commune de Dietwiller" in acte.read_text(encoding="utf-8")
