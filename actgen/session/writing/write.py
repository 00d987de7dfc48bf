"""The one way into a folder of acts, `write_outputs`, and into one whose files a user asks to be replaced.

It never overwrites a file that actgen did not write or that somebody changed since, never rewrites an act
already transmitted, and leaves the folder all old or all new whatever happens in the middle.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from actgen.base.errors import Conflict, EnvironmentFault
from actgen.reading.decoding import text_of
from actgen.session.writing.departed import keep_aside
from actgen.session.writing.faults import machine_fault
from actgen.session.writing.fingerprint import Fingerprint, fingerprint
from actgen.session.writing.journal import (
    ARCHIVE,
    JOURNAL,
    Journal,
    JournalDraft,
    read_journal,
    render_journal,
    template_archive,
)
from actgen.session.writing.names import is_safe, signed_base
from actgen.session.writing.plan import (
    NOT_A_FILE,
    Change,
    OutputFile,
    Plan,
    Written,
    make_plan,
    surplus,
    with_surplus,
)
from actgen.session.writing.replace import Step, file_state, recover, replace_file, replace_files, sweep

LOCK = ".actgen.lock"
_PATIENCE = 5.0  # seconds: a run writes in well under one


def _silent(step: str) -> None:
    """Nobody follows the steps."""


def write_outputs(
    folder: Path,
    files: Sequence[OutputFile],
    journal: JournalDraft,
    *,
    witnesses: Sequence[OutputFile] = (),
    due: Container[str] | None = None,
    signed: Set[str] = frozenset(),
    patience: float = _PATIENCE,
    on_step: Step = _silent,
) -> tuple[Written, ...]:
    """Write the acts of a run and the journal in a session's folder; tell what became of each file.

    All or nothing: whatever stops it (full disk, file held open, Ctrl-C), the folder is as before; a
    power cut or a kill is mended at the next start. When nothing changes, no file is touched.
    What an act was while its session said it gone is kept under another name.
    `witnesses`: transmitted acts that are not to be written, but that what is written must not contradict.
    `due`: the keys of all the acts that this folder is to hold, where the run knows them: what is left of
    others is removed, unless it was sent, signed or changed by hand. `signed`: the acts that
    are told to be signed.
    `patience`: seconds to wait for another run. `on_step` is told each step as it is done.

    Raises EnvironmentFault, in French, for a folder that can't be written, is held by another run, or
    has a journal that can't be read; ValueError for names that are unsafe or given twice.
    """
    _check_names(files)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder, patience):
            recover(folder, on_step)
            plan, previous = _plan(folder, files, journal, witnesses, due, signed)
            plan, previous, journal = keep_aside(folder, plan, previous, journal)
            last = _journal_change(folder, render_journal(journal, plan.entries, previous, plan.confirmed))
            replace_files(folder, (*plan.changes, *last), on_step, acts=True)
    except OSError as error:
        raise machine_fault(error, folder) from error
    return tuple(told for told in plan.written if told.name != ARCHIVE)


def rewrite_files(
    folder: Path,
    contents: Mapping[str, bytes | None],
    *,
    revisions: Mapping[str, str | None] | None = None,
    follows: Mapping[str, str] | None = None,
    patience: float = _PATIENCE,
) -> bool:
    """Put these contents under these names in a folder that is there (None: no file), all or nothing.

    For what a user asks to be replaced. False when nothing changed. `revisions`: what these files must still
    be; `follows`: the file that a new one goes on from, and whose rights it takes. Raises Conflict where one
    is another, EnvironmentFault as `write_outputs` does, and for a folder or a link of that name; ValueError
    for a name that is unsafe.
    """
    if not all(is_safe(name) for name in contents):
        raise ValueError(f"unsafe file name among {sorted(contents)!r}")
    try:
        with locked(folder, patience):
            recover(folder, _silent)
            for name, revision in (revisions or {}).items():
                if (now := file_state(folder / name)) != revision:
                    raise conflict(folder / name, name, now)
            changes = [
                change
                for name, content in contents.items()
                if (change := _change(folder, name, content, (follows or {}).get(name, "")))
            ]
            replace_files(folder, changes, _silent)
    except OSError as error:
        raise machine_fault(error, folder) from error
    return bool(changes)


def save(place: Path, content: bytes, revision: str | None, name: str = "") -> str:
    """Put a content in a file that is still of this revision (None: not there yet); its new revision.

    A new one is read by its owner alone: it tells of persons. Its folder is made where it is not there, and
    held meanwhile. `name` is how a person calls the file. Raises Conflict when the file is of another
    revision, EnvironmentFault when it is a link or a folder, or can't be written.
    """
    name = name or place.name
    new = hashlib.sha256(content).hexdigest()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with locked(place.parent):
            now = file_state(place)
            if now == NOT_A_FILE:
                raise EnvironmentFault(
                    f"«\u00a0{name}\u00a0» est un lien ou un dossier\u00a0: il est laissé tel quel. "
                    "Renommez-le, puis recommencez."
                )
            if now not in (new, revision):
                raise conflict(place, name, now)
            sweep(place.parent)
            if now != new and not replace_file(place, content, now, private=True):
                raise conflict(place, name, file_state(place))
    except OSError as error:
        raise machine_fault(error, place.parent) from error
    return new


def conflict(place: Path, name: str, revision: str | None) -> Conflict:
    """What to raise for a file that is now of this revision, which isn't the one that was named."""
    if revision is None:
        told = f"«\u00a0{name}\u00a0» a disparu depuis que vous l’avez ouvert. Rien n’a été écrit."
        return Conflict(told, name, None, None)
    told = (
        f"«\u00a0{name}\u00a0» a été enregistré par quelqu’un d’autre, ou dans une autre fenêtre, depuis que "
        "vous l’avez ouvert. Rien n’a été écrit\u00a0: comparez les deux textes."
    )
    return Conflict(told, name, revision, text_of(place.read_bytes()))


