"""The head and the summary of a page, and its texts as a browser and a printer need them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from html import escape
from itertools import islice

from actgen import __version__
from actgen.document.inline import Link
from actgen.document.nodes import Document, Heading, Row, Table, walk
from actgen.document.words import inline_text, paragraphs
from actgen.outputs.house.look import DEFAULT, Look
from actgen.outputs.house.styles import screen_style
from actgen.sources import shipped
from actgen.text.printable import signs

_BETWEEN_DIGITS = re.compile("(?<=[0-9])\u202f(?=[0-9])")
# Bounded, and begun at the head of a label alone: a text of dots and hyphens costs no more than another.
_LABEL = "[a-z0-9-]{1,63}"
_DOMAIN_OR_TAG = re.compile(rf"<[^>]*>|(?<![\w-]){_LABEL}(?:\.{_LABEL}){{0,8}}\.[a-z]{{2,63}}\b")
# Unbreakable, by word joiners: U+202F would be 1/8 em, too tight to read an amount; U+00A0 would stretch.
_GROUP_SPACE = "\u2060\u2008\u2060"
_JOINED_HYPHEN = "\u2060-\u2060"  # U+2011, which the face lacks


def as_the_face_has_it(markup: str) -> str:
    """The same page, with the characters that print best."""
    spaced = _BETWEEN_DIGITS.sub(_GROUP_SPACE, markup)
    spaced = _DOMAIN_OR_TAG.sub(_unbroken, spaced)
    return _signs_apart(spaced.replace("\u2011", _JOINED_HYPHEN).replace("\u2010", "-"))


def _unbroken(found: re.Match[str]) -> str:
    """A name of a site is not cut at its hyphens; a tag stays as it is."""
    return found[0] if found[0].startswith("<") else found[0].replace("-", "\u2011")


def _signs_apart(markup: str) -> str:
    """Boxes, arrows and stars in one face and one size, be some of them in the face of the text or not."""
    if signs().isdisjoint(markup):
        return markup
    return _tag_or_signs().sub(
        lambda found: found[0] if found[0].startswith("<") else f'<span class="signe">{found[0]}</span>',
        markup,
    )


@cache
def _tag_or_signs() -> re.Pattern[str]:
    return re.compile(f"<[^>]*>|[{re.escape(''.join(sorted(signs())))}]+")


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


_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_WORTH_A_SUMMARY = 6  # headings; a shorter act is read faster than its table of contents


def head(document: Document, more: str) -> str:
    """The head of an act, with what this output adds to it."""
    return (
        f'<!DOCTYPE html><html lang="{escape(document.language)}"><head><meta charset="utf-8">'
        f"<title>{escape(document.title)}</title>{_meta('author', document.author)}"
        f"{_meta('description', document.subject)}{_meta('generator', f'actgen {__version__}')}{more}</head>"
    )


def _meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{escape(content)}">' if content else ""


def screen_head(document: Document, look: Look = DEFAULT, *, on_paper: bool = False) -> str:
    """What a reader's screen needs: its width, a policy that fetches nothing, and the sheets.

    The sheet of every page comes first, then what only some need: the bytes of the others stay as they are.
    """
    in_columns = any(isinstance(block, Table) and block.bare for block in walk(document.blocks))
    policy = f"{_POLICY}; img-src data:" if look.arms or on_paper else _POLICY
    own = screen_style(look, on_paper=on_paper)
    return (
        _meta("viewport", "width=device-width, initial-scale=1")
        + f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        + _screen_sheet("page.css")
        + (_screen_sheet("page-noms.css") if in_columns else "")
        + (f"<style>{own}</style>" if own else "")
    )


@cache
def _screen_sheet(name: str) -> str:
    return f"<style>{shipped('templates', 'socle', name).read_text(encoding='utf-8')}</style>"


def summary(document: Document) -> str:
    """Links to the headings of a long act; shut until it is asked for."""
    headings = [
        block
        for block in walk(document.blocks)
        if isinstance(block, Heading) and block.anchor and block.level > 1
    ]
    if len(headings) < _WORTH_A_SUMMARY:
        return ""
    lines = "".join(
        f'<li class="n{heading.level}"><a href="#{escape(heading.anchor)}">'
        f"{escape(inline_text(heading.children))}</a></li>"
        for heading in headings
    )
    return f'<nav aria-label="Sommaire"><details><summary>Sommaire</summary><ul>{lines}</ul></details></nav>'
