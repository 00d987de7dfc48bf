"""What the engine has worked out for one act, kept for the next ones of this process.

WeasyPrint draws each act as if it had never seen another: forty deliberations of a group differ in six
words, and each line of each of them is split, shaped and measured anew. Here the answers of six of its
functions are kept, by all that they depend on; an act has the same bytes with and without.

These are private parts of the engine. Nothing is kept with versions that were not looked at: acts are then
drawn in the plain way, slower. docs/decisions/8-memos.md says what this rests on.
"""

from __future__ import annotations

import copy
import os
import sys
from collections.abc import Callable, Hashable, Iterable
from hashlib import sha256
from importlib.metadata import version
from itertools import count
from typing import Any

from actgen.acts.outputs.own_tree import parser

KNOWN = {"weasyprint": "70.0", "pydyf": "0.13.0"}
PLAIN = "ACTGEN_PLAIN_ENGINE"
_LINES = 3_000  # of a store: 4 MB as they were cut, 10 as they are drawn; a long session has 2 200
_STYLES = 4_000
_PLACES = 64  # of a style
_TREES = 24  # some 60 kB each


def reason_not_to() -> str:
    """Why nothing is kept here, in French; empty where answers are kept."""
    if os.environ.get(PLAIN) == "1":
        return f"{PLAIN} vaut 1"
    for name, known in KNOWN.items():
        if (found := version(name)) != known:
            return f"{name} {found} est installé, et non {known}"
    return ""


def install(fonts: Any) -> None:
    """Keep answers from now on, for acts drawn with these fonts; nothing where there is a reason not to."""
    if reason_not_to():
        return
    from weasyprint.css import StyleFor  # half a second: for who makes a PDF
    from weasyprint.css.properties import INITIAL_VALUES
    from weasyprint.draw import text as drawing
    from weasyprint.formatting_structure.boxes import Box, PageBox
    from weasyprint.layout import percent
    from weasyprint.text import line_break

    _put(line_break.split_first_line, _Split(line_break.split_first_line, fonts))
    _put(drawing.draw_text, _Drawn(drawing.draw_text, drawing.draw_first_line, drawing.Matrix, fonts))
    _put(percent.resolve_percentages, _Percentages(percent.resolve_percentages, Box, PageBox))
    _put(line_break.strut, _of_style(line_break.strut))
    StyleFor.set_computed_styles = _computed_styles(StyleFor.set_computed_styles, fonts, INITIAL_VALUES)
    StyleFor.__init__ = _cascade(StyleFor.__init__, fonts)
    engine = vars(sys.modules["weasyprint"])
    engine["tinyhtml5"] = parser(engine["tinyhtml5"].parse)


def _put(function: Callable[..., Any], memo: Callable[..., Any]) -> None:
    """In each module of the engine that has the function."""
    for name, module in list(sys.modules.items()):
        if name.startswith("weasyprint."):
            for word, value in list(vars(module).items()):
                if value is function:
                    setattr(module, word, memo)


class Store:
    """Answers by what they depend on: those that were asked for last, at most so many.

    The newest are half of them. When these are full they become the elder ones, and the elders before them
    go: what each act asks for stays, the lines that name one commune don't.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._newest: dict[Hashable, Any] = {}
        self._elder: dict[Hashable, Any] = {}

    def __len__(self) -> int:
        return len(self._newest) + len(self._elder)

    def get(self, key: Hashable) -> Any:
        """The answer, or None."""
        found = self._newest.get(key)
        if found is None and (found := self._elder.pop(key, None)) is not None:
            self.keep(key, found)
        return found

    def keep(self, key: Hashable, answer: Any) -> None:
        """Keep one more."""
        if len(self._newest) >= self.most // 2:
            self._elder, self._newest = self._newest, {}
        self._newest[key] = answer

    def clear(self) -> None:
        """Keep nothing."""
        self._newest.clear()
        self._elder.clear()


_stores: list[Store] = []


def forget() -> None:
    """Keep nothing: what a drawing that failed has asked would not be told wrong a second time."""
    for store in _stores:
        store.clear()


def _store(most: int) -> Store:
    _stores.append(Store(most))
    return _stores[-1]


# Lines

# All that splitting and drawing a line read of a style (tests/acts/outputs/test_memos.py listens to them).
_READ = """
direction font_family font_feature_settings font_kerning font_language_override font_size font_stretch
font_style font_variant_alternates font_variant_caps font_variant_east_asian font_variant_ligatures
font_variant_numeric font_variant_position font_variation_settings font_weight hyphenate_character
hyphenate_limit_chars hyphenate_limit_zone hyphens lang letter_spacing overflow_wrap tab_size
text_decoration_line white_space word_break word_spacing
"""
TEXT = tuple(_READ.split())
_texts: dict[Hashable, int] = {}


def text_style(style: Any) -> int:
    """The number of what a style says of text."""
    if (found := vars(style).get("text_style")) is not None:
        return int(found)
    said = tuple(_frozen(style[name]) for name in TEXT)
    number = style.text_style = _texts.setdefault(said, len(_texts))
    return number


def _frozen(value: Any) -> Hashable:
    try:
        hash(value)
    except TypeError:
        return repr(value)
    return value  # type: ignore[no-any-return]


class _Split:
    """`split_first_line`: where a text is cut, and how large its first line is."""

    def __init__(self, split: Callable[..., Any], fonts: Any) -> None:
        self.split, self.fonts, self.kept = split, fonts, _store(_LINES)

    def __call__(self, text: str, style: Any, context: Any, *place: Any, **more: Any) -> Any:
        if style.font_config is not self.fonts:
            return self.split(text, style, context, *place, **more)
        key = text, text_style(style), place, *more.items()
        if (found := self.kept.get(key)) is None:
            layout, *measures = self.split(text, style, context, *place, **more)
            found = copy.copy(layout), measures  # of layout, no pointer of Pango is left
            self.kept.keep(key, found)
            return layout, *measures
        layout, measures = found
        return copy.copy(layout), *measures


class _Recorded:
    """What `draw_first_line` asks of a stream, and what it learns of each font."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream
        self.operators: list[tuple[str, tuple[Any, ...]]] = []
        self.fonts: dict[str, Any] = {}
        self.ink_rect, self.logical_rect = stream.ink_rect, stream.logical_rect

    def add_font(self, pango_font: Any) -> tuple[Any, Any]:
        font, size = self.stream.add_font(pango_font)
        if font.hash not in self.fonts:
            blank = copy.copy(font)
            blank.widths, blank.to_unicode = {}, {}
            self.fonts[font.hash] = blank
        return self.fonts[font.hash], size

    def set_text_matrix(self, *_matrix: float) -> None:
        """That of the place, not of the line."""

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *values: self.operators.append((name, values))


