"""Words put elsewhere on a page, or drawn so that nobody reads them: no letter of them changes."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pikepdf
from pikepdf import ContentStreamInstruction, Dictionary, Operator

from actgen.proof.impression import kids

Step = Any
Words = list[tuple[int, int]]  # of each: the step that places them, the step that shows them


def _redrawn(pdf: pikepdf.Pdf, page: int, steps: list[Step]) -> None:
    pdf.pages[page].Contents.write(pikepdf.unparse_content_stream(steps))


def _read(pdf: pikepdf.Pdf, page: int = 0) -> tuple[list[Step], Words]:
    """The steps of a page, and where the words of its tags are among them."""
    steps, words, place, tagged = list(pikepdf.parse_content_stream(pdf.pages[page])), [], 0, False
    for rank, step in enumerate(steps):
        operator = str(step.operator)
        if operator in ("BDC", "BMC"):
            tagged = operator == "BDC" and "/MCID" in step.operands[1]
        elif operator == "Tm":
            place = rank
        elif operator == "TJ" and tagged:
            words.append((place, rank))
    return steps, words


def _placed(step: Step) -> list[float]:
    return [float(each) for each in step.operands]


def _placing(numbers: list[float]) -> Step:
    return ContentStreamInstruction([round(each, 6) for each in numbers], Operator("Tm"))


def _marks(element: Any) -> list[int]:
    """The marks of a page that a tag leads to."""
    return [
        mark
        for kid in kids(element)
        for mark in ([kid] if isinstance(kid, int) else _marks(kid) if "/K" in kid else [])
    ]


def _cells(pdf: pikepdf.Pdf) -> tuple[int, list[Step], int, int]:
    """The page, steps and places of the first two cells of a row."""
    for row in _tagged(pdf, "/TR"):
        marks = [_marks(cell) for cell in kids(row)]
        if len(marks) > 1 and marks[0] and marks[1]:
            return _both(pdf, kids(row)[0], marks[0][0], marks[1][0])
    raise AssertionError("no table")


def _tagged(pdf: pikepdf.Pdf, tag: str) -> list[Any]:
    return [each for each in pdf.objects if isinstance(each, Dictionary) and each.get("/S") == tag]


def _both(pdf: pikepdf.Pdf, element: Any, one: int, two: int) -> tuple[int, list[Step], int, int]:
    while "/Pg" not in element:
        element = kids(element)[0]
    page = next(rank for rank, each in enumerate(pdf.pages) if each.obj.objgen == element.Pg.objgen)
    steps, words = _read(pdf, page)
    return page, steps, _place_of(steps, words, one), _place_of(steps, words, two)


def _place_of(steps: list[Step], words: Words, mark: int) -> int:
    opened = next(
        rank
        for rank, step in enumerate(steps)
        if str(step.operator) == "BDC" and step.operands[1].get("/MCID") == mark
    )
    return next(place for place, _ in words if place > opened)


def swapped_cells(pdf: pikepdf.Pdf) -> None:
    page, steps, first, second = _cells(pdf)
    steps[first], steps[second] = steps[second], steps[first]
    _redrawn(pdf, page, steps)


def cell_over_another(pdf: pikepdf.Pdf) -> None:
    page, steps, first, second = _cells(pdf)
    steps[second] = steps[first]
    _redrawn(pdf, page, steps)


def words_off_the_page(pdf: pikepdf.Pdf) -> None:
    steps, words = _read(pdf)
    place = words[-1][0]
    steps[place] = _placing([*_placed(steps[place])[:4], 9000, 9000])
    _redrawn(pdf, 0, steps)


def tiny_words(pdf: pikepdf.Pdf) -> None:
    steps, words = _read(pdf)
    place = words[-1][0]
    a, b, c, d, e, f = _placed(steps[place])
    steps[place] = _placing([a * 0.001, b, c, d * 0.001, e, f])
    _redrawn(pdf, 0, steps)


def white_words(pdf: pikepdf.Pdf) -> None:
    steps, words = _read(pdf)
    steps.insert(words[-1][1], ContentStreamInstruction([1, 1, 1], Operator("rg")))
    _redrawn(pdf, 0, steps)


def _exchanged(pdf: pikepdf.Pdf, element: Any, one: int, two: int) -> None:
    page, steps, first, second = _both(pdf, element, one, two)
    steps[first], steps[second] = steps[second], steps[first]
    _redrawn(pdf, page, steps)


def swapped_lines(pdf: pikepdf.Pdf) -> None:
    long = next(each for each in _tagged(pdf, "/P") if len(_marks(each)) > 3)
    _exchanged(pdf, long, _marks(long)[0], _marks(long)[-1])


def swapped_paragraphs_on_the_page(pdf: pikepdf.Pdf) -> None:
    short = [each for each in _tagged(pdf, "/P") if len(_marks(each)) == 1]
    body = short[len(short) // 4 :]
    first, second = next((one, two) for one, two in pairwise(body) if one.get("/Pg") == two.get("/Pg"))
    _exchanged(pdf, first, _marks(first)[0], _marks(second)[0])
