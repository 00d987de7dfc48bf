"""What is done to a PDF after it is drawn and before it is written, in the engine's own pass.

A finisher takes WeasyPrint's document and pydyf's PDF and changes the latter. They run in order;
`compress` comes last, since no stream can be read after it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pydyf

from actgen.acts.outputs.pdf_objects import (
    POINTS,
    Finisher,
    annotations_of,
    at,
    described,
    dictionaries,
    elements,
    number,
    pages,
    streams,
)
from actgen.base.errors import EnvironmentFault
from actgen.base.text.characters import FAMILY, SIGNS

_LEVEL = 6  # level 9 gains 1 % of size for twice the time
_CMAP = b"begincmap"
_MAPPED = re.compile(rb"(<[0-9a-f]{4}> )<([0-9a-f]{4})>\Z")
# Glyph to text: what a search types for what is printed. U+2010 is only ever a hyphen at a line's end.
_PLAIN_TEXT = {b"00a0": b"0020", b"2008": b"0020", b"202f": b"0020", b"2010": b"00ad"}


def apply(finishers: Sequence[Finisher], document: Any, pdf: Any) -> None:
    """Run the finishers in order, then compress, and turn all into bytes once."""
    for finisher in (*finishers, compress, freeze):
        finisher(document, pdf)


def only_faces(*families: str) -> Finisher:
    """A finisher that raises EnvironmentFault where fontconfig did not obey and another font came in."""
    known = tuple(f"{family}-" for family in (*families, SIGNS.replace(" ", "-")))

    def look(_document: Any, pdf: Any) -> None:
        for font in dictionaries(pdf, "/Font"):
            name = font["BaseFont"].decode().rpartition("+")[2]
            if not f"{name}-".startswith(known):
                raise EnvironmentFault(
                    f"La police {name} de cet ordinateur a pris la place de {families[0]} dans un PDF, "
                    "qui n’a pas été écrit. Les sorties Word et HTML restent disponibles "
                    "(--formats docx,html)."
                )

    return look


only_our_face = only_faces(FAMILY)


def plain_spaces(_document: Any, pdf: Any) -> None:
    """No-break spaces are extracted as spaces, hyphens of a line's end as soft hyphens.

    A clerk who searches « 1 600 000 » or copies an amount into a spreadsheet finds it.
    """
    for stream in streams(pdf):
        if _CMAP in stream.stream:
            stream.stream[:] = [_plainly(line) for line in stream.stream]


def _plainly(line: Any) -> Any:
    found = _MAPPED.match(line) if isinstance(line, bytes) else None
    plain = _PLAIN_TEXT.get(found[2]) if found else None
    return found[1] + b"<" + plain + b">" if found and plain else line


def compress(_document: Any, pdf: Any) -> None:
    """Compress each stream once: pydyf would do it again for the identifier of the file."""
    for stream in streams(pdf):
        if stream.compress:
            stream.compress = False
            _, _, rest = stream.data.partition(b"\nstream\n")
            stream.stream = [zlib.compress(rest.removesuffix(b"\nendstream"), _LEVEL)]
            stream.extra["Filter"] = "/FlateDecode"


def tagged_boxes(box: Any) -> Iterator[Any]:
    """A box and those inside it, texts left out; what runs in the margins is not read."""
    from weasyprint.formatting_structure import boxes  # half a second: for who makes a PDF
    from weasyprint.layout.absolute import AbsolutePlaceholder

    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if isinstance(box, boxes.MarginBox):
        return
    yield box
    for child in box.children if isinstance(box, boxes.ParentBox) else ():
        for inner in child.children if isinstance(child, boxes.LineBox) else (child,):
            if not isinstance(inner, boxes.TextBox):
                yield from tagged_boxes(inner)


_RUNS = {"decimal": "/Decimal", "lower-alpha": "/LowerAlpha"}  # what the sheet of acts asks for


def lists_counted(document: Any, pdf: Any) -> None:
    """Each ordered list says how it is counted (PDF/UA 7.6)."""
    for page, reference in zip(document.pages, pdf.page_references, strict=True):
        boxes = [box for box in tagged_boxes(page._page_box) if _is_list(box)]
        tags = [element for element in elements(pdf, "/L") if element["Pg"] == reference]
        if len(boxes) != len(tags):
            raise RuntimeError(f"{len(boxes)} lists are drawn on a page, {len(tags)} are tagged")
        for box, tag in zip(boxes, tags, strict=True):
            runs = _RUNS.get(box.style["list_style_type"])
            if box.element_tag == "ol" and runs:
                tag["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": runs})


def _is_list(box: Any) -> bool:
    return box.element is not None and box.element_tag in ("ul", "ol")


_MAIL = "mailto:"


def links_told(_document: Any, pdf: Any) -> None:
    """Each link says where it leads (PDF/UA 7.18.5); WeasyPrint gives bold words inside it a link more."""
    for element in dictionaries(pdf, "/StructElem"):
        for kid, link in annotations_of(pdf, element):
            if element["S"] == "/Link":
                link["Contents"] = pydyf.String(_told(link["Contents"].string))
            else:
                element["K"].remove(kid)
                _drop(pdf, link)


def _told(target: str) -> str:
    if target.startswith(_MAIL):
        return f"Écrire à {target.removeprefix(_MAIL)}"
    return f"Lien vers {target}"


def _drop(pdf: Any, link: Any) -> None:
    """Off its page and off the table that leads from links to elements."""
    for page in dictionaries(pdf, "/Page"):
        if link.reference in page.get("Annots", ()):
            page["Annots"].remove(link.reference)
    leading = at(pdf, at(pdf, pdf.catalog["StructTreeRoot"])["ParentTree"])["Nums"]
    place = 2 * leading[::2].index(link["StructParent"])
    del leading[place : place + 2]
    link.clear()


def languages_told(document: Any, pdf: Any) -> None:
    """Each piece of a span that has a language bears it.

    Comes when what runs in the margins is set apart, and before empty words are left out.
    """
    drawn = (box for page in document.pages for box in tagged_boxes(page._page_box))
    told = [box.element.get("lang") for box in drawn if _is_span(box)]
    if not any(told):
        return
    made = [element for element in elements(pdf, "/Span") if not _holds_letters(element)]
    if len(made) != len(told):
        raise RuntimeError(f"{len(told)} spans are drawn, {len(made)} are tagged")
    for element, language in zip(made, told, strict=True):
        if language:
            element["Lang"] = pydyf.String(language)


def _holds_letters(element: Any) -> bool:
    """Whether an element is that of a text, inside the one of its span."""
    return any(isinstance(kid, int) for kid in element["K"])


def _is_span(box: Any) -> bool:
    return box.element is not None and box.element_tag == "span"


_FURNITURE = {"Type": "/Pagination"}  # running heads and feet, in the words of PDF
_MARKED = b"BDC"
_HEADINGS = tuple(f"/H{level}" for level in range(1, 7))


def header_scopes(_document: Any, pdf: Any) -> None:
    """Each header cell says whether it heads its column or its row (PDF/UA 7.5).

    WeasyPrint lists the heads of each other cell as well, counting columns wrong where a head spans rows,
    and under names that no table of names leads to: a reader that heeded them would tell the wrong heads.
    """
    for element in elements(pdf, "/TH"):
        row = at(pdf, element["P"])
        group = at(pdf, row["P"])
        element["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"
        element.pop("ID", None)
    for element in elements(pdf, "/TD"):
        element["A"].pop("Headers", None)


def headings_at(levels: Sequence[int]) -> Callable[[Any, Any], None]:
    """A finisher: headings stand at these levels, in reading order, whatever size they are printed in."""

    def stand(_document: Any, pdf: Any) -> None:
        headings = [each for each in dictionaries(pdf, "/StructElem") if each["S"] in _HEADINGS]
        if len(headings) != len(levels):
            raise RuntimeError(f"{len(levels)} headings are written, {len(headings)} are tagged")
        for heading, level in zip(headings, levels, strict=True):
            heading["S"] = _HEADINGS[min(level, len(_HEADINGS)) - 1]

    return stand


_CAN_BE_EMPTY = ("/Span", "/LBody", "/LI", "/L")  # each holds only those before it when it is empty


def no_empty_words(_document: Any, pdf: Any) -> None:
    """What has no word to be read is left out of the tree, such as the anchor of a signature place.

    An item of a list is, too, whose words all went to the next page: WeasyPrint leaves its body on this one.
    """
    for tag in _CAN_BE_EMPTY:
        for element in elements(pdf, tag):
            if not element["K"]:
                at(pdf, element["P"])["K"].remove(element.reference)
                element.clear()


def figure_boxes(_document: Any, pdf: Any) -> None:
    """Each figure says where it is in points from the foot of its page, and not in pixels from its head."""
    for figure in elements(pdf, "/Figure"):
        left, top, right, bottom = (POINTS * side for side in figure["A"]["BBox"])
        height = at(pdf, figure["Pg"])["MediaBox"][3]
        figure["A"]["BBox"] = pydyf.Array((left, height - bottom, right, height - top))


def page_furniture(_document: Any, pdf: Any) -> None:
    """What runs at the head and foot of pages is set apart from the act, so that no voice reads it each time.

    WeasyPrint marks it as content that no tag leads to; PDF/UA 7.8 wants an artifact.
    """
    root = at(pdf, pdf.catalog["StructTreeRoot"])
    leading = at(pdf, root["ParentTree"])["Nums"]
    read = _reached(pdf, root)
    for page, marks in zip(pages(pdf), leading[1 : 2 * len(pdf.page_references) : 2], strict=True):
        apart = {mark for mark, reference in enumerate(marks) if number(reference) not in read}
        _set_apart(at(pdf, page["Contents"]).stream, apart)
        for mark in apart:
            marks[mark] = "null"
    for element in dictionaries(pdf, "/StructElem"):
        if element.number not in read:
            element.clear()


def _reached(pdf: Any, root: Any) -> set[int]:
    """The numbers of the elements that a reader meets from the root."""
    reached: set[int] = set()
    left = list(root["K"])
    while left:
        kid = left.pop()
        if isinstance(kid, bytes):
            reached.add(number(kid))
            left += at(pdf, kid).get("K", ())
    return reached


def _set_apart(stream: list[Any], marks: set[int]) -> None:
    for place, operator in enumerate(stream):
        if operator == _MARKED and stream[place - 1].get("MCID") in marks:
            stream[place - 2 : place] = "/Artifact", pydyf.Dictionary(_FURNITURE)


_END = b"</rdf:RDF>"
# PDF/A allows no property that it doesn't know unless the file explains it: hence the second block.
_PDF_UA = b"""\
<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"
 rdf:about="">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def says_pdf_ua(_document: Any, pdf: Any) -> None:
    """The description of the file names PDF/UA-1 (5), and explains the name as PDF/A asks (6.6.2.3)."""
    stream = described(pdf).stream
    before, end, after = stream[0].rpartition(_END)
    if not end:
        raise RuntimeError("the description of the file is not the RDF that WeasyPrint 70 writes")
    stream[0] = before + _PDF_UA + end + after


