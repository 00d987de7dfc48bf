"""Requests that are begun and not ended: each is closed after a while, however slowly it goes on coming.

The server itself waits for ever for the end of a request: a program of this machine that opens connections
and leaves them there would hold them all.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

MOST = 60.0  # seconds: a form comes from this machine, thirty megabytes of scans in less than one
_COMING = ("IDLE", "SEND_BODY")  # as the server has it: nothing yet or a part of its head; a part of its body


class Patience:
    """Since when each connection owes the rest of a request. `clock` counts seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._since: dict[Any, tuple[object, float]] = {}

    def look(self, connections: Iterable[Any]) -> None:
        """Close, among the connections of a server, those that have kept it waiting for too long."""
        now, before = self._clock(), self._since
        self._since = {}
        for each in connections:
            if str(each.conn.their_state) in _COMING:
                request, since = before.get(each, (None, now))
                self._since[each] = (each.cycle, since if request is each.cycle else now)
        for late in [each for each, (_, since) in self._since.items() if now - since > MOST]:
            late.transport.abort()
