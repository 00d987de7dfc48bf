"""What is said of a lone PDF, for tests to compare."""

from __future__ import annotations

from datetime import date

from actgen.acts.outputs.pdf import render_pdf
from actgen.delivery.verify.alone import examine
from actgen.delivery.verify.result import Etat, Piece
from tests.french import typing_faults
from tests.session.acts import document

DAY = date(2022, 12, 15)
SESSION = "dietwiller-2022-12-15"


def found(content: bytes) -> tuple[Piece, ...]:
    seen = examine("acte.pdf", content)
    assert isinstance(seen, tuple)
    return seen[0]


def told(content: bytes) -> list[str]:
    """All that is said of a file, on one line each, in correct French."""
    pieces = [piece for piece in found(content) if piece.differe]
    lines = [f"{piece.nom}\u00a0: {piece.phrase}" for piece in pieces]
    assert [fault for line in lines for fault in typing_faults(line)] == []
    return [line.replace("\u00a0", " ").replace("\u202f", " ") for line in lines]


def conforms(content: bytes) -> bool:
    return all(piece.etat in (Etat.CONFORME, Etat.SIGNE) for piece in found(content))


def altered(content: bytes) -> bool:
    """Whether nothing is said but that its bytes are not those that were written."""
    return [piece.etat for piece in found(content)] == [Etat.ALTERE]


def certificat() -> bytes:
    """The PDF of an act of the example, with its seal and its data."""
    return render_pdf(document(SESSION, "certificat-09"), dated=DAY)
