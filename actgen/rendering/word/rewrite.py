"""The tags of a part written as marks: each whole, in a run of its own, in the format of its first words.

A mark is a key between two private characters that no template and no value holds; a note and a `set` leave
an empty one, which prints nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy

from actgen.rendering.docx.markup import Element, local, make, name, text
from actgen.rendering.templates.tags import Kind
from actgen.rendering.word.lines import Line, Piece
from actgen.rendering.word.tags import CLOSE, OPEN, Found, Sort

_MARK = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
_NOTHING = f"{OPEN}{CLOSE}"


def rewrite(tags: Sequence[Found], known: Mapping[str, Found]) -> dict[str, Found]:
    """Put a mark in the place of each tag of a part; the tags by key, those of other parts among them."""
    by_key = dict(known)
    by_line: dict[Line, list[Found]] = {}
    for tag in tags:
        by_line.setdefault(tag.line, []).append(tag)
    for line, here in by_line.items():
        for tag in sorted(here, key=lambda one: one.start, reverse=True):
            key = ""
            if tag.sort is not Sort.NOTE and tag.kind is not Kind.SET:
                key = str(len(by_key) + 1)
                by_key[key] = tag
            _replace(line, tag, f"{OPEN}{key}{CLOSE}")
    return by_key


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """The text cut at its marks: each piece of text with the key of the mark after it, empty for the last."""
    start = 0
    for found in _MARK.finditer(text):
        yield text[start : found.start()], found[1]
        start = found.end()
    yield text[start:], ""


def only_mark(text: str) -> str:
    """The key of the mark that a text consists of, or nothing."""
    found = _MARK.fullmatch(text.replace(_NOTHING, "").strip())
    return found[1] if found else ""


def _replace(line: Line, tag: Found, written: str) -> None:
    """Put other words in the place of a tag. Tags of a line are replaced from its end."""
    pieces = [piece for piece in line.pieces if piece.end > tag.start and piece.start < tag.end]
    first, last = pieces[0], pieces[-1]
    split(last, tag.end - last.start)
    start = split(first, tag.start - first.start)
    run, node = (first.run, first.node) if start is None else start
    assert run is not None
    node.addprevious(text(written))
    _remove(run, node)
    for piece in pieces[1:]:
        if piece.run is not None:
            _remove(piece.run, piece.node)


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
