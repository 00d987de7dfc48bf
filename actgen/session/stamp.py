"""What the files of an act are made from, as one hash: equal hashes, equal bytes.

It takes in the tree of the act, its look, its day, the words that are not carried, and all that the bytes
follow from in this installation: versions, makers, sheets, letterhead, fonts. The session, the law and the
texts of templates count by the tree that they gave.
"""

from __future__ import annotations

import copyreg
import hashlib
import io
import pickle
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import MappingProxyType
from typing import Any

from actgen.acts import outputs
from actgen.acts import tree as document
from actgen.acts.outputs.fonts import PACKAGE, SIGNS_PACKAGE, layout_libraries
from actgen.acts.outputs.house.look import Order
from actgen.base import text
from actgen.reading.sources import shipped
from actgen.session.writing.fingerprint import library_versions


def stamp(order: Order) -> str:
    """SHA-256 of what makes an order's files, whatever its formats, in hexadecimal."""
    digest = hashlib.sha256(_installation())
    asked = (order.look, order.dated, order.est_acte, order.prives)
    digest.update(_canonical((order.document, *asked)))
    return digest.hexdigest()


def _canonical(value: object) -> bytes:
    """A frozen value of ours as bytes: a pickle without its memo, which tells who shares what with whom.

    Equal values give equal bytes in every process; sets have no order and may not be in it. The bytes are
    never read back.
    """
    target = io.BytesIO()
    pickler = pickle.Pickler(target, pickle.HIGHEST_PROTOCOL)
    pickler.fast = True
    pickler.dispatch_table = _TABLE
    pickler.dump(value)
    return target.getvalue()


def _mapping(proxy: Any) -> tuple[Any, ...]:
    return dict, (tuple(proxy.items()),)


_TABLE: dict[type, Any] = {**copyreg.dispatch_table, MappingProxyType: _mapping}


@cache
def _installation() -> bytes:
    return hashlib.sha256(repr(sorted(installation().items())).encode()).digest()


_LOOK = ("*.css", "*.docx")

_MAKERS = "mise en page"  # told beside the names of libraries when two machines differ


@cache
def installation() -> Mapping[str, str]:
    """Versions of libraries and of the faces, and one hash of our makers, sheets and letterhead, by name.

    With the system libraries that lay out the text of PDFs: a machine without them makes none, and differs.
    """
    digest = hashlib.sha256()
    for place in _makers():
        digest.update(place.name.encode() + hashlib.sha256(place.read_bytes()).digest())
    return {
        **library_versions(),
        **layout_libraries(),
        **{package: _version(package) for package in (PACKAGE, SIGNS_PACKAGE)},
        _MAKERS: digest.hexdigest()[:16],
    }


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # Word and HTML are made without the face of the PDF
        return ""


def _makers() -> Iterator[Path]:
    """The files of this installation that make the look of every act."""
    socle = shipped("templates", "socle")
    for pattern in _LOOK:
        yield from sorted(socle.glob(pattern))
    for package in (document, outputs, text):
        for folder in package.__path__:
            yield from sorted(Path(folder).rglob("*.py"))
