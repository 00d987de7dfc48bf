"""What making a PDF last and be read by everyone costs beyond drawing it: the same acts, with and without.

    python bench/finishing.py SESSION plain|finished TIMES

`plain` is WeasyPrint's own PDF/A-3a; `finished` is what `render` writes: PDF/UA-1 as well, signature fields.
"""

from __future__ import annotations

import sys
import warnings
from pathlib import Path

from actgen.document.nodes import Document
from actgen.group.etat import etat
from actgen.pipeline.examine import examine
from actgen.pipeline.options import Options
from actgen.rendering.engine import VARIANT, engine
from actgen.rendering.html import print_markup
from actgen.rendering.pdf import render_pdf


def plain(document: Document) -> bytes:
    kit = engine()
    page = kit.html(string=print_markup(document), url_fetcher=kit.fetcher({}))
    drawn: bytes = page.write_pdf(stylesheets=[kit.sheet], font_config=kit.fonts, pdf_variant=VARIANT)
    return drawn


def main(session: Path, way: str, times: int) -> None:
    plans = examine(session, Options(full=True), etat).plans
    documents = [plan.document for plan in plans if plan.document is not None and "pdf" in plan.formats]
    draw = {"plain": plain, "finished": render_pdf}[way]
    for _ in range(times):
        for document in documents:
            draw(document)


if __name__ == "__main__":
    warnings.simplefilter("ignore", ResourceWarning)
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
