"""Copies of Word templates where each finding is a comment, beside the files that they are copies of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from actgen.acts.templating.word.annotate import annotate
from actgen.authoring.starters.files import write_new
from actgen.base.diagnostics import Diagnostic
from actgen.base.errors import EnvironmentFault
from actgen.council.kinds.catalogue import MAX_WORD, Catalogue
from actgen.reading.sources import SHIPPED_LABEL, Source

_OPTION = "modeles-"
_SUFFIX = "-annoté"
_MOST = 99  # copies of one text


def write_annotated(
    catalogue: Catalogue, folders: Sequence[Path], findings: Sequence[Diagnostic]
) -> list[Path]:
    """Write the copies of the user's own Word files that have findings; where they are, by name.

    Neither the file nor an older copy is ever touched: someone may have corrected it. A copy that says
    something else takes the next free number. Raises EnvironmentFault when none can be written.
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
    assert isinstance(source, Source), "a file with findings was read"
    content = annotate(source.content, findings)
    for copy in _names(place):
        if write_new(copy, content) or _holds(copy, content):
            return copy
    raise EnvironmentFault(
        f"«\u00a0{place.name}\u00a0» a déjà {_MOST} copies annotées. Supprimez celles qui ne servent plus."
    )


def _names(place: Path) -> Iterator[Path]:
    yield place.with_name(f"{place.stem}{_SUFFIX}{place.suffix}")
    for rank in range(2, _MOST + 1):
        yield place.with_name(f"{place.stem}{_SUFFIX}-{rank}{place.suffix}")


def _holds(copy: Path, content: bytes) -> bool:
    """Whether a copy made before says the same; a link is never followed."""
    try:
        return copy.is_file() and not copy.is_symlink() and copy.read_bytes() == content
    except OSError:
        return False
