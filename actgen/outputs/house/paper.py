"""What a Word file shows at the head and foot of its pages, as a small tree that the PDF and the page draw.

Lengths are points for text and millimetres for the page. The typeface is that of the act; sizes, weights,
colours, alignments, pictures and the columns of tables are those of the letterhead.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from msgspec import Struct

from actgen.outputs.house.look import Picture

DEFAULT_SIZE = 11.0


class Words(Struct, frozen=True):
    """A text of one format; `colour` is six hexadecimal digits, or empty.

    `raised` is "sup", "sub" or empty; `blank`: it stands for a fact that is not known yet.
    """

    text: str
    size: float = DEFAULT_SIZE
    bold: bool = False
    italic: bool = False
    colour: str = ""
    raised: str = ""
    underline: bool = False
    blank: bool = False


class PageNumber(Struct, frozen=True):
    """The number of the page, or how many there are (`total`)."""

    total: bool = False
    size: float = DEFAULT_SIZE


class PaperPicture(Struct, frozen=True):
    """A picture of so many millimetres; `side` ("left", "right", "center"): it stands apart from the line."""

    picture: Picture
    width: float
    height: float
    side: str = ""


Piece = Words | PageNumber | PaperPicture


class PaperLine(Struct, frozen=True):
    """A paragraph: what stands between its tabs, its alignment, the space round it in points.

    `sides` are the alignments of its columns; empty where it has no tab.
    """

    columns: tuple[tuple[Piece, ...], ...]
    align: str = "left"
    before: float = 0
    after: float = 0
    rule_above: bool = False
    rule_below: bool = False
    sides: tuple[str, ...] = ()

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return tuple(piece for column in self.columns for piece in column)


class Box(Struct, frozen=True):
    """A cell: its share of the width in hundredths, what it holds, where it hangs ("top", "middle")."""

    share: float
    blocks: tuple[PaperLine | Grid, ...]
    hangs: str = "top"


class Grid(Struct, frozen=True):
    """A table that lays things out."""

    rows: tuple[tuple[Box, ...], ...]


PaperBlock = PaperLine | Grid


class Heads(Struct, frozen=True):
    """What a page bears at its head and at its foot."""

    head: tuple[PaperBlock, ...] = ()
    foot: tuple[PaperBlock, ...] = ()


class Heights(Struct, frozen=True):
    """How high each head and foot is once drawn, in millimetres."""

    head: float = 0
    foot: float = 0
    next_head: float = 0
    next_foot: float = 0


@dataclass(frozen=True, slots=True)
class Paper:
    """The paper of a Word file: what its first page bears (`first`), and each of the next ones (`others`).

    `above` and `end` are what a letterhead says before the act and after it. Margins in millimetres, those
    of the sheet of paper; `head_at` and `foot_at` are where heads begin and feet end.
    """

    first: Heads
    others: Heads
    above: tuple[PaperBlock, ...]
    end: tuple[PaperBlock, ...]
    top: float
    right: float
    bottom: float
    left: float
    head_at: float
    foot_at: float
    heights: Heights = field(default=Heights(), compare=False)

    @property
    def head(self) -> tuple[PaperBlock, ...]:
        """What comes above the act on its first page."""
        return (*self.first.head, *self.above)

    @property
    def foot(self) -> tuple[PaperBlock, ...]:
        """The foot of its first page."""
        return self.first.foot

    @property
    def head_is_read(self) -> bool:
        """Whether the first head is read with the act; one that all pages bear, in words alone, is not."""
        pictures = any(isinstance(piece, PaperPicture) for line in lines(self.head) for piece in line.pieces)
        return bool(self.above) or self.first.head != self.others.head or pictures


def lines(blocks: tuple[PaperBlock, ...]) -> tuple[PaperLine, ...]:
    """Every line, those of tables too."""
    found: list[PaperLine] = []
    for block in blocks:
        if isinstance(block, PaperLine):
            found.append(block)
        else:
            for row in block.rows:
                for box in row:
                    found += lines(box.blocks)
    return tuple(found)
