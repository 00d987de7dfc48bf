"""The links of a PDF as a voice tells them: each in an element of its own, with words for where it leads."""

from __future__ import annotations

from typing import Any

import pydyf

from actgen.rendering.pdf_objects import annotations_of, at, dictionaries

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
