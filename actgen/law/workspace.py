"""The law that a workspace is judged by: what ships with actgen, and the rows of its own folder `droit/`.

A law that came after this version is one row more, in a file of the same name and form: `droit/votes.yaml`
adds to the lists of `data/droit/votes.yaml`. Whoever lays it there needs no new program, and what it says is
checked as what ships is.
"""

from __future__ import annotations

from datetime import date

from actgen.base.diagnostics import Diagnostic, Location, Report
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import say
from actgen.law import files
from actgen.law.files import LAW_FILES, shipped_bytes
from actgen.law.tables import LOI_FORME
from actgen.law.verification import verify
from actgen.reading.sources import Source, SourceFault, Sources, files_beside, shipped

FOLDER = "droit"

_Named = tuple[tuple[str, Source], ...]
_Findings = tuple[Diagnostic, ...]


class _Law:
    """What this process judges by now: one workspace at a time has a say."""

    read: tuple[_Named, _Findings, date | None] = ((), (), None)
    findings: _Findings = ()


def law_of(sources: Sources, aujourd_hui: date | None = None) -> _Findings:
    """Judge by the law of this workspace from now on; what is wrong in the rows that it adds.

    The files are read through `sources`, so that the journal names what was used. Anything wrong in one of
    them refuses every act, and nothing of any is added: the law that ships stands. `aujourd_hui`: a row can't
    have been checked after that day.
    """
    named, strangers = _read(sources)
    read = (named, strangers, aujourd_hui if named else None)
    if read != _Law.read:
        _Law.read, _Law.findings = ((), (), None), ()  # what stands should the next line fail
        _Law.findings = _judged_by(*read)
        _Law.read = read
    return _Law.findings


def _judged_by(named: _Named, strangers: _Findings, aujourd_hui: date | None) -> _Findings:
    """What is found wrong once these rows are added; they stay only when nothing is."""
    sound = False
    files.add(named, aujourd_hui)
    try:
        findings = (*strangers, *(verify() if named else ()))
        sound = not Report(findings).errors
    finally:
        if not sound:
            files.add(())
    return findings


def _read(sources: Sources) -> tuple[_Named, _Findings]:
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
