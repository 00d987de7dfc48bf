"""What the files of an act are made from, as one hash: equal hashes, equal bytes.

It takes in the tree of the act, its look, its day, the words that are not carried, and all that the bytes
follow from in this installation: versions, makers, sheets, letterhead, fonts. The session, the law and the
texts of templates count by the tree that they gave.
"""

from __future__ import annotations

import hashlib
from functools import cache

from .canonical import canonical
from .installation import installation
from .making import Order


def stamp(order: Order) -> str:
    """SHA-256 of what makes an order's files, whatever its formats, in hexadecimal."""
    digest = hashlib.sha256(_installation())
    asked = (order.look, order.dated, order.est_acte, order.prives)
    digest.update(canonical((order.document, order.document.layout, *asked)))
    return digest.hexdigest()


@cache
def _installation() -> bytes:
    return hashlib.sha256(repr(sorted(installation().items())).encode()).digest()
