"""The files of reference and of law that ship with actgen, read once a process.

They are the same for every session, so the journal always names them all: what one session
happened to look up before another in the same process must not show.

A workspace may add rows to the law in its own folder (`law.workspace`): they are kept here for the tables,
and what was made of the law before they came is forgotten.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import Any, TypeVar

from actgen.base.errors import EnvironmentFault
from actgen.reading.sources import SHIPPED_LABEL, Source, shipped

REFERENCE_FILES = ("arrondissements.csv", "communes.csv", "departements.csv", "epci.csv")
LAW_FILES = (
    "articles.yaml",
    "delegations.yaml",
    "effectifs.yaml",
    "elections.yaml",
    "groupements.yaml",
    "interets.yaml",
    "nomenclature.yaml",
    "ordre_du_jour.yaml",
    "reformes.yaml",
    "regimes.yaml",
    "seuils.yaml",
    "seuils_des_actes.yaml",
    "sources.yaml",
    "subventions.yaml",
    "textes.yaml",
    "suites.yaml",
    "tribunaux.yaml",
    "votes.yaml",
)

_READ_UNTIL = re.compile(rb"^verifie_le: (\d{4}-\d{2}-\d{2})\b", re.MULTILINE)

Cached = TypeVar("Cached", bound=Any)
_added: dict[str, Source] = {}
_today: list[date] = []
_made_of_the_law: list[Callable[[], None]] = []


def follows_the_law(cached: Cached) -> Cached:
    """For a function whose kept results are made of the law: they are forgotten when rows come or go."""
    _made_of_the_law.append(cached.cache_clear)
    return cached


def add(files: Iterable[tuple[str, Source]], aujourd_hui: date | None = None) -> None:
    """From now on the law is what ships and the rows of these files, by the table that each adds to."""
    _added.clear()
    _added.update(files)
    _today[:] = [aujourd_hui] if aujourd_hui is not None else []
    for forget in _made_of_the_law:
        forget()


def added(name: str) -> Source | None:
    """The file that adds rows to the table of that name."""
    return _added.get(name)


def to_come(jour: date) -> bool:
    """Whether a day is after the one on which files were added, where that one is known."""
    return any(jour > today for today in _today)


@follows_the_law
@cache
def read_until() -> date:
    """The last day until which every table was read: a law that came after it may be unknown.

    That of the table that was looked at longest ago; a file of the workspace that says a later day than the
    shipped table has renewed it. Told by the line « verifie_le: 2026-04-30 » of each file: parsing all of
    them takes a run longer than judging a session.
    """
    return min(max(days) for name in LAW_FILES if (days := _days(name)))


@cache
def shipped_bytes(folder: str, name: str) -> bytes:
    """The bytes of `data/<folder>/<name>`. Raises EnvironmentFault when the installation lacks it."""
    try:
        return shipped("data", folder, name).read_bytes()
    except OSError as error:
        raise EnvironmentFault(
            f"Le fichier «\u00a0{label(folder, name)}\u00a0» de l’installation d’actgen ne peut pas être lu. "
            "Réinstallez actgen (python -m pip install --force-reinstall actgen)."
        ) from error


def label(folder: str, name: str) -> str:
    """How messages and the journal call a shipped file, the same on every machine."""
    return f"{SHIPPED_LABEL}/data/{folder}/{name}"


@cache
def fingerprints() -> tuple[tuple[str, str], ...]:
    """Name and SHA-256 of every file of reference and of law, sorted by name: what the journal keeps."""
    named = [("droit", name) for name in LAW_FILES] + [("reference", name) for name in REFERENCE_FILES]
    return tuple(
        sorted((label(*place), hashlib.sha256(shipped_bytes(*place)).hexdigest()) for place in named)
    )


def all_read(log: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """What a run has read, by its log, and these files: the sources that a journal names, sorted by name."""
    return tuple(sorted({*log, *fingerprints()}))


def _days(name: str) -> list[date]:
    """The days that the files of a table give as that of the last look at all of it."""
    more = added(name)
    contents = (shipped_bytes("droit", name), *((more.content,) if more else ()))
    found = (_READ_UNTIL.search(content) for content in contents)
    return [date.fromisoformat(each[1].decode()) for each in found if each]
