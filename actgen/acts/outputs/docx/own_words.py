"""What a letterhead says below its header: often the letter that it was made for, which begins no act."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.opc.part import XmlPart
from msgspec import Struct

from actgen.acts.outputs.docx.markup import Element, local, name, paragraphs, plain_text

_DRAWN = ("drawing", "pict", "object", "tbl")
_TAGS = ("{{", "{%")


class OwnWords(Struct, frozen=True):
    """The words of the body; `without`: the file less them, empty where they may be its letterhead."""

    lines: tuple[str, ...] = ()
    without: bytes = b""


def own_words(content: bytes) -> OwnWords:
    """The words of a letterhead that was checked; none of one whose body has tags: it was made for acts.

    They can be left out where a header bears the letterhead, and no picture or table stands among them.
    """
    document = docx.Document(BytesIO(content))
    body = document.element.body
    lines = tuple(filter(None, (" ".join(plain_text(each).split()) for each in paragraphs(body))))
    if not lines or any(tag in each for tag in _TAGS for each in lines):
        return OwnWords()
    headers = [
        each.target_part.element
        for each in document.part.rels.values()
        if each.reltype.endswith("/header") and isinstance(each.target_part, XmlPart)
    ]
    if len(document.sections) > 1 or _draws(body) or not any(_says(each) for each in headers):
        return OwnWords(lines)
    for child in [each for each in body if local(each) != "sectPr"]:
        body.remove(child)
    target = BytesIO()
    document.save(target)
    return OwnWords(lines, target.getvalue())


def _draws(part: Element) -> bool:
    return any(local(each) in _DRAWN for each in part.iter())


def _says(part: Element) -> bool:
    return _draws(part) or any((each.text or "").strip() for each in part.iter(name("t")))
