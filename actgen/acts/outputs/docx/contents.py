"""The table of contents of a long act in its Word file.

Word alone knows its pages: it adds them when one updates the field. Until then, and in LibreOffice, the
field lists the titles, each with a link to its place: no page is wrong, and Word asks nothing when it opens.
"""

from __future__ import annotations

from collections.abc import Callable

from actgen.acts.outputs.docx.inline import plain_run
from actgen.acts.outputs.docx.markup import XML_SPACE, Element, make, paragraph
from actgen.acts.tree.layout import title
from actgen.acts.tree.nodes import Contents
from actgen.acts.tree.words import inline_text

ENTRY = "TM2"
_CODE = ' TOC \\o "2-2" \\h '


def contents_lines(block: Contents, style: str, bookmark: Callable[[str], str]) -> list[Element]:
    """A line a title, of that style; `bookmark` names the place of an anchor in this file."""
    links = (
        make("hyperlink", plain_run(inline_text(title(heading))), anchor=bookmark(heading.anchor))
        for heading in block.headings
    )
    lines = [paragraph(style, [link]) for link in links]
    code = make("instrText")
    code.text = _CODE
    code.set(XML_SPACE, "preserve")
    begun = (make("fldChar", fldCharType="begin"), code, make("fldChar", fldCharType="separate"))
    lines[0][1:1] = [make("r", each) for each in begun]
    lines[-1].append(make("r", make("fldChar", fldCharType="end")))
    return lines
