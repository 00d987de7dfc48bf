"""The files that the acts were made from, held against the hashes that the journal keeps of them.

A template given by an option is not looked for: its copy is kept beside the acts. What ships with actgen
moves on with it: another version's files tell nothing of an act.
"""

from __future__ import annotations

from collections.abc import Mapping
from heapq import nsmallest
from pathlib import Path

from actgen import __version__
from actgen.proof.pieces import Etat, Genre, Piece
from actgen.sources import SHIPPED_LABEL, SourceFault, Sources, shipped, workspace_of
from actgen.text.messages import phrase
from actgen.writing import Journal
from actgen.writing.places import leads_inside, place_of

_LARGEST = 100_000_000
_GIVEN = "modeles-"
_UP = 3  # output/commune/session, in the folder where the workspace is too
_MOST_BESIDE = 200

_MODIFIEE = phrase("modifié depuis que les actes ont été écrits")
_ABSENTE = phrase("introuvable, alors que les actes en viennent")
_LIVREE = phrase("livré avec actgen {version}, modifié dans cette installation", version=__version__)
_AUTRE_VERSION = (
    "livré avec actgen, dans une autre version que celle des actes ({version}) : rien n'en est conclu"
)
_SANS_DOSSIER = phrase("pour comparer, dites où sont les fichiers de la commune : --workspace DOSSIER")


def espace_de(folder: Path, journal: Journal) -> Path:
    """Where the user's files of a journal seem to be, when nobody says.

    Round the folder of the acts, round the current folder; else a workspace that lies in the current folder
    or beside the acts, where one of these files is still the same: another town's is nobody's.
    """
    nearest, here = workspace_of(folder), Path.cwd()
    own = {name: sha256 for name, sha256 in journal.sources.items() if not _ships(name)}
    for space in (nearest, workspace_of(here)):
        if any(place_of(name, space) for name in own):
            return space
    around = [space for parent in (here, *folder.absolute().parents[:_UP]) for space in _spaces_in(parent)]
    return next((space for space in around if _has_one(space, own)), nearest)


def _has_one(space: Path, own: Mapping[str, str]) -> bool:
    sources = Sources(space)
    inside = ((name, sha256) for name, sha256 in own.items() if leads_inside(name))
    read = ((sources.read(name, limit=_LARGEST), sha256) for name, sha256 in inside)
    return any(not isinstance(found, SourceFault) and found.sha256 == sha256 for found, sha256 in read)


def _spaces_in(folder: Path) -> list[Path]:
    """The workspaces that lie in a folder, among its first by name: the same ones on every machine."""
    try:
        below = nsmallest(_MOST_BESIDE, folder.iterdir())
        return [place for place in below if (place / "collectivites").is_dir()]
    except OSError:
        return []


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
