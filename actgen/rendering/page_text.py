"""The text of a page as a screen shows it and a screen reader says it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from actgen.document.inline import Link
from actgen.document.nodes import Row, Table
from actgen.document.words import inline_text, paragraphs

_HEADS_TOLD = 4
# A tag, which stays as it is; a number with hyphens (« 2113-6 »); a letter and its word (« e-services »).
# Bounded: it may begin after each dot, and a text of dots costs no more than another of its length.
_NUMBER = r"\d{1,20}(?:\.\d{1,20}){0,8}(?:-\d{1,20}){1,8}\b"
_TAG_OR_WHOLE = re.compile(rf"<[^>]*>|(?<![\w-])(?:{_NUMBER}|[^\W\d_]-\w{{1,15}}\b)")
_SCHEME = re.compile(r"^(?:https?://|mailto:)")


def unbroken(markup: str) -> str:
    """The same page, whose browser cuts no number at its hyphens.

    A class rather than U+2011 or U+2060: the number can be searched and copied as it was typed.
    """
    return _TAG_OR_WHOLE.sub(_held, markup)


def _held(found: re.Match[str]) -> str:
    return found[0] if found[0].startswith("<") else f'<span class="tenu">{found[0]}</span>'


def table_name(table: Table) -> str:
    """What the frame of a table is called: its caption, or the first of its heads."""
    if caption := inline_text(table.caption):
        return caption
    heads = list(islice(_heads(table.head or table.body), _HEADS_TOLD + 1))
    told = ", ".join(heads[:_HEADS_TOLD]) + "…" * (len(heads) > _HEADS_TOLD)
    return f"Tableau\u00a0: {told}" if told else "Tableau"


def _heads(rows: Iterable[Row]) -> Iterable[str]:
    for row in rows:
        for cell in row.cells:
            if cell.header and (told := " ".join(paragraphs(cell.blocks))):
                yield told


def printed_address(link: Link) -> str:
    """The address that paper must bear beside the words of a link; empty where they are the address."""
    address = _SCHEME.sub("", link.target)
    return "" if address.rstrip("/") == inline_text(link.children).strip().rstrip("/") else address
