"""Bold, italic and underlined words as character styles of the house.

Word files are composed with the format said on each run. In an act of the house that format gets a name:
LibreOffice's accessibility check and a voice that reads styles know then that the words are set apart on
purpose, and a town hall may change the look of all of them at once. Words whose paragraph's style is bold
already are left alone: Word takes a bold style inside a bold one as plain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from docx.document import Document as WordDocument

from actgen.rendering.docx.markup import Element, make, name

Effects = frozenset[str]

_EFFECTS = ("b", "i", "u")
_ON_BOTH_SCRIPTS = ("bCs", "iCs")
_NAMES: Mapping[Effects, str] = {
    frozenset("b"): "ActeGras",
    frozenset("i"): "ActeItalique",
    frozenset("bi"): "ActeGrasItalique",
    frozenset("u"): "ActeSouligne",
    frozenset("bu"): "ActeGrasSouligne",
    frozenset("iu"): "ActeItaliqueSouligne",
    frozenset("biu"): "ActeGrasItaliqueSouligne",
}
_OFF = ("0", "false", "off", "none")


def name_formats(paper: WordDocument, body: Iterable[Element], styles: Mapping[str, str]) -> None:
    """Give the bold, italic and underlined runs of a body the `styles` of the house."""
    of_paragraphs = _Paragraphs(paper)
    for block in body:
        for line in block.iter(name("p")):
            own = of_paragraphs.effects(_value(line, "pPr/pStyle"))
            for run in line.iterfind(f"{name('r')}[{name('rPr')}]"):
                _name_format(run, own, styles)


def _name_format(run: Element, own: Effects, styles: Mapping[str, str]) -> None:
    settings = run.find(name("rPr"))
    if settings is None or settings.find(name("rStyle")) is not None:
        return
    said = frozenset(effect for effect in _EFFECTS if _on(settings, effect))
    if not said:
        return
    for effect in (*_EFFECTS, *_ON_BOTH_SCRIPTS):
        for node in settings.findall(name(effect)):
            settings.remove(node)
    if said - own:
        settings.insert(0, make("rStyle", val=styles[_NAMES[said - own]]))
    if not len(settings):
        run.remove(settings)


class _Paragraphs:
    """What the paragraph styles of a file do to their letters."""

    def __init__(self, paper: WordDocument) -> None:
        self._styles = {
            style.get(name("styleId"), ""): style for style in paper.styles.element.findall(name("style"))
        }
        self._known: dict[str, Effects] = {}

    def effects(self, key: str) -> Effects:
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = frozenset(effect for effect in _EFFECTS if self._has(key, effect))
        return found

    def _has(self, key: str, effect: str) -> bool:
        for style in self._chain(key):
            settings = style.find(name("rPr"))
            if settings is not None and settings.find(name(effect)) is not None:
                return _on(settings, effect)
        return False

    def _chain(self, key: str) -> Iterator[Element]:
        """A style, then those that it is based on; a file of a stranger may go round in circles."""
        met: set[str] = set()
        while key in self._styles and key not in met:
            met.add(key)
            yield self._styles[key]
            key = _value(self._styles[key], "basedOn")


def _on(settings: Element, effect: str) -> bool:
    node = settings.find(name(effect))
    return node is not None and node.get(name("val"), "1") not in _OFF


def _value(node: Element, path: str) -> str:
    found = node.find("/".join(map(name, path.split("/"))))
    return "" if found is None else found.get(name("val"), "")
