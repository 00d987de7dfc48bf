"""What typography must not touch: addresses of the web and of the post, file names, numbers of acts."""

from __future__ import annotations

import re
from collections.abc import Iterator

_IN_ADDRESS = r"[^\s<>\"«»“”]"
# labels are as short as in a real domain, so that no text takes more than linear time
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_LITERAL = re.compile(
    rf"""
      \b(?:https?|ftps?|file|mailto|data|urn):{_IN_ADDRESS}+
    | \bwww\.{_IN_ADDRESS}+
    | (?<![\w.+-])[\w.+-]{{1,64}}@[\w-]+(?:\.[\w-]+)+           # e-mail
    | (?<![\w@.-])(?:{_LABEL}\.)+[a-z]{{2,}}(?!\w)              # domain or file name
      (?:/{_IN_ADDRESS}*)?
    | (?<!\w)\w+(?:[-/]\w+)+                                    # 2022-12-15-09, DEL/2022/3
    """,
    re.VERBOSE,
)
_TRAILING = ".,;:!?…)]»”\"'’"


def literals(text: str) -> Iterator[tuple[int, int]]:
    """The spans to leave alone; the punctuation that ends a sentence after an address is not part of it."""
    for match in _LITERAL.finditer(text):
        # a hyphenated word without digit (« Haut-Rhin ») needs no protection
        found = match.group().rstrip(_TRAILING)
        if any(character.isdigit() or character in ".:@" for character in found):
            yield match.start(), match.start() + len(found)
