"""A YAML file as lines that can be changed one by one: where each value begins and ends, where comments are.

What is not changed keeps its bytes: encoding and its mark, ends of lines, spaces, quotes, comments.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence as Some
from functools import cached_property
from typing import Any, NamedTuple

from actgen.base.diagnostics import Severity
from actgen.base.errors import CannotEdit, quoted
from actgen.base.text.patterns import pattern
from actgen.reading.decoding import encoding_of, plain_spaces
from actgen.reading.events import Event
from actgen.reading.nodes import Mapping, Node, Path, Places, Scalar, ScalarStyle, Sequence, scalars
from actgen.reading.yaml_tree import read_tree

_END = pattern(r"\r\n|\r|\n")
_COLON = pattern(r"\s*:(?=\s|$)")
_COMMENT = pattern(r"(?:^|(?<=\s))#")
_MEND = "Modifiez cet endroit dans le texte du fichier."


class Span(NamedTuple):
    """Where a node begins, and the place after its last sign as the parser tells it; lines from 0."""

    line: int
    column: int
    end_line: int
    end_column: int


class Part(NamedTuple):
    """An entry or an item of a block: the place of its key or of its dash, and its last line."""

    line: int
    column: int
    last: int


class Page:
    """The lines of a file that reads without an error. Raises CannotEdit for another."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self._spans: dict[int, Span] = {}
        tree, findings = read_tree(content, "", seen=self._seen)
        wrong = next((each for each in findings if each.severity is Severity.ERROR), None)
        if wrong is not None or tree is None:
            line = wrong.location.line if wrong is not None and wrong.location is not None else 0
            said = wrong.message if wrong is not None else "Ce fichier n’est pas lisible."
            raise CannotEdit(f"{said} {_MEND}", line)
        self.tree = tree
        self.findings = len(findings)
        self._codec, self._mark = encoding_of(content)
        text = content[len(self._mark) :].decode(self._codec)
        self.lines = _END.split(text)
        self._ends = [*_END.findall(text), ""]
        self._refuse_marked_keys(tree)

    def _seen(self, node: Node, start: Event, end: Event) -> None:
        self._spans[id(node)] = Span(start.line, start.column, end.end_line, end.end_column)

    def _refuse_marked_keys(self, node: Node) -> None:
        """Refuse « ? clé », which YAML allows and nobody writes: its colon may stand anywhere, or nowhere."""
        if isinstance(node, Mapping):
            for key, value in node:
                span = self.span(key)
                if self.lines[span.line][: span.column].rstrip().endswith("?"):
                    raise CannotEdit(f"Une rubrique s’écrit sans « ? » devant. {_MEND}", span.line + 1)
                self._refuse_marked_keys(value)
        elif isinstance(node, Sequence):
            for item in node.items:
                self._refuse_marked_keys(item)

    def refusal(self, path: Path, why: str) -> CannotEdit:
        """What to raise for a form that isn't known here."""
        names = [step for step in path if isinstance(step, str)]
        line = Places("", self.tree).location(path).line
        told = (quoted(names[-1]) if names else "", f"ligne {line}" if line else "")
        where = ", ".join(filter(None, told)) or "ce fichier"
        where = where[0].upper() + where[1:]
        return CannotEdit(f"{where}\u00a0: {why} {_MEND}", line)

    # the tree

    def nearest(self, path: Path) -> tuple[Path, Path]:
        """The steps to the deepest node on the way, and those that lead no further.

        One value written where a list may stand is the first of that list: step 0 leads to itself.
        """
        node: Node = self.tree
        taken: list[str | int] = []
        for rank, step in enumerate(path):
            if step == 0 and not isinstance(node, Sequence) and not _empty(node):
                continue
            below = _below(node, step)
            if below is None:
                return tuple(taken), path[rank:]
            taken.append(step)
            node = below
        return tuple(taken), ()

    def node(self, path: Path) -> Node:
        """The node at a path that `nearest` gave."""
        node: Node | None = self.tree
        for step in path:
            node = _below(node, step)
        assert node is not None, "nearest gave the path"
        return node

    def span(self, node: Node) -> Span:
        """Where a node of the tree begins, and where its events end."""
        return self._spans[id(node)]

    def last(self, node: Node) -> int:
        """The last line that a node writes on, without the blank lines and comments after it."""
        span = self.span(node)
        if isinstance(node, Scalar) and node.style is ScalarStyle.BLOCK:
            return self._last_of_block(span)
        if isinstance(node, Scalar) or node.flow:
            return span.end_line
        below = node.items if isinstance(node, Sequence) else [value for _, value in node]
        return self.last(below[-1]) if below else span.line

    def _last_of_block(self, span: Span) -> int:
        last = span.end_line if span.end_column else span.end_line - 1
        keeps = "+" in self.lines[span.line][span.column :].partition("#")[0]
        while not keeps and last > span.line and not self.lines[last].strip():
            last -= 1
        return max(last, span.line)

    def parts(self, node: Mapping | Sequence) -> list[Part]:
        """The entries of a block mapping, the items of a block list."""
        if isinstance(node, Mapping):
            keys = ((self.span(key), value) for key, value in node)
            return [Part(key.line, key.column, self.last(value)) for key, value in keys]
        column = self.span(node).column
        return [Part(self._dash(item, column), column, self.last(item)) for item in node.items]

    def _dash(self, item: Node, column: int) -> int:
        line = self.span(item).line
        while line and (self._is_comment(line) or self.lines[line][column : column + 1] != "-"):
            line -= 1
        return line

    def owner(self, path: Path) -> tuple[int, int]:
        """The place after the colon or the dash that announces the value at a path."""
        parent, step = self.node(path[:-1]), path[-1]
        if isinstance(parent, Sequence) and isinstance(step, int):
            part = self.parts(parent)[step]
            return part.line, part.column + 1
        key = parent.key(step) if isinstance(parent, Mapping) and isinstance(step, str) else None
        assert key is not None, "the path leads somewhere"
        span = self.span(key)
        colon = _COLON.match(self.lines[span.end_line], span.end_column)
        if colon is None:
            raise self.refusal(path, "le deux-points n’est pas sur la ligne de la rubrique.")
        return span.end_line, colon.end()

    @cached_property
    def values(self) -> Any:
        """The tree as dicts, lists, text and None; not to be changed."""
        return plain(self.tree)

    # comments

    @cached_property
    def comments(self) -> dict[int, int]:
        """The column of the comment of each line that has one."""
        signs = [line for line, text in enumerate(self.lines) if "#" in text]
        if not signs:
            return {}
        covered: dict[int, list[tuple[int, int]]] = {line: [] for line in signs}
        for scalar in scalars(self.tree, keys=True):
            for line, start, end in self._covered(scalar):
                if line in covered:
                    covered[line].append((start, end))
        found = ((line, self._comment(line, covered[line])) for line in signs)
        return {line: column for line, column in found if column >= 0}

    def _covered(self, scalar: Scalar) -> Iterator[tuple[int, int, int]]:
        """The stretches of lines where a « # » is a sign of this text."""
        span, block = self.span(scalar), scalar.style is ScalarStyle.BLOCK
        for line in range(span.line + block, span.end_line + 1):
            start = span.column if line == span.line else 0
            yield line, start, span.end_column if line == span.end_line else len(self.lines[line])

    def _comment(self, line: int, covered: Some[tuple[int, int]]) -> int:
        for match in _COMMENT.finditer(plain_spaces(self.lines[line])):
            if not any(start <= match.start() < end for start, end in covered):
                return match.start()
        return -1

    def _is_comment(self, line: int) -> bool:
        return not self.lines[line][: self.comments.get(line, 0)].strip() and line in self.comments

    @cached_property
    def told(self) -> list[str]:
        """The text of each comment, in no order."""
        return sorted(self.lines[line][column:].rstrip() for line, column in self.comments.items())

    def left(self, first: int, last: int) -> list[str]:
        """What stays of lines that are deleted: each of their comments, on a line of its own."""
        lines = (
            (self.lines[line], self.comments[line])
            for line in range(first, last + 1)
            if line in self.comments
        )
        return [
            text if not text[:column].strip() else text[: len(text) - len(text.lstrip())] + text[column:]
            for text, column in lines
        ]

    def belongs(self, line: int, column: int) -> int:
        """The line after the comments, from this one on, that stand deeper than a column."""
        while line < len(self.lines) and self._is_comment(line) and self.comments[line] > column:
            line += 1
        return line

    def above(self, line: int, first: int) -> int:
        """The first of the lines of comment that stand right above a line, none of them before `first`."""
        while line > first and self._is_comment(line - 1):
            line -= 1
        return line

    # changes

    def replaced(self, first: int, end: int, lines: Some[str]) -> Page:
        """The page with other lines in place of those from `first` to `end`, that one not included."""
        near = next((each for each in (*self._ends[max(first - 1, 0) :], *self._ends) if each), "\n")
        before, ends = list(self._ends[:first]), [near] * len(lines)
        if end > first and lines:
            ends[-1] = self._ends[end - 1]
        elif lines and end == len(self.lines):  # after a last line that has no end
            before[-1], ends[-1] = near, ""
        return self._made(
            [*self.lines[:first], *lines, *self.lines[end:]], [*before, *ends, *self._ends[end:]]
        )

    def _made(self, lines: list[str], ends: list[str]) -> Page:
        text = "".join(map("".join, zip(lines, ends, strict=True)))
        try:
            return Page(self._mark + text.encode(self._codec))
        except UnicodeEncodeError as error:
            raise CannotEdit(
                f"«\u00a0{text[error.start]}\u00a0» n’existe pas dans l’encodage de ce fichier. "
                "Enregistrez-le d’abord avec l’encodage UTF-8, dans votre éditeur de texte."
            ) from None


def plain(node: Node) -> Any:
    """The tree as dicts, lists, text and None."""
    if isinstance(node, Scalar):
        return None if node.empty else node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node}


def _empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.empty


def _below(node: Node | None, step: str | int) -> Node | None:
    if isinstance(node, Mapping) and isinstance(step, str):
        return node.get(step)
    if isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
        return node.items[step]
    return None
