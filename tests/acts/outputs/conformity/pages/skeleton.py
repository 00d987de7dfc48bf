"""The bones of a page: two pages that have the same say other words in the same elements.

axe-core judges elements, so one page of each skeleton is enough for it; it would take minutes more for all.
"""

from __future__ import annotations

import re

_WORDS = re.compile(r">[^<]+<")
_NAMES = re.compile(r'(aria-label|id|href|alt|src|content|data-adresse)="[^"]*"')
_TITLE = re.compile(r"<title>[^<]*")
_UNCUT = re.compile(r'<span class="tenu">x</span>')
_AGAIN = re.compile(r"(<(p|li|tr)\b[^>]*>(?:(?!</?\2\b).)*</\2>)\1+", re.DOTALL)


def skeleton(page: str) -> str:
    """Words and names taken away, like elements in a row told once; an empty element stays empty."""
    head, _, body = page.partition("<body")
    head = _TITLE.sub("", head)
    bones = _NAMES.sub(r"\1", _WORDS.sub(">x<", body))
    return _NAMES.sub(r"\1", head) + _AGAIN.sub(r"\1", _UNCUT.sub("x", bones))
