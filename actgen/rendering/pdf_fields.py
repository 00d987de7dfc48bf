"""Signature places as fields that a signing tool fills: named, tagged, empty, at their spot on the page.

WeasyPrint makes no such field, but gives a link its place on the page, its tag and its rank among what is
read. So each signature place is drawn as a link, invisible, under the quality of who signs; once drawn, the
link becomes the field. A draft has none: nobody is to sign it.
"""

from __future__ import annotations

import re
from typing import Any

import pydyf

from actgen.document.nodes import Document, SignaturePlace, Signatures, walk
from actgen.rendering.finishers import Finisher
from actgen.rendering.pdf_objects import POINTS, annotations_of, dictionaries, pages

_ANCHOR = "champ-"
_PLACE = re.compile(
    r'(<div class="signature" id="signature-([^"]+)"><p class="qualite")>(.*?)</p>', re.DOTALL
)
_A_FIELD_IS_HERE = 1  # SigFlags
_LEAST = 22.0  # points high, where the quality leaves less


def with_places(markup: str, document: Document) -> str:
    """The printed page of an act, each of its signature places with the link that becomes its field."""
    if document.projet:
        return markup
    link = rf'\1 id="{_ANCHOR}\2">\3<a class="champ" href="#{_ANCHOR}\2"></a></p>'
    return _PLACE.sub(link, markup)


def signature_fields(document: Document) -> Finisher:
    """The finisher that makes fields of those links."""
    places = {
        place.field: place
        for block in walk(document.blocks)
        if isinstance(block, Signatures)
        for place in block.places
        if place.field
    }

    def turn(drawn: Any, pdf: Any) -> None:
        bottoms = _bottoms(drawn, pdf)
        fields = []
        for element in dictionaries(pdf, "/StructElem"):
            for held, link in annotations_of(pdf, element):
                if "Dest" not in link:
                    continue
                name = link.pop("Dest").string.removeprefix(_ANCHOR)
                _become_field(pdf, link, places[name], bottoms[name])
                link["P"] = element["Pg"]
                # The object itself, not a list that holds it: or a second signature makes the first suspect.
                element.update(S="/Form", K=held)
                fields.append(link.reference)
        if fields:
            pdf.catalog["AcroForm"] = pydyf.Dictionary(
                {"Fields": pydyf.Array(fields), "SigFlags": _A_FIELD_IS_HERE}
            )

    return turn


def _bottoms(drawn: Any, pdf: Any) -> dict[str, float]:
    """Where the room of each place ends, in points from the foot of its page."""
    return {
        anchor.removeprefix(_ANCHOR): dictionary["MediaBox"][3] - POINTS * bottom
        for page, dictionary in zip(drawn.pages, pages(pdf), strict=True)
        for anchor, (_, _, _, bottom) in page.anchors.items()
        if anchor.startswith(_ANCHOR)
    }


def _become_field(pdf: Any, link: Any, place: SignaturePlace, bottom: float) -> None:
    left, top, right, _ = link["Rect"]
    top = max(top, bottom + _LEAST)
    for key in ("Contents", "BS"):
        del link[key]
    size = pydyf.Array((0, 0, right - left, top - bottom))
    blank = pydyf.Stream([], {"Type": "/XObject", "Subtype": "/Form", "BBox": size})
    pdf.add_object(blank)
    link.update(
        {
            "Subtype": "/Widget",
            "FT": "/Sig",
            "T": pydyf.String(place.field),
            "TU": pydyf.String(_told(place)),
            "Rect": pydyf.Array((left, bottom, right, top)),
            "AP": pydyf.Dictionary({"N": blank.reference}),
        }
    )


def _told(place: SignaturePlace) -> str:
    """What a voice says of an empty place: « Signature : Le maire, Membre 1 »."""
    who = ", ".join(part for part in (place.quality.rstrip(" ,"), place.name) if part)
    return who if who.startswith("Signature") else f"Signature\u00a0: {who}"
