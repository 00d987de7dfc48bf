"""The past sessions of a collectivity, read lightly: when and where, and what each item was about.

It is what a session to come begins with: the hour and the place of the last one, an item to take up again,
or those that a session without quorum left. Only trees are looked at; nothing that is wrong in them is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct

from actgen.base.text.keys import cle
from actgen.council.facts.seance import Abandon
from actgen.council.kinds.catalogue import Catalogue
from actgen.council.kinds.declaration import objet_selon
from actgen.council.kinds.manifest import Kind
from actgen.reading.nodes import Mapping, Sequence, is_written, text_of
from actgen.reading.scalars.dates import parse_date
from actgen.reading.scalars.numbers import parse_count
from actgen.reading.sources import SESSIONS, Source, Sources, yaml_files
from actgen.reading.yaml_tree import read_tree
from actgen.session.emptied import BLANC

_PLACE = re.compile(r"\{([^{}]+)\}")
DU_SOIR = frozenset(
    (
        *("numero", "reprend", "heure", "presidence", "interesse", "debats", "vote", "scrutin", "demandes"),
        *("huis_clos", "vote_huis_clos", "renonciation_au_secret", "candidatures", "suites"),
        *(each.value for each in Abandon),
    )
)
"""The keys of an item that tell of its evening or of what followed, or that belong to its place."""


class PointDit(Struct, frozen=True):
    """An item of a past session: its number, what it is about, the code of its act (may be empty)."""

    numero: int
    objet: str
    acte: str


class Passee(Struct, frozen=True):
    """A past session, its hour and its place as its file writes them.

    `collectivite`: the name of the file of its council, as `cle` brings names together.
    """

    fichier: str
    collectivite: str
    jour: date
    heure: str
    lieu: str
    points: tuple[PointDit, ...]


def passees(
    catalogue: Catalogue, collectivite: str | None = None, avant: date | None = None
) -> tuple[Passee, ...]:
    """The sessions before a day, the newest first; `collectivite`: the name of the file of their council."""
    log, voulue = Sources(catalogue.sources.workspace), None if collectivite is None else cle(collectivite)
    trees = (_tree(log, place) for place in yaml_files(log.workspace / SESSIONS))
    ours = (
        each for each in trees if each is not None and voulue in (None, cle(collectivite_nommee(each[1])))
    )
    found = (read for name, tree in ours if (read := _passee(tree, name, catalogue)) is not None)
    return tuple(
        sorted(
            (each for each in found if avant is None or each.jour < avant),
            key=lambda each: each.jour,
            reverse=True,
        )
    )


def collectivite_nommee(tree: Mapping) -> str:
    """The name of the file that a session names for its collectivity; empty where it is written in place."""
    nommee = tree.get("collectivite")
    nom = text_of(nommee.get("fichier")) if isinstance(nommee, Mapping) else text_of(nommee)
    return nom.removesuffix(".yaml").removesuffix(".yml")


def points_ecrits(tree: Mapping) -> Iterator[tuple[int, Mapping]]:
    """The items of a session that bear a number, in the order of its file."""
    points = tree.get("points")
    for each in points.items if isinstance(points, Sequence) else ():
        numero = parse_count(text_of(each.get("numero"))) if isinstance(each, Mapping) else None
        if isinstance(each, Mapping) and isinstance(numero, int):
            yield numero, each


def preparation(point: Mapping) -> Mapping:
    """What was written of an item before its evening: nothing of how it was dealt with, nor its number."""
    entries = tuple((key, node) for key, node in point if key.text not in DU_SOIR and is_written(node))
    return Mapping(entries, point.location, point.flow)


def objet_ecrit(point: Mapping, kind: Kind | None) -> str:
    """What an item is about, as written or as its kind words it with what is written; blanks are told."""
    texte = kind.objet or kind.titre if kind is not None else ""
    texte = objet_selon(texte, lambda nom: bool(text_of(point.get(nom))))
    return text_of(point.get("objet")) or _PLACE.sub(
        lambda place: text_of(point.get(place[1])) or BLANC, texte
    )


def _tree(log: Sources, place: Path) -> tuple[str, Mapping] | None:
    source = log.read(place)
    tree = read_tree(source.content, source.path)[0] if isinstance(source, Source) else None
    return (source.path, tree) if isinstance(source, Source) and tree is not None else None


def _passee(tree: Mapping, fichier: str, catalogue: Catalogue) -> Passee | None:
    seance = tree.get("seance")
    jour = parse_date(text_of(seance.get("date"))) if isinstance(seance, Mapping) else None
    if not isinstance(seance, Mapping) or not isinstance(jour, date):
        return None
    points = []
    for numero, point in points_ecrits(tree):
        kind = catalogue.named(text_of(point.get("acte"))) if is_written(point.get("acte")) else None
        points.append(PointDit(numero, objet_ecrit(point, kind), kind.code if kind else ""))
    nom = cle(collectivite_nommee(tree))
    return Passee(
        fichier, nom, jour, text_of(seance.get("heure")), text_of(seance.get("lieu")), tuple(points)
    )
