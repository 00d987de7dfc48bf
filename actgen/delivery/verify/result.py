"""What is known of each thing that was compared, and the French words that say it."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class PieceKind(StrEnum):
    """What a thing is to the act."""

    FICHIER = "fichier"
    FAIT = "fait"
    MODELE = "modèle"
    SOURCE = "source"
    JOURNAL = "journal"


class Etat(StrEnum):
    """What the comparison gave; the values are for other programs."""

    CONFORME = "conforme"
    SIGNE = "signé"
    ANTERIEUR = "fait de données antérieures"
    DIFFERENT = "différent"
    ALTERE = "autres octets"
    ABSENT = "absent"
    ETRANGER = "inconnu du journal"
    NON_COMPARE = "non comparé"


_DIFFERENCES = frozenset({Etat.DIFFERENT, Etat.ALTERE, Etat.ABSENT, Etat.ANTERIEUR})


class Piece(Struct, frozen=True):
    """A file, a source or a template: its name, what was found, a phrase that follows its name and « : ».

    `combien`: how many differences it stands for, where not each is told.
    """

    nom: str
    genre: PieceKind
    etat: Etat
    phrase: str = ""
    combien: int = 1

    @property
    def differe(self) -> bool:
        return self.etat in _DIFFERENCES

    @property
    def compare(self) -> bool:
        """Whether it was there and was held against something."""
        return self.etat not in (Etat.NON_COMPARE, Etat.ETRANGER)

    @property
    def a_dire(self) -> bool:
        """Whether a reader wants to see it: what conforms is only counted."""
        return self.etat is not Etat.CONFORME


class Verification(Struct, frozen=True):
    """What became of a folder, or of one file (`demande`): all that was compared with its journal.

    `seul`: a PDF that was compared with what it carries, without a journal; it states so many things.
    """

    demande: str
    pieces: tuple[Piece, ...] = ()
    seul: bool = False
    enonces: int = 0

    @property
    def differences(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if piece.differe)

    @property
    def conforme(self) -> bool:
        """Nothing differs, and at least one file of the act was there to be compared."""
        known = (Etat.CONFORME, Etat.SIGNE)
        compared = any(piece.genre is PieceKind.FICHIER and piece.etat in known for piece in self.pieces)
        return compared and not self.differences

    def combien(self, genre: PieceKind) -> int:
        """How many things of that sort were compared."""
        return sum(1 for piece in self.pieces if piece.genre is genre and piece.compare)
