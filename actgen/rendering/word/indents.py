"""The paragraphs that an author set back by hand: acts have the indents of their styles, and of lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from actgen.rendering.docx.markup import Element, name, plain_text
from actgen.rendering.word.readback_styles import Styles

_LEAST = 20  # twips, a point: what a word processor rounds is no indent
_MEASURE = re.compile(r"-?\d{1,5}", re.ASCII)
_VANISHES = re.compile(r"\s*(?:\{[%#].*?[%#]\}\s*)+", re.DOTALL)
_IND = f"{name('pPr')}/{name('ind')}"
_LEFT, _RIGHT = ("left", "start"), ("right", "end")


def set_back(paragraphs: Iterable[Element], styles: Styles) -> Iterator[Element]:
    """Those whose own indents differ from those of their style, in reading order.

    Neither the lines of a list, which keep its indents, nor a paragraph that its indent puts into the item
    above, nor the lines of tags, which no act has.
    """
    items: set[int] = set()
    for paragraph in paragraphs:
        numbering = styles.numbering(paragraph)
        if numbering is not None:
            items.add(numbering.indent)
            continue
        own = paragraph.find(_IND)
        if own is not None:
            by_style = [
                found for style in styles.chain_of(paragraph) if (found := style.find(_IND)) is not None
            ]
            mine, theirs = _sides([own, *by_style]), _sides(by_style)
            if mine[0] in items:
                continue
            if any(abs(one - other) > _LEAST for one, other in zip(mine, theirs, strict=True)):
                text = plain_text(paragraph)
                if text.strip() and not _VANISHES.fullmatch(text):
                    yield paragraph
        if plain_text(paragraph).strip():
            items.clear()


def _sides(settings: list[Element]) -> tuple[int, int, int]:
    """The left, the right and the first line, each by the nearest setting that says it."""
    firsts = (_first_line(each) for each in settings)
    return (
        _nearest(_measure(each, *_LEFT) for each in settings),
        _nearest(_measure(each, *_RIGHT) for each in settings),
        _nearest(firsts),
    )


def _first_line(setting: Element) -> int | None:
    hanging = _measure(setting, "hanging")
    return _measure(setting, "firstLine") if hanging is None else -hanging


def _nearest(found: Iterable[int | None]) -> int:
    return next((each for each in found if each is not None), 0)


def _measure(setting: Element, *keys: str) -> int | None:
    said = next((value for key in keys if (value := setting.get(name(key))) is not None), None)
    return int(said) if said is not None and _MEASURE.fullmatch(said) else None
