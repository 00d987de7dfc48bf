"""What making a PDF last and be read by everyone costs beyond drawing it: the same acts, three ways.

    python bench/finishing.py SESSION plain|finished|signable TIMES

`plain` is WeasyPrint's own PDF/A-3a; `finished` is PDF/UA-1 as well, and carries what it states; `signable`
is what `render` writes: that, with fields where people sign.
"""

from __future__ import annotations

import sys
import warnings
from pathlib import Path

from actgen.acts.outputs.engine import VARIANT, engine
from actgen.acts.outputs.html import print_markup
from actgen.acts.outputs.pdf import render_pdf
from actgen.acts.tree.nodes import Block, Document, Part, Signatures
from actgen.base.records import replace
from actgen.session.examination import examine
from actgen.session.result import Options


def plain(document: Document) -> bytes:
    kit = engine()
    page = kit.html(string=print_markup(document), url_fetcher=kit.fetcher({}))
    drawn: bytes = page.write_pdf(stylesheets=[kit.sheet], font_config=kit.fonts, pdf_variant=VARIANT)
    return drawn


def without_places(document: Document) -> Document:
    """The same act, whose signature places are paper only."""
    return replace(document, blocks=tuple(map(_on_paper, document.blocks)))


def _on_paper(block: Block) -> Block:
    match block:
        case Signatures(places=places):
            return Signatures(tuple(replace(place, field="") for place in places))
        case Part(blocks=inner):
            return replace(block, blocks=tuple(map(_on_paper, inner)))
    return block


def main(session: Path, way: str, times: int) -> None:
    plans = examine(session, Options(full=True)).plans
    documents = [plan.document for plan in plans if plan.document is not None]  # each is had in PDF
    if way != "signable":
        documents = list(map(without_places, documents))
    draw = plain if way == "plain" else render_pdf
    for _ in range(times):
        for document in documents:
            draw(document)


if __name__ == "__main__":
    warnings.simplefilter("ignore", ResourceWarning)
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
