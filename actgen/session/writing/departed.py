"""What people have, sent or published, and whose session says so no more: a date was emptied.

The act may be written anew, for it may have been a slip; what it was when it was said gone stays in its
folder under another name, and the journal keeps what it stated, be the date typed again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Set
from pathlib import Path

from actgen.base.records import replace
from actgen.council.figures.execution import ENVOYES, Stade
from actgen.session.writing.journal import Entry, Journal, JournalDraft, Said
from actgen.session.writing.names import is_draft
from actgen.session.writing.plan import Change, Outcome, Plan, Written

PARTI = "-parti"
"""Ends the key under which a journal keeps an act as it was when its session said it gone."""
_GONE = frozenset(
    {*ENVOYES, Stade.PUBLIE}
)  # a sheet of a group that was signed is compared by who reads it back
_SIGNS = 8  # of its hash, in a name
_ASIDE = "version de «\u00a0{name}\u00a0» dite transmise ou publiée, gardée sous ce nom"


def departed(journal: Journal, key: str, stage: str) -> Said | None:
    """What an act stated when it was said gone, where a run has changed it since or its date is gone."""
    if (then := journal.said.get(key + PARTI)) is not None:
        return then
    gone = journal.stages.get(key) in _GONE and stage not in _GONE
    return journal.said.get(key) if gone else None


def keep_aside(
    folder: Path, plan: Plan, previous: Journal, draft: JournalDraft
) -> tuple[Plan, Journal, JournalDraft]:
    """The same plan and journals, with a copy of each file of an act that had left and that is replaced.

    Until it reads otherwise, an act whose date was emptied keeps its stage: it may be changed in a later run.
    """
    back = {
        act for act, stage in draft.stages.items() if stage not in _GONE and previous.stages.get(act) in _GONE
    }
    aside = {name: (entry, content) for name, entry, content in _replaced(folder, plan, previous, back)}
    changed = {entry.act for entry, _ in aside.values()} | {
        act for act in back if _restated(act, previous, draft)
    }
    known = {act: stage for act, stage in previous.stages.items() if act.endswith(PARTI)}
    stages = {act + PARTI: previous.stages[act] for act in changed} | known
    said = {act + PARTI: previous.said[act] for act in changed if act in previous.said}
    held = {act: previous.stages[act] for act in back - changed}
    names = {name: _name(name, entry) for name, (entry, _) in aside.items()}
    plan = replace(
        plan,
        written=(
            *plan.written,
            *(Written(names[n], e.act, Outcome.KEPT, _ASIDE.format(name=n)) for n, (e, _) in aside.items()),
        ),
        changes=(
            *plan.changes,
            *(
                Change(names[name], None, entry.fingerprint.sha256, content)
                for name, (entry, content) in aside.items()
                if not (folder / names[name]).exists()
            ),
        ),
        entries={**plan.entries, **{names[n]: replace(e, act=e.act + PARTI) for n, (e, _) in aside.items()}},
        confirmed=plan.confirmed | {*names.values()},
    )
    return (
        plan,
        replace(previous, said={**said, **previous.said}),
        replace(draft, stages={**draft.stages, **held, **stages}),
    )


def _replaced(
    folder: Path, plan: Plan, previous: Journal, back: Set[str]
) -> Iterator[tuple[str, Entry, bytes]]:
    """The files of these acts that the plan gives another content, as they are there."""
    for change in plan.changes:
        entry = previous.files.get(change.name)
        if entry is None or entry.act not in back or change.old is None or is_draft(change.name):
            continue
        now = plan.entries.get(change.name)
        if now is None or now.fingerprint.content_sha256 != entry.fingerprint.content_sha256:
            content = (folder / change.name).read_bytes()
            if hashlib.sha256(content).hexdigest() == change.old:  # else the plan itself is refused
                yield change.name, entry, content


def _restated(act: str, previous: Journal, draft: JournalDraft) -> bool:
    then, now = previous.said.get(act), draft.said.get(act)
    return then is not None and now is not None and then.marks != now.marks


def _name(name: str, entry: Entry) -> str:
    stem, _, suffix = name.rpartition(".")
    return f"{stem}-PARTIE-{entry.fingerprint.sha256[:_SIGNS]}.{suffix}"
