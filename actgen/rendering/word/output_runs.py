"""Marks inside the runs of a paragraph, replaced by the runs of their values in the author's format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy

from actgen.document.inline import Inline
from actgen.rendering.docx.inline import runs
from actgen.rendering.docx.markup import Element, local, make, name, text
from actgen.rendering.word.marks import pieces
from actgen.rendering.word.template import OPEN

# What a value may add to the author's format, each with what the schema puts before it.
_BEFORE_BOLD = ("rStyle", "rFonts")
_BEFORE_ITALIC = (*_BEFORE_BOLD, "b", "bCs")
_EFFECTS = ("caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss", "imprint", "noProof")
_MEASURES = ("snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position", "sz", "szCs")
_BEFORE_UNDERLINE = (*_BEFORE_ITALIC, "i", "iCs", *_EFFECTS, *_MEASURES, "highlight")
_BEFORE_LANGUAGE = ("u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em")
_BEFORE = {
    "rStyle": (),
    "b": _BEFORE_BOLD,
    "i": _BEFORE_ITALIC,
    "u": _BEFORE_UNDERLINE,
    "vertAlign": (*_BEFORE_UNDERLINE, "u", "effect", "bdr", "shd", "fitText"),
    "lang": (*_BEFORE_UNDERLINE, *_BEFORE_LANGUAGE),
}


def replace_marks(
    line: Element, nodes_of: Callable[[str], tuple[Inline, ...]], styles: Mapping[str, str]
) -> None:
    """Put the runs of each value in the place of its mark; `styles` gives the identifiers of the house's."""
    for run in list(line.iter(name("r"))):
        if any(OPEN in (node.text or "") for node in run.iter(name("t"))):
            made = list(_replaced(run, nodes_of, styles))
            parent = run.getparent()
            place = parent.index(run)
            parent[place : place + 1] = made


def _replaced(
    run: Element, nodes_of: Callable[[str], tuple[Inline, ...]], styles: Mapping[str, str]
) -> Iterator[Element]:
    settings = run.find(name("rPr"))
    for child in run:
        if local(child) == "rPr":
            continue
        if local(child) != "t":
            yield _run(settings, deepcopy(child))
            continue
        for before, key in pieces(child.text or ""):
            if before:
                yield _run(settings, text(before))
            for value in runs(nodes_of(key), styles) if key else ():
                yield _formatted(value, settings)


def _run(settings: Element | None, content: Element) -> Element:
    return make("r", *([] if settings is None else [deepcopy(settings)]), content)


def _formatted(run: Element, settings: Element | None) -> Element:
    """A composed run in the author's format, with what the value adds to it: bold, italic, a style."""
    if settings is None:
        return run
    own = run.find(name("rPr"))
    format_ = deepcopy(settings)
    for child in () if own is None else list(own):
        tag = local(child)
        for present in format_.findall(child.tag):
            format_.remove(present)
        place = sum(1 for each in format_ if local(each) in _BEFORE[tag])
        format_.insert(place, child)
    if own is not None:
        run.remove(own)
    run.insert(0, format_)
    return run
