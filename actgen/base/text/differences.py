"""Where two tellings of a text differ: paragraphs first, then words, less what word processors change alone.

Word makes no-break spaces, curly apostrophes and quotes of what is typed, LibreOffice saves them otherwise:
none of them is a difference. Everything else is, be it one letter. What a line leaves to be filled by hand
may hold anything.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cached_property

from msgspec import Struct

BLANK = re.compile(r"…{2,}|_{2,}|\.{4,}|\u2002{4,}")
"""What is left to be filled by hand; en spaces are those of our Word files."""

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("‘’\u02bc\u2032`\u00b4", "'"),
        **dict.fromkeys("«»“”„‟", '"'),
        **dict.fromkeys("\u2010\u2011", "-"),
        **dict.fromkeys("\u00ad\u200b\u2060\ufeff", None),
    }
)
_LOOSE = re.compile(r"(?<!\w) | (?!\w)")  # beside a sign; between two words, or two figures, a space counts
_TOKEN = re.compile(r"\S+")
_NO_BREAK = frozenset("\u00a0\u202f")
_ALIKE = 0.4  # of the words of two paragraphs: below, they are two, one taken away and one added
_MOST_PAIRED = 200  # paragraphs that are compared one with another
_BESIDE = 3  # words by which a passage is known again elsewhere
_TELLING = 12  # letters of a passage that is known by itself
_MOST_WORDS = 3_000  # of a line: beyond, it differs as a whole


class Sorte(StrEnum):
    """What became of some words; the values are read by other programs."""

    MOTS = "mots"
    AJOUT = "ajout"
    RETRAIT = "retrait"
    DEPLACEMENT = "déplacement"


class Difference(Struct, frozen=True):
    """Words of two tellings: `avant` in the first, on its line, `apres` in the second, on `ligne_apres`.

    Of words that were added to a line or taken from it, the one beside them is told too. `debut` and `fin`:
    where `avant` stands in its line. The rank of the line in a telling is None where it is only in the other.
    """

    sorte: Sorte
    avant: str
    apres: str
    ligne: str = ""
    debut: int = 0
    fin: int = 0
    ligne_apres: str = ""
    rang: int | None = None
    rang_apres: int | None = None


class _Line(Struct, frozen=True, dict=True):
    """A line as it is compared."""

    text: str

    @cached_property
    def key(self) -> str:
        return normal(self.text)

    @cached_property
    def blanks(self) -> re.Pattern[str] | None:
        """What may stand for a line that leaves some words to be filled by hand."""
        if not BLANK.search(self.text):
            return None
        return re.compile(".*".join(re.escape(normal(each)) for each in BLANK.split(self.text)), re.DOTALL)

    @cached_property
    def words(self) -> Counter[str]:
        return Counter(self.key.split())

    def says(self, other: _Line) -> bool:
        """Whether another line says the same, be it filled."""
        if self.key == other.key:
            return True
        return self.blanks is not None and self.blanks.fullmatch(other.key) is not None

    def likeness(self, other: _Line) -> float:
        total = self.words.total() + other.words.total()
        return 2 * (self.words & other.words).total() / total if total else 0.0


def normal(text: str) -> str:
    """A text without what word processors change alone."""
    plain = " ".join(text.translate(_SIGNS).split())
    return _LOOSE.sub("", plain)


def differences(first: Sequence[str], second: Sequence[str]) -> tuple[Difference, ...]:
    """What two texts say otherwise, a paragraph a line, in the order of the first."""
    ours, theirs = [*map(_Line, first)], [*map(_Line, second)]
    pairs = list(_aligned(ours, theirs))
    gone = Counter(ours[i].key for i, j in pairs if i is not None and j is None)
    come = Counter(theirs[j].key for i, j in pairs if i is None and j is not None)
    moved = gone & come
    return tuple(_told(pairs, ours, theirs, moved))


def around(line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A passage of a line with three words on each side, with two, with one; alone where it says enough."""
    tokens = [each.span() for each in _TOKEN.finditer(line)]
    first = sum(stop <= start for _, stop in tokens)
    last = max(first, len(tokens) - sum(begin >= end for begin, _ in tokens) - 1)
    for beside in range(_BESIDE, 0, -1):
        here = tokens[max(0, first - beside) : last + beside + 1]
        if here:
            yield here[0][0], here[-1][1]
    if sum(map(str.isalpha, line[start:end])) >= _TELLING:
        yield start, end


