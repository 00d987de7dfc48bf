"""YAML text → events, by libyaml where PyYAML was built with it, by its Python twin elsewhere.

Events rather than a composed tree: what must be refused (a bomb of aliases, a nesting that would
exhaust the stack) is refused as it goes by, before anything is built from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from actgen.reading.source_text import SourceText


class Unreadable(Exception):
    """Where the parser stopped, and where what it was reading began (0-based line and column)."""

    def __init__(self, line: int, column: int, start: tuple[int, int] | None = None) -> None:
        super().__init__(line, column, start)
        self.line, self.column, self.start = line, column, start


def best_parser() -> Any:
    """libyaml's loader when it is there: some ten times faster, same events."""
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse_events(source: SourceText, parser: Any = None) -> Iterator[yaml.Event]:
    """The events of a text; raises `Unreadable` where it isn't YAML."""
    loader = (parser or best_parser())(source.text)
    try:
        while loader.check_event():
            yield loader.get_event()
    except yaml.MarkedYAMLError as error:
        start = error.context_mark and (error.context_mark.line, error.context_mark.column)
        mark = error.problem_mark or error.context_mark
        raise Unreadable(mark.line if mark else 0, mark.column if mark else 0, start) from None
    except (ValueError, OverflowError):
        # The Python twin leaves an escape such as "\UFFFFFFFF" to chr().
        raise Unreadable(loader.line, loader.column) from None
    finally:
        loader.dispose()
