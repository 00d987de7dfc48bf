"""Where acts come from, held against the journal: the user's files, what changed since.

A template given by an option is not looked for: its copy is kept beside the acts, in an archive that the
journal names as any other file. What ships with actgen moves on with it: another version's files tell nothing
of an act. An act that was sent or signed is kept as it was then while the data change: it is what actgen
wrote, and it no longer says what the data say. A paper from before the session is not made again after it,
and need not be; nor is a letter that a reminder has followed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from actgen.acts.views.avant_seance import ON_REQUEST
from actgen.acts.views.papiers_du_groupe import LETTRE, RAPPEL
from actgen.base.records import replace
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import phrase
from actgen.base.version import __version__
from actgen.council.figures.execution import Stade
from actgen.delivery.verify.result import Etat, Piece, PieceKind
from actgen.reading.sources import SHIPPED_LABEL, SourceFault, Sources, shipped, workspace_of
from actgen.session.writing.journal import Entry, Journal
from actgen.session.writing.names import leads_inside, place_of
from actgen.session.writing.plan import SIGNED

_LARGEST = 100_000_000
_GIVEN = "modeles-"

_MODIFIEE = phrase("modifié depuis que les actes ont été écrits")
_ABSENTE = phrase("introuvable, alors que les actes en viennent")
_LIVREE = phrase("livré avec actgen {version}, modifié dans cette installation", version=__version__)
_AUTRE_VERSION = (
    "livré avec actgen, dans une autre version que celle des actes ({version}) : rien n'en est conclu"
)
_SANS_DOSSIER = phrase("pour comparer, dites où sont les fichiers de la commune : --workspace DOSSIER")


def workspace_for(folder: Path, journal: Journal) -> Path:
    """Where the user's files of a journal seem to be, when nobody says.

    Round the folder of the acts, else round the current folder; another town's, beside, is nobody's.
    """
    nearest, here = workspace_of(folder), Path.cwd()
    own = [name for name in journal.sources if not _ships(name)]
    spaces = (nearest, workspace_of(here))
    return next((space for space in spaces if any(place_of(name, space) for name in own)), nearest)


def compare_sources(journal: Journal, workspace: Path, *, named: bool) -> list[Piece]:
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
            piece
            if _ships(piece.nom)
            else Piece(piece.nom, PieceKind.SOURCE, Etat.NON_COMPARE, _SANS_DOSSIER)
            for piece in found
        ]
    return found


def _ships(name: str) -> bool:
    return name.startswith(f"{SHIPPED_LABEL}/")


def _compared(sources: Sources, name: str, sha256: str, journal: Journal) -> Piece:
    if not leads_inside(name):
        return Piece(name, PieceKind.SOURCE, Etat.ABSENT, _ABSENTE)
    ships = _ships(name)
    place = shipped(*name.split("/")[1:]) if ships else name
    read = sources.read(place, limit=_LARGEST)
    if not isinstance(read, SourceFault) and read.sha256 == sha256:
        return Piece(name, PieceKind.SOURCE, Etat.CONFORME)
    then = journal.versions.get("actgen", "")
    if ships and then != __version__:
        told = phrase(_AUTRE_VERSION, version=then or "inconnue")
        return Piece(name, PieceKind.SOURCE, Etat.NON_COMPARE, told)
    if isinstance(read, SourceFault):
        return Piece(name, PieceKind.SOURCE, Etat.ABSENT, _ABSENTE)
    return Piece(name, PieceKind.SOURCE, Etat.DIFFERENT, _LIVREE if ships else _MODIFIEE)


_ENVOYE = phrase(
    "modifié depuis ; le dernier « actgen batch » n'a pas refait ce dossier, qui garde ce qui a été envoyé"
)


def told_as_sent(
    pieces: Sequence[Piece], journal: Journal, latest: Journal | None, workspace: Path
) -> Iterator[Piece]:
    """The sources of what a member was sent; `latest`: the journal of its coordinator's papers.

    Where these were made of a source as it now is, every folder that was due then was made again: one that
    wasn't has served, and no command makes it again.
    """
    sources = Sources(workspace)
    known = latest.sources if latest is not None and latest.session == journal.session else {}
    for piece in pieces:
        now = known.get(piece.nom)
        read = sources.read(piece.nom, limit=_LARGEST) if now and piece.etat is Etat.DIFFERENT else None
        served = read is not None and not isinstance(read, SourceFault) and read.sha256 == now
        yield replace(piece, etat=Etat.NON_COMPARE, phrase=_ENVOYE) if served else piece


# ---------------------------------------------------------------- earlier data

_KEPT = (Etat.CONFORME, Etat.SIGNE)
_GARDES = {  # stage: as what it is kept; an act that needs not be sent is executory once published
    str(Stade.TRANSMIS): "transmis",
    str(Stade.EXECUTOIRE): "transmis ou publié",
    SIGNED: SIGNED,
}
_COMMANDS = {
    "transmission": "actgen export transmission, qui laisse tel quel un dépôt déjà transmis",
    "archive": "actgen export archive",
    "opendata": "actgen export opendata",
    "registre": "actgen register",
}
_GARDE = "conservé tel que {garde} ; les données ont changé depuis : {sources}"
_RECTIFIER = phrase(
    "Si c'est l'acte qui est faux, voyez avec la préfecture ou votre service juridique comment le rectifier"
)
_NON_REFAIT = "écrit d'un état antérieur de {sources}, et non refait depuis : recommencez {commande}"
_RENDER = "actgen render sur la séance entière, ou actgen batch sur le groupement"
_ET = phrase(" ;")
_SUIVIE = phrase("gardée telle qu'elle a été envoyée : une relance l'a suivie")
_AVANT = "papier d'avant la séance, écrit d'un état antérieur de {sources}"


def mark_earlier(
    pieces: Sequence[Piece], entry: Entry, journal: Journal, workspace: Path
) -> tuple[Piece, ...]:
    """What was found of the file of an entry; told so where it is as written, of data that changed since."""
    if not entry.earlier or not all(piece.etat in _KEPT for piece in pieces):
        return tuple(pieces)
    changed = list(_changed_since(entry, journal, Sources(workspace)))
    return tuple(_told(piece, entry, changed, journal) if changed else piece for piece in pieces)


def _changed_since(entry: Entry, journal: Journal, sources: Sources) -> Iterator[str]:
    """The names of what a file was made from that is another one now; of what can't be known, nothing."""
    for name, then in sorted(entry.earlier.items()):
        if not leads_inside(name):
            continue
        read = sources.read(name, limit=_LARGEST)
        now = journal.sources.get(name) if isinstance(read, SourceFault) else read.sha256
        if now is not None and now != then:
            yield name


def _told(piece: Piece, entry: Entry, changed: list[str], journal: Journal) -> Piece:
    """What was found stays told: that it is signed, or a copy under another name."""
    named = enumeration(phrase("« {nom} »", nom=name) for name in changed)
    before = f"{piece.phrase}{_ET} " if piece.phrase else ""
    if any(entry.act == paper or entry.act.startswith(f"{paper}-") for paper in ON_REQUEST):
        return replace(piece, phrase=before + phrase(_AVANT, sources=named))
    if entry.act == LETTRE and any(each.act == RAPPEL for each in journal.files.values()):
        return replace(piece, phrase=before + _SUIVIE)  # a trace: no command makes it again
    signed = piece.etat is Etat.SIGNE
    if garde := _GARDES.get(journal.stages.get(entry.act, ""), SIGNED if signed else ""):
        told = phrase(_GARDE, garde=garde, sources=named) + (f". {_RECTIFIER}" if signed else "")
    else:
        command = _COMMANDS.get(entry.act.partition("-")[0], _RENDER)
        told = phrase(_NON_REFAIT, sources=named, commande=command)
    return Piece(piece.nom, PieceKind.FICHIER, Etat.ANTERIEUR, before + told)
