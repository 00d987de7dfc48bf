"""The text of an act as its printed face sets it best; `finishers.plain_spaces` knows these characters."""

from __future__ import annotations

import re
from functools import cache

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
