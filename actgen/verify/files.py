"""A file held against what the journal says of it: the same bytes, the same content, or another file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from actgen.outputs.pdf_seal import first_version, is_sealed
from actgen.reading.apart import Defaut
from actgen.reading.signed_pdf import beginnings, signed_since
from actgen.records import replace
from actgen.text.lists import enumeration
from actgen.text.messages import phrase
from actgen.verify.alone import LARGEST, measure, verify_alone
from actgen.verify.result import Etat, Piece, PieceKind
from actgen.writing.fingerprint import content_sha256
from actgen.writing.journal import Entry
from actgen.writing.plan import NOT_A_FILE
from actgen.writing.replace import file_state

_COPIED = ("transmission", "archive")
_OPENED_HERE = 20_000_000  # bytes
_SCEAU = phrase(
    "n'est pas d'accord avec l'empreinte qu'il porte lui-même : lui et le journal ont été changés depuis "
    "qu'actgen les a écrits"
)
_CONTENU = phrase(
    "n'est pas d'accord avec l'empreinte de son contenu, que garde le journal : lui et le journal ont été "
    "changés depuis qu'actgen les a écrits"
)
_PACKED = frozenset({".pdf", ".docx", ".xlsx", ".zip"})  # what has a content besides its bytes

EMBALLAGE = phrase(
    "modifié depuis qu'actgen l'a écrit : ce qu'actgen en lit est identique, mais ses octets diffèrent, et "
    "un autre logiciel peut y lire autre chose"
)
_ABSENT = phrase("absent, alors que le journal le nomme")
_LIEN = phrase("un lien ou un dossier a pris la place du fichier")
_MODIFIE = phrase("modifié depuis qu'actgen l'a écrit")
_AUTRE = "remplacé par un autre fichier : celui-ci est identique à « {nom} » du journal"
_COMPLETE = (
    "commence par le fichier d'origine, octet pour octet, puis a reçu des ajouts{signature} : ils peuvent "
    "changer ce "
    "qui s'affiche, vérifiez-les dans un lecteur de PDF"
)
_DEFAUTS: Mapping[Defaut, str] = {
    Defaut.ABIME: phrase("{modifie} : il ne s'ouvre plus, il est tronqué ou abîmé", modifie=_MODIFIE),
    Defaut.CHIFFRE: phrase(
        "{modifie} : il est maintenant protégé par un mot de passe ou des restrictions", modifie=_MODIFIE
    ),
    Defaut.ENORME: phrase(
        "{modifie} : il est trop gros, trop long à ouvrir, ou démesuré une fois décompressé, et n'a pas été "
        "ouvert. Vérifiez-le seul, ou rangez-le ailleurs",
        modifie=_MODIFIE,
    ),
}
_SIGNE = phrase("{modifie} : il porte une signature, que seul un lecteur de PDF vérifie", modifie=_MODIFIE)
_SIGNE_DEPUIS = (
    "commence par le fichier d'origine, octet pour octet, puis porte une signature (champ {champs}), qu'un "
    "lecteur de PDF vérifie"
)
_SIGNES_DEPUIS = (
    "commence par le fichier d'origine, octet pour octet, puis porte des signatures (champs {champs}), qu'un "
    "lecteur de PDF vérifie"
)


def compare(path: Path, nom: str, entry: Entry, noms: Mapping[str, str]) -> tuple[Piece, ...]:
    """The file of that name in the journal, as it is now at `path`; of a PDF, what differs on its pages too.

    `noms`: the files of the journal by their hash, one of which may have been put in the place of another.

    Raises OSError where it can't be read.
    """
    state = file_state(path)
    if state != entry.fingerprint.sha256 and (other := noms.get(state or "")):
        return (Piece(nom, PieceKind.FICHIER, Etat.DIFFERENT, phrase(_AUTRE, nom=other)),)
    piece = _compared(path, nom, entry, state)
    if piece.etat is not Etat.DIFFERENT or state == NOT_A_FILE or path.suffix.lower() != ".pdf":
        return (piece,)
    facts = (each for each in verify_alone(path).pieces if each.genre is PieceKind.FAIT)
    return (piece, *(replace(each, nom=f"{nom}, {each.nom}") for each in facts))


def _compared(path: Path, nom: str, entry: Entry, state: str | None) -> Piece:
    if state == entry.fingerprint.sha256:
        return Piece(nom, PieceKind.FICHIER, *_agreeing(path, nom, entry))
    if state is None:
        return Piece(nom, PieceKind.FICHIER, Etat.ABSENT, _ABSENT)
    if state == NOT_A_FILE:
        return Piece(nom, PieceKind.FICHIER, Etat.DIFFERENT, _LIEN)
    added = signed_since(_of_a_pdf(path), entry.fingerprint.sha256)
    if isinstance(added, tuple):
        told = phrase(_SIGNES_DEPUIS if len(added) > 1 else _SIGNE_DEPUIS, champs=enumeration(added))
        return Piece(nom, PieceKind.FICHIER, Etat.SIGNE, told)
    if added is not None:
        signed = " (dont une signature)" if measure(path).signed else ""
        return Piece(nom, PieceKind.FICHIER, Etat.DIFFERENT, phrase(_COMPLETE, signature=signed))
    if path.suffix.lower() not in _PACKED:
        return Piece(nom, PieceKind.FICHIER, Etat.DIFFERENT, _MODIFIE)
    measured = measure(path)
    if measured.content_sha256 == entry.fingerprint.content_sha256:
        return Piece(nom, PieceKind.FICHIER, Etat.EMBALLAGE, EMBALLAGE)
    if measured.fault is not None:
        return Piece(nom, PieceKind.FICHIER, Etat.DIFFERENT, _DEFAUTS[measured.fault])
    return Piece(nom, PieceKind.FICHIER, Etat.DIFFERENT, _SIGNE if measured.signed else _MODIFIE)


def _agreeing(path: Path, nom: str, entry: Entry) -> tuple[Etat, str]:
    """A file of the bytes that the journal tells: what else both say of it must agree, as far as is cheap.

    A PDF bears a hash of its bytes, but for the copy of what was signed elsewhere; a journal has a hash of
    the content too, which for what isn't packed follows from the bytes.
    """
    suffix = path.suffix.lower()
    content = path.read_bytes() if path.stat().st_size <= _OPENED_HERE else b""
    if not content:
        return Etat.CONFORME, ""
    if suffix == ".pdf":
        sealed = entry.act.startswith(_COPIED) or is_sealed(first_version(content))
        return (Etat.CONFORME, "") if sealed else (Etat.DIFFERENT, _SCEAU)
    light = suffix not in _PACKED or _inflated(content) <= _OPENED_HERE
    if light and content_sha256(nom, content) != entry.fingerprint.content_sha256:
        return Etat.DIFFERENT, _CONTENU
    return Etat.CONFORME, ""


def _inflated(content: bytes) -> int:
    """What a zip says that it is once open; more than any bound where it can't be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError):
        return _OPENED_HERE + 1


def file_beginnings(path: Path) -> Iterator[str]:
    """The hash of each file that a PDF may have been before it was added to: a signature is put behind it."""
    return (sha256 for _, sha256 in beginnings(_of_a_pdf(path)))


def _of_a_pdf(path: Path) -> bytes:
    """The bytes of a PDF; none of what is another file, no file, or too large to be an act."""
    a_pdf = path.suffix.lower() == ".pdf" and path.is_file() and path.stat().st_size <= LARGEST
    return path.read_bytes() if a_pdf else b""
