"""The kept copies of the templates, held against the journal and against the hash that each stands under."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from pathlib import Path
from string import hexdigits

from actgen.proof.pieces import Etat, Genre, Piece
from actgen.sources import packed_part
from actgen.text.messages import phrase
from actgen.writing import Journal
from actgen.writing.archive import ARCHIVE, PREFIX

_LARGEST = 200_000_000

_ABSENT = phrase("modèle employé, absent de {archive}", archive=ARCHIVE)
_MODIFIE = phrase("copie gardée dans {archive}, modifiée depuis", archive=ARCHIVE)
_AJOUTE = phrase("ajouté à {archive} : actgen ne l'y a pas mis", archive=ARCHIVE)
_ILLISIBLE = phrase("ne s'ouvre pas : aucun modèle n'a pu être comparé")
_ENORME = phrase("démesuré une fois décompressé : il n'a pas été ouvert")
_BREAKS = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError)


def comparer_modeles(folder: Path, journal: Journal) -> list[Piece]:
    """Each template that the last run used, then the copies of earlier runs that were changed since.

    None where no template was used: the archive itself is compared as a file of the journal.
    """
    place = folder / ARCHIVE
    if not journal.templates or not place.is_file():
        return []
    copies = _copies(place)
    if isinstance(copies, str):
        return [Piece(ARCHIVE, Genre.MODELE, Etat.DIFFERENT, copies)]
    found, wanted = [], set()
    for path, sha256 in sorted(journal.templates.items()):
        name = f"{sha256[:PREFIX]}/{path}"
        wanted.add(name)
        found.append(_compared(path, copies.get(name), sha256))
    for name, content in sorted(copies.items()):
        start, _, path = name.partition("/")
        if name not in wanted and not hashlib.sha256(content).hexdigest().startswith(start):
            ours = path and len(start) == PREFIX and not set(start) - set(hexdigits.lower())
            found.append(Piece(path or name, Genre.MODELE, Etat.DIFFERENT, _MODIFIE if ours else _AJOUTE))
    return found


def _compared(path: str, content: bytes | None, sha256: str) -> Piece:
    if content is None:
        return Piece(path, Genre.MODELE, Etat.ABSENT, _ABSENT)
    if hashlib.sha256(content).hexdigest() != sha256:
        return Piece(path, Genre.MODELE, Etat.DIFFERENT, _MODIFIE)
    return Piece(path, Genre.MODELE, Etat.CONFORME)


def _copies(place: Path) -> dict[str, bytes] | str:
    """What the archive holds; of a part that can't be read, nothing: it shows as missing."""
    copies: dict[str, bytes] = {}
    try:
        if place.stat().st_size > _LARGEST:
            return _ENORME
        with zipfile.ZipFile(io.BytesIO(place.read_bytes())) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > _LARGEST:
                return _ENORME
            for part in parts:
                if part.is_dir():
                    continue
                copies[part.filename] = _read(archive, part)
    except _BREAKS:
        return _ILLISIBLE
    return copies


def _read(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """The bytes of a copy; none where they are spoilt, which no hash stands for."""
    try:
        return packed_part(archive, part)
    except _BREAKS:
        return b""
