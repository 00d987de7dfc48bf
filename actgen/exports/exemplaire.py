"""What the copy said to be signed tells of itself: the act whose data it carries, whether anything signs it.

A scan carries nothing and is believed, unless it shows nothing at all.
A PDF that actgen made carries the data of its act (acte.yaml): those
of another act, or of an act that nobody signed, are told. It is a stranger's file: `regarder` is to be
called in a process of its own.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from actgen.document.nodes import Document
from actgen.reading.apart import Defaut, pdf_pages
from actgen.reading.nodes import Mapping, Scalar
from actgen.reading.revisions import signature, signatures
from actgen.reading.yaml_tree import read_tree
from actgen.rendering.pdf_source import NAME
from actgen.text.dates import date_chiffres
from actgen.text.messages import say

from .vierge import vierge

_HEAD = 20_000  # bytes of what is carried: whose act it is stands at its beginning
_LISTS = re.compile(rb"\n[a-z]+:\n")  # the first key that opens a list: a paper may have no running words
_LARGEST = 400_000_000  # what one stream may open into
_IMAGES = ("/Image", "/Metadata")
_PACKED = frozenset({"/FlateDecode", "/LZWDecode", "/RunLengthDecode"})


@dataclass(frozen=True, slots=True)
class Exemplaire:
    """A PDF that opens. `porte`: whether it has the data of an act; `complete`: signed, or drawn upon.

    `vide`: no page of it shows anything.
    """

    pages: int
    porte: bool = False
    complete: bool = False
    vide: bool = False
    titre: str = ""
    collectivite: str = ""
    objet: str = ""
    jour: str = ""


def regarder(content: bytes) -> Exemplaire | Defaut:
    """What a PDF tells of itself, or why it can't be looked into; to be asked in a process of its own."""
    import pikepdf

    pages = pdf_pages(content)
    if isinstance(pages, Defaut):
        return pages
    with pikepdf.open(io.BytesIO(content)) as pdf:
        if any(len(opened) > _LARGEST for opened in _opened(pdf)):
            return Defaut.ENORME
        if NAME not in pdf.attachments:
            complete = _complete(pdf)
            return Exemplaire(pages, complete=complete, vide=not complete and vierge(pdf))
        carried = pdf.attachments[NAME].get_file().read_bytes()
        return Exemplaire(pages, porte=True, complete=_complete(pdf), vide=False, **_head(carried))


def _opened(pdf: Any) -> Iterator[bytes]:
    """What each stream opens into; the pictures of a scan are left to whoever shows them."""
    import pikepdf

    for each in pdf.objects:
        if not isinstance(each, pikepdf.Stream) or str(each.get("/Subtype", "")) in _IMAGES:
            continue
        filters = each.get("/Filter", ())
        names = [filters] if isinstance(filters, pikepdf.Name) else list(filters)
        if {str(name) for name in names} <= _PACKED:
            yield each.read_bytes()


def _complete(pdf: Any) -> bool:
    """Whether something was put on the act: a signature, be it seen or not, a stamp, handwriting."""
    notes = (note for page in pdf.pages for note in page.obj.get("/Annots", ()))
    return bool(signatures(pdf)) or any(
        signature(note) or str(note.get("/Subtype")) not in ("/Link", "/Widget") for note in notes
    )


def _head(carried: bytes) -> dict[str, str]:
    tree, _ = read_tree(_LISTS.split(carried[:_HEAD], maxsplit=1)[0], NAME)
    if not isinstance(tree, Mapping):
        return {}
    keys = (("titre", "titre"), ("collectivite", "collectivite"), ("objet", "objet"), ("jour", "date"))
    held = {name: tree.get(key) for name, key in keys}
    return {name: node.text for name, node in held.items() if isinstance(node, Scalar)}


def autre_acte(exemplaire: Exemplaire, acte: Document, jour: date | None) -> str:
    """Which act it is, in French, when it isn't that one; `jour` None: another day may be its own."""
    if not exemplaire.porte:
        return ""
    pairs = [(exemplaire.titre, acte.title), (exemplaire.collectivite, acte.author)]
    pairs.append((exemplaire.objet, acte.subject) if jour is None else (exemplaire.jour, jour.isoformat()))
    if all(_mots(lu) == _mots(attendu) for lu, attendu in pairs):
        return ""
    told = filter(None, (exemplaire.titre, exemplaire.collectivite, _chiffres(exemplaire.jour)))
    return say("« {acte} »", acte=", ".join(told) or "…")


def _mots(texte: str) -> str:
    return " ".join(texte.split())


def _chiffres(jour: str) -> str:
    try:
        return date_chiffres(date.fromisoformat(jour))
    except ValueError:
        return ""
