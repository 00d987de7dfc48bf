"""A file of an archive, and what is known of it: held against the journal by its bytes, whatever its name."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from actgen.reading.signed_pdf import beginnings, signed_since
from actgen.writing import Journal


class Etat(StrEnum):
    """What is known of an archived file; the values are written in the manifest."""

    CONFORME = "conforme au journal"
    SIGNE = "écrit par actgen, puis complété par une signature électronique"
    MODIFIE = "modifié depuis qu’actgen l’a écrit"
    COPIE = "copie d’un fichier que le journal nomme"
    ETRANGER = "non écrit par actgen"
    SOURCE = "source lue, conforme au journal"
    REGISTRE = "tenu par actgen"


DITS = {
    Etat.COPIE: "{nom} (copie de {source})",
    Etat.SIGNE: "{nom} ({source}, signé depuis par voie électronique)",
    Etat.ETRANGER: "{nom}",
}
"""How a file is told whose name is not in the journal."""


@dataclass(frozen=True, slots=True)
class Archivee:
    """A file of the archive: its name there, its bytes, the act it is a form of."""

    nom: str
    contenu: bytes
    etat: Etat
    acte: str = ""

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.contenu).hexdigest()


def etat_de(archivee: Archivee, sha256: str) -> Etat:
    """What became of a file of that hash; a signing tool has added to it, and changed no byte."""
    if archivee.sha256 == sha256:
        return Etat.CONFORME
    signed = isinstance(signed_since(archivee.contenu, sha256), tuple)
    return Etat.SIGNE if signed else Etat.MODIFIE


def reconnue(archivee: Archivee, journal: Journal) -> tuple[Etat, str]:
    """What a file is whose name is not in the journal, and the name there of the file that it was."""
    noms = {entree.fingerprint.sha256: nom for nom, entree in journal.files.items()}
    if source := noms.get(archivee.sha256):
        return Etat.COPIE, source
    for _, debut in beginnings(archivee.contenu) if archivee.contenu.startswith(b"%PDF-") else ():
        if debut in noms and isinstance(signed_since(archivee.contenu, debut), tuple):
            return Etat.SIGNE, noms[debut]
    return Etat.ETRANGER, ""
