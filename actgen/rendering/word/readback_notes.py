"""The notes of a Word file: called « (1) » in the text, told in order at its end, or before an annex."""

from __future__ import annotations

from collections.abc import Callable

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

from actgen.document.inline import Inline, Text
from actgen.document.nodes import Block, Paragraph, Style

_KINDS = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


class Notes:
    """The notes of one file, and those that were called so far."""

    def __init__(self, document: WordDocument) -> None:
        self._document = document
        self._called: list[tuple[str, str]] = []
        self._told = 0
        self._known: dict[str, dict[str, list[etree._Element]]] = {}

    def call(self, reference: etree._Element) -> Text | None:
        """What is printed where a note is called, or None for what calls none."""
        kind = _KINDS.get(reference.tag)
        if kind is None:
            return None
        self._called.append((kind, reference.get(qn("w:id"), "")))
        return Text(f"\u00a0({len(self._called)})")

    def due(self, read: Callable[[etree._Element], tuple[Inline, ...]]) -> tuple[Block, ...]:
        """The notes called since they were told last; `read` gives the words of a paragraph."""
        told: list[Block] = []
        for number, (kind, identifier) in enumerate(self._called[self._told :], self._told + 1):
            lines = [read(line) for line in self._of(kind).get(identifier, ())]
            for rank, line in enumerate(line for line in lines if line):
                head = (Text(f"({number}) "),) if rank == 0 else ()
                told.append(Paragraph((*head, *line), Style.NOTE))
        self._told = len(self._called)
        return tuple(told)

    def _of(self, kind: str) -> dict[str, list[etree._Element]]:
        if kind not in self._known:
            self._known[kind] = self._notes(kind)
        return self._known[kind]

    def _notes(self, kind: str) -> dict[str, list[etree._Element]]:
        for part in self._document.part.package.iter_parts():
            if part.content_type.endswith(f"{kind}s+xml"):
                root = etree.fromstring(part.blob, _PARSER)
                return {
                    note.get(qn("w:id"), ""): list(note.iter(qn("w:p")))
                    for note in root.findall(qn(f"w:{kind}"))
                }
        return {}
