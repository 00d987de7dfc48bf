"""The one way to read a file that is to be handed over: within bounds; in French why it can't be."""

from __future__ import annotations

from pathlib import Path, PurePath

from actgen.reading.apart import Defaut, apart
from actgen.sources import french_size

from .exemplaire import Exemplaire, regarder

TAILLE = 150 * 1024 * 1024
"""What the channel takes of an act with its annexes."""
_IMAGES = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff"}
JOINTS = (".pdf", *_IMAGES)
"""What may be joined to an act, by suffix."""
_DEFAUTS = {
    Defaut.ABIME: "est incomplet ou abîmé",
    Defaut.CHIFFRE: "est protégé par un mot de passe ou des restrictions",
    Defaut.ENORME: "est démesuré, au point de ne pas s’ouvrir",
}


def lire(place: Path) -> bytes | str:
    """The bytes of a file, or in French why they are not had."""
    if place.is_symlink() or not place.is_file():
        return f"{place.name} n’est pas un fichier"
    try:
        taille = place.stat().st_size
        if taille > TAILLE:
            return f"{place.name} est trop gros ({french_size(taille)})"
        return place.read_bytes()
    except OSError:
        return f"{place.name} ne peut pas être lu"


def faute(nom: str, contenu: bytes) -> str:
    """Why whoever receives this file could not open it, after its name; empty when they can."""
    suffixe = PurePath(nom).suffix.lower()
    if suffixe == ".pdf":
        return _faute_du_pdf(contenu)
    return "" if contenu.startswith(_IMAGES[suffixe]) else "n’est pas l’image que son nom annonce"


def _faute_du_pdf(contenu: bytes) -> str:
    vu = regarde(contenu)
    return vu if isinstance(vu, str) else ""


def regarde(contenu: bytes) -> Exemplaire | str:
    """What a PDF tells of itself, or in French why nobody could open it, after its name."""
    if not contenu.startswith(b"%PDF-"):
        return "n’est pas un PDF"
    vu = apart(regarder, contenu)
    if isinstance(vu, Defaut):
        return _DEFAUTS[vu]
    return vu if vu.pages else "n’a aucune page"