class _Drawn:
    """`draw_text`: the operators of a line, and the glyphs of each font that it needs."""

    def __init__(self, draw: Callable[..., Any], line: Callable[..., Any], matrix: Any, fonts: Any) -> None:
        self.draw, self.line, self.matrix, self.fonts, self.kept = draw, line, matrix, fonts, _store(_LINES)

    def __call__(
        self, stream: Any, textbox: Any, offset_x: Any, text_overflow: Any, block_ellipsis: Any
    ) -> None:
        style = textbox.style
        if (
            style.font_config is not self.fonts
            or text_overflow == "ellipsis"
            or block_ellipsis != "none"
            or style["text_decoration_line"] != "none"
            or style["visibility"] != "visible"
        ):
            return self.draw(stream, textbox, offset_x, text_overflow, block_ellipsis)  # type: ignore[no-any-return]
        layout = textbox.pango_layout
        key = layout.text, not textbox.text.strip(), text_style(style), layout.justification_spacing
        if (found := self.kept.get(key)) is None:
            found = self._recorded(stream, textbox)
            self.kept.keep(key, found)
        if not self._replayed(stream, textbox, found):
            self.draw(stream, textbox, offset_x, text_overflow, block_ellipsis)

    def _recorded(self, stream: Any, textbox: Any) -> Any:
        """None: a line that can't be drawn from memory."""
        recorded = _Recorded(stream)
        layout, style = textbox.pango_layout, textbox.style
        layout.reactivate(style)
        emojis = self.line(recorded, textbox, "clip", "none", self.matrix())
        layout.deactivate()
        if emojis:
            return ()
        learnt = tuple((name, font.widths, font.to_unicode) for name, font in recorded.fonts.items())
        return tuple(recorded.operators), learnt

    @staticmethod
    def _replayed(stream: Any, textbox: Any, found: Any) -> bool:
        if not found:
            return False
        operators, learnt = found
        fonts = {font.hash: font for font in stream._fonts.values()}
        for name, widths, _ in learnt:
            if name not in fonts:
                return False
            known = fonts[name].widths
            if not widths.items() <= known.items() and any(
                known.get(glyph, width) != width for glyph, width in widths.items()
            ):
                return False
        for name, widths, letters in learnt:
            _learn(fonts[name].widths, widths)
            _learn(fonts[name].to_unicode, letters)
        stream.set_color(textbox.style["color"])
        stream.begin_text()
        if operators:
            x, y = textbox.position_x, textbox.position_y + textbox.baseline
            stream.set_text_matrix(1, 0, 0, -1, x, y)
        for name, values in operators:
            getattr(stream, name)(*values)
        stream.end_text()
        return True


def _learn(known: dict[int, Any], more: dict[int, Any]) -> None:
    """In the order of the engine, what comes first stays."""
    if not more.keys() <= known.keys():
        for glyph, value in more.items():
            known.setdefault(glyph, value)


# Styles


