"""Whether Word shows a run, and strikes it: by its own format or by a style, each style looked up once."""

from __future__ import annotations

from actgen.rendering.docx.markup import Element, name
from actgen.rendering.word.readback_styles import Format, Styles

_TELLING = tuple(name(tag) for tag in ("rStyle", "vanish", "specVanish", "strike", "dstrike"))
_STYLE = f"{name('pPr')}/{name('pStyle')}"


class Looks:
    """The look of the runs of one file."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._known: dict[str, Format] = {}

    def hidden(self, run: Element) -> bool:
        """Whether Word shows nothing of a run."""
        return self._of(run).hidden

    def struck(self, run: Element) -> bool:
        """Whether Word strikes a run."""
        return self._of(run).struck

    def _of(self, run: Element) -> Format:
        paragraph = next(run.iterancestors(name("p")), None)
        if paragraph is None:
            return Format()
        used = paragraph.find(_STYLE)
        key = "" if used is None else used.get(name("val"), "")
        base = self._known.get(key)
        if base is None:
            base = self._known[key] = self._styles.paragraph_format(paragraph)
        own = run.find(name("rPr"))
        if own is None or not any(child.tag in _TELLING for child in own):
            return base
        return self._styles.run_format(base, run)
