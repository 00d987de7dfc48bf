"""Files named on the command line."""

from __future__ import annotations

from collections.abc import Iterable
from glob import glob
from pathlib import Path

from actgen.cli.line import UsageError, quoted


def named_files(words: Iterable[str], command: str) -> list[Path]:
    """The files that the words name, once each; `*` is understood where the shell leaves it (Windows)."""
    found: dict[Path, None] = {}
    for word in words:
        place = Path(word)
        if "\0" in word:
            raise UsageError(f"{quoted(word)} n’est pas un nom de fichier.", command)
        if any(sign in word for sign in "*?") and not place.exists():
            matches = sorted(glob(word))
            if not matches:
                raise UsageError(f"Aucun fichier ne correspond à {quoted(word)}.", command)
            found.update((Path(match), None) for match in matches)
        else:
            found[place] = None
    return list(found)
