"""`actgen doctor`: what works on this machine."""

from __future__ import annotations

from pathlib import Path

from actgen.cli.line import Line
from actgen.report.doctor import show_machine
from actgen.report.screen import Screen


def run_doctor(line: Line, screen: Screen) -> int:
    """Try each thing for real; 4 when something needed lacks."""
    return show_machine(Path(line.one("--out", "output")), screen)
