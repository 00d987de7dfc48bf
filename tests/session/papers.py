"""The papers of before a session made from the models of tests/regles, not held yet unless told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from actgen.acts.tree.nodes import Document, Table, inlines, walk
from actgen.acts.tree.words import inline_text, plain_words
from actgen.acts.views.plan import ActPlan, Due
from actgen.council.kinds.manifest import Famille
from actgen.session.examination import examine
from actgen.session.result import Options
from tests.regles.cases import merge, model, write
from tests.session.acts import workspace

ALL = ("convocation", "pouvoir", "note-de-synthese", "feuille-de-presence")
PLANNED: dict[str, Any] = {
    "absents": "",
    "suites": "",
    "seance": {"levee": "", "presidence": "", "secretaire": ""},
    "points": [{"numero": "1", "objet": "Acquisition d’une parcelle"}],
    "convocation": {"mode": "courriel", "ordre_du_jour": ["1. Acquisition d’une parcelle"]},
}


def papers(folder: Path, base: str, *only: str, planned: bool = True, **change: Any) -> dict[str, ActPlan]:
    """The papers of a model session with what changes, by key."""
    space = workspace(folder / "espace")
    content = merge(merge(model(base), PLANNED if planned else {}), change)
    place = write(space / "seances" / "essai.yaml", content)
    plans = examine(place, Options(only=only)).plans
    return {plan.key: plan for plan in plans if plan.kind.famille is Famille.AVANT_SEANCE}


def tree(plan: ActPlan) -> Document:
    assert plan.due is Due.WRITTEN and plan.document is not None, plan
    return plan.document


def text(plan: ActPlan) -> str:
    return " ".join(plain_words(tree(plan)))


def missing(plan: ActPlan) -> list[str]:
    return [lacune.key for lacune in plan.manques]


def rows(plan: ActPlan) -> list[tuple[str, str]]:
    """Name and quality of each row of the attendance sheet."""
    (table,) = (block for block in walk(tree(plan).blocks) if isinstance(block, Table))
    found = []
    for row in table.body:
        (block,) = row.cells[1].blocks
        name, quality = inline_text(inlines(block)).split("\n")
        found.append((name, quality))
    return found
