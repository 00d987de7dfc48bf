"""Who makes the files, and how far a long run has come: a bar on a terminal, a line now and then elsewhere.

It goes to the error output, so that what is piped into a file stays the report alone; a run that is over
before anybody would wonder shows nothing.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from types import TracebackType

from actgen.api.making import Workers
from actgen.api.making import workers as makers
from actgen.api.report.screen import Screen, encodable, fit
from actgen.base.errors import UsageError, quoted
from actgen.cli.line import Line

_MOST = 256  # processes
_PATIENCE = 1.0  # seconds before a bar appears
_REDRAWN = 0.1  # seconds between two drawings of it
_LINES = 10.0  # seconds between two lines where there is no terminal
_WIDEST = 30  # signs of the bar
_KNOWN = 0.04  # share of the work after which the time left can be told
_SOON, _IN_SECONDS = 5, 90


class ProgressBar:
    """Of so many things, what is done; `with` leaves the terminal clean. `one`, `many`: their name."""

    def __init__(
        self, screen: Screen, total: int, one: str, many: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._screen, self._clock = screen, clock
        self._one, self._many = one, many
        self._drawn = 0  # signs that are on the terminal's line
        self.expect(total, float(total))

    def __enter__(self) -> ProgressBar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()

    def expect(self, total: int, weight: float) -> None:
        """Begin: so many things, of so much weight in all."""
        self.clear()
        self._total, self._weight = total, weight
        self._count, self._share = 0, 0.0
        self._begun = self._shown = self._clock()

    def done(self, told: str = "", weight: float = 1.0) -> None:
        """One more thing is done; `told` says which, in a word or two."""
        self._count += 1
        self._share += weight
        now = self._clock()
        if self._screen.live:
            if now - self._begun >= _PATIENCE and now - self._shown >= _REDRAWN:
                self._draw(self._bar(now))
                self._shown = now
        elif now - self._shown >= _LINES:
            self._screen.error(self._line(told, now))
            self._shown = now

    def clear(self) -> None:
        """Leave nothing of the bar on the terminal."""
        if self._drawn:
            self._put("\r" + " " * self._drawn + "\r")
            self._drawn = 0

    def _bar(self, now: float) -> str:
        told = self._told(now)
        length = min(_WIDEST, self._screen.error_width - len(told) - 4)
        if length < 8:
            return told[: self._screen.error_width - 1]
        full = round(length * self._done)
        ink, blank = ("█", "░") if self._writes("█░") else ("#", ".")
        return f"{ink * full}{blank * (length - full)}  {told}"

    def _line(self, told: str, now: float) -> str:
        last = f" ({told})" if told else ""
        return f"{self._told(now)}{last}."

    def _told(self, now: float) -> str:
        """« 12 actes sur 155, encore 40 s environ »."""
        noun = self._many if self._count > 1 else self._one
        of = f" sur {max(self._total, self._count)}" if self._total else ""
        left = self._left(now)
        return f"{self._count} {noun}{of}" + (f", encore {left}" if left else "")

    @property
    def _done(self) -> float:
        return min(1.0, self._share / self._weight) if self._weight else 0.0

    def _left(self, now: float) -> str:
        """The time left as people say it; empty when it can't be told yet, or nothing is left."""
        if not _KNOWN <= self._done < 1:
            return ""
        seconds = (now - self._begun) * (1 - self._done) / self._done
        if seconds < _SOON:
            return "quelques secondes"
        if seconds < _IN_SECONDS:
            return f"{math.ceil(seconds / 5) * 5}\u00a0s environ"
        return f"{round(seconds / 60)}\u00a0min environ"

    def _draw(self, text: str) -> None:
        self._put("\r" + text + " " * (self._drawn - len(text)))
        self._drawn = len(text)

    def _writes(self, signs: str) -> bool:
        return encodable(signs, getattr(self._screen.err, "encoding", None) or "utf-8")

    def _put(self, text: str) -> None:
        try:
            self._screen.err.write(fit(text, self._screen.err))
            self._screen.err.flush()
        except (OSError, ValueError):  # there is nowhere left to say so
            return


def workers(line: Line, progress: ProgressBar | None = None) -> Workers:
    """Who makes the files, as the line asks. Raises UsageError for what is no number of processes."""
    asked, address = jobs(line), line.one("--cluster")
    if asked and address:
        raise UsageError(
            "--jobs et --cluster ne vont pas ensemble\u00a0: ce sont les machines de "
            "l’ordonnanceur qui disent combien elles ont de processus."
        )
    return makers(asked, address, progress)


def jobs(line: Line) -> int | None:
    """The number asked for, None when none is. Raises UsageError for what is no number of processes."""
    written = line.one("--jobs")
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and 0 < int(written) <= _MOST):
        raise UsageError(f"--jobs attend un nombre de processus, de 1 à {_MOST}, et non {quoted(written)}.")
    return int(written)
