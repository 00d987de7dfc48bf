"""`actgen doctor`: what works on this machine."""

from __future__ import annotations

from pathlib import Path

from actgen.api.report.doctor import show_machine
from actgen.api.report.screen import Screen
from actgen.cli.line import Line


def run_doctor(line: Line, screen: Screen) -> int:
    """Try each thing for real; 4 when something needed lacks."""
    return show_machine(Path(line.one("--out", "output")), screen)
