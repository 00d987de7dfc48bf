"""What a file is when it isn't the Word document that was expected: each sort has its own way out."""

from __future__ import annotations

import zipfile
from typing import NamedTuple

from actgen.sources import packed_part

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"
_LONGEST_SORT = 200  # bytes
SAVE_AGAIN = "Ouvrez-le dans Word, puis enregistrez-le au format « Document Word (.docx) »."
_SOUND_COPY = "Reprenez-en une copie saine\u00a0: une version d’avant, ou le fichier d’où il vient."
_PASSWORD = (
    "Ouvrez-le dans Word, retirez le mot de passe (Fichier, Informations, Protéger le document), puis "
    "enregistrez-le."
)


class Fault(NamedTuple):
    """Why a file isn't opened, as the end of a sentence in French, and what to do."""

    what: str
    remedy: str = SAVE_AGAIN


PROTECTED = Fault("il est protégé par un mot de passe.", _PASSWORD)
DAMAGED = Fault("il est abîmé, coupé ou mal copié.", _SOUND_COPY)


def sort_fault(content: bytes) -> Fault | None:
    """Why these bytes are no Word document, from how they begin; None for an archive."""
    if not content.strip(b"\x00 \r\n"):
        return Fault("il est vide.", _SOUND_COPY)
    if content.startswith(b"PK"):
        return None
    if content.startswith(_OLD_OFFICE[:4]):
        return PROTECTED if _ENCRYPTED in content else Fault("c’est un ancien document Word (.doc).")
    if content.startswith(b"%PDF"):
        return Fault("c’est un PDF.", "Reprenez le document Word dont il est tiré.")
    if content.startswith(b"{\\rtf"):
        return Fault("c’est un document RTF (.rtf).")
    return Fault("ce n’est pas un document Word (.docx).")


def archive_sort(archive: zipfile.ZipFile) -> Fault | None:
    """What an archive without the text of Word is; None for one that has it."""
    names = archive.namelist()
    if "word/document.xml" in names:
        return None
    sort = archive.getinfo("mimetype") if "mimetype" in names else None
    told = packed_part(archive, sort) if sort is not None and sort.file_size < _LONGEST_SORT else b""
    if told.startswith(_OPEN_DOCUMENT):
        return Fault("c’est un document LibreOffice (.odt).")
    if any(name.startswith("xl/") for name in names):
        return Fault("c’est un classeur Excel.", "Collez ses tableaux dans un document Word.")
    return Fault("ce n’est pas un document Word (.docx).")
