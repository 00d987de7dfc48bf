"""A file handed to the door for an item, annexed to it or its text: it is put beside the session."""

from __future__ import annotations

from hashlib import sha256
from itertools import count
from pathlib import Path as Place
from pathlib import PurePath
from typing import TYPE_CHECKING

from msgspec import Struct

from actgen.acts.templating.prose import MAX_TEXT, read_prose
from actgen.api.fields import Path
from actgen.api.wording import of_pages
from actgen.base.diagnostics import Severity
from actgen.base.errors import CannotEdit, Conflict, UsageError
from actgen.base.text.keys import cle
from actgen.base.text.messages import say
from actgen.council.facts.texte import nomme_un_fichier
from actgen.delivery.exports.signed_copy import JOINTS, fault_of
from actgen.reading.edits import Change, Insert, Put
from actgen.reading.sources import decoded
from actgen.session.writing.names import is_safe, slug
from actgen.session.writing.write import save

if TYPE_CHECKING:
    from actgen.api.workspace import Workspace

_TEXT = "texte"
_WORD = ".docx"


class Held(Struct, frozen=True):
    """The file that holds what an item tells; without `place`, none of that name is beside the session.

    `texte` and `revision` are those of a file of plain words, which a page may change; None of another.
    """

    nom: str
    place: Place | None
    texte: str | None = None
    revision: str = ""

    @property
    def word(self) -> bool:
        return self.nom.casefold().endswith(_WORD)


def refuse_unfit(sent: str, content: bytes) -> None:
    """Raises UsageError for what can't be annexed to an act: it may take long, and needs no workspace."""
    if PurePath(sent).suffix.lower() not in JOINTS:
        raise UsageError(say("« {nom} » n’est ni un PDF ni une image : enregistrez-le en PDF.", nom=sent))
    if fault := fault_of(sent, content):
        raise UsageError(say("« {nom} » {fault} : enregistrez-le de nouveau.", nom=sent, fault=fault))


def attach(workspace: Workspace, name: str, point: Path, file: tuple[str, bytes]) -> list[Change]:
    """Put a file that is fit beside a session, and what makes an item of it name that file.

    It takes the name that the item gives it already, else its own made safe; a file that is there is never
    replaced. Raises UsageError where another has its name, CannotEdit for a list that is written otherwise.
    """
    sent, content = file
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


def expound(workspace: Workspace, name: str, point: Path, file: tuple[str, bytes]) -> list[Change]:
    """Put a Word file beside a session, and what makes it the text of an item.

    It is read first, as an act does, and takes a name that no other file has: that which the item named
    before stays where it is. Raises UsageError for what can't be read, or where words are written already.
    """
    sent, content = file
    fields, path = workspace.fields(name), (*point, _TEXT)
    if not fields.holds(path) or (fields.text(path) and not nomme_un_fichier(fields.text(path))):
        raise UsageError(
            say("Ce point a déjà un exposé, écrit ici : videz-le d’abord, un fichier le remplacerait.")
        )
    if PurePath(sent).suffix.lower() != _WORD:
        raise UsageError(say("« {nom} » n’est pas un fichier Word : enregistrez-le en .docx.", nom=sent))
    blocks, found = read_prose(content, sent)
    if wrong := next((each for each in found if each.severity is Severity.ERROR or not blocks), None):
        raise UsageError(of_pages(f"{wrong.message} {wrong.hint}".strip()))
    chosen = keep_beside(workspace, name, sent, content, _WORD)
    return [] if fields.text(path) == chosen else [Put(path, chosen)]


def keep_beside(workspace: Workspace, name: str, sent: str, content: bytes, suffix: str) -> str:
    """Put a file beside another under its own name made safe, or one near it that is free; that name."""
    folder, stem = (workspace.root / name).parent, slug(PurePath(sent).stem)
    names = (f"{stem}{'' if rank == 1 else f'-{rank}'}{suffix}" for rank in count(1))
    chosen = next(each for each in names if _free(folder / each, content))
    _put(workspace, name, chosen, content)
    return chosen


def held(workspace: Workspace, name: str, point: Path) -> Held | None:
    """The file that holds the text of an item; None where it is written in the session, or nowhere."""
    written = workspace.fields(name).text((*point, _TEXT))
    if not nomme_un_fichier(written):
        return None
    place = (workspace.root / name).parent / written if is_safe(written) else None
    if place is None or not place.is_file() or place.is_symlink():
        return Held(written, None)
    if written.casefold().endswith(_WORD) or place.stat().st_size > MAX_TEXT:
        return Held(written, place)
    content = place.read_bytes()
    return Held(written, place, decoded(content), sha256(content).hexdigest())


def rewrite(workspace: Workspace, name: str, point: Path, text: str, revision: str) -> None:
    """Write anew the file of plain words that an item names, still of this revision. Raises UsageError."""
    found = held(workspace, name, point)
    if found is None or found.place is None or found.texte is None:
        raise UsageError(say("Cette page n’est plus à jour : rechargez-la."))
    try:
        save(found.place, f"{text.rstrip()}\n".encode(), revision, found.nom)
    except Conflict:
        raise UsageError(
            say(
                "« {nom} » a changé depuis que la page est ouverte. Rien n’a été écrit : copiez votre texte, "
                "puis rechargez la page.",
                nom=found.nom,
            )
        ) from None


def _free(place: Place, content: bytes) -> bool:
    """Whether a file may have that name: none has it, or it is the same."""
    return not place.exists() or (place.is_file() and place.read_bytes() == content)


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
