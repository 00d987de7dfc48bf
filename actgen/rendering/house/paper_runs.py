"""The runs of a paragraph of a running head, the number of a page told from what Word last printed for it."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from actgen.rendering.docx.markup import Element, local, make, name

_COUNTED = {"PAGE": False, "NUMPAGES": True, "SECTIONPAGES": True}


def runs_of(line: Element) -> Iterator[Element]:
    """The runs of a paragraph in order; a page number of several runs gives one `fldSimple`."""
    depth, instruction, hidden = 0, "", False
    for node in _inline(line):
        mark = node.find(name("fldChar")) if local(node) == "r" else None
        kind = "" if mark is None else mark.get(name("fldCharType"), "")
        if kind == "begin":
            depth, instruction = depth + 1, ""
        elif kind == "separate":
            hidden = counted(instruction) is not None
            if hidden:
                yield _field(instruction, node)
        elif kind == "end":
            if counted(instruction) is not None and not hidden:
                yield _field(instruction, node)
            depth, instruction, hidden = max(0, depth - 1), "", False
        elif depth and not hidden and (code := node.findtext(name("instrText"))) is not None:
            instruction += code
        elif not hidden:
            yield node


def _inline(node: Element) -> Iterator[Element]:
    for child in node:
        tag = local(child)
        if tag == "r" and len(child.findall(name("fldChar"))) > 1:
            yield from _split(child)
        elif tag == "r" or (tag == "fldSimple" and counted(child.get(name("instr"), "")) is not None):
            yield child
        elif tag in ("hyperlink", "ins", "sdt", "sdtContent", "smartTag", "fldSimple", "customXml"):
            yield from _inline(child)


def _split(run: Element) -> Iterator[Element]:
    """A run that holds a whole field, as one run for each of its pieces."""
    settings = run.find(name("rPr"))
    for child in run:
        if child is not settings:
            yield make("r", *(deepcopy(piece) for piece in (settings, child) if piece is not None))


def _field(instruction: str, like: Element) -> Element:
    field = make("fldSimple", instr=instruction)
    settings = like.find(name("rPr"))
    if settings is not None:
        field.append(deepcopy(settings))
    return field


def counted(instruction: str) -> bool | None:
    """Whether a field tells how many pages there are, or the number of this one; None for another field."""
    words = instruction.split()
    return _COUNTED.get(words[0].upper()) if words else None
