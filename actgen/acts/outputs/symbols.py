"""The signs of the fonts of symbols that Word offers, as characters that acts print."""

from __future__ import annotations

from collections.abc import Mapping

from actgen.base.text.characters import printable_characters

_BULLET = "•"
_KNOWN: Mapping[str, Mapping[int, str]] = {
    "wingdings": {
        **{0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x72: "□", 0x75: "◆", 0xA1: "○", 0xA7: _BULLET},
        **{0x28: "☎", 0x2A: "✉", 0x76: "❖", 0xAB: "★", 0xD8: "➢"},
        **{
            0xA8: "☐",
            0xFC: "✓",
            0xFE: "☑",
            0x78: "☒",
            0xFD: "☒",
            0xFB: "✗",
            0xDF: "←",
            0xE0: "→",
            0xE8: "→",
            0xF0: "→",
        },
    },
    "wingdings 2": {0x50: "✓", 0x52: "☑", 0x51: "☒", 0x53: "☒", 0xA3: "☐", 0x97: "●"},
    "webdings": {0x61: "✓", 0x63: "□", 0x67: "■", 0x6E: "●"},
    "symbol": {
        **{0xB7: _BULLET, 0xA3: "≤", 0xB3: "≥", 0xB9: "≠", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xA5: "∞"},
        **{0xBB: "≈", 0xAE: "→", 0xAC: "←", 0xD6: "√", 0xE5: "∑", 0xA0: "€", 0xBC: "…", 0xE0: "◊"},
    },
}
_UNKNOWN = frozenset(("wingdings 3",))
_PRIVATE = range(0xF000, 0xF100)  # where Word puts the signs of such a font


def is_symbolic(font: str) -> bool:
    """Whether letters of this font are signs."""
    return font.lower() in _KNOWN or font.lower() in _UNKNOWN


def symbol(font: str, code: str) -> str:
    """The character of a sign, given by its number in hexadecimal; nothing when it can't be printed."""
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    return _sign(font, point)


def in_symbols(font: str, text: str) -> str:
    """The characters that letters of a font of symbols show; those that are not known are left out."""
    return "".join(letter if letter.isspace() else _sign(font, ord(letter)) for letter in text)


def _sign(font: str, point: int) -> str:
    known = _KNOWN.get(font.lower(), {})
    if point in _PRIVATE or is_symbolic(font):
        return known.get(point & 0xFF, "")
    sign = chr(point) if 0x20 <= point < 0xD800 else ""
    return sign if sign in printable_characters() else ""
