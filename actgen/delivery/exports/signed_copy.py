"""What the copy said to be signed tells of itself: the act whose data it carries, whether anything signs it.

A scan carries nothing and is believed, unless it shows nothing at all: a page among others may be blank
(the back of a sheet), the whole of a signed act can't be. A PDF that actgen made carries the data of its
act (acte.yaml) and a hash of all its bytes: those of another act, of an act that nobody signed, or to which
more was done than signing it, are told. It is a stranger's file: `look_into` is to be called in a process
of its own; `read_bounded` is the one way to read a file that is to be handed over, within bounds.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from itertools import chain
from pathlib import Path, PurePath
from typing import Any

import pikepdf
from msgspec import Struct

from actgen.acts.outputs.carried import CONTENTS, NAME, PAPER
from actgen.acts.outputs.carried_facts import UnreadableFacts, read_facts
from actgen.acts.outputs.pdf_seal import first_version, is_sealed
from actgen.acts.tree.nodes import Document
from actgen.base.text.dates import date_chiffres
from actgen.base.text.messages import say
from actgen.reading.apart import Defect, apart, pdf_pages
from actgen.reading.nodes import Mapping, Scalar
from actgen.reading.signed_pdf import Ecart, signature_fields, signed_behind
from actgen.reading.sources import french_size
from actgen.reading.yaml_tree import read_tree

_HEAD = 20_000  # bytes of what is carried: whose act it is stands at its beginning
_LISTS = re.compile(rb"\n[a-z]+:\n")  # the first key that opens a list: a paper may have no running words
_LARGEST = 400_000_000  # what one stream may open into
_IMAGES = ("/Image", "/Metadata")
_PACKED = frozenset({"/FlateDecode", "/LZWDecode", "/RunLengthDecode"})


class SinceWritten(StrEnum):
    """What became of a file since actgen wrote it, as its own seal tells."""

    AILLEURS = "fait ailleurs"
    TEL_QUEL = "tel quel"
    SIGNE = "signé"
    AJOUT = "ajout"
    CHANGE = "changé"


class Exemplaire(Struct, frozen=True):
    """A PDF that opens. `porte`: whether it has the data of an act.

    `signe`: it holds a signature, which nobody has verified here.
    `signe_depuis`: the SHA-256 of the file that it was, without a seal, before signatures alone were added.
    `vierge`: no page of it shows anything. `enonces`: what its data state, sentence by sentence.
    """

    pages: int
    porte: bool = False
    signe: bool = False
    vierge: bool = False
    suite: SinceWritten = SinceWritten.AILLEURS
    enonces: tuple[str, ...] = ()
    titre: str = ""
    collectivite: str = ""
    objet: str = ""
    jour: str = ""
    signe_depuis: str = ""


def look_into(content: bytes) -> Exemplaire | Defect:
    """What a PDF tells of itself, or why it can't be looked into; to be asked in a process of its own."""
    pages = pdf_pages(content)
    if isinstance(pages, Defect):
        return pages
    with pikepdf.open(io.BytesIO(content)) as pdf:
        if any(len(opened) > _LARGEST for opened in _opened(pdf)):
            return Defect.TOO_BIG
        signe, porte = bool(signature_fields(pdf)), NAME in pdf.attachments
        suite = _suite(content, porte=porte)
        vierge = not (porte or signe or _shows(pdf))
        carried = pdf.attachments[NAME].get_file().read_bytes() if porte else b""
    depuis = _signed_unsealed(content) if suite is SinceWritten.CHANGE else ""
    told = _head(carried)
    return Exemplaire(pages, porte, signe, vierge, suite, _enonces(carried), **told, signe_depuis=depuis)


_TEXT = frozenset({"Tj", "TJ", "'", '"'})
_DRAWN = frozenset({"INLINE IMAGE", "sh", "c", "v", "y"})  # letters made outlines, handwriting: curves
_BLANKS = b" \t\r\n\0"


def _shows(pdf: Any) -> bool:
    """Whether a page, or a form that one may draw, has a note, a letter, a picture or a curve.

    The white sheet and the spaces that an office suite draws are none; what nobody can read is believed.
    """
    pages = [page.obj for page in pdf.pages]
    streams = [each for each in pdf.objects if isinstance(each, pikepdf.Stream)]
    pictured = any(each.get("/Subtype") == "/Image" for each in streams)
    forms = [each for each in streams if each.get("/Subtype") == "/Form"]
    try:
        notes = [note.get("/Subtype") for page in pages for note in page.get("/Annots", ())]
        if any(sort not in ("/Link", "/Widget") for sort in notes):
            return True
        for order in chain.from_iterable(map(pikepdf.parse_content_stream, (*pages, *forms))):
            name = str(order.operator)
            if name in _DRAWN or (name == "Do" and pictured):
                return True
            if name in _TEXT and any(map(_letters, order.operands)):
                return True
    except (pikepdf.PdfError, AttributeError, TypeError, ValueError):
        return True
    return False


