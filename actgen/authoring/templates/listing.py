"""The kinds of acts as their authors choose among them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from actgen.acts.families import views_of
from actgen.kinds.catalogue import Catalogue
from actgen.kinds.manifest import FAMILLES, Kind
from actgen.records import dataclass
from actgen.text.typography import typeset

from .origins import format_of, level_of


@dataclass(frozen=True, slots=True)
class KindLine:
    """A kind: its code, its title, the format of its main text, where it comes from, its folder."""

    code: str
    title: str
    family: str
    format: str
    origin: str
    folder: str

    def as_dict(self) -> dict[str, Any]:
        """The same under the keys of a JSON report."""
        names = ("code", "titre", "famille", "format", "origine", "dossier")
        return dict(zip(names, asdict(self).values(), strict=True))


def kinds_by_family(catalogue: Catalogue) -> list[tuple[str, list[KindLine]]]:
    """Each family that has kinds, with them by code."""
    kinds = sorted(catalogue.kinds.values(), key=lambda kind: kind.code)
    return [
        (typeset(family.titre), lines)
        for family in FAMILLES
        if (lines := [_line(catalogue, kind) for kind in kinds if kind.famille is family])
    ]


def _line(catalogue: Catalogue, kind: Kind) -> KindLine:
    return KindLine(
        code=kind.code,
        title=typeset(kind.titre),
        family=kind.famille.value,
        format=format_of(catalogue, kind) or "sans texte",
        origin=_origin(catalogue, kind),
        folder=kind.chemin,
    )


def _origin(catalogue: Catalogue, kind: Kind) -> str:
    for name in views_of(kind):
        if source := catalogue.clause(kind, name):
            return level_of(source.path).value
    return ""
