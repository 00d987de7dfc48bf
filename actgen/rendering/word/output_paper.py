"""An author's Word file on the letterhead of a commune: its heads and feet, their pictures, its margins.

It is for a template whose own head and foot are those of every act: its author left them to the house.
"""

from __future__ import annotations

from copy import deepcopy

from docx.document import Document as WordDocument
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart

from actgen.rendering.docx.markup import Element, local, make, name
from actgen.rendering.house.paper_reading import RELATION, bearing_section

_REFERENCES = ("headerReference", "footerReference")
_STYLES = ("pStyle", "rStyle", "tblStyle", "basedOn")


def put_on_paper(document: WordDocument, letterhead: WordDocument) -> None:
    """Give a file what the pages of a filled letterhead bear. The letterhead serves no more afterwards."""
    bearing = bearing_section(letterhead)
    for section in document.sections:
        for reference in [child for child in section._sectPr if local(child) in _REFERENCES]:
            section._sectPr.remove(reference)
            document.part.rels.pop(reference.get(RELATION, ""), None)
        for side in ("top", "right", "bottom", "left"):
            setattr(section, f"{side}_margin", getattr(letterhead.sections[0], f"{side}_margin"))
        section.header_distance = letterhead.sections[0].header_distance
        section.footer_distance = letterhead.sections[0].footer_distance
        section.different_first_page_header_footer = bearing.different_first_page_header_footer
    references = [child for child in bearing._sectPr if local(child) in _REFERENCES]
    for rank, reference in enumerate(references):
        relation = letterhead.part.rels[reference.get(RELATION, "")]
        part = relation.target_part
        if isinstance(part, XmlPart):
            _rename(part, local(reference).removesuffix("Reference"), rank)
            _bring_styles(document, letterhead, part.element)
            made = make(local(reference), type=reference.get(name("type"), "default"))
            made.set(RELATION, document.part.relate_to(part, relation.reltype))
            document.sections[0]._sectPr.insert(rank, made)


def _rename(part: XmlPart, kind: str, rank: int) -> None:
    """Names that no part of the author's file has, for a head and what it shows."""
    part.partname = PackURI(f"/word/{kind}-papier{rank + 1}.xml")
    for number, key in enumerate(sorted(part.rels)):
        shown = None if part.rels[key].is_external else part.rels[key].target_part
        if isinstance(shown, Part) and not str(shown.partname).startswith("/word/media/papier"):
            shown.partname = PackURI(f"/word/media/papier{rank + 1}-{number + 1}.{shown.partname.ext}")


def _bring_styles(document: WordDocument, letterhead: WordDocument, root: Element) -> None:
    """The styles that a head asks for and that the author's file lacks, with those that they rest on."""
    known = {style.get(name("styleId")) for style in document.styles.element.findall(name("style"))}
    theirs = {style.get(name("styleId")): style for style in letterhead.styles.element.findall(name("style"))}
    wanted = _asked(root)
    while wanted:
        key = wanted.pop()
        if key in theirs and key not in known:
            known.add(key)
            copy = deepcopy(theirs[key])
            copy.attrib.pop(name("default"), None)
            document.styles.element.append(copy)
            wanted += _asked(copy)


def _asked(root: Element) -> list[str]:
    return sorted({node.get(name("val"), "") for tag in _STYLES for node in root.iter(name(tag))})
