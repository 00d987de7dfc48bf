"""How close a short act is set: the room to sign and seal, the size of its words, where its pages are cut.

An act is first set at its ease. Where that takes a second page, the closest setting is tried; if it spares
the page, the least close that spares it too is taken. Where none does, page 2 bears the whole decision with
its vote and its signatures, as long as one page holds them: whoever signs a page signs what was decided.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from actgen.acts.tree.layout import crowded
from actgen.acts.tree.nodes import Contents, Document, PageBreak, Paragraph, Part, Signatures, Style, walk

CLOSEST_SIZE = 10  # points
DECISION = "decision"  # the anchor of « Après en avoir délibéré »
_SIGNED = "signature-"


class Fit(Struct, frozen=True):
    """A setting: `size` of the words in points, `room` between a quality and a name in millimetres.

    `whole`: the decision is on one page.
    """

    size: float = 11
    room: int = 20
    whole: bool = False

    @property
    def sheet(self) -> str:
        """What it adds to the sheet of printed acts."""
        rules = f".qualite {{ min-height: {self.room}mm }}" if self.room != PLAIN.room else ""
        if self.size != PLAIN.size:
            rules += f"html {{ font-size: {self.size:g}pt }} {_CLOSE_HEAD}"
        if self.size <= CLOSEST_SIZE:
            rules += _CLOSE_LINES
        if self.whole:
            rules += _WHOLE
        return rules


PLAIN = Fit()
AMPLE = Fit(room=35)
WHOLE = Fit(room=35, whole=True)
CLOSER = (Fit(), Fit(size=10.5))
CLOSEST = Fit(size=CLOSEST_SIZE)
_CLOSE_HEAD = "h1 + p.sous-titre + h2 { margin-top: 0; font-size: 14pt } p.note { margin-bottom: 0 }"
_CLOSE_LINES = (
    "p, p.dispositif { margin-bottom: 0.8mm } p.visa, p.considerant { margin-bottom: 0.4mm }"
    "p.fait { margin-bottom: 0.3mm } li { margin-bottom: 0.2mm } .cadre { margin: 1.4mm 0 1.8mm }"
    "p.note { line-height: 1.2 } p.vote { margin: 1mm 0 }"
    "p.fait + :not(.fait, h2, h3), p.visa + p.considerant, p.visa + :not(.visa),"
    "p.considerant + :not(.considerant), p.formule { margin-top: 1.2mm }"
)
_WHOLE = (
    "p.formule ~ * { break-before: avoid } p.formule ~ p { break-inside: avoid }"
    "p.formule ~ ul > li, p.formule ~ ol > li, p.formule ~ .cadre tr { break-before: avoid }"
)


def adjustable(document: Document) -> bool:
    """Whether an act, or the copy of one, has one decision at most, no annexe, few to sign it.

    Minutes and conventions run on.
    """
    formulas, signed = 0, False
    for block in walk(document.blocks):
        match block:
            case Contents() | PageBreak() | Part():
                return False
            case Paragraph(style=Style.FORMULA):
                formulas += 1
            case Signatures(places=places):
                if crowded(places):
                    return False
                signed = bool(places)
    return formulas == 1 or (signed and not formulas)


class Setting:
    """How one act is set in all its formats: found when it is first drawn, then kept. Drawing takes long."""

    def __init__(self, fit: Fit | None = None) -> None:
        self.fit = fit

    def drawn(self, draw: Callable[[Fit], Any]) -> Any:
        """The act as `draw` gives it in its setting."""
        if self.fit is not None:
            return draw(self.fit)
        self.fit, drawn = _fitted(draw)
        return drawn


def _fitted(draw: Callable[[Fit], Any]) -> tuple[Fit, Any]:
    """The best setting of an adjustable act, and the act drawn so."""
    drawn = draw(AMPLE)
    if len(drawn.pages) == 1:
        return AMPLE, drawn
    if len(drawn.pages) == 2 and len((closest := draw(CLOSEST)).pages) == 1:
        for fit in CLOSER:
            if len((closer := draw(fit)).pages) == 1:
                return fit, closer
        return CLOSEST, closest
    whole = draw(WHOLE)
    return (AMPLE, drawn) if _cut(whole) else (WHOLE, whole)


def _cut(drawn: Any) -> bool:
    """Whether the decision and its signatures stand on two pages all the same."""
    begun = [rank for rank, page in enumerate(drawn.pages) if DECISION in page.anchors]
    signed = [
        rank
        for rank, page in enumerate(drawn.pages)
        if any(each.startswith(_SIGNED) for each in page.anchors)
    ]
    end = signed[-1] if signed else len(drawn.pages) - 1  # a copy ends with the names of who signed
    return bool(begun) and begun[0] != end
