"""Evenings drawn by the litigation bench, each with every act that can be made of it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from actgen.acts.tree.nodes import Document
from actgen.acts.views.plan import ActPlan
from actgen.council.kinds.manifest import Famille
from actgen.session.cache import Cache
from actgen.session.examination import examine
from actgen.session.result import Examination, Options
from bench.litigation.banc import tirer
from bench.litigation.juge import ecrire_dossier
from bench.litigation.seances import Dossier

EVERYTHING = (*(famille.value for famille in Famille), "publication")
"""What `--only` names to have the papers of before a session that was held, too."""


@dataclass(frozen=True)
class Evening:
    """A session as its author knows it, its file, and the acts that actgen makes of it."""

    dossier: Dossier
    fichier: str
    examination: Examination

    @property
    def written(self) -> list[tuple[ActPlan, Document]]:
        return [(plan, plan.document) for plan in self.examination.plans if plan.document is not None]

    @property
    def public(self) -> list[tuple[ActPlan, Document]]:
        """What anyone may read: copies to publish, and the list."""
        return [(p, tree) for p, tree in self.written if p.copie or p.kind.famille is Famille.LISTE]

    def tree(self, key: str) -> Document | None:
        return next((tree for plan, tree in self.written if plan.key == key), None)


@cache
def evenings(
    graine: int, combien: int, change: Callable[[Dossier], bool] | None = None
) -> tuple[Evening, ...]:
    """Valid sessions, the same for the same seed; with `change`, those that it could change."""
    cache = Cache()
    dossiers = (deepcopy(dossier) for dossier in _drawn(graine, combien))
    return tuple(_evening(d, cache) for d in dossiers if change is None or change(d))


@cache
def _drawn(graine: int, combien: int) -> tuple[Dossier, ...]:
    return tuple(tirer(graine, combien))


def _evening(dossier: Dossier, cache: Cache) -> Evening:
    with tempfile.TemporaryDirectory(prefix="soiree-") as nom:
        ecrits = ecrire_dossier(dossier.fichiers, Path(nom), dossier)
        examination = examine(ecrits.seance, Options(only=EVERYTHING), cache)
        return Evening(dossier, ecrits.seance.read_text(encoding="utf-8"), examination)
