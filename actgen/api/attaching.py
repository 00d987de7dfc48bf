"""A file handed to the door to be annexed to an item: it is put beside the session, and the item names it."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from actgen.api.fields import Path
from actgen.errors import CannotEdit, Conflict, UsageError
from actgen.exports.signed_copy import JOINTS, fault_of
from actgen.reading.edits import Change, Insert, Put
from actgen.text.keys import cle
from actgen.text.messages import say
from actgen.writing.names import is_safe, slug
from actgen.writing.write import save

if TYPE_CHECKING:
    from actgen.api.workspace import Workspace

__all__ = ["attach"]


def attach(workspace: Workspace, name: str, point: Path, file: tuple[str, bytes]) -> list[Change]:
    """Put a file beside a session, and what makes an item of it name that file.

    It takes the name that the item gives it already, else its own made safe; a file that is there is never
    replaced. Raises UsageError for what can't be annexed, CannotEdit for a list that is written otherwise.
    """
    sent, content = file
    if PurePath(sent).suffix.lower() not in JOINTS:
        raise UsageError(say("« {nom} » n’est ni un PDF ni une image : enregistrez-le en PDF.", nom=sent))
    if fault := fault_of(sent, content):
        raise UsageError(say("« {nom} » {fault} : enregistrez-le de nouveau.", nom=sent, fault=fault))
    fields, path = workspace.fields(name), (*point, "annexes")
    named = fields.several(path)
    if not all(isinstance(each, str) for each in named):
        raise CannotEdit(say("Cette valeur se modifie dans le fichier lui-même."), fields.place_of(path).line)
    as_named = (each for each in named if is_safe(each) and cle(each) == cle(sent))
    chosen = next(as_named, slug(PurePath(sent).stem) + PurePath(sent).suffix.lower())
    _put(workspace, name, chosen, content)
    if chosen in named:
        return []
    if isinstance(fields.raw(path), str) and named:
        return [Put(path, [*named, chosen])]
    return [Insert(path, len(named), chosen)]


def _put(workspace: Workspace, name: str, chosen: str, content: bytes) -> None:
    place = (workspace.root / name).parent / chosen
    if place.is_file() and place.read_bytes() == content:
        return
    try:
        save(place, content, None, chosen)
    except Conflict:
        raise UsageError(
            say("Un autre fichier s’appelle « {nom} » à côté des séances : renommez le vôtre.", nom=chosen)
        ) from None
