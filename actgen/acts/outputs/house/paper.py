"""What a Word letterhead shows at the head and foot of its pages, as the PDF and the page draw it.

Lengths are points for text and millimetres for the page. The typeface is that of the act; sizes, weights,
colours, alignments, pictures and the columns of tables and tabs are those of the letterhead.
"""

from __future__ import annotations

from msgspec import Struct

from actgen.acts.outputs.house.look import Picture

PAGE, PAGES = "{page}", "{pages}"
"""What stands for the number of a page, and for how many there are."""


class Strip(Struct, frozen=True):
    """A head, a foot, or what stands round the act: its markup, where pictures are asked for by name.

    `lines` are its words, those of each column apart.
    """

    html: str = ""
    lines: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()

    def __add__(self, other: Strip) -> Strip:
        return Strip(self.html + other.html, self.lines + other.lines, self.pictures + other.pictures)


class Heads(Struct, frozen=True):
    """What a page bears at its head and at its foot."""

    head: Strip = Strip()
    foot: Strip = Strip()


class Heights(Struct, frozen=True):
    """How high each head and foot is once drawn, in millimetres."""

    head: float = 0
    foot: float = 0
    next_head: float = 0
    next_foot: float = 0


class Paper(Struct, frozen=True):
    """The paper of a Word file: what its first page bears (`first`), and each of the next ones (`others`).

    `above` and `end` are what a letterhead says before the act and after it. Margins in millimetres, those
    of the sheet of paper; `head_at` and `foot_at` are where heads begin and feet end.
    """

    first: Heads
    others: Heads
    above: Strip
    end: Strip
    top: float
    right: float
    bottom: float
    left: float
    head_at: float
    foot_at: float
    heights: Heights = Heights()

    @property
    def head(self) -> Strip:
        """What comes above the act on its first page."""
        return self.first.head + self.above

    @property
    def foot(self) -> Strip:
        """The foot of its first page."""
        return self.first.foot

    @property
    def strips(self) -> tuple[Strip, ...]:
        """All that it shows."""
        return self.head, self.end, self.foot, self.others.head, self.others.foot

    @property
    def head_is_read(self) -> bool:
        """Whether the first head is read with the act; one that all pages bear, in words alone, is not."""
        return bool(self.above.html or self.head.pictures) or self.first.head != self.others.head
