"""Equal values, equal bytes, in every process: what a hash of a value is taken from."""

from __future__ import annotations

import copyreg
import io
import pickle
from types import MappingProxyType
from typing import Any


def canonical(value: object) -> bytes:
    """A frozen value of ours as bytes: a pickle without its memo, which tells who shares what with whom.

    Sets have no order and may not be in it. The bytes are never read back.
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
