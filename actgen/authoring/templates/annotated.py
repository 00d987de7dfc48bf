"""Copies of Word templates where each finding is a comment, beside the files that they are copies of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from actgen.diagnostics import Diagnostic
from actgen.errors import EnvironmentFault
from actgen.kinds.catalogue import MAX_WORD, Catalogue
from actgen.rendering.word.annotate import annotate
from actgen.sources import SHIPPED_LABEL, Source

_OPTION = "modeles-"
_SUFFIX = "-annoté"


def write_annotated(
    catalogue: Catalogue, folders: Sequence[Path], findings: Sequence[Diagnostic]
) -> list[Path]:
    """Write the copies of the user's own Word files that have findings; where they are, by name.

    The file itself is never touched; an older copy is replaced. Raises EnvironmentFault when one can't be
    written (Word holds it open).
    """
    return [_write(catalogue, place, of_file) for place, of_file in _by_file(catalogue, folders, findings)]


def _by_file(
    catalogue: Catalogue, folders: Sequence[Path], findings: Sequence[Diagnostic]
) -> Iterator[tuple[Path, list[Diagnostic]]]:
    names = {place.file for finding in findings for place in finding.locations}
    for name in sorted(name for name in names if name.endswith(".docx")):
        place = _place_of(catalogue, folders, name)
        if place is not None and place.is_file():
            yield place, [each for each in findings if any(where.file == name for where in each.locations)]


def _place_of(catalogue: Catalogue, folders: Sequence[Path], name: str) -> Path | None:
    """A file of the user's by the name that findings give it; None for a shipped one."""
    first, _, rest = name.partition("/")
    if first == SHIPPED_LABEL:
        return None
    if first.startswith(_OPTION):
        rank = first.removeprefix(_OPTION)
        return folders[int(rank) - 1] / rest if rank.isdecimal() and int(rank) <= len(folders) else None
    return catalogue.sources.workspace / PurePosixPath(name)


def _write(catalogue: Catalogue, place: Path, findings: Sequence[Diagnostic]) -> Path:
    source = catalogue.sources.read(place, limit=MAX_WORD)
    copy = place.with_name(f"{place.stem}{_SUFFIX}{place.suffix}")
    try:
        assert isinstance(source, Source), "a file with findings was read"
        copy.write_bytes(annotate(source.content, findings))
    except OSError as error:
        raise EnvironmentFault(
            f"Le fichier «\u00a0{copy.as_posix()}\u00a0» ne peut pas être écrit. "
            "S’il est ouvert dans Word, fermez-le."
        ) from error
    return copy
