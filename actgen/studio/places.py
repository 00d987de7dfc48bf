"""From a place of a file to where it is shown in its text. It is never told by the number of its line."""

from __future__ import annotations

from itertools import accumulate
from urllib.parse import urlencode

from msgspec import Struct

from actgen.base.diagnostics import Location
from actgen.studio.desk import ROOMS, address_of, plain

_SHOWN = 40  # signs of a text that is led to
_LONGEST = 9  # figures of a number of signs


class Lieu(Struct, frozen=True):
    """A place in a text, as a field of the page counts its signs; elsewhere, the address of what has it.

    Without an address, it is only named.
    """

    mots: str
    adresse: str = ""
    debut: int = 0
    fin: int = 0


class Texte:
    """The text of a file, as a page has it, and its places."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = plain(text)
        self._starts = [0, *accumulate(len(line) + 1 for line in self.text.split("\n")[:-1])]

    def lieu(self, place: Location) -> Lieu | None:
        """Where a place of this file or of another is shown; None for a file that no screen shows."""
        if place.file != self.name:
            return _elsewhere(place.file)
        begin, end = self._span(place)
        if end == 0:
            return None
        found = self.text[begin:end].strip()
        told = f"{found[:_SHOWN]}{'…' if len(found) > _SHOWN else ''}"
        words = f"Aller à «\u00a0{told}\u00a0»" if told else "Aller à l’endroit"
        return Lieu(words, "#texte", _units(self.text[:begin]), _units(self.text[:end]))

    def at(self, unit: int) -> Location:
        """The place before which a browser counts so many units."""
        before = self.text.encode("utf-16-le", "surrogatepass")[: 2 * max(unit, 0)].decode(
            "utf-16-le", "ignore"
        )
        line = before.count("\n")
        return Location(self.name, line + 1, len(before) - self._starts[line] + 1)

    def _span(self, place: Location) -> tuple[int, int]:
        if not 0 < place.line <= len(self._starts):
            return 0, 0
        begin = self._starts[place.line - 1] + max(place.column - 1, 0)
        return begin, begin + (place.length or len(self.text[begin:].partition("\n")[0]))


def rank_in(asked: str) -> int:
    """A number of signs that an address tells; 0 for what is none."""
    return int(asked[:_LONGEST]) if asked.isascii() and asked.isdecimal() else 0


def _units(text: str) -> int:
    """The length of a text as a browser counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _elsewhere(file: str) -> Lieu | None:
    if file.partition("/")[0] not in ROOMS or not file.endswith((".yaml", ".yml")):
        return None
    return Lieu(f"Voir dans «\u00a0{file.rpartition('/')[2]}\u00a0»", address_of(file))


def in_file(name: str, lieu: Lieu) -> str:
    """The file, opened at a place."""
    asked = {"debut": lieu.debut, "fin": lieu.fin} if lieu.fin else {}
    return f"{address_of(name)}{'?' if asked else ''}{urlencode(asked)}"
