"""The faces that the house letterhead carries, so that its pages are the same where the face isn't installed.

Spectral is under the Open Font License, which lets a document carry it, and reserves no name. Whole, the four
faces would add half a megabyte to each Word file; with what one writes in Latin letters, 90 kB. They are
hidden as the format asks: the first 32 bytes of each, under a key that its relation tells.
"""

from __future__ import annotations

import logging
from io import BytesIO
from uuid import NAMESPACE_URL, uuid5

from fontTools import subset

from actgen.acts.outputs.fonts import FACES, font_folder

KINDS = dict(zip(FACES, ("embedRegular", "embedItalic", "embedBold", "embedBoldItalic"), strict=True))
_LETTERS = (*range(0x20, 0x250), *range(0x1E00, 0x1F00), *range(0x2000, 0x2070))
_SIGNS = tuple(map(ord, "€™−≤≥≠×÷◊"))
_FEATURES = ["ccmp", "kern", "liga", "lnum", "locl", "mark", "mkmk", "sups"]
_HIDDEN = 32  # bytes


def key(face: str) -> str:
    """The key under which a face is hidden: always the same, so that the file is."""
    return f"{{{str(uuid5(NAMESPACE_URL, f'actgen:{face}')).upper()}}}"


def hidden(face: str) -> bytes:
    """The face, less what is no Latin writing, as a Word file carries it."""
    plain = _subset(face)
    mask = bytes.fromhex(key(face).strip("{}").replace("-", ""))[::-1]
    head = bytes(byte ^ mask[rank % len(mask)] for rank, byte in enumerate(plain[:_HIDDEN]))
    return head + plain[_HIDDEN:]


def _subset(face: str) -> bytes:
    logging.getLogger("fontTools.subset").setLevel(logging.ERROR)
    options = subset.Options()
    options.layout_features, options.notdef_outline, options.hinting = _FEATURES, True, False
    options.name_IDs, options.recalc_timestamp, options.drop_tables = ["*"], False, ["meta", "DSIG"]
    font = subset.load_font(str(font_folder() / f"{face}.ttf"), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=(*_LETTERS, *_SIGNS))
    subsetter.subset(font)
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def declared() -> str:
    """What the table of fonts says of them."""
    return "".join(
        f'<w:{kind} r:id="rId{rank}" w:fontKey="{key(face)}"/>'
        for rank, (face, kind) in enumerate(KINDS.items(), 1)
    )
