"""The bytes of a text as text, and sizes as they are said."""

from __future__ import annotations

ONE_MEGABYTE = 1_000_000


def decoded(content: bytes) -> str:
    """A text or a template as text: UTF-8, else what Windows wrote (cp1252); U+FFFD for a byte of neither.

    For prose, where a doubtful letter is seen by its reader; a YAML file is read by `reading.decoding`,
    which refuses what it isn't sure of.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def french_size(size: int) -> str:
    """A size as it is said: « 999 octets », « 12 ko », « 1,5 Mo ». Rounded up, so that too big shows."""
    if size < 1_000:
        return f"{size}\u00a0octets"
    if size < ONE_MEGABYTE:
        return f"{-(-size // 1_000)}\u00a0ko"
    tenths = -(-size // 100_000)
    return f"{tenths // 10},{tenths % 10}\u00a0Mo".replace(",0\u00a0", "\u00a0")
