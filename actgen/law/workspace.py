"""The law that a workspace is judged by: what ships with actgen, and the rows of its own folder `droit/`.

A law that came after this version is one row more, in a file of the same name and form: `droit/votes.yaml`
adds to the lists of `data/droit/votes.yaml`. Whoever lays it there needs no new program, and what it says is
checked as what ships is.
"""

from __future__ import annotations

from actgen.diagnostics import Diagnostic, Location, Report
from actgen.law import files
from actgen.law.files import LAW_FILES, shipped_bytes
from actgen.law.tables import LOI_FORME
from actgen.law.verification import verify
from actgen.sources import Source, SourceFault, Sources, files_beside, shipped
from actgen.text.lists import enumeration
from actgen.text.messages import say

FOLDER = "droit"

_Named = tuple[tuple[str, Source], ...]


class _Law:
    """What this process judges by now: one workspace at a time has a say."""

    named: _Named = ()
    findings: tuple[Diagnostic, ...] = ()


def law_of(sources: Sources) -> tuple[Diagnostic, ...]:
    """Judge by the law of this workspace from now on; what is wrong in the rows that it adds.

    The files are read through `sources`, so that the journal names what was used. A row that is wrong refuses
    every act, and adds nothing: other workspaces have the law that ships.
    """
    named, strangers = _read(sources)
    if named != _Law.named:
        files.add(named)
        _Law.findings = verify() if named else ()
        _Law.named = named
        if Report(_Law.findings).stops_everything:
            files.add(())
    return (*strangers, *_Law.findings)


def _read(sources: Sources) -> tuple[_Named, tuple[Diagnostic, ...]]:
    folder = sources.workspace / FOLDER
    if not folder.is_dir() or folder.resolve() == shipped("data", FOLDER):
        return (), ()
    named: list[tuple[str, Source]] = []
    findings: list[Diagnostic] = []
    for place in files_beside(folder):
        found = sources.apart().read(place)
        if isinstance(found, SourceFault):
            findings.append(found.finding())
        elif place.name not in LAW_FILES:
            findings.append(_stranger(found))
        elif found.content != shipped_bytes(FOLDER, place.name):  # a copy of what ships adds nothing
            sources.read(place)
            named.append((place.name, found))
    return tuple(named), tuple(findings)


def _stranger(source: Source) -> Diagnostic:
    return LOI_FORME.finding(
        say("Aucune table du droit ne s'appelle « {nom} ».", nom=source.path.rpartition("/")[2]),
        Location(source.path),
        hint=say("Donnez-lui le nom d'une table : {tables}.", tables=enumeration(list(LAW_FILES))),
    )
