"""What a file says, as it is quoted: a stranger's words may have no end, what is told of them has one."""

from __future__ import annotations

_AROUND = 3  # words, before the first that differs
_SHOWN = 12  # words
_LONGEST = 100  # letters of a word


def extrait(words: str, most: int = _SHOWN) -> str:
    """The first words of a text."""
    return _cut(words.split(), 0, most)


def extraits(ours: str, theirs: str) -> tuple[str, str]:
    """Of two texts, the words round the first that differs."""
    first, second = ours.split(), theirs.split()
    same = 0
    while same < min(len(first), len(second)) and first[same] == second[same]:
        same += 1
    start = max(0, same - _AROUND)
    return _cut(first, start), _cut(second, start)


def _cut(words: list[str], start: int, most: int = _SHOWN) -> str:
    shown = " ".join(map(_short, words[start : start + most]))
    return ("… " if start else "") + shown + (" …" if len(words) > start + most else "")


def _short(word: str) -> str:
    return word if len(word) <= _LONGEST else f"{word[:_LONGEST]}…"
