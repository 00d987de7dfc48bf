"""The width that a block may take where its tag stands: a cell, or the line of its section."""

from __future__ import annotations

from actgen.rendering.docx.markup import Element, local, name

_LEAST = 1000
_USUAL = 9026  # twips: Word's own defaults
_PADDING = 216  # of a cell, both sides, as Word gives it


def width_at(line: Element) -> int:
    """In twips."""
    cell = next(line.iterancestors(name("tc")), None)
    if cell is not None:
        return max(_number(cell.find(f"{name('tcPr')}/{name('tcW')}"), "w") - _PADDING, _LEAST)
    section = next(
        (found for found in map(_section, (line, *line.itersiblings())) if found is not None), None
    )
    if section is None:
        return _USUAL
    size, margins = section.find(name("pgSz")), section.find(name("pgMar"))
    if size is None or margins is None:
        return _USUAL
    return max(_number(size, "w") - _number(margins, "left") - _number(margins, "right"), _LEAST)


def _section(node: Element) -> Element | None:
    """The section that a paragraph ends, or the last one of the body."""
    return node if local(node) == "sectPr" else node.find(f"{name('pPr')}/{name('sectPr')}")


def _number(node: Element | None, attribute: str) -> int:
    value = "" if node is None else node.get(name(attribute)) or ""
    return int(value) if value.isdigit() else 0
