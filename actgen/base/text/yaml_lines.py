"""Lines of YAML as a person would write them: values, and comments in a column."""

from __future__ import annotations

import json
import re

_COMMENT_COLUMN = 36
# Letters first, then nothing that YAML could take for mark-up: anything else goes between quotes.
_PLAIN = re.compile(r"[^\W_](?:[^\W_]|[ .,()’'/\-_]|(?<=\S):(?=\S))*")
_WORDS_OF_YAML = {"null", "true", "false", "yes", "no", "on", "off", "oui", "non", "y", "n"}


def value(text: str) -> str:
    """A text as a YAML scalar that reads back as the same text."""
    flat = " ".join(text.split())
    if not flat:
        return ""
    if _PLAIN.fullmatch(flat) and not flat.endswith((" ", ":")) and flat.casefold() not in _WORDS_OF_YAML:
        return flat
    return json.dumps(flat, ensure_ascii=False)


def entry(key: str, text: str = "", comment: str = "", *, indent: int = 0) -> str:
    """A line « key: value », with its comment in a column."""
    line = f"{' ' * indent}{key}: {value(text)}".rstrip()
    return commented(line, comment)


def commented(line: str, comment: str) -> str:
    """A line with a comment at its right."""
    return f"{line.ljust(_COMMENT_COLUMN - 1)} # {comment}" if comment else line
