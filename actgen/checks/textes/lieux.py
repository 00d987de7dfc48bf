"""Where the words of an act come from: template, prose or file, down to line and column."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from sys import maxsize

from msgspec import Struct, field

from actgen.base.diagnostics import Location
from actgen.council.kinds.manifest import Kind
from actgen.reading.nodes import scalars
from actgen.reading.sources import SESSIONS, YAML, Source
from actgen.reading.yaml_tree import read_tree

# where in a template a passage of an act was written, when values stand among its words

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|^\s*\{:.*\}\s*$|^\s*:::.*$")
_WORD = re.compile(r"[^\W\d_]+")  # a figure is a value nearly always
_PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2011": "-", "’": "'"})


Place = Callable[[int, int], Location]
"""The place of some characters of a line, given by where they begin and end; (0, 0): the line."""
Reader = Callable[[Source], Iterable[tuple[Place, str]]]
"""The paragraphs of a Word file: the place of each, its text."""


def no_paragraph(source: Source) -> Iterable[tuple[Place, str]]:
    """The reader of who has nothing in Word."""
    return ()


class _Line(Struct, frozen=True):
    """A line of a template, or a paragraph of a Word one: its place, its text, the words that it prints."""

    place: Place
    text: str
    words: frozenset[str]


class Locator(Struct):
    """Looks for the origin of words in some files of templates, the first of which are those of the act."""

    word: Reader = no_paragraph
    _known: dict[str, tuple[_Line, ...]] = field(default_factory=dict)

    def place(self, passage: str, fragment: str, sources: Iterable[Source]) -> Location | None:
        """The place of a fragment of a passage; None when no line has enough of its words."""
        wanted = frozenset(_words(passage))
        best: tuple[float, _Line] | None = None
        for source in sources:
            for line in self._lines(source):
                score = _likeness(line.words, wanted)
                if score > 0 and (best is None or score > best[0]):
                    best = score, line
        return _marked(best[1], fragment) if best is not None else None

    def _lines(self, source: Source) -> tuple[_Line, ...]:
        if source.path not in self._known:
            texts = self.word(source) if source.path.endswith(".docx") else _lines(source)
            told = ((place, text, frozenset(_words(_TAG.sub(" ", text)))) for place, text in texts)
            self._known[source.path] = tuple(_Line(*each) for each in told if each[2])
        return self._known[source.path]


def _lines(source: Source) -> Iterator[tuple[Place, str]]:
    if source.path.endswith(".md"):
        for number, text in enumerate(source.text.splitlines(), start=1):
            yield partial(_on_line, source.path, number, text), text


def _on_line(file: str, number: int, text: str, start: int, end: int) -> Location:
    column, length = (start + 1, end - start) if end > start else (0, 0)
    return Location(file, number, column, length, text)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.translate(_PLAIN).casefold())


def _likeness(line: frozenset[str], passage: frozenset[str]) -> float:
    """How much of both is common: a line of which most words are there, and that says much of the passage."""
    common = len(line & passage)
    if common < 2 and common < len(line):
        return 0.0
    return common * common / (len(line) * len(passage)) if common * 2 >= len(line) else 0.0


def _marked(line: _Line, fragment: str) -> Location:
    """The place of the fragment in its line, when it stands there once as it is printed; else the line."""
    text, wanted = line.text.translate(_PLAIN), fragment.strip().translate(_PLAIN)
    if not wanted or text.count(wanted) != 1:
        return line.place(0, 0)
    start = text.find(wanted)
    return line.place(start, start + len(wanted))


# where the words of a composed act were written: the user's file or the template, at their line

_LEFT_OUT = frozenset(" \t\r\n\u00a0\u202f\u2009*\\«»“”\"‘’'`|")
_DASHES = str.maketrans({"\u2011": "-", "–": "-", "—": "-"})
_CONTEXT = 24  # letters on each side that tell one place of the same words from another
_CELL = re.compile(r"[\n|]")
_TEMPLATE_BODIES = ("corps.md", "corps.docx")
_MANIFEST = "acte.yaml"


class Etendue(Struct, frozen=True):
    """The lines of a session file where one item is written."""

    fichier: str
    lignes: range

    def __contains__(self, lieu: Location | None) -> bool:
        return lieu is not None and lieu.file == self.fichier and lieu.line in self.lignes


def etendues(debuts: dict[int, Location | None]) -> dict[int, Etendue]:
    """What each item covers, from its place up to the next."""
    lieux = sorted((lieu.line, numero, lieu.file) for numero, lieu in debuts.items() if lieu is not None)
    fins = (*(ligne for ligne, *_ in lieux[1:]), maxsize)
    return {
        numero: Etendue(fichier, range(ligne, fin))
        for (ligne, numero, fichier), fin in zip(lieux, fins, strict=False)  # none where nothing is placed
    }


def _none() -> Iterable[Source]:
    return ()


class Origines(Struct, dict=True):
    """The files that a run has read. `files` is asked for them at the first question; `word` reads Word.

    Files of the user come before templates, which hold common words; of the sessions, `seance` before those
    that it takes items from.
    """

    files: Callable[[], Iterable[Source]] = _none
    word: Reader = no_paragraph
    seance: str = ""
    _texts: dict[str, tuple[_Flat, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._locator = Locator(self.word)

    @cached_property
    def _known(self) -> tuple[Source, ...]:
        return tuple(sorted(self.files(), key=self._order))

    def _order(self, source: Source) -> tuple[bool, bool, str]:
        other = source.path.endswith(YAML) and source.path.startswith(f"{SESSIONS}/")
        return is_template(source.path), other and source.path != self.seance, source.path

    def modele(self, chemin: str) -> Location | None:
        """The main text of a kind, as a whole."""
        ends = tuple(f"{chemin}/{name}" for name in _TEMPLATE_BODIES)
        return next((Location(s.path) for s in self._known if s.path.endswith(ends)), None)

    def lieu(
        self,
        text: str,
        start: int,
        end: int,
        prose: str = "",
        kind: Kind | None = None,
        etendue: Etendue | None = None,
    ) -> Location | None:
        """Where `text[start:end]` was written; `prose` is the file that holds it, when it is known.

        The place that shares most of the neighbouring words is meant, in a file that acts of this kind are
        made from; of several, that in the lines of its own item (`etendue`). In a Word template, values among
        the words may leave only the likeness of a paragraph.
        """
        wanted = _flatten(text[start:end])
        if not wanted:
            return Location(prose, excerpt=text[start:end]) if prose else None
        sources = [s for s in self._known if s.path == prose] if prose else self._of(kind)
        found = self._written(text, start, end, sources, etendue)
        if found is None and not prose:
            inside = [source for source in sources if source.path.endswith(".docx")]
            found = self._locator.place(text, text[start:end], inside)
        return found or (Location(prose, excerpt=text[start:end]) if prose else None)

    def _written(
        self, text: str, start: int, end: int, sources: Iterable[Source], etendue: Etendue | None
    ) -> Location | None:
        wanted = _flatten(text[start:end])
        before, after = _flatten(text[:start])[-_CONTEXT:], _flatten(text[end:])[:_CONTEXT]
        edges = _is_edge(text, start), _is_edge(text, end)
        flats = [flat for source in sources for flat in self._flat(source)]
        if etendue is not None:
            flats.sort(key=lambda flat: flat.debut not in etendue)
        if not before and not after:  # a cell, a title: first where it stands by itself
            found = (flat.find(wanted, 0, len(wanted), edges, alone=True) for flat in flats)
            if place := next(filter(None, found), None):
                return place
        for left, right in ((before, after), (before, ""), ("", after), ("", "")):
            for flat in flats:
                place = flat.find(left + wanted + right, len(left), len(wanted), edges)
                if place is not None:
                    return place
        return None

    def _of(self, kind: Kind | None) -> list[Source]:
        """The files that acts of a kind are made from, the likeliest first."""
        if kind is None:
            return list(self._known)
        ranked = [(_rank(source.path, kind), source) for source in self._known]
        return [source for rank, source in sorted(ranked, key=lambda one: one[0]) if rank < _NEVER]

    def _flat(self, source: Source) -> tuple[_Flat, ...]:
        if source.path not in self._texts:
            self._texts[source.path] = tuple(_flats(source, self.word))
        return self._texts[source.path]


_NEVER = 5


def _rank(path: str, kind: Kind) -> int:
    """The user's files, the kind's own texts, shared clauses; then other kinds' where they are told of."""
    if not is_template(path):
        return 0
    if f"/{kind.chemin}/" in path:
        return 1
    if "/socle/" in path:
        return 2
    of_itself = kind.famille.traits.est_votee or kind.famille.traits.du_groupe or kind.famille.traits.atteste
    if of_itself:  # minutes, lists and notes hold words of other kinds
        return _NEVER
    return 4 if path.endswith(f"/{_MANIFEST}") else 3


