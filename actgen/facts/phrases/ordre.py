"""A line of an agenda: « 9. Objet », « 9 : Objet », or the object alone."""

from __future__ import annotations

import re

# A year (« 2022. Année »), a fraction (« 1/3 du terrain ») and a street number (« 10-12 rue… ») are no number
# of an item: three figures at most, then a point, a bracket, or a dash with a space.
_LIGNE = re.compile(
    r"(?:point\s+)?([0-9]{1,3})(?:\s*[.)](?![0-9])|\s*:(?=\s)|\s*[–—-](?=\s)|\s+[–—/-](?![0-9]))\s*(?=\S)(.+)",
    re.IGNORECASE | re.DOTALL,
)


def parse_ligne(phrase: str) -> dict[str, object]:
    """The number, when one is written, and the object."""
    lu = _LIGNE.fullmatch(phrase.strip())
    return {"numero": int(lu[1]), "objet": lu[2]} if lu else {"objet": phrase}
