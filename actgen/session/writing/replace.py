"""Files replaced together: after any crash, the next start finds all the old ones or all the new ones.

New files are first written whole beside the old ones, in a hidden folder, and the old ones are linked
there. A small list of the changes is then put in place by one rename: before it nothing has
happened, after it the replacement goes through, at once or at the next start. A fault on the way
(a file held open by Word, Ctrl-C) turns the list over by another rename, and everything goes back.
No step needs room on the disk once the list is in place.

A file that somebody changes in the meantime stays as they left it, in both directions.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from types import NoneType

from actgen.base.errors import EnvironmentFault
from actgen.session.writing.journal import JOURNAL, stored
from actgen.session.writing.names import is_safe
from actgen.session.writing.plan import NOT_A_FILE, Change

STAGING = ".actgen-en-cours"
_BEGUN, _UNFINISHED = ".actgen-", ".tmp"
_FOR_ALL = "-PUBLICATION."  # in the name of what anybody may read
_OF_OTHERS = 0o007
_OF_ITS_OWNER = 0o600
_FORWARD = "avancer.json"
_BACKWARD = "reculer.json"

Step = Callable[[str], None]


def file_state(path: Path) -> str | None:
    """SHA-256 of a plain file; None when there is nothing; NOT_A_FILE for a folder or a link."""
    if path.is_symlink() or (path.exists() and not path.is_file()):
        return NOT_A_FILE
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None


def replace_files(folder: Path, changes: Sequence[Change], on_step: Step, *, acts: bool = False) -> None:
    """Make all the changes in a folder that the caller has locked, or none of them.

    A file keeps the rights that its owner gave it. `acts`: what is written tells of persons, and is read by
    the user and his group alone, copies to publish set aside. The journal should come last. `on_step` is told
    each step once it is done. Raises what the system raised, when all is as before.
    """
    if not changes:
        return
    try:
        _prepare(folder, changes, on_step, acts=acts)
        _advance(folder, changes, on_step)
    except BaseException:
        _undo(folder, on_step)
        raise
    _clean(folder)


def recover(folder: Path, on_step: Step) -> None:
    """Finish or undo what a crash left half done in a folder that the caller has locked."""
    forward = folder / STAGING / _FORWARD
    if not (folder / STAGING).exists():
        return
    changes = _read_list(folder, forward) if forward.exists() else None
    if changes is None or not _staged_is_whole(folder, changes):
        _undo(folder, on_step)
        return
    try:
        _advance(folder, changes, on_step)
    except BaseException:
        _undo(folder, on_step)
        raise
    _clean(folder)


def _prepare(folder: Path, changes: Sequence[Change], on_step: Step, *, acts: bool) -> None:
    """Write the new files and keep hold of the old ones; nothing has changed until the last line."""
    staging = folder / STAGING
    for part in (staging, staging / "nouveau", staging / "ancien"):
        part.mkdir()
    on_step("staging")
    for index, change in enumerate(changes):
        if change.new is not None:
            _write(_new(folder, index), change.content)
            _give_rights(_new(folder, index), _rights(folder, change, _new(folder, index), acts=acts))
        if change.old is not None:
            _hold(folder / change.name, _old(folder, index))
        on_step(f"prepared {change.name}")
    listed = {"changes": [{"name": each.name, "old": each.old, "new": each.new} for each in changes]}
    _write(staging / "liste", json.dumps(listed, ensure_ascii=False).encode())
    for part in (staging / "nouveau", staging / "ancien", staging):
        sync_folder(part)
    on_step("listed")
    os.replace(staging / "liste", staging / _FORWARD)
    sync_folder(staging)
    on_step("decided")


def _advance(folder: Path, changes: Sequence[Change], on_step: Step) -> None:
    """Put each new file in its place; a file that is there already, or changed since, is passed over."""
    for index, change in enumerate(changes):
        target = folder / change.name
        now = file_state(target)
        if now == change.new or (now != change.old and change.name != JOURNAL):
            continue
        if change.new is None:
            target.unlink()
        else:
            os.replace(_new(folder, index), target)
        on_step(f"replaced {change.name}")
    sync_folder(folder)
    on_step("replaced all")


def _undo(folder: Path, on_step: Step) -> None:
    """Put everything back, as far as it was changed, and remove what was prepared."""
    forward, backward = folder / STAGING / _FORWARD, folder / STAGING / _BACKWARD
    try:
        if forward.exists():
            os.replace(forward, backward)
            sync_folder(folder / STAGING)
            on_step("turned back")
        if backward.exists():
            _retreat(folder, _read_list(folder, backward), on_step)
    except OSError as error:
        raise EnvironmentFault(
            f"Le remplacement des fichiers de «\u00a0{folder}\u00a0» a été interrompu et n’a pas pu être "
            "annulé aussitôt\u00a0: actgen l’annulera à son prochain lancement. Fermez les documents de ce "
            "dossier qui sont ouverts, vérifiez que le disque répond, puis recommencez."
        ) from error
    _clean(folder)


def _retreat(folder: Path, changes: Sequence[Change], on_step: Step) -> None:
    for index, change in reversed(list(enumerate(changes))):
        target = folder / change.name
        now = file_state(target)
        if now == change.old or now != change.new:
            continue  # never replaced, or changed by somebody since
        if change.old is None:
            target.unlink()
        else:
            os.replace(_old(folder, index), target)
        on_step(f"put back {change.name}")
    sync_folder(folder)


def _clean(folder: Path) -> None:
    """Remove the hidden folder, its list first: without a list there is nothing left to finish."""
    staging = folder / STAGING
    for name in (_FORWARD, _BACKWARD):
        with suppress(OSError):
            (staging / name).unlink()
    shutil.rmtree(staging, ignore_errors=True)  # a remainder is removed at the next start


def _staged_is_whole(folder: Path, changes: Sequence[Change]) -> bool:
    """Whether the new files that still wait are what the list says: a power cut may have spoilt one."""
    return all(file_state(_new(folder, index)) in (None, change.new) for index, change in enumerate(changes))


_LIST = {"changes": [{"name": str, "old": (str, NoneType), "new": (str, NoneType)}]}


def _read_list(folder: Path, path: Path) -> tuple[Change, ...]:
    known = stored(path.read_bytes(), _LIST)
    if known is None or not all(is_safe(listed["name"]) for listed in known["changes"]):
        raise EnvironmentFault(
            f"Le dossier «\u00a0{folder}\u00a0» garde la trace d’un remplacement interrompu qu’actgen ne "
            "sait plus relire. Vérifiez ses fichiers, mettez de côté son sous-dossier "
            f"«\u00a0{STAGING}\u00a0», puis recommencez."
        )
    return tuple(Change(listed["name"], listed["old"], listed["new"]) for listed in known["changes"])


def _new(folder: Path, index: int) -> Path:
    return folder / STAGING / "nouveau" / str(index)


def _old(folder: Path, index: int) -> Path:
    return folder / STAGING / "ancien" / str(index)


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _rights(folder: Path, change: Change, written: Path, *, acts: bool) -> int:
    """Those of the file that it replaces, or goes on from; else those of a new one."""
    before = folder / (change.follows or change.name)
    mode = before.stat().st_mode if before.is_file() else written.stat().st_mode
    return mode & ~_OF_OTHERS if acts and _FOR_ALL not in change.name else mode


def _give_rights(path: Path, mode: int) -> None:
    """To a file of one's own; Windows and some shares keep none: their folders have theirs."""
    with suppress(OSError):
        os.chmod(path, stat.S_IMODE(mode))


