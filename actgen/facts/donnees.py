"""Private data that the acts of a session hold, and that what is published must not show."""

from __future__ import annotations

from dataclasses import dataclass

from actgen.diagnostics import Location


@dataclass(frozen=True, slots=True)
class DonneePrivee:
    """Words to hide in every public output: a name, an address, an amount, as they are declared."""

    texte: str
    lieu: Location | None = None
