"""The clauses of PDF/UA, and of what a file carries, that are looked at without the reference validator.

PDF/A is its own to judge (`test_validators`).
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import pikepdf

from tests.acts.outputs.conformity.reading import READING
from tests.acts.outputs.conformity.tags import Tagged

CLAUSES: dict[str, Callable[[Tagged], Iterator[str]]] = {clause.__name__: clause for clause in READING}


def faults(content: bytes) -> list[str]:
    """What is wrong, « clause: fault »; nothing for a file that lasts and that everyone can read."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        tagged = Tagged(pdf)
        return [f"{name}: {fault}" for name, clause in CLAUSES.items() for fault in clause(tagged)]
