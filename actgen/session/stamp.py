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
from functools import cache
from types import MappingProxyType
from typing import Any

from actgen.rendering.order import Order
from actgen.session.installation import installation


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