def _is_edge(text: str, offset: int) -> bool:
    """Whether no word is cut at that offset."""
    return not (0 < offset < len(text) and text[offset - 1].isalnum() and text[offset].isalnum())


def is_template(path: str) -> bool:
    """Whether a file is a text of a kind of acts, shipped or the user's own."""
    return "templates/" in path or path.startswith("modeles-")


def _flatten(text: str) -> str:
    return "".join(sign for sign in text if sign not in _LEFT_OUT).translate(_DASHES).casefold()


class _Flat(Struct):
    """A text and its letters without what typography changes, each with its place in the text."""

    text: str
    signs: str
    offsets: list[int]
    place: Callable[[int, int], Location]
    debut: Location | None = None

    def find(
        self, wanted: str, lead: int, length: int, edges: tuple[bool, bool], *, alone: bool = False
    ) -> Location | None:
        """The place of the `length` letters that follow the first `lead` of what is wanted.

        `edges`: at which ends no word may be cut. `alone`: nothing else may stand on the line or in the cell.
        """
        at = self.signs.find(wanted)
        while at >= 0:
            first = self.offsets[at + lead]
            last = self.offsets[at + lead + length - 1] + 1
            whole = all(
                _is_edge(self.text, end) for end, kept in zip((first, last), edges, strict=True) if kept
            )
            if whole and (not alone or self._is_alone(first, last)):
                return self.place(first, last - first)
            at = self.signs.find(wanted, at + 1)
        return None

    def _is_alone(self, first: int, last: int) -> bool:
        around = (_CELL.split(self.text[:first])[-1], _CELL.split(self.text[last:])[0])
        return not any(sign.isalnum() for sign in "".join(around))


