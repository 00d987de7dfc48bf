"""What lies beside the files of a journal without being one of them: a signed scan has its place there.

Of a scan nothing is concluded. A PDF that carries the data of an act says by itself whether it is still that
act: it is held against them, so that no false copy lies unnoticed beside the true one.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from actgen.proof.ouverture import LARGEST, fichier_a_part
from actgen.proof.pieces import Etat, Genre, Piece
from actgen.proof.seul import verifier_seul
from actgen.reading.apart import Defaut, apart
from actgen.text.messages import phrase

_AT_ONCE = 25  # files that one process looks into
_MOST_OPENED = 500  # PDF files of one folder, looked into for the data of an act
_MOST_COMPARED = 100  # of those that carry some

_ETRANGER = phrase("présent sans avoir été écrit par actgen (signé, numérisé, ajouté) : rien n'en est conclu")
_ACTE_FAUX = phrase(
    "présent sans que le journal le nomme : il porte les données d'un acte, et ne dit plus la même chose "
    "qu'elles"
)
_AUTRE_ACTE = phrase(
    "présent sans que le journal le nomme : il est conforme aux données d'acte qu'il porte, mais n'est aucun "
    "des fichiers que le journal connaît"
)
_TROP = phrase(
    "présent sans que le journal le nomme, et non ouvert : ce dossier a trop de PDF ajoutés. Vérifiez-le "
    "seul, ou rangez-le ailleurs"
)


def comparer_etrangers(paths: Sequence[Path]) -> Iterator[Piece]:
    """What is told of each file that a journal doesn't know, in their order."""
    opened = [path for path in paths if _is_a_pdf(path)]
    acts = porteurs(opened[:_MOST_OPENED])
    left_out = {*opened[_MOST_OPENED:], *acts[_MOST_COMPARED:]}
    carrying = frozenset(acts[:_MOST_COMPARED])
    for path in paths:
        if path in carrying:
            yield from _act(path)
        elif path in left_out:
            yield Piece(path.name, Genre.FICHIER, Etat.ETRANGER_DIFFERENT, _TROP)
        else:
            yield Piece(path.name, Genre.FICHIER, Etat.ETRANGER, _ETRANGER)


def porteurs(paths: Sequence[Path]) -> list[Path]:
    """Those of some PDF files that carry the data of an act, be they locked, or take too long to tell."""
    found: list[Path] = []
    for start in range(0, len(paths), _AT_ONCE):
        some = list(paths[start : start + _AT_ONCE])
        seen = apart(_all_carry, some)
        if isinstance(seen, Defaut):  # one of them is hostile, and harms no other
            seen = [fichier_a_part(_carries, path) in (True, Defaut.ENORME) for path in some]
        found += (path for path, carries in zip(some, seen, strict=True) if carries)
    return found


def _is_a_pdf(path: Path) -> bool:
    """Links aren't followed, pipes are waited for by nobody."""
    return path.suffix.lower() == ".pdf" and not path.is_symlink() and path.is_file()


def _all_carry(paths: Sequence[Path]) -> list[bool]:
    """To be called in a process apart."""
    return [path.stat().st_size <= LARGEST and _carries(path.name, path.read_bytes()) for path in paths]


def _carries(name: str, content: bytes) -> bool:
    """Whether a PDF carries the data of an act. To be called in a process apart."""
    import pikepdf

    from actgen.outputs.pdf_source import NAME

    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return NAME in pdf.attachments
    except (pikepdf.PdfError, pikepdf.PasswordError):
        return False


def _act(path: Path) -> Iterator[Piece]:
    """A PDF that carries data, held against them: what differs is its own, not the journal's."""
    pieces = verifier_seul(path).pieces
    if not any(piece.differe for piece in pieces):
        signed = "".join(f". Il {piece.phrase}" for piece in pieces if piece.etat is Etat.SIGNE)
        yield Piece(path.name, Genre.FICHIER, Etat.ETRANGER, f"{_AUTRE_ACTE}{signed}")
        return
    if all(piece.genre is Genre.FAIT for piece in pieces):
        yield Piece(path.name, Genre.FICHIER, Etat.ETRANGER, _ACTE_FAUX)
    for piece in pieces:
        name = f"{path.name}, {piece.nom}" if piece.genre is Genre.FAIT else path.name
        yield replace(piece, nom=name, etat=Etat.ETRANGER_DIFFERENT)
