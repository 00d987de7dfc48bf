"""What a Word letterhead shows on a first page, as a small tree that the PDF and the page can draw.

Lengths are points for text and millimetres for the page. The typeface is that of the act; sizes, weights,
colours, alignments, pictures and the columns of tables are those of the letterhead.
"""

from __future__ import annotations

from dataclasses import dataclass

from actgen.rendering.house.look import Picture

DEFAULT_SIZE = 11.0


@dataclass(frozen=True, slots=True)
class Words:
    """A text of one format; `colour` is six hexadecimal digits, or empty."""

    text: str
    size: float = DEFAULT_SIZE
    bold: bool = False
    italic: bool = False
    colour: str = ""


@dataclass(frozen=True, slots=True)
class PageNumber:
    """The number of the page, or how many there are (`total`)."""

    total: bool = False
    size: float = DEFAULT_SIZE


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture of so many millimetres; `side` ("left", "right", "center"): it stands apart from the line."""

    picture: Picture
    width: float
    height: float
    side: str = ""


Piece = Words | PageNumber | Shown


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: what stands between its tabs, its alignment, the space round it in points."""

    columns: tuple[tuple[Piece, ...], ...]
    align: str = "left"
    before: float = 0
    after: float = 0
    rule_above: bool = False
    rule_below: bool = False

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return tuple(piece for column in self.columns for piece in column)


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: its share of the width in hundredths, what it holds, where it hangs ("top", "middle")."""

    share: float
    blocks: tuple[Line | Grid, ...]
    hangs: str = "top"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table that lays things out."""

    rows: tuple[tuple[Box, ...], ...]


PaperBlock = Line | Grid


@dataclass(frozen=True, slots=True)
class Paper:
    """A letterhead: what comes above the act (`head`), after it (`end`) and at the foot of its first page.

    Margins in millimetres, those of the sheet of paper; `head_at` and `foot_at` are where its head begins
    and its foot ends.
    """

    head: tuple[PaperBlock, ...]
    end: tuple[PaperBlock, ...]
    foot: tuple[PaperBlock, ...]
    top: float
    right: float
    bottom: float
    left: float
    head_at: float
    foot_at: float


def lines(blocks: tuple[PaperBlock, ...]) -> tuple[Line, ...]:
    """Every line, those of tables too."""
    found: list[Line] = []
    for block in blocks:
        if isinstance(block, Line):
            found.append(block)
        else:
            for row in block.rows:
                for box in row:
                    found += lines(box.blocks)
    return tuple(found)
