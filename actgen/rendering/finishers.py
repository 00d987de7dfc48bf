"""What is done to a PDF after it is drawn and before it is written, in the engine's own pass.

A finisher takes WeasyPrint's document and pydyf's PDF and changes the latter. They run in order;
`compress` comes last, since no stream can be read after it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from actgen.errors import EnvironmentFault
from actgen.rendering.fonts import FAMILY

Finisher = Callable[[Any, Any], None]

_LEVEL = 6  # level 9 gains 1 % of size for twice the time
_CMAP = b"begincmap"
_MAPPED = re.compile(rb"(<[0-9a-f]{4}> )<([0-9a-f]{4})>\Z")
# Glyph to text: what a search types for what is printed. U+2010 is only ever a hyphen at a line's end.
_PLAIN_TEXT = {b"00a0": b"0020", b"2008": b"0020", b"202f": b"0020", b"2010": b"00ad"}


def apply(finishers: Sequence[Finisher], document: Any, pdf: Any) -> None:
    """Run the finishers in order, then compress."""
    for finisher in (*finishers, compress):
        finisher(document, pdf)


def only_faces(*families: str) -> Finisher:
    """A finisher that raises EnvironmentFault where fontconfig did not obey and another font came in."""

    def look(_document: Any, pdf: Any) -> None:
        for font in _dictionaries(pdf, "/Font"):
            name = font["BaseFont"].decode().rpartition("+")[2]
            if name.split("-")[0] not in families:
                raise EnvironmentFault(
                    f"La police {name} de cet ordinateur a pris la place de {families[0]} dans un PDF, "
                    "qui n’a pas été écrit. Les sorties Word et HTML restent disponibles "
                    "(--formats docx,html)."
                )

    return look


only_our_face = only_faces(FAMILY)


def plain_spaces(_document: Any, pdf: Any) -> None:
    """No-break spaces are extracted as spaces, hyphens of a line's end as soft hyphens.

    A clerk who searches « 1 600 000 » or copies an amount into a spreadsheet finds it.
    """
    for stream in _streams(pdf):
        if _CMAP in stream.stream:
            stream.stream[:] = [_plainly(line) for line in stream.stream]


def _plainly(line: Any) -> Any:
    found = _MAPPED.match(line) if isinstance(line, bytes) else None
    plain = _PLAIN_TEXT.get(found[2]) if found else None
    return found[1] + b"<" + plain + b">" if found and plain else line


def header_scopes(_document: Any, pdf: Any) -> None:
    """Each header cell says whether it heads its column or its row (PDF/UA 7.5)."""
    for element in _elements(pdf, "/TH"):
        row = _at(pdf, element["P"])
        group = _at(pdf, row["P"])
        element["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"


def compress(_document: Any, pdf: Any) -> None:
    """Compress each stream once: pydyf would do it again for the identifier of the file."""
    for stream in _streams(pdf):
        if stream.compress:
            stream.compress = False
            _, _, rest = stream.data.partition(b"\nstream\n")
            stream.stream = [zlib.compress(rest.removesuffix(b"\nendstream"), _LEVEL)]
            stream.extra["Filter"] = "/FlateDecode"


def _streams(pdf: Any) -> Iterable[Any]:
    return [thing for thing in pdf.objects if hasattr(thing, "stream") and hasattr(thing, "extra")]


def _elements(pdf: Any, tag: str) -> Iterable[Any]:
    return [element for element in _dictionaries(pdf, "/StructElem") if element["S"] == tag]


def _dictionaries(pdf: Any, kind: str) -> Iterable[Any]:
    return [thing for thing in pdf.objects if isinstance(thing, dict) and thing.get("Type") == kind]


def _at(pdf: Any, reference: bytes) -> Any:
    """The object that a reference such as b"12 0 R" names."""
    return pdf.objects[int(reference.split()[0])]


def finishers(*more: str) -> tuple[Finisher, ...]:
    """Those of an act printed with our face, and with these other families."""
    face = only_faces(FAMILY, *more) if more else only_our_face
    return (face, plain_spaces, header_scopes)


FINISHERS = finishers()
