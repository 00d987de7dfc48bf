"""The tags of a file written anew: each whole, in a run of its own, under a key that stands for what it says.

The run keeps the format that the first words of the tag had. Notes go, and `set`; a paragraph or a page that
a tag brings to its end by a section break keeps it, in a paragraph of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from actgen.rendering.docx.markup import Element, local, make, name, text
from actgen.rendering.templates.tags import CLOSING, Kind
from actgen.rendering.word.lines import Line, Piece
from actgen.rendering.word.tags import Found, Level, Sort
from actgen.rendering.word.template import mark


def rewrite(tags: Sequence[Found], targets: dict[str, str]) -> None:
    """Write the tags of a part under their keys. `targets` gives the name that each `for` defines, by key."""
    by_line: dict[Line, list[Found]] = {}
    for tag in tags:
        by_line.setdefault(tag.line, []).append(tag)
    for line, here in by_line.items():
        for tag in sorted(here, key=lambda one: one.start, reverse=True):
            _replace(line, tag, _written(tag, targets))
        if any(tag.sort is Sort.NOTE or tag.kind is Kind.SET for tag in here):
            _drop_if_empty(line.element)
        elif here[0].level is Level.PARAGRAPHS and here[0].kind is not Kind.OUTPUT:
            _keep_breaks(line.element, before=here[0].kind not in CLOSING)


def _written(tag: Found, targets: dict[str, str]) -> str:
    if tag.sort is Sort.NOTE or tag.kind is Kind.SET:
        return ""
    if tag.sort is Sort.PART:
        return mark(f"partie {tag.body}")
    if tag.sort is Sort.END_OF_PART:
        return mark("finpartie")
    if tag.kind is Kind.OUTPUT:
        return f"{{{{ {tag.key} }}}}"
    word = tag.kind.value
    if tag.kind is Kind.FOR:
        word = f"for {targets[tag.key]} in {tag.key}"
    elif tag.key:
        word = f"{word} {tag.key}"
    return f"{{%{tag.level.value} {word} %}}"


def _replace(line: Line, tag: Found, written: str) -> None:
    """Put other words in the place of a tag. Tags of a line are replaced from its end."""
    pieces = [piece for piece in line.pieces if piece.end > tag.start and piece.start < tag.end]
    first, last = pieces[0], pieces[-1]
    split(last, tag.end - last.start)
    start = split(first, tag.start - first.start)
    run, node = (first.run, first.node) if start is None else start
    assert run is not None
    if written:
        node.addprevious(text(written))
    _remove(run, node)
    for piece in pieces[1:]:
        if piece.run is not None:
            _remove(piece.run, piece.node)
    if not written:
        _drop_if_bare(run)


def split(piece: Piece, offset: int) -> tuple[Element, Element] | None:
    """Cut the run of a piece after so many of its characters; the new run and its first element, or None.

    None when everything that precedes the cut is the format of the run: there is nothing to cut.
    """
    run, node = piece.run, piece.node
    assert run is not None
    content = node.text or ""
    if local(node) == "t" and 0 < offset < len(content):
        rest = text(content[offset:])
        node.text = content[:offset]
        _preserve(node)
        node.addnext(rest)
        first = rest
    elif offset <= 0:
        first = node
    else:
        following = node.getnext()
        if following is None:
            return None
        first = following
    if all(local(child) == "rPr" for child in first.itersiblings(preceding=True)):
        return None
    return _new_run(run, first), first


def _new_run(run: Element, first: Element) -> Element:
    """A run right after another one, of the same format, with its elements from `first` on."""
    made = make("r")
    settings = run.find(name("rPr"))
    if settings is not None:
        made.append(deepcopy(settings))
    made.extend([first, *first.itersiblings()])
    run.addnext(made)
    return made


def _preserve(node: Element) -> None:
    node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _remove(run: Element, node: Element) -> None:
    if node.getparent() is run:
        run.remove(node)
        _drop_if_bare(run)


def _drop_if_bare(run: Element) -> None:
    parent = run.getparent()
    if parent is not None and all(local(child) == "rPr" for child in run):
        parent.remove(run)


def _drop_if_empty(paragraph: Element) -> None:
    """Take out a paragraph that held nothing but notes, unless a cell, a note or a section needs it."""
    parent = paragraph.getparent()
    if parent is None or paragraph.find(f".//{name('r')}") is not None:
        return
    if paragraph.find(f"{name('pPr')}/{name('sectPr')}") is not None:
        return
    neighbours = [child for child in parent if local(child) == "p"]
    if len(neighbours) > 1 and (local(parent) != "tc" or parent[-1] is not paragraph or _p_before(paragraph)):
        parent.remove(paragraph)


def _p_before(paragraph: Element) -> bool:
    previous = paragraph.getprevious()
    return previous is not None and local(previous) == "p"


def _keep_breaks(paragraph: Element, *, before: bool) -> None:
    """Put the section or page break of a tag’s paragraph in a paragraph of its own: the tag’s own will go."""
    kept: list[Element] = []
    section = paragraph.find(f"{name('pPr')}/{name('sectPr')}")
    breaks = [node for node in paragraph.iter(name("br")) if node.get(name("type")) in ("page", "column")]
    begins = paragraph.find(f"{name('pPr')}/{name('pageBreakBefore')}")
    if begins is not None and begins.get(name("val"), "1") not in ("0", "false", "off"):
        breaks.append(make("br", type="page"))
    for node in breaks:
        kept.append(make("p", make("r", node)))
    if section is not None:
        kept.append(make("p", make("pPr", section)))
    for one in kept if before else reversed(kept):
        (paragraph.addprevious if before else paragraph.addnext)(one)
