"""Bytes of an XML file from elsewhere → a small tree, or why it can't be one.

No entity is ever looked at: a file that declares a document type is refused at that very sign, before any
declaration in it is read. Size, depth and number of elements are bounded, and nothing outside the file is
opened. The parser is Python's own expat.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING
from xml.parsers import expat

from msgspec import Struct, field

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

MAX_DEPTH = 50
MAX_ELEMENTS = 20_000
_BETWEEN = "\n"  # stands in no namespace and no name


class XmlFault(StrEnum):
    """Why a file is refused; the values are words that follow « ce fichier »."""

    DOCTYPE = "déclare un type de document (DOCTYPE) ou des entités, ce qu’actgen n’ouvre jamais"
    CUT = "est incomplet, il s’arrête avant la fin"
    ENCODING = "annonce un encodage inconnu"
    TOO_MUCH = "a bien plus d’éléments qu’un tel fichier n’en a"
    OTHER = "n’est pas un fichier XML lisible"


class XmlRefused(Exception):
    """The file is not read; `line` counts from 1, 0 when none is meant."""

    def __init__(self, fault: XmlFault, line: int = 0) -> None:
        super().__init__(fault.value)
        self.fault, self.line = fault, line


class Element(Struct):
    """An element: its namespace and name, its attributes by name (namespace set aside), its line."""

    namespace: str
    name: str
    attributes: dict[str, str]
    line: int
    children: list[Element] = field(default_factory=list)

    def child(self, name: str) -> Element | None:
        """The first child of that name."""
        return next((each for each in self.children if each.name == name), None)

    def all(self, name: str) -> Iterator[Element]:
        """The children of that name."""
        return (each for each in self.children if each.name == name)


def read_xml(content: bytes) -> Element:
    """The root of a file. Raises XmlRefused, and nothing else, whatever the bytes."""
    reader = _Reader(expat.ParserCreate(namespace_separator=_BETWEEN))
    try:
        reader.parser.Parse(content, True)
    except expat.ExpatError as error:
        raise XmlRefused(_fault(error), error.lineno) from None
    except (LookupError, ValueError):  # an encoding that Python knows not, or of several bytes a character
        raise XmlRefused(XmlFault.ENCODING) from None
    if reader.root is None:
        raise XmlRefused(XmlFault.OTHER)
    return reader.root


def _fault(error: expat.ExpatError) -> XmlFault:
    errors = expat.errors.codes
    cut = (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
    if error.code in {errors[each] for each in cut}:
        return XmlFault.CUT
    unknown = (expat.errors.XML_ERROR_UNKNOWN_ENCODING, expat.errors.XML_ERROR_INCORRECT_ENCODING)
    return XmlFault.ENCODING if error.code in {errors[each] for each in unknown} else XmlFault.OTHER


class _Reader:
    """Builds the tree as the parser goes."""

    def __init__(self, parser: XMLParserType) -> None:
        self.parser = parser
        self.root: Element | None = None
        self._open: list[Element] = []
        self._elements = 0
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end

    def _doctype(self, *_: object) -> None:
        raise XmlRefused(XmlFault.DOCTYPE, self.parser.CurrentLineNumber)

    def _start(self, written: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        if len(self._open) >= MAX_DEPTH or self._elements > MAX_ELEMENTS:
            raise XmlRefused(XmlFault.TOO_MUCH, self.parser.CurrentLineNumber)
        namespace, _, name = written.rpartition(_BETWEEN)
        own = {key.rpartition(_BETWEEN)[2]: value for key, value in attributes.items()}
        element = Element(namespace, name, own, self.parser.CurrentLineNumber)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def _end(self, _: str) -> None:
        self._open.pop()
