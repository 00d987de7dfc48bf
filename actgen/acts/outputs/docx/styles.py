"""The styles of a Word file, each with those that it is based on; a stranger's may go round in circles."""

from __future__ import annotations

from docx.document import Document as WordDocument

from actgen.acts.outputs.docx.markup import Element, name

_LONGEST_CHAIN = 20
# names written out once: a file asks for them by ten thousands
_VAL, _PPR, _PSTYLE, _BASED_ON = name("val"), name("pPr"), name("pStyle"), name("basedOn")


class StyleChains:
    """What the paragraphs of one file have from their styles, looked up once."""

    def __init__(self, document: WordDocument) -> None:
        self.root: Element = document.styles.element
        self.styles: dict[str, Element] = {
            style.get(name("styleId"), ""): style for style in self.root.findall(name("style"))
        }
        self.default = next(
            (
                key
                for key, style in self.styles.items()
                if style.get(name("type")) == "paragraph" and style.get(name("default")) in ("1", "true")
            ),
            None,
        )
        self._chains: dict[str | None, list[Element]] = {}

    def chain(self, key: str | None) -> list[Element]:
        """A style and those that it is based on, nearest first."""
        known = self._chains.get(key)
        if known is None:
            known = self._chains[key] = []
            while key in self.styles and len(known) < _LONGEST_CHAIN:
                known.append(self.styles[key])
                above = known[-1].find(_BASED_ON)
                key = None if above is None else above.get(_VAL)
        return known

    def style_of(self, paragraph: Element) -> str | None:
        """The identifier of the style of a paragraph: its own, or the one that the file gives to all."""
        settings = paragraph.find(_PPR)
        own = None if settings is None else settings.find(_PSTYLE)
        return (None if own is None else own.get(_VAL)) or self.default

    def chain_of(self, paragraph: Element) -> list[Element]:
        """The style of a paragraph and those that it is based on, nearest first."""
        return self.chain(self.style_of(paragraph))

    def setting(self, paragraph: Element, tag: str) -> Element | None:
        """A setting of a paragraph, its own or that of its style; `tag` is a whole name."""
        for holder in (paragraph, *self.chain_of(paragraph)):
            settings = holder.find(_PPR)
            found = None if settings is None else settings.find(tag)
            if found is not None:
                return found
        return None
