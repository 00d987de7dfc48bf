"""Pictures of the house style: PNG and JPEG, whole, of a measure that can be printed."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from actgen.acts.outputs.house.look import ImageKind, Picture
from actgen.base.text.messages import say

MOST_PIXELS = 16_000_000  # 4 000 × 4 000: 60 cm at 170 dpi
_LONGEST_RATIO = 6
_KINDS = {"PNG": ImageKind.PNG, "JPEG": ImageKind.JPEG}
_MODES = {"1", "L", "LA", "P", "RGB", "RGBA"}
_SAVE_IMAGES = (
    "Ouvrez-la dans un logiciel de dessin, puis exportez-la en PNG, en couleurs RVB, 1 000 points de haut."
)
_SMALLER = "Réduisez-la : 1 000 points de haut suffisent pour l'impression."
_MAGIC = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")

Fault = tuple[str, str]
"""What is wrong and what to do."""


def read_raster(content: bytes, alt: str = "") -> Picture | Fault:
    """The picture of these bytes, or why it can't be shown."""
    from PIL import Image  # 30 ms, for a house that has an image

    if not content.startswith(_MAGIC):
        return say("L'image n'est ni en PNG, ni en JPEG."), say(_SAVE_IMAGES)
    try:
        with _whole_only(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a bomb: its size is looked at here
            with Image.open(BytesIO(content), formats=tuple(_KINDS)) as image:
                if fault := _fault(image.width, image.height, image.mode):
                    return fault
                kind = _KINDS[image.format or ""]
                image.load()
                return Picture(content, kind, image.width, image.height, alt)
    except Image.DecompressionBombError:
        return say("L'image est trop grande."), say(_SMALLER)
    except Exception:  # Pillow's decoders raise nearly anything for a file that is cut or made up
        return say("L'image est abîmée ou incomplète."), say(_SAVE_IMAGES)


@contextmanager
def _whole_only() -> Iterator[None]:
    """Pillow refuses what is cut, though the PDF engine tells it not to when it is loaded."""
    from PIL import ImageFile  # 30 ms, for a house that has an image

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _fault(width: int, height: int, mode: str) -> Fault | None:
    if width * height > MOST_PIXELS:
        return (
            say("L'image est trop grande : {largeur} × {hauteur} points.", largeur=width, hauteur=height),
            say(_SMALLER),
        )
    if fault := proportions(width, height):
        return fault
    if mode not in _MODES:
        return say("L'image n'est pas en couleurs RVB (elle est en « {mode} »).", mode=mode), say(
            _SAVE_IMAGES
        )
    return None


def proportions(width: float, height: float) -> Fault | None:
    """Too long a band, of whatever kind of image."""
    if width <= 0 or height <= 0 or not 1 / _LONGEST_RATIO <= width / height <= _LONGEST_RATIO:
        return (
            say("L'image est une bande trop étroite pour un en-tête."),
            say("Recadrez-la : au plus six fois plus large que haute, ou l'inverse."),
        )
    return None
