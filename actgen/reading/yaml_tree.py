"""Bytes of a YAML file → located tree, or every reason why it can't be one."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from msgspec import Struct, field

from actgen.base.diagnostics import Diagnostic, Location, Mender, Severity
from actgen.reading import refusals
from actgen.reading.decoding import MAX_BYTES, clean_value, decode, forbidden_character, is_forbidden
from actgen.reading.events import BrokenYaml, Event, EventKind, parse_events
from actgen.reading.nodes import Mapping, Node, Scalar, ScalarStyle, Sequence, SourceText
from actgen.reading.syntax_advice import explain, glued_dash, several_documents

MAX_FINDINGS = 50
_GLUED_DASH = re.compile(r"-[^\W\d]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_STYLES = {
    "": ScalarStyle.PLAIN,
    "'": ScalarStyle.QUOTED,
    '"': ScalarStyle.QUOTED,
    "|": ScalarStyle.BLOCK,
    ">": ScalarStyle.BLOCK,
}


Seen = Callable[[Node, Event, Event], None]


def read_tree(
    content: bytes,
    file: str,
    mender: Mender = Mender.SECRETAIRE,
    *,
    parser: Any = None,
    limit: int = MAX_BYTES,
    seen: Seen | None = None,
) -> tuple[Mapping | None, tuple[Diagnostic, ...]]:
    """The tree of a file and what is wrong with it.

    No bytes raise anything. With an error that leaves the structure sound (a key written twice: the
    first one is kept) the tree is given too, so that the rest can be looked at in the same pass.
    `parser` is for tests: the PyYAML loader to use instead of the best one at hand. `seen` is told of each
    node with the events that it begins and ends with, so that who edits the file knows its span.
    """
    source, findings = decode(content, file, mender, limit)
    if source is None:
        return None, findings
    builder = _Builder(source, mender, seen)
    try:
        for event in parse_events(source, parser):
            builder.take(event)
    except BrokenYaml as stop:
        return None, _with_last(builder.findings, _stopped(source, stop, mender))
    except _Enough:
        return None, tuple(builder.findings)
    return builder.result()


def _stopped(source: SourceText, stop: BrokenYaml, mender: Mender) -> Diagnostic:
    line = source.lines[min(stop.line, len(source.lines) - 1)][: stop.column]
    opened = sum(line.count(sign) for sign in "[{") - sum(line.count(sign) for sign in "]}")
    if opened > refusals.MAX_DEPTH:
        # libyaml has a limit of its own, which it meets while it looks ahead
        return refusals.too_deep(source, stop, mender)
    return explain(source, stop, mender)


def _with_last(findings: list[Diagnostic], last: Diagnostic) -> tuple[Diagnostic, ...]:
    """One slip gives one finding: what stopped the parser may be what was just refused on that line."""
    errors = (finding for finding in findings if finding.severity is Severity.ERROR)
    lines = {place.line for finding in errors for place in finding.locations}
    same = last.location is not None and last.location.line in lines
    return tuple(findings) if same else (*findings, last)


class _Enough(Exception):
    """Reading on would add nothing: too deep, a second document, or too many findings."""


class _Open(Struct):
    """A mapping or a list whose end has not been read."""

    start: Event
    children: list[Node] = field(default_factory=list)


class _Builder:
    """Builds nodes from events, and refuses what goes by."""

    def __init__(self, source: SourceText, mender: Mender, seen: Seen | None) -> None:
        self.source = source
        self.mender = mender
        self.seen = seen
        self.findings: list[Diagnostic] = []
        self.sound = True
        self.open: list[_Open] = []
        self.root: Node | None = None
        self.documents = 0

    def take(self, event: Event) -> None:
        """Take in the next event; raises `_Enough` when the rest is not worth reading."""
        if event.anchored or event.tagged or event.kind is EventKind.ALIAS:
            self._break(refusals.yaml_sign(self.source, event.line, event.column, self.mender))
        if event.kind is EventKind.SCALAR:
            self._add(self._scalar(event), event, event)
        elif event.kind is EventKind.DOCUMENT:
            self._document(event)
        elif event.kind is EventKind.ALIAS:
            self._add(Scalar("", self._span(event, event), empty=True), event, event)
        elif event.kind is EventKind.END:
            self._leave(event)
        else:
            self._enter(event)

    def result(self) -> tuple[Mapping | None, tuple[Diagnostic, ...]]:
        """The tree, if its structure is sound, and the findings."""
        erroneous = any(finding.severity is Severity.ERROR for finding in self.findings)
        if self.root is None or (isinstance(self.root, Scalar) and self.root.empty and not erroneous):
            self.findings.append(refusals.empty_file(self.source, self.mender))
        elif not isinstance(self.root, Mapping) and not erroneous:
            self.findings.append(refusals.not_a_mapping(self.root, self.mender))
        tree = self.root if self.sound and isinstance(self.root, Mapping) else None
        return tree, tuple(self.findings)

    def _document(self, event: Event) -> None:
        self.documents += 1
        if self.documents > 1:
            self._break(several_documents(self.source, event.line, self.mender))
            raise _Enough

    def _enter(self, event: Event) -> None:
        if len(self.open) >= refusals.MAX_DEPTH:
            self._break(refusals.too_deep(self.source, event, self.mender))
            raise _Enough
        self.open.append(_Open(event))

    def _leave(self, end: Event) -> None:
        closed = self.open.pop()
        place = self._span(closed.start, end)
        if closed.start.kind is EventKind.SEQUENCE:
            self._add(Sequence(tuple(closed.children), place, closed.start.flow), closed.start, end)
        else:
            self._add(Mapping(self._entries(closed), place, closed.start.flow), closed.start, end)

    def _add(self, node: Node, start: Event, end: Event) -> None:
        if self.seen is not None:
            self.seen(node, start, end)
        if self.open:
            self.open[-1].children.append(node)
        elif self.root is None:
            self.root = node

    def _entries(self, closed: _Open) -> tuple[tuple[Scalar, Node], ...]:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(closed.children[::2], closed.children[1::2], strict=True):
            if not isinstance(key, Scalar) or key.empty:
                self._break(refusals.complex_key(self.source, key, closed.start, self.mender))
            elif key.text == "<<" and key.style is ScalarStyle.PLAIN:
                line, column = key.location.line - 1, key.location.column - 1
                self._break(refusals.yaml_sign(self.source, line, column, self.mender))
            elif key.text in entries:
                self._report(refusals.double_key(entries[key.text][0], key, self.mender))
            else:
                entries[key.text] = (key, value)
        return tuple(entries.values())

    def _scalar(self, event: Event) -> Scalar:
        style, text = _STYLES.get(event.style, ScalarStyle.PLAIN), event.value
        place = self._block_place(event) if style is ScalarStyle.BLOCK else self._span(event, event)
        if not (text.isascii() and text.isprintable()):
            text = self._cleaned(event, place)
        if style is ScalarStyle.PLAIN:
            self._plain(event, text)
        empty = not text.strip() or (style is ScalarStyle.PLAIN and text in _NULLS)
        last = event.end_line + (0 if event.end_column == 0 and style is ScalarStyle.BLOCK else 1)
        return Scalar("" if empty else text, place, style, empty, last, self.source)

    def _cleaned(self, event: Event, place: Location) -> str:
        """The text of a value that holds more than letters and signs of ASCII, on one line."""
        if _SURROGATE.search(event.value):
            # libyaml refuses such an escape, its Python twin lets it through.
            raise BrokenYaml(event.end_line, event.end_column - 1)
        text = clean_value(event.value)
        if bad := is_forbidden(text):
            self._report(forbidden_character(bad, place, mender=self.mender))
        return text

    def _plain(self, event: Event, text: str) -> None:
        """Refuse what YAML reads otherwise than it was meant, in a value without quotes."""
        if text[:1] == "-" and _GLUED_DASH.match(text) and self._first_of_line(event):
            self._break(glued_dash(self.source, event.line, event.column, self.mender))
        if glued := refusals.glued_comment(self.source, event, self.mender):
            self._report(glued)

    def _first_of_line(self, event: Event) -> bool:
        return not self.source.lines[event.line][: event.column].strip()

    def _span(self, start: Event, end: Event) -> Location:
        if end.end_line == start.line:
            return self.source.place(start.line, start.column, end.end_column - start.column)
        length = len(self.source.lines[start.line].rstrip()) - start.column
        return self.source.place(start.line, start.column, length)

    def _block_place(self, event: Event) -> Location:
        for line in range(event.line + 1, min(event.end_line + 1, len(self.source.lines))):
            if self.source.lines[line].strip():
                return self.source.content(line)
        return self.source.place(event.line, event.column)

    def _report(self, finding: Diagnostic) -> None:
        self.findings.append(finding)
        if len(self.findings) >= MAX_FINDINGS:
            raise _Enough

    def _break(self, finding: Diagnostic) -> None:
        """Report what leaves no sound tree behind."""
        self.sound = False
        self._report(finding)
