"""The command line: one module a command, and the only place that prints, exits or asks the date."""

from __future__ import annotations

from actgen.cli.entry import main

__all__ = ["main"]
