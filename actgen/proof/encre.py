"""Where words are put on a page, how large and in which ink, as its drawing says step by step.

Only what actgen draws with is followed: words moved in another way aren't where a reader would be told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Matrice = tuple[float, float, float, float, float, float]
_UNIT: Matrice = (1, 0, 0, 1, 0, 0)
_SMALLEST = 2.0  # points: no eye reads less
_HALF_A_LINE = 6.0  # points: what is raised or lowered within a line moves less
_NARROWEST = 6.0  # points: of a column, between the beginnings of two cells
_WHITE = 0.95  # of each light, of three or of one
_INKS = frozenset({"g", "rg", "k", "sc", "scn"})
_OTHER_MOVES = frozenset({"Td", "TD", "T*", "TL", "Tz", "Ts", "Tc", "Tw", "'", '"'})


@dataclass(frozen=True, slots=True)
class Mot:
    """Words drawn together, and where they begin; `hauteur` rises from the foot of the page."""

    texte: str
    gauche: float
    hauteur: float


class Encre:
    """The state of a drawing: fed with each of its steps, it tells where the next words are."""

    def __init__(self, box: Sequence[float]) -> None:
        self._box = box
        self._page, self._text, self._size = _UNIT, _UNIT, 0.0
        self._clear = False
        self._kept: list[tuple[Matrice, bool]] = []
        self._elsewhere = False

    def suivre(self, operator: str, operands: Any) -> None:
        """Take one step of the drawing."""
        if operator == "q":
            self._kept.append((self._page, self._clear))
        elif operator == "Q" and self._kept:
            self._page, self._clear = self._kept.pop()
        elif operator == "cm":
            self._page = _product(_matrix(operands), self._page)
        elif operator == "Tm":
            self._text = _matrix(operands)
        elif operator == "Tf":
            self._size = float(operands[1])
        elif operator in _INKS:
            self._clear = _is_white(operator, [float(each) for each in operands if _is_number(each)])
        elif operator in _OTHER_MOVES:
            self._elsewhere = True

    def mot(self, words: str) -> Mot:
        """Words as they are drawn now."""
        return Mot(words, *self._place[4:])

    @property
    def lisible(self) -> bool:
        """Whether an eye can read what is drawn now: on the page, upright, large enough, not in white."""
        across, slope, _, up, left, height = self._place
        return (
            not (self._clear or self._elsewhere or slope)
            and min(across, up) * self._size >= _SMALLEST
            and self._box[0] <= left <= self._box[2]
            and self._box[1] <= height <= self._box[3]
        )

    @property
    def _place(self) -> Matrice:
        return _product(self._text, self._page)


def hors_de_l_ordre(shown: Sequence[tuple[int, Mot]]) -> Iterator[tuple[int, str]]:
    """The words of a paragraph that stand higher than those before, or left of them on the same line."""
    for (page, before), (after, word) in pairwise(shown):
        rise = word.hauteur - before.hauteur
        back = abs(rise) < _HALF_A_LINE and word.gauche < before.gauche
        if page == after and (rise >= _HALF_A_LINE or back):
            yield after, word.texte


def cellules_croisees(starts: Sequence[tuple[int, Mot]]) -> Iterator[tuple[int, str]]:
    """Of the first words of the cells of a row, those that don't stand right of the cell before."""
    for (_, before), (page, word) in pairwise(starts):
        if word.gauche < before.gauche + _NARROWEST:
            yield page, word.texte


def _is_number(operand: Any) -> bool:
    return not str(operand).startswith("/")


def _is_white(operator: str, lights: list[float]) -> bool:
    if operator == "k" or len(lights) == 4:
        return all(ink <= 1 - _WHITE for ink in lights)
    return bool(lights) and all(light >= _WHITE for light in lights)


def _matrix(operands: Any) -> Matrice:
    a, b, c, d, e, f = map(float, operands)
    return (a, b, c, d, e, f)


def _product(first: Matrice, then: Matrice) -> Matrice:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)
