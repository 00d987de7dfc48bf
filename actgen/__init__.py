"""actgen turns the facts of a French council session into the acts that the law expects of it.

A program opens a `Workspace`; all that it may then ask is in `actgen.api`, with an example in `docs/api.md`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from actgen.base.version import __version__ as __version__

if TYPE_CHECKING:
    from actgen.api.editing import Change, Drop, Insert, Put, Swap
    from actgen.api.fields import Fields
    from actgen.api.group import Group
    from actgen.api.live import live, typed
    from actgen.api.making import workers
    from actgen.api.workspace import Options, Session, Workspace
    from actgen.api.written import to_json
    from actgen.authoring.guide import guide
    from actgen.authoring.templates.offered import Templates
    from actgen.base.diagnostics import Diagnostic, Location, Severity
    from actgen.base.errors import (
        ActgenError,
        CannotEdit,
        Conflict,
        EnvironmentFault,
        InternalError,
        UsageError,
    )
    from actgen.council.facts.phrases.ecriture import (
        ecrire_absence,
        ecrire_demande,
        ecrire_ligne,
        ecrire_liste,
        ecrire_mouvement,
        ecrire_personne,
        ecrire_retrait,
        ecrire_secretaire,
        ecrire_voix,
        ecrire_vote,
    )

_HOMES = {
    "actgen.api.editing": "Change Drop Insert Put Swap",
    "actgen.api.fields": "Fields",
    "actgen.api.group": "Group",
    "actgen.api.live": "live typed",
    "actgen.api.making": "workers",
    "actgen.api.workspace": "Options Session Workspace",
    "actgen.api.written": "to_json",
    "actgen.authoring.guide": "guide",
    "actgen.authoring.templates.offered": "Templates",
    "actgen.base.diagnostics": "Diagnostic Location Severity",
    "actgen.base.errors": "ActgenError CannotEdit Conflict EnvironmentFault InternalError UsageError",
    "actgen.council.facts.phrases.ecriture": "ecrire_absence ecrire_demande ecrire_ligne ecrire_liste "
    "ecrire_mouvement ecrire_personne ecrire_retrait ecrire_secretaire ecrire_voix ecrire_vote",
}

__all__ = [
    "ActgenError",
    "CannotEdit",
    "Change",
    "Conflict",
    "Diagnostic",
    "Drop",
    "EnvironmentFault",
    "Fields",
    "Group",
    "Insert",
    "InternalError",
    "Location",
    "Options",
    "Put",
    "Session",
    "Severity",
    "Swap",
    "Templates",
    "UsageError",
    "Workspace",
    "ecrire_absence",
    "ecrire_demande",
    "ecrire_ligne",
    "ecrire_liste",
    "ecrire_mouvement",
    "ecrire_personne",
    "ecrire_retrait",
    "ecrire_secretaire",
    "ecrire_voix",
    "ecrire_vote",
    "guide",
    "live",
    "to_json",
    "typed",
    "workers",
]


def __getattr__(name: str) -> object:
    """What the door offers, loaded when it is asked for: `actgen --help` waits for none of it."""
    for home, names in _HOMES.items():
        if name in names.split():
            return getattr(import_module(home), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
