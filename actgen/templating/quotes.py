"""The inside of a tag: what is language and what is a text in quotes, as its author meant to type it.

What Word does to a tag while it is typed is undone inside the tag only, and never inside its texts: Word
turns straight quotes into guillemets or curly quotes, hyphens into dashes, spaces into no-break spaces. The
texts in quotes are the author's: they lose the space that Word puts inside guillemets and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_SPACES = "\u00a0\u202f\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u205f\u3000\t\n\r\v\f"
_NOTHING = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_SIGNS = {"\u2264": "<=", "\u2265": ">=", "\u2260": "!=", "\u2026": "..."}
_PLAIN = (
    {ord(sign): " " for sign in _SPACES}
    | {ord(sign): None for sign in _NOTHING}
    | {ord(sign): "-" for sign in _HYPHENS}
    | {ord(sign): plain for sign, plain in _SIGNS.items()}
)
_DOUBLE = '"\u201c\u201d\u201e\u201f\u2033'
_SINGLE = "'\u2018\u2019\u201a\u201b\u2032"
_CLOSING = {"\u00ab": "\u00bb", "\u2039": "\u203a"}
_QUOTES = _DOUBLE + _SINGLE + "".join(_CLOSING)
_AFTER_TEXT = re.compile(r"[\s\u00a0\u202f]*(?:$|[,)|=!<>\u2260\u2264\u2265]|(?:and|or|not|in|is|if|else)\b)")
_INSIDE = "\u00a0\u202f\u2009 "


def pieces(body: str) -> Iterator[tuple[str, bool]]:
    """The inside of a tag, cut into what is language (False) and texts with their quotes (True)."""
    start = position = 0
    while position < len(body):
        end = _end_of_text(body, position) if body[position] in _QUOTES else -1
        if end < 0:
            position += 1
            continue
        if position > start:
            yield body[start:position], False
        yield body[position:end], True
        start = position = end
    if start < len(body):
        yield body[start:], False


def normalised(body: str) -> str:
    """The inside of a tag as its author meant to type it."""
    done = "".join(_text(piece) if is_text else piece.translate(_PLAIN) for piece, is_text in pieces(body))
    return done.strip()


def _end_of_text(body: str, start: int) -> int:
    """The position after the text whose first quote is at `start`; -1 if it is never closed.

    A quote that follows a letter and precedes one is an apostrophe.
    """
    opening = body[start]
    wanted = _CLOSING.get(opening) or (_DOUBLE if opening in _DOUBLE else _SINGLE)
    for position in range(start + 1, len(body)):
        sign = body[position]
        if sign not in wanted:
            continue
        if opening in "\"'" and sign != opening and opening in body[position:]:
            continue  # a text in straight quotes ends with its own
        if wanted == _SINGLE and sign != "'" and not _AFTER_TEXT.match(body, position + 1):
            continue
        return position + 1
    return -1


def _text(written: str) -> str:
    """A text in straight quotes, with what its author put between other ones."""
    opening, inside = written[0], written[1:-1]
    if opening == written[-1] and opening in "\"'":
        return written
    if opening in _CLOSING:
        inside = inside[1:] if inside[:1] in tuple(_INSIDE) else inside
        inside = inside[:-1] if inside[-1:] in tuple(_INSIDE) else inside
    quote = "'" if '"' in inside and "'" not in inside else '"'
    return quote + inside.replace("\\", "\\\\").replace(quote, f"\\{quote}") + quote
