"""`actgen verify`: whether what lies in a folder, or one act, is still what actgen wrote."""

from __future__ import annotations

from pathlib import Path

from actgen.api import verify
from actgen.cli.arguments import place_of
from actgen.cli.line import Line
from actgen.errors import UsageError, quoted
from actgen.report.as_json import show_report
from actgen.report.screen import Screen
from actgen.report.verify import show_verification, verification_report


def run_verify(line: Line, screen: Screen) -> int:
    """Compare and show; 1 when something differs."""
    workspace, journal = _folder(line, "--workspace"), _folder(line, "--journal")
    found = [each for word in line.all("CHEMIN") for each in verify(place_of(word), workspace, journal)]
    if line.one("--report") == "json":
        show_report({"verifications": [verification_report(each) for each in found]}, screen)
    else:
        for number, each in enumerate(found):
            if number:
                screen.line()
            show_verification(each, screen)
    return int(not all(each.conforme for each in found))


def _folder(line: Line, option: str) -> Path | None:
    word = line.one(option)
    if not word:
        return None
    place = place_of(word)
    if not place.is_dir():
        raise UsageError(f"{option} attend un dossier\u00a0: {quoted(word)} n’en est pas un.")
    return place
