"""The tree as a PDF to print, sign, keep and hear read: PDF/A-3a and PDF/UA-1, the same bytes everywhere."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import pydyf

from actgen.acts.outputs.carried import DESCRIPTION, NAME, RELATIONSHIP, carries_source, day_of
from actgen.acts.outputs.engine import Carried, engine
from actgen.acts.outputs.finishers import finishers
from actgen.acts.outputs.fit import DECISION, PLAIN, Fit, Setting, adjustable
from actgen.acts.outputs.house.look import DEFAULT, Look, Order
from actgen.acts.outputs.house.markup import MEASURED, measuring_markup, measuring_style, paper_of, resources
from actgen.acts.outputs.house.paper import Heights, Paper
from actgen.acts.outputs.html import print_markup
from actgen.acts.outputs.pdf_contents import contents_told
from actgen.acts.outputs.pdf_objects import POINTS, Finisher, annotations_of, dictionaries, pages
from actgen.acts.tree.layout import with_contents
from actgen.acts.tree.nodes import Document, SignaturePlace, Signatures, walk
from actgen.base.records import replace
from actgen.base.text.characters import missing_characters

_FORMULA = '<p class="formule'
_LATER = b""  # what is carried is written once all is drawn


def render_pdf(
    document: Document,
    look: Look = DEFAULT,
    dated: date | None = None,
    *,
    carried: bool = True,
    prives: Sequence[str] = (),
) -> bytes:
    """The act as a PDF/A-3a and PDF/UA-1 file, the same bytes for the same tree, look, day and versions.

    It carries what it states, as YAML, unless it is no act; `dated` is the day of the act; `prives` are words
    that it prints and doesn't carry.

    Raises EnvironmentFault when the machine lacks Pango or the face, and ValueError for a character
    that the face lacks: checks find these first, at their line (`missing_characters`).
    """
    document = with_contents(document)
    setting = _setting(document, look)
    markup, paper = _printed(document, look)
    if missing := missing_characters(markup):
        raise ValueError(f"characters that no face of the act has: {sorted(map(ascii, missing))}")
    finished = (*finishers(*look.families), signature_fields(document), contents_told(document))
    if not carried:
        return engine().pdf(markup, finished, resources(look, paper), setting=setting)
    source = Carried(NAME, _LATER, DESCRIPTION, RELATIONSHIP, day_of(dated))
    finished = (*finished, carries_source(document, dated, paper, prives))
    return engine().pdf(markup, finished, resources(look, paper), [source], setting=setting)


def _printed(document: Document, look: Look) -> tuple[str, Paper | None]:
    """The page of an act as the engine reads it, and its letterhead, measured."""
    paper = paper_of(document, look)
    if paper is not None:
        paper = measured(paper, look)
    markup = with_places(print_markup(document, look=look, paper=paper), document)
    if adjustable(document):
        markup = markup.replace(_FORMULA, f'<p id="{DECISION}" class="formule', 1)
    return markup, paper


@lru_cache(maxsize=4)
def _setting(document: Document, look: Look) -> Setting:
    """That of an act, one for its PDF and its Word file."""
    return Setting(None if adjustable(document) else PLAIN)


def fit_of(document: Document, look: Look = DEFAULT) -> Fit:
    """How the PDF of an act is set, for its Word file to be set alike; plainly where no PDF can be made.

    Raises EnvironmentFault as `render_pdf` does.
    """
    setting = _setting(document, look)
    if setting.fit is None:
        markup, paper = _printed(document, look)
        if missing_characters(markup):
            return PLAIN
        engine().fit(markup, setting, resources(look, paper))
    return setting.fit or PLAIN


def make(order: Order) -> bytes:
    """The PDF of an order."""
    return render_pdf(order.document, order.look, order.dated, carried=order.est_acte, prives=order.prives)


_KEPT = 16
_TALLEST = 120.0  # millimetres: what is higher leaves no page


@lru_cache(maxsize=_KEPT)
def measured(paper: Paper, look: Look) -> Paper:
    """The same paper, its heads and feet measured. Raises as the engine does."""
    style = f"<style>{measuring_style(look, paper)}</style>"
    markup = f"<html><head>{style}</head><body>{measuring_markup(paper)}</body></html>"
    found = engine().heights(markup, resources(look, paper))
    return replace(paper, heights=Heights(*(min(found.get(part, 0), _TALLEST) for part in MEASURED)))


Box = tuple[float, float, float, float]

_ANCHOR = "champ-"  # where the quality ends
_SIGNATURE = "signature-"  # the whole place
_PLACE = re.compile(r'(<div class="signature" id="signature-([^"]+)"><p class="qualite">.*?)</p>', re.DOTALL)
_A_FIELD_IS_HERE = 1  # SigFlags
_LEAST = 17.0  # points high, where the quality leaves less


def with_places(markup: str, document: Document) -> str:
    """The printed page of an act, each of its signature places with the link that becomes its field."""
    if document.projet:
        return markup
    link = rf'\1<span id="{_ANCHOR}\2"></span></p><a class="champ" href="#{_ANCHOR}\2"></a>'
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
        anchors = _anchors(drawn, pdf)
        fields = []
        for element in dictionaries(pdf, "/StructElem"):
            for held, link in annotations_of(pdf, element):
                target = link["Dest"].string if "Dest" in link else ""
                if not target.startswith(_ANCHOR):
                    continue
                place = places[target.removeprefix(_ANCHOR)]
                _become_field(pdf, link, place, _box(link, anchors, place.field))
                link["P"] = element["Pg"]
                # The object itself, not a list that holds it: or a second signature makes the first suspect.
                element.update(S="/Form", K=held)
                fields.append(link.reference)
        if fields:
            pdf.catalog["AcroForm"] = pydyf.Dictionary(
                {"Fields": pydyf.Array(fields), "SigFlags": _A_FIELD_IS_HERE}
            )

    return turn


def _anchors(drawn: Any, pdf: Any) -> dict[str, Box]:
    """Where each anchor stands on its page: left, bottom, right, top, in points from the foot at the left."""
    boxes: dict[str, Box] = {}
    for page, dictionary in zip(drawn.pages, pages(pdf), strict=True):
        height = dictionary["MediaBox"][3]
        for anchor, sides in page.anchors.items():
            left, top, right, bottom = (POINTS * side for side in sides)
            boxes.setdefault(anchor, (left, height - bottom, right, height - top))
    return boxes


def _box(link: Any, anchors: Mapping[str, Box], name: str) -> Box:
    """From the last line of the quality down to the name, and no wider than the place."""
    left, bottom, right, _ = link["Rect"]
    _, quality, _, _ = anchors[_ANCHOR + name]
    _, _, edge, _ = anchors[_SIGNATURE + name]
    return left, bottom, min(right, edge), max(quality, bottom + _LEAST)


def _become_field(pdf: Any, link: Any, place: SignaturePlace, box: Box) -> None:
    left, bottom, right, top = box
    for key in ("Contents", "BS", "Dest"):
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
            "Rect": pydyf.Array(box),
            "AP": pydyf.Dictionary({"N": blank.reference}),
        }
    )


def _told(place: SignaturePlace) -> str:
    """What a voice says of an empty place: « Signature : Le maire, Membre 1 »."""
    who = ", ".join(part for part in (place.quality.rstrip(" ,"), place.name) if part)
    return who if who.startswith("Signature") else f"Signature\u00a0: {who}"
