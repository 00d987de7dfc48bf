"""What surrounds the body of a page: its head, its sheets, its table of contents."""

from __future__ import annotations

from functools import cache
from html import escape

from actgen import __version__
from actgen.document.nodes import Document, Heading, Table, walk
from actgen.document.words import inline_text
from actgen.rendering.house.look import DEFAULT, Look
from actgen.rendering.house.styles import screen_style
from actgen.sources import shipped

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
