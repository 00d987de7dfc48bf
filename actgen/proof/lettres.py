"""The fonts of a PDF: which letters its codes stand for, and whether what they draw is those letters.

A file may say « 3 » to a search and draw « 8 ». For the face of acts each letter that is used is held against
the installed face: its name, its outline. A font of a commune's own is held against its own table of letters.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any
from unicodedata import normalize

from pikepdf import Array, Dictionary, Page

from actgen.outputs.fonts import FACES, font_folder
from actgen.text.printable import FAMILY

_ONE = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4,32})>")
_UNKNOWN = "\ufffd"
_DEEPEST = 5  # letters made of letters
_ROUNDED = 1.0  # thousandths of the size of letters
_NO_WIDTH = -1e6
_LAST_CODE = 0xFFFF
_SPACES = re.compile("[\u00a0\u202f\u2008\u2060\u00ad\u2010\\s]")


@dataclass
class Police:
    """A font: the letters of its codes, those that were shown."""

    nom: str
    objet: Any
    lettres: Mapping[int, str]
    employees: set[int] = field(default_factory=set)

    @cached_property
    def programme(self) -> Any:
        """What draws its letters; None where it has nothing that is understood."""
        return _file(self.objet)

    def text(self, shown: bytes) -> str:
        """The letters of what is shown; codes have two bytes, those of a font that was added have one."""
        if self.objet.get("/Subtype") != "/Type0":
            return shown.decode("latin-1")
        codes = [shown[rank] << 8 | shown[rank + 1] for rank in range(0, len(shown) - 1, 2)]
        self.employees.update(codes)
        return "".join(self.lettres.get(code, _UNKNOWN) for code in codes)


@dataclass(slots=True)
class Polices:
    """The fonts of a file, each read once."""

    connues: dict[Any, Police] = field(default_factory=dict)

    def named(self, page: Page, name: str) -> Police | None:
        """The font of that name on a page."""
        fonts = page.obj.get("/Resources", Dictionary()).get("/Font", Dictionary())
        if name not in fonts:
            return None
        font = fonts[name]
        key = font.objgen if font.is_indirect else (page.obj.objgen, name)
        if key not in self.connues:
            self.connues[key] = Police(_name(font), font, _letters(font))
        return self.connues[key]


def _name(font: Any) -> str:
    return str(font.get("/BaseFont", "")).lstrip("/").rpartition("+")[2]


def _letters(font: Any) -> dict[int, str]:
    if "/ToUnicode" not in font:
        return {}
    table = font.ToUnicode.read_bytes()
    return {
        int(code, 16): bytes.fromhex(letters.decode()).decode("utf-16-be", "replace")
        for code, letters in _ONE.findall(table.partition(b"beginbfchar")[2])
    }


# ---------------------------------------------------------------- what is drawn


@dataclass(frozen=True, slots=True)
class Trompeuse:
    """A letter that is used and drawn as another: what is read, what is seen (empty: some other drawing)."""

    code: int
    lue: str
    vue: str


def comme_vues(police: Police, found: list[Trompeuse]) -> None:
    """Have a font read as it is seen: what counts is what a reader has before his eyes."""
    police.lettres = {**police.lettres, **{each.code: each.vue for each in found if each.vue}}


def lettres_trompeuses(police: Police) -> list[Trompeuse]:
    """The letters of a font that are drawn as others."""
    drawn = police.programme
    if drawn is None or not police.employees:
        return []
    face = FACES[0] if police.nom == FAMILY else police.nom
    ours = _installed(face) if face in FACES else None
    if ours is not None and drawn["head"].fontRevision == ours["head"].fontRevision:
        return _beside_ours(police, drawn, ours)
    return _beside_its_table(police, drawn)


def bien_reglee(police: Police) -> bool:
    """Whether codes lead to letters straight, each as wide as it is drawn, as in what actgen writes."""
    font = police.objet
    if font.get("/Subtype") != "/Type0" or font.get("/Encoding") != "/Identity-H":
        return False
    described = font.DescendantFonts[0]
    drawn = police.programme
    if drawn is None or described.get("/CIDToGIDMap", "/Identity") != "/Identity":
        return False
    widths, metrics, unit = _widths(described.get("/W", ())), drawn["hmtx"], drawn["head"].unitsPerEm
    known = (code for code in police.employees if code < drawn["maxp"].numGlyphs)
    return all(
        abs(widths.get(code, _NO_WIDTH) - 1000 * metrics[drawn.getGlyphName(code)][0] / unit) <= _ROUNDED
        for code in known
    )


def _widths(written: Any) -> dict[int, float]:
    """The widths of letters by code: « first [widths…] » or « first last width »."""
    found: dict[int, float] = {}
    left = list(written)
    while len(left) > 1:
        first, second = int(left[0]), left[1]
        if isinstance(second, Array):
            found |= {first + rank: float(width) for rank, width in enumerate(second)}
            del left[:2]
        else:
            found |= dict.fromkeys(range(first, min(int(second), _LAST_CODE) + 1), float(left[2]))
            del left[:3]
    return found


def _beside_ours(police: Police, drawn: Any, ours: Any) -> list[Trompeuse]:
    from fontTools.agl import toUnicode

    found = []
    names, count = ours.getGlyphOrder(), drawn["maxp"].numGlyphs
    for code in sorted(police.employees):
        read = police.lettres.get(code, "")
        if code >= count or code >= len(names):
            found.append(Trompeuse(code, read, ""))
            continue
        seen = _apart(toUnicode(names[code]))
        if seen and not _same(read, seen):
            found.append(Trompeuse(code, read, seen))
        elif _outline(drawn, drawn.getGlyphName(code)) != _outline(ours, names[code]):
            found.append(Trompeuse(code, read, ""))
    return found


def _beside_its_table(police: Police, drawn: Any) -> list[Trompeuse]:
    seen: dict[int, set[str]] = {}
    for point, name in (drawn.getBestCmap() or {}).items():
        seen.setdefault(drawn.getGlyphID(name), set()).add(chr(point))
    return [
        Trompeuse(code, read, min(seen[code]))
        for code in sorted(police.employees & seen.keys())
        if not any(_same(read := police.lettres.get(code, ""), each) for each in seen[code])
    ]


def _apart(letters: str) -> str:
    """A ligature as its letters, which is how it is written: « fi »."""
    return normalize("NFKC", letters) if "\ufb00" <= letters <= "\ufb06" else letters


def _same(read: str, seen: str) -> bool:
    return _plain(read) == _plain(seen)


def _plain(letters: str) -> str:
    """Ligatures as the letters that they join, without what has no ink."""
    return _SPACES.sub("", normalize("NFKC", letters))


def _outline(font: Any, name: str, depth: int = 0) -> Any:
    """What a letter looks like; one that is made of others, such as « é », may number them otherwise."""
    glyph = font["glyf"][name]
    if glyph.isComposite() and depth < _DEEPEST:
        return [(_outline(font, part.glyphName, depth + 1), part.x, part.y) for part in glyph.components]
    if glyph.numberOfContours <= 0:
        return None
    points, ends, flags = glyph.getCoordinates(font["glyf"])
    return list(points), list(ends), [flag & 1 for flag in flags]


def _file(font: Any) -> Any:
    """The font program that a font carries; None where it has none that is understood."""
    from fontTools.ttLib import TTFont

    try:
        described = font.DescendantFonts[0].FontDescriptor
        held = described.FontFile2 if "/FontFile2" in described else described.FontFile3
        return TTFont(io.BytesIO(held.read_bytes()), lazy=True)
    except Exception:  # a stranger's font: whatever is wrong with it, no letter of it can be trusted
        return None


@cache
def _installed(face: str) -> Any:
    from fontTools.ttLib import TTFont

    return TTFont(font_folder() / f"{face}.ttf", lazy=True)
