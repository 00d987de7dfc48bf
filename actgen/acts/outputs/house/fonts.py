"""A font file that a stranger gives: whole, fixed, and allowed by its maker to be put in a document."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from msgspec import Struct

from actgen.acts.outputs.house.images import Fault
from actgen.acts.outputs.house.look import Face, Typeface
from actgen.base.text.characters import FAMILY
from actgen.base.text.messages import say
from actgen.council.facts.charte import Police

SHIPPED = (FAMILY,)

_STARTS = (b"\x00\x01\x00\x00", b"OTTO", b"true")
_NEEDED = ("cmap", "head", "hhea", "hmtx", "maxp", "name", "OS/2", "post")
_RESTRICTED, _GENTLER, _NO_SUBSET, _BITMAP = 0x0002, 0x000C, 0x0100, 0x0200
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789éèêàçùôîÉÈÀ°«»’"
_LONGEST_NAME = 60
_STYLES: Mapping[str, tuple[bool, bool]] = {
    "normale": (False, False),
    "grasse": (True, False),
    "italique": (False, True),
    "grasse_italique": (True, True),
}
_OTHER = "Donnez le fichier .ttf ou .otf d'une autre police, ou écrivez « police: Spectral »."


class Font(Struct, frozen=True):
    """What a file says of itself: the name of its family."""

    name: str


def read_typeface(police: Police) -> tuple[Typeface | None, dict[str, Fault]]:
    """The typeface of these files, and what is wrong by the key of each; nothing for one that ships."""
    faults: dict[str, Fault] = {}
    read: dict[str, Font] = {}
    for key, file in police.fichiers.items():
        font = read_font(file.content)
        if isinstance(font, Font):
            read[key] = font
        else:
            faults[key] = font
    if police.nom and police.nom.strip().lower() not in map(str.lower, SHIPPED):
        faults["nom"] = (
            say("La police « {nom} » n'est pas fournie avec actgen.", nom=police.nom),
            say("Donnez son fichier .ttf ou .otf, ou écrivez « police: Spectral »."),
        )
    elif police.fichiers and police.normale is None:
        faults["normale"] = say("La police n'a pas ses lettres droites."), say("Ajoutez « normale ».")
    if faults or "normale" not in read:
        return None, faults
    faces = tuple(Face(file.content, *_STYLES[key]) for key, file in police.fichiers.items())
    return Typeface(read["normale"].name, faces), {}


def read_font(content: bytes) -> Font | Fault:
    """What a font file says of itself, or why it can't be used."""
    from fontTools.ttLib import TTFont  # 40 ms, for a house that has its own font

    if not content.startswith(_STARTS):
        return say("Le fichier n'est pas une police .ttf ou .otf."), say(_OTHER)
    quiet = logging.getLogger("fontTools")
    before, quiet.disabled = quiet.disabled, True
    try:
        with TTFont(BytesIO(content), lazy=False, checkChecksums=0) as font:
            return _looked_at(font)
    except Exception:  # fontTools raises nearly anything for a file that is cut or made up
        return say("Le fichier de la police est abîmé ou incomplet."), say(_OTHER)
    finally:
        quiet.disabled = before


def _looked_at(font: Any) -> Font | Fault:
    if any(table not in font for table in _NEEDED) or not ({"glyf", "CFF ", "CFF2"} & set(font.keys())):
        return say("Le fichier de la police est abîmé ou incomplet."), say(_OTHER)
    if "fvar" in font:
        return (
            say("La police est variable : un seul fichier y tient toutes les graisses."),
            say("Donnez les fichiers d'une graisse fixe, souvent dans un dossier « static »."),
        )
    allowed = font["OS/2"].fsType
    if allowed & _BITMAP or (allowed & _RESTRICTED and not allowed & _GENTLER):
        return (
            say("La licence inscrite dans la police interdit de l'inclure dans un document."),
            say(_OTHER),
        )
    if allowed & _NO_SUBSET:
        return (
            say("La licence inscrite dans la police interdit de n'en inclure que les lettres imprimées."),
            say(_OTHER),
        )
    font.ensureDecompiled()
    characters = font.getBestCmap() or {}
    lacking = [letter for letter in _LETTERS if ord(letter) not in characters]
    if lacking:
        return (
            say(
                "La police n'a pas les caractères du français : il y manque « {signes} ».",
                signes="".join(lacking),
            ),
            say(_OTHER),
        )
    return Font(_name(font))


def _name(font: Any) -> str:
    written = font["name"].getDebugName(16) or font["name"].getDebugName(1) or "Police"
    plain = "".join(sign for sign in written if sign.isalnum() or sign in " -_.")
    return plain.strip()[:_LONGEST_NAME] or "Police"
