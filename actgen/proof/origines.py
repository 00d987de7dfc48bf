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
from actgen.writing.places import leads_inside, place_of

_LARGEST = 100_000_000
_GIVEN = "modeles-"

_MODIFIEE = phrase("modifié depuis que les actes ont été écrits")
_ABSENTE = phrase("introuvable, alors que les actes en viennent")
_LIVREE = phrase("livré avec actgen {version}, modifié dans cette installation", version=__version__)
_AUTRE_VERSION = (
    "livré avec actgen, dans une autre version que celle des actes ({version}) : rien n'en est conclu"
)
_SANS_DOSSIER = phrase("pour comparer, dites où sont les fichiers de la commune : --workspace DOSSIER")


def espace_de(folder: Path, journal: Journal) -> Path:
    """Where the user's files of a journal seem to be, when nobody says.

    Round the folder of the acts, else round the current folder; another town's, beside, is nobody's.
    """
    nearest, here = workspace_of(folder), Path.cwd()
    own = [name for name in journal.sources if not _ships(name)]
    spaces = (nearest, workspace_of(here))
    return next((space for space in spaces if any(place_of(name, space) for name in own)), nearest)


def comparer_sources(journal: Journal, workspace: Path, *, named: bool) -> list[Piece]:
    """Each file that the last run read, as it is in the workspace.

    Where the workspace isn't named by the user and none of its files is found, nothing is concluded.
    """
    sources = Sources(workspace)
    found = [
        _compared(sources, name, sha256, journal)
        for name, sha256 in sorted(journal.sources.items())
        if not name.startswith(_GIVEN)
    ]
    own = [piece for piece in found if not _ships(piece.nom)]
    if not named and own and all(piece.etat is Etat.ABSENT for piece in own):
        return [
            piece if _ships(piece.nom) else Piece(piece.nom, Genre.SOURCE, Etat.NON_COMPARE, _SANS_DOSSIER)
            for piece in found
        ]
    return found


def _ships(name: str) -> bool:
    return name.startswith(f"{SHIPPED_LABEL}/")


def _compared(sources: Sources, name: str, sha256: str, journal: Journal) -> Piece:
    if not leads_inside(name):
        return Piece(name, Genre.SOURCE, Etat.ABSENT, _ABSENTE)
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