def _hold(target: Path, held: Path) -> None:
    """Keep the old file at hand, by a second link where the disk has links."""
    try:
        os.link(target, held)
    except OSError:  # FAT, some shares of a network, a file of another user
        _write(held, target.read_bytes())
        _give_rights(held, target.stat().st_mode)  # put back, it is read by those who could before


def sync_folder(folder: Path) -> None:
    """Have the disk keep the names too; Windows opens no folder and needs none of it."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(folder: Path) -> None:
    """Remove what a kill left of a file being written, in a folder that the caller has locked."""
    for left in folder.glob(f"{_BEGUN}*{_UNFINISHED}"):
        with suppress(OSError):
            left.unlink()


def replace_file(place: Path, content: bytes, old: str | None, *, private: bool = False) -> bool:
    """Written whole beside it, then put in its place by one rename, with the rights of the one before.

    `private`: a new one is read by its owner alone.

    False, and nothing changed, when it is no longer what it was (`old`). No system compares and renames in
    one: what another program saves in the instant between both is replaced.
    """
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=_BEGUN, suffix=_UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        new = _OF_ITS_OWNER if private else _OF_A_NEW_FILE
        os.chmod(name, stat.S_IMODE(place.stat().st_mode) if place.exists() else new)
        if file_state(place) != old:
            os.unlink(name)
            return False
        os.replace(name, place)
        sync_folder(place.parent)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
    return True


def _umask() -> int:
    """The rights that a new file of this process would lack; it can be read only by setting it."""
    current = os.umask(0)
    os.umask(current)
    return current


_OF_A_NEW_FILE = 0o666 & ~_umask()  # read once: other threads would write under that instant
