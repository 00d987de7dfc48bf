"""Findings as pages show them, each leading to where it is mended; out of a session, to a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import PurePath

from msgspec import Struct

from actgen.api.remarks import About, about
from actgen.api.wording import said
from actgen.base.diagnostics import Diagnostic, Severity
from actgen.studio.desk import ROOMS, address_of, room_of
from actgen.studio.places import Lieu

_MOST = 40  # shown at once: the others come when these are mended
_SESSION = "seance"
_YAML = (".yaml", ".yml")


class Constat(Struct, frozen=True):
    """A finding as pages say it, the ways to where it is mended, and what is told of it besides."""

    faute: Diagnostic
    liens: tuple[Lieu, ...]
    dit: About


class Pile(Struct, frozen=True):
    """Findings of one gravity; `autres`: how many are not shown."""

    genre: str
    constats: tuple[Constat, ...]
    nombre: int

    @property
    def autres(self) -> int:
        return self.nombre - len(self.constats)


def constat(finding: Diagnostic) -> Constat:
    """One finding as pages out of a session show it."""
    files = dict.fromkeys(place.file for place in finding.locations)
    links = tuple(
        Lieu(f"Ouvrir «\u00a0{PurePath(name).stem}\u00a0»", _address(name))
        for name in files
        if _is_shown(name)
    )
    return Constat(said(finding), links, about(finding, None))


def piles(
    findings: Iterable[Diagnostic], shown: Callable[[Diagnostic], Constat] = constat
) -> tuple[Pile, ...]:
    """Findings by gravity, the gravest first; none of a gravity that nothing has."""
    told = list(findings)
    heaps = ((severity, [each for each in told if each.severity is severity]) for severity in Severity)
    return tuple(
        Pile(severity.value, tuple(map(shown, found[:_MOST])), len(found))
        for severity, found in heaps
        if found
    )


def _address(name: str) -> str:
    """Where a file is mended: « Relire » leads to each place of a session, and writes its acts again."""
    return address_of(name, "relire" if room_of(name) == _SESSION else "fichier")


def _is_shown(name: str) -> bool:
    return name.partition("/")[0] in ROOMS and name.endswith(_YAML)
