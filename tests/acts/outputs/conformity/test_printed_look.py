"""What makes an act last and be heard changes nothing that is printed: WeasyPrint's own PDF/A-3a says so."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator

import pikepdf
import pytest

from actgen.acts.outputs.continued import started
from actgen.acts.outputs.engine import VARIANT, engine
from actgen.acts.outputs.html import print_markup
from actgen.acts.outputs.pdf import render_pdf
from actgen.acts.tree.nodes import Document
from tests.acts.outputs.sample_act import sample

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
        drawn = page.render(stylesheets=[kit.sheet], font_config=kit.fonts, pdf_variant=VARIANT)
        started(drawn.pages)
        written: bytes = drawn.write_pdf(pdf_variant=VARIANT)
    return written


def painted(content: bytes) -> list[list[Instruction]]:
    """What each page paints, instruction by instruction, tags set aside."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [list(_seen(page)) for page in pdf.pages]


def _seen(page: pikepdf.Page) -> Iterator[Instruction]:
    for instruction in pikepdf.parse_content_stream(page):
        if (operator := str(instruction.operator)) not in _UNSEEN:
            yield operator, repr(list(instruction.operands))


@pytest.mark.parametrize("projet", [True, False])
def test_each_page_paints_the_same(projet: bool) -> None:
    assert painted(render_pdf(sample(projet=projet))) == painted(plain(sample(projet=projet)))