def _change(folder: Path, name: str, content: bytes | None, follows: str) -> Change | None:
    old = file_state(folder / name)
    if old == NOT_A_FILE:
        raise EnvironmentFault(
            f"«\u00a0{name}\u00a0», dans «\u00a0{folder}\u00a0», est un lien ou un dossier\u00a0: il est "
            "laissé tel quel. Renommez-le, puis recommencez."
        )
    new = None if content is None else hashlib.sha256(content).hexdigest()
    return None if old == new else Change(name, old, new, content or b"", follows)


def _plan(
    folder: Path,
    files: Sequence[OutputFile],
    draft: JournalDraft,
    witnesses: Sequence[OutputFile],
    due: Container[str] | None,
    told_signed: Set[str],
) -> tuple[Plan, Journal]:
    previous = read_journal(folder)
    names = {*previous.files, *(file.name for file in files), ARCHIVE}
    present = {name: state for name in names if (state := file_state(folder / name)) is not None}
    archive = _archive(folder, draft, present, previous)
    for file in files:
        if file.known is not None and file.name not in present:  # removed while the others were made
            raise EnvironmentFault(
                f"«\u00a0{folder / file.name}\u00a0» a disparu pendant l’exécution. Rien n’a été "
                "touché\u00a0: recommencez."
            )
    marked = [(file, _fingerprint(file, previous)) for file in (*files, *archive)]
    compared = [(file, _fingerprint(file, previous)) for file in witnesses]
    plan = make_plan(present, previous, marked, compared)
    signed = told_signed | _signed(folder, previous) if due is not None else ()
    return with_surplus(plan, present, previous, files, due, signed), previous


def surplus_in(
    folder: Path, journal: Journal, due: Container[str], signed: Set[str] = frozenset()
) -> tuple[Written, ...]:
    """What would become of what is there of acts that are not due, by the next run that is asked for all."""
    out = (name for name, entry in journal.files.items() if entry.act not in due)
    present = {name: state for name in out if (state := file_state(folder / name)) is not None}
    return surplus(present, journal, due, signed | _signed(folder, journal)) if present else ()


def _signed(folder: Path, journal: Journal) -> frozenset[str]:
    """The acts of which a signed copy is there, as its name tells: « 1-deliberation-09-SIGNE.pdf »."""
    acts = {name.rpartition(".")[0].casefold(): entry.act for name, entry in journal.files.items()}
    return frozenset(acts[base] for place in folder.iterdir() if (base := signed_base(place.name)) in acts)


def _archive(
    folder: Path, draft: JournalDraft, present: dict[str, str], previous: Journal
) -> tuple[OutputFile, ...]:
    if not draft.templates:
        return ()
    entry = previous.files.get(ARCHIVE)
    ours = entry is not None and present.get(ARCHIVE) == entry.fingerprint.sha256
    earlier = (folder / ARCHIVE).read_bytes() if ours else None
    return (OutputFile(ARCHIVE, template_archive(draft.templates, earlier), "modeles"),)


def _fingerprint(file: OutputFile, previous: Journal) -> Fingerprint:
    """Both hashes of a file, without opening it again when an earlier run wrote the same bytes."""
    if file.known is not None:
        return file.known
    known = previous.files.get(file.name)
    if known is not None and known.fingerprint.sha256 == hashlib.sha256(file.content).hexdigest():
        return known.fingerprint
    return fingerprint(file.name, file.content)


def _journal_change(folder: Path, content: bytes) -> tuple[Change, ...]:
    old, new = file_state(folder / JOURNAL), hashlib.sha256(content).hexdigest()
    return () if old == new else (Change(JOURNAL, old, new, content),)


@contextmanager
def locked(folder: Path, patience: float = _PATIENCE) -> Iterator[None]:
    """Hold a folder that is there for oneself. Raises EnvironmentFault when another run keeps it."""
    try:
        with FileLock(folder / LOCK, timeout=patience):
            yield
    except Timeout:
        raise EnvironmentFault(
            f"Une autre exécution d’actgen écrit en ce moment dans «\u00a0{folder}\u00a0». Rien n’a été "
            "touché. Attendez qu’elle se termine, puis recommencez."
        ) from None


def _check_names(files: Sequence[OutputFile]) -> None:
    names = [file.name.casefold() for file in files]  # two names that differ by case are one on Windows
    forms = [file.form for file in files]
    reserved = {JOURNAL, ARCHIVE}
    for file in files:
        if not is_safe(file.name) or file.name.casefold() in reserved:
            raise ValueError(f"unsafe file name: {file.name!r}")
        if names.count(file.name.casefold()) > 1 or forms.count(file.form) > 1:
            raise ValueError(f"two files for one name or one form of an act: {file.name!r}")
