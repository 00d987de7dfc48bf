"""What a folder holds that a run was not asked to write: acts that are no longer due, formats left behind.

A file of an act that is no longer due is removed when it is as actgen wrote it and was neither sent,
published nor signed; else it is kept, and told. A format that was not asked for, of an act that has
changed, is told: it says what the act said before. The PROJET of an act that no longer is one goes.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace

from actgen.figures.execution import ENVOYES, Stade
from actgen.writing.archive import ARCHIVE
from actgen.writing.journal import Entry, Journal
from actgen.writing.names import is_draft
from actgen.writing.outputs import Outcome, OutputFile, Reason, Written, form_of
from actgen.writing.plan import REMOVED_DRAFT, Change, Plan

SIGNED = "signé"
"""The stage of a paper that was signed on paper, as the journal of a group's folder tells it."""

_NO_LONGER_DUE = "retiré\u00a0: n’est plus dû"
_EDITED = "n’est plus dû, mais a été modifié à la main depuis qu’actgen l’a écrit\u00a0: gardé tel quel"
_SENT = "n’est plus dû, mais a été transmis, publié ou signé\u00a0: gardé tel quel"
_LEFT_BEHIND = (
    "écrit d’un état antérieur, et non refait avec les autres formats de ce document. Pour le refaire, "
    "recommencez sans --formats"
)
_STAGES_KEPT = frozenset({*ENVOYES, Stade.PUBLIE, SIGNED})  # people have these papers


def with_surplus(
    plan: Plan,
    present: Mapping[str, str],
    previous: Journal,
    files: Sequence[OutputFile],
    due: Container[str] | None = None,
) -> Plan:
    """The plan with what becomes of the other files that the journal knows; `due` are all the acts due here.

    None: the run was asked for some acts, and tells nothing of the others. `present` is as for `make_plan`.
    """
    decided = {told.name for told in plan.written}
    others = {name: entry for name, entry in plan.entries.items() if name not in decided | {ARCHIVE}}
    told = [_surplus(name, entry, present, previous) for name, entry in others.items() if _out(entry, due)]
    here = {name: entry for name, entry in others.items() if name in present and not _out(entry, due)}
    for name, asked in _left_behind(plan, previous, files, here):
        told.append(_of_before(name, here[name], asked, present))
    removed = {each.name for each in told if each.outcome is Outcome.REMOVED}
    return replace(
        plan,
        written=(*plan.written, *(each for each in told if each.name in present)),
        changes=(*plan.changes, *(Change(name, present[name], None) for name in removed & present.keys())),
        entries={name: entry for name, entry in plan.entries.items() if name not in removed},
    )


def _out(entry: Entry, due: Container[str] | None) -> bool:
    return due is not None and entry.act not in due


def _surplus(name: str, entry: Entry, present: Mapping[str, str], previous: Journal) -> Written:
    if previous.stages.get(entry.act) in _STAGES_KEPT:
        return Written(name, entry.act, Outcome.KEPT, _SENT)
    if present.get(name, entry.fingerprint.sha256) != entry.fingerprint.sha256:
        return Written(name, entry.act, Outcome.KEPT, _EDITED)
    return Written(name, entry.act, Outcome.REMOVED, _NO_LONGER_DUE, Reason.NO_LONGER_DUE)


def _left_behind(
    plan: Plan, previous: Journal, files: Sequence[OutputFile], here: Mapping[str, Entry]
) -> Iterator[tuple[str, OutputFile]]:
    """The formats that were not asked for of acts that have changed, each with one that shows it."""
    outcomes = {told.name: told.outcome for told in plan.written}
    given = [file for file in files if outcomes.get(file.name) in (Outcome.WRITTEN, Outcome.UNCHANGED)]
    for name, entry in here.items():
        asked = (file for file in given if file.act == entry.act)
        if newer := next((file for file in asked if _moved_on(file, name, plan, previous)), None):
            yield name, newer


def _of_before(name: str, entry: Entry, newer: OutputFile, present: Mapping[str, str]) -> Written:
    if is_draft(name) and not is_draft(newer.name) and present[name] == entry.fingerprint.sha256:
        return Written(name, entry.act, Outcome.REMOVED, REMOVED_DRAFT.format(new=newer.name))
    return Written(name, entry.act, Outcome.KEPT, _LEFT_BEHIND)


def _moved_on(file: OutputFile, other: str, plan: Plan, previous: Journal) -> bool:
    """Whether a file is of a later state of its act than another format; as far as can be told.

    Where what they are made from is not said, the journal keeps which ones are of data that have changed.
    """
    entry = plan.entries[other]
    if file.made_from and entry.made_from:
        return file.made_from != entry.made_from
    if entry.earlier and other not in plan.confirmed:
        return True
    now = plan.entries.get(file.name)
    before = {  # under any name: a PROJET is replaced by what it has become
        earlier.fingerprint.content_sha256
        for name, earlier in previous.files.items()
        if form_of(earlier.act, name) == file.form
    }
    return now is not None and bool(before) and now.fingerprint.content_sha256 not in before
