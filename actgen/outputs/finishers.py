"""What is done to a PDF after it is drawn and before it is written, in the engine's own pass.

A finisher takes WeasyPrint's document and pydyf's PDF and changes the latter. They run in order;
`compress` comes last, since no stream can be read after it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Sequence
from typing import Any

from actgen.errors import EnvironmentFault
from actgen.outputs.pdf_claim import carried_once, says_pdf_ua
from actgen.outputs.pdf_objects import dictionaries, streams
from actgen.outputs.pdf_tags import (
    figure_boxes,
    header_scopes,
    languages_told,
    links_told,
    lists_counted,
    no_empty_words,
    page_furniture,
)
from actgen.text.printable import FAMILY, SIGNS

Finisher = Callable[[Any, Any], None]

_LEVEL = 6  # level 9 gains 1 % of size for twice the time
_CMAP = b"begincmap"
_MAPPED = re.compile(rb"(<[0-9a-f]{4}> )<([0-9a-f]{4})>\Z")
# Glyph to text: what a search types for what is printed. U+2010 is only ever a hyphen at a line's end.
_PLAIN_TEXT = {b"00a0": b"0020", b"2008": b"0020", b"202f": b"0020", b"2010": b"00ad"}


def apply(finishers: Sequence[Finisher], document: Any, pdf: Any) -> None:
    """Run the finishers in order, then compress, and turn all into bytes once."""
    from actgen.outputs.frozen import freeze  # subclasses what came with the engine

    for finisher in (*finishers, compress, freeze):
        finisher(document, pdf)


def only_faces(*families: str) -> Finisher:
    """A finisher that raises EnvironmentFault where fontconfig did not obey and another font came in."""
    known = tuple(f"{family}-" for family in (*families, SIGNS.replace(" ", "-")))

    def look(_document: Any, pdf: Any) -> None:
        for font in dictionaries(pdf, "/Font"):
            name = font["BaseFont"].decode().rpartition("+")[2]
            if not f"{name}-".startswith(known):
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
    for stream in streams(pdf):
        if _CMAP in stream.stream:
            stream.stream[:] = [_plainly(line) for line in stream.stream]


def _plainly(line: Any) -> Any:
    found = _MAPPED.match(line) if isinstance(line, bytes) else None
    plain = _PLAIN_TEXT.get(found[2]) if found else None
    return found[1] + b"<" + plain + b">" if found and plain else line


def compress(_document: Any, pdf: Any) -> None:
    """Compress each stream once: pydyf would do it again for the identifier of the file."""
    for stream in streams(pdf):
        if stream.compress:
            stream.compress = False
            _, _, rest = stream.data.partition(b"\nstream\n")
            stream.stream = [zlib.compress(rest.removesuffix(b"\nendstream"), _LEVEL)]
            stream.extra["Filter"] = "/FlateDecode"


def finishers(*more: str) -> tuple[Finisher, ...]:
    """Those of an act printed with our face, and with these other families."""
    face = only_faces(FAMILY, *more) if more else only_our_face
    return (
        face,
        plain_spaces,
        links_told,
        page_furniture,
        languages_told,
        no_empty_words,
        header_scopes,
        lists_counted,
        figure_boxes,
        carried_once,
        says_pdf_ua,
    )


FINISHERS = finishers()
