"""A day named on the command line, read as the files' own dates are."""

from __future__ import annotations

from datetime import date

from actgen.cli.line import Line
from actgen.errors import UsageError


def as_of(line: Line, command: str) -> date | None:
    """The day of `--as-of`; None without it. Raises UsageError for what is no date."""
    written = line.one("--as-of")
    if not written:
        return None
    from actgen.reading.scalars import Problem
    from actgen.reading.scalars.dates import parse_date

    read = parse_date(written)
    if isinstance(read, Problem):
        raise UsageError(f"--as-of\u00a0: {read.message} {read.hint}".rstrip(), command)
    return read
