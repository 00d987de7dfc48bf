"""Regular expressions that are compiled when they are first asked for something.

A start would compile some four hundred of them, 45 ms of CPU, where one command asks half of them anything.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr


def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """As `re.compile`, at the first use; a test compiles them all."""
    later: Any = Pattern(text, flags)
    found: re.Pattern[AnyStr] = later
    return found


class Pattern:
    """What stands for the compiled one."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """Asked once for each name: what the compiled pattern answers is kept."""
        if name.startswith("__"):  # of a copy or a test of kind: nothing to compile for
            raise AttributeError(name)
        found = self.__dict__[name] = getattr(re.compile(self.pattern, self._flags), name)
        return found
