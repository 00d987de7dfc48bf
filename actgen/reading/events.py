"""YAML text → events, by libyaml where PyYAML was built with it, by its Python twin elsewhere.

Events rather than a composed tree: what must be refused (a bomb of aliases, a nesting that would
exhaust the stack) is refused as it goes by, before anything is built from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto
from typing import Any

import yaml
from msgspec import Struct

from actgen.reading.nodes import SourceText


class EventKind(Enum):
    """What an event begins, ends or is."""

    DOCUMENT = auto()
    SCALAR = auto()
    ALIAS = auto()
    SEQUENCE = auto()
    MAPPING = auto()
    END = auto()


class Event(Struct):
    """One event with its span, in 0-based lines and columns; not frozen, since a file makes many.

    `style` is YAML's own sign (' " | >), empty for a plain value; `flow` tells brackets and braces.
    """

    kind: EventKind
    line: int
    column: int
    end_line: int
    end_column: int
    value: str = ""
    style: str = ""
    flow: bool = False
    anchored: bool = False
    tagged: bool = False


class BrokenYaml(Exception):
    """Where the parser stopped, and where what it was reading began (0-based line and column)."""

    def __init__(self, line: int, column: int, start: tuple[int, int] | None = None) -> None:
        super().__init__(line, column, start)
        self.line, self.column, self.start = line, column, start


_KINDS: dict[type, EventKind] = {
    yaml.DocumentStartEvent: EventKind.DOCUMENT,
    yaml.ScalarEvent: EventKind.SCALAR,
    yaml.AliasEvent: EventKind.ALIAS,
    yaml.SequenceStartEvent: EventKind.SEQUENCE,
    yaml.MappingStartEvent: EventKind.MAPPING,
    yaml.SequenceEndEvent: EventKind.END,
    yaml.MappingEndEvent: EventKind.END,
}
_SCALAR, _COLLECTIONS = EventKind.SCALAR, (EventKind.SEQUENCE, EventKind.MAPPING)


def best_parser() -> Any:
    """The loader of libyaml when it is there: some ten times faster, same events."""
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse_events(source: SourceText, parser: Any = None) -> Iterator[Event]:
    """The events of a text; raises `BrokenYaml` where it isn't YAML."""
    loader = (parser or best_parser())(source.text)
    try:
        while loader.check_event():
            event = loader.get_event()
            if (kind := _KINDS.get(type(event))) is not None:
                yield _ours(kind, event)
    except yaml.MarkedYAMLError as error:
        raise _unreadable(error) from None
    except (ValueError, OverflowError):
        # The Python twin leaves an escape such as "\UFFFFFFFF" to chr().
        raise BrokenYaml(loader.line, loader.column) from None
    finally:
        loader.dispose()


def _ours(kind: EventKind, event: Any) -> Event:
    start, end = event.start_mark, event.end_mark
    place = start.line, start.column, end.line, end.column
    if kind is _SCALAR:
        anchored, tagged = event.anchor is not None, event.tag is not None
        return Event(kind, *place, event.value, event.style or "", False, anchored, tagged)
    if kind in _COLLECTIONS:
        anchored, tagged = event.anchor is not None, event.tag is not None
        return Event(kind, *place, "", "", bool(event.flow_style), anchored, tagged)
    return Event(kind, *place)


def _unreadable(error: yaml.MarkedYAMLError) -> BrokenYaml:
    start = error.context_mark
    stop = error.problem_mark or start
    began = (start.line, start.column) if start else None
    return BrokenYaml(stop.line, stop.column, began) if stop else BrokenYaml(0, 0)