def _told(
    pairs: Sequence[tuple[int | None, int | None]],
    ours: Sequence[_Line],
    theirs: Sequence[_Line],
    moved: Counter[str],
) -> Iterator[Difference]:
    """A line that was moved is told once, where it was."""
    left, come = Counter(moved), Counter(moved)
    for i, j in pairs:
        if i is not None and j is not None:
            yield from _words(ours[i].text, theirs[j].text, i, j)
        elif i is not None:
            line = ours[i]
            left[line.key] -= 1
            sorte = Sorte.DEPLACEMENT if left[line.key] >= 0 else Sorte.RETRAIT
            apres = line.text if sorte is Sorte.DEPLACEMENT else ""
            yield Difference(sorte, line.text, apres, line.text, 0, len(line.text), apres, i)
        elif j is not None:
            come[theirs[j].key] -= 1
            if come[theirs[j].key] < 0:
                yield Difference(Sorte.AJOUT, "", theirs[j].text, rang_apres=j)


def _aligned(ours: Sequence[_Line], theirs: Sequence[_Line]) -> Iterator[tuple[int | None, int | None]]:
    """The lines that differ, each with the one that took its place, if any."""
    keys = [line.key for line in ours], [line.key for line in theirs]
    for kind, i, end, j, stop in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from _paired(ours, theirs, range(i, end), range(j, stop))


def _paired(
    ours: Sequence[_Line], theirs: Sequence[_Line], mine: range, others: range
) -> Iterator[tuple[int | None, int | None]]:
    """Each line with the next one that is like it; those between were added."""
    at = others.start
    for i in mine:
        ahead = range(at, min(others.stop, at + _MOST_PAIRED))
        same = next((j for j in ahead if ours[i].says(theirs[j])), None)
        if same is None:
            ranked = [(ours[i].likeness(theirs[j]), -j) for j in ahead]
            best = max(ranked, default=(0.0, 0))
            found = -best[1] if best[0] >= _ALIKE else None
            if found is None and len(mine) == len(others) == 1:
                found = others.start
        else:
            found = same
        if found is None:
            yield i, None
            continue
        yield from ((None, j) for j in range(at, found))
        if same is None:
            yield i, found
        at = found + 1
    yield from ((None, j) for j in range(at, others.stop))


def _words(avant: str, apres: str, i: int, j: int) -> Iterator[Difference]:
    """The words of two lines that differ, what stands together told together."""
    ours, theirs = list(_TOKEN.finditer(avant)), list(_TOKEN.finditer(apres))
    keys = [normal(each[0]) for each in ours], [normal(each[0]) for each in theirs]
    found = False
    for a, b, c, d in _runs(avant, ours, keys) if max(map(len, keys)) <= _MOST_WORDS else ():
        was = (ours[a].start(), ours[b - 1].end()) if b > a else (0, 0)
        here = avant[slice(*was)]
        said = apres[theirs[c].start() : theirs[d - 1].end()] if d > c else ""
        if normal(here) != normal(said):
            found = True
            yield Difference(Sorte.MOTS, here, said, avant, *was, apres, i, j)
    if not found:  # spaces alone, between two words or two figures
        yield Difference(Sorte.MOTS, avant, apres, avant, 0, len(avant), apres, i, j)


def _runs(
    avant: str, ours: Sequence[re.Match[str]], keys: tuple[list[str], list[str]]
) -> Iterator[tuple[int, int, int, int]]:
    """The runs of words that differ, with what a no-break space keeps them together with."""
    runs: list[list[int]] = []
    for kind, a, b, c, d in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        while a > 0 and c > 0 and a < len(ours) and _kept_together(avant, ours, a - 1):
            a, c = a - 1, c - 1
        while 0 < b < len(ours) and d < len(keys[1]) and _kept_together(avant, ours, b - 1):
            b, d = b + 1, d + 1
        if (a == b or c == d) and a > 0 and c > 0:  # with the word beside it
            a, c = a - 1, c - 1
        elif (a == b or c == d) and b < len(ours) and d < len(keys[1]):
            b, d = b + 1, d + 1
        if runs and (a <= runs[-1][1] or c <= runs[-1][3]):
            runs[-1][1::2] = [max(b, runs[-1][1]), max(d, runs[-1][3])]
        else:
            runs.append([a, b, c, d])
    yield from ((a, b, c, d) for a, b, c, d in runs)


def _kept_together(text: str, tokens: Sequence[re.Match[str]], rank: int) -> bool:
    """Whether a no-break space stands between a word and the next."""
    return bool(_NO_BREAK & set(text[tokens[rank].end() : tokens[rank + 1].start()]))
