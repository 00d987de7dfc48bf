"""The files that were made from an earlier state of the user's data than the one that is there now.

An act that was sent or signed is kept as it was then while the data change: it is what actgen wrote, and it
no longer says what the data say. A paper from before the session is not made again after it, and need not be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from actgen.acts.avant_seance import ON_REQUEST
from actgen.figures.execution import Stade
from actgen.proof.pieces import Etat, Genre, Piece
from actgen.sources import SourceFault, Sources
from actgen.text.lists import enumeration
from actgen.text.messages import phrase
from actgen.writing import Entry, Journal
from actgen.writing.names import in_group_folder
from actgen.writing.places import leads_inside
from actgen.writing.surplus import SIGNED

_LARGEST = 100_000_000
_KEPT = (Etat.CONFORME, Etat.SIGNE)
_GROUPS, _YAML = "groupements/", (".yaml", ".yml")
_GARDES = {  # stage: as what it is kept; an act that needs not be sent is executory once published
    str(Stade.TRANSMIS): "transmis",
    str(Stade.EXECUTOIRE): "transmis ou publié",
    SIGNED: SIGNED,
}
_EXPORTS = {
    "transmission": "actgen export transmission {fichier}, qui laisse tel quel un dépôt déjà transmis",
    "archive": "actgen export archive {fichier}",
    "opendata": "actgen export opendata {fichier}",
    "registre": "actgen register {fichier}",
}

_GARDE = "conservé tel que {garde} ; les données ont changé depuis : {sources}"
_SIGNE = "conservé tel que signé ; les données ont changé depuis : {sources}"
_RECTIFIER = phrase(
    "Si c'est l'acte qui est faux, voyez avec la préfecture ou votre service juridique comment le rectifier"
)
_SIGNER_DE_NOUVEAU = (
    "Si c'est l'acte qui est faux, renommez ce fichier, recommencez {commande}, puis faites signer le nouveau"
)
_NON_REFAIT = "écrit d'un état antérieur de {sources}, et non refait depuis : recommencez {commande}"
_SEANCE = "actgen render sur la séance entière"
_GROUPEMENT = "actgen batch {fichier} sans --formats"
_ET = phrase(" ;")
_AVANT = "papier d'avant la séance, écrit d'un état antérieur de {sources}"


def marquer(
    pieces: Sequence[Piece], entry: Entry, journal: Journal, workspace: Path, folder: Path
) -> tuple[Piece, ...]:
    """What was found of the file of an entry; told so where it is as written, of data that changed since.

    `folder` is that of the journal.
    """
    if not entry.earlier or not all(piece.etat in _KEPT for piece in pieces):
        return tuple(pieces)
    changed = list(_changed(entry, journal, Sources(workspace)))
    return tuple(_told(piece, entry, changed, journal, folder) if changed else piece for piece in pieces)


def _changed(entry: Entry, journal: Journal, sources: Sources) -> Iterator[str]:
    """The names of what a file was made from that is another one now; of what can't be known, nothing."""
    for name, then in sorted(entry.earlier.items()):
        if not leads_inside(name):
            continue
        read = sources.read(name, limit=_LARGEST)
        now = journal.sources.get(name) if isinstance(read, SourceFault) else read.sha256
        if now is not None and now != then:
            yield name


def _told(piece: Piece, entry: Entry, changed: list[str], journal: Journal, folder: Path) -> Piece:
    """What was found stays told: that it is signed, or a copy under another name."""
    named = enumeration(phrase("« {nom} »", nom=name) for name in changed)
    before = f"{piece.phrase}{_ET} " if piece.phrase else ""
    if any(entry.act == paper or entry.act.startswith(f"{paper}-") for paper in ON_REQUEST):
        return replace(piece, phrase=before + phrase(_AVANT, sources=named))
    stage, command = journal.stages.get(entry.act, ""), _commande(entry.act, journal, folder)
    signed = piece.etat is Etat.SIGNE
    if garde := _GARDES.get(stage):
        told = phrase(_GARDE, garde=garde, sources=named) + (f". {_RECTIFIER}" if signed else "")
    elif signed:
        public = stage == Stade.PUBLIE
        advice = _RECTIFIER if public else phrase(_SIGNER_DE_NOUVEAU, commande=command)
        told = f"{phrase(_SIGNE, sources=named)}. {advice}"
    else:
        told = phrase(_NON_REFAIT, sources=named, commande=command)
    return Piece(piece.nom, Genre.FICHIER, Etat.ANTERIEUR, before + told)


def _commande(act: str, journal: Journal, folder: Path) -> str:
    """What makes a file again.

    Exports and registers have commands of their own; `batch` makes a group's papers, its members' acts too.
    """
    if export := _EXPORTS.get(act.partition("-")[0]):
        return phrase(export, fichier=journal.session)
    if not (in_group_folder(folder) or journal.session.startswith(_GROUPS)):
        return _SEANCE
    named = [name for name in (journal.session, *sorted(journal.sources)) if name.startswith(_GROUPS)]
    files = [name for name in named if name.endswith(_YAML)]
    return phrase(_GROUPEMENT, fichier=files[0] if files else "sur le fichier du groupement,")
