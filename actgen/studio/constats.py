"""Findings as pages out of a session show them: in the words of pages, each leading to the file to mend."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from actgen.api.wording import said
from actgen.diagnostics import Diagnostic, Severity
from actgen.studio.desk import ROOMS, address_of, room_of

_MOST = 40  # shown at once: the others come when these are mended
_SESSION = "seance"
_YAML = (".yaml", ".yml")


class Constat(Struct, frozen=True):
    """What is wrong, what to do, the article, and the files where it is mended, by their names."""

    message: str
    conseil: str
    article: str
    liens: tuple[tuple[str, str], ...]


class Pile(Struct, frozen=True):
    """Findings of one gravity; `autres`: how many are not shown."""

    genre: str
    constats: tuple[Constat, ...]
    nombre: int

    @property
    def autres(self) -> int:
        return self.nombre - len(self.constats)


def piles(findings: Iterable[Diagnostic]) -> tuple[Pile, ...]:
    """Findings by gravity, the gravest first; none of a gravity that nothing has."""
    told = list(findings)
    heaps = ((severity, [each for each in told if each.severity is severity]) for severity in Severity)
    return tuple(
        Pile(severity.value, tuple(map(constat, found[:_MOST])), len(found))
        for severity, found in heaps
        if found
    )


def constat(finding: Diagnostic) -> Constat:
    """One finding as pages show it."""
    files = dict.fromkeys(place.file for place in finding.locations)
    told = said(finding)
    links = tuple((name.rpartition("/")[2], _address(name)) for name in files if _is_shown(name))
    return Constat(told.message, told.hint, told.article, links)


def _address(name: str) -> str:
    """Where a file is mended: « Relire » leads to each place of a session, and writes its acts again."""
    return address_of(name, "relire" if room_of(name) == _SESSION else "fichier")


def _is_shown(name: str) -> bool:
    return name.partition("/")[0] in ROOMS and name.endswith(_YAML)
