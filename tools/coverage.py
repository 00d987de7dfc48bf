"""Write which characters the faces of acts have: a range a line, in hexadecimal.

`python tools/coverage.py > actgen/base/text/couverture.txt`, after a new version of a font package.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from fontTools.ttLib import TTFont

from actgen.acts.outputs.fonts import FACES, SIGNS_FACE, font_folder, signs_folder
from actgen.base.text.characters import FAMILY, MADE_FROM_OTHERS, SIGNS

_SIGN_BLOCKS = (range(0x370, 0x400), range(0x2012, 0x2C00))  # Greek; punctuation, numbers, arrows, shapes
_ALIKE = "☐☑✓"  # the face has these three, which go with ☒ and ✗
_NO_SIGN = ("C", "M", "Z")  # control characters, marks on a letter, spaces


def coverage_of_the_faces() -> str:
    """The content of the coverage file, from the font files themselves: a range a line, in hexadecimal."""
    folder = font_folder()
    face = set.intersection(*(_points(folder / f"{face}.ttf") for face in FACES))
    known = face.union(map(ord, MADE_FROM_OTHERS)).difference(map(ord, _ALIKE))
    signs = _points((signs_folder() or folder) / f"{SIGNS_FACE}.ttf") - known
    told = (
        (FAMILY, {point for point in face if point >= ord(" ")}),
        (SIGNS, {point for point in signs if _is_sign(point)}),
    )
    lines = ["# Written by tools/coverage.py"]
    for family, points in told:
        lines += [f"# {family}", *_ranges(sorted(points))]
    return "\n".join([*lines, ""])


def _points(file: Path) -> set[int]:
    with TTFont(file, lazy=True) as font:
        return set(font.getBestCmap())


def _is_sign(point: int) -> bool:
    known = any(point in block for block in _SIGN_BLOCKS)
    return known and unicodedata.category(chr(point))[0] not in _NO_SIGN


def _ranges(points: list[int]) -> Iterator[str]:
    for _, run in groupby(enumerate(points), key=lambda pair: pair[1] - pair[0]):
        together = [point for _, point in run]
        yield f"{together[0]:04X}-{together[-1]:04X}"


if __name__ == "__main__":
    print(coverage_of_the_faces(), end="")