def carried_once(_document: Any, pdf: Any) -> None:
    """Each file that an act carries is named once by it: WeasyPrint names it twice."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


class Frozen(pydyf.Object):  # type: ignore[misc]  # pydyf has no types
    """An object that is done: its bytes, and its place among the others."""

    def __init__(self, thing: Any) -> None:
        super().__init__()
        self.number, self.generation, self.free = thing.number, thing.generation, thing.free
        self._data, self._compressible = thing.data, thing.compressible

    @property
    def data(self) -> Any:
        """Its bytes."""
        return self._data

    @property
    def compressible(self) -> Any:
        """Whether it may stand in a stream of objects."""
        return self._compressible


def freeze(_document: Any, pdf: Any) -> None:
    """A finisher that comes after every other: no object can be changed any more."""
    pdf.objects[:] = [thing if thing.free == "f" else Frozen(thing) for thing in pdf.objects]


def finishers(*more: str) -> tuple[Finisher, ...]:
    """Those of an act printed with our face, and with these other families."""
    face = only_faces(FAMILY, *more) if more else only_our_face
    return (
        face,
        plain_spaces,
        links_told,
        page_furniture,
        languages_told,
        no_empty_words,
        header_scopes,
        lists_counted,
        figure_boxes,
        carried_once,
        says_pdf_ua,
    )


FINISHERS = finishers()