def _flats(source: Source, word: Reader) -> Iterator[_Flat]:
    if source.path.endswith(YAML):
        tree, _ = read_tree(source.content, source.path)
        for scalar in scalars(tree):
            yield _flat(scalar.text, scalar.within, scalar.location)
    elif source.path.endswith((".md", ".txt")):
        text = source.text.replace("\r\n", "\n").replace("\r", "\n")
        yield _flat(text, _Lines(source.path, text).place)
    elif source.path.endswith(".docx"):
        for place, text in word(source):
            yield _flat(text, partial(_from_start, place))


def _from_start(place: Place, offset: int, length: int) -> Location:
    return place(offset, offset + length)


def _flat(text: str, place: Callable[[int, int], Location], debut: Location | None = None) -> _Flat:
    signs, offsets = [], []
    for offset, sign in enumerate(text):
        if sign not in _LEFT_OUT:
            for letter in sign.translate(_DASHES).casefold():
                signs.append(letter)
                offsets.append(offset)
    return _Flat(text, "".join(signs), offsets, place, debut)


class _Lines:
    """Offsets of a text as lines and columns."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._rows = text.split("\n")
        self._starts = [0]
        for row in self._rows:
            self._starts.append(self._starts[-1] + len(row) + 1)

    def place(self, offset: int, length: int) -> Location:
        line = bisect_right(self._starts, offset)
        row = self._rows[line - 1]
        column = offset - self._starts[line - 1]
        return Location(self._file, line, column + 1, min(length, len(row) - column), row)