def _computed_styles(compute: Callable[..., None], fonts: Any, names: Iterable[str]) -> Callable[..., None]:
    """`StyleFor.set_computed_styles`: the style of an element, by that of its parent and what rules say.

    Styles of pages are changed as they are used: a copy of all their `names` is given each time.
    """
    kept, numbers = _store(_STYLES), count()

    def computed_styles(
        self: Any,
        element: Any,
        parent: Any,
        root: Any = None,
        pseudo_type: Any = None,
        base_url: Any = None,
        target_collector: Any = None,
    ) -> None:
        styles = self.get_computed_styles()
        above = None if parent is None else vars(styles[parent, None]).get("number")
        page = isinstance(element, tuple)
        if self.font_config is not fonts or (parent is not None and above is None):
            return compute(self, element, parent, root, pseudo_type, base_url, target_collector)
        rules = self.get_cascaded_styles().get((element, pseudo_type), {})
        said = tuple((name, _frozen(value)) for name, (value, _) in rules.items())
        key = above, page, pseudo_type, base_url, said
        found = kept.get(key)
        if found is None:
            compute(self, element, parent, root, pseudo_type, base_url, target_collector)
            found = styles[element, pseudo_type]
            found.number = next(numbers)
            if page:
                for name in names:
                    found[name]
            kept.keep(key, found)
        elif target_collector and found["anchor"]:
            target_collector.collect_anchor(found["anchor"])
        if page:
            styles[element, pseudo_type] = found.copy()
            styles[element, pseudo_type].number = found.number
        else:
            styles[element, pseudo_type] = found

    return computed_styles


def _cascade(begin: Callable[..., None], fonts: Any) -> Callable[..., None]:
    """`StyleFor.__init__`: which rules are those of each element, by the tree without its words.

    Forty acts of a group have two trees: the words of an element match no selector, and those that run in the
    margins stand in attributes that no selector names.
    """
    kept = _store(_TREES)

    def cascade(self: Any, html: Any, sheets: Any, hints: Any, font_config: Any, collector: Any) -> None:
        own = any(origin == "author" for _, origin, _ in sheets)
        if own or font_config is not fonts:
            return begin(self, html, sheets, hints, font_config, collector)
        elements = list(html.etree_element.iter())
        key = html.base_url, hints, tuple(sheets), _shape(elements)
        if (found := kept.get(key)) is None:
            begin(self, html, sheets, hints, font_config, collector)
            places = {element: place for place, element in enumerate(elements)}
            styles = [(places[of], pseudo, style) for (of, pseudo), style in self._computed_styles.items()]
            anchors = dict.fromkeys(style["anchor"] for *_, style in styles if style["anchor"])
            kept.keep(key, (styles, anchors))
            return None
        styles, anchors = found
        self._cascaded_styles = {}
        self._computed_styles = {(elements[place], pseudo): style for place, pseudo, style in styles}
        self._sheets, self.font_config = sheets, font_config
        self.initial_page_sizes = {"box": None, "area": None}
        for anchor in anchors:
            collector.collect_anchor(anchor)
        return None

    return cascade


def _shape(elements: list[Any]) -> bytes:
    """All that selectors can see of a tree, in few bytes."""
    seen = [
        (
            each.tag,
            len(each),
            bool(each.text),
            bool(each.tail),
            [pair for pair in each.items() if _seen(*pair)],
        )
        for each in elements
    ]
    return sha256(repr(seen).encode()).digest()


def _seen(name: str, _value: str) -> bool:
    return name != "content" and not name.startswith("data-")


def _of_style(measure: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """`strut`: the height of a line without words, which is that of its style."""

    def measured(style: Any) -> Any:
        if (found := vars(style).get("strut")) is None:
            found = style.strut = measure(style)
        return found

    return measured


class _Percentages:
    """`resolve_percentages`: the lengths of a box, by its style and the size of what holds it."""

    LENGTHS = (
        *(f"{kind}_{side}" for kind in ("margin", "padding") for side in ("top", "right", "bottom", "left")),
        *(f"border_{side}_width" for side in ("top", "right", "bottom", "left")),
        *(f"{bound}{side}" for bound in ("", "min_", "max_") for side in ("width", "height")),
    )

    def __init__(self, resolve: Callable[..., None], box: Any, page: Any) -> None:
        self.resolve, self.box, self.page = resolve, box, page

    def __call__(self, box: Any, containing_block: Any) -> None:
        style = box.style
        if style["border_collapse"] == "collapse":  # its borders are those of its neighbours
            self.resolve(box, containing_block)
            return
        if isinstance(containing_block, self.box):
            width, height = containing_block.width, containing_block.height
        else:
            width, height = containing_block
        key = width, height, isinstance(box, self.page)
        if (kept := vars(style).get("lengths")) is None:
            kept = style.lengths = Store(_PLACES)
        if (found := kept.get(key)) is None:
            self.resolve(box, (width, height))
            own = vars(box)
            kept.keep(key, {name: own[name] for name in self.LENGTHS})
        else:
            vars(box).update(found)
