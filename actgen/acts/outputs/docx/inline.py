"""Inline nodes as runs of text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from actgen.acts.outputs.docx.markup import XML_SPACE, Element, make, text
from actgen.acts.tree.inline import (
    Emphasis,
    Foreign,
    Inline,
    Lacune,
    LineBreak,
    Link,
    Mark,
    Marked,
    Place,
    Span,
    Strong,
    Text,
)
from actgen.acts.tree.words import visible_lacune, visible_place
from actgen.base.records import replace
from actgen.base.text.typography import NAME_WITH_HYPHEN

# Word reads these inside a text as one space, or as nothing; the page reads them as one space.
_WHITE = "\t\n\r"
# Hyphens that Word has elements for; as characters it prints the first from another font, and the
# second where no line ends.
_HYPHENS = {"\u2011": "noBreakHyphen", "\u00ad": "softHyphen"}
_DOMAIN = re.compile(r"\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}\b")  # a site's name ends no line at a hyphen
_HAS_DOMAIN = re.compile(r"\.[a-z]{2}")  # seen at once, where the name itself is sought from each word on
_NAME = re.compile(NAME_WITH_HYPHEN)  # nor a person's
_ARTICLE = re.compile(r"\b[LRDA]\.?\s?\*?\d+(?:-\d+)+")  # nor an article's number: « L. 2125-1 »
_AT_HYPHENS = re.compile("([\u2011\u00ad])")


class InlineFormat(Struct, frozen=True):
    """What the nodes around a text make of it."""

    strong: bool = False
    emphasis: bool = False
    underlined: bool = False
    raised: str = ""  # as Word says it
    language: str = ""  # when it is another than the act's

    def within(self, node: Span) -> InlineFormat:
        """The same, inside that node too."""
        match node:
            case Strong():
                return replace(self, strong=True)
            case Emphasis():
                return replace(self, emphasis=True)
            case Marked(mark=Mark.UNDERLINED):
                return replace(self, underlined=True)
            case Marked(mark=mark):
                return replace(self, raised="superscript" if mark is Mark.RAISED else "subscript")
            case Foreign(language=language):
                return replace(self, language=language)
        return self


_PLAIN = InlineFormat()
_EN_SPACES_A_DOT = 2  # as wide as an ellipsis
Blank = Callable[[Place, Mapping[str, str]], Element]


def runs(
    nodes: tuple[Inline, ...],
    styles: Mapping[str, str],
    format_: InlineFormat = _PLAIN,
    blank: Blank | None = None,
) -> Iterator[Element]:
    """The runs that print these nodes, what the nodes around make of them carried down to the text.

    A place to fill is a dotted leader, unless `blank` makes something better of it.
    """
    for node in nodes:
        match node:
            case Text(text=value):
                if value:
                    yield _run(value, format_)
            case Link(children=children, target=target):
                words = runs(children, styles, replace(format_, underlined=True), blank)
                yield from _linked(target, words)
            case Span(children=children):
                yield from runs(children, styles, format_.within(node), blank)
            case LineBreak():
                yield make("r", make("br"))
            case Lacune():
                yield _run(visible_lacune(node), format_, styles["ActeLacune"])
            case Place():
                yield _run(visible_place(node)) if blank is None else blank(node, styles)


def dotted_line(place: Place, styles: Mapping[str, str]) -> Element:
    """A place to fill as a dotted line under en spaces, for a pen or for what is typed over it.

    A voice would read a leader of dots one by one, and LibreOffice takes it for a form that nobody can fill;
    no-break spaces that go past the end of a line vanish there, line and all. En spaces are what Word
    itself puts in the fields of a form.
    No content control: LibreOffice would make of it a field without its line in the PDF.
    """
    return _run("\u2002" * (_EN_SPACES_A_DOT * len(visible_place(place))), style=styles["ActePlace"])


def plain_run(value: str) -> Element:
    """A run of plain text."""
    return _run(value)


def _linked(target: str, words: Iterator[Element]) -> Iterator[Element]:
    """The words of a link in a field, which asks for no relation of the part where they stand."""
    code = make("instrText")
    code.text = f' HYPERLINK "{target}" '
    code.set(XML_SPACE, "preserve")
    yield make("r", make("fldChar", fldCharType="begin"))
    yield make("r", code)
    yield make("r", make("fldChar", fldCharType="separate"))
    yield from words
    yield make("r", make("fldChar", fldCharType="end"))


def _run(value: str, format_: InlineFormat = _PLAIN, style: str = "") -> Element:
    settings = []  # in the order of the schema
    if style:
        settings.append(make("rStyle", val=style))
    if format_.strong:
        settings.append(make("b"))
    if format_.emphasis:
        settings.append(make("i"))
    if format_.underlined:
        settings.append(make("u", val="single"))
    if format_.raised:
        settings.append(make("vertAlign", val=format_.raised))
    if format_.language:
        settings.append(make("lang", val=format_.language))
    return make("r", *([make("rPr", *settings)] if settings else []), *_pieces(value))


def _pieces(value: str) -> Iterator[Element]:
    whole = value
    for white in _WHITE:
        whole = whole.replace(white, " ")
    if _HAS_DOMAIN.search(whole):
        whole = _DOMAIN.sub(lambda found: found[0].replace("-", "\u2011"), whole)
    if "-" in whole:
        for kept_whole in (_NAME, _ARTICLE):
            whole = kept_whole.sub(lambda found: found[0].replace("-", "\u2011"), whole)
    for piece in _AT_HYPHENS.split(whole):
        if piece in _HYPHENS:
            yield make(_HYPHENS[piece])
        elif piece:
            yield text(piece)
