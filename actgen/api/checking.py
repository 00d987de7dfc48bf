"""What became of acts since they were written, in one sentence, then thing by thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from actgen.base.text.grammar import compte, pluriel
from actgen.delivery.verify.result import Etat, Piece, PieceKind, Verification
from actgen.reading.sources import SHIPPED_LABEL
from actgen.session.writing.journal import ARCHIVE

_NAMED = 2  # sources told by their names in the sentence
_SOURCES = {"collectivites": "la fiche", "groupements": "le groupement", "seances": "la séance"}
_PLACES = (PieceKind.FICHIER, PieceKind.FAIT, PieceKind.JOURNAL)


class Difference(Struct, frozen=True):
    """Something that is no longer as it was written: in which folder, its name, what became of it."""

    dossier: str
    nom: str
    phrase: str


class Verdict(Struct, frozen=True):
    """`intact`: every file that was written is there as it was, whatever became of what it was made from."""

    phrase: str
    intact: bool
    differences: tuple[Difference, ...] = ()
    sources: tuple[Difference, ...] = ()
    signes: tuple[Difference, ...] = ()


def verdict(found: Sequence[Verification], root: Path) -> Verdict:
    """All that was compared, told together; folders are named from `root`."""
    differences = tuple(_told(found, root, lambda piece: piece.differe and piece.genre in _PLACES))
    sources = tuple(_told(found, root, lambda piece: piece.differe and piece.genre is PieceKind.SOURCE))
    seen = {each.nom: each for each in sources}  # a session's folder and its archive come from one file
    signed = tuple(_told(found, root, lambda piece: piece.etat is Etat.SIGNE))
    pieces = [piece for each in found for piece in each.pieces]
    parts = [*_of_files(pieces), *_of_sources(tuple(seen))]
    told = "\u202f; ".join(parts) or "rien n’a pu être comparé"
    compared = any(piece.genre is PieceKind.FICHIER and piece.compare for piece in pieces)
    return Verdict(
        f"{told[:1].upper()}{told[1:]}.",
        compared and not differences,
        differences,
        tuple(seen.values()),
        signed,
    )


def _of_files(pieces: list[Piece]) -> Iterator[str]:
    files = [piece for piece in pieces if piece.genre is PieceKind.FICHIER and piece.nom != ARCHIVE]
    states = [piece.etat for piece in files]
    if same := states.count(Etat.CONFORME) + states.count(Etat.SIGNE) + states.count(Etat.ANTERIEUR):
        signed = states.count(Etat.SIGNE)
        added = f", dont {compte(signed, 'signé')} depuis" if signed else ""
        yield f"{compte(same, 'fichier')} {pluriel(same, 'inchangé', 'inchangés')}{added}"
    if changed := states.count(Etat.DIFFERENT) + states.count(Etat.ALTERE):
        yield f"{compte(changed, 'fichier')} {pluriel(changed, 'modifié', 'modifiés')} depuis"
    if gone := states.count(Etat.ABSENT):
        yield f"{compte(gone, 'fichier')} {pluriel(gone, 'absent', 'absents')}"
    if older := states.count(Etat.ANTERIEUR):
        yield f"{compte(older, 'fichier')} d’un état antérieur des données"
    if kept := sum(piece.nom == ARCHIVE and piece.differe for piece in pieces):
        yield f"{compte(kept, 'recueil')} des modèles {pluriel(kept, 'changé', 'changés')}"
    if others := states.count(Etat.ETRANGER):
        here = pluriel(others, "ajouté", "ajoutés")
        yield f"{compte(others, 'fichier')} {here} depuis, dont rien n’est conclu"
    if lost := sum(piece.genre is PieceKind.JOURNAL and piece.differe for piece in pieces):
        yield f"{compte(lost, 'dossier')} sans journal lisible"


def _of_sources(names: tuple[str, ...]) -> Iterator[str]:
    own = [name for name in names if not name.startswith(f"{SHIPPED_LABEL}/")]
    if len(own) > _NAMED:
        yield f"{len(own)} des fichiers dont ils viennent ont changé depuis"
    else:
        yield from (f"{_whose(name)} «\u00a0{Path(name).name}\u00a0» a changé depuis" for name in own)
    if len(own) < len(names):
        yield "des textes livrés avec actgen ont été modifiés dans cette installation"


def _whose(name: str) -> str:
    return _SOURCES.get(name.partition("/")[0], "le fichier")


def _told(found: Sequence[Verification], root: Path, wanted: Callable[[Piece], bool]) -> Iterator[Difference]:
    for each in found:
        place = Path(each.demande)
        folder = place.relative_to(root).as_posix() if place.is_relative_to(root) else place.name
        for piece in each.pieces:
            if wanted(piece):
                yield Difference(folder, piece.nom, piece.phrase)
