"""The heads and feet of an act as HTML: a coat of arms beside its identity, a letterhead, an author’s own."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from dataclasses import replace
from html import escape

from actgen.document.nodes import Block, Document, Heading, Paragraph, Style
from actgen.outputs.house.look import ARMS_HEIGHT, ARMS_WIDTH, Look, Picture
from actgen.outputs.house.paper import Grid, Line, PageNumber, Paper, PaperBlock, Piece, Shown, Words
from actgen.outputs.house.styles import FACE
from actgen.outputs.running import header_values
from actgen.records import dataclass
from actgen.text.printable import missing_characters

MEASURED = ("tete", "pied", "tete-courante", "pied-courant")
"""The anchors of `to_measure`, in the order of `Heights`."""
_LEADS_TO_NUMBER = re.compile(r"[\s·•|,;–—-]*(?:\b(?:page|p\.|feuillet))?[\s\u00a0]*\Z", re.IGNORECASE)
_FOLLOWS_NUMBER = re.compile(r"\A[\s·•|,;–—-]*")

_SIDES = {2: ("left", "right"), 3: ("left", "center", "right")}

Render = Callable[[tuple[Block, ...]], str]


def _on_screen(paper: Paper) -> tuple[tuple[PaperBlock, ...], tuple[PaperBlock, ...]]:
    """A page without end is the first one; what only the others bear comes where that bears nothing."""
    return paper.first.head or paper.others.head, paper.first.foot or paper.others.foot


def paper_of(document: Document, look: Look) -> Paper | None:
    """The paper of an act: a letterhead filled with running texts."""
    if not look.letterhead:
        return None
    from actgen.outputs.house.paper_reading import read_paper  # 80 ms that other acts needn't wait for

    return read_paper(look.letterhead, tuple(header_values(document).items()))


def measuring_markup(paper: Paper) -> str:
    """The heads and feet of a paper, to be drawn alone."""
    return _Dresser(printed=True).to_measure(paper)


def resources(look: Look, paper: Paper | None) -> dict[str, tuple[bytes, str]]:
    """What a printed act asks for by name: the bytes and the type of each image and font."""
    pictures = [look.arms] if look.arms else []
    pictures += _pictures((*paper.head, *paper.end, *paper.foot)) if paper else []
    pictures += _pictures((*paper.others.head, *paper.others.foot)) if paper else []
    found = {picture.name: (picture.content, picture.kind.value) for picture in pictures}
    if typeface := look.typeface:
        for rank, face in enumerate(typeface.faces):
            found[f"{FACE}{typeface.family}-{rank}"] = face.content, "font/sfnt"
    return found


def dressed(document: Document, look: Look, paper: Paper | None, render: Render, *, printed: bool) -> str:
    """The blocks of an act with its head; in print, what all pages bear runs at their head and foot."""
    if paper is not None:
        return _Dresser(printed).laid_on(paper, render(document.blocks))
    if look.arms is None:
        return render(document.blocks)
    return _Dresser(printed).with_arms(look.arms, document.blocks, render)


def identity(blocks: tuple[Block, ...]) -> tuple[int, int]:
    """Where the identity of the collectivity stands: from, to; nowhere (n, n): arms come there alone."""
    alone = 0
    for rank, block in enumerate(blocks):
        if isinstance(block, Heading):
            break
        style = block.style if isinstance(block, Paragraph) else None
        if style is Style.IDENTITY:
            end = rank
            while end < len(blocks) and _is_identity(blocks[end]):
                end += 1
            return rank, end
        if style is Style.BANNER:
            alone = rank + 1
    return alone, alone


def _is_identity(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.style is Style.IDENTITY


@dataclass(frozen=True, slots=True)
class _Dresser:
    """Writes the head; printed pages ask for images by name, those of a screen hold them."""

    printed: bool

    def with_arms(self, arms: Picture, blocks: tuple[Block, ...], render: Render) -> str:
        start, end = identity(blocks)
        width, height = arms.within(ARMS_WIDTH, ARMS_HEIGHT)
        image = self._image(arms, width, height)
        if start == end:
            head = f'<div class="armes seules">{image}</div>'
        else:
            head = (
                f'<div class="armes"><div class="blason" style="width:{width:.4g}mm">{image}</div>'
                f"<div>{render(blocks[start:end])}</div></div>"
            )
        return render(blocks[:start]) + head + render(blocks[end:])

    def laid_on(self, paper: Paper, body: str) -> str:
        end = self.part("suite", paper.end)
        if not self.printed:
            head, foot = _on_screen(paper)
            return f"{self.part('tete', (*head, *paper.above))}{body}{end}{self.part('pied', foot)}"
        running = self.part("tete-courante", paper.others.head) + self.part("pied", paper.foot)
        running += self.part("pied-courant", paper.others.foot)
        head = paper.head if paper.head_is_read else ()
        return f"{running}{self.part('tete', head)}{body}{end}"

    def to_measure(self, paper: Paper) -> str:
        """Each head and foot under an anchor of its own."""
        parts = (paper.head, paper.foot, paper.others.head, paper.others.foot)
        return "".join(
            f'<div class="papier" id="{anchor}">{"".join(map(self._block, blocks))}{_clear(blocks)}</div>'
            for anchor, blocks in zip(MEASURED, parts, strict=True)
        )

    def part(self, name: str, blocks: tuple[PaperBlock, ...]) -> str:
        inside = "".join(map(self._block, blocks)) + _clear(blocks)
        return f'<div class="papier {name}">{inside}</div>' if inside else ""

    def _block(self, block: PaperBlock) -> str:
        if isinstance(block, Line):
            return self._line(block)
        rows = "".join(
            '<div class="rangee">'
            + "".join(
                f'<div class="case" style="width:{box.share:.4g}%;vertical-align:{box.hangs};'
                f'{"" if self.printed else f"flex:{box.share:.4g}"}">'
                f"{''.join(map(self._block, box.blocks))}{_clear(box.blocks)}</div>"
                for box in row
            )
            + "</div>"
            for row in block.rows
        )
        return f'<div class="grille">{rows}</div>'

    def _line(self, line: Line) -> str:
        if not self.printed and any(isinstance(piece, PageNumber) for piece in line.pieces):
            line = _without_numbers(line)
            if not line.pieces:
                return ""
        style = f"text-align:{line.align};"
        style += f"margin:{line.before:g}pt 0 {line.after:g}pt;" if line.before or line.after else ""
        style += "border-top:0.5pt solid;padding-top:1pt;" if line.rule_above else ""
        style += "border-bottom:0.5pt solid;padding-bottom:1pt;" if line.rule_below else ""
        apart = "".join(
            self._piece(piece) for piece in line.pieces if isinstance(piece, Shown) and piece.side
        )
        columns = [self._pieces(column) for column in line.columns]
        if len(columns) == 1:
            return f'{apart}<p style="{style}">{columns[0] or "<br>" * (not apart)}</p>'
        aligned = line.sides or _SIDES.get(len(columns), _SIDES[3])
        sides = [aligned[min(rank, len(aligned) - 1)] for rank in range(len(columns))]
        cells = "".join(
            f'<div class="colonne" style="text-align:{side}"><p>{column}</p></div>'
            for side, column in zip(sides, columns, strict=True)
        )
        return f'{apart}<div class="ligne" style="{style}">{cells}</div>'

    def _pieces(self, pieces: tuple[Piece, ...]) -> str:
        return "".join(
            self._piece(piece) for piece in pieces if not (isinstance(piece, Shown) and piece.side)
        )

    def _piece(self, piece: Piece) -> str:
        if isinstance(piece, Shown):
            side = {
                "left": "float:left;margin-right:4mm;",
                "right": "float:right;margin-left:4mm;",
                "center": "display:block;margin:0 auto;",
            }
            return self._image(piece.picture, piece.width, piece.height, side.get(piece.side, ""))
        if isinstance(piece, PageNumber):
            counter = "pages" if piece.total else "page"
            return f'<span class="{counter}" style="font-size:{piece.size:g}pt"></span>'
        return self._words(piece)

    def _words(self, words: Words) -> str:
        style = f"font-size:{words.size:g}pt;"
        style += "font-weight:bold;" if words.bold else ""
        style += "font-style:italic;" if words.italic else ""
        style += f"color:#{words.colour};" if words.colour else ""
        missing = missing_characters(words.text) if self.printed else set()
        text = "".join(sign for sign in words.text if sign not in missing)  # they were told of
        style += "text-decoration:underline;" if words.underline else ""
        shown = escape(text, quote=False).replace("\n", "<br>")
        shown = f"<{words.raised}>{shown}</{words.raised}>" if words.raised else shown
        return f'<span{" class=lacune" if words.blank else ""} style="{style}">{shown}</span>'

    def _image(self, picture: Picture, width: float, height: float, style: str = "") -> str:
        source = picture.name if self.printed else data_uri(picture)
        size = f"width:{width:.4g}mm;height:{height:.4g}mm;{style}"
        return f'<img src="{source}" alt="{escape(picture.alt)}" style="{size}">'


def data_uri(picture: Picture) -> str:
    """The picture inside the page that shows it."""
    return f"data:{picture.kind.value};base64,{base64.b64encode(picture.content).decode('ascii')}"


def _clear(blocks: tuple[PaperBlock, ...]) -> str:
    """Ends what stands beside a picture that is apart from its line."""
    apart = any(
        isinstance(piece, Shown) and piece.side
        for block in blocks
        if isinstance(block, Line)
        for piece in block.pieces
    )
    return '<div class="fin-de-ligne"></div>' if apart else ""


def _without_numbers(line: Line) -> Line:
    """A line without the number of its page, nor the words that lead to it: a screen has no pages."""
    return replace(line, columns=tuple(_unnumbered(column) for column in line.columns))


def _unnumbered(column: tuple[Piece, ...]) -> tuple[Piece, ...]:
    numbers = [rank for rank, piece in enumerate(column) if isinstance(piece, PageNumber)]
    if not numbers:
        return column
    before, after = list(column[: numbers[0]]), list(column[numbers[-1] + 1 :])
    if before and isinstance(before[-1], Words):
        before[-1] = replace(before[-1], text=_LEADS_TO_NUMBER.sub("", before[-1].text))
    if after and isinstance(after[0], Words):
        after[0] = replace(after[0], text=_FOLLOWS_NUMBER.sub("", after[0].text))
    return tuple(each for each in (*before, *after) if not isinstance(each, Words) or each.text.strip())


def _pictures(blocks: tuple[PaperBlock, ...]) -> list[Picture]:
    found = []
    for block in blocks:
        if isinstance(block, Grid):
            for row in block.rows:
                for box in row:
                    found += _pictures(box.blocks)
        else:
            found += [piece.picture for piece in block.pieces if isinstance(piece, Shown)]
    return found
