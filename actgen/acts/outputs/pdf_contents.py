"""The table of contents of a PDF: for who hears it, a table of contents and not a run of paragraphs."""

from __future__ import annotations

from typing import Any

import pydyf

from actgen.acts.outputs.pdf_objects import Finisher, annotations_of, at, elements
from actgen.acts.tree.nodes import Contents, Document
from actgen.acts.tree.words import inline_text


def contents_told(document: Document) -> Finisher:
    """The finisher that tags the contents of an act, each of its links saying the title that it leads to."""
    titles = {
        heading.anchor: inline_text(heading.children)
        for block in document.blocks
        if isinstance(block, Contents)
        for heading in block.headings
    }

    def tell(_drawn: Any, pdf: Any) -> None:
        left = dict(titles)
        for element in elements(pdf, "/Link") if left else ():
            for _, link in annotations_of(pdf, element):
                title = left.pop(link["Dest"].string, "") if "Dest" in link else ""
                if title:  # a later link to the same place is one of the text
                    link["Contents"] = pydyf.String(title)
                    entry = at(pdf, element["P"])
                    entry["S"] = "/TOCI"
                    at(pdf, entry["P"])["S"] = "/TOC"
        if left:
            raise RuntimeError(f"{len(left)} titles of the contents lead nowhere")

    return tell