def _letters(operand: Any) -> bool:
    if isinstance(operand, pikepdf.Array):
        return any(map(_letters, operand))
    return isinstance(operand, pikepdf.String) and bool(bytes(operand).strip(_BLANKS))


def _suite(content: bytes, *, porte: bool) -> SinceWritten:
    """What the seal tells: a file whose first bytes bear it is ours, be its data taken out since."""
    original = first_version(content)
    if not is_sealed(original):
        return SinceWritten.CHANGE if porte else SinceWritten.AILLEURS
    if content == original:
        return SinceWritten.TEL_QUEL
    return (
        SinceWritten.AJOUT if isinstance(signed_behind(content, len(original)), Ecart) else SinceWritten.SIGNE
    )


def _signed_unsealed(content: bytes) -> str:
    """The hash of what a file was without a seal, where all that came behind is signatures; else nothing."""
    original = first_version(content)
    if not 0 < len(original) < len(content) or isinstance(signed_behind(content, len(original)), Ecart):
        return ""
    return hashlib.sha256(original).hexdigest()


def _opened(pdf: Any) -> Iterator[bytes]:
    """What each stream opens into; the pictures of a scan are left to whoever shows them."""
    for each in pdf.objects:
        if not isinstance(each, pikepdf.Stream) or str(each.get("/Subtype", "")) in _IMAGES:
            continue
        filters = each.get("/Filter", ())
        names = [filters] if isinstance(filters, pikepdf.Name) else list(filters)
        if {str(name) for name in names} <= _PACKED:
            yield each.read_bytes()


def _head(carried: bytes) -> dict[str, str]:
    tree, _ = read_tree(_LISTS.split(carried[:_HEAD], maxsplit=1)[0], NAME)
    if not isinstance(tree, Mapping):
        return {}
    keys = (("titre", "titre"), ("collectivite", "collectivite"), ("objet", "objet"), ("jour", "date"))
    held = {name: tree.get(key) for name, key in keys}
    return {name: node.text for name, node in held.items() if isinstance(node, Scalar)}


def _enonces(carried: bytes) -> tuple[str, ...]:
    """The words of each statement, paper and contents apart; none of data that nobody can read."""
    try:
        statements = read_facts(carried).statements
        return tuple(each.mots for each in statements if each.sorte not in (PAPER, CONTENTS))
    except UnreadableFacts:
        return ()


def other_act(exemplaire: Exemplaire, acte: Document, jour: date | None) -> str:
    """Which act it is, in French, when it isn't that one; `jour` None: another day may be its own."""
    if not exemplaire.porte:
        return ""
    pairs = [(exemplaire.titre, acte.title), (exemplaire.collectivite, acte.author)]
    pairs.append((exemplaire.objet, acte.subject) if jour is None else (exemplaire.jour, jour.isoformat()))
    if all(lu.split() == attendu.split() for lu, attendu in pairs):
        return ""
    told = filter(None, (exemplaire.titre, exemplaire.collectivite, day_in_figures(exemplaire.jour)))
    return say("« {acte} »", acte=", ".join(told) or "…")


def day_in_figures(texte: str) -> str:
    """A day as people write it; words that are none stay what they are."""
    try:
        return date_chiffres(date.fromisoformat(texte))
    except ValueError:
        return texte


TAILLE = 150 * 1024 * 1024
"""What the channel takes of an act with its annexes."""
_IMAGES_LECTURE = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff"}
JOINTS = (".pdf", *_IMAGES_LECTURE)
"""What may be joined to an act, by suffix."""
_DEFAUTS = {
    Defect.BROKEN: "est incomplet ou abîmé",
    Defect.ENCRYPTED: "est protégé par un mot de passe ou des restrictions",
    Defect.TOO_BIG: "est démesuré, au point de ne pas s’ouvrir",
}


def read_bounded(place: Path) -> bytes | str:
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


def fault_of(nom: str, contenu: bytes) -> str:
    """Why whoever receives this file could not open it, after its name; empty when they can."""
    suffixe = PurePath(nom).suffix.lower()
    if suffixe == ".pdf":
        return vu if isinstance(vu := looked_into(contenu), str) else ""
    return "" if contenu.startswith(_IMAGES_LECTURE[suffixe]) else "n’est pas l’image que son nom annonce"


def looked_into(contenu: bytes) -> Exemplaire | str:
    """What a PDF tells of itself, or in French why nobody could open it, after its name."""
    if not contenu.startswith(b"%PDF-"):
        return "n’est pas un PDF"
    vu = apart(look_into, contenu)
    if isinstance(vu, Defect):
        return _DEFAUTS[vu]
    return vu if vu.pages else "n’a aucune page"
