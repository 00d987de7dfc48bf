"""The words of a paragraph of a filled template: its text, its values, the calls of its notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from docx.oxml.ns import qn
from lxml import etree

from actgen.document.inline import Inline, Text
from actgen.document.nodes import Block
from actgen.rendering.templates.formats import INLINE_TYPES
from actgen.rendering.word.marks import pieces
from actgen.rendering.word.readback_notes import Notes
from actgen.rendering.word.readback_runs import PAGE, Losses, Reader
from actgen.rendering.word.readback_styles import Format, Styles

_TEXT, _BREAK, _TYPE = qn("w:t"), qn("w:br"), qn("w:type")


class LayoutReader(Reader):
    """Reads one paragraph of a filled template."""

    def __init__(
        self,
        styles: Styles,
        losses: Losses,
        base: Format,
        values: Mapping[str, tuple[Inline, ...] | tuple[Block, ...]],
        notes: Notes,
    ) -> None:
        super().__init__(styles, losses, base)
        self._values, self._notes = values, notes

    def pieces(self, child: etree._Element) -> Iterable[Inline]:
        if child.tag == _TEXT:
            return self._resolved(child.text or "")
        if child.tag == _BREAK and child.get(_TYPE) == "page":
            return (PAGE,)
        call = self._notes.call(child)
        return super().pieces(child) if call is None else (call,)

    def _resolved(self, text: str) -> Iterator[Inline]:
        for before, key in pieces(text):
            if before:
                yield Text(before)
            for node in self._values.get(key, ()):
                if isinstance(node, INLINE_TYPES):
                    yield node
