"""The frame of every JSON report, and a long one written session by session."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from actgen import __version__
from actgen.cli.screen import Screen, encodable

FORME = 1
_MARGIN = "    "


class JsonReport:
    """The document, written session by session: as one `json.dumps` would give it, none of it kept.

    Where the output lacks a character of a session, that session is written in JSON escapes.
    """

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self._sessions = 0

    def add(self, session: dict[str, Any]) -> None:
        """Write the next session."""
        self._open()
        self.screen.raw(",\n" if self._sessions else "\n")
        self.screen.raw(_MARGIN + self._dumped(session, _MARGIN))
        self._sessions += 1

    def close(self, totals: dict[str, Any] | None = None) -> None:
        """Write the end, before it the totals of all sessions if there are any."""
        self._open()
        self.screen.raw("\n  ]" if self._sessions else "]")
        for key, value in (totals or {}).items():
            self.screen.raw(f",\n  {json.dumps(key)}: {self._dumped(value, '  ')}")
        self.screen.raw("\n}\n")

    def _open(self) -> None:
        if not self._sessions:
            head = json.dumps(_head(), indent=2)
            self.screen.raw(head.removesuffix("\n}") + ',\n  "seances": [')

    def _dumped(self, value: object, margin: str) -> str:
        # not textwrap: a text may hold a character that counts as a line break elsewhere
        return _dumped(value, self.screen).replace("\n", f"\n{margin}")


def show_json(sessions: Iterable[dict[str, Any]], screen: Screen) -> None:
    """Print the report on these sessions."""
    report = JsonReport(screen)
    for session in sessions:
        report.add(session)
    report.close()


def show_report(content: dict[str, Any], screen: Screen) -> None:
    """Print a report on something else than sessions; where the output lacks a character, as JSON escapes."""
    screen.raw(_dumped(_head() | content, screen) + "\n")


def _head() -> dict[str, Any]:
    return {"actgen": __version__, "forme": FORME}


def _dumped(value: object, screen: Screen) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=2)
    if encodable(text, getattr(screen.out, "encoding", None) or "utf-8"):
        return text
    return json.dumps(value, ensure_ascii=True, indent=2)
