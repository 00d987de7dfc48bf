"""The one face of printed acts, and which characters it has.

The face is Spectral (Production Type, OFL 1.1), from the package `fontpkg-spectral`: static files,
drawn italic, bold and bold italic, lining and tabular figures, small capitals, the whole of Latin
Extended-A. It lacks U+202F and U+2011; the first is made from its space by HarfBuzz, the second is
written otherwise by `html`. The system's fonts are never looked at, so a character that the face
lacks has no second font to fall back to: it must be found before, by `missing_characters`.

Which characters the face has is written beside this module, so that a check need not open fonts;
`python -m actgen.rendering.fonts` writes it again after a new version of the font package.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

from actgen.errors import EnvironmentFault

FAMILY = "Spectral"
PACKAGE = "fontpkg-spectral"
FACES = ("Spectral-Regular", "Spectral-Italic", "Spectral-Bold", "Spectral-BoldItalic")

_MODULE = "fontpkg_spectral"
_COVERAGE = Path(__file__).with_name("couverture.txt")
_MADE_FROM_OTHERS = frozenset("\t\n\u00ad\u2011\u202f\u2060")  # spaces, hyphens and marks without ink


def font_folder() -> Path:
    """The folder of the installed font files.

    Raises EnvironmentFault when the font package is not installed, or has lost a face.
    """
    specification = find_spec(_MODULE)
    places = specification.submodule_search_locations if specification else None
    for place in places or ():
        folder = Path(place) / "files"
        if all((folder / f"{face}.ttf").is_file() for face in FACES):
            return folder
    raise EnvironmentFault(
        f"La police {FAMILY}, nécessaire aux PDF, est introuvable. "
        f"Réinstallez-la (python -m pip install --force-reinstall {PACKAGE})\u00a0; "
        "les sorties Word et HTML restent disponibles (--formats docx,html)."
    )


def missing_characters(text: str) -> set[str]:
    """The characters of a text that an act can't be printed with (emoji, Arabic); quick."""
    return set(text) - printable_characters()


@cache
def printable_characters() -> frozenset[str]:
    """Every character that all four faces print, or that is made from those they have."""
    characters = set(_MADE_FROM_OTHERS)
    for line in _COVERAGE.read_text(encoding="ascii").splitlines():
        if line and not line.startswith("#"):
            first, last = line.split("-")
            characters.update(map(chr, range(int(first, 16), int(last, 16) + 1)))
    return frozenset(characters)


def coverage_of_the_faces() -> str:
    """The content of the coverage file, from the font files themselves: a range a line, in hexadecimal."""
    from fontTools.ttLib import TTFont  # 100 ms that a check must not spend

    folder = font_folder()
    maps = []
    for face in FACES:
        with TTFont(folder / f"{face}.ttf", lazy=True) as font:
            maps.append(set(font.getBestCmap()))
    known = sorted(point for point in set.intersection(*maps) if point >= ord(" "))
    breaks = [0, *(place for place, (a, b) in enumerate(pairwise(known), 1) if b != a + 1), len(known)]
    ranges = [f"{known[start]:04X}-{known[end - 1]:04X}" for start, end in pairwise(breaks)]
    return "\n".join([f"# {FAMILY}: written by python -m actgen.rendering.fonts", *ranges, ""])


if __name__ == "__main__":
    _COVERAGE.write_text(coverage_of_the_faces(), encoding="ascii")
