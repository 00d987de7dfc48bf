"""A text compared with the committed one, or written over it when pytest is told to."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest


def compare(text: str, file: Path, rewrite: bool) -> None:
    """Fail with the difference. A rewriting fails too: what it wrote is for somebody to read."""
    committed = file.read_text(encoding="utf-8") if file.exists() else ""
    if rewrite:
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
        pytest.fail(f"{file.name} is written: read its diff, commit it, run again without --ecrire-attendus")
    if text != committed:
        lines = difflib.unified_diff(
            committed.splitlines(), text.splitlines(), "committed", "made now", lineterm="", n=2
        )
        pytest.fail(f"{file.name}: the text has changed\n" + "\n".join(lines))
