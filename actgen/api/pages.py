"""What a page made of the door's values needs besides: how French says them, and the face of acts."""

from __future__ import annotations

from pathlib import Path

from actgen.acts.outputs.fonts import FACES, font_folder
from actgen.base.text.dates import date_chiffres, date_longue, heure
from actgen.base.text.elision import elision
from actgen.base.text.grammar import compte
from actgen.reading.decoding import typed_text

__all__ = ["compte", "date_chiffres", "date_longue", "elision", "faces", "heure", "typed_text"]


def faces() -> dict[str, Path]:
    """The font files of the face of acts by their names: « Spectral-Regular.ttf ».

    Raises EnvironmentFault when its package is not installed.
    """
    folder = font_folder()
    return {f"{face}.ttf": folder / f"{face}.ttf" for face in FACES}
