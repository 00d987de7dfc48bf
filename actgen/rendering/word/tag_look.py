"""How the tags of a Word template look while one edits it.

A tag has a look of its own, so that a clerk sees at once what is an instruction. It is for the
author only: a fill takes it off, so that neither a value nor what was typed beside a tag keeps it.
"""

from __future__ import annotations

from actgen.rendering.docx.markup import Element, make, name

TAG_STYLE, LINE_STYLE = "Balise", "Ligne de balise"
TAG_KEY, LINE_KEY = "Balise", "LigneDeBalise"
_COLOUR = "2F5F8F"  # a blue that reads well on white, and in grey when printed
_SIZE = 17  # half-points: lower than the text, so that the text stands out


def add_looks(styles: Element) -> None:
    """Put the styles of tags in the styles of a file. Word is told not to spell-check them."""
    colour, size = make("color", val=_COLOUR), (make("sz", val=_SIZE), make("szCs", val=_SIZE))
    styles.append(
        make(
            "style",
            make("name", val=TAG_STYLE),
            make("qFormat"),
            make("rPr", make("smallCaps", val=0), make("noProof"), colour),
            type="character",
            customStyle=1,
            styleId=TAG_KEY,
        )
    )
    styles.append(
        make(
            "style",
            make("name", val=LINE_STYLE),
            make("basedOn", val="ActeCorps"),
            make("next", val="ActeCorps"),
            make("qFormat"),
            make("pPr", make("spacing", before=0, after=60, line=240, lineRule="auto")),
            make("rPr", make("noProof"), make("color", val=_COLOUR), *size),
            type="paragraph",
            customStyle=1,
            styleId=LINE_KEY,
        )
    )


def bare_tags(root: Element, styles: Element) -> None:
    """Take the look of tags off a part: `styles` tells what it is called in this file."""
    keys = {
        style.get(name("styleId"))
        for style in styles.findall(name("style"))
        if (said := style.find(name("name"))) is not None and said.get(name("val")) == TAG_STYLE
    }
    for look in list(root.iter(name("rStyle"))):
        if look.get(name("val")) in keys:
            look.getparent().remove(look)
