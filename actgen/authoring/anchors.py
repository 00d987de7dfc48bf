"""The name by which a link reaches a heading: the same in the guide's page as on a forge."""

from __future__ import annotations

import re

_DROPPED = re.compile(r"[^\w\- ]")


def anchor(heading: str, separator: str = "-") -> str:
    """« Séance : points / vote » gives "séance--points--vote", as forges make it from a heading."""
    return _DROPPED.sub("", heading.strip().lower()).replace(" ", separator)
