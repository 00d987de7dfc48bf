"""A file held against what the journal says of it: the same bytes, the same content, or another file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from actgen.proof.ouverture import LARGEST, mesurer
from actgen.proof.pieces import Etat, Genre, Piece
from actgen.proof.seul import verifier_seul
from actgen.reading.apart import Defaut
from actgen.text.messages import phrase
from actgen.writing import Entry
from actgen.writing.plan import NOT_A_FILE
from actgen.writing.replace import file_state

_END_OF_PDF = b"%%EOF"
_MANY_ENDS = 100  # a PDF that was added to as often is nobody's act

_PACKED = frozenset({".pdf", ".docx", ".xlsx", ".zip"})  # what has a content besides its bytes

EMBALLAGE = phrase(
    "modifié depuis qu'actgen l'a écrit : ce qu'actgen en lit est identique, mais ses octets diffèrent, et "
    "un autre logiciel peut y lire autre chose"
)
_ABSENT = phrase("absent, alors que le journal le nomme")
_LIEN = phrase("un lien ou un dossier a pris la place du fichier")
_MODIFIE = phrase("modifié depuis qu'actgen l'a écrit")
_COMPLETE = (
    "commence par le fichier d'origine, octet pour octet, puis a reçu des ajouts{signature} : ils peuvent "
    "changer ce "
    "qui s'affiche, vérifiez-les dans un lecteur de PDF"
)
_ADDED = (phrase(_COMPLETE, signature=""), phrase(_COMPLETE, signature=" (dont une signature)"))
_DEFAUTS: Mapping[Defaut, str] = {
    Defaut.ABIME: phrase("{modifie} : il ne s'ouvre plus, il est tronqué ou abîmé", modifie=_MODIFIE),
    Defaut.CHIFFRE: phrase("{modifie} : il est maintenant protégé par un mot de passe", modifie=_MODIFIE),
    Defaut.ENORME: phrase(
        "{modifie} : il est trop gros, ou démesuré une fois décompressé, et n'a pas été ouvert",
        modifie=_MODIFIE,
    ),
}
_SIGNE = phrase("{modifie} : il porte une signature, que seul un lecteur de PDF vérifie", modifie=_MODIFIE)
_SIGNE_DEPUIS = "commence par le fichier d'origine, octet pour octet, puis {signe}"


def comparer(path: Path, nom: str, entry: Entry) -> tuple[Piece, ...]:
    """The file of that name in the journal, as it is now at `path`; of a PDF, what differs on its pages too.

    Raises OSError where it can't be read.
    """
    piece = _compared(path, nom, entry)
    if piece.etat is not Etat.DIFFERENT or piece.phrase == _LIEN or path.suffix.lower() != ".pdf":
        return (piece,)
    alone = verifier_seul(path).pieces
    if piece.phrase in _ADDED and all(each.etat is Etat.SIGNE for each in alone):
        told = phrase(_SIGNE_DEPUIS, signe=alone[0].phrase)
        return (Piece(nom, Genre.FICHIER, Etat.SIGNE, told),)
    facts = (each for each in alone if each.genre is Genre.FAIT)
    return (piece, *(replace(each, nom=f"{nom}, {each.nom}") for each in facts))


def _compared(path: Path, nom: str, entry: Entry) -> Piece:
    state = file_state(path)
    if state == entry.fingerprint.sha256:
        return Piece(nom, Genre.FICHIER, Etat.CONFORME)
    if state is None:
        return Piece(nom, Genre.FICHIER, Etat.ABSENT, _ABSENT)
    if state == NOT_A_FILE:
        return Piece(nom, Genre.FICHIER, Etat.DIFFERENT, _LIEN)
    if entry.fingerprint.sha256 in debuts(path):
        signed = b"/ByteRange" in path.read_bytes()
        return Piece(nom, Genre.FICHIER, Etat.DIFFERENT, _ADDED[signed])
    if path.suffix.lower() not in _PACKED:
        return Piece(nom, Genre.FICHIER, Etat.DIFFERENT, _MODIFIE)
    mesure = mesurer(path)
    if mesure.contenu_sha256 == entry.fingerprint.content_sha256:
        return Piece(nom, Genre.FICHIER, Etat.EMBALLAGE, EMBALLAGE)
    if mesure.defaut is not None:
        return Piece(nom, Genre.FICHIER, Etat.DIFFERENT, _DEFAUTS[mesure.defaut])
    return Piece(nom, Genre.FICHIER, Etat.DIFFERENT, _SIGNE if mesure.signe else _MODIFIE)


def debuts(path: Path) -> Iterator[str]:
    """The hash of each file that a PDF may have been before it was added to: a signature is put behind it."""
    if path.suffix.lower() != ".pdf" or path.stat().st_size > LARGEST:
        return
    content, digest, start = path.read_bytes(), hashlib.sha256(), 0
    for _ in range(_MANY_ENDS):
        found = content.find(_END_OF_PDF, start)
        if found < 0:
            return
        end = found + len(_END_OF_PDF)
        digest.update(content[start:end])
        start = end
        for line_end in (b"", b"\n", b"\r\n", b"\r"):
            if content.startswith(line_end, end):
                whole = digest.copy()
                whole.update(line_end)
                yield whole.hexdigest()
