"""What the copy said to be signed tells of itself: the act whose data it carries, whether anything signs it.

A scan carries nothing and is believed, unless it shows nothing at all.
A PDF that actgen made carries the data of its act (acte.yaml) and a hash of all its bytes: those
of another act, of an act that nobody signed, or to which more was done than signing it, are told. It is a
stranger's file: `regarder` is to be called in a process of its own.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from actgen.document.nodes import Document
from actgen.outputs.enonces import Enonce
from actgen.outputs.pdf_seal import first_version, is_sealed
from actgen.outputs.pdf_source import NAME, PAPER
from actgen.reading.apart import Defaut, pdf_pages
from actgen.reading.nodes import Mapping, Node, Scalar, Sequence
from actgen.reading.signed_pdf import Ecart, holds_signature, signature_fields, signed_behind
from actgen.reading.yaml_tree import read_tree
from actgen.text.dates import date_chiffres
from actgen.text.messages import say

from .vierge import vierge

_HEAD = 20_000  # bytes of what is carried: whose act it is stands at its beginning
_LISTS = re.compile(rb"\n[a-z]+:\n")  # the first key that opens a list: a paper may have no running words
_DATA = 5_000_000  # bytes of what is carried that are read: the longest minutes stay below
_LARGEST = 400_000_000  # what one stream may open into
_IMAGES = ("/Image", "/Metadata")
_PACKED = frozenset({"/FlateDecode", "/LZWDecode", "/RunLengthDecode"})


class Suite(StrEnum):
    """What became of a file since actgen wrote it, as its own seal tells."""

    AILLEURS = "fait ailleurs"
    TEL_QUEL = "tel quel"
    SIGNE = "signé"
    AJOUT = "ajout"
    CHANGE = "changé"


@dataclass(frozen=True, slots=True)
class Exemplaire:
    """A PDF that opens. `porte`: whether it has the data of an act; `complete`: signed, or drawn upon.

    `vide`: no page of it shows anything. `signe`: it holds a signature, which nobody has verified here.
    `enonces`: what its data state, sentence by sentence.
    """

    pages: int
    porte: bool = False
    complete: bool = False
    vide: bool = False
    signe: bool = False
    suite: Suite = Suite.AILLEURS
    enonces: tuple[str, ...] = ()
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
        complete, signe, porte = _complete(pdf), bool(signature_fields(pdf)), NAME in pdf.attachments
        suite = _suite(content, porte=porte)
        if not porte:
            vide = not complete and vierge(pdf)
            return Exemplaire(pages, complete=complete, vide=vide, signe=signe, suite=suite)
        carried = pdf.attachments[NAME].get_file().read_bytes()
        dits = _enonces(carried)
        return Exemplaire(pages, True, complete, False, signe, suite, dits, **_head(carried))


def _suite(content: bytes, *, porte: bool) -> Suite:
    """What the seal tells: a file whose first bytes bear it is ours, be its data taken out since."""
    original = first_version(content)
    if not is_sealed(original):
        return Suite.CHANGE if porte else Suite.AILLEURS
    if content == original:
        return Suite.TEL_QUEL
    return Suite.AJOUT if isinstance(signed_behind(content, len(original)), Ecart) else Suite.SIGNE


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
    return bool(signature_fields(pdf)) or any(
        holds_signature(note) or str(note.get("/Subtype")) not in ("/Link", "/Widget") for note in notes
    )


def _head(carried: bytes) -> dict[str, str]:
    tree, _ = read_tree(_LISTS.split(carried[:_HEAD], maxsplit=1)[0], NAME)
    if not isinstance(tree, Mapping):
        return {}
    keys = (("titre", "titre"), ("collectivite", "collectivite"), ("objet", "objet"), ("jour", "date"))
    held = {name: tree.get(key) for name, key in keys}
    return {name: node.text for name, node in held.items() if isinstance(node, Scalar)}


def _enonces(carried: bytes) -> tuple[str, ...]:
    """The words of each statement, those of the paper apart; none of data that nobody can read."""
    tree, findings = read_tree(carried, NAME, limit=_DATA)
    listed = tree.get("enonces") if tree is not None and not findings else None
    if not isinstance(listed, Sequence):
        return ()
    return tuple(
        _enonce(each).mots
        for each in listed.items
        if isinstance(each, Mapping) and _texte(each.get("sorte")) != PAPER
    )


def _enonce(held: Mapping) -> Enonce:
    words = [_texte(held.get(key)) for key in ("sorte", "texte", "numero", "nom")]
    tete, lignes = (
        tuple(tuple(map(_texte, _items(row))) for row in _items(held.get(key))) for key in ("tete", "lignes")
    )
    return Enonce(words[0], words[1], tete, lignes, words[2], words[3])


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else ()


def _texte(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""


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
