"""A tree to a Word file."""

from __future__ import annotations

from datetime import date

from actgen.document.nodes import Document
from actgen.rendering.docx.blocks import Composer
from actgen.rendering.docx.filling import fill
from actgen.rendering.docx.letterhead import (
    bring_lists,
    bring_styles,
    house_letterhead,
    line_width,
    place_body,
    set_language,
)
from actgen.rendering.docx.package import pack
from actgen.rendering.running import header_values


def render_docx(document: Document, letterhead: bytes | None = None, *, dated: date | None = None) -> bytes:
    """The Word file of an act, equal for equal input.

    `letterhead` is the commune's own (already accepted by `check_letterhead`), else the one of the
    house. `dated` is the day of the act, for the file's properties; without it they bear
    1980-01-01, never the day when the file is made. Raises ValueError for a character that XML
    forbids (reading refuses them).
    """
    paper = fill(letterhead or house_letterhead(), header_values(document))
    set_language(paper, document.language)
    composer = Composer(bring_styles(paper), bring_lists(paper), line_width(paper))
    place_body(paper, composer.compose(document.blocks))
    return pack(paper.part.package, document, dated)
