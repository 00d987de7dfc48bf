"""A line of an agenda: « 9. Objet », « 9 : Objet », or the object alone."""

from __future__ import annotations

import re

_LIGNE = re.compile(r"(?:point\s+)?(\d+)\s*[.):/–-]\s*(.+)", re.IGNORECASE | re.DOTALL)


def parse_ligne(phrase: str) -> dict[str, object]:
    """The number, when one is written, and the object."""
    lu = _LIGNE.fullmatch(phrase.strip())
    return {"numero": int(lu[1]), "objet": lu[2]} if lu else {"objet": phrase}
