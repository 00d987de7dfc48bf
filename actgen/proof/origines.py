"""The files that the acts were made from, held against the hashes that the journal keeps of them.

A template given by an option is not looked for: its copy is kept beside the acts. What ships with actgen
moves on with it: another version's files tell nothing of an act.
"""

from __future__ import annotations

from pathlib import Path

from actgen import __version__
from actgen.proof.pieces import Etat, Genre, Piece
from actgen.sources import SHIPPED_LABEL, SourceFault, Sources, shipped, workspace_of
from actgen.text.messages import phrase
from actgen.writing import Journal

_LARGEST = 100_000_000
_GIVEN = "modeles-"

_MODIFIEE = phrase("modifié depuis que les actes ont été écrits")
_ABSENTE = phrase("introuvable, alors que les actes en viennent")
_LIVREE = phrase("livré avec actgen {version}, modifié dans cette installation", version=__version__)
_AUTRE_VERSION = (
    "livré avec actgen, dans une autre version que celle des actes ({version}) : rien n'en est conclu"
)
_SANS_DOSSIER = phrase("pour comparer, dites où sont les fichiers de la commune : --workspace DOSSIER")


def comparer_sources(folder: Path, journal: Journal, workspace: Path | None) -> list[Piece]:
    """Each file that the last run read, as it is in the workspace, named or the nearest around the folder.

    Where the workspace isn't named and none of its files is found, nothing is concluded.
    """
    sources = Sources(workspace or workspace_of(folder))
    found = [
        _compared(sources, name, sha256, journal)
        for name, sha256 in sorted(journal.sources.items())
        if not name.startswith(_GIVEN)
    ]
    own = [piece for piece in found if not _ships(piece.nom)]
    if workspace is None and own and all(piece.etat is Etat.ABSENT for piece in own):
        return [
            piece if _ships(piece.nom) else Piece(piece.nom, Genre.SOURCE, Etat.NON_COMPARE, _SANS_DOSSIER)
            for piece in found
        ]
    return found


def _ships(name: str) -> bool:
    return name.startswith(f"{SHIPPED_LABEL}/")


def _compared(sources: Sources, name: str, sha256: str, journal: Journal) -> Piece:
    ships = _ships(name)
    place = shipped(*name.split("/")[1:]) if ships else name
    read = sources.read(place, limit=_LARGEST)
    if not isinstance(read, SourceFault) and read.sha256 == sha256:
        return Piece(name, Genre.SOURCE, Etat.CONFORME)
    then = journal.versions.get("actgen", "")
    if ships and then != __version__:
        told = phrase(_AUTRE_VERSION, version=then or "inconnue")
        return Piece(name, Genre.SOURCE, Etat.NON_COMPARE, told)
    if isinstance(read, SourceFault):
        return Piece(name, Genre.SOURCE, Etat.ABSENT, _ABSENTE)
    return Piece(name, Genre.SOURCE, Etat.DIFFERENT, _LIVREE if ships else _MODIFIEE)
