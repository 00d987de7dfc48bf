"""The two sessions of the worked examples, each in a workspace of its own, and their acts."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

from actgen.acts.tree.nodes import Document
from actgen.acts.views.plan import ActPlan
from actgen.session import render as rendering
from actgen.session.cache import Cache
from actgen.session.examination import examine, prepare
from actgen.session.jobs import Workers
from actgen.session.result import Examination, Options

ROOT = Path(__file__).parents[2]
DIETWILLER = "dietwiller-2022-12-15"
LE_TREHOU = "le-trehou-2024-11-14"
SESSIONS = (DIETWILLER, LE_TREHOU)
KEYS = {
    DIETWILLER: (
        "deliberation-09",
        "publication-09",
        "convention-e_services",
        "liste-des-deliberations",
        "proces-verbal",
        "certificat-09",
        "a-faire",
    ),
    LE_TREHOU: (
        "deliberation-02",
        "publication-02",
        "deliberation-03",
        "publication-03",
        "convention-papeterie",
        "liste-des-deliberations",
        "proces-verbal",
        "certificat-02",
        "certificat-03",
        "a-faire",
    ),
}
ACTS = [(session, key) for session in SESSIONS for key in KEYS[session]]


def session_file(name: str, workspace: Path = ROOT / "data") -> Path:
    return workspace / "seances" / f"{name}.yaml"


def workspace(folder: Path) -> Path:
    """A copy of the shipped workspace, to be changed at will."""
    for part in ("collectivites", "groupements", "seances"):
        shutil.copytree(ROOT / "data" / part, folder / part, ignore=shutil.ignore_patterns("exemple_m2a*"))
    return folder


def render(file: Path, options: Options, workers: Workers | None = None) -> rendering.Rendering:
    """The acts of a session file that are due, written."""
    return rendering.render(prepare(file, options, Cache()), options, workers)


def edit(file: Path, old: str, new: str) -> None:
    """Replace what stands once in a file."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{text.count(old)} times in {file.name}: {old}"
    file.write_text(text.replace(old, new), encoding="utf-8")


def examined(file: Path) -> Examination:
    """What is told of a session; of those that ship, once for all that ask."""
    return _shipped(file) if file.is_relative_to(ROOT / "data") else examine(file, Options())


@cache
def _shipped(file: Path) -> Examination:
    return examine(file, Options())


def plan(examination: Examination, key: str) -> ActPlan:
    return next(plan for plan in examination.plans if plan.key == key)


def shipped_examination(session: str) -> Examination:
    return examined(session_file(session))


def document(session: str, key: str) -> Document:
    """The tree of an act of a shipped session."""
    found = plan(shipped_examination(session), key).document
    assert found is not None, f"{key} is not written"
    return found
