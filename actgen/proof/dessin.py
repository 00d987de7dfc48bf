"""The pages of a PDF held against the hashes that the act carries: drawn otherwise, or out of order."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from typing import Any

from actgen.outputs.pdf_source import means_hash, page_hash
from actgen.proof.donnees import Donnees
from actgen.proof.extraits import extrait
from actgen.proof.impression import Impression
from actgen.text.grammar import compte
from actgen.text.messages import phrase

_PAGES = "le fichier a {imprimees}, ses données en comptent {enregistrees}"
_ORDRE = (
    "elles ne sont plus dans leur ordre : le fichier donne, l'une après l'autre, les pages {ordre} de l'acte"
)
_DESSIN = phrase(
    "contenu ajouté, masqué ou déplacé : le texte est le même, mais la page n'est plus dessinée comme à "
    "l'origine"
)
_MOYENS = phrase("une police ou une image n'est plus celle que l'acte a reçue d'actgen")


def dessins(pdf: Any) -> list[str]:
    """The hash of each page as it is drawn."""
    return [page_hash(_content(page), page.obj.MediaBox) for page in pdf.pages]


def ordre(drawn: Sequence[str], pages: Sequence[str]) -> list[int]:
    """Which page of the act each page of the file is, from 0, where their order alone has changed."""
    if list(drawn) == list(pages) or sorted(drawn) != sorted(pages):
        return []
    left: dict[str, list[int]] = {}
    for rank, each in enumerate(pages):
        left.setdefault(each, []).append(rank)
    return [left[each].pop(0) for each in drawn]


def remise(printed: Impression, order: Sequence[int]) -> Impression:
    """What is printed, pages put back in their order. Their text is that of the act, as their hashes tell.

    Who moves pages may copy them: their tags then lead to no page, and all their text seems to be no act's.
    """
    by_place = dict(zip(order, printed.courants, strict=False))
    return replace(printed, courants=tuple(by_place[rank] for rank in sorted(by_place)), hors_balises=())


def desordre(order: Sequence[int]) -> tuple[str, str]:
    """Where, and what is said of pages out of order."""
    return "pages", phrase(_ORDRE, ordre=extrait(", ".join(str(rank + 1) for rank in order)))


def autrement_dessine(
    pdf: Any, drawn: Sequence[str], data: Donnees, fonts: Sequence[Any], told: Container[str]
) -> Iterator[tuple[str, str]]:
    """Pages that are drawn otherwise, where nothing else was said of them: where, and a phrase after « : ».

    `told`: the places of which something was said; `fonts`: those that are used.
    """
    if len(drawn) != len(data.pages):
        counted = compte(len(drawn), "page")
        yield "pages", phrase(_PAGES, imprimees=counted, enregistrees=len(data.pages))
    if not ordre(drawn, data.pages):
        for rank, (each, expected) in enumerate(zip(drawn, data.pages, strict=False), 1):
            if f"page {rank}" not in told and each != expected:
                yield f"page {rank}", _DESSIN
    if any(means_hash(each) not in data.dessin for each in _means(pdf, fonts)):
        yield "dessin", _MOYENS


def _content(page: Any) -> bytes:
    """None of pages that are drawn by several pieces: an act's are one."""
    from pikepdf import Stream

    contents = page.obj.get("/Contents")
    return bytes(contents.read_bytes()) if isinstance(contents, Stream) else b""


def _means(pdf: Any, fonts: Sequence[Any]) -> Iterator[bytes]:
    from pikepdf import Dictionary, Name

    for font in fonts:
        for descendant in font.get("/DescendantFonts", ()):
            described = descendant.get("/FontDescriptor", Dictionary())
            yield from (
                described[key].read_bytes()
                for key in ("/FontFile2", "/FontFile3", "/FontFile")
                if key in described
            )
        yield font.ToUnicode.read_bytes() if "/ToUnicode" in font else b"?"
    for page in pdf.pages:
        shown = page.obj.get("/Resources", Dictionary()).get("/XObject", Dictionary())
        for image in dict(shown).values():
            yield image.read_raw_bytes() if image.get("/Subtype") == Name.Image else image.read_bytes()
