"""The files of reference and of law that ship with actgen, read once a process.

They are the same for every session, so the journal always names them all: what one session
happened to look up before another in the same process must not show.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache

from actgen.errors import EnvironmentFault
from actgen.sources import SHIPPED_LABEL, shipped

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
