"""Every folder of acts below one, its journal there or not: acts without theirs are never passed over."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from actgen.proof.etrangers import porteurs
from actgen.proof.pieces import Etat, Genre, Piece, Verification
from actgen.proof.verification import illisible, verifier_dossier
from actgen.reading.apart import together
from actgen.text.messages import phrase
from actgen.writing import JOURNAL, is_paper
from actgen.writing.archive import ARCHIVE

_DEEPEST = 12  # output/commune/session/transmission is four: acts may lie in an archive of many years
_MOST_FOLDERS = 5_000
_MOST_OPENED = 100  # PDF files of any name, looked into for the data of an act

_SANS_JOURNAL = phrase("journal absent : rien de ce dossier ne peut être comparé. Rétablissez-le d'une copie")
_BORNE = phrase(
    "la recherche s'arrête à 5 000 dossiers, 12 niveaux et 100 PDF d'un autre nom : tout n'a pas été vu. "
    "Vérifiez les autres dossiers un à un"
)


def verifier_dossiers(folder: Path, workspace: Path | None = None) -> list[Verification]:
    """Each folder of acts, this one or one below, against its journal; none where there is no act at all.

    Links aren't followed. Raises EnvironmentFault where the machine can't read.
    """
    walk = _Parcours(folder)
    with together():
        found = [verifier_dossier(place, workspace) if held else _sans_journal(place) for place, held in walk]
    if walk.borne:
        piece = Piece("dossiers", Genre.JOURNAL, Etat.NON_COMPARE, _BORNE)
        found.append(Verification(folder.as_posix(), (piece,)))
    return found


def _sans_journal(folder: Path) -> Verification:
    return Verification(folder.as_posix(), (Piece(JOURNAL, Genre.JOURNAL, Etat.ABSENT, _SANS_JOURNAL),))


class _Parcours:
    """The folders that hold a journal (True), or acts of actgen and none (False); whether a bound was hit."""

    def __init__(self, folder: Path) -> None:
        self.borne = False
        self._folder = folder
        self._opened = 0

    def __iter__(self) -> Iterator[tuple[Path, bool]]:
        for seen, (name, below, files) in enumerate(os.walk(self._folder, onerror=self._unread)):
            if seen >= _MOST_FOLDERS:
                self.borne = True
                return
            place = Path(name)
            below[:] = sorted(each for each in below if not each.startswith("."))
            if below and len(place.relative_to(self._folder).parts) >= _DEEPEST:
                self.borne = True
                below.clear()
            if JOURNAL in files or self._ours(place, files):
                yield place, JOURNAL in files

    def _unread(self, error: OSError) -> None:
        raise illisible(error, self._folder) from error

    def _ours(self, place: Path, files: Iterable[str]) -> bool:
        """Whether actgen wrote there: by the name of a file, else by what a PDF carries."""
        names = sorted(files)
        return any(name == ARCHIVE or is_paper(name) for name in names) or any(
            self._carries(place / name) for name in names if name.lower().endswith(".pdf")
        )

    def _carries(self, path: Path) -> bool:
        if self._opened >= _MOST_OPENED:
            self.borne = True
            return False
        self._opened += 1
        return bool(porteurs([path]))
