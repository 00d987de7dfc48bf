"""What the outputs know of a house style: everything looked at, nothing left to refuse."""

from __future__ import annotations

import hashlib
from datetime import date
from enum import StrEnum

from msgspec import Struct

from actgen.acts.tree.nodes import Document
from actgen.base.records import replace

ARMS_HEIGHT, ARMS_WIDTH = 24.0, 60.0  # millimetres that the coat of arms may take


class ImageKind(StrEnum):
    PNG = "image/png"
    JPEG = "image/jpeg"

    @property
    def extension(self) -> str:
        return self.value.partition("/")[2]


class Picture(Struct, frozen=True):
    """An image that may be shown: its proportions in any unit, the text for who doesn't see it."""

    content: bytes
    kind: ImageKind
    width: float
    height: float
    alt: str = ""

    @property
    def name(self) -> str:
        """By what a page asks for it; equal images have one name."""
        return f"actgen:{hashlib.sha256(self.content).hexdigest()[:16]}.{self.kind.extension}"

    def within(self, width: float, height: float) -> tuple[float, float]:
        """Its size in millimetres in a box of so many, its proportions kept."""
        scale = min(width / self.width, height / self.height)
        return self.width * scale, self.height * scale


class Face(Struct, frozen=True):
    """A font file for one weight and one slant."""

    content: bytes
    bold: bool
    italic: bool


class Typeface(Struct, frozen=True):
    """A typeface given as files; `name` is what Word knows it by."""

    name: str
    faces: tuple[Face, ...]

    @property
    def family(self) -> str:
        """Its name in a PDF: one of its own, whatever other typefaces of that name a run prints with."""
        digest = hashlib.sha256(b"".join(hashlib.sha256(face.content).digest() for face in self.faces))
        return f"Charte{digest.hexdigest()[:12]}"


class Margins(Struct, frozen=True):
    """In millimetres; None: what the sheet says."""

    top: float | None = None
    right: float | None = None
    bottom: float | None = None
    left: float | None = None


class Look(Struct, frozen=True):
    """A house style. `accent` colours rules, `ink` headings too when it can be read (six digits, or empty).

    `letterhead` is a Word file that `check_letterhead` accepts; it has its own head and margins.
    """

    arms: Picture | None = None
    accent: str = ""
    ink: str = ""
    typeface: Typeface | None = None
    margins: Margins = Margins()
    letterhead: bytes = b""

    @property
    def families(self) -> tuple[str, ...]:
        """The names in a PDF of the typefaces that the house doesn't ship."""
        return (self.typeface.family,) if self.typeface else ()

    @property
    def without_head(self) -> Look:
        """The same for a page that is no act: no coat of arms, no letterhead, ordinary margins."""
        return replace(self, arms=None, letterhead=b"", margins=Margins())


DEFAULT = Look()


class Order(Struct, frozen=True):
    """What is to be made: the formats of one act, in its look; `dated` is the day of the act.

    `est_acte` is False for a page of the office alone, whose PDF carries nothing for programs. `prives` are
    the words declared private, which a PDF prints and doesn't carry.
    """

    document: Document
    forms: tuple[str, ...]
    look: Look = DEFAULT
    dated: date | None = None
    est_acte: bool = True
    prives: tuple[str, ...] = ()
