"""What makes an act last and be heard changes nothing that is printed: WeasyPrint's own PDF/A-3a says so."""

from __future__ import annotations

import io
import subprocess
import warnings
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from actgen.document.nodes import Document
from actgen.outputs.engine import VARIANT, engine
from actgen.outputs.html import print_markup
from actgen.outputs.pdf import render_pdf
from tests.outputs.conformity.corpus import each_once, of_sessions
from tests.outputs.sample_act import sample

_UNSEEN = frozenset(["BDC", "BMC", "EMC"])  # what a page says of its tags
Instruction = tuple[str, str]


def plain(document: Document) -> bytes:
    """The act as the bare engine writes it: no finisher, no field, nothing carried."""
    return _bare(print_markup(document))


def _bare(markup: str) -> bytes:
    kit = engine()
    page = kit.html(string=markup, url_fetcher=kit.fetcher({}))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # the colour profile of WeasyPrint
        drawn: bytes = page.write_pdf(stylesheets=[kit.sheet], font_config=kit.fonts, pdf_variant=VARIANT)
    return drawn


def painted(content: bytes) -> list[list[Instruction]]:
    """What each page paints, instruction by instruction, tags set aside."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [list(_seen(page)) for page in pdf.pages]


def _seen(page: pikepdf.Page) -> Iterator[Instruction]:
    for instruction in pikepdf.parse_content_stream(page):
        if (operator := str(instruction.operator)) not in _UNSEEN:
            yield operator, repr(list(instruction.operands))


def images(content: bytes, folder: Path) -> list[bytes]:
    """Each page as a printer at 60 points an inch would see it."""
    folder.mkdir()
    (folder / "acte.pdf").write_bytes(content)
    command = ["pdftoppm", "-r", "60", "-gray", "acte.pdf", "page"]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, cwd=folder, check=True)
    assert done.stderr == b""
    return [page.read_bytes() for page in sorted(folder.glob("*.pgm"))]


@pytest.mark.parametrize("projet", [True, False])
def test_each_page_paints_the_same(projet: bool) -> None:
    assert painted(render_pdf(sample(projet=projet))) == painted(plain(sample(projet=projet)))


@pytest.mark.slow
def test_each_page_looks_the_same(tmp_path: Path) -> None:
    seen = 0
    acts = [("essai", sample(projet=False)), *each_once(of_sessions())]
    for rank, (name, document) in enumerate(acts):
        bare = images(plain(document), tmp_path / f"{rank}-nu")
        ours = images(render_pdf(document), tmp_path / f"{rank}-fini")
        assert ours == bare, name
        seen += len(ours)
    assert seen > len(acts) > 100


@pytest.mark.slow
def test_another_look_would_be_seen(tmp_path: Path) -> None:
    """A tenth of a point between the letters of the title is another image, and other instructions."""
    act = sample(projet=False)
    other = _bare(print_markup(act).replace("<h1", '<h1 style="letter-spacing: .1pt"', 1))
    ours = render_pdf(act)
    assert images(other, tmp_path / "autre") != images(ours, tmp_path / "acte")
    assert painted(other) != painted(ours)
