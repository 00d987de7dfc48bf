"""The words of a text as a reader sees them, whatever holds them together."""

from __future__ import annotations

from actgen.text.characters import NO_BREAK_HYPHEN, SPACES

_PLAIN = str.maketrans(dict.fromkeys(SPACES, " ") | {NO_BREAK_HYPHEN: "-", "\u00ad": None})


def plain(text: str) -> str:
    """The same words with ordinary spaces and hyphens, soft hyphens dropped.

    Serves to compare two outputs: a font or a format may replace a no-break space, never a word.
    """
    return text.translate(_PLAIN)
