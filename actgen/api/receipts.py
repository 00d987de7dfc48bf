"""Receipts of the State's channel handed to the door: each is read, compared, then put where sessions look.

What a file is called counts for nothing: it is named after the act that it tells of.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec import Struct

from actgen.base.diagnostics import Diagnostic
from actgen.base.errors import Conflict, UsageError
from actgen.base.text.dates import date_chiffres
from actgen.base.text.messages import phrase, say
from actgen.reading.sources import Source
from actgen.session.receipts import APART, Receipt, belongs, name_of, read_receipt
from actgen.session.writing.names import is_safe
from actgen.session.writing.write import save

if TYPE_CHECKING:
    from actgen.api.session import Session
    from actgen.api.workspace import Workspace

_HEAD = 1_000  # bytes among which any XML opens its first element


class Deposited(Struct, frozen=True):
    """What became of one file: the item whose receipt it is, or `pourquoi` it was not taken."""

    nom: str
    point: int | None = None
    pourquoi: str = ""


def deposit(workspace: Workspace, name: str, files: Iterable[tuple[str, bytes]]) -> tuple[Deposited, ...]:
    """Put receipts of the acts of a session in the folder where it looks for them, each whole or not at all.

    A file that is there is never replaced. Raises UsageError when the session can't be read,
    EnvironmentFault when the folder can't be written.
    """
    session = workspace.session(name)
    if session.figures is None:
        raise UsageError(
            say("Le fichier de cette séance ne peut pas être lu : corrigez-le d’abord (« Le fichier »).")
        )
    told = tuple(Deposited(each, *_taken(session, each, content)) for each, content in files)
    workspace.refresh()
    return told


def _taken(session: Session, name: str, content: bytes) -> tuple[int | None, str]:
    if b"<" not in content[:_HEAD]:
        return None, phrase("ce n'est pas un fichier XML") if content else "ce fichier est vide"
    read = read_receipt(Source(name, content, sha256(content).hexdigest()))
    if not isinstance(read, Receipt):
        return None, _why(read)
    assert session.figures is not None, "nothing is read without them"
    item = belongs(session.figures.seance, read)
    if isinstance(item, str):
        return None, item
    known = session.figures.point(item).point.accuse
    if known is not None and known.recue_le != read.recue_le:
        return None, phrase(
            "la délibération {n} a déjà un accusé de réception, du {le}",
            n=item,
            le=date_chiffres(known.recue_le),
        )
    refused = _put(session, read, content) if known is None else ""
    return (None, refused) if refused else (item, "")


def _put(session: Session, receipt: Receipt, content: bytes) -> str:
    """Why it could not be put there; empty when it is."""
    name = name_of(receipt)
    if not is_safe(name):
        return phrase("le numéro de l'acte ne peut pas nommer un fichier")
    try:
        save(session.file.parent / APART / name, content, None, f"{APART}/{name}")
    except Conflict:
        return phrase("un autre fichier de ce nom est déjà là ({nom})", nom=f"{APART}/{name}")
    return ""


def _why(told: Diagnostic | None) -> str:
    """What a file is that is no receipt."""
    return told.message if told is not None else phrase("c'est la classification de la préfecture")
