"""What French typography asks of any text shown to a user; used by the tests of messages."""

from __future__ import annotations

import re

# An ASCII apostrophe, a doubled space, a space before a full stop, a space that may break.
_FAULT = re.compile(r"\w'\w|  |\s[.,](?!\w)| [:;!?»]|« |[^\u202f\s][;!?](?=\s|$)|[^\u00a0\s]:(?= )")
_TO_THE_LETTER = re.compile(r"«\u00a0.*?\u00a0»|\{[{%].*?[%}]\}|\".*?\"")


_KEY = re.compile(
    r"(?<![\w/.-])[a-z][a-z0-9]*(?:_[a-z0-9]+)+(?![\w/.-])|«\s(?:-\s)?[a-z][a-z0-9_]*:(?=\s|$)|--[a-z]+"
)


def keys_shown(text: str) -> list[str]:
    """What a page must not show: a key of a file, a line to write in it, an option of a command."""
    return _KEY.findall(text)


def typing_faults(text: str) -> list[str]:
    """Each fault with what stands around it; quotations and tags are to the letter and are left out."""
    said = _TO_THE_LETTER.sub("«\u00a0…\u00a0»", text)
    return [said[max(0, match.start() - 15) : match.end() + 15] for match in _FAULT.finditer(said)]
